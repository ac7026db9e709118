"""What the guided answers know: questions, statements with their sources, and when each of them holds.

All of it is data (`rules/*.yaml`). What somebody answered is a mapping of a question's key to an option's id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.answers.entries import Source

Condition = Mapping[str, frozenset[str]]
"""By question, the answers with which it holds; all of its questions must agree. An empty one always holds."""
Given = Mapping[str, str]
"""What somebody answered: a question's key to an option's id."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose; `label` is read in the form, `said` follows "you said that"."""

    id: str
    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a guide's form."""

    key: str
    label: str
    choices: tuple[Choice, ...]
    hint: str = ""

    def said(self, choice_id: str) -> str:
        """How an answer is told back; empty for one that is not among the choices."""
        return next((choice.said for choice in self.choices if choice.id == choice_id), "")


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that is true, its sources (keys of `Rulebook.sources`), and for whom it is said.

    One with `unless` is left out where the institution has set that value.
    """

    text: str
    sources: tuple[str, ...]
    when: Condition
    unless: str = ""


@dataclass(frozen=True, slots=True)
class LocalLine:
    """A line that the institution's values are filled into; `missing` says what is not known where they are not set."""

    line: str
    missing: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry of the knowledge base that belongs to an answer."""

    entry: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What both guides have: their questions, their sources, and until when the rules count as looked at."""

    questions: tuple[Question, ...]
    sources: Mapping[str, Source]
    checked: date
    review_by: date

    def cited(self, keys: Sequence[str]) -> tuple[Source, ...]:
        """The sources of these keys, each once, in order."""
        return tuple(self.sources[key] for key in dict.fromkeys(keys))


@dataclass(frozen=True, slots=True)
class FundRules:
    """The rules of the fund walk-through."""

    book: Rulebook
    here: tuple[LocalLine, ...]
    usual: tuple[Statement, ...]
    """What funds usually pay, and for whom."""
    elsewhere: tuple[Statement, ...]
    """What is true at named institutions."""
    instead: tuple[Statement, ...]
    """Other money."""
    reading: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a route fits: so many points when this was answered; points below zero speak against it."""

    points: int
    when: Condition


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that belongs to a route with certain answers."""

    text: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Route:
    """One registration, recognition or membership."""

    id: str
    name: str
    body: str
    what: str
    evidence: str
    cost: str
    apply: str
    next: str
    pays: str
    """Which of the statements on who pays belong to it."""
    sources: tuple[str, ...]
    """The chief one first."""
    read: tuple[str, ...]
    needs: Condition
    grounds: tuple[Ground, ...]
    notes: tuple[Note, ...]
    not_yet: tuple[Note, ...]
    """What is still missing; a route with one of these is never shown as one that fits today."""


@dataclass(frozen=True, slots=True)
class Paying:
    """Who pays for a kind of route, and who helps: here, from the institution's values, and elsewhere."""

    local: tuple[str, ...]
    elsewhere: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class RouteRules:
    """The rules of the route finder."""

    book: Rulebook
    routes: tuple[Route, ...]
    enough: int
    """The points that a route needs to be named at all."""
    paying: Mapping[str, Paying]
    mentors: Paying
    nothing: Statement
    """What is said where no route fits today."""


@dataclass(frozen=True, slots=True)
class Guides:
    """The rules of both guides."""

    fund: FundRules
    routes: RouteRules


def holds(condition: Condition, given: Given) -> bool:
    """Whether a condition holds with these answers."""
    return all(given.get(key, "") in wanted for key, wanted in condition.items())
