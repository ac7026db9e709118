"""The figures of a status as sentences, a table and a chart."""

from collections import Counter
from collections.abc import Iterable, Sequence

from handlers.cards import Drawing, Element, Table, Text, Tone
from handlers.charts import Bars, Series, Shade
from handlers.dates import spoken
from handlers.phrases import counted, joined
from handlers.reviews.reporting import Colour
from handlers.status.ages import age, dated
from handlers.status.counting import Counts
from handlers.status.figures import Moved
from handlers.status.report import Report
from handlers.status.view import WHOLE
from handlers.wording import COLOUR_WORDS

_SERIES = (
    (Colour.GREEN, Shade.GREEN),
    (Colour.AMBER, Shade.AMBER),
    (Colour.RED, Shade.RED),
    (Colour.NOT_REPORTED, Shade.PLAIN),
    (Colour.NOT_DUE, Shade.QUIET),
    (Colour.DROPPED, Shade.PLAIN),
)


def in_a_sentence(total: Counts) -> str:
    """All counts in one sentence, those of nought left out: "25 actions: 7 green, 2 not reported."."""
    said = ", ".join(f"{total[colour]} {COLOUR_WORDS[colour].lower()}" for colour in Colour if total[colour])
    return f"{counted(sum(total.values()), 'action')}: {said}." if said else ""


def freshness(report: Report) -> str:
    """When anything was reported last, in a sentence."""
    newest = report.figures.last_said
    if newest is None:
        return "Nobody has reported on any of them yet."
    return f"Last report {dated(report.institution.day(newest), report.today)}."


def table(report: Report) -> Sequence[Element]:
    """The counts by theme and over all; nothing where there is only one theme, whose counts stand in the sentence."""
    rows = [(theme, *_cells(counts)) for theme, counts in _themes(report)]
    if len(rows) < 2:
        return []
    headings = ("Theme", *(COLOUR_WORDS[colour] for colour in Colour))
    return [Table("Actions by theme and status", headings, (*rows, ("All", *_cells(report.figures.total))))]


def freshness_by_theme(report: Report) -> Sequence[Element]:
    """When each theme of the table was reported on last; nothing where there is only one."""
    themes = [theme for theme, counts in _themes(report) if any(counts.values())]
    said = ", ".join(f"{theme} {_last(report, theme)}" for theme in themes)
    return [Text(f"Last report: {said}.", Tone.QUIET)] if len(themes) > 1 else []


def chart(report: Report) -> Sequence[Element]:
    """The counts by theme as bars, a colour after another; nothing where there is only one theme."""
    themes = _themes(report)
    if len(themes) < 2:
        return []
    series = tuple(
        Series(COLOUR_WORDS[colour], tuple(float(counts[colour]) for _, counts in themes), shade)
        for colour, shade in _SERIES
    )
    return [Drawing(Bars("Where each theme stands", tuple(theme for theme, _ in themes), series))]


def changes(report: Report) -> Sequence[Element]:
    """What changed since a review, in a sentence."""
    figures = report.figures
    if figures.since is None:
        return (Text("No review has been closed yet, so there is nothing to compare with.", Tone.QUIET),)
    title = Text(f"Changed since the review on {spoken(figures.since.held_on)}", Tone.STRONG)
    if not figures.changes:
        return title, Text("Nothing has changed.")
    return title, Text(moves_in_a_sentence(figures.changes))


def moves_in_a_sentence(moves: Iterable[Moved]) -> str:
    """How many actions are what now: "4 actions: 2 now green, 1 new."."""
    known = list(moves)
    now = Counter(each.now for each in known if each.before is not None)
    said = [f"{now[colour]} now {COLOUR_WORDS[colour].lower()}" for colour in Colour if now[colour]]
    if added := sum(each.before is None for each in known):
        said.append(f"{added} new in the plan")
    return f"{counted(len(known), 'action')}: {joined(said)}."


def _themes(report: Report) -> Sequence[tuple[str, Counts]]:
    """Of the whole plan all five; of a part those that have an action."""
    whole = report.view.part == WHOLE
    return [(theme, counts) for theme, counts in report.figures.themes.items() if whole or any(counts.values())]


def _cells(counts: Counts) -> tuple[str, ...]:
    return tuple(str(counts[colour]) for colour in Colour)


def _last(report: Report, theme: str) -> str:
    newest = report.figures.newest.get(theme)
    return age(report.institution.day(newest), report.today) if newest else "never"
