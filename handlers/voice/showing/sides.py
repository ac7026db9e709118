"""What lead and chairs say beside what technicians say, statement by statement (features.md B30). Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from handlers.cards import Button, Buttons, Card, Drawing, Element, Facts, Table, Text, Tone
from handlers.charts import Bars, Series, Shade
from handlers.paging import Page, page_of
from handlers.voice.audience import FEWEST_INVITED
from handlers.voice.cards import RESULTS_PRESS
from handlers.voice.figures import Figures
from handlers.voice.model import SMALLEST_GROUP, Group, Side, Survey
from handlers.voice.showing.cards import SIDES_PRESS
from handlers.voice.showing.lines import BAD_NEWS, Line, lines, percent, shares
from handlers.voice.tallies import Tally

_ON_A_PAGE: Final = 6
_WHY_HIDDEN: Final = (
    f"A comparison is shown where at least {FEWEST_INVITED} people of each side were asked and {SMALLEST_GROUP} of "
    "each had an opinion, and never where it would tell what a few of them said."
)


@dataclass(frozen=True, slots=True)
class Compared:
    """A statement, and how the two sides see it."""

    line: Line
    leaders: Tally
    technicians: Tally

    @property
    def apart(self) -> int:
        """By how many points of a hundred more on the lead's side agree; negative where technicians do."""
        return round(_agreeing(self.leaders)) - round(_agreeing(self.technicians))


def compared(survey: Survey, figures: Figures) -> Sequence[Compared]:
    """The statements of which both sides may be shown, in their order; none of a round that compares nothing."""
    sides = {group.side: group for group in survey.groups}
    leaders, technicians = sides.get(Side.LEADERS), sides.get(Side.TECHNICIANS)
    if leaders is None or technicians is None or not all(_large(each, figures) for each in (leaders, technicians)):
        return ()
    found = []
    for line in lines(survey, figures):
        ahead, others = line.item.groups.get(leaders.name), line.item.groups.get(technicians.name)
        if line.scale and ahead and others and min(ahead.opinions, others.opinions) >= SMALLEST_GROUP:
            found.append(Compared(line, ahead, others))
    return tuple(found)


def sides_card(survey: Survey, figures: Figures, number: int) -> Card:
    """A page of statements with both sides; or why there is nothing to compare."""
    title = f"{survey.instrument.title}: lead and chairs beside technicians"
    back = Button("All together", RESULTS_PRESS, str(survey.id))
    page = page_of(list(compared(survey, figures)), number, _ON_A_PAGE)
    if not page.items:
        return Card(title, (Text("Nothing can be compared in this round."), Buttons((back,))), _WHY_HIDDEN)
    body: list[Element] = [Text(_took_part(survey, figures), Tone.QUIET)]
    for theme, some in groupby(page.items, key=lambda each: each.line.question.theme):
        body += _theme(theme, list(some))
    body.append(_table(page))
    body.append(Buttons((*page.turning(SIDES_PRESS, f"{survey.id}:"), back)))
    return Card(title, tuple(body), _WHY_HIDDEN)


def in_words(each: Compared) -> str:
    """Say in a sentence how far the sides are apart."""
    ahead, others = (percent(side.agree, side.opinions) for _, side in sides_of(each))
    said = f"{ahead} of lead and chairs and {others} of technicians agree"
    if not each.apart:
        return f"{said}."
    return f"{said}: {abs(each.apart)} points {'more' if each.apart > 0 else 'fewer'} on the lead's side."


def side_charts(theme: str, found: Sequence[Compared]) -> Iterator[Bars]:
    """The statements of a theme, two bars each; where agreeing is bad news, in a chart of their own."""
    for reverse, title in ((False, theme), (True, f"{theme}: {BAD_NEWS}")):
        some = [each for each in found if each.line.question.reverse is reverse]
        if some:
            yield _side_chart(title, some, reverse=reverse)


def _side_chart(title: str, found: Sequence[Compared], *, reverse: bool) -> Bars:
    agree, disagree = (Shade.RED, Shade.GREEN) if reverse else (Shade.GREEN, Shade.RED)
    bars = [(f"{each.line.key}, {name}", tally) for each in found for name, tally in sides_of(each)]
    parts = {
        ("Agree", agree): [tally.agree for _, tally in bars],
        ("Neither", Shade.QUIET): [tally.neither for _, tally in bars],
        ("Disagree", disagree): [tally.disagree for _, tally in bars],
    }
    opinions = [tally.opinions for _, tally in bars]
    series = tuple(
        Series(name, tuple(float(round(100 * part / base)) for part, base in zip(given, opinions, strict=True)), shade)
        for (name, shade), given in parts.items()
    )
    return Bars(title, tuple(name for name, _ in bars), series, "%")


def _theme(theme: str, found: Sequence[Compared]) -> Iterator[Element]:
    yield from (Drawing(chart) for chart in side_charts(theme, found))
    yield Facts(tuple((each.line.said, in_words(each)) for each in found))


def _table(page: Page[Compared]) -> Table:
    rows = tuple(
        (each.line.key, name, *shares(tally), str(tally.opinions))
        for each in page.items
        for name, tally in sides_of(each)
    )
    return Table("Side by side", ("Statement", "Side", "Agree", "Neither", "Disagree", "Opinions"), rows)


def sides_of(each: Compared) -> tuple[tuple[str, Tally], tuple[str, Tally]]:
    """Both sides by their names."""
    return ("lead and chairs", each.leaders), ("technicians", each.technicians)


def _took_part(survey: Survey, figures: Figures) -> str:
    found = {group.name: figures.groups[group.name] for group in survey.groups}
    said = (f"{name}: {each.ballots} of {each.invited} took part" for name, each in found.items())
    return f"{'; '.join(said)}."


def _large(group: Group, figures: Figures) -> bool:
    took = figures.groups.get(group.name)
    return (
        took is not None
        and took.invited >= FEWEST_INVITED
        and took.ballots is not None
        and took.ballots >= SMALLEST_GROUP
    )


def _agreeing(found: Tally) -> float:
    return 100 * found.agree / found.opinions
