"""Rows of people, posts and holdings, and what they stand for."""

from typing import Any

from sqlalchemy import Row, Select, select

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


def select_holdings(institution_id: int) -> Select[Any]:
    """Holdings with their post and person, holders before deputies, those of one post together."""
    return (
        select(
            holdings,
            posts.c.name,
            posts.c.kind,
            posts.c.unit.label("post_unit"),
            posts.c.ended_on,
            people.c.name.label("person_name"),
            people.c.email.label("person_email"),
            people.c.unit,
            people.c.roll_up,
            people.c.invited,
            people.c.timezone,
            people.c.away_until,
        )
        .join(posts, posts.c.id == holdings.c.post_id)
        .join(people, people.c.id == holdings.c.person_id)
        .where(holdings.c.institution_id == institution_id)
        .order_by(posts.c.folded, holdings.c.deputy, holdings.c.id)
    )


def as_holding(row: Row[Any]) -> Holding:
    """Make the holding of a row of `select_holdings`."""
    person = Person(
        row.person_id,
        row.person_name,
        row.person_email or "",
        row.unit,
        row.roll_up,
        row.invited,
        row.timezone,
        row.away_until,
    )
    post = Post(row.post_id, row.name, PostKind(row.kind), row.post_unit, row.ended_on)
    return Holding(post, person, row.deputy, row.starts_on, row.ends_on)
