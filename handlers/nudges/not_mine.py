"""“Not mine”: an owner disputes an action; it goes to the lead's assignment queue, and the lead is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from handlers.cards import Button, Buttons, ButtonStyle, Card, Text
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import Context, DeliveryContext, FormInput
from handlers.forms import ChoiceField, Field, Form, Option, Section, TextField, as_id, fresh_nonce, refilled
from handlers.nudges import answer_cards
from handlers.nudges.answering import offices
from handlers.nudges.answers import asked_about
from handlers.nudges.presses import NOT_MINE_FORM
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.people.hours import here_at
from handlers.people.model import Person
from handlers.plans.brief import AnyAction
from handlers.plans.model import ActionChange, ChangeKind
from handlers.posts.names import QUEUE_PRESS
from handlers.rights import PostKind

DISPUTED = "nudges.disputed"
_USEFUL = timedelta(days=30)
"""After that the lead has met it in the queue."""
_WHICH, _WHOSE = "which", "whose"
_ALL = "all"
_LONGEST = 500


async def open_not_mine(context: Context, value: str) -> Outcome:
    """Ask which actions are not theirs, and whose they might be."""
    desk, review = await asked_about(context, value)
    actions = desk.own.get(context.person.id, ())
    if review is None:
        return Reply(answer_cards.out_of_date(), private=True)
    return OpenForm(_form(actions, value)) if actions else Reply(answer_cards.nothing_waits(), private=True)


async def take_not_mine(context: Context, form: FormInput) -> Outcome:
    """Record it on each action, and tell the lead."""
    await context.work.alone()
    desk, review = await asked_about(context, form.context)
    if review is None:
        return Close(reply=answer_cards.out_of_date())
    mine = desk.own.get(context.person.id, ())
    if not mine:
        return Close(reply=answer_cards.nothing_waits())
    chosen, errors = _read(form, mine)
    if errors:
        return FormErrors(refilled(_form(mine, form.context), form.values), errors)
    for action in chosen:
        await _dispute(context, action.id, form.values.get(_WHOSE, "").strip())
    await _tell_the_lead(context, chosen)
    return Close(update=answer_cards.disputed(chosen, len(chosen) < len(mine)))


def _form(actions: Sequence[AnyAction], review: str) -> Form:
    one = len(actions) == 1
    fields: list[Field] = []
    if not one:
        options = (*(Option(str(action.id), action.name) for action in actions), Option(_ALL, "All of them"))
        fields.append(ChoiceField(_WHICH, "Which is not yours?", options, required=True))
    hint = "A name or an office helps your lead. Leave it empty if you do not know."
    fields.append(TextField(_WHOSE, "Whose could it be?", hint, max_length=_LONGEST))
    intro = f"{actions[0].name}: this goes to your lead, and I will not ask you about it again." if one else ""
    return Form(NOT_MINE_FORM, "Not mine", (Section("", tuple(fields)),), fresh_nonce(), intro, review, "Tell my lead")


def _read(form: FormInput, mine: Sequence[AnyAction]) -> tuple[Sequence[AnyAction], dict[str, str]]:
    whose, which = form.values.get(_WHOSE, "").strip(), form.values.get(_WHICH, "")
    if len(whose) > _LONGEST:
        return (), {_WHOSE: f"Please keep this to {_LONGEST} characters; it has {len(whose):,}."}
    if which == _ALL or (len(mine) == 1 and not which):
        return mine, {}
    chosen = [action for action in mine if action.id == as_id(which)]
    return chosen, {} if chosen else {_WHICH: "Please choose one of your actions, or all of them."}


async def _dispute(context: Context, action_id: int, whose: str) -> None:
    person = context.person
    action = await context.work.plans.action(action_id)
    if action is None:
        return
    await context.work.plans.change(replace(action, disputed_by_id=person.id))
    change = ActionChange(action.id, context.now, ChangeKind.DISPUTED, {}, whose, person.name, person.id)
    await context.work.plans.record(change)


async def _tell_the_lead(context: Context, actions: Sequence[AnyAction]) -> None:
    ids = {"actions": ",".join(str(action.id) for action in actions), "by": str(context.person.id)}
    key = f"{DISPUTED}:{context.now.isoformat(timespec='seconds')}:{context.person.id}"
    await context.work.outbox.add(
        NewDelivery(
            f"{key}:{lead.id}",
            DISPUTED,
            lead.id,
            ids,
            here_at(context.institution, lead, context.now),
            context.now + _USEFUL,
        )
        for lead in await _leads(context)
        if lead.id != context.person.id
    )


async def _leads(context: Context) -> Sequence[Person]:
    known = offices(await context.work.people.holdings(context.today))
    leading = (office for office in known.values() if office.post.kind is PostKind.LEAD)
    return [person for office in leading for person in office.answering(context.today)]


async def compose_disputed(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Tell the lead which actions somebody says are not theirs; None once all have an owner again."""
    plan = await context.work.plans.current()
    told = {as_id(part) for part in delivery.ids["actions"].split(",")}
    actions = [action for action in (await context.work.plans.actions(plan.id) if plan else ()) if action.id in told]
    open_ = [action for action in actions if action.disputed_by_id is not None]
    if not open_:
        return None
    lines: list[str] = []
    for action in open_:
        said = await _said(context, action)
        lines.append(f"{action.name}{f': “{said}”' if said else ''}")
    by = await context.work.people.get(int(delivery.ids["by"]))
    many = "an action is" if len(lines) == 1 else f"{len(lines)} actions are"
    return Card(
        f"{by.name if by else 'A colleague'} says that {many} not theirs",
        (Text("\n".join(lines)), Buttons((Button("Assign them", QUEUE_PRESS, style=ButtonStyle.PRIMARY),))),
        "Nobody is asked about them until they have an owner again.",
    )


async def _said(context: DeliveryContext, action: AnyAction) -> str:
    """Whose it could be, in the words of whoever disputed it last."""
    history = await context.work.plans.history(action.id)
    disputes = [each for each in history if isinstance(each, ActionChange) and each.kind is ChangeKind.DISPUTED]
    return disputes[-1].comment if disputes else ""
