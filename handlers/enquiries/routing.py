"""Which post helps with a question: by its topic, by the unit of the person who asks, or the lead. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.nudges.answering import Office, offices
from handlers.people.model import Holding, Unit
from handlers.phrases import joined
from handlers.rights import PostKind, kind_by_name

NOBODY = 0
"""Stands for the person who asks, where nobody is to be left out."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where a question could go: the name of the post that owns its topic, and the contact post of the asker's unit."""

    owner: str = ""
    contact_post_id: int | None = None


def route(way: Way, holdings: Iterable[Holding], asker_id: int) -> Office | None:
    """The post to ask, with its people; None where nobody is left but the person who asks, who is never in it.

    The owner of the topic, else the contact of the unit; where nobody holds these, whoever deputises there; else the
    lead, else a chair.
    """
    known = offices_without(holdings, asker_id)
    named = offices_called(way.owner, known)
    named += [office for office in known if office.post.id == way.contact_post_id]
    chain = [office for office in named if office.holders] + named
    for kind in (PostKind.LEAD, PostKind.CHAIR):
        of_kind = [office for office in known if office.post.kind is kind]
        chain += sorted(of_kind, key=lambda office: not office.holders)
    return chain[0] if chain else None


def offices_called(name: str, known: Iterable[Office]) -> list[Office]:
    """The offices of a post's name; where there is none, those of the kind that it names ("Committee chair")."""
    if not name:
        return []
    known = list(known)
    kind = kind_by_name(name)
    same = [office for office in known if folded(office.post.name) == folded(name)]
    return same or [office for office in known if kind is not PostKind.OWNER and office.post.kind is kind]


def offices_without(holdings: Iterable[Holding], asker_id: int) -> Sequence[Office]:
    """Every post that somebody holds or deputises for, without the person who asks; posts of theirs alone are out."""
    return list(offices(holding for holding in holdings if holding.person.id != asker_id).values())


def contact_of(unit: str, units: Iterable[Unit]) -> int | None:
    """The contact post of the unit of this name, whatever its capitals; None where there is none."""
    return next((each.contact_post_id for each in units if unit and folded(each.name) == folded(unit)), None)


def folded(name: str) -> str:
    """A name as names are compared."""
    return " ".join(name.split()).casefold()


def named(office: Office, day: date) -> str:
    """Who would be asked, with the post: "Ann Sample and Bo Reed (Fund administrator)"."""
    return f"{joined([person.name for person in office.answering(day)])} ({office.post.name})"
