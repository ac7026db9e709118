"""Dropping an action at the horizon scan: it stays in the plan, with the reason."""

from handlers.actions import case, changed_cards, presses
from handlers.actions.case import Case
from handlers.actions.changing import reported
from handlers.actions.form_faults import faults
from handlers.feature import Context, FormInput
from handlers.forms import Form, Section, TextField, fresh_nonce, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.plans.model import ActionUpdate
from handlers.plans.rag import Rag

FORM = presses.DROP_PRESS
_REASON, _LEARNING = "reason", "learning"


async def open_drop(context: Context, value: str) -> Outcome:
    """Open the form that asks why."""
    found = await case.opened(context, value, case.may_scan)
    return found if isinstance(found, Reply) else OpenForm(_form(found))


async def take_drop(context: Context, form: FormInput) -> Outcome:
    """Drop an action."""
    found = await case.sent(context, form.context, case.may_scan)
    if isinstance(found, Close):
        return found
    asked = _form(found)
    if found.news:
        return case.again(context, found, asked, form.values)
    if errors := faults(asked, form.values):
        return FormErrors(refilled(asked, form.values), errors)
    update = ActionUpdate(
        action_id=found.action.id,
        at=context.now,
        rag=Rag.DROPPED,
        comment=form.values[_REASON].strip(),
        learning=form.values.get(_LEARNING, "").strip(),
        by=context.person.name,
        by_person_id=context.person.id,
    )
    written = await reported(context, found.action, update)
    return Close(changed_cards.dropped(written), await case.renewed(context, found, written))


def _form(found: Case) -> Form:
    fields = (
        TextField(_REASON, "Why it is dropped", required=True, multiline=True),
        TextField(_LEARNING, "What was learned", "The self-assessment asks for it.", multiline=True),
    )
    said = "It stays in the plan as dropped. The self-assessment counts it as red, and shows this reason."
    section = Section(found.action.name[:250], fields, said)
    return Form(FORM, "Drop the action", (section,), fresh_nonce(), context=found.context, submit_label="Drop it")
