"""Room in memory is never more than there is, and nobody waits for ever."""

import asyncio

from hypothesis import given
from hypothesis import strategies as some

from bot.room import Room

MOST = 100


@given(some.lists(some.tuples(some.integers(0, MOST), some.integers(0, MOST)), max_size=30))
def test_no_more_is_held_than_there_is_and_everybody_has_a_turn(wishes: list[tuple[int, int]]) -> None:
    """Each wants so many bytes, and needs fewer or more than that in the end."""
    held: list[int] = [0]
    highest: list[int] = [0]

    async def use(room: Room, wanted: int, needed: int) -> None:
        async with room.held(wanted) as mine:
            held[0] += wanted
            highest[0] = max(highest[0], held[0])
            await asyncio.sleep(0)
            mine.shrink(needed)
            kept = min(wanted, needed)
            held[0] += kept - wanted
            await asyncio.sleep(0)
            held[0] -= kept

    async def everybody() -> None:
        room = Room(MOST)
        await asyncio.gather(*(use(room, wanted, needed) for wanted, needed in wishes))

    asyncio.run(everybody())
    assert highest[0] <= MOST
    assert held[0] == 0


async def test_a_large_wish_is_not_overtaken_for_ever_by_small_ones() -> None:
    room, order = Room(MOST), list[str]()

    async def use(name: str, wanted: int) -> None:
        async with room.held(wanted):
            order.append(name)
            await asyncio.sleep(0)

    await asyncio.gather(use("first", 60), use("large", MOST), use("small", 1))
    assert order == ["first", "large", "small"]


async def test_whoever_gives_up_waiting_keeps_nothing() -> None:
    room = Room(MOST)
    async with room.held(MOST):
        waiting = asyncio.create_task(_held(room, 1))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    await _held(room, MOST)


async def _held(room: Room, wanted: int) -> None:
    async with room.held(wanted):
        pass
