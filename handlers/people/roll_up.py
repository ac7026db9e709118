"""Roll-up groups: which units count together in surveys, as a file declares it. Pure, and it never raises."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from handlers.cells import clean, key, one_line
from handlers.people.model import Person
from handlers.problems import Problem

COLUMNS: Final = ("unit", "roll-up group")
RESPONSE: Final = 0.4
"""The share of people who answer, as we reckon; of a network's first surveys, few reach more."""
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class RollUp:
    """The group of each unit, by the unit's name in small letters, and everything to say about the file.

    `technicians` counts the people of each group as the file has them, where it does.
    """

    groups: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    technicians: Mapping[str, int] | None = None

    def of(self, unit: str) -> str:
        """The group of a unit; "" where none was declared."""
        return self.groups.get(one_line(unit).casefold(), "")


@dataclass(frozen=True, slots=True)
class GroupSize:
    """A group, its units, how many people are in it, and how many ballots that lets expect."""

    name: str
    units: int
    people: int

    @property
    def ballots(self) -> int:
        """How many ballots may be expected."""
        return int(self.people * RESPONSE)


def read_roll_up(rows: Sequence[Sequence[str]]) -> RollUp:
    """Understand the rows of a file with the columns unit, roll-up group and, if one likes, technicians."""
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    numbered = [(number, row) for number, row in numbered if not row[0].lstrip().startswith("#")]
    if not numbered:
        return RollUp({}, (Problem(1, "", "The file is empty.", "error"),))
    head, names = numbered[0]
    places = {key(name): place for place, name in reversed(list(enumerate(names)))}
    missing = [name for name in COLUMNS if key(name) not in places]
    if missing:
        said = (
            f"There is no column “{missing[0]}”. The columns are: {', '.join(COLUMNS)} and, if you wish, technicians."
        )
        return RollUp({}, (Problem(head, "", said, "error"),))
    return _read(numbered[1:], places, head)


def _read(rows: Sequence[tuple[int, Sequence[str]]], places: Mapping[str, int], head: int) -> RollUp:
    groups: dict[str, str] = {}
    spelt: dict[str, str] = {}
    problems: list[Problem] = []
    technicians: Counter[str] = Counter()

    def cell(row: Sequence[str], name: str) -> str:
        place = places.get(key(name), len(row))
        return one_line(clean(row[place])) if place < len(row) else ""

    for number, row in rows:
        unit, group, people = cell(row, "unit"), cell(row, "roll-up group"), cell(row, "technicians")
        if not unit or not group or max(len(unit), len(group)) > _LONGEST:
            said = f"A row needs a unit and its group, of at most {_LONGEST} characters each."
            problems.append(Problem(number, "", said, "error"))
            continue
        group = spelt.setdefault(group.casefold(), group)
        if groups.setdefault(unit.casefold(), group) != group:
            said = f"{unit} is in “{groups[unit.casefold()]}” already; a unit counts in one group only."
            problems.append(Problem(number, "unit", said, "error"))
        if people.isascii() and people.isdecimal() and len(people) < 7:
            technicians[group] += int(people)
        elif people:
            problems.append(Problem(number, "technicians", f"“{people[:40]}” is no number of people.", "error"))
    if not rows:
        problems.append(Problem(head, "", "There are headings, but no unit below them.", "error"))
    return RollUp(groups, tuple(problems), technicians if technicians else None)


def rolled_up(people: Iterable[Person], declared: RollUp) -> Sequence[Person]:
    """Those of these people whose group changes, with the new one; whoever's unit is not declared keeps theirs."""
    changed = ((person, declared.of(person.unit)) for person in people)
    return [replace(person, roll_up=group) for person, group in changed if group and group != person.roll_up]


def group_sizes(people: Iterable[Person]) -> Sequence[GroupSize]:
    """The groups that a list of people is in, by name; "" for those in none."""
    units: dict[str, set[str]] = {}
    count: Counter[str] = Counter()
    for person in people:
        units.setdefault(person.roll_up, set()).add(person.unit.casefold())
        count[person.roll_up] += 1
    return [GroupSize(name, len(units[name]), count[name]) for name in sorted(count, key=str.casefold)]


def declared_sizes(declared: RollUp) -> Sequence[GroupSize]:
    """The groups as the file has them, for one that says how many technicians there are."""
    units = Counter(declared.groups.values())
    people = declared.technicians or {}
    return [GroupSize(name, units[name], people.get(name, 0)) for name in sorted(units, key=str.casefold)]
