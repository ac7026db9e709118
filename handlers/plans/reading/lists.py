"""Plans without a table or labels: bullets, numbered paragraphs, and bullets below numbered objectives."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.plans.reading.columns import Column, recognise
from handlers.plans.reading.headings import Header, Heading
from handlers.plans.reading.layout import Layout
from handlers.plans.reading.lines import Line
from handlers.plans.reading.rag import is_status_heading
from handlers.plans.reading.records import Part, Record
from handlers.plans.reading.themes import announced_theme, definition_theme
from handlers.plans.reading.verbs import begins_with_doing

_DONE = re.compile(
    r"(?:our |key |some |recent )?(?:achievements?|progress(?: so far| to date)?|what we(?: ha)?ve "
    r"(?:done|achieved)|completed|"
    r"successes|done so far|delivered|accomplishments)\b(?! and next)",
    re.I,
)
_AHEAD = re.compile(
    r"(?:next steps|what(?:'s| is|\u2019s) next|future (?:plans|actions)|planned|to do|going forward|looking ahead|"
    r"forward plan|our (?:action )?plans?|actions?|action plan|our commitments?|key actions|planned actions)\b",
    re.I,
)
_LONGEST_HEADING = 90
_LONGEST_ACTION = 600
_HALF = 0.5
_SHORT = 12
"""Letters of a line that is hardly an action."""


@dataclass(slots=True)
class _Listing:
    """What the lines so far have said about those that follow."""

    layout: Layout
    header: Header
    nested: bool
    plain: bool
    themed: bool
    time: str = ""
    objective: str = ""
    number: str = ""
    records: list[Record] = field(default_factory=list)


def read_list(layout: Layout, lines: Sequence[Line]) -> Layout | None:
    """Read a list of actions, or give None where the page does not look like one."""
    bullets = [line for line in lines if line.bullet]
    numbered = [line for line in lines if line.number and line.text]
    themes = [line for line in lines if announced_theme(line.text)]
    plain = not bullets and not numbered and _speaks_of_actions(layout, lines, len(themes))
    if len(bullets) < 2 and len(numbered) < 2 and not plain:
        return None
    if not (plain or themes or _speaks_of_plan(layout, lines) or _sounds_like_actions([*bullets, *numbered])):
        return None
    header = Header(lines[0].row, (Heading(0, "Action", Column.TITLE),))
    new = Layout(layout.page, [header])
    listing = _Listing(new, header, nested=_is_nested(lines), plain=plain, themed=len(themes) >= 2)
    for at, line in enumerate(lines):
        _take(listing, line, lines[at + 1 :])
    new.records = listing.records
    return new if new.records else None


def _speaks_of_plan(layout: Layout, lines: Sequence[Line]) -> bool:
    said = " ".join([layout.page.sheet, *(line.text for line in lines[:6])])
    return re.search(r"\baction|\bplan\b|commitment|objective", said, re.I) is not None


def _sounds_like_actions(lines: Sequence[Line]) -> bool:
    return sum(1 for line in lines if begins_with_doing(line.text)) >= _HALF * len(lines) > 0


def _speaks_of_actions(layout: Layout, lines: Sequence[Line], themes: int) -> bool:
    """Tell whether lines without any mark are actions: themes head them, or most begin with what is to be done."""
    texts = [line for line in lines if len(line.text) > _SHORT and not announced_theme(line.text)]
    if len(texts) < 2 or any(len(line.text) > _LONGEST_ACTION for line in texts):
        return False
    verbs = _sounds_like_actions(texts)
    return (themes >= 2 and len(texts) >= themes) or (verbs and len(texts) >= 3 and _speaks_of_plan(layout, lines))


def _is_nested(lines: Sequence[Line]) -> bool:
    """Tell whether numbered lines are objectives with bullets below, and not the actions themselves."""
    numbered = [at for at, line in enumerate(lines) if line.number and line.text]
    ends = [*numbered, len(lines)][1:]
    with_bullets = sum(
        1 for at, end in zip(numbered, ends, strict=True) if any(line.bullet for line in lines[at + 1 : end])
    )
    return bool(numbered) and with_bullets >= _HALF * len(numbered)


def _take(listing: _Listing, line: Line, ahead: Sequence[Line]) -> None:
    layout = listing.layout
    theme = announced_theme(line.text) if not line.bullet else ""
    if theme and not (definition_theme(line.text) and layout.theme == theme):
        layout.theme, layout.section = theme, layout.section + 1
        listing.objective, listing.number = "", ""
    elif theme:
        layout.definitions.append((line.row, line.text))
    elif line.bullet:
        _add(listing, line)
    elif line.number and line.text:
        _number(listing, line)
    elif _heads(listing, line, ahead):
        return
    elif listing.plain and len(line.text) > _SHORT and (layout.theme if listing.themed else _is_doing(listing, line)):
        _add(listing, line)
    elif listing.records and (listing.nested or not any(each.bullet for each in ahead[:1])) and _belongs(listing, line):
        last = listing.records[-1]
        listing.records[-1] = last.adding([Part(Column.COMMENT, "Comment", line.text)], inferred=False)
    else:
        layout.above.append((line.row, (line.text,)))


def _is_doing(listing: _Listing, line: Line) -> bool:
    return bool(listing.records) or begins_with_doing(line.text)


def _belongs(listing: _Listing, line: Line) -> bool:
    """Tell whether a paragraph explains the action before it: numbered ones may have paragraphs of their own."""
    last = listing.records[-1]
    return (bool(last.text(Column.REF)) and not listing.nested) or line.text[:1].islower()


def _number(listing: _Listing, line: Line) -> None:
    if listing.nested:
        listing.objective, listing.number = line.text, line.number
        listing.layout.section += 1
    else:
        _add(listing, line)


def _heads(listing: _Listing, line: Line, ahead: Sequence[Line]) -> bool:
    """Read a line of its own above a list: a status, a time, or a heading of the plan's own."""
    text = line.text.rstrip(" :")
    following = next(iter(ahead), None)
    before_list = following is not None and (
        following.bullet or bool(following.number) or bool(line.text.endswith(":"))
    )
    if len(text) > _LONGEST_HEADING:
        return False
    if is_status_heading(text):
        listing.layout.status = text
    elif _DONE.match(text) and len(text.split()) <= 6:
        listing.layout.status = "Completed"
    elif recognise(text) is Column.BAND:
        listing.time = text
    elif _AHEAD.match(text) and len(text.split()) <= 6:
        listing.layout.status = ""
        listing.layout.above.append((line.row, (line.text,)))
    elif before_list and not line.text.endswith((".", ",", ";")) and not _AHEAD.search(text) and listing.records:
        listing.layout.own_sections.append((line.row, line.text))
        listing.layout.theme, listing.layout.section = text, listing.layout.section + 1
    else:
        return False
    return True


def _add(listing: _Listing, line: Line) -> None:
    layout = listing.layout
    parts = [Part(Column.REF, "No", line.number)] if line.number else []
    parts.append(Part(Column.TITLE, "Action", line.text, 0))
    if listing.time:
        parts.append(Part(Column.DUE, "Time", listing.time))
    if listing.objective:
        parts.append(Part(Column.CONTEXT, "Objective", listing.objective))
    listing.records.append(
        Record(
            line.row,
            listing.header,
            tuple(parts),
            layout.theme,
            layout.section,
            status_above=layout.status,
            inferred=frozenset({Column.TITLE}),
        )
    )
