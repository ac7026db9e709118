"""Closing a round, so that no answer can be matched with a person, and nothing is lost wherever it is cut short.

A small round is closed in the transaction in which somebody asks for it. A large one is **frozen** first, so that
nobody waits: from then on no ballot comes in. Its sealed ballots are read and opened in pieces, each piece read in a
transaction of its own that writes nothing but how many are opened. Whoever dies on the way has written no readable
answer, and the next one begins anew.

Only when all are opened, one transaction writes the readable ballots, deletes the sealed ones and closes the round.
What it writes was shuffled as a whole, in memory, after the last piece was opened: each of the n! orders is as likely
as any other, whatever the order of reading and the borders of the pieces were. So the order of the rows (by place, by
PostgreSQL's ctid, or by SQLite's rowid), the borders of the pieces in which they are written, and their random ids say
nothing of which sealed ballot each of them was; and as all of them are of one transaction, neither does xmin. The
pieces that are read leave no trace but a number.

The key is destroyed by `tidy_keys` (handlers/voice/keys.py) once that transaction is committed: were it destroyed
before, a crash between the two would lose the ballots.
"""

import asyncio
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

import structlog

from handlers.feature import JobContext, Services
from handlers.voice.keeping import keep_counted
from handlers.voice.messages import forget_messages
from handlers.voice.model import Survey, SurveyState
from handlers.voice.ports import RoundKeys
from handlers.voice.sealing import OpenedBallots
from handlers.work import Begin, Transaction, Work

log = structlog.get_logger(__name__)

AT_ONCE: Final = 500
"""A round with more ballots is not closed while somebody waits for an answer."""
PIECE: Final = 200
"""Sealed ballots that are read and opened in one go."""
ONE_TRIES: Final = timedelta(minutes=5)
"""How long one process opens ballots by itself; after that another may begin anew."""
_SAID_EVERY: Final = 10_000
"""Ballots from one line in the log to the next."""

Told = Callable[[int, int], None]
"""Told how many ballots are opened, and of how many."""


class KeyLost(Exception):
    """The private key of a round is not there, or opens none of its ballots."""


class BallotsChanged(Exception):
    """There are more or fewer sealed ballots than were opened; nothing was written."""


async def close_round(work: Work, keys: RoundKeys, survey: Survey, now: datetime, today: date) -> SurveyState:
    """Close an open round: a small one at once, a large one is frozen only. Gives the state in which it is then.

    Raises KeyLost, with nothing changed.
    """
    private_key = await keys.private(survey.public_key)
    if private_key is None:
        raise KeyLost
    state = await work.closings.hold(survey.id)
    if state is not SurveyState.OPEN:
        # Somebody else was faster.
        return state or SurveyState.CLOSED
    last_day = min(today, survey.closes_on)
    cast = await work.closings.cast(survey.id)
    if cast > AT_ONCE:
        await work.closings.freeze(survey.id, cast, last_day, now)
        return SurveyState.CLOSING
    opened = OpenedBallots(private_key)
    after: str | None = ""
    while after is not None:
        after = await _open_piece(work, survey.id, opened, after)
    await _finish(work, survey, opened, last_day)
    return SurveyState.CLOSED


async def freeze_round(work: Work, survey: Survey, now: datetime, today: date) -> None:
    """Let no more ballots into a round that is open; its ballots are opened by whoever has the key."""
    if await work.closings.hold(survey.id) is SurveyState.OPEN:
        cast = await work.closings.cast(survey.id)
        await work.closings.freeze(survey.id, cast, min(today, survey.closes_on), now)


async def close_frozen(
    begin: Begin, keys: RoundKeys, institution_id: int, survey_id: int, now: datetime, tell: Told = lambda *_: None
) -> bool:
    """Open the ballots of a frozen round and close it; False where its key is not here, or another process is at it.

    Raises KeyLost where the key opens no ballot, and BallotsChanged; both with nothing written.
    """
    async with begin() as tx:
        survey = await tx.of(institution_id).surveys.get(survey_id)
    private_key = await keys.private(survey.public_key) if survey is not None else None
    if survey is None or private_key is None:
        return False
    async with begin() as tx:
        if not await tx.of(institution_id).closings.take(survey_id, now, now + ONE_TRIES):
            return False
    try:
        opened = await _all_opened(begin, institution_id, survey_id, private_key, tell)
        async with begin() as tx:
            work = tx.of(institution_id)
            if await work.closings.hold(survey_id) is SurveyState.CLOSING:
                await _finish(work, survey, opened, survey.closes_on)
    except Exception:
        async with begin() as tx:
            await tx.of(institution_id).closings.release(survey_id)
        raise
    log.info("survey.closed", survey=survey_id)
    return True


async def _all_opened(
    begin: Begin, institution_id: int, survey_id: int, private_key: bytes, tell: Told
) -> OpenedBallots:
    opened, after, said = OpenedBallots(private_key), "", 0
    while True:
        async with begin() as tx:
            work = tx.of(institution_id)
            number = len(opened) + opened.unreadable
            await work.closings.advance(survey_id, number)
            progress = await work.closings.progress(survey_id)
            next_one = await _open_piece(work, survey_id, opened, after)
        if progress is not None:
            tell(number, progress.ballots)
            if number >= said:
                said += _SAID_EVERY
                log.info("survey.closing", survey=survey_id, opened=number, ballots=progress.ballots)
        if next_one is None:
            return opened
        after = next_one


async def _open_piece(work: Work, survey_id: int, opened: OpenedBallots, after: str) -> str | None:
    """Open the ballots that follow; gives the id of the last, None where there was none."""
    piece = await work.closings.sealed(survey_id, after, PIECE)
    if not piece:
        return None
    # In a thread: opening takes long enough to be felt by everybody else on this event loop.
    await asyncio.to_thread(opened.add, [each.content for each in piece])
    return piece[-1].id


async def _finish(work: Work, survey: Survey, opened: OpenedBallots, last_day: date) -> None:
    """Write, delete and close, once all ballots are opened; the round is held."""
    if opened.unreadable:
        if not len(opened):
            raise KeyLost
        log.error("survey.unreadable_ballots", survey=survey.id, count=opened.unreadable)
    await asyncio.to_thread(opened.shuffle)
    # Two rounds that close at the same moment are held against each other, whichever is first.
    await work.alone()
    await keep_counted(work, survey, opened.counts)
    deleted = await work.surveys.close(survey.id, opened, last_day)
    if deleted != len(opened) + opened.unreadable:
        raise BallotsChanged
    await forget_messages(work, survey)


async def give_up_round(work: Work, survey: Survey, today: date) -> bool:
    """Close a round whose key is lost, and delete its sealed ballots, which nobody opens. False where it was over."""
    if await work.closings.hold(survey.id) not in (SurveyState.OPEN, SurveyState.CLOSING):
        return False
    await work.surveys.close(survey.id, [], min(today, survey.closes_on))
    await forget_messages(work, survey)
    return True


async def due_rounds(tx: Transaction, now: datetime) -> list[tuple[int, int]]:
    """The open rounds whose last day may be over."""
    # East of Greenwich a day ends before it does in UTC; `close_if_over` asks for the institution's own day.
    return list(await tx.rounds.due(now.date() + timedelta(days=1)))


async def close_if_over(context: JobContext, survey_id: int) -> None:
    """Close or freeze a round whose last day is over at the institution; without its key, leave it to others."""
    survey = await context.work.surveys.get(survey_id)
    if survey is None or survey.state is not SurveyState.OPEN:
        return
    today, keys = context.institution.day(context.now), context.services.round_keys
    if today > survey.closes_on and await keys.private(survey.public_key) is not None:
        await close_round(context.work, keys, survey, context.now, today)


async def frozen_rounds(tx: Transaction, _now: datetime) -> bool:
    """Whether the ballots of any round are to be opened."""
    return bool(await tx.rounds.closing())


async def close_frozen_rounds(begin: Begin, services: Services, now: datetime) -> None:
    """Close every frozen round whose key is here; one that fails holds up no other."""
    async with begin() as tx:
        frozen = await tx.rounds.closing()
    for institution_id, survey_id in frozen:
        try:
            await close_frozen(begin, services.round_keys, institution_id, survey_id, now)
        except Exception as error:  # noqa: BLE001 - it is tried again at the next tick
            # The message of the exception may hold what is in a ballot.
            log.error("survey.closing_failed", survey=survey_id, error=type(error).__name__)
