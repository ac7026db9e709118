"""The minutes of a review in a document. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from handlers.dates import spoken
from handlers.documents import Document, Grid, Paragraph, Part
from handlers.packs.words import NOTHING
from handlers.people.model import Institution
from handlers.phrases import joined
from handlers.reviews.minutes_cards import task_of
from handlers.reviews.minutes_model import ITEM_WORDS, MinuteLine, numbered, present
from handlers.reviews.model import Review
from handlers.wording import RAG_WORDS


def minutes(lines: Sequence[MinuteLine], names: Mapping[int, str]) -> Iterator[Part]:
    """Who was there, and what was said and decided. `names` are those of actions, by id."""
    if there := present(lines):
        yield Paragraph(f"There were: {joined(there)}.")
    counted = numbered(lines)
    if not counted:
        yield Paragraph("Nothing was written down.")
        return
    numbers = {line.id: str(number) for number, line in counted}
    corrected = {line.corrects_id: str(number) for number, line in counted if line.corrects_id is not None}
    yield Grid(
        "What was said and decided",
        ("Line", "About", "Said", "Decided", "Who does what by when"),
        tuple(
            (
                numbers[line.id],
                _about(line, names),
                f"{line.said or NOTHING}{_correction(line, numbers, corrected)}",
                _decided(line),
                task_of(line) or NOTHING,
            )
            for _, line in counted
        ),
    )


def minutes_document(
    institution: Institution, review: Review, lines: Sequence[MinuteLine], names: Mapping[int, str]
) -> Document:
    """The minutes of a review as a document of their own."""
    about = f"{institution.name}, review of {spoken(review.held_on)}"
    return Document("Minutes", tuple(minutes(lines, names)), about, f"Minutes, {about}")


def _about(line: MinuteLine, names: Mapping[int, str]) -> str:
    name = names.get(line.action_id, "") if line.action_id is not None else ""
    return f"{ITEM_WORDS[line.item]}: {name}" if name else ITEM_WORDS[line.item]


def _correction(line: MinuteLine, numbers: Mapping[int, str], corrected: Mapping[int, str]) -> str:
    notes = []
    if line.corrects_id is not None and line.corrects_id in numbers:
        notes.append(f"This puts line {numbers[line.corrects_id]} right.")
    if line.id in corrected:
        notes.append(f"Put right by line {corrected[line.id]}.")
    return f"\n[{' '.join(notes)}]" if notes else ""


def _decided(line: MinuteLine) -> str:
    status = f"Status: {RAG_WORDS[line.rag].lower()}." if line.rag else ""
    return " ".join(filter(None, (line.decision, status))) or NOTHING
