"""Forgetting who asked, and after a year what was asked."""

from datetime import datetime, timedelta
from typing import Final

from handlers.demand.model import KEPT_WITH_PERSON
from handlers.feature import Services
from handlers.work import Begin

KEPT: Final = timedelta(days=365)


async def set_apart(begin: Begin, services: Services, now: datetime) -> None:
    """Keep what was asked more than an hour ago without its person."""
    async with begin() as tx:
        await tx.question_upkeep.set_apart(now - KEPT_WITH_PERSON)


async def forget(begin: Begin, services: Services, now: datetime) -> None:
    """Delete what was asked, and said of answers, more than twelve months ago."""
    async with begin() as tx:
        await tx.question_upkeep.forget((now - KEPT).date())
