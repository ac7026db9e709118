"""The evidence of the technician voice as a file: offered to chairs and the lead on a card, written after the press."""

from typing import Final

from handlers.cards import Button, Buttons, Card, Text
from handlers.documents import DocumentKind
from handlers.feature import Command, Context, Feature, Press
from handlers.outcomes import Outcome, Reply, SendDocument
from handlers.rights import Right
from handlers.voice.cards import EVIDENCE_PRESS
from handlers.voice.evidence import evidence_document
from handlers.voice.heard import gather

WRITE_PRESS: Final = "voice.evidence-write"
"""Its value is a kind of document."""

_KINDS: Final = {
    DocumentKind.DOCX: "Word file",
    DocumentKind.HTML: "Web page",
    DocumentKind.MARKDOWN: "Markdown",
}
_CAPTION: Final = (
    "The evidence of the technician voice, in the order in which the self-assessment form asks. What is marked “To be "
    "written” only you can say."
)


def offer_card() -> Card:
    """What the evidence is, and as which file it can be had."""
    buttons = tuple(Button(label, WRITE_PRESS, kind.value) for kind, label in _KINDS.items())
    return Card(
        "Evidence of the technician voice",
        (
            Text(
                "When and how technicians were heard, what they said by theme, and what changed in the plan, in the "
                "order in which the self-assessment form asks. Figures are rounded as for a published document."
            ),
            Buttons(buttons),
        ),
    )


async def offer(_context: Context, _value: str) -> Reply:
    """Ask which file is wanted."""
    return Reply(offer_card(), private=True)


async def write(context: Context, value: str) -> Outcome:
    """Hand the evidence over as it stands now."""
    try:
        kind = DocumentKind(value)
    except ValueError:
        return Reply(offer_card(), private=True)
    heard = await gather(context.work, context.institution, context.now)
    document = evidence_document(context.institution.name, heard, context.today)
    return SendDocument(document, kind, f"technician-voice-{context.today.isoformat()}", _CAPTION)


FEATURE = Feature(
    "voice evidence",
    commands=(
        Command(
            "voice evidence",
            "get the evidence of the technician voice as a file",
            offer,
            Right.COMMITTEE,
            ("evidence of voice", "technician voice evidence"),
        ),
    ),
    presses=(Press(EVIDENCE_PRESS, offer, Right.COMMITTEE), Press(WRITE_PRESS, write, Right.COMMITTEE)),
)
