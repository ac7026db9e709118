"""The heading row of a table: told from the rows around it, and what each of its cells stands for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from handlers.plans.reading import heading_words
from handlers.plans.reading.cells import column_letter, key, one_line
from handlers.plans.reading.columns import (
    FIELDS,
    MANY,
    Column,
    is_other,
    is_second_choice,
    loose_columns,
    recognise,
    recognise_loosely,
    theme_within,
)
from handlers.plans.reading.period_headings import in_year, is_part, is_year, months_across
from handlers.plans.reading.reviews import when
from handlers.plans.reading.themes import section_theme

_MOST_HEADINGS = 60
_LONGEST = 160
_LONGEST_LOOSE = 60
_FEWEST = 3
_HINT = re.compile(rf"{heading_words.TITLE_HINT}|month|year|20\d\d|term|\bq[1-4]\b|phase|stage", re.I)
_THEME_AND_BAND = re.compile(r"(?P<theme>\D+?)\s+(?P<band>(?:\d+\s?(?:-|to|\u2013)\s?\d+|year|y)\s?\w+)", re.I | re.S)
_NUMBER = re.compile(r"[A-Z]{0,3}\d+(?:\.\d+)*\.?")
_STANDS_IN = (Column.TARGET, Column.EVIDENCE)
"""What serves as the success measure where no other column names one (FORMATS: Evidence, KPI)."""
_JOINED = MANY - {Column.SUCCESS, Column.TARGET, Column.EVIDENCE, Column.BASELINE}
"""Columns that a loose word may add to; a second measure by a loose word is more likely something else."""
_NAMES_IT = (Column.CONTEXT, Column.COMMENT)


@dataclass(frozen=True, slots=True)
class Heading:
    """One cell of a heading row; `column` is None where it is not understood, `inferred` tells that it was guessed."""

    index: int
    text: str
    column: Column | None
    inferred: bool = False

    @property
    def is_nameless(self) -> bool:
        """Tell whether nothing stands in the cell."""
        return self.text == f"column {column_letter(self.index)}"


@dataclass(frozen=True, slots=True)
class Header:
    """A heading row. `theme` is filled where a heading cell carries the theme of the rows below it."""

    row: int
    headings: tuple[Heading, ...]
    theme: str = ""

    def has(self, column: Column) -> bool:
        """Tell whether the table has this column."""
        return any(each.column is column for each in self.headings)

    def name(self, column: Column) -> str:
        """Give the heading of a column as written, or empty."""
        return next((each.text for each in self.headings if each.column is column), "")

    def index(self, column: Column) -> int:
        """Give the place of a column, or -1."""
        return next((each.index for each in self.headings if each.column is column), -1)

    def shares(self, text: str) -> bool:
        """Tell whether the column under a heading is joined to the field of another one ("Comment" and "Progress")."""
        own = next((each for each in self.headings if each.text == text and each.column), None)
        if own is None or own.column is None:
            return False
        field = FIELDS.get(own.column)
        same = [each for each in self.headings if each.column and FIELDS.get(each.column) == field]
        first = next((each for each in same if each.column is Column.COMMENT), same[0])
        return field is not None and own is not first

    def reads(self, index: int, column: Column | None, *, inferred: bool = False) -> "Header":
        """Give the same row with one heading read as another column."""
        turned = (replace(h, column=column, inferred=inferred) if h.index == index else h for h in self.headings)
        return replace(self, headings=tuple(turned))


def read_header(row: int, cells: Sequence[str], *, first: bool) -> Header | None:
    """Read a row as headings, or give None where it is none. `first` tells that no heading row was met before it."""
    if len(cells) > _MOST_HEADINGS and sum(1 for text in cells if text) > _MOST_HEADINGS:
        return None
    if not _HINT.search(" ".join(text[:_LONGEST] for text in cells)):
        return None
    headings = _with_name(_headings(cells))
    if not _is_header(headings, cells, first=first):
        return None
    theme = next((found for text in cells if (found := _theme_in(text))), "")
    return Header(row, tuple(settled(_unique(_loosened(headings)))), theme)


def nearly_header(cells: Sequence[str]) -> bool:
    """Tell whether a row has headings of a plan, only none for the action."""
    columns = {each.column for each in _headings(cells) if each.column}
    return len(columns) >= 3 and Column.TITLE not in columns


def header_without_title(row: int, cells: Sequence[str], title: int) -> Header:
    """Read a row as headings where the action is known to stand in the column `title`."""
    headings = _headings(cells)
    named = [replace(each, column=Column.TITLE, inferred=True) if each.index == title else each for each in headings]
    return Header(row, tuple(settled(_unique(_loosened(named)))))


def read_loosely(row: int, cells: Sequence[str]) -> Header | None:
    """Read a row as headings by single words in them; only for a page in which no other heading row is found."""
    filled = [text for text in cells if text]
    if len(filled) < _FEWEST or any(len(text) > _LONGEST_LOOSE or _NUMBER.fullmatch(text) for text in filled):
        return None
    headings = _unique(_loosened(_headings(cells)))
    found = {each.column for each in headings if each.column}
    if Column.TITLE not in found or len(found) < _FEWEST or len(found) * 2 < len(filled):
        return None
    return Header(row, tuple(replace(each, inferred=True) for each in settled(headings)))


def with_second_row(header: Header, cells: Sequence[str], row: int) -> Header | None:
    """Join a second heading row to the first ("Timescale" above "Start | End"), or give None where it is none."""
    below = {each.index: _as_part(each) for each in _headings(cells) if cells[each.index]}
    if not below or any(each.column is None or len(each.text) > _LONGEST for each in below.values()):
        return None
    if any(each.column is Column.TITLE for each in below.values()):
        return None
    old = {each.index: each for each in header.headings}
    if not any(index not in old or old[index].column is None or old[index].column in _TIMES for index in below):
        return None
    years = _years_above(header, max(below))
    dated = {at: replace(each, text=in_year(each.text, years.get(at, ""))) for at, each in below.items()}
    headings = [dated.get(index) or old[index] for index in sorted(old.keys() | below.keys())]
    return replace(header, row=row, headings=tuple(settled(_unique(headings))))


def _as_part(heading: Heading) -> Heading:
    """Read "T1" as a period; only right below other headings, as it may be a number elsewhere."""
    return replace(heading, column=Column.BAND) if is_part(heading.text) else heading


def _years_above(header: Header, last: int) -> Mapping[int, str]:
    """Give the year that stands above each column: its own heading, or one to the left that spans the empty ones."""
    years: dict[int, str] = {}
    year = ""
    old = {each.index: each for each in header.headings}
    for index in range(last + 1):
        each = old.get(index)
        if each is not None and not each.is_nameless:
            year = each.text if is_year(each.text) else ""
        years[index] = year
    return years


_TIMES = frozenset({Column.DUE, Column.START, Column.BAND})


def _headings(cells: Sequence[str]) -> list[Heading]:
    months = months_across(cells)
    return [
        Heading(index, months[index], Column.BAND) if index in months else _heading(index, text)
        for index, text in enumerate(cells)
    ]


def _with_name(headings: list[Heading]) -> list[Heading]:
    """Read "Name" as the action on an export of a task board, which says when and how far beside it."""
    columns = {each.column for each in headings}
    if Column.TITLE in columns or not columns & _TIMES or not columns & {Column.STATUS, Column.PROGRESS}:
        return headings
    return [
        replace(each, column=Column.TITLE) if key(each.text) == heading_words.NAMED_ONLY else each for each in headings
    ]


def _heading(index: int, text: str) -> Heading:
    if not text:
        return Heading(index, f"column {column_letter(index)}", None)
    within = theme_within(text)
    if within and section_theme(within):
        return Heading(index, one_line(text), Column.THEME)
    both = _THEME_AND_BAND.fullmatch(within) if within else None
    if both and section_theme(both["theme"]) and recognise(both["band"]) is Column.BAND:
        return Heading(index, one_line(both["band"]), Column.BAND)
    return Heading(index, one_line(text), recognise(text))


def _theme_in(text: str) -> str:
    within = theme_within(text)
    both = _THEME_AND_BAND.fullmatch(within) if within else None
    return section_theme(within) or (section_theme(both["theme"]) if both else "")


def _is_header(headings: Sequence[Heading], cells: Sequence[str], *, first: bool) -> bool:
    filled = [each for each in headings if cells[each.index]]
    if any(len(each.text) > _LONGEST for each in filled):
        return False
    known = [each for each in filled if each.column]
    columns = {each.column for each in known}
    if Column.TITLE in columns:
        if len(known) >= 2:
            return first or len(known) * 2 >= len(filled)
        return first and len(filled) == 1 and not filled[0].text.endswith(":")
    if Column.BAND in columns and len(columns) == len(known) == len(filled) == 1:
        return False
    if Column.BAND in columns and all(each.column or is_other(each.text) for each in filled):
        # A row of data may well hold "Lead" and "2024", but then its action is not understood as a heading.
        bands = sum(1 for each in known if each.column is Column.BAND)
        return bool(columns & {Column.THEME, Column.SUCCESS, Column.OWNER}) or (bands >= 2 and not cells[0])
    loose = [each for each in filled if each.column is None and recognise_loosely(each.text) is Column.TITLE]
    return bool(loose) and len(columns - {Column.BAND}) >= 2 and len(known) * 2 >= len(filled)


def _loosened(headings: Sequence[Heading]) -> list[Heading]:
    """Understand the remaining cells by a word in them, where that column is not there yet."""
    guesses = {each.index: _guesses(each) for each in headings}
    measured = any(
        _MEASURE.search(each.text) and (each.column is Column.SUCCESS or Column.SUCCESS in guesses[each.index])
        for each in headings
    )
    taken = {each.column for each in headings}
    if all(is_second_choice(each.text) for each in headings if each.column is Column.TITLE):
        # "Management action" is the better name beside "Recommendation".
        guesses = {at: (Column.TITLE,) if _says_action(headings, at) else guess for at, guess in guesses.items()}
        taken -= {Column.TITLE} if any(guess == (Column.TITLE,) for guess in guesses.values()) else set()
    result = []
    for each in headings:
        others = (_unless_measured(each, guess) if measured else guess for guess in guesses[each.index])
        guess = next((one for one in others if one is not None and (one not in taken or one in _JOINED)), None)
        taken.add(guess)
        result.append(replace(each, column=guess) if guess else each)
    return result


def _says_action(headings: Sequence[Heading], index: int) -> bool:
    each = next(each for each in headings if each.index == index)
    loose = each.column is None and Column.TITLE in loose_columns(each.text)
    words = key(each.text)
    ends = words.endswith((" action", " actions", " activity", " activities"))
    return loose and (ends or words.startswith(("action to ", "actions to ", "activities to ", "steps to ")))


def _guesses(heading: Heading) -> tuple[Column, ...]:
    named = heading.column is None and not heading.text.startswith("column ")
    return loose_columns(heading.text) if named else ()


def _unless_measured(heading: Heading, guess: Column) -> Column | None:
    """Leave an output or outcome to a heading that says "success" or "measure"."""
    if guess is not Column.SUCCESS or _MEASURE.search(heading.text):
        return guess
    return Column.EVIDENCE if _RESULT.search(heading.text) else None


def _unique(headings: Sequence[Heading]) -> list[Heading]:
    """Keep one column of each kind, the best title and the newest status among several; the others are not read."""
    title = _best_title(headings)
    best = {Column.STATUS: _newest_status(headings), Column.OWNER: _doer(headings), Column.DUE: _latest_due(headings)}
    taken: set[Column] = set()
    result = []
    for each in headings:
        column = each.column
        if column is Column.TITLE and each is not title:
            column = _second_use(each, headings, taken)
        elif column is not None and (best.get(column, each) is not each or (column in taken and column not in MANY)):
            column = None
        if column is not None:
            taken.add(column)
        result.append(replace(each, column=column))
    return result


def _best_title(headings: Sequence[Heading]) -> Heading | None:
    titles = [each for each in headings if each.column is Column.TITLE]
    plain = [each for each in titles if not is_second_choice(each.text)]
    return next(iter([*plain, *titles]), None)


def _newest_status(headings: Sequence[Heading]) -> Heading | None:
    """Give the status of the latest date named in the headings ("RAG Nov 2022", "RAG May 2023"), else the first.

    A colour says more than a share of the work: "Health" holds beside "% complete".
    """
    statuses = [each for each in headings if each.column is Column.STATUS]
    return max(statuses, key=lambda each: (when(each.text), "%" not in each.text), default=None)


def _doer(headings: Sequence[Heading]) -> Heading | None:
    """Give who does it: where one is accountable and another responsible, the one who is responsible."""
    owners = [each for each in headings if each.column is Column.OWNER]
    doing = [each for each in owners if key(each.text).startswith("responsible")]
    answering = any(key(each.text).startswith("accountable") for each in owners)
    return next(iter([*(doing if answering else []), *owners]), None)


def _latest_due(headings: Sequence[Heading]) -> Heading | None:
    """Give the date that holds now: a revised one before the original."""
    dues = [each for each in headings if each.column is Column.DUE]
    revised = [each for each in dues if key(each.text).startswith(("revised ", "new "))]
    return next(iter([*revised, *dues]), None)


def _second_use(heading: Heading, headings: Sequence[Heading], taken: set[Column]) -> Column:
    """Read a second title column as context, or as the theme where it is called "Workstream" and there is none."""
    no_theme = Column.THEME not in taken and not any(each.column is Column.THEME for each in headings)
    return Column.THEME if no_theme and heading.text.casefold().startswith("workstream") else Column.CONTEXT


def settled(headings: Sequence[Heading]) -> list[Heading]:
    """Let a target or evidence stand in for the success measure, and a description for the action, where need be."""
    result = _one_measure(headings)
    columns = [each.column for each in result]
    if Column.SUCCESS not in columns:
        for stand_in in _STANDS_IN:
            if stand_in in columns and key(result[columns.index(stand_in)].text) not in _ALWAYS_EVIDENCE:
                index = columns.index(stand_in)
                result[index] = replace(result[index], column=Column.SUCCESS)
                break
    if Column.TITLE not in columns and Column.BAND not in columns:
        for stand_in in _NAMES_IT:
            if stand_in in columns:
                index = columns.index(stand_in)
                result[index] = replace(result[index], column=Column.TITLE, inferred=True)
                break
    return result


def _one_measure(headings: Sequence[Heading]) -> list[Heading]:
    """Where one heading says "success" or "measure", read an outcome beside it as evidence, an output as neither."""
    measures = [each for each in headings if each.column is Column.SUCCESS]
    if len(measures) < 2 or not any(_MEASURE.search(each.text) for each in measures):
        return list(headings)
    result = []
    for each in headings:
        if each.column is Column.SUCCESS and not _MEASURE.search(each.text):
            result.append(replace(each, column=Column.EVIDENCE if _RESULT.search(each.text) else None))
        else:
            result.append(each)
    return result


_MEASURE = re.compile(r"success|measur|criteri|indicator|kpi|metric", re.I)
_RESULT = re.compile(r"outcome|result|impact", re.I)
_ALWAYS_EVIDENCE = frozenset({"evidence of progress", "evidence of completion", "evidence link", "evidence links"})
