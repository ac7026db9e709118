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
class DemoAction:
    """One action of the demo's plan. `source` says who published it."""

    ref: str
    theme: str
    title: str
    owner: str
    start: date | None
    due: date | None
    due_text: str
    success_measure: str
    rag: Rag
    reported_on: date | None
    comment: str
    learning: str
    source: str


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


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented person, and the names of the posts they hold."""

    name: str
    email: str
    unit: str
    roll_up: str
    posts: tuple[str, ...]


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
    seats: DemoSeats
    people: tuple[DemoPerson, ...]


@dataclass(frozen=True, slots=True)
class _ActionEntry:
    """An action as the file has it, in days from today."""

    ref: str
    theme: str
    title: str
    owner: str
    start_days: int | None
    due_days: int | None
    due_text: str
    success_measure: str
    rag: Rag
    reported_days_ago: int | None
    comment: str
    learning: str
    source: str


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


def _action(entry: _ActionEntry, today: date) -> DemoAction:
    ago = entry.reported_days_ago
    return DemoAction(
        ref=entry.ref,
        theme=entry.theme,
        title=entry.title,
        owner=entry.owner,
        start=_day(today, entry.start_days),
        due=_day(today, entry.due_days),
        due_text=entry.due_text,
        success_measure=entry.success_measure,
        rag=entry.rag,
        reported_on=_day(today, None if ago is None else -ago),
        comment=entry.comment,
        learning=entry.learning,
        source=entry.source,
    )


def _day(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days=days)


def _structured(name: str, kind: type[T]) -> T:
    """Read a file of this folder into dataclasses; a key that is missing or unknown is an error."""
    content: Any = yaml.safe_load(files("bot.demo").joinpath(name).read_text(encoding="utf-8"))
    return Converter(forbid_extra_keys=True).structure(content, kind)
