"""What does not add up in a count of heads. Pure: every disagreement is said, and none is corrected.

Real tables disagree with themselves: in one submission of July 2024 the text said 185, the table's own total 187, and
its rows added up to 176.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from handlers.assessment.headcount_file import is_total
from handlers.assessment.model import Headcount, HeadcountRow
from handlers.cells import key

SMALL: Final = Decimal(5)
"""A unit with fewer people: its figures, published, are figures of persons."""


class FindingKind(StrEnum):
    """Where a count disagrees with itself."""

    ROW = "row"
    """A unit's own numbers do not add up to its total."""
    COLUMN = "column"
    """A column does not add up to the line of totals."""
    TOTALS = "totals"
    """The line of totals does not add up across."""
    STATED = "stated"
    """What a text says is not what the table says, or not what its rows add up to."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement, in a sentence."""

    kind: FindingKind
    sentence: str


def findings(count: Headcount) -> Sequence[Finding]:
    """All disagreements in a count, row by row, then column by column, then with the texts."""
    return [*_across(count), *_down(count), *_with_texts(count)]


def shown(number: Decimal | None) -> str:
    """A number as it was written; a dash where nothing was."""
    return "\u2013" if number is None else f"{number:,}"


def added_up(count: Headcount, place: int) -> Decimal:
    """What the rows of a column add up to."""
    return sum((row.numbers[place] or Decimal() for row in count.rows), Decimal())


def total_place(count: Headcount) -> int | None:
    """Which column is the total: the one called so, or the only one there is."""
    named = [place for place, column in enumerate(count.columns) if is_total(column)]
    if named:
        return named[0]
    return 0 if len(count.columns) == 1 else None


def all_together(count: Headcount) -> Decimal | None:
    """How many people there are by the rows: their totals added up; None where no column says so."""
    place = total_place(count)
    return added_up(count, place) if place is not None else None


def small_units(count: Headcount) -> int:
    """How many units have fewer people than can be published without telling of persons."""
    place = total_place(count)
    if place is None:
        return 0
    return sum(Decimal() < (row.numbers[place] or Decimal()) < SMALL for row in count.rows)


def parts(count: Headcount) -> Mapping[str, Sequence[int]]:
    """The columns that together make up the total, by what they divide by.

    "Grade: 3" and "Grade: 4" divide by grade; columns without a colon belong together. Full-time equivalents divide
    nothing.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, column in enumerate(count.columns):
        if not is_total(column) and not _is_fte(column):
            found[column.partition(":")[0].strip() if ":" in column else ""].append(place)
    # One column of its own ("Apprentices") is a part of the whole, not all of it.
    return {by: places for by, places in found.items() if len(places) > 1}


def _across(count: Headcount) -> Iterator[Finding]:
    place = total_place(count)
    if place is None:
        return
    lines = [(row.unit, row.numbers, FindingKind.ROW) for row in count.rows]
    if count.totals is not None:
        lines.append(("The line of totals", count.totals, FindingKind.TOTALS))
    for name, numbers, kind in lines:
        for by, places in parts(count).items():
            yield from _one_line(name, numbers, place, by, places, kind, count.columns)


def _one_line(
    name: str,
    numbers: Sequence[Decimal | None],
    place: int,
    by: str,
    places: Sequence[int],
    kind: FindingKind,
    columns: Sequence[str],
) -> Iterator[Finding]:
    total = numbers[place]
    given = [numbers[each] for each in places]
    if total is None or all(each is None for each in given):
        return
    adds_up = sum((each or Decimal() for each in given), Decimal())
    if adds_up != total:
        named = " and ".join(columns[each] for each in places) if len(places) <= 3 else f"the columns by {by or 'part'}"
        yield Finding(kind, f"{name}: {named} add up to {shown(adds_up)}, but {columns[place]} says {shown(total)}.")


def _down(count: Headcount) -> Iterator[Finding]:
    for place, column in enumerate(count.columns):
        said = count.totals[place] if count.totals is not None else None
        adds_up = added_up(count, place)
        if said is not None and said != adds_up:
            sentence = f"{column}: the rows add up to {shown(adds_up)}, but the line of totals says {shown(said)}."
            yield Finding(FindingKind.COLUMN, sentence)


def _with_texts(count: Headcount) -> Iterator[Finding]:
    for column, stated in count.stated.items():
        place = place_of(count, column)
        if place is None:
            continue
        said = count.totals[place] if count.totals is not None else None
        adds_up = added_up(count, place)
        name = count.columns[place]
        if said is not None and said != stated:
            sentence = f"{name}: the text says {shown(stated)}, the table's own total {shown(said)}."
            yield Finding(FindingKind.STATED, sentence)
        if adds_up != stated:
            sentence = f"{name}: the text says {shown(stated)}, and the table's rows add up to {shown(adds_up)}."
            yield Finding(FindingKind.STATED, sentence)


def place_of(count: Headcount, column: str) -> int | None:
    """The column of this name; an empty name means the total. None where there is none."""
    if not column:
        return total_place(count)
    return next((place for place, name in enumerate(count.columns) if key(name) == key(column)), None)


def _is_fte(column: str) -> bool:
    return "fte" in key(column).split()


def by_group(count: Headcount) -> Mapping[str, Sequence[HeadcountRow]]:
    """The units under the heading they stand below, in the order of the file."""
    found: defaultdict[str, list[HeadcountRow]] = defaultdict(list)
    for row in count.rows:
        found[row.group].append(row)
    return found
