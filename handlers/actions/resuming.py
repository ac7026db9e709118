"""Taking a dropped action up again: what was dropped stays in its history, with why, and so does why it goes on."""

from handlers.actions import case, changed_cards, presses
from handlers.actions.case import Case
from handlers.actions.changing import reported
from handlers.actions.form_faults import faults
from handlers.feature import Context, FormInput
from handlers.forms import Form, Section, TextField, fresh_nonce, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.plans.model import ActionUpdate
from handlers.plans.rag import Rag

FORM = presses.RESUME_PRESS
_REASON = "reason"


async def open_resume(context: Context, value: str) -> Outcome:
    """Open the form that asks why."""
    found = await case.opened(context, value, case.may_resume)
    return found if isinstance(found, Reply) else OpenForm(_form(found))


async def take_resume(context: Context, form: FormInput) -> Outcome:
    """Take an action up again: still to be carried out, with the reason as its explanation."""
    found = await case.sent(context, form.context, case.may_resume)
    if isinstance(found, Close):
        return found
    asked = _form(found)
    if found.news:
        return case.again(context, found, asked, form.values)
    if errors := faults(asked, form.values):
        return FormErrors(refilled(asked, form.values), errors)
    starts_later = found.action.start_on is not None and found.action.start_on > context.today
    update = ActionUpdate(
        action_id=found.action.id,
        at=context.now,
        rag=Rag.NOT_DUE if starts_later else Rag.RED,
        comment=f"Taken up again: {form.values[_REASON].strip()}",
        by=context.person.name,
        by_person_id=context.person.id,
    )
    written = await reported(context, found.action, update)
    return Close(changed_cards.resumed(written), await case.renewed(context, found, written))


def _form(found: Case) -> Form:
    why = TextField(_REASON, "Why it is taken up again", required=True, multiline=True)
    said = "It counts as still to be carried out (red, or not due yet if it begins later) until somebody reports on it."
    section = Section(found.action.name[:250], (why,), said)
    return Form(FORM, "Take it up again", (section,), fresh_nonce(), context=found.context, submit_label="Take it up")
