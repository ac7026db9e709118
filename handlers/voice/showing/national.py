"""Beside the figures of the independent review of 2021, as an indication only."""

from collections.abc import Iterator, Sequence
from typing import Final

from handlers.cards import Element, Table, Text, Tone
from handlers.voice.showing.lines import TOO_FEW, Line, percent

SOURCE: Final = "Technician Commitment independent review (York Consulting, 2021)"
# Thirds and fifths in the review's summary, which gives no bases: no more precise than "about" (read November 2026).
_THIRD, _FIFTH = "about 33%", "about 20%"
# By our own wording, which others may give to a statement of the same id in a survey of their own.
_AGREED: Final = {
    "Technicians are more visible in this institution than they were a year ago.": _THIRD,
    "Technicians are better recognised here than they were a year ago.": _THIRD,
    "Career development for technicians has improved here.": _FIFTH,
    "Technical skills here are better protected for the future than they were a year ago.": _FIFTH,
    "I feel prouder and more motivated in my work than a year ago.": _THIRD,
}


def comparison(found: Sequence[Line]) -> Iterator[Element]:
    """How many agree here, and how many agreed with a statement like it in the national review."""
    rows = tuple((line.said, _here(line), _AGREED[line.wording]) for line in found if line.wording in _AGREED)
    if rows:
        yield Table("Beside the national review of 2021", ("Statement", "Agree here", "Agreed in 2021"), rows)
        yield Text(
            f"{SOURCE}. An indication only: it asked in other words, for what had changed because of the Commitment.",
            Tone.QUIET,
        )


def _here(line: Line) -> str:
    return percent(line.item.whole.agree, line.item.whole.opinions) if line.item.whole else TOO_FEW
