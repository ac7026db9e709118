"""The history of actions is only ever added to: the database refuses anything else, whatever program asks."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from handlers.people.model import Person
from handlers.plans.model import Action, ActionChange, ActionUpdate, ChangeKind, Plan
from handlers.plans.rag import Rag
from handlers.work import Begin

NOW = datetime(2027, 3, 1, 10, 30, tzinfo=UTC)
FIXED = {
    "id": "999",
    "institution_id": "institution_id + 1",
    "action_id": "action_id + 1",
    "at": "'2020-01-01 00:00:00'",
    "kind": "'comment'",
    "rag": "'green'",
    "comment": "'rewritten'",
    "learning": "'rewritten'",
    "next_step": "'rewritten'",
    "next_step_on": "'2020-01-01'",
    "reading": "'rewritten'",
    "override": "'rewritten'",
    "changes": "'{}'",
}


@pytest.fixture
async def action_id(begin: Begin) -> int:
    """An action of which something was said."""
    async with begin() as tx:
        wenlow = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        work = tx.of(wenlow.id)
        person = await work.people.save(Person(0, "Olu", "olu@wenlow.example"))
        plan = await work.plans.add(Plan(0, "Plan"))
        action = await work.plans.add_action(Action(0, plan.id, "V1", "Visibility", "Do"))
        await work.plans.record(ActionUpdate(action.id, NOW, Rag.RED, "No money", by="Olu", by_person_id=person.id))
        await work.plans.record(ActionChange(action.id, NOW, ChangeKind.COMMENT, {}, "Pity", "Olu", person.id))
        return action.id


async def _rows(engine: AsyncEngine) -> list[tuple[Any, ...]]:
    async with engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(text("SELECT * FROM updates ORDER BY id"))]


async def _refused(engine: AsyncEngine, statement: str) -> str:
    """Why the database refuses a statement; nothing has changed then."""
    before = await _rows(engine)
    with pytest.raises(DBAPIError) as refused:
        async with engine.begin() as connection:
            await connection.execute(text(statement))
    assert await _rows(engine) == before
    return str(refused.value)


@pytest.mark.usefixtures("action_id")
@pytest.mark.parametrize("column", FIXED)
async def test_what_was_said_cannot_be_changed(engine: AsyncEngine, column: str) -> None:
    statement = f"UPDATE updates SET {column} = {FIXED[column]}"
    assert "updates are only ever added" in await _refused(engine, statement)


async def test_every_column_but_who_said_it_is_fixed(engine: AsyncEngine) -> None:
    from storage.tables import updates

    assert {column.name for column in updates.c} - FIXED.keys() == {"by", "by_person_id"}


@pytest.mark.usefixtures("action_id")
async def test_nothing_can_be_deleted(engine: AsyncEngine) -> None:
    assert "updates are only ever added" in await _refused(engine, "DELETE FROM updates")


@pytest.mark.usefixtures("action_id")
async def test_not_a_single_row_can_be_deleted(engine: AsyncEngine) -> None:
    assert "updates are only ever added" in await _refused(engine, "DELETE FROM updates WHERE id = 1")


@pytest.mark.usefixtures("action_id")
async def test_the_table_cannot_be_emptied_at_a_stroke(engine: AsyncEngine) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    assert "updates are only ever added" in await _refused(engine, "TRUNCATE updates CASCADE")


@pytest.mark.usefixtures("action_id")
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
async def test_a_row_cannot_be_replaced(engine: AsyncEngine, verb: str) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")
    statement = f"{verb} INTO updates SELECT * FROM updates WHERE id = 1"
    assert "updates are only ever added" in await _refused(engine, statement)


@pytest.mark.usefixtures("action_id")
async def test_a_row_cannot_be_written_over_on_conflict(engine: AsyncEngine) -> None:
    columns = ", ".join(
        ("id", "institution_id", "action_id", "at", "kind", "rag", "comment", "learning", "next_step", "by")
    )
    statement = (
        f"INSERT INTO updates ({columns}) SELECT {columns} FROM updates WHERE id = 1 "
        "ON CONFLICT (id) DO UPDATE SET comment = 'rewritten'"
    )
    assert "updates are only ever added" in await _refused(engine, statement)


@pytest.mark.usefixtures("action_id")
async def test_an_action_that_has_a_history_cannot_be_deleted(engine: AsyncEngine) -> None:
    await _refused(engine, "DELETE FROM actions")


@pytest.mark.usefixtures("action_id")
async def test_a_person_can_still_be_forgotten(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE updates SET \"by\" = 'somebody', by_person_id = NULL"))
    async with engine.connect() as connection:
        found = await connection.execute(text('SELECT DISTINCT "by", by_person_id FROM updates'))
        assert [tuple(row) for row in found] == [("somebody", None)]


async def test_more_can_be_added(begin: Begin, action_id: int) -> None:
    async with begin() as tx:
        plans = tx.of(1).plans
        await plans.record(ActionUpdate(action_id, NOW, Rag.GREEN, "Done"))
        assert [entry.comment for entry in await plans.history(action_id)] == ["No money", "Pity", "Done"]


async def test_the_length_of_a_history_is_its_version(begin: Begin, action_id: int) -> None:
    async with begin() as tx:
        assert await tx.of(1).plans.versions([action_id, 999]) == {action_id: 2, 999: 0}


async def test_the_version_of_an_action_of_another_institution_is_not_told(begin: Begin, action_id: int) -> None:
    async with begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
        assert await tx.of(other.id).plans.versions([action_id]) == {action_id: 0}
