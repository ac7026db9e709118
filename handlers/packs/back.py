"""The back of a review pack: figures over time, resources, and every action. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from handlers.charts import Bars, Lines, Series, Shade
from handlers.dates import MONTHS, spoken
from handlers.documents import Drawing, Grid, Heading, PageBreak, Paragraph, Part, Voice
from handlers.packs.model import Pack, counts, is_over, themes
from handlers.packs.words import NOTHING, colour, day, due, owner
from handlers.plans.themes import OTHER, THEMES
from handlers.reviews.model import SnapshotLine
from handlers.reviews.reporting import Colour
from handlers.status.counting import Counts
from handlers.wording import COLOUR_WORDS

_SHADES = {
    Colour.GREEN: Shade.GREEN,
    Colour.AMBER: Shade.AMBER,
    Colour.RED: Shade.RED,
    Colour.NOT_DUE: Shade.PLAIN,
    Colour.DROPPED: Shade.PLAIN,
    Colour.NOT_REPORTED: Shade.QUIET,
}
_LONGEST_COMMENT = 400


def over_time(pack: Pack) -> Iterator[Part]:
    """Where the plan stood at each review, whole and by theme."""
    moments = [(_short(past.review.held_on), past.lines) for past in pack.past]
    moments.append((_short(pack.as_of), pack.lines))
    yield Heading("Status by theme over time")
    if len(moments) == 1:
        yield Paragraph("No review was closed before this one; the figures over time begin with it.")
    names = tuple(name for name, _ in moments)
    by_theme = [themes(lines) for _, lines in moments]
    yield Drawing(_whole(names, [counts(lines) for _, lines in moments]))
    if len(moments) > 1:
        yield Drawing(_green(names, by_theme))
    rows = []
    for theme in (*THEMES, OTHER):
        found = [each.get(theme) for each in by_theme]
        if any(found):
            rows.append((theme, *(_said(each) for each in found)))
    yield Grid("By theme, at each review", ("Theme", *names), tuple(rows))


def _whole(names: tuple[str, ...], found: Sequence[Counts]) -> Bars:
    shown = [each for each in Colour if any(mine[each] for mine in found)]
    series = tuple(
        Series(COLOUR_WORDS[each], tuple(float(mine[each]) for mine in found), _SHADES[each]) for each in shown
    )
    return Bars("Actions by status at each review", names, series)


def _green(names: tuple[str, ...], found: Sequence[Mapping[str, Counts]]) -> Lines:
    series = tuple(Series(theme, tuple(_share(mine[theme]) for mine in found)) for theme in THEMES)
    return Lines("Completed actions by theme, as a share of the theme's actions", names, series, "%")


def _share(mine: Counts) -> float | None:
    """Green among all; None where the theme has no actions."""
    all_ = sum(mine.values())
    return float(round(100 * mine[Colour.GREEN] / all_)) if all_ else None


def _said(mine: Counts | None) -> str:
    parts = [f"{mine[each]} {COLOUR_WORDS[each].lower()}" for each in Colour if mine[each]] if mine else []
    return ", ".join(parts) or NOTHING


def _short(when: date) -> str:
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def resources(pack: Pack) -> Iterator[Part]:
    """What money and time open actions name."""
    open_ = [line for line in pack.lines if line.is_full and not is_over(line)]
    named = [line for line in open_ if line.resource]
    if not named:
        return
    yield Heading("Resources")
    yield Paragraph(f"{len(named)} of {len(open_)} open actions name money or time.")
    yield Grid(
        "Resources that open actions name",
        ("Action", "Theme", "Status", "Resource"),
        tuple((line.name, line.theme, colour(line), line.resource) for line in named),
    )


def appendix(pack: Pack) -> Iterator[Part]:
    """Every action, with all that is known of it."""
    yield PageBreak()
    yield Heading("Appendix: every action")
    if not pack.lines:
        yield Paragraph("The plan has no actions yet.")
        return
    if not pack.is_full:
        rows = tuple((line.ref, line.title, line.theme, colour(line)) for line in pack.lines)
        yield Grid("Every action", ("Ref", "Action", "Theme", "Status"), rows)
        return
    yield Grid(
        "Every action",
        ("Ref", "Action", "Theme", "Status", "Owner", "Due", "Last update", "What was said", "Evidence"),
        tuple(_row(line) for line in pack.lines),
    )
    if any(len(line.comment) > _LONGEST_COMMENT for line in pack.lines):
        yield Paragraph("Long comments are shortened here (…); the action itself has them whole.", Voice.QUIET)


def _row(line: SnapshotLine) -> tuple[str, ...]:
    said = line.comment if len(line.comment) <= _LONGEST_COMMENT else line.comment[:_LONGEST_COMMENT].rstrip() + "…"
    evidence = str(line.evidence) if line.evidence else NOTHING
    updated = day(line.reported_on)
    return line.ref, line.title, line.theme, colour(line), owner(line), due(line), updated, said or NOTHING, evidence


def as_of_words(pack: Pack) -> str:
    """The line under the title, and at the foot of every page."""
    of = f"review of {spoken(pack.review.held_on)}, " if pack.review else ""
    return f"{pack.institution.name}, {of}as of {spoken(pack.as_of)}"
