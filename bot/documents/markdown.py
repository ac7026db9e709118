"""Documents as Markdown (CommonMark with tables)."""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from handlers.charts import rows
from handlers.documents import (
    Document,
    Drawing,
    Grid,
    Heading,
    PageBreak,
    Pairs,
    Paragraph,
    Part,
    Points,
    Quotation,
    ToBeWritten,
    Voice,
)

_LIVE = re.compile(r"([\\`*_{}\[\]<>#+!|~&])")
_LIST_MARK = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)", re.MULTILINE)


def as_markdown(document: Document) -> str:
    """Write a document; whatever people typed stays text."""
    parts = [f"# {_escaped(document.title)}"]
    if document.subtitle:
        parts.append(f"*{_escaped(document.subtitle)}*")
    parts += ["\n".join(_lines(part)) for part in document.parts]
    if document.footer:
        parts.append(f"---\n\n{_escaped(document.footer)}")
    return "\n\n".join(parts) + "\n"


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Heading(text=text, level=level):
            yield f"{'#' * (level + 1)} {_one_line(text)}"
        case Paragraph(text=text, voice=Voice.WARNING):
            yield f"**Please note:** {_escaped(text)}"
        case Paragraph(text=text, voice=Voice.QUIET):
            yield f"*{_one_line(text)}*"
        case Paragraph(text=text):
            yield _escaped(text)
        case Points(items=items):
            yield from (f"- {_one_line(item)}" for item in items)
        case Pairs(rows=pairs):
            yield from (f"- **{_one_line(label)}:** {_one_line(value)}" for label, value in pairs)
        case Grid(caption=caption, headings=headings, rows=body):
            yield from _table(caption, headings, body)
        case Quotation(words=words, of=of):
            yield from (f"> {line}" for line in _escaped(words).split("\n"))
            if of:
                yield f">\n> — {_one_line(of)}"
        case ToBeWritten(who=who, what=what):
            yield f"**[To be written by {_one_line(who)}: {_one_line(what)}]**"
        case Drawing(chart=chart):
            head, *figures = rows(chart)
            yield from _table(chart.title, head, figures)
        case PageBreak():
            yield "---"
        case _:
            assert_never(part)


def _table(caption: str, headings: Sequence[str], body: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"**{_one_line(caption)}**\n"
    yield _row(headings)
    yield f"|{' --- |' * len(headings)}"
    yield from map(_row, body)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_escaped(cell).replace(chr(10), '<br>') for cell in cells)} |"


def _one_line(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    return _LIST_MARK.sub(_unlisted, _LIVE.sub(r"\\\1", text))


def _unlisted(found: re.Match[str]) -> str:
    """A backslash before the dash, or before the mark behind the number: "1\\." is text."""
    space, mark = found.groups()
    return f"{space}\\{mark}" if mark in "-+" else f"{space}{mark[:-1]}\\{mark[-1]}"
