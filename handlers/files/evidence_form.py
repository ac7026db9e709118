"""Which action a dropped file is evidence for."""

from collections.abc import Sequence

from handlers.files.model import Upload
from handlers.forms import OPTION_LABEL, ChoiceField, Form, Option, Section, fresh_nonce
from handlers.phrases import shortened
from handlers.plans.model import Action

FORM = "files.evidence"
MOST_ACTIONS = 100
"""As many as a drop-down takes (platform-facts 2.6)."""


def evidence_form(upload: Upload, actions: Sequence[Action]) -> Form:
    """Build the form for those actions that the person may report on."""
    options = tuple(Option(str(action.id), shortened(action.name, OPTION_LABEL)) for action in actions[:MOST_ACTIONS])
    return Form(
        name=FORM,
        title="Keep as evidence",
        sections=(
            Section(
                shortened(upload.name, OPTION_LABEL),
                (ChoiceField("action", "For which action?", options, required=True),),
            ),
        ),
        nonce=fresh_nonce(),
        context=str(upload.id),
        submit_label="Keep it",
    )
