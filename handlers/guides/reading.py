"""The guides' rules, read from plain data.

They come with Bunsen, so a fault in them is one of ours: reading stops at it and says where it is.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from handlers.answers.entries import Source
from handlers.guides.rules import (
    Choice,
    Condition,
    FundRules,
    Ground,
    LocalLine,
    Note,
    Paying,
    Question,
    Reading,
    Route,
    RouteRules,
    Rulebook,
    Statement,
)

Plain = Mapping[str, Any]
T = TypeVar("T")


class GuideFault(ValueError):
    """The rules of a guide contradict themselves: the message says where."""


def fund_rules(plain: Plain) -> FundRules:
    """Read the rules of the fund walk-through; GuideFault where they are not sound."""
    read = _Reader(plain)
    return FundRules(
        read.book,
        read.each("here", read.local_line),
        read.each("usual", read.statement),
        read.each("elsewhere", read.statement),
        read.each("instead", read.statement),
        read.each("reading", read.reading),
    )


def route_rules(plain: Plain) -> RouteRules:
    """Read the rules of the route finder; GuideFault where they are not sound."""
    read = _Reader(plain)
    paying = {name: read.paying(each) for name, each in plain["paying"].items()}
    routes = read.each("routes", read.route)
    for route in routes:
        if route.pays not in paying:
            raise GuideFault(f"{route.id}: nothing is said on who pays “{route.pays}”.")
    return RouteRules(
        read.book, routes, int(plain["enough"]), paying, read.paying(plain["mentors"]), read.statement(plain["nothing"])
    )


class _Reader:
    """Reads parts of one rulebook, and holds each against its questions and sources."""

    def __init__(self, plain: Plain) -> None:
        self._plain = plain
        self.book = Rulebook(
            tuple(_question(each) for each in plain["questions"]),
            {key: _source(each) for key, each in plain["sources"].items()},
            _date(plain["checked"]),
            _date(plain["review_by"]),
        )
        self._choices = {q.key: {choice.id for choice in q.choices} for q in self.book.questions}

    def each(self, name: str, read: Callable[[Plain], T]) -> tuple[T, ...]:
        """All parts under a name."""
        return tuple(read(each) for each in self._plain[name])

    def statement(self, plain: Plain) -> Statement:
        text = str(plain["text"]).strip()
        return Statement(text, self._cited(plain, text), self._condition(plain.get("when")), plain.get("unless", ""))

    def local_line(self, plain: Plain) -> LocalLine:
        return LocalLine(plain["line"], plain.get("missing", ""), self._condition(plain.get("when")))

    def reading(self, plain: Plain) -> Reading:
        return Reading(plain["entry"], self._condition(plain.get("when")))

    def paying(self, plain: Plain) -> Paying:
        elsewhere = tuple(self.statement(each) for each in plain["elsewhere"])
        return Paying(tuple(plain["local"]), elsewhere)

    def route(self, plain: Plain) -> Route:
        texts = {name: str(plain.get(name, "")).strip() for name in ("body", "what", "evidence", "cost", "apply")}
        if missing := [name for name, text in texts.items() if not text]:
            raise GuideFault(f"{plain['id']}: nothing is said under {', '.join(missing)}.")
        return Route(
            id=plain["id"],
            name=plain["name"],
            next=str(plain.get("next", "")).strip(),
            pays=plain["pays"],
            sources=self._cited(plain, plain["id"]),
            read=tuple(plain["read"]),
            needs=self._condition(plain.get("needs")),
            grounds=tuple(Ground(int(g["points"]), self._condition(g["when"])) for g in plain["grounds"]),
            notes=self._notes(plain.get("notes", ())),
            not_yet=self._notes(plain.get("not_yet", ())),
            **texts,
        )

    def _notes(self, plain: Sequence[Plain]) -> tuple[Note, ...]:
        return tuple(Note(str(each["text"]).strip(), self._condition(each["when"])) for each in plain)

    def _cited(self, plain: Plain, where: str) -> tuple[str, ...]:
        keys = tuple(plain["sources"])
        if not keys or not set(keys) <= set(self.book.sources):
            raise GuideFault(f"“{where[:60]}” has no source, or one that is not listed.")
        return keys

    def _condition(self, plain: Plain | None) -> Condition:
        condition = {key: frozenset(choices) for key, choices in (plain or {}).items()}
        for key, choices in condition.items():
            if not choices <= self._choices.get(key, set()):
                raise GuideFault(f"“{key}: {', '.join(sorted(choices))}” is not among the answers.")
        return condition


def _question(plain: Plain) -> Question:
    choices = tuple(Choice(each["id"], each["label"], each["said"]) for each in plain["choices"])
    return Question(plain["key"], plain["label"], choices, plain.get("hint", ""))


def _source(plain: Plain) -> Source:
    return Source(plain["name"], plain["url"], _date(plain["checked"]))


def _date(value: object) -> date:
    if isinstance(value, date):
        return value
    raise GuideFault(f"“{value}” is not a date; write it as 2027-01-31.")
