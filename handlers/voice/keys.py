"""The private keys of rounds, where several processes share one database: one folder for all of them, or no round.

Each process reports at its start, and every two minutes, in which folder it keeps keys: a digest of a marker in the
folder and of BUNSEN_KEY, so that it is the same only where the same keys are there to be read. While two processes
report different ones, no round is opened. A round whose key one process does not have is left to the others; where
nobody has closed it a day after it was over, the lead is told.
"""

from datetime import datetime, timedelta
from typing import Final

import structlog

from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import Context, DeliveryContext, JobContext, Services
from handlers.people.leads import leads_on
from handlers.people.model import Institution
from handlers.voice import cards
from handlers.voice.model import Survey, SurveyState
from handlers.voice.ports import KeyFolders, RoundKeys
from handlers.work import Begin, Work

log = structlog.get_logger(__name__)

REPORTED_EVERY: Final = timedelta(minutes=2)
ALIVE_FOR: Final = timedelta(minutes=10)
"""A process that has not reported for so long is not there any more."""
NOBODY_FOR: Final = timedelta(days=1)
KEY_MISSING: Final = "key-missing"
UNFINISHED: Final = (SurveyState.OPEN, SurveyState.CLOSING)


async def folders_differ(folders: KeyFolders, keys: RoundKeys, now: datetime) -> bool:
    """Whether another process that is alive keeps keys in another folder than this one."""
    return bool(await folders.known(now - ALIVE_FOR) - {await keys.folder_id()})


async def kept_apart(context: Context) -> bool:
    """Whether a round must not be opened now, as not every process could close it."""
    return await folders_differ(context.work.key_folders, context.services.round_keys, context.now)


async def report_folder(begin: Begin, services: Services, now: datetime) -> None:
    """Report where this process keeps keys; say in the log where that is amiss."""
    keys = services.round_keys
    try:
        mine = await keys.folder_id()
    except OSError as error:
        mine = ""
        log.error("survey.key_folder_unusable", error=type(error).__name__, do="look at BUNSEN_KEY_DIR")
    async with begin() as tx:
        await tx.key_folders.forget(now - ALIVE_FOR)
        await tx.key_folders.report(keys.process, mine, now)
        known = await tx.key_folders.known(now - ALIVE_FOR)
    if known != {mine}:
        log.error("survey.key_folders_differ", folders=len(known), do="give every process the same BUNSEN_KEY_DIR")


async def tidy_keys(begin: Begin, services: Services, _now: datetime) -> None:
    """Destroy the private keys of rounds whose closing is committed."""
    await destroy_used(begin, services.round_keys)


async def destroy_used(begin: Begin, keys: RoundKeys) -> None:
    """Destroy the private keys that have no more use."""
    kept = await keys.kept()
    if not kept:
        return
    async with begin() as tx:
        closed = [key for key in kept if await tx.rounds.is_closed(key)]
    for key in closed:
        await keys.destroy(key)


async def tell_of_missing_keys(context: JobContext) -> None:
    """Tell the lead, once, of each round that nobody has closed a day after it was over."""
    for survey in await context.work.surveys.all():
        if survey.state not in UNFINISHED or not await _nobody_has(context, survey):
            continue
        log.error("survey.key_missing", survey=survey.id, do="put the key folder back (BUNSEN_KEY_DIR)")
        today = context.institution.day(context.now)
        leads = await leads_on(context.work.people, today)
        await context.work.outbox.add(
            NewDelivery(
                f"{KEY_MISSING}:{survey.id}:{lead.id}", KEY_MISSING, lead.id, {"survey": str(survey.id)}, context.now
            )
            for lead in leads
        )


async def _nobody_has(context: JobContext, survey: Survey) -> bool:
    since = await over_since(context.work, context.institution, survey)
    return since + NOBODY_FOR <= context.now


async def over_since(work: Work, institution: Institution, survey: Survey) -> datetime:
    """From when on a round could be closed: when it was frozen, or the end of its last day."""
    closing = await work.closings.progress(survey.id)
    return closing.since if closing is not None else institution.calendar.end_of(survey.closes_on)


async def compose_key_missing(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Write that a round cannot be opened; None once it is closed."""
    survey = await context.work.surveys.get(int(delivery.ids["survey"]))
    return cards.key_lost(survey) if survey is not None and survey.state in UNFINISHED else None
