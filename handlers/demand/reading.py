"""Reading the evidence of need from what is kept."""

import asyncio
from datetime import date, timedelta

from handlers.demand.evidence import Alike, Evidence, gather, months_until
from handlers.knowledge.base import Base
from handlers.knowledge.own import entries_now
from handlers.work import Work


async def evidence_of(work: Work, base: Base, alike: Alike, today: date) -> Evidence:
    """Gather what was asked in the last twelve months; `alike` puts questions together (`ranking.Answers`)."""
    year, month = months_until(today)[-1]
    since = max(date(year, month, 1), today - timedelta(days=365))
    logged = await work.demand.logged(since)
    marks = await work.demand.marks(since)
    titles = {entry.id: entry.title for entry in (await entries_now(work, base)).values()}
    # Comparing takes a second where there are many; the others need not wait.
    return await asyncio.to_thread(gather, logged, marks, titles, today, alike)
