"""Moving an action's due date: with a reason, and the first date is kept."""

from dataclasses import replace
from datetime import date

from handlers.actions import case, changed_cards, presses
from handlers.actions.case import Case
from handlers.actions.changing import changed
from handlers.actions.form_faults import faults
from handlers.dates import spoken
from handlers.feature import Context, FormInput
from handlers.forms import DateField, Form, Section, TextField, fresh_nonce, parse_date, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.plans.model import Action, ChangeKind, Plan

FORM = presses.MOVE_PRESS
_DATE, _REASON = "due", "reason"


async def open_move(context: Context, value: str) -> Outcome:
    """Open the form for a new due date."""
    found = await case.opened(context, value, case.may_change)
    return found if isinstance(found, Reply) else OpenForm(_form(found))


async def take_move(context: Context, form: FormInput) -> Outcome:
    """Move the date; the first one is kept, and so how far it has slipped is seen."""
    found = await case.sent(context, form.context, case.may_change)
    if isinstance(found, Close):
        return found
    asked = _form(found)
    if found.news:
        return case.again(context, found, asked, form.values)
    day = parse_date(form.values.get(_DATE, ""))
    errors = faults(asked, form.values)
    if day is not None and (trouble := _trouble(day, found.action, context.today)):
        errors.setdefault(_DATE, trouble)
    if errors or day is None:
        return FormErrors(refilled(asked, form.values), errors)
    before = found.action
    after = replace(before, due_on=day, due_text="", first_due_on=before.first_due_on or before.due_on or day)
    written = await changed(context, before, after, ChangeKind.MOVED, form.values[_REASON].strip())
    said = changed_cards.moved(written, context.today, _past_the_plan(day, found.seen.plan))
    return Close(said, await case.renewed(context, found, written))


def _form(found: Case) -> Form:
    action = found.action
    first = action.first_due_on or action.due_on
    planned = f"It was first planned for {spoken(first)}, and that is kept." if first else "It has no due date yet."
    fields = (
        DateField(_DATE, "New due date", value=action.due_on, required=True),
        TextField(_REASON, "Why it moves", "The chairs read it.", required=True, multiline=True, max_length=1000),
    )
    section = Section(action.name[:250], fields, planned)
    return Form(FORM, "Move the due date", (section,), fresh_nonce(), context=found.context, submit_label="Move it")


def _trouble(day: date, action: Action, today: date) -> str:
    if day == action.due_on:
        return "It is due on this day already. Please choose another."
    if day < today:
        return f"{spoken(day)} has passed. Please choose a day that is still to come."
    if action.start_on is not None and day < action.start_on:
        return f"It only begins on {spoken(action.start_on)}. Please choose a later day."
    return ""


def _past_the_plan(day: date, plan: Plan) -> str:
    if plan.ends_on is None or day <= plan.ends_on:
        return ""
    return f"That is after the end of the plan on {spoken(plan.ends_on)}."
