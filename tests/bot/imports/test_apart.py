"""Reading in a process of its own: what comes back, and what cannot."""

import asyncio
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.imports.apart import Limits, read_apart
from bot.imports.spreadsheets import read_bytes
from bot.imports.unreadable import UnreadableFile
from tests.support import reading_apart as reads
from tests.support import xlsx_files

LIMITS = Limits()


async def refusal(read: Callable[..., Any], data: bytes = b"", limits: Limits = LIMITS) -> str:
    with pytest.raises(UnreadableFile) as raised:
        await read_apart("plan.xlsx", data, read, limits=limits)
    return raised.value.message


async def test_what_the_reader_returns_comes_back() -> None:
    assert await read_apart("plan", b"text", reads.echo) == reads.Read("plan: text", date(2026, 11, 22))


async def test_a_workbook_is_read_as_it_is_here() -> None:
    data = xlsx_files.texts([["Action", "Owner"], ["Open it", "OSDS"]])
    assert await read_apart("plan.xlsx", data, read_bytes) == read_bytes("plan.xlsx", data)


async def test_ten_megabytes_arrive() -> None:
    assert await read_apart("plan", b"x" * 10 * 1024 * 1024, reads.count_bytes) == 10 * 1024 * 1024


async def test_a_refusal_comes_back_in_its_own_words() -> None:
    assert await refusal(reads.refuse) == "plan.xlsx is a “PDF”."


async def test_progress_is_told_from_the_first_to_the_last() -> None:
    told: list[tuple[str, int, int]] = []
    await read_apart("plan", b"12345", reads.count, progress=lambda *step: told.append(step))
    assert (told[0], told[-2:]) == (("Counting", 0, 5), [("Counting", 5, 5), ("Resting", 0, 1)])


async def test_progress_of_a_workbook_ends_with_everything() -> None:
    told: list[tuple[str, int, int]] = []
    await read_apart("plan.xlsx", xlsx_files.texts([["Action"]]), read_bytes, progress=lambda *step: told.append(step))
    stage, done, total = told[-1]
    assert (stage, done) == ("Reading the sheets", total)


async def test_a_mistake_of_the_reader_is_a_refusal() -> None:
    assert "something in it is not as expected" in await refusal(reads.fail, b"a secret")


async def test_a_mistake_of_the_reader_does_not_quote_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    message = await refusal(reads.fail, b"a secret")
    assert "a secret" not in message + "".join(capsys.readouterr())


async def test_a_reader_that_dies_is_a_refusal() -> None:
    assert "more time or memory" in await refusal(reads.die)


async def test_a_reader_that_leaves_without_a_word_is_a_refusal() -> None:
    assert "more time or memory" in await refusal(reads.leave)


async def test_a_reader_that_hangs_is_ended() -> None:
    assert "took too long" in await refusal(reads.hang, limits=Limits(altogether=0.5))


async def test_a_reader_that_computes_for_ever_is_ended() -> None:
    assert "more time or memory" in await refusal(reads.compute, limits=Limits(computing=1))


async def test_a_reader_that_takes_too_much_memory_is_ended() -> None:
    assert "more time or memory" in await refusal(reads.swell, limits=Limits(memory=300 * 1024 * 1024))


async def test_a_reader_that_does_not_take_the_file_is_a_refusal() -> None:
    assert "took too long" in await refusal(reads.hang, b"x" * 10_000_000, limits=Limits(altogether=0.5))


async def test_a_reader_that_was_taken_over_runs_nothing_here() -> None:
    assert "not as expected" in await refusal(reads.take_over)


async def test_a_reader_cannot_write_files(tmp_path: Path) -> None:
    assert await read_apart("plan", str(tmp_path / "x").encode(), reads.write) == "refused"


async def test_a_reader_has_no_secrets_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUNSEN_SLACK_BOT_TOKEN", "xoxb-secret")
    assert "BUNSEN_SLACK_BOT_TOKEN" not in await read_apart("plan", b"", reads.environment)


async def test_what_a_library_prints_does_not_get_between() -> None:
    assert await read_apart("plan", b"", reads.speak) == "done"


async def test_a_cancelled_reading_leaves_no_process() -> None:
    process: asyncio.Queue[int] = asyncio.Queue()
    reading = asyncio.create_task(
        read_apart("plan", b"", reads.hang, progress=lambda _stage, number, _: process.put_nowait(number))
    )
    number = await process.get()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


async def test_the_event_loop_goes_on_meanwhile() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticking = asyncio.create_task(tick())
    await refusal(reads.hang, limits=Limits(altogether=0.5))
    ticking.cancel()
    assert ticks > 10
