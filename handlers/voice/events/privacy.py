"""What is pointed out before words are kept that others will read."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Final

from handlers.voice.events.file import EventRead
from handlers.voice.guard.noticing import notice
from handlers.work import Work

ASKED: Final = "asked"
"""Behind the id in a form's context once something was pointed out: sent again, the words are kept as they are."""
_MOST: Final = 5


async def pointed_out(work: Work, texts: Sequence[str], done: str) -> str:
    """Say what in these texts may tell of somebody, and that nothing is `done` ("added") yet; empty for nothing."""
    names = await _names(work)
    # In a thread: a form full of points takes longer than others on this event loop should wait.
    noticed = await asyncio.to_thread(_noticed, "\n".join(texts), names)
    if not noticed:
        return ""
    return (
        f"Nothing is {done} yet. This may tell of somebody: {_listed(noticed)}. "
        "Please write it another way, or send it again as it is."
    )


async def doubtful_rows(work: Work, events: Sequence[EventRead]) -> Sequence[tuple[int, str]]:
    """The rows of a file whose point may tell of somebody, with what was noticed in words."""
    return await asyncio.to_thread(lambda names: tuple(_doubtful(events, names)), await _names(work))


def _doubtful(events: Sequence[EventRead], names: Sequence[str]) -> Iterator[tuple[int, str]]:
    for event in events:
        for point in event.points:
            if noticed := _noticed(point.words, names):
                yield point.row, _listed(noticed)


async def _names(work: Work) -> Sequence[str]:
    # Everybody known by name, not only those who are asked in surveys: points may well be about somebody who is not.
    return await work.demand.names()


def _noticed(text: str, names: Sequence[str]) -> Sequence[str]:
    return [f"“{text[each.start : each.end]}” ({each.said})" for each in notice(text, names)]


def _listed(noticed: Sequence[str]) -> str:
    more = f", and {len(noticed) - _MOST} more" if len(noticed) > _MOST else ""
    return f"{'; '.join(noticed[:_MOST])}{more}"
