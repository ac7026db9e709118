"""Files are fetched and read before any transaction; whoever waits is told how far it is."""

import asyncio
from collections.abc import Callable, Sequence

import pytest

from bot.receiving import MOST_IN_MEMORY, Receiver
from handlers.files.model import MOST_AT_ONCE, MOST_BYTES, ReceivedFile
from handlers.files.ports import FileProblem
from handlers.interactions import Dropped, Platform, SharedFile
from handlers.plans.reading import ActionDraft, PlanDraft
from tests.support.house import RecordingSurface, direct_chat, text

ACTION = ActionDraft("V1", "", "Open it", "", (), None, "", None, "", "", None, "", "", "", 1)


class _Reader:
    """Reads a plan for as long as the test wants."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.begun = asyncio.Event()

    async def read(self, name: str, content: bytes, progress: Callable[[str, int, int], None]) -> PlanDraft:
        progress("Reading the sheets", 40, 100)
        self.begun.set()
        await self.go_on.wait()
        if b"broken" in content:
            raise FileProblem(f"{name} is broken.")
        return PlanDraft((ACTION,) * 2_001 if b"many" in content else (), ())


def _receiver(surface: RecordingSurface, reader: _Reader, patience: float = 0.01) -> Receiver:
    return Receiver({Platform.WEB: surface}, {Platform.WEB: surface}, reader, patience)


async def _received(receiver: Receiver, dropped: Dropped, *, plans: bool = True) -> Sequence[ReceivedFile]:
    async with receiver.received(direct_chat("lea"), dropped, plans=plans) as files:
        return files


def _dropped(*names: str, size: int = 0) -> Dropped:
    return Dropped(tuple(SharedFile(name, "", size) for name in names))


async def test_somebody_who_waits_is_told_how_far_it_is() -> None:
    surface, reader = RecordingSurface(shared={"plan.csv": b"x"}), _Reader()
    receiving = asyncio.create_task(_received(_receiver(surface, reader), _dropped("plan.csv")))
    await asyncio.wait_for(surface.heard.wait(), 10)
    assert text(surface.sent[0][1]) == "I am reading plan.csv\nReading the sheets: 40%"
    reader.go_on.set()
    await receiving
    assert surface.sent[-1][1].title == "I have read plan.csv"


async def test_of_a_short_file_nothing_is_told() -> None:
    surface, reader = RecordingSurface(shared={"plan.csv": b"x"}), _Reader()
    reader.go_on.set()
    (file,) = await _received(_receiver(surface, reader, 60), _dropped("plan.csv"))
    assert file.draft == PlanDraft((), ())
    assert surface.sent == []


async def test_a_file_that_cannot_be_read_says_why() -> None:
    surface, reader = RecordingSurface(shared={"plan.csv": b"broken"}), _Reader()
    reader.go_on.set()
    (file,) = await _received(_receiver(surface, reader), _dropped("plan.csv"))
    assert (file.problem, file.content) == ("plan.csv is broken.", b"")


async def test_a_file_that_is_told_to_be_too_large_is_not_fetched() -> None:
    surface = RecordingSurface()
    dropped = _dropped("plan.csv", size=MOST_BYTES + 1)
    (file,) = await _received(_receiver(surface, _Reader()), dropped)
    assert "larger than 10 MB" in file.problem


async def test_only_spreadsheets_are_read_as_plans() -> None:
    surface, reader = RecordingSurface(shared={"poster.pdf": b"x"}), _Reader()
    (file,) = await _received(_receiver(surface, reader), _dropped("poster.pdf"))
    assert not reader.begun.is_set()
    assert file.draft is None


async def test_of_many_files_the_first_three_are_taken_and_the_rest_is_said() -> None:
    names = ("a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf")
    surface = RecordingSurface(shared=dict.fromkeys(names, b"x"))
    files = await _received(_receiver(surface, _Reader()), _dropped(*names), plans=False)
    assert [file.name for file in files if not file.problem] == ["a.pdf", "b.pdf", "c.pdf"]
    assert "up to 3 files" in files[-1].problem


async def test_a_file_with_more_actions_than_any_plan_is_not_taken() -> None:
    surface, reader = RecordingSurface(shared={"plan.csv": b"many"}), _Reader()
    reader.go_on.set()
    (file,) = await _received(_receiver(surface, reader, 60), _dropped("plan.csv"))
    assert "has 2,001 actions" in file.problem


async def test_a_file_waits_until_there_is_room_for_it() -> None:
    surface = RecordingSurface(shared={"large.pdf": bytes(MOST_BYTES), "next.pdf": b"x"})
    receiver = Receiver({Platform.WEB: surface}, {}, _Reader(), most_in_memory=MOST_BYTES)
    async with receiver.received(direct_chat("lea"), _dropped("large.pdf"), plans=False):
        waiting = asyncio.create_task(_received(receiver, _dropped("next.pdf"), plans=False))
        done, _ = await asyncio.wait([waiting], timeout=0.05)
        assert done == set()
    assert [file.content for file in await waiting] == [b"x"]


async def test_a_small_file_leaves_room_for_others_once_it_is_here() -> None:
    surface = RecordingSurface(shared={"small.pdf": b"x", "next.pdf": b"x"})
    receiver = Receiver({Platform.WEB: surface}, {}, _Reader(), most_in_memory=MOST_BYTES + 1)
    async with receiver.received(direct_chat("lea"), _dropped("small.pdf"), plans=False):
        files = await _received(receiver, _dropped("next.pdf"), plans=False)
    assert [file.content for file in files] == [b"x"]


async def test_room_is_free_again_after_a_file_that_could_not_be_fetched() -> None:
    surface = RecordingSurface(shared={"next.pdf": b"x"})
    receiver = Receiver({Platform.WEB: surface}, {}, _Reader(), most_in_memory=MOST_BYTES)
    with pytest.raises(KeyError):
        await _received(receiver, _dropped("gone.pdf"), plans=False)
    assert [file.content for file in await _received(receiver, _dropped("next.pdf"), plans=False)] == [b"x"]


def test_three_files_of_everybody_fit_into_the_room_that_there_is() -> None:
    assert MOST_IN_MEMORY >= MOST_AT_ONCE * MOST_BYTES
