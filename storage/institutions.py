"""Signatories and their workspaces."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.people.model import Institution
from storage.tables import institutions, workspaces

# Put together once: every message and every job begins with it.
_BY_ID = select(institutions).where(institutions.c.id == bindparam("institution"))
_BY_WORKSPACE = (
    select(institutions)
    .join(workspaces)
    .where(workspaces.c.platform == bindparam("platform"), workspaces.c.tenant == bindparam("tenant"))
)


class SqlInstitutions:
    """`handlers.people.ports.Institutions` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, slug: str, name: str, timezone: str, nation: str) -> Institution:
        """Add a signatory; the slug must be new."""
        statement = insert(institutions).values(slug=slug, name=name, timezone=timezone, nation=nation)
        row = (await self._connection.execute(statement.returning(institutions))).one()
        return _institution(row)

    async def get(self, institution_id: int) -> Institution | None:
        """Find a signatory by its id."""
        row = (await self._connection.execute(_BY_ID, {"institution": institution_id})).one_or_none()
        return _institution(row) if row else None

    async def by_slug(self, slug: str) -> Institution | None:
        """Find a signatory by its slug."""
        row = (await self._connection.execute(select(institutions).where(institutions.c.slug == slug))).one_or_none()
        return _institution(row) if row else None

    async def by_workspace(self, platform: str, tenant: str) -> Institution | None:
        """Find whose workspace or tenant this is."""
        where = {"platform": platform, "tenant": tenant}
        row = (await self._connection.execute(_BY_WORKSPACE, where)).one_or_none()
        return _institution(row) if row else None

    async def link(self, institution_id: int, platform: str, tenant: str) -> bool:
        """Link a workspace or tenant; False where it already belongs to another institution."""
        holder = await self.by_workspace(platform, tenant)
        if holder is not None:
            return holder.id == institution_id
        await self._connection.execute(
            insert(workspaces).values(platform=platform, tenant=tenant, institution_id=institution_id)
        )
        return True

    async def all(self) -> Sequence[Institution]:
        """List all signatories."""
        rows = await self._connection.execute(select(institutions).order_by(institutions.c.slug))
        return [_institution(row) for row in rows]

    async def workspaces(self, institution_id: int) -> Sequence[tuple[str, str]]:
        """The (platform, tenant) pairs of one institution."""
        mine = select(workspaces).where(workspaces.c.institution_id == institution_id)
        rows = await self._connection.execute(mine.order_by(workspaces.c.platform, workspaces.c.tenant))
        return [(row.platform, row.tenant) for row in rows]

    async def links(self) -> Mapping[tuple[str, str], str]:
        """List (platform, tenant) to the slug it is linked to."""
        statement = select(workspaces.c.platform, workspaces.c.tenant, institutions.c.slug).join(institutions)
        return {(platform, tenant): slug for platform, tenant, slug in await self._connection.execute(statement)}


def _institution(row: Row[Any]) -> Institution:
    closures = frozenset(date.fromisoformat(day) for day in row.closures)
    return Institution(row.id, row.slug, row.name, row.timezone, row.nation, row.chairs, closures, row.nudges_paused_at)
