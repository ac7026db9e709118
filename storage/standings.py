"""Where the plan of an institution stands: what is counted is read narrowly, words only of what is shown."""

from collections.abc import Collection, Container, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import JSON, Integer, bindparam, column, func, literal_column, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.plans.brief import ActionInCount, UpdateInBrief
from handlers.plans.rag import Rag
from handlers.status.ports import Shown
from storage.given import among
from storage.holding_rows import HOLDINGS_ON_DAY
from storage.tables import actions, holdings, posts, reviews, updates

_MINE = actions.c.institution_id == bindparam("mine", type_=Integer)
_RAGS = {rag.value: rag for rag in Rag}


def _newest(dialect: str) -> tuple[Any, Any]:
    """Actions joined with the newest report of each, and its columns: one look into an index for each action.

    PostgreSQL does so for a lateral join only; SQLite has none, and does so by itself.
    """
    newer = updates.alias("newer")
    of_action = (newer.c.action_id == actions.c.id) & newer.c.rag.is_not(None)
    if dialect == "postgresql":
        # Written out, not bound: a prepared statement must be planned for just one row.
        newest = select(newer).where(of_action).order_by(newer.c.id.desc()).limit(literal_column("1")).lateral("newest")
        return actions.outerjoin(newest, true()), newest.c
    number = select(func.max(newer.c.id)).where(of_action).scalar_subquery()
    return actions.outerjoin(updates, updates.c.id == number), updates.c


_HELD = HOLDINGS_ON_DAY.with_only_columns(holdings.c.post_id).order_by(None)


@cache
def _counted(dialect: str) -> Any:
    joined, newest = _newest(dialect)
    columns = (*_COUNTED_BY, newest.rag, newest.at, newest.by_person_id)
    of_plan = actions.c.plan_id == bindparam("plan", type_=Integer)
    own = select(*columns).select_from(joined).where(_MINE, of_plan, actions.c.merged_into_id.is_(None))
    return own.order_by(actions.c.position)


_COUNTED_BY = (
    actions.c.id,
    actions.c.theme,
    actions.c.owner_post_id,
    actions.c.start_on,
    actions.c.due_on,
    actions.c.first_due_on,
    actions.c.due_text,
)


@cache
def _shown(dialect: str) -> Any:
    joined, newest = _newest(dialect)
    owned = joined.outerjoin(posts, posts.c.id == actions.c.owner_post_id)
    columns = (actions.c.id, actions.c.ref, actions.c.title, posts.c.name, newest.comment, newest.learning)
    return select(*columns).select_from(owned).where(_MINE)


@cache
def _then(dialect: str) -> Any:
    """The colours in a snapshot: the database takes them out of it, for all the rest is a hundred times as much."""
    each = func.json_array_elements if dialect == "postgresql" else func.json_each
    lines = each(reviews.c.snapshot).table_valued(column("value", JSON), name="line")
    mine = reviews.c.institution_id == bindparam("mine", type_=Integer)
    number, colour = lines.c.value["action_id"].as_integer(), lines.c.value["colour"].as_string()
    return (
        select(number, colour)
        .select_from(reviews.join(lines, true()))
        .where(mine, reviews.c.id == bindparam("review", type_=Integer))
    )


class SqlStandings:
    """`handlers.status.ports.Standings` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def counted(self, plan_id: int) -> Sequence[ActionInCount]:
        """The actions of a plan, in its order, as far as they decide where they are counted; not those merged."""
        asked = {"mine": self._institution_id, "plan": plan_id}
        rows = await self._connection.execute(_counted(self._connection.dialect.name), asked)
        return [
            ActionInCount(
                number, theme, post, start, due, first, text, UpdateInBrief(_RAGS[rag], at, by) if rag else None
            )
            for number, theme, post, start, due, first, text, rag, at, by in rows.all()
        ]

    async def shown(self, action_ids: Collection[int]) -> Mapping[int, Shown]:
        """The words of some actions, by their ids."""
        if not action_ids:
            return {}
        these = _shown(self._connection.dialect.name).where(among(self._connection, actions.c.id, action_ids))
        rows = await self._connection.execute(these, {"mine": self._institution_id})
        return {
            number: Shown(ref, title, post or "", comment or "", learning or "")
            for number, ref, title, post, comment, learning in rows.all()
        }

    async def held(self, day: date) -> Container[int]:
        """The posts that somebody holds or deputises for on a day."""
        rows = await self._connection.execute(_HELD, {"mine": self._institution_id, "day": day})
        return {number for (number,) in rows.all()}

    async def then(self, review_id: int) -> Mapping[int, str]:
        """What every action was when a review closed, by its id; nothing while it has not."""
        asked = {"mine": self._institution_id, "review": review_id}
        rows = await self._connection.execute(_then(self._connection.dialect.name), asked)
        return dict(tuple(row) for row in rows.all())
