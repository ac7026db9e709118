"""The line right above a table: a theme, or a promise that is an action of its own."""

import re
from dataclasses import replace

from handlers.plans.reading.asides import is_aside
from handlers.plans.reading.columns import Column
from handlers.plans.reading.headings import Header, Heading
from handlers.plans.reading.layout import Layout
from handlers.plans.reading.records import Part, Record

_PROMISE = re.compile(
    r"we (?:will|are going to) (?:establish|create|set up|form|appoint|introduce|launch|publish|hold|"
    r"recruit|run|open)\b",
    re.I,
)
_TITLE = re.compile(r"\b(?:plan|commitment|university|institute|college|tracker|roadmap|review)\b|20\d\d", re.I)
"""What a line above a table is rather the title of the plan for."""
_LONGEST_PROMISE = 140
_LONGEST_SECTION = 120


def theme_above_all(layout: Layout) -> None:
    """Read the line right above the first headings as those above all later ones were read: as a theme of its own."""
    later = layout.headers[1:]
    above = layout.above[-1:]
    if not above or not later or above[0][0] != layout.headers[0].row - 1:
        return
    (number, cells) = above[0]
    texts = [text for text in cells if text]
    announced = all(each.row - 1 in layout.announced for each in later)
    if len(texts) != 1 or len(texts[0]) > _LONGEST_SECTION or not announced or _TITLE.search(texts[0]):
        return
    if is_aside(cells):
        return
    layout.above.pop()
    layout.own_sections.insert(0, (number, texts[0]))
    layout.records = [
        replace(each, theme_above=texts[0].rstrip(" :")) if not each.section and not each.theme_above else each
        for each in layout.records
    ]


def promises_above(layout: Layout) -> list[Record]:
    """Read a lone sentence right above the headings that says what will be done ("We will establish …")."""
    if not layout.headers or not layout.above:
        return []
    number, cells = layout.above[-1]
    texts = [text for text in cells if text]
    if len(texts) != 1 or not _PROMISE.match(texts[0]) or len(texts[0]) > _LONGEST_PROMISE:
        return []
    layout.above.pop()
    layout.promises.append(number)
    header = Header(number, (Heading(0, "Action", Column.TITLE),))
    return [Record(number, header, (Part(Column.TITLE, "Action", texts[0], 0),), inferred=frozenset({Column.TITLE}))]
