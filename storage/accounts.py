"""Accounts on the platforms, and whether they are still there."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Integer, Row, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.interactions import Account, Platform
from handlers.people.model import KnownAccount
from storage.conversations import conversation_from_json
from storage.given import among
from storage.tables import accounts, holdings
from storage.types import UtcDateTime

_KNOWN = (
    accounts.c.institution_id,
    accounts.c.platform,
    accounts.c.tenant,
    accounts.c.user,
    accounts.c.person_id,
    accounts.c.direct,
    accounts.c.deactivated_at.is_not(None).label("gone"),
    accounts.c.unreachable_at.is_not(None).label("unreachable"),
)


class SqlAccounts:
    """`handlers.people.ports.Accounts` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def of(self, person_ids: Collection[int]) -> Mapping[int, Sequence[KnownAccount]]:
        """The accounts of these people, the one they spoke from last first; those without any are left out."""
        theirs = among(self._connection, accounts.c.person_id, person_ids)
        statement = select(*_KNOWN).where(accounts.c.institution_id == self._institution_id, theirs)
        rows = await self._connection.execute(statement.order_by(accounts.c.met.desc(), accounts.c.platform))
        found: dict[int, list[KnownAccount]] = {}
        for row in rows.all():
            found.setdefault(row.person_id, []).append(_known(row))
        return found

    async def checked(self, account: Account, at: datetime) -> None:
        """Record that the platform was asked about an account."""
        await self._set(account, checked_at=at)

    async def set_gone(self, account: Account, since: datetime | None) -> None:
        """Record since when an account is known to be deactivated; None where it is there (again)."""
        await self._set(account, deactivated_at=since)

    async def _set(self, account: Account, **values: Any) -> None:
        this = (
            (accounts.c.institution_id == self._institution_id)
            & (accounts.c.platform == account.platform)
            & (accounts.c.tenant == account.tenant)
            & (accounts.c.user == account.user)
        )
        await self._connection.execute(update(accounts).where(this).values(values))


# Put together once: every tick asks.
_IN_POST = select(holdings.c.person_id).where(
    or_(holdings.c.ends_on.is_(None), holdings.c.ends_on >= bindparam("today", type_=Date))
)
_NOT_CHECKED = (
    select(*_KNOWN)
    .where(
        accounts.c.person_id.in_(_IN_POST),
        or_(accounts.c.checked_at.is_(None), accounts.c.checked_at < bindparam("before", type_=UtcDateTime)),
    )
    .order_by(accounts.c.checked_at.nulls_first())
    .limit(bindparam("limit", type_=Integer))
)


class SqlAccountChecks:
    """`handlers.people.ports.AccountChecks` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def due(self, before: datetime, today: date, limit: int) -> Sequence[tuple[int, KnownAccount]]:
        """Accounts of people in posts that were not checked since `before`, with the id of their institution."""
        values = {"before": before, "today": today, "limit": limit}
        return [(row.institution_id, _known(row)) for row in await self._connection.execute(_NOT_CHECKED, values)]


def _known(row: Row[Any]) -> KnownAccount:
    return KnownAccount(
        Account(Platform(row.platform), row.tenant, row.user),
        row.person_id,
        conversation_from_json(row.direct),
        gone=row.gone,
        unreachable=row.unreachable,
    )
