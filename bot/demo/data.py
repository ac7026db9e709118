"""The demo's plan and people, read from the two files beside this one. Days count from the `today` that is given."""

from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any, TypeVar

import yaml
from cattrs import Converter

from handlers.plans.rag import Rag
from handlers.rights import PostKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DemoEvidence:
    """A link that shows that something was done."""

    title: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What is said of an action, whatever day it is. `source` says who published it."""

    ref: str
    theme: str
    title: str
    owner: str
    due_text: str
    success_measure: str
    rag: Rag
    comment: str
    learning: str
    source: str
    helpers: tuple[str, ...] = ()
    rationale: str = ""
    baseline: str = ""
    target: str = ""
    reading: str = ""
    moved_because: str = ""
    evidence: tuple[DemoEvidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _ActionEntry(_Words):
    """An action as the file has it, in days from today."""

    start_days: int | None
    due_days: int | None
    reported_days_ago: int | None
    first_due_days: int | None = None


@dataclass(frozen=True, slots=True)
class DemoAction:
    """One action of the demo's plan, as it stands on a day; `first_due` is its due date before it was moved."""

    words: _Words
    start: date | None
    due: date | None
    first_due: date | None
    reported_on: date | None


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """The fictional institution and its plan."""

    institution: str
    slug: str
    timezone: str
    title: str
    starts_on: date
    ends_on: date
    actions: tuple[DemoAction, ...]


@dataclass(frozen=True, slots=True)
class DemoPost:
    """An office of the fictional institution."""

    name: str
    kind: PostKind
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DemoHolding:
    """Who (by e-mail address) holds or deputises for a post (by name), from one day from today to another."""

    post: str
    person: str
    deputy: bool = False
    starts_days: int | None = None
    ends_days: int | None = None


@dataclass(frozen=True, slots=True)
class DemoContact:
    """The post to ask about the people of a unit."""

    unit: str
    post: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented person; `timezone` is an IANA name where it is not the institution's."""

    name: str
    email: str
    unit: str
    roll_up: str
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class DemoSeats:
    """The e-mail addresses of the four people in whose place a visitor may sit."""

    technician: str
    owner: str
    chair: str
    lead: str


@dataclass(frozen=True, slots=True)
class DemoPeople:
    """Everybody at the fictional institution."""

    posts: tuple[DemoPost, ...]
    holdings: tuple[DemoHolding, ...]
    contacts: tuple[DemoContact, ...]
    seats: DemoSeats
    people: tuple[DemoPerson, ...]


@dataclass(frozen=True, slots=True)
class _PlanEntry:
    institution: str
    slug: str
    timezone: str
    title: str
    starts_days: int
    ends_days: int
    actions: tuple[_ActionEntry, ...]


def load_plan(today: date) -> DemoPlan:
    """Give the demo's plan as it stands on `today`."""
    entry = _structured("plan.yaml", _PlanEntry)
    return DemoPlan(
        institution=entry.institution,
        slug=entry.slug,
        timezone=entry.timezone,
        title=entry.title,
        starts_on=today + timedelta(days=entry.starts_days),
        ends_on=today + timedelta(days=entry.ends_days),
        actions=tuple(_action(each, today) for each in entry.actions),
    )


def load_people() -> DemoPeople:
    """Give the people, posts and seats of the demo."""
    return _structured("people.yaml", DemoPeople)


def day_from(today: date, days: int | None) -> date | None:
    """The day so many days from today; None where none was given."""
    return None if days is None else today + timedelta(days=days)


def _action(entry: _ActionEntry, today: date) -> DemoAction:
    ago = entry.reported_days_ago
    due = day_from(today, entry.due_days)
    return DemoAction(
        words=entry,
        start=day_from(today, entry.start_days),
        due=due,
        first_due=day_from(today, entry.first_due_days) or due,
        reported_on=day_from(today, None if ago is None else -ago),
    )


def _structured(name: str, kind: type[T]) -> T:
    """Read a file of this folder into dataclasses; a key that is missing or unknown is an error."""
    content: Any = yaml.safe_load(files("bot.demo").joinpath(name).read_text(encoding="utf-8"))
    return Converter(forbid_extra_keys=True).structure(content, kind)
