"""Files are fetched and read before any transaction; whoever waits is told how far it is."""

import asyncio
from collections.abc import Callable

from bot.receiving import Receiver
from handlers.files.model import MOST_BYTES
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


def _dropped(*names: str, size: int = 0) -> Dropped:
    return Dropped(tuple(SharedFile(name, "", size) for name in names))


async def test_somebody_who_waits_is_told_how_far_it_is() -> None:
    surface, reader = RecordingSurface(shared={"plan.csv": b"x"}), _Reader()
    receiving = asyncio.create_task(
        _receiver(surface, reader).receive(direct_chat("lea"), _dropped("plan.csv"), plans=True)
    )
    await asyncio.wait_for(surface.heard.wait(), 10)
    assert text(surface.sent[0][1]) == "I am reading plan.csv\nReading the sheets: 40%"
    reader.go_on.set()
    await receiving
    assert surface.sent[-1][1].title == "I have read plan.csv"


async def test_of_a_short_file_nothing_is_told() -> None:
    surface, reader = RecordingSurface(shared={"plan.csv": b"x"}), _Reader()
    reader.go_on.set()
    (file,) = await _receiver(surface, reader, 60).receive(direct_chat("lea"), _dropped("plan.csv"), plans=True)
    assert file.draft == PlanDraft((), ())
    assert surface.sent == []


async def test_a_file_that_cannot_be_read_says_why() -> None:
    surface, reader = RecordingSurface(shared={"plan.csv": b"broken"}), _Reader()
    reader.go_on.set()
    (file,) = await _receiver(surface, reader).receive(direct_chat("lea"), _dropped("plan.csv"), plans=True)
    assert (file.problem, file.content) == ("plan.csv is broken.", b"")


async def test_a_file_that_is_told_to_be_too_large_is_not_fetched() -> None:
    surface = RecordingSurface()
    dropped = _dropped("plan.csv", size=MOST_BYTES + 1)
    (file,) = await _receiver(surface, _Reader()).receive(direct_chat("lea"), dropped, plans=True)
    assert "larger than 10 MB" in file.problem


async def test_only_spreadsheets_are_read_as_plans() -> None:
    surface, reader = RecordingSurface(shared={"poster.pdf": b"x"}), _Reader()
    (file,) = await _receiver(surface, reader).receive(direct_chat("lea"), _dropped("poster.pdf"), plans=True)
    assert not reader.begun.is_set()
    assert file.draft is None


async def test_of_many_files_the_first_three_are_taken_and_the_rest_is_said() -> None:
    names = ("a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf")
    surface = RecordingSurface(shared=dict.fromkeys(names, b"x"))
    files = await _receiver(surface, _Reader()).receive(direct_chat("lea"), _dropped(*names), plans=False)
    assert [file.name for file in files if not file.problem] == ["a.pdf", "b.pdf", "c.pdf"]
    assert "up to 3 files" in files[-1].problem


async def test_a_file_with_more_actions_than_any_plan_is_not_taken() -> None:
    surface, reader = RecordingSurface(shared={"plan.csv": b"many"}), _Reader()
    reader.go_on.set()
    (file,) = await _receiver(surface, reader, 60).receive(direct_chat("lea"), _dropped("plan.csv"), plans=True)
    assert "has 2,001 actions" in file.problem
