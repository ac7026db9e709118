"""Read a list of people from plain rows: e-mail, name, unit, roll-up group and the posts they hold.

Pure, and it never raises. A column called "Role" is left alone: it mostly holds job titles, and posts carry rights.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handlers.cells import clean, is_formula, key, one_line, shown
from handlers.problems import Problem, Severity

_HEADINGS = {
    "email": "email|e mail|email address|e mail address|mail|work email|university email|contact email",
    "name": "name|full name|display name|person|staff name|preferred name|known as",
    "first": "first name|forename|given name|first names|forenames",
    "last": "last name|surname|family name",
    "unit": "unit|department|school|school unit|school or unit|dept|team|school department|institute",
    "roll_up": (
        "roll up|rollup|roll up group|rollup group|roll up unit|group|reporting group|faculty|college|"
        "college or faculty|faculty or college|division"
    ),
    "posts": "post|posts|post s|post held|posts held",
}
_KINDS = {word: kind for kind, words in _HEADINGS.items() for word in words.split("|")}
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
_LONGEST_EMAIL = 254
_LOOKED_FOR = "e-mail, name, unit and roll-up group, and if you like posts"
_WHY = {
    "unit": "Without units, opportunities and contact posts cannot be aimed at a school or department.",
    "roll_up": "Without roll-up groups, survey results can be shown for the institution as a whole only.",
}


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """One person as read. The e-mail is in small letters; `posts` are names of posts, as written."""

    email: str
    name: str
    unit: str
    roll_up: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleDraft:
    """Everybody who could be read, in the order of the file, and everything worth saying about them."""

    people: tuple[PersonDraft, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Reading:
    """What was read so far, and where each e-mail was first seen."""

    columns: Mapping[str, tuple[int, str]]
    people: list[PersonDraft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def add(self, row: int, column: str, message: str, severity: Severity = "error") -> None:
        self.problems.append(Problem(row, self.columns.get(column, (0, ""))[1], message, severity))


def read_people(rows: Sequence[Sequence[str]]) -> PeopleDraft:
    """Understand the rows of a list of people, and say what could not be taken over."""
    tidy = [tuple(clean(text) for text in row) for row in rows]
    if not any(any(row) for row in tidy):
        return PeopleDraft((), (Problem(1, "", "The file is empty. Choose the file that lists the people.", "error"),))
    header = next((number for number, row in enumerate(tidy, start=1) if "email" in _columns(row)), None)
    if header is None:
        return PeopleDraft((), (_no_headings(tidy),))
    reading = _Reading(_columns(tidy[header - 1]))
    if not _check_columns(reading, header):
        return PeopleDraft((), tuple(reading.problems))
    for number, row in enumerate(tidy[header:], start=header + 1):
        if any(row):
            _read_row(reading, number, row)
    if not any(any(row) for row in tidy[header:]):
        reading.add(header, "", f"Row {header} holds headings, but nobody is listed below it. Please check the file.")
    return PeopleDraft(tuple(reading.people), tuple(sorted(reading.problems, key=lambda problem: problem.row)))


def _columns(row: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Find which cell of a heading row stands for what; the first of two wins."""
    found: dict[str, tuple[int, str]] = {}
    for index, text in enumerate(row):
        kind = _KINDS.get(key(text[:80]))
        if kind:
            found.setdefault(kind, (index, one_line(text)))
    return found


def _no_headings(rows: Sequence[Sequence[str]]) -> Problem:
    first = next(number for number, row in enumerate(rows, start=1) if any(row))
    message = (
        f"No heading “e-mail” was found, so nobody was read. Write a row of headings above the people: {_LOOKED_FOR}. "
        "Then import the file again."
    )
    return Problem(first, "", message, "error")


def _check_columns(reading: _Reading, header: int) -> bool:
    """Say which columns are missing; without names there is nothing to go on with."""
    for column, why in _WHY.items():
        if column not in reading.columns:
            reading.add(header, "", f"There is no column “{column.replace('_', '-')}”. {why}", "warning")
    if {"name", "first", "last"} & reading.columns.keys():
        return True
    reading.add(header, "", "There is no column “name”. Add one with the name by which each person is known.")
    return False


def _read_row(reading: _Reading, number: int, row: Sequence[str]) -> None:
    email = _cell(reading, row, "email").removeprefix("mailto:").lower()
    if not _good_email(reading, number, email):
        return
    _warn_of_formulas(reading, number, row)
    name = _name(reading, row)
    if not name:
        reading.add(
            number, "name", f"{shown(email)} has no name, so the address stands in for it. Add the name.", "warning"
        )
    person = PersonDraft(
        email=email,
        name=name or email,
        unit=_cell(reading, row, "unit"),
        roll_up=_cell(reading, row, "roll_up"),
        posts=_posts(reading, row),
    )
    reading.people.append(person)


def _good_email(reading: _Reading, number: int, email: str) -> bool:
    """Check the address, and that nobody above has it; a person without one is left out."""
    first = reading.seen.setdefault(email, number) if email else number
    if not email:
        message = "This person has no e-mail address and was left out. Add one, as it is how Bunsen tells people apart."
    elif len(email) > _LONGEST_EMAIL or is_formula(email) or not _EMAIL.fullmatch(email):
        message = f"{shown(email)} is not an e-mail address, so the row was left out. Write it like name@example.ac.uk."
    elif first != number:
        message = f"{shown(email)} is already in row {first}, so this row was left out. Keep one row a person."
    else:
        return True
    reading.add(number, "email", message)
    return False


def _warn_of_formulas(reading: _Reading, number: int, row: Sequence[str]) -> None:
    for column, (index, _) in reading.columns.items():
        if index < len(row) and is_formula(row[index]):
            message = f"{shown(row[index])} begins like a formula. It is kept as plain text and was not worked out."
            reading.add(number, column, message, "warning")


def _cell(reading: _Reading, row: Sequence[str], column: str) -> str:
    index = reading.columns.get(column, (len(row), ""))[0]
    return one_line(row[index]) if index < len(row) else ""


def _name(reading: _Reading, row: Sequence[str]) -> str:
    parts = (_cell(reading, row, "first"), _cell(reading, row, "last"))
    return _cell(reading, row, "name") or " ".join(part for part in parts if part)


def _posts(reading: _Reading, row: Sequence[str]) -> tuple[str, ...]:
    index = reading.columns.get("posts", (len(row), ""))[0]
    text = row[index] if index < len(row) else ""
    names = (one_line(part) for part in re.split(r"[;\n]", text))
    return tuple({name.casefold(): name for name in names if name}.values())
