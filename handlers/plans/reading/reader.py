"""Read a plan: sheets in, actions and problems out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from handlers.plans.reading.actions import read_action
from handlers.plans.reading.as_found import columns_of
from handlers.plans.reading.checks import (
    periods_as_columns,
    repeated_references,
    unread_columns,
    without_actions,
    without_headings,
)
from handlers.plans.reading.choosing import choose
from handlers.plans.reading.columns import Column
from handlers.plans.reading.dates import Calendar, has_month_first
from handlers.plans.reading.drafts import ActionDraft, PlanDraft
from handlers.plans.reading.headings import Header
from handlers.plans.reading.legends import Legend, legend_of
from handlers.plans.reading.page import Page, page_of
from handlers.plans.reading.paging import PageReading, read_page
from handlers.plans.reading.painted import Paint, colours_of
from handlers.plans.reading.painted_keys import legend_fills
from handlers.plans.reading.records import Record
from handlers.plans.reading.sheet import Sheet
from handlers.plans.reading.statuses import status_of
from handlers.plans.reading.steps import Progress, Steps
from handlers.plans.reading.themes import named_after_theme, read_key
from handlers.plans.reading.theming import themes_of
from handlers.plans.reading.titles import calendar_of, is_title
from handlers.problems import Problem


def read_plan(sheets: Sequence[Sheet], progress: Progress | None = None) -> PlanDraft:
    """Understand a plan as far as that is certain or plain from its layout, and say what is not. It never raises.

    Of several plans in one file the newest is read; the others are in `others`. `progress` is called with the number
    of steps that are done, and of all; a row is one step to be placed and one to be understood.
    """
    pages = [part for sheet in sheets for part in _plans_apart(page_of(sheet))]
    steps = Steps(progress, sum(len(page.rows) for page in pages))
    readings: list[PageReading] = []
    carried: Header | None = None
    for page in pages:
        readings.append(read_page(page, carried, partial(steps.placed, page)))
        carried = readings[-1].header or carried
        steps.placed_all(page)
    choice = choose(readings)
    if not choice.plan:
        return PlanDraft((), (*_notes(sheets), *_nothing(readings)))
    around = _Around.of(readings)
    steps.to_understand(sum(len(each.records) for group in (choice.plan, *choice.others) for each in group))
    draft = _draft(choice.plan, around, steps)
    others = tuple(_draft(group, around, steps) for group in choice.others)
    problems = [*draft.problems, *choice.problems, *_notes(sheets)]
    return replace(draft, problems=_ordered(problems, sheets), others=others)


def _notes(sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """Pass on what was remarked when the file was read."""
    for sheet in sheets:
        for note in sheet.notes:
            yield Problem(1, "", note, "warning", sheet.name)


def _plans_apart(page: Page) -> Iterator[Page]:
    """Cut a sheet that holds two plans, one below the other, at the title of the second."""
    last = page.first + len(page.rows) - 1
    begins = [page.first]
    filled = [(number, [text for text in cells if text]) for number, cells in page.numbered()]
    for at, (number, texts) in enumerate(filled):
        if at > 2 and len(set(texts)) == 1 and is_title(texts[0]):
            begins.append(number)
    for first, following in zip(begins, [*begins[1:], last + 1], strict=True):
        yield page.part(first, following - 1)


def _nothing(readings: Sequence[PageReading]) -> tuple[Problem, ...]:
    """Say why no action was read."""
    headed = [each for each in readings if each.layout.headers]
    if headed:
        said = [replace(without_actions(headed[0].layout), sheet=headed[0].page.sheet)]
        said += [replace(problem, sheet=each.page.sheet) for each in headed for problem in each.problems]
        return tuple(sorted(said, key=lambda problem: problem.row))
    filled = [each for each in readings if each.layout.above]
    first = next(iter([*filled, *readings]), None)
    if first is None:
        return (without_headings(None),)
    return (replace(without_headings(first.layout), sheet=first.page.sheet),)


class _Around:
    """What the whole file says about its letters, colours and dates."""

    def __init__(self, letters: Mapping[str, str], legend: Legend, lines: Sequence[str], *, month_first: bool) -> None:
        self.letters = letters
        self.legend = legend
        self.lines = lines
        self.month_first = month_first

    @classmethod
    def of(cls, readings: Sequence[PageReading]) -> "_Around":
        lines = [line for each in readings for line in each.lines]
        legend = legend_of(lines)
        for each in readings:
            legend.fills |= legend_fills(each.page, [*each.layout.above, *each.layout.asides])
        if any(
            "brag" in each.name(Column.STATUS).casefold() for reading in readings for each in reading.layout.headers
        ):
            legend.names.setdefault("blue", "Complete")  # what the first letter of BRAG stands for
        letters = {letter: theme for each in readings for letter, theme in each.layout.letters.items()} | read_key(
            lines
        )
        dates = (text for each in readings for record in each.records for text in _dates(record))
        return cls(letters, legend, lines, month_first=any(has_month_first(text) for text in dates))


def _dates(record: Record) -> tuple[str, str]:
    return record.text(Column.START), record.text(Column.DUE)


def _draft(readings: Sequence[PageReading], around: _Around, steps: Steps) -> PlanDraft:
    named = next((each.name for each in readings if each.name.years), readings[0].name)
    title = next((each.name.title for each in readings if each.name.title), "")
    texts = (text for each in readings for record in each.records for text in _dates(record))
    calendar = calendar_of(named, around.lines, texts, month_first=around.month_first)
    actions: list[ActionDraft] = []
    problems: list[Problem] = []
    for reading in readings:
        read, said = _actions(reading, around, calendar, steps)
        actions += read
        problems += [replace(problem, sheet=reading.page.sheet) for problem in said]
    problems += repeated_references(actions)
    return PlanDraft(
        tuple(actions),
        _ordered(problems, [Sheet((), each.page.sheet) for each in readings]),
        title,
        min((each.name.starts_on for each in readings if each.name.starts_on), default=None),
        max((each.name.ends_on for each in readings if each.name.ends_on), default=None),
        any(action.rag_source == "colour" for action in actions),
        columns_of(readings),
    )


def _actions(
    reading: PageReading, around: _Around, calendar: Calendar, steps: Steps
) -> tuple[list[ActionDraft], list[Problem]]:
    default = named_after_theme(reading.page.sheet, around.letters)
    themes, problems = themes_of(reading.records, around.letters, default)
    problems += reading.problems
    problems += [*periods_as_columns(reading.layout), *unread_columns(reading.records)]
    actions = []
    for record, theme, paint in _painted(reading, themes, around.legend, problems):
        if record.title:
            status = status_of(record, paint, reading.page, around.legend)
            action, notes = read_action(record, theme, status, calendar, reading.page.sheet)
            actions.append(action)
            problems += notes
        steps.understood()
    return actions, problems


def _painted(
    reading: PageReading, themes: Sequence[str], legend: Legend, problems: list[Problem]
) -> Iterator[tuple[Record, str, Paint | None]]:
    """Give each record with its theme and the colour of its status."""
    at = 0
    for _, group in groupby(reading.records, key=lambda record: record.header):
        records = list(group)
        own = themes[at : at + len(records)]
        painted = colours_of(records, own, reading.page, legend)
        problems += painted.problems
        for place, (record, theme) in enumerate(zip(records, own, strict=True)):
            yield record, theme, painted.paints.get(place)
        at += len(records)


def _ordered(problems: Sequence[Problem], sheets: Sequence[Sheet]) -> tuple[Problem, ...]:
    """Sort the problems by sheet and row, each said once."""
    order = {sheet.name: place for place, sheet in reversed(list(enumerate(sheets)))}
    return tuple(sorted(dict.fromkeys(problems), key=lambda each: (order.get(each.sheet, len(order)), each.row)))
