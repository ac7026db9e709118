"""The history of actions: rows that are only ever added (the database itself refuses anything else)."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.plans.model import ActionChange, ActionUpdate, ChangeKind
from handlers.plans.rag import Rag
from storage.tables import updates

_REPORT = "report"


async def insert_updates(
    connection: AsyncConnection, institution_id: int, new: Iterable[ActionUpdate | ActionChange]
) -> None:
    """Add to the history."""
    rows = [_row(update) | {"institution_id": institution_id} for update in new]
    if rows:
        await connection.execute(insert(updates), rows)


async def read_history(
    connection: AsyncConnection, institution_id: int, which: ColumnElement[bool]
) -> Sequence[ActionUpdate | ActionChange]:
    """Read updates and changes, oldest first."""
    statement = select(updates).where(updates.c.institution_id == institution_id, which).order_by(updates.c.id)
    rows = await connection.execute(statement)
    return [as_update(row) if row.kind == _REPORT else _as_change(row) for row in rows]


def as_update(row: Row[Any]) -> ActionUpdate:
    """Make the update of a row of kind "report"."""
    return ActionUpdate(
        action_id=row.action_id,
        at=row.at,
        rag=Rag(row.rag),
        comment=row.comment,
        learning=row.learning,
        next_step=row.next_step,
        by=row.by,
        by_person_id=row.by_person_id,
        next_step_on=row.next_step_on,
        reading=row.reading,
        override=row.override,
    )


def _as_change(row: Row[Any]) -> ActionChange:
    changes = {name: (before, after) for name, (before, after) in row.changes.items()}
    return ActionChange(row.action_id, row.at, ChangeKind(row.kind), changes, row.comment, row.by, row.by_person_id)


def _row(update: ActionUpdate | ActionChange) -> dict[str, Any]:
    """The row of either; both have all columns, so that they can be written together."""
    shared = {
        "action_id": update.action_id,
        "at": update.at,
        "comment": update.comment,
        "by": update.by,
        "by_person_id": update.by_person_id,
    }
    if isinstance(update, ActionChange):
        changes = {name: list(pair) for name, pair in update.changes.items()}
        said = {"kind": update.kind.value, "rag": None, "learning": "", "next_step": "", "next_step_on": None}
        return shared | said | {"reading": "", "override": "", "changes": changes}
    return shared | {
        "kind": _REPORT,
        "rag": update.rag.value,
        "learning": update.learning,
        "next_step": update.next_step,
        "next_step_on": update.next_step_on,
        "reading": update.reading,
        "override": update.override,
        "changes": {},
    }
