"""What is worth saying about the file as a whole: no headings, columns not read, references used twice."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from handlers.cells import key, shown
from handlers.plans.reading.columns import LOOKED_FOR, Column, recognise
from handlers.plans.reading.drafts import ActionDraft
from handlers.plans.reading.heading_rows import nearly_header
from handlers.plans.reading.headings import Header
from handlers.plans.reading.layout import Layout
from handlers.plans.reading.legends import mentions_key
from handlers.plans.reading.painted_keys import HEADS_KEY
from handlers.plans.reading.rag import is_status_word
from handlers.plans.reading.records import LONGEST_MARK, Record
from handlers.plans.reading.themes import read_key
from handlers.plans.reading.titles import impossible_period, period_in
from handlers.problems import Problem

_NO_ACTION_COLUMN = (
    "Row {row} looks like headings, but none of them names the action. "
    "Call the column that says what will be done “Action”, and import the file again."
)
_LONG = 400
_NO_HEADINGS = (
    f"No headings and no list of actions were found, so nothing was read. Bunsen looks for a row with {LOOKED_FOR}. "
    "Write such a row above the actions and import the file again."
)


def without_headings(layout: Layout | None) -> Problem:
    """Say why nothing was read of a file in which no heading row was found."""
    if layout is None or not layout.above:
        return Problem(1, "", "The file is empty. Choose the file that holds the plan and import it again.", "error")
    nearly = next((row for row, cells in layout.above if nearly_header(cells)), None)
    if nearly is not None:
        return Problem(nearly, "", _NO_ACTION_COLUMN.format(row=nearly), "error")
    return Problem(layout.above[0][0], "", _NO_HEADINGS, "error")


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
        "The row has no action and there is none above it to go with, so it was left out. It holds "
        f"{shown('; '.join(part.text for part in record.parts), _LONG)}. Write its action into it."
    )
    return Problem(record.row, title, message, "error")


def above_the_headings(layout: Layout) -> Iterator[Problem]:
    """Say which rows before the headings were not read. Titles, periods and keys need no word."""
    for place, (row, cells) in enumerate(layout.above):
        text = " ".join(text for text in cells if text)
        impossible = impossible_period(text)
        if impossible:
            yield Problem(row, "", impossible, "warning")
        if place == 0:
            continue
        if read_key([text]) or mentions_key(text) or period_in(text)[0]:
            continue
        message = (
            f"{shown(text, _LONG)} stands above the headings and was not read. Add it as a row if it is an action."
        )
        yield Problem(row, "", message, "warning")


def promises(layout: Layout) -> Iterator[Problem]:
    """Say which sentences above the headings were read as actions."""
    for row in layout.promises:
        message = "The sentence stands above the headings. It says what will be done, so it was read as an action."
        yield Problem(row, "", message, "warning")


def left_aside(layout: Layout) -> Iterator[Problem]:
    """Say which rows below the headings were taken for remarks, and which for sections of the plan's own."""
    for row, cells in layout.asides:
        texts = [text for text in cells if text]
        text = "; ".join(texts)
        if not (mentions_key(text) or key(text) in HEADS_KEY or all(is_status_word(each) for each in texts)):
            yield Problem(row, "", f"{shown(text, _LONG)} was taken for a remark and not read.", "warning")
    for row, text in layout.own_sections:
        message = f"{shown(text)} was taken for a heading of the rows below, and so for their theme."
        yield Problem(row, "", message, "warning")
    for row, text in layout.definitions:
        yield Problem(row, "", f"{shown(text)} says what the theme above means, so it was not read.", "warning")


def periods_as_columns(layout: Layout) -> Iterator[Problem]:
    """Say how a time-band grid was read."""
    header = next((each for each in layout.headers if each.has(Column.BAND)), None)
    if header is None:
        return
    names = ", ".join(shown(each.text) for each in header.headings if each.column is Column.BAND)
    parts = [part for each in layout.records for part in each.parts if part.column is Column.BAND]
    marked = header.has(Column.TITLE) and all(len(part.text) <= LONGEST_MARK for part in parts)
    kept = (
        "the first and the last that an action has marked were taken for its start and its end"
        if marked
        else "their texts were kept in the comment"
        if header.has(Column.TITLE)
        else ("the first that is filled was taken as the action and the later ones were kept in the comment")
    )
    advice = "Please check." if marked else "Write start and due dates where you can."
    message = f"The columns {names} are periods: {kept}. {advice}"
    yield Problem(header.row, header.name(Column.BAND), message, "warning")


def unread_columns(records: Sequence[Record]) -> Iterator[Problem]:
    """Say which columns hold something that was not understood."""
    said: set[str] = set()
    for header, group in groupby(records, key=lambda record: record.header):
        for name in _unread(header, list(group)):
            if name not in said:
                said.add(name)
                yield Problem(header.row, name, _not_read(name), "warning")


def _unread(header: Header, records: Sequence[Record]) -> Iterator[str]:
    """Give the headings, in the order of the columns, under which something stands that was not understood."""
    found = {part.index: part.heading for record in records for part in record.parts if part.column is None}
    for index in sorted(found):
        yield found[index]


def _not_read(name: str) -> str:
    if name.startswith("column "):
        return f"{name.capitalize()} has no heading, so its texts were only kept beside each action."
    if recognise(name):
        return (
            f"There is more than one column for what {shown(name)} says. One was read, and the texts of this one were "
            "only kept beside each action."
        )
    return (
        f"The heading {shown(name)} is not one that Bunsen knows, so its texts were only kept beside each action. Give "
        "it another of the usual headings if it matters."
    )


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
        yield Problem(action.row, "", message, "error" if same else "warning", action.sheet)
