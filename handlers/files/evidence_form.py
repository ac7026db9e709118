"""Which action a dropped file is evidence for."""

from collections.abc import Sequence

from handlers.actions.finding import find
from handlers.files.model import Upload
from handlers.forms import OPTION_LABEL, ChoiceField, Field, Form, Option, Section, TextField, as_id, fresh_nonce
from handlers.phrases import shortened
from handlers.plans.model import Action

FORM = "files.evidence"
MOST_ACTIONS = 100
"""As many as a drop-down takes (platform-facts 2.6); of more, one is named by its reference or words of its title."""


def evidence_form(upload: Upload, actions: Sequence[Action]) -> Form:
    """Build the form for those actions that the person may add evidence to."""
    return Form(
        name=FORM,
        title="Keep as evidence",
        sections=(
            Section(
                shortened(upload.name, OPTION_LABEL),
                (_which(actions),),
            ),
        ),
        nonce=fresh_nonce(),
        context=str(upload.id),
        submit_label="Keep it",
    )


def _which(actions: Sequence[Action]) -> Field:
    label = "For which action?"
    if len(actions) > MOST_ACTIONS:
        return TextField("action", label, "Its reference, such as V1, or words of its title.", required=True)
    options = tuple(Option(str(action.id), shortened(action.name, OPTION_LABEL)) for action in actions)
    return ChoiceField("action", label, options, required=True)


def chosen(value: str, actions: Sequence[Action]) -> Action | None:
    """The action that came back, by its id where there was a list; None where it is none of them, or several."""
    if len(actions) <= MOST_ACTIONS:
        return next((action for action in actions if action.id == as_id(value)), None)
    found = find(value, actions)
    return found[0] if len(found) == 1 else None


def not_chosen(actions: Sequence[Action]) -> str:
    """Say that no action was chosen."""
    if len(actions) > MOST_ACTIONS:
        return "That is not one action of the plan. Please give its reference, or more words of its title."
    return "Please choose one of your actions."
