"""Adding an action to the plan while it runs: never without why, and what it should bring."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.actions import case, changed_cards, presses
from handlers.actions.alike import similar
from handlers.actions.changing import added
from handlers.actions.form_faults import faults
from handlers.actions.references import next_ref
from handlers.feature import Context, FormInput
from handlers.forms import (
    ChoiceField,
    DateField,
    Form,
    FormValues,
    Option,
    Section,
    TextField,
    as_id,
    fresh_nonce,
    parse_date,
    refilled,
)
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.people.model import Post
from handlers.plans.model import Action, ChangeKind, Plan
from handlers.plans.themes import THEMES

FORM = presses.ADD_PRESS
_ASKED = "asked"
"""The form's context once a similar action was pointed out: sending it again adds the new one all the same."""


async def offer_add(_context: Context, _rest: str) -> Reply:
    """Answer the typed command with the button that opens the form: not every surface opens one from typed words."""
    return Reply(changed_cards.add_one(), private=True)


async def open_add(context: Context, _value: str) -> Outcome:
    """Open the form for a new action."""
    plan = await context.work.plans.current()
    if plan is None:
        return Reply(changed_cards.no_plan(), private=True)
    return OpenForm(await _form(context, plan))


async def take_add(context: Context, form: FormInput) -> Outcome:
    """Add an action; where there is one much like it, say so first."""
    await context.work.alone()
    plan = await context.work.plans.current()
    if plan is None:
        return Close(changed_cards.no_plan())
    asked = await _form(context, plan)
    actions = await context.work.plans.actions(plan.id)
    errors = faults(asked, form.values) | _errors(form.values, actions)
    if errors:
        return FormErrors(refilled(replace(asked, context=form.context), form.values), errors)
    new = _action(form.values, plan, actions, await context.work.people.posts())
    if form.context != _ASKED and (twin := similar(new.title, await _everything(context), same_plan=plan.id)):
        return case.with_note(replace(asked, context=_ASKED), _much_like(twin, plan), form.values)
    return Close(changed_cards.added(await added(context, new, ChangeKind.ADDED)))


async def _everything(context: Context) -> Sequence[Action]:
    plans = await context.work.plans.all()
    return [action for plan in plans for action in await context.work.plans.actions(plan.id)]


def _much_like(twin: Action, plan: Plan) -> str:
    where = "in this plan" if twin.plan_id == plan.id else "in another plan"
    return f"Nothing is saved yet. This is much like “{twin.name}” {where}. If it is another, send it again."


def _errors(values: FormValues, actions: Sequence[Action]) -> dict[str, str]:
    errors = {}
    ref = values.get("ref", "").strip()
    twin = next((each for each in actions if ref and each.ref.casefold() == ref.casefold()), None)
    if twin is not None:
        errors["ref"] = f"{twin.ref} is taken by “{twin.title}”. Choose another, or leave it empty."
    start, due = parse_date(values.get("start_on", "")), parse_date(values.get("due_on", ""))
    if start is not None and due is not None and due < start:
        errors["due_on"] = "It is due before it begins. Please look at both days."
    return errors


def _action(values: FormValues, plan: Plan, actions: Sequence[Action], posts: Sequence[Post]) -> Action:
    given = {name: " ".join(text.split()) if name == "title" else text.strip() for name, text in values.items()}
    owner = next((post for post in posts if post.id == as_id(given.get("owner", ""))), None)
    theme = given["theme"]
    return Action(
        id=0,
        plan_id=plan.id,
        ref=given.get("ref", "") or next_ref(theme, actions),
        theme=theme,
        title=given["title"],
        owner_text=owner.name if owner else "",
        owner_post_id=owner.id if owner else None,
        start_on=parse_date(given.get("start_on", "")),
        due_on=parse_date(given.get("due_on", "")),
        success_measure=given.get("success_measure", ""),
        rationale=given["rationale"],
        benefit=given["benefit"],
        baseline=given.get("baseline", ""),
        target=given.get("target", ""),
        resource=given.get("resource", ""),
        cross_reference=given.get("cross_reference", ""),
    )


async def _form(context: Context, plan: Plan) -> Form:
    actions = await context.work.plans.actions(plan.id)
    own = sorted({action.theme for action in actions if action.theme} - set(THEMES))
    themes = tuple(Option(theme, theme) for theme in (*THEMES, *own) if len(theme) <= 150)
    posts = [post for post in await context.work.people.posts() if post.ended_on is None]
    owners = tuple(Option(str(post.id), post.name) for post in posts)
    what = (
        TextField(
            "title", "Title", "What will be done, so that anybody can tell when it is.", required=True, max_length=1000
        ),
        ChoiceField("theme", "Theme", themes, required=True),
        TextField("ref", "Reference", "Empty: the next one of the theme.", max_length=30),
    )
    why = (
        TextField("rationale", "Why we do it", required=True, multiline=True),
        TextField("benefit", "What it should bring", required=True, multiline=True),
    )
    who = (ChoiceField("owner", "Owner", owners, "Empty: it waits for the lead to find one."),) if owners else ()
    when = (DateField("start_on", "Begins"), DateField("due_on", "Due", required=True))
    measure = (
        TextField("success_measure", "Measure of success", "How we shall know; best with a number.", max_length=1000),
        TextField("baseline", "Baseline", "Where the measure stands now.", max_length=300),
        TextField("target", "Target", max_length=300),
        TextField("resource", "Resource", "Money or hours.", max_length=300),
        TextField("cross_reference", "See also", "Athena SWAN, REF, another plan, …", max_length=300),
    )
    sections = (
        Section("What", what),
        Section("Why", why),
        Section("Who and when", (*who, *when)),
        Section("How it is measured", measure),
    )
    return Form(FORM, "Add an action", sections, fresh_nonce(), f"To {plan.title}.", submit_label="Add it")
