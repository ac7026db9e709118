"""Work behind the acknowledgement is finished, or given up, but never left behind."""

import asyncio

import pytest

from bot.slack.background import Background


async def test_draining_waits_for_work_that_starts_more_work() -> None:
    background, done = Background(), []

    async def second() -> None:
        done.append("second")

    async def first() -> None:
        await asyncio.sleep(0)
        background.spawn(second())

    background.spawn(first())
    await background.drain()
    assert done == ["second"]


async def test_work_that_never_ends_is_given_up() -> None:
    background = Background()
    task = background.spawn(asyncio.Event().wait())
    await background.drain(patience=0)
    assert task.cancelled()


async def test_the_error_of_a_task_goes_to_whoever_waits_for_it() -> None:
    async def failing() -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        await Background().spawn(failing())
