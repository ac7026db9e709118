"""What the headings of one row stand for beside each other: the best of several, and what stands in for another."""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.cells import key
from handlers.plans.reading.columns import MANY, Column, is_second_choice, loose_columns
from handlers.plans.reading.headings import Heading
from handlers.plans.reading.reviews import when

_STANDS_IN = (Column.TARGET, Column.EVIDENCE)
"""What serves as the success measure where no other column names one (FORMATS: Evidence, KPI)."""
_JOINED = MANY - {Column.SUCCESS, Column.TARGET, Column.EVIDENCE, Column.BASELINE}
"""Columns that a loose word may add to; a second measure by a loose word is more likely something else."""
_NAMES_IT = (Column.CONTEXT, Column.COMMENT)
_MEASURE = re.compile(r"success|measur|criteri|indicator|kpi|metric", re.I)
_RESULT = re.compile(r"outcome|result|impact", re.I)
_ALWAYS_EVIDENCE = frozenset({"evidence of progress", "evidence of completion", "evidence link", "evidence links"})

_ABOVE_OR_AROUND = re.compile(r"\b(?:department|directorate|unit|institution|organisation|sponsor|sro|senior)\b")
"""Owner columns that name who stands above or around the one who does it."""
_ENDS = re.compile(r"\b(?:due|deadline|end|finish|complet\w+|by|target|deliver\w*)\b")


def loosened(headings: Sequence[Heading]) -> list[Heading]:
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


def unique(headings: Sequence[Heading]) -> list[Heading]:
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
    """Give who does it: the one responsible beside one accountable, a post beside its unit, a lead beside a sponsor."""
    owners = [each for each in headings if each.column is Column.OWNER]
    doing = [each for each in owners if key(each.text).startswith("responsible")]
    answering = any(key(each.text).startswith("accountable") for each in owners)
    posts = [each for each in owners if not _ABOVE_OR_AROUND.search(key(each.text))]
    return next(iter([*(doing if answering else []), *posts, *owners]), None)


def _latest_due(headings: Sequence[Heading]) -> Heading | None:
    """Give the date that holds now: a revised one before the original, and either before a year or a quarter."""
    dues = [each for each in headings if each.column is Column.DUE]
    revised = [each for each in dues if key(each.text).startswith(("revised ", "new "))]
    plain = [each for each in dues if _ENDS.search(key(each.text))]
    return next(iter([*revised, *plain, *dues]), None)


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
