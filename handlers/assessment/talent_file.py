"""Examples for recommendations from the rows of a file. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from handlers.assessment.model import TalentAnswer
from handlers.assessment.talent import LONGEST_EXAMPLE, LONGEST_SOURCE, LONGEST_WORDING, id_of, shipped
from handlers.cells import key, one_line
from handlers.problems import Problem

COLUMNS: Final = ("recommendation", "example", "source")
MOST: Final = 200
_LONGEST: Final = {"recommendation": LONGEST_WORDING, "example": LONGEST_EXAMPLE, "source": LONGEST_SOURCE}


@dataclass(frozen=True, slots=True)
class TalentFile:
    """What was understood of a file, and everything that is wrong with it; with a problem nothing is to be kept."""

    answers: tuple[TalentAnswer, ...]
    problems: tuple[Problem, ...]


def read_talent(rows: Sequence[Sequence[str]], now: datetime) -> TalentFile:
    """Read the rows of a file: recommendation (its id or wording), example, source."""
    filled = [number for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not filled:
        return TalentFile((), (Problem(1, "", "The file is empty.", "error"),))
    head = filled[0]
    places = {key(cell): place for place, cell in reversed(list(enumerate(rows[head - 1])))}
    if absent := [name for name in COLUMNS[:2] if name not in places]:
        said = f"There is no column “{absent[0]}”. The columns are: {', '.join(COLUMNS)}."
        return TalentFile((), (Problem(head, "", said, "error"),))
    found: dict[str, TalentAnswer] = {}
    problems: list[Problem] = []
    for number in filled[1:]:
        cells = {name: _cell(rows[number - 1], places.get(name)) for name in COLUMNS}
        if (trouble := _trouble(cells, found)) is not None:
            column, sentence = trouble
            problems.append(Problem(number, column, sentence, "error"))
        else:
            answer = _answer(cells, now)
            found[answer.recommendation] = answer
    if not found and not problems:
        problems.append(Problem(head, "", "There are headings, but no recommendation below them.", "error"))
    return TalentFile(tuple(found.values()), tuple(problems))


def _cell(row: Sequence[str], place: int | None) -> str:
    return one_line(row[place]) if place is not None and place < len(row) else ""


def _trouble(cells: dict[str, str], found: dict[str, TalentAnswer]) -> tuple[str, str] | None:
    """The column and sentence of what is wrong with a row."""
    if not key(cells["recommendation"]):
        return "recommendation", "There is no recommendation in this row."
    for name, text in cells.items():
        if len(text) > _LONGEST[name]:
            return name, f"At most {_LONGEST[name]:,} characters; it has {len(text):,}."
    if id_of(cells["recommendation"]) in found:
        return "recommendation", "This recommendation stands in a row above already. Put its examples into one row."
    return ("", f"There are more than {MOST} rows.") if len(found) >= MOST else None


def _answer(cells: dict[str, str], now: datetime) -> TalentAnswer:
    slug = id_of(cells["recommendation"])
    own = "" if slug in {each.id for each in shipped()} else cells["recommendation"]
    return TalentAnswer(slug, now, own, cells["source"], cells["example"])
