"""What kind of thing a cell holds: a date, a theme, a status, an owner. Used where a heading does not say it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.cells import shown
from handlers.plans.reading.columns import Column, is_other, may_be_theme, recognise
from handlers.plans.reading.date_words import CONDITIONAL, RECURRING, RELATIVE
from handlers.plans.reading.dates import read_period
from handlers.plans.reading.headings import Header, Heading
from handlers.plans.reading.owners import looks_like_owner
from handlers.plans.reading.rag import is_status_word, read_prose, read_status
from handlers.plans.reading.records import Record
from handlers.plans.reading.reviews import newest_first, when
from handlers.plans.reading.themes import names_only_themes, theme_label
from handlers.problems import Problem

_REF = re.compile(r"(?:action\s*)?[A-Z]{0,4}[ .-]?\d{1,3}(?:[.-]\d{1,3}){0,3}[a-z]?\s*[.):\u2013-]?", re.I)
_LETTER_FIRST = re.compile(r"[BRAG](?:\s*[-\u2013\u2014:.]|\s*$)")
_YES_OR_NO = frozenset({"yes", "no", "y", "n", "true", "false"})
"""What answers any question, and so says nothing of a status under a heading that is not known."""
_DATE_WORDS = 8
_LIKELY = 0.6
_SURE = 0.8
_HALF = 0.5
_SAMPLE = 200


def is_reference(text: str) -> bool:
    """Tell whether a text is a number or code of an action ("1.", "V3", "Action 5.5")."""
    return len(text) <= 16 and _REF.fullmatch(text.strip()) is not None


def is_date(text: str) -> bool:
    """Tell whether a text says when: a date, or a short wording that is relative, recurring or conditional."""
    period = read_period(text)
    if period.first or period.last or period.error:
        return True
    few = len(text.split()) <= _DATE_WORDS
    small = text.casefold()
    return few and any(pattern.search(small) for pattern in (RELATIVE, RECURRING, CONDITIONAL))


def is_theme(text: str) -> bool:
    """Tell whether a text names one of the five themes, or several of them."""
    return bool(theme_label(text)) or names_only_themes(text)


def is_status(text: str) -> bool:
    """Tell whether a text is a status."""
    return is_status_word(text) or (len(text) <= 60 and read_status(text).rag is not None)


_KINDS: tuple[tuple[Column, Callable[[str], bool], str], ...] = (
    (Column.DUE, is_date, "dates"),
    (Column.STATUS, lambda text: is_status(text) and text.casefold() not in _YES_OR_NO, "statuses"),
    (Column.THEME, is_theme, "themes"),
    (Column.OWNER, looks_like_owner, "posts or units"),
)


def by_content(records: Sequence[Record]) -> tuple[list[Record], list[Problem]]:
    """Read columns whose headings say nothing by what stands in them, where that is plain. All have one header."""
    header = records[0].header
    problems: list[Problem] = []
    worded = _where_actions_stand(header, records)
    if worded is not None:
        coded = header.index(Column.TITLE)
        header = header.reads(coded, Column.REF, inferred=True).reads(worded.index, Column.TITLE, inferred=True)
        problems.append(_said(header, worded, Column.TITLE))
    grouped = _where_groups_stand(header, records)
    if grouped is not None:
        header = header.reads(grouped.index, Column.THEME)
    themed = _where_themes_stand(header, records)
    if themed is not None:
        header = _with_themes(header, themed)
        problems.append(_said(header, themed, Column.THEME))
    header = _without_days_as_status(header, records)
    for heading in header.headings:
        texts = [part.text for each in records for part in each.parts if part.index == heading.index][:_SAMPLE]
        column = _column_of(header, heading, texts)
        if column is not None:
            header = header.reads(heading.index, column, inferred=True)
            problems.append(_said(header, heading, column))
    if header is records[0].header:
        return list(records), []
    return [_under(record, header) for record in records], problems


def _where_actions_stand(header: Header, records: Sequence[Record]) -> Heading | None:
    """Find the column that words the action, where the one that is called so has nothing but codes ("T1.1")."""
    codes = [text for each in records[:_SAMPLE] if (text := each.text(Column.TITLE))]
    if not codes or header.has(Column.REF) or _share(codes, is_reference) < _SURE:
        return None
    return next((each for each in header.headings if each.column in {Column.COMMENT, Column.CONTEXT}), None)


def _where_themes_stand(header: Header, records: Sequence[Record]) -> Heading | None:
    """Find the column that names the five themes, where it is called something else ("Strategic aim", "Priority")."""
    texts: dict[int, list[str]] = {}
    for part in (part for each in records[:_SAMPLE] for part in each.parts if part.index >= 0):
        texts.setdefault(part.index, []).append(part.text)
    stated = header.index(Column.THEME)
    if stated >= 0 and _share(texts.get(stated, [""]), names_only_themes) > 1 - _SURE:
        return None
    could = (each for each in header.headings if each.column in {None, Column.CONTEXT} and texts.get(each.index))
    return next((each for each in could if _share(texts[each.index], theme_label) >= _SURE), None)


def _without_days_as_status(header: Header, records: Sequence[Record]) -> Header:
    """Leave "Completed" with days in it unread: it says when something was done, and is no status."""
    index = header.index(Column.STATUS)
    texts = [part.text for each in records[:_SAMPLE] for part in each.parts if part.index == index >= 0]
    days = (
        bool(texts) and _share(texts, lambda text: read_period(text).last is not None and not is_status(text)) >= _SURE
    )
    return header.reads(index, None) if days else header


def _where_groups_stand(header: Header, records: Sequence[Record]) -> Heading | None:
    """Find the column that groups the actions ("Bucket", "Obligation"), where nothing else names their themes."""
    if header.has(Column.THEME) or any(each.theme_above for each in records):
        return None
    return next((each for each in header.headings if each.column is None and may_be_theme(each.text)), None)


def _with_themes(header: Header, themed: Heading) -> Header:
    """Read a column as the themes; what was taken for them is the action where nothing else is, or what it serves."""
    stated = header.index(Column.THEME)
    if stated >= 0:
        instead = Column.CONTEXT if header.has(Column.TITLE) else Column.TITLE
        header = header.reads(stated, instead, inferred=True)
    return header.reads(themed.index, Column.THEME, inferred=True)


def _column_of(header: Header, heading: Heading, texts: Sequence[str]) -> Column | None:
    if not texts:
        return None
    if heading.column in {Column.TARGET, Column.SUCCESS} and not header.has(Column.DUE):
        days = _share(texts, lambda text: read_period(text).last is not None) >= _HALF
        return Column.DUE if days and _share(texts, is_date) >= _LIKELY else None
    if heading.column in {Column.SUCCESS, Column.EVIDENCE} and not (
        header.has(Column.STATUS) or header.has(Column.PROGRESS)
    ):
        # "Outcome at July 2026", under which stands how far it came
        return Column.PROGRESS if _share(texts, lambda text: read_prose(text).rag is not None) >= _SURE else None
    if heading.column is Column.PROGRESS and not header.has(Column.STATUS) and _is_newest(header, heading):
        return Column.STATUS if _share(texts, lambda text: _LETTER_FIRST.match(text)) >= _SURE else None
    if heading.column is Column.BASELINE and not (header.has(Column.STATUS) or header.has(Column.PROGRESS)):
        told = _stands_last(header, heading) or _share(texts, lambda text: read_prose(text).rag is not None) >= _HALF
        return Column.PROGRESS if told else None
    if heading.column is not None or is_other(heading.text):
        return None
    if recognise(heading.text) is not None:
        # A second column of one kind may still hold another ("Completion", with yes and no, beside "Due").
        says = Column.STATUS if not header.has(Column.STATUS) and not when(heading.text)[0] else None
        return says if _share(texts, is_status) >= _SURE else None
    before = not header.has(Column.REF) and heading.index < header.index(Column.TITLE)
    if before and _share(texts, is_reference) >= _SURE and len(set(texts)) == len(texts):
        return Column.REF
    for column, fits, _ in _KINDS:
        if _share(texts, fits) >= _LIKELY and not (header.has(column) or (column is Column.DUE and _in_bands(header))):
            return column
    return None


def _stands_last(header: Header, heading: Heading) -> bool:
    """Tell whether "Where we are now" stands behind who and when, and so says how far the action has come."""
    before = {each.column for each in header.headings if each.index < heading.index}
    says_now = re.search(r"\bnow\b", heading.text, re.I) is not None
    return says_now and Column.TITLE in before and bool({Column.OWNER, Column.DUE} & before)


def _is_newest(header: Header, heading: Heading) -> bool:
    """Tell whether a column of progress is the one to go by: the newest review, or the only column."""
    told = [each for each in header.headings if each.column is Column.PROGRESS]
    return newest_first(told)[0] is heading and (len(told) == 1 or when(heading.text)[0] > 0)


def _in_bands(header: Header) -> bool:
    return header.has(Column.BAND)


def _share(texts: Sequence[str], fits: Callable[[str], object]) -> float:
    return sum(1 for text in texts if fits(text)) / len(texts)


def _under(record: Record, header: Header) -> Record:
    columns = {each.index: each for each in header.headings}
    parts = tuple(
        replace(part, column=columns[part.index].column) if part.index in columns else part for part in record.parts
    )
    guessed = {each.column for each in header.headings if each.inferred and each.column is not None}
    return replace(record, header=header, parts=parts, inferred=record.inferred | guessed)


def _said(header: Header, heading: Heading, column: Column) -> Problem:
    what = next((words for kind, _, words in _KINDS if kind is column), "numbers")
    message = (
        f"What stands under {shown(heading.text)} reads like {what}, so it was taken for the {column}. "
        "Please check, and give the column a usual heading."
    )
    return Problem(header.row, heading.text, message, "warning")
