"""Claiming rows by a lease: the same for the inbox, the outbox and its lanes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, or_, update

TOO_FAR = timedelta(days=1)
"""No lease lasts so long: it was taken by a clock that was far ahead."""


def free_lease(leased_until: Column[datetime], now: datetime) -> ColumnElement[bool]:
    """What makes a row free to claim: no lease, one that ran out, or one taken by a clock that was far ahead."""
    return or_(leased_until.is_(None), leased_until <= now, leased_until > now + TOO_FAR)


def claimed(
    table: Table, wanted: Select[Any], until: datetime, *, give: Sequence[Column[Any]] = (), **values: Any
) -> Any:
    """The statement that leases the rows with these ids until then, and gives them: whole, or some columns of them.

    Rows that another transaction is claiming are passed over. SQLite drops that word: BEGIN IMMEDIATE keeps other
    writers out already.
    """
    (key,) = table.primary_key.columns
    ids = wanted.with_for_update(skip_locked=True, of=table).scalar_subquery()
    return update(table).where(key.in_(ids)).values(leased_until=until, **values).returning(*(give or table.c))
