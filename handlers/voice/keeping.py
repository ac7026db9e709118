"""The figures of rounds, reckoned once and then kept."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from handlers.voice.counting import Counts
from handlers.voice.figures import EarlierRound, Figures, reckon_counted, wordings
from handlers.voice.model import SMALLEST_GROUP, Ballot, Survey, SurveyState
from handlers.work import Work

HAS_FIGURES = (SurveyState.CLOSED, SurveyState.PUBLISHED)
APART: Final = timedelta(days=90)
"""From one round's last day to the next one's first: from then on, everybody's answers are new ones (docs/adr/0005)."""


async def keep_counted(work: Work, survey: Survey, counts: Counts) -> Figures:
    """Reckon a round that closes now, beside what is shown of rounds near it in time, and keep that."""
    earlier = [
        EarlierRound(figures, wordings(each.instrument), await work.surveys.moves(each.id, survey.id))
        for each in await near_rounds(work, survey)
        if (figures := await _shown_before(work, each, survey)) is not None
    ]
    # In a thread: a large round takes longer than others on this event loop should wait.
    found = await asyncio.to_thread(reckon_counted, survey, counts, earlier)
    await work.surveys.keep_figures(survey.id, found)
    return found


async def keep_figures(work: Work, survey: Survey, ballots: Iterable[Ballot]) -> Figures:
    """The same from ballots that are readable already."""
    return await keep_counted(work, survey, await asyncio.to_thread(_counted, ballots))


def _counted(ballots: Iterable[Ballot]) -> Counts:
    counts = Counts()
    for ballot in ballots:
        counts.add(ballot.group, ballot.answers)
    return counts


async def near_rounds(work: Work, survey: Survey) -> Sequence[Survey]:
    """The other closed rounds that are so near in time that people may have answered as they did then."""
    return [each for each in await _near(work, survey) if each.state in HAS_FIGURES]


async def asks_nearly_the_same_people(work: Work, survey: Survey) -> bool:
    """Whether a round near in time went to all but one to four of these people, and to nobody, or so few, besides."""
    for each in await _near(work, survey):
        moves = await work.surveys.moves(each.id, survey.id)
        if 0 < sum(people for (then, now), people in moves.items() if None in (then, now)) < SMALLEST_GROUP:
            return True
    return False


async def _near(work: Work, survey: Survey) -> Sequence[Survey]:
    return [each for each in await work.surveys.all() if each.id != survey.id and _between(each, survey) < APART]


def _between(one: Survey, other: Survey) -> timedelta:
    """How long one of two rounds had been over when the other opened; negative where they overlap."""
    first, second = sorted((one, other), key=lambda each: each.opened_at)
    return second.opened_at.date() - first.closes_on


async def _shown_before(work: Work, other: Survey, survey: Survey) -> Figures | None:
    """The figures of another round; None of a younger one without any, which will be reckoned beside this one."""
    return await figures_of(work, other) if other.id < survey.id else await work.surveys.figures(other.id)


async def figures_of(work: Work, survey: Survey) -> Figures:
    """The figures of a closed round. Those of rounds that closed before figures were kept are reckoned now, once."""
    if (kept := await work.surveys.figures(survey.id)) is not None:
        return kept
    # Two people may look at the same moment.
    await work.alone()
    if (kept := await work.surveys.figures(survey.id)) is not None:
        return kept
    return await keep_figures(work, survey, await work.surveys.ballots(survey.id))


async def earlier_rounds(work: Work, survey: Survey) -> Sequence[Survey]:
    """The closed rounds of the same instrument before this one, oldest first."""
    rounds = [each for each in await work.surveys.all() if each.instrument.id == survey.instrument.id]
    return sorted(
        (each for each in rounds if each.id < survey.id and each.state in HAS_FIGURES), key=lambda each: each.id
    )
