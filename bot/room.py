"""Room in memory for what people drop: a budget of bytes, and waiting where it is spent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Room:
    """So many bytes at once. Whoever finds too few left waits, first come first served."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._turn = asyncio.Lock()
        self._freed = asyncio.Event()

    @asynccontextmanager
    async def held(self, wanted: int) -> AsyncIterator["Held"]:
        """Hold so many bytes, no more than there are altogether, until it is left."""
        async with self._turn:
            while self._left < wanted:
                self._freed.clear()
                await self._freed.wait()
            self._left -= wanted
        held = Held(self, wanted)
        try:
            yield held
        finally:
            held.shrink(0)

    def give_back(self, freed: int) -> None:
        """Free bytes that were held."""
        self._left += freed
        self._freed.set()


class Held:
    """Bytes that somebody holds."""

    def __init__(self, room: Room, count: int) -> None:
        self._room = room
        self._count = count

    def shrink(self, count: int) -> None:
        """Give back all but these: less was needed than could have been."""
        freed, self._count = max(self._count - count, 0), min(count, self._count)
        self._room.give_back(freed)
