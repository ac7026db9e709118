"""bunsen export public-page."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from handlers.public_page.gathering import state_now
from handlers.public_page.model import Contact, ContactState, PageVersion, as_data
from storage.database import Database
from tests.bot.commands.conftest import PLAN, CommandLine

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def _approve(url: str) -> None:
    """What the lead, the contact and a chair do in chat."""
    database = Database(url)
    async with database.begin() as tx:
        (institution,) = await tx.institutions.all()
        work = tx.of(institution.id)
        nell = await work.people.by_email("nell@wenlow.example")
        assert nell is not None
        await work.public_pages.ask(Contact(0, nell.id, ContactState.AGREED, nell.name, nell.email, NOW, NOW))
        state = await state_now(work, institution, datetime.now(UTC))
        assert state.page is not None
        assert state.contact is not None
        data = as_data(state.page)
        new = PageVersion(0, 1, state.hash, data, state.contact.id, datetime.now(UTC), nell.name, nell.id)
        await work.public_pages.approve(new)
    await database.close()


async def _change(url: str, statement: str) -> None:
    database = Database(url)
    async with database.engine.begin() as connection:
        await connection.execute(sql(statement))
    await database.close()


@pytest.fixture
def planned(staffed: CommandLine) -> CommandLine:
    """An institution with a plan."""
    staffed.done("plan", "import", staffed.file("plan.csv", PLAN), "--yes")
    return staffed


@pytest.fixture
def approved(planned: CommandLine) -> CommandLine:
    """An institution whose page is approved."""
    asyncio.run(_approve(planned.url))
    return planned


def _page(folder: Path) -> str:
    return (folder / "index.html").read_text(encoding="utf-8")


def test_the_approved_version_is_written(approved: CommandLine, tmp_path: Path) -> None:
    approved.done("export", "public-page", tmp_path / "new" / "site")
    written = _page(tmp_path / "new" / "site")
    assert "Put technicians on the website" in written
    assert "Version 1, approved by the committee" in written
    assert "Nell Thistlewick" in written


def test_nobody_but_the_contact_is_named(approved: CommandLine, tmp_path: Path) -> None:
    approved.done("export", "public-page", tmp_path)
    assert [name for name in ("Xi Chen", "Sam Poole") if name in _page(tmp_path)] == []


def test_it_stays_as_approved_when_the_plan_changes(approved: CommandLine, tmp_path: Path) -> None:
    asyncio.run(_change(approved.url, "UPDATE actions SET title = 'Another title'"))
    approved.done("export", "public-page", tmp_path)
    assert "Another title" not in _page(tmp_path)


def test_a_draft_says_what_holds_now(approved: CommandLine, tmp_path: Path) -> None:
    asyncio.run(_change(approved.url, "UPDATE actions SET title = 'Another title'"))
    approved.done("export", "public-page", tmp_path, "--draft")
    assert "Another title" in _page(tmp_path)
    assert "Draft: not approved yet" in _page(tmp_path)


def test_every_number_is_recomputed_from_the_database(approved: CommandLine, tmp_path: Path) -> None:
    approved.done("export", "public-page", tmp_path)
    (summary,) = re.findall(r"<table.*?Actions by theme and status.*?</table>", _page(tmp_path), re.DOTALL)
    total = re.findall(r'data-label="([^"]+)">(\d+)<', summary.partition("All themes")[2])
    rows = asyncio.run(_rags(approved.url))
    words = {"green": "Green: completed", "amber": "Amber: in progress", "red": "Red: still to be carried out"}
    assert dict(total) == {words[rag]: str(number) for rag, number in rows}


async def _rags(url: str) -> list[tuple[str, int]]:
    database = Database(url)
    newest = "SELECT max(id) FROM updates WHERE rag IS NOT NULL GROUP BY action_id"
    statement = f"SELECT rag, count(*) FROM updates WHERE id IN ({newest}) GROUP BY rag"
    async with database.engine.connect() as connection:
        rows = [(str(rag), int(number)) for rag, number in await connection.execute(sql(statement))]
    await database.close()
    return rows


def test_without_an_approved_version_it_is_refused(planned: CommandLine, tmp_path: Path) -> None:
    assert "No version of" in planned.refused("export", "public-page", tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_without_a_plan_a_draft_is_refused(staffed: CommandLine, tmp_path: Path) -> None:
    assert "has no action plan yet" in staffed.refused("export", "public-page", tmp_path, "--draft")


def test_a_contact_who_has_withdrawn_is_not_written(approved: CommandLine, tmp_path: Path) -> None:
    asyncio.run(_change(approved.url, "UPDATE page_contacts SET state = 'withdrawn'"))
    assert "does not agree to be named" in approved.refused("export", "public-page", tmp_path / "site")


def test_a_version_that_was_tampered_with_is_refused(approved: CommandLine, tmp_path: Path) -> None:
    asyncio.run(_change(approved.url, "UPDATE page_versions SET sha256 = 'another'"))
    assert "its hash is another" in approved.refused("export", "public-page", tmp_path / "site")


def test_a_folder_that_cannot_be_written_is_said_plainly(approved: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    said = approved.refused("export", "public-page", tmp_path / "taken" / "site")
    assert "could not be written" in said


def test_the_page_is_replaced_whole(approved: CommandLine, tmp_path: Path) -> None:
    approved.done("export", "public-page", tmp_path)
    approved.done("export", "public-page", tmp_path)
    assert [each.name for each in tmp_path.glob("*.html")] == ["index.html"]
