"""The results of a round by its declared groups, a few statements a page."""

from collections.abc import Sequence
from typing import Final

from handlers.cards import Button, Buttons, Card, Element, Table, Text, Tone
from handlers.paging import page_of
from handlers.voice.cards import RESULTS_PRESS
from handlers.voice.figures import Figures, Participation
from handlers.voice.model import Survey
from handlers.voice.showing.cards import GROUPS_PRESS
from handlers.voice.showing.lines import TOO_FEW, WHY_TOO_FEW, Line, lines, options, percent, shares
from handlers.voice.tallies import Tally

_ROWS: Final = 12
"""On a page, about: of many groups one statement, of few groups several."""


def groups_card(survey: Survey, figures: Figures, number: int) -> Card:
    """Who took part by group, and a page of statements."""
    page = page_of(list(lines(survey, figures)), number, max(1, _ROWS // max(1, len(figures.groups))))
    body: list[Element] = []
    if page.number == 1:
        headings = ("Group", "Invited", "Took part", "Share")
        body.append(Table("Who took part", headings, tuple(_took_part(*each) for each in figures.groups.items())))
    names = list(figures.groups)
    body += [_table(line, names) for line in page.items]
    body.append(Text(WHY_TOO_FEW, Tone.QUIET))
    back = Button("All together", RESULTS_PRESS, str(survey.id))
    body.append(Buttons((*page.turning(GROUPS_PRESS, f"{survey.id}:"), back)))
    return Card(f"{survey.instrument.title}: by group", tuple(body), f"Questions {page.span}.")


def _took_part(name: str, found: Participation) -> tuple[str, ...]:
    if found.ballots is None:
        return name, str(found.invited), TOO_FEW, TOO_FEW
    return name, str(found.invited), str(found.ballots), percent(found.ballots, found.invited)


def _table(line: Line, names: Sequence[str]) -> Table:
    if line.scale:
        rows = tuple((name, *_agreement(line.item.groups.get(name))) for name in names)
        return Table(line.said, ("Group", "Agree", "Neither", "Disagree", "Opinions"), rows)
    named = options(line.question)
    rows = tuple((name, *_chosen(line.item.groups.get(name), len(named))) for name in names)
    return Table(line.said, ("Group", *named), rows)


def _agreement(found: Tally | None) -> tuple[str, ...]:
    return (*shares(found), str(found.opinions) if found else TOO_FEW)


def _chosen(found: Tally | None, number: int) -> tuple[str, ...]:
    return tuple(percent(count, found.opinions) for count in found.counts) if found else (TOO_FEW,) * number
