"""Comments on an action, from everybody who has to do with it; owners propose changes to the plan this way."""

from handlers.actions import case, changed_cards, presses
from handlers.actions.case import Case
from handlers.actions.changing import noted
from handlers.actions.form_faults import faults
from handlers.feature import Context, FormInput
from handlers.forms import Form, Section, TextField, fresh_nonce, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.plans.model import ChangeKind

FORM = presses.COMMENT_PRESS
_COMMENT = "comment"


async def open_comment(context: Context, value: str) -> Outcome:
    """Open the form for a comment."""
    found = await case.opened(context, value, case.may_comment)
    return found if isinstance(found, Reply) else OpenForm(_form(found))


async def take_comment(context: Context, form: FormInput) -> Outcome:
    """Record a comment; it takes nothing back, so what happened meanwhile is no hindrance."""
    found = await case.sent(context, form.context, case.may_comment)
    if isinstance(found, Close):
        return found
    asked = _form(found)
    if errors := faults(asked, form.values):
        return FormErrors(refilled(asked, form.values), errors)
    await noted(context, found.action.id, ChangeKind.COMMENT, form.values[_COMMENT].strip())
    return Close(changed_cards.commented(found.action), await case.renewed(context, found, found.action))


def _form(found: Case) -> Form:
    hint = "It stays in the history of the action. To propose that it be dropped, split or merged, say so here."
    field = TextField(_COMMENT, "Your comment", hint, required=True, multiline=True)
    section = Section(found.action.name[:250], (field,))
    return Form(FORM, "Comment", (section,), fresh_nonce(), context=found.context)
