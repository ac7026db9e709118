"""What Bunsen forgets by itself."""

from datetime import datetime, timedelta

from handlers.feature import Services
from handlers.work import Begin

KEPT = timedelta(days=30)
"""Platforms redeliver for hours at most, and a form that is sent after a month is out of date; a question that nobody
wanted passed on is nobody's business for longer, and by then whoever asked has read the answer."""


async def forget(begin: Begin, services: Services, now: datetime) -> None:
    """Delete what is older than that."""
    async with begin() as tx:
        await tx.upkeep.forget(now - KEPT)
