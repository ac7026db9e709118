"""bunsen export demand."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from handlers.demand.model import Asked, RecentQuestion
from handlers.people.model import Person
from storage.database import Database
from tests.bot.commands.conftest import CommandLine

TOPIC = "registration-fees-reimbursed"


async def _ask(url: str, times: int) -> None:
    database = Database(url)
    now = datetime.now(UTC)
    async with database.begin() as tx:
        (institution,) = await tx.institutions.all()
        work = tx.of(institution.id)
        tina = await work.people.save(Person(0, "Tina", "tina@wenlow.example", "", ""))
        for _ in range(times):
            await work.demand.add(RecentQuestion(tina.id, "t", "will you pay", Asked.ANSWERED, TOPIC, now))
        await tx.question_upkeep.set_apart(now + timedelta(seconds=1))
    await database.close()


def _asked(bunsen: CommandLine, times: int = 5) -> CommandLine:
    bunsen.done("institution", "add", "wenlow", "University of Little Wenlow", "--lead", "lea@wenlow.example")
    asyncio.run(_ask(bunsen.url, times))
    return bunsen


def test_the_name_of_the_file_says_what_it_is(bunsen: CommandLine, tmp_path: Path) -> None:
    _asked(bunsen).done("export", "demand", "-o", tmp_path / "asked.csv")
    assert f"topic,{TOPIC}," in (tmp_path / "asked.csv").read_text("utf-8-sig")


def test_it_is_a_document_too(bunsen: CommandLine, tmp_path: Path) -> None:
    _asked(bunsen).done("export", "demand", "--format", "md", "-o", tmp_path / "asked.txt")
    written = (tmp_path / "asked.txt").read_text()
    assert written.startswith("# What technicians asked")
    assert "Tina" not in written


def test_fewer_than_five_are_not_told(bunsen: CommandLine, tmp_path: Path) -> None:
    _asked(bunsen, 4).done("export", "demand", "-o", tmp_path / "asked.csv")
    assert TOPIC not in (tmp_path / "asked.csv").read_text("utf-8-sig")


def test_another_ending_is_refused(bunsen: CommandLine, tmp_path: Path) -> None:
    assert "End it in .csv or .md" in bunsen.refused("export", "demand", "-o", tmp_path / "asked.pdf", code=2)
