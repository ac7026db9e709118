"""Looking after the posts and units of one institution."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.people.model import Holding, Post, Unit
from storage.deliveries import insert_if_new
from storage.holding_rows import HOLDINGS, as_holding, as_post, folded
from storage.tables import holdings, institutions, posts, units


class SqlPosts:
    """`handlers.posts.ports.Posts` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def get(self, post_id: int) -> Post | None:
        """One post, ended or not."""
        statement = select(posts).where(posts.c.institution_id == self._institution_id, posts.c.id == post_id)
        row = (await self._connection.execute(statement)).one_or_none()
        return as_post(row) if row else None

    async def change(self, post: Post) -> bool:
        """Change a post's name, kind, unit and last day; False where another post has that name."""
        mine = posts.c.institution_id == self._institution_id
        namesake = select(posts.c.id).where(mine, posts.c.folded == folded(post.name), posts.c.id != post.id)
        if (await self._connection.execute(namesake)).first() is not None:
            return False
        values = {
            "name": " ".join(post.name.split()),
            "folded": folded(post.name),
            "kind": post.kind,
            "unit": post.unit,
            "ended_on": post.ended_on,
        }
        await self._connection.execute(update(posts).where(mine, posts.c.id == post.id).values(values))
        return True

    async def history(self, post_id: int) -> Sequence[Holding]:
        """Everybody who ever held the post or stood in, and who will, by their first day."""
        of_post = HOLDINGS.where(holdings.c.post_id == post_id).order_by(None)
        in_order = of_post.order_by(holdings.c.starts_on.nulls_first(), holdings.c.id)
        rows = await self._connection.execute(in_order, {"mine": self._institution_id})
        return [as_holding(row) for row in rows]

    async def holdings_from(self, day: date) -> Sequence[Holding]:
        """All holdings that go on on `day` or begin later."""
        goes_on = HOLDINGS.where(
            or_(holdings.c.ends_on.is_(None), holdings.c.ends_on >= day),
            or_(posts.c.ended_on.is_(None), posts.c.ended_on >= day),
        )
        rows = await self._connection.execute(goes_on, {"mine": self._institution_id})
        return [as_holding(row) for row in rows]

    async def set_chairs(self, chairs: int) -> None:
        """Change how many committee chairs the institution's rule asks for."""
        mine = update(institutions).where(institutions.c.id == self._institution_id)
        await self._connection.execute(mine.values(chairs=chairs))

    async def units(self) -> Sequence[Unit]:
        """List the units."""
        mine = select(units).where(units.c.institution_id == self._institution_id).order_by(units.c.folded)
        return [Unit(row.id, row.name, row.contact_post_id) for row in await self._connection.execute(mine)]

    async def add_units(self, names: Iterable[str]) -> None:
        """Add those units that are not there yet; their capitals make no difference."""
        wanted = {folded(name): " ".join(name.split()) for name in names if name.strip()}
        rows = [{"institution_id": self._institution_id, "name": name, "folded": key} for key, name in wanted.items()]
        if rows:
            await self._connection.execute(insert_if_new(self._connection)(units).on_conflict_do_nothing(), rows)

    async def set_contact(self, unit_id: int, post_id: int | None) -> None:
        """Set the post to turn to about people of a unit."""
        mine = (units.c.institution_id == self._institution_id) & (units.c.id == unit_id)
        await self._connection.execute(update(units).where(mine).values(contact_post_id=post_id))
