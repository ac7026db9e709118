"""Rows of people, posts and holdings, and what they stand for."""

from typing import Any

from sqlalchemy import Date, Row, Select, bindparam, or_, select

from handlers.people.model import Holding, Person, Post
from handlers.rights import PostKind
from storage.tables import holdings, people, posts


def folded(name: str) -> str:
    """What a name is found by, whatever its capitals and spaces."""
    return " ".join(name.split()).casefold()


def as_person(row: Row[Any]) -> Person:
    """Make the person of a row of `people`."""
    return Person(row.id, row.name, row.email or "", row.unit, row.roll_up, row.invited, row.timezone, row.away_until)


def as_post(row: Row[Any]) -> Post:
    """Make the post of a row of `posts`."""
    return Post(row.id, row.name, PostKind(row.kind), row.unit, row.ended_on)


HOLDINGS: Select[Any] = (
    select(
        posts.c.id.label("post_id"),
        posts.c.name.label("post_name"),
        posts.c.kind,
        posts.c.unit.label("post_unit"),
        posts.c.ended_on,
        people.c.id.label("person_id"),
        people.c.name,
        people.c.email,
        people.c.unit,
        people.c.roll_up,
        people.c.invited,
        people.c.timezone,
        people.c.away_until,
        holdings.c.deputy,
        holdings.c.starts_on,
        holdings.c.ends_on,
    )
    .select_from(holdings)
    .join(posts, posts.c.id == holdings.c.post_id)
    .join(people, people.c.id == holdings.c.person_id)
    .where(holdings.c.institution_id == bindparam("mine"))
    .order_by(posts.c.folded, holdings.c.deputy, holdings.c.id)
)
"""Holdings of the institution `mine`, with their post and person; holders before deputies, those of a post together."""

_ON_DAY = bindparam("day", type_=Date)
HOLDINGS_ON_DAY = HOLDINGS.where(
    or_(holdings.c.starts_on.is_(None), holdings.c.starts_on <= _ON_DAY),
    or_(holdings.c.ends_on.is_(None), holdings.c.ends_on >= _ON_DAY),
    or_(posts.c.ended_on.is_(None), posts.c.ended_on >= _ON_DAY),
)
"""The same, of those that are held on a `day`."""


def as_holding(row: Row[Any]) -> Holding:
    """Make the holding of a row of `HOLDINGS`."""
    post = Post(row.post_id, row.post_name, PostKind(row.kind), row.post_unit, row.ended_on)
    person = Person(
        row.person_id, row.name, row.email or "", row.unit, row.roll_up, row.invited, row.timezone, row.away_until
    )
    return Holding(post, person, row.deputy, row.starts_on, row.ends_on)
