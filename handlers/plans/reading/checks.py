"""What is worth saying about the file as a whole: no headings, columns not read, references used twice."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from handlers.plans.reading.cells import column_letter, shown
from handlers.plans.reading.columns import LOOKED_FOR, Column, recognise
from handlers.plans.reading.dates import read_period
from handlers.plans.reading.drafts import ActionDraft, Problem
from handlers.plans.reading.headings import Header, nearly_header
from handlers.plans.reading.layout import Layout, Record
from handlers.plans.reading.rag import read_status
from handlers.plans.reading.themes import read_key, theme_label

_PARAGRAPH_LABEL = re.compile(r"(?:\d{1,3}\s?[.)]\s*)?Action\s?:(?:\s|$)", re.I)
_NO_ACTION_COLUMN = (
    "Row {row} looks like headings, but none of them names the action. "
    "Call the column that says what will be done “Action”, and import the file again."
)
_PARAGRAPHS = (
    "The plan is written as paragraphs (“Action: … Comment: … Learning: …”), which cannot be read yet. Put it into a "
    "table with one action a row and the headings Theme, Action, Comment and Learning, and import that."
)
_NO_HEADINGS = (
    f"No headings were found, so nothing was read: Bunsen does not guess. It looks for a row with {LOOKED_FOR}. "
    "Write such a row above the actions and import the file again."
)
_LIKELY = 0.6
_SAMPLE = 200


def without_headings(layout: Layout) -> Problem:
    """Say why nothing was read of a file in which no heading row was found."""
    if not layout.above:
        return Problem(1, "", "The file is empty. Choose the file that holds the plan and import it again.", "error")
    nearly = next((row for row, cells in layout.above if nearly_header(cells)), None)
    if nearly is not None:
        return Problem(nearly, "", _NO_ACTION_COLUMN.format(row=nearly), "error")
    paragraphs = any(_PARAGRAPH_LABEL.match(text) for _, cells in layout.above for text in cells)
    return Problem(layout.above[0][0], "", _PARAGRAPHS if paragraphs else _NO_HEADINGS, "error")


def without_actions(layout: Layout) -> Problem:
    """Say that there are headings with nothing below them."""
    row = layout.headers[0].row
    return Problem(
        row, "", f"Row {row} holds headings, but no actions were found below it. Please check the file.", "error"
    )


def without_title(record: Record) -> Problem:
    """Say that a row was left out, as it says nothing of what will be done."""
    title = record.header.name(Column.TITLE) or record.header.name(Column.BAND)
    message = (
        f"The row has no action, so it was left out. It holds {shown('; '.join(text for _, text in record.filled))}. "
        "If it belongs to the row above, put it in the same cell there."
    )
    return Problem(record.row, title, message, "error")


def above_the_headings(layout: Layout) -> Iterator[Problem]:
    """Say which rows before the headings were not read. The document's title and a key of letters need no word."""
    for row, cells in layout.above[1:]:
        text = " ".join(text for text in cells if text)
        if read_key([text]):
            continue
        message = f"{shown(text)} stands above the headings and was not read. Add it as a row if it is an action."
        yield Problem(row, "", message, "warning")


def periods_as_columns(layout: Layout) -> Iterator[Problem]:
    """Say how a time-band grid was read."""
    header = next((each for each in layout.headers if each.has(Column.BAND)), None)
    if header is None:
        return
    names = ", ".join(shown(each.text) for each in header.headings if each.column is Column.BAND)
    kept = (
        "their texts were kept in the comment"
        if header.has(Column.TITLE)
        else ("the first that is filled was taken as the action and the later ones were kept in the comment")
    )
    message = f"The columns {names} are periods: {kept}. Write start and due dates where you can."
    yield Problem(header.row, header.name(Column.BAND), message, "warning")


def unread_columns(records: Sequence[Record]) -> Iterator[Problem]:
    """Say which columns hold something and were not read, with a proposal where the content is plain."""
    said: set[str] = set()
    for header, group in groupby(records, key=lambda record: record.header):
        for name, texts in _unread(header, list(group)):
            if name not in said:
                said.add(name)
                yield Problem(header.row, name, f"{_not_read(name)} {_proposal(texts)}", "warning")


def _unread(header: Header, records: Sequence[Record]) -> Iterator[tuple[str, list[str]]]:
    names = {each.index: each.text for each in header.headings}
    read = {each.index for each in header.headings if each.column}
    texts: dict[int, list[str]] = {}
    for record in records:
        for index, text in record.filled:
            if index not in read:
                texts.setdefault(index, []).append(text)
    for index in sorted(texts):
        yield names.get(index) or f"column {column_letter(index)}", texts[index][:_SAMPLE]


def _not_read(name: str) -> str:
    if name.startswith("column "):
        return f"{name.capitalize()} has no heading, so it was not read."
    if recognise(name):
        return f"There is more than one column for what {shown(name)} says, and only the first was read."
    return f"The heading {shown(name)} is not one that Bunsen knows, so the column was not read."


def _proposal(texts: Sequence[str]) -> str:
    """Propose a heading where most cells are of one kind. A proposal only: nothing is read on the strength of it."""
    kinds: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("Due", lambda text: read_period(text).last is not None),
        ("Theme", lambda text: bool(theme_label(text.split(",")[0]))),
        ("Status", lambda text: read_status(text).rag is not None),
    )
    for heading, fits in kinds:
        if sum(1 for text in texts if fits(text)) >= _LIKELY * len(texts):
            return f"It looks like “{heading}”: if so, call it that and import the file again."
    return "Give it another of the usual headings if it matters."


def repeated_references(actions: Sequence[ActionDraft]) -> Iterator[Problem]:
    """Say where a reference is used twice. Numbers that begin again in each theme are common, and only a warning."""
    first: dict[str, ActionDraft] = {}
    for action in actions:
        other = first.setdefault(action.ref.casefold(), action)
        if not action.ref or other is action:
            continue
        same = other.theme == action.theme
        message = (
            f"The reference {shown(action.ref)} is also used in row {other.row}"
            f"{'' if same else ', in another theme'}. Give each action a reference of its own."
        )
        yield Problem(action.row, "", message, "error" if same else "warning")
