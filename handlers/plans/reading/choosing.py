"""Which pages of a workbook make up the plan, and which are another plan or no plan at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.cells import shown
from handlers.plans.reading.paging import PageReading
from handlers.plans.reading.themes import named_after_theme
from handlers.problems import Problem

_NO_PLAN = re.compile(
    r"\b(?:guidance|guide|instructions?|how to|read ?me|examples?|templates?|lists?|look ?ups?|glossary|key|legend|"
    r"drop ?downs?|contacts?|people|members(?:hip)?|cover|version|change ?log|dashboard|summary|data|"
    r"notes?|risks?|terms)\b",
    re.I,
)

_ONE_YEAR = re.compile(r"\s*(?:year|yr)\s*(?:[1-5]|one|two|three|four|five)\b", re.I)
_A_YEAR = re.compile(
    r"\s*(?:(?:actions?|plan|ay|fy|academic year|year|\d\.?)\s*(?:for\s*)?)*"
    r"(?:20\d\d|(?:20)?\d\d\s?[-/\u2013_]\s?(?:20)?\d\d)\s*(?:actions?|plan)?\s*",
    re.I,
)


@dataclass(slots=True)
class Choice:
    """The pages of the plan to import, the pages of each other plan, and what was left out."""

    plan: list[PageReading] = field(default_factory=list)
    others: list[list[PageReading]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def choose(readings: Sequence[PageReading]) -> Choice:
    """Pick the pages of the newest plan; say what was left out."""
    with_actions = [each for each in readings if each.records]
    plans = [each for each in with_actions if not _is_no_plan(each)] or with_actions
    choice = Choice()
    for group in _groups(plans):
        choice.others.append(group)
    if choice.others:
        newest = max(range(len(choice.others)), key=lambda at: _newness(choice.others[at]))
        choice.plan = choice.others.pop(newest)
    taken = {id(each) for each in plans}
    left = (each for each in readings if id(each) not in taken and len(readings) > 1)
    choice.problems += [_no_plan(each) for each in left if _has_text(each)]
    choice.problems += [_other_plan(group, choice.plan) for group in choice.others]
    return choice


def _is_no_plan(reading: PageReading) -> bool:
    return _NO_PLAN.search(reading.page.sheet) is not None and not named_after_theme(reading.page.sheet)


def _has_text(reading: PageReading) -> bool:
    return any(any(cells) for cells in reading.page.rows)


def _groups(plans: Sequence[PageReading]) -> list[list[PageReading]]:
    """Put together what belongs to one plan: pages of one period, and pages that name none."""
    if _is_sheet_per_year(plans):
        return [list(plans)]
    groups: dict[tuple[object, ...], list[PageReading]] = {}
    last: tuple[object, ...] | None = None
    for reading in plans:
        own = (reading.name.years, reading.name.age < 0) if reading.name.years and not _is_year_of(reading) else None
        named = own or ((None, True) if reading.name.age < 0 and len(plans) > 1 else None)
        same_sheet = last is not None and named is None and groups[last][-1].page.sheet == reading.page.sheet
        mark = named if named is not None else last if same_sheet else (None, False)
        groups.setdefault(mark or (None, False), []).append(reading)
        last = mark
    return _with_unnamed(groups)


def _is_year_of(reading: PageReading) -> bool:
    """Tell whether a sheet is one year of a longer plan ("Year 2 (2024-25)")."""
    return _ONE_YEAR.match(reading.page.sheet) is not None


def _is_sheet_per_year(plans: Sequence[PageReading]) -> bool:
    """Tell whether each sheet is one year of the same plan ("2025/26", "2026/27"), under the same headings."""
    if len({each.page.sheet for each in plans}) < 2 or not all(_A_YEAR.fullmatch(each.page.sheet) for each in plans):
        return False
    headings = {tuple(h.text for h in each.header.headings if not h.is_nameless) for each in plans if each.header}
    years = [each.name.years for each in plans]
    return len(headings) == 1 and all(year is None or year[1] - year[0] <= 1 for year in years)


def _with_unnamed(groups: dict[tuple[object, ...], list[PageReading]]) -> list[list[PageReading]]:
    """Give pages without a period to the only plan with one that is not called old; else leave them on their own."""
    unnamed = groups.get((None, False), [])
    named = [mark for mark in groups if mark[0] is not None and not mark[1]]
    if (
        unnamed
        and len(named) == 1
        and len(groups[named[0]]) >= 1
        and all(named_after_theme(each.page.sheet) for each in unnamed)
    ):
        groups[named[0]] += groups.pop((None, False))
    if len(groups) > 1 and all(mark[0] is None for mark in groups) and not unnamed:
        return [[each for group in groups.values() for each in group]]
    return list(groups.values())


def _newness(group: Sequence[PageReading]) -> tuple[int, int, int]:
    age = max(each.name.age for each in group)
    years = [each.name.years for each in group if each.name.years]
    return (-1 if age < 0 else 0, max((year[1] for year in years), default=0), age)


def _no_plan(reading: PageReading) -> Problem:
    row = next((number for number, _ in reading.page.numbered()), 1)
    where = f"The sheet {shown(reading.page.sheet)}" if reading.page.sheet else "A part of the file"
    return Problem(
        row, "", f"{where} was not taken for a plan, so nothing was read from it.", "warning", reading.page.sheet
    )


def _other_plan(group: Sequence[PageReading], plan: Sequence[PageReading]) -> Problem:
    first = group[0]
    count = sum(len(each.records) for each in group)
    called = first.name.title or first.page.sheet
    taken = plan[0].name.title or plan[0].page.sheet
    actions = f"{count} action" if count == 1 else f"{count} actions"
    message = (
        f"The file holds another plan, {shown(called)}, with {actions}. It was left out, and {shown(taken)} was read. "
        "To import it, save it as a file of its own."
    )
    return Problem(first.page.first, "", message, "warning", first.page.sheet)
