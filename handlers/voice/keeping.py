"""The figures of rounds, reckoned once and then kept."""

import asyncio
from collections.abc import Sequence

from handlers.answers.entries import folded
from handlers.voice.figures import EarlierRound, Figures, reckon, wordings
from handlers.voice.model import Ballot, Survey, SurveyState
from handlers.work import Work

HAS_FIGURES = (SurveyState.CLOSED, SurveyState.PUBLISHED)


async def keep_figures(work: Work, survey: Survey, ballots: Sequence[Ballot]) -> Figures:
    """Reckon a round that closes now, beside all that was shown before of the same questions, and keep that."""
    earlier = [
        EarlierRound(figures, wordings(each.instrument), await work.surveys.moves(each.id, survey.id))
        for each in await _asking_alike(work, survey)
        if (figures := await _shown_before(work, each, survey)) is not None
    ]
    # In a thread: a large round takes longer than others on this event loop should wait.
    found = await asyncio.to_thread(reckon, survey, ballots, earlier)
    await work.surveys.keep_figures(survey.id, found)
    return found


async def _asking_alike(work: Work, survey: Survey) -> Sequence[Survey]:
    """The other closed rounds with a question of this one: of its instrument, or of one that shares questions."""
    mine = _asked(survey)
    return [
        each
        for each in await work.surveys.all()
        if each.id != survey.id and each.state in HAS_FIGURES and mine & _asked(each)
    ]


def _asked(survey: Survey) -> set[str]:
    return set(map(folded, wordings(survey.instrument).values()))


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
