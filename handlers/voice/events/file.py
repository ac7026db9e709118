"""Voice events from the rows of a file: a row for each point, under the event that it was said at. Pure.

Rows of the same method, title and day are one event; of its counts, what the first of its rows says holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from handlers.cells import is_formula, key, shown
from handlers.forms import parse_date
from handlers.plans.reading.dates import read_period
from handlers.problems import Problem, Severity
from handlers.voice.events.model import ASKED, LONGEST_TITLE, MOST_POINTS, Method, Prompt
from handlers.voice.events.reading import (
    count_of,
    day_problem,
    method_of,
    point_problem,
    prompt_of,
    references_in,
    theme_of,
    tidied,
    too_many,
)

COLUMNS: Final = ("method", "title", "date", "invited", "took part", "theme", "prompt", "point", "times", "actions")
_NEEDED: Final = ("method", "title", "date")


@dataclass(frozen=True, slots=True)
class PointRead:
    """A point as read from a row (from 1), with the ids of the actions that it led to."""

    row: int
    theme: str
    prompt: Prompt
    words: str
    times: int
    action_ids: tuple[int, ...]


@dataclass(slots=True)
class EventRead:
    """An event as read, and the row (from 1) at which it begins."""

    row: int
    method: Method
    title: str
    held_on: date
    invited: int | None
    took_part: int | None
    points: list[PointRead] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EventsFile:
    """What was understood of a file, and everything to say about it; with an error nothing of it is to be kept."""

    events: tuple[EventRead, ...]
    problems: tuple[Problem, ...]

    @property
    def is_fine(self) -> bool:
        """Tell whether it can be kept."""
        return bool(self.events) and not any(problem.severity == "error" for problem in self.problems)


def read_events(rows: Sequence[Sequence[str]], today: date, references: Mapping[str, int]) -> EventsFile:
    """Read the rows of a file. `references` are those of the plan that runs, in small letters, with action ids."""
    filled = [number for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not filled:
        return EventsFile((), (Problem(1, "", "The file is empty.", "error"),))
    head = filled[0]
    columns = {key(cell): place for place, cell in reversed(list(enumerate(rows[head - 1])))}
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        said = f"There is no column “{missing[0]}”. The columns are: {', '.join(COLUMNS)}."
        return EventsFile((), (Problem(head, "", said, "error"),))
    reading = _Reading(columns, today, references)
    for number in filled[1:]:
        reading.take(number, rows[number - 1])
    if len(filled) == 1:
        reading.say(head, "", "There are headings, but no event below them.")
    return EventsFile(tuple(reading.events.values()), tuple(reading.problems))


@dataclass(slots=True)
class _Reading:
    columns: Mapping[str, int]
    today: date
    references: Mapping[str, int]
    events: dict[tuple[Method, str, date], EventRead] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def say(self, row: int, column: str, message: str, severity: Severity = "error") -> None:
        self.problems.append(Problem(row, column, message, severity))

    def take(self, number: int, row: Sequence[str]) -> None:
        """Read one row."""
        cells = {name: self._cell(row, name) for name in COLUMNS}
        for name, text in cells.items():
            if is_formula(text):
                said = f"{shown(text)} begins like a formula. It is kept as plain text and was not worked out."
                self.say(number, name, said, "warning")
        event = self._event(number, cells)
        if event is None:
            return
        if not cells["point"]:
            for name in ("theme", "prompt", "times", "actions"):
                if cells[name]:
                    self.say(number, name, "There is no point in this row that this could belong to.")
            return
        if (point := self._point(number, cells)) is not None:
            event.points.append(point)
            if len(event.points) == MOST_POINTS + 1:
                self.say(number, "point", f"An event has at most {MOST_POINTS} points. Put like ones together.")

    def _cell(self, row: Sequence[str], name: str) -> str:
        place = self.columns.get(name, len(row))
        return tidied(row[place]) if place < len(row) else ""

    def _event(self, number: int, cells: Mapping[str, str]) -> EventRead | None:
        method, title, held_on = method_of(cells["method"]), cells["title"], self._day(number, cells["date"])
        if method is None:
            known = ", ".join(each.value for each in Method)
            self.say(number, "method", f"{shown(cells['method'])} is no method. Write one of: {known}.")
        if not title:
            self.say(number, "title", "The event has no title.")
        elif len(title) > LONGEST_TITLE:
            self.say(number, "title", f"A title has at most {LONGEST_TITLE} characters; this has {len(title):,}.")
            title = ""
        invited, took_part = self._count(number, cells, "invited"), self._count(number, cells, "took part")
        if said := too_many(invited, took_part):
            self.say(number, "took part", said)
        if method is None or not title or held_on is None:
            return None
        new = EventRead(number, method, title, held_on, invited, took_part)
        event = self.events.setdefault((method, title.casefold(), held_on), new)
        for name, mine, its in (("invited", invited, event.invited), ("took part", took_part, event.took_part)):
            if mine is not None and mine != its:
                self.say(number, name, f"Row {event.row} says {its if its is not None else 'nothing'} of this event.")
        return event

    def _day(self, number: int, text: str) -> date | None:
        period = read_period(text)
        day = parse_date(text) or (period.first if period.first == period.last and not period.warning else None)
        if day is None:
            self.say(number, "date", f"{shown(text)} is no day. Write it like 2027-03-24.")
        elif said := day_problem(day, self.today):
            self.say(number, "date", said)
            return None
        return day

    def _count(self, number: int, cells: Mapping[str, str], name: str) -> int | None:
        found = count_of(cells[name])
        if isinstance(found, str):
            self.say(number, name, found)
            return None
        return found

    def _point(self, number: int, cells: Mapping[str, str]) -> PointRead | None:
        theme, prompt = theme_of(cells["theme"]), prompt_of(cells["prompt"])
        if theme is None:
            self.say(number, "theme", f"{shown(cells['theme'])} is no theme of the Commitment, and not “Other”.")
        if prompt is None:
            known = ", ".join(ASKED)
            self.say(number, "prompt", f"{shown(cells['prompt'])} is no prompt. Write one of: {known}.")
        times = count_of(cells["times"] or "1")
        if not isinstance(times, int):
            self.say(number, "times", str(times))
        elif said := point_problem(cells["point"], times):
            self.say(number, "point", said)
            return None
        action_ids = self._actions(number, cells["actions"])
        if theme is None or prompt is None or not isinstance(times, int):
            return None
        return PointRead(number, theme, prompt, cells["point"], times, action_ids)

    def _actions(self, number: int, text: str) -> tuple[int, ...]:
        wanted = references_in(text)
        for reference in wanted:
            if reference.casefold() not in self.references:
                self.say(number, "actions", f"There is no action {shown(reference)} in the plan that runs.")
        return tuple(self.references[each.casefold()] for each in wanted if each.casefold() in self.references)
