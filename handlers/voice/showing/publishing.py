"""Figures that everybody who was asked may see: of more people, and rounded (features.md B26).

As in British higher-education statistics, counts are rounded to 5, and shares are given only of 22.5 people and more.
"""

from typing import Final

from handlers.cards import Card, Table, Text, Tone
from handlers.dates import spoken
from handlers.voice.figures import Figures
from handlers.voice.model import Survey
from handlers.voice.showing.lines import TOO_FEW, Line, lines, options, percent
from handlers.voice.tallies import Tally

PUBLISHED_FROM: Final = 8
"""Ballots, and opinions on a question."""
SHARES_FROM: Final = 22.5
"""People."""
_STEP: Final = 5


def rounded(count: int) -> int:
    """A count to the nearest 5."""
    return _STEP * round(count / _STEP)


def share(part: int, base: int) -> str | None:
    """A share in whole per cent; None of fewer than 22.5 people."""
    return percent(part, base) if base >= SHARES_FROM else None


def may_be_published(figures: Figures) -> bool:
    """Whether enough took part."""
    return figures.whole.ballots is not None and figures.whole.ballots >= PUBLISHED_FROM


def published_card(survey: Survey, figures: Figures) -> Card:
    """The published figures of a round."""
    whole = figures.whole
    if whole.ballots is None or not may_be_published(figures):
        return Card(f"{survey.instrument.title}: results", (Text("Too few took part, so nothing is shown."),))
    rate = share(whole.ballots, whole.invited)
    took_part = f"About {rounded(whole.ballots)} of about {rounded(whole.invited)} people took part"
    found = list(lines(survey, figures))
    scales, others = [line for line in found if line.scale], [line for line in found if not line.scale]
    tables = [Table(line.said, ("Answer", "People"), _options(line)) for line in others]
    if scales:
        tables.insert(0, Table("How far people agree", ("Statement", "Agree", "Neither", "Disagree"), _rows(scales)))
    return Card(
        f"{survey.instrument.title}: results",
        (
            Text(f"{took_part} ({rate})." if rate else f"{took_part}."),
            *tables,
            Text(
                "Counts are rounded to 5; shares are given of 23 people and more. Nobody sees who said what.",
                Tone.QUIET,
            ),
        ),
        f"It closed on {spoken(survey.closes_on)}.",
    )


def _rows(found: list[Line]) -> tuple[tuple[str, ...], ...]:
    return tuple((line.said, *_agreement(line.item.whole)) for line in found)


def _agreement(found: Tally | None) -> tuple[str, ...]:
    if found is None or found.opinions < PUBLISHED_FROM:
        return TOO_FEW, TOO_FEW, TOO_FEW
    return tuple(said(count, found.opinions) for count in (found.agree, found.neither, found.disagree))


def _options(line: Line) -> tuple[tuple[str, str], ...]:
    found, named = line.item.whole, options(line.question)
    if found is None or found.opinions < PUBLISHED_FROM:
        return tuple((name, TOO_FEW) for name in named)
    return tuple((name, said(count, found.opinions)) for name, count in zip(named, found.counts, strict=True))


def said(count: int, base: int) -> str:
    """A share where it may be given; otherwise a rounded count."""
    return share(count, base) or (f"about {rounded(count)}" if rounded(count) else "fewer than 3")
