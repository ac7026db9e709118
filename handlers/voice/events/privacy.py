"""What is pointed out before words are kept that others will read."""

import asyncio
from collections.abc import Sequence
from typing import Final

from handlers.voice.guard.noticing import notice
from handlers.work import Work

ASKED: Final = "asked"
"""Behind the id in a form's context once something was pointed out: sent again, the words are kept as they are."""
_MOST: Final = 5


async def pointed_out(work: Work, texts: Sequence[str], done: str) -> str:
    """Say what in these texts may tell of somebody, and that nothing is `done` ("added") yet; empty for nothing."""
    text = "\n".join(texts)
    # Everybody known by name, not only those who are asked in surveys: points may well be about somebody who is not.
    names = await work.demand.names()
    # In a thread: a form full of points takes longer than others on this event loop should wait.
    found = await asyncio.to_thread(notice, text, names)
    noticed = [f"“{text[each.start : each.end]}” ({each.said})" for each in found]
    if not noticed:
        return ""
    more = f", and {len(noticed) - _MOST} more" if len(noticed) > _MOST else ""
    return (
        f"Nothing is {done} yet. This may tell of somebody: {'; '.join(noticed[:_MOST])}{more}. "
        "Please write it another way, or send it again as it is."
    )
