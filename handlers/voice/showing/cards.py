"""The results of a round, for lead and chairs."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from handlers.cards import NAME_ON_BUTTON, Button, Buttons, Card, Drawing, Element, Facts, Table, Text, Tone
from handlers.charts import Bars, Series, Shade
from handlers.dates import spoken
from handlers.paging import Page, page_of
from handlers.phrases import shortened
from handlers.voice.cards import RESULTS_PRESS, evidence_button
from handlers.voice.figures import Figures, Participation
from handlers.voice.model import SMALLEST_GROUP, QuestionKind, Survey
from handlers.voice.showing.lines import BAD_NEWS, TOO_FEW, WHY_TOO_FEW, Line, lines, options, percent, shares
from handlers.voice.showing.national import comparison

LIST_PRESS: Final = "voice.results-list"
GROUPS_PRESS: Final = "voice.groups"
SIDES_PRESS: Final = "voice.sides"
TREND_PRESS: Final = "voice.trend"
COMMENTS_PRESS: Final = "voice.comments"
PUBLISH_PRESS: Final = "voice.publish"
_PUBLISHING: Final = (
    "Everybody who was asked can then see these figures, rounded, without groups and comments. "
    "This cannot be taken back."
)
_ON_A_PAGE: Final = 9
"""Questions: more of them, with their charts, are half a dozen messages in Teams."""
_HEADINGS: Final = ("Statement", "Agree", "Neither", "Disagree", "Opinions", "Not sure")


def list_card(page: Page[Survey]) -> Card:
    """The rounds that have results."""
    if not page.items:
        return Card("No results yet", (Text("Results are shown only after a survey has closed."),))
    found = tuple(Button(label(each), RESULTS_PRESS, str(each.id)) for each in page.items)
    turning = page.turning(LIST_PRESS)
    return Card("Results of surveys", (Buttons(found), Buttons((*turning, evidence_button()))))


def label(survey: Survey) -> str:
    """What a round is called on a button."""
    return f"{shortened(survey.instrument.title, NAME_ON_BUTTON)}, {spoken(survey.closes_on)}"


def results_card(survey: Survey, figures: Figures, number: int, *, own: Sequence[Button] = ()) -> Card:
    """A page of the results of a closed round, or that too few took part; `own` buttons come last."""
    page = page_of(_pages(list(lines(survey, figures))), number, 1)
    turning = page.turning(RESULTS_PRESS, f"{survey.id}:")
    buttons = (*turning, *_ways_on(survey, figures), *own) if figures.whole.ballots is not None else ()
    card = _card(survey, figures, [line for some in page.items for line in some])
    footer = f"Page {page.number} of {page.pages}." if turning and buttons else card.footer
    return Card(card.title, (*card.body, *((Buttons(buttons),) if buttons else ())), footer)


def whole_card(survey: Survey, figures: Figures) -> Card:
    """All results of a closed round at once, where there is room."""
    return _card(survey, figures, list(lines(survey, figures)))


def _card(survey: Survey, figures: Figures, found: Sequence[Line]) -> Card:
    title = f"{survey.instrument.title}: results"
    if figures.whole.ballots is None:
        few = f"Too few of {survey.invited} people took part, so nothing is shown, to anybody."
        return Card(title, (Text(few),), f"Results are shown from {SMALLEST_GROUP} ballots up.")
    body: list[Element] = [Text(f"{_took_part(figures.whole)} It closed on {spoken(survey.closes_on)}.", Tone.STRONG)]
    for theme, some in groupby(found, key=lambda line: line.question.theme):
        body += _theme(theme, list(some))
    scales = [line for line in found if line.scale]
    if scales:
        body.append(Table("How far people agree", _HEADINGS, tuple(map(_row, scales))))
    body += comparison(found)
    body.append(Text("“Not sure” and skipped statements are no opinion.", Tone.QUIET))
    if any(line.item.whole is None for line in found):
        body.append(Text(WHY_TOO_FEW, Tone.QUIET))
    return Card(title, tuple(body))


def _pages(found: Sequence[Line]) -> Sequence[Sequence[Line]]:
    """Whole themes together, as many as a page takes; at least one page."""
    pages: list[list[Line]] = [[]]
    for _, some in groupby(found, key=lambda line: line.question.theme):
        theme = list(some)
        if pages[-1] and len(pages[-1]) + len(theme) > _ON_A_PAGE:
            pages.append([])
        pages[-1] += theme
    return pages


def publish_button(survey: Survey) -> Button:
    """Shows the figures to those who were asked."""
    return Button("Publish", PUBLISH_PRESS, str(survey.id), confirm=_PUBLISHING)


def _ways_on(survey: Survey, figures: Figures) -> Iterator[Button]:
    if survey.compares:
        yield Button("Side by side", SIDES_PRESS, f"{survey.id}:1")
    elif survey.groups:
        yield Button("By group", GROUPS_PRESS, f"{survey.id}:1")
    if figures.comments is not None and any(figures.comments.values()):
        yield Button("What people wrote", COMMENTS_PRESS, f"{survey.id}:1")
    if survey.wave > 1:
        yield Button("Over the rounds", TREND_PRESS, str(survey.id))
    yield evidence_button()


def _took_part(found: Participation) -> str:
    if found.ballots is None:
        return f"Too few of {found.invited} people took part to say more."
    return f"{found.ballots} of {found.invited} people took part ({percent(found.ballots, found.invited)})."


def _theme(theme: str, found: Sequence[Line]) -> Iterator[Element]:
    """A chart of the statements, one of those where agreeing is bad news, and one for each question with options."""
    shown = [line for line in found if line.item.whole is not None]
    good = [line for line in shown if line.scale and not line.question.reverse]
    bad = [line for line in shown if line.scale and line.question.reverse]
    if good:
        yield Drawing(_agreement(f"{theme}: how far people agree", good, Shade.GREEN, Shade.RED))
    if bad:
        yield Drawing(_agreement(f"{theme}: {BAD_NEWS}", bad, Shade.RED, Shade.GREEN))
    for line in found:
        if not line.scale:
            yield Text(line.said, Tone.STRONG)
            yield from _options(line)


def _agreement(title: str, found: Sequence[Line], agree: Shade, disagree: Shade) -> Bars:
    tallies = [line.item.whole for line in found if line.item.whole is not None]
    return Bars(
        title,
        tuple(line.key for line in found),
        (
            Series("Agree", tuple(float(round(100 * each.agree / each.opinions)) for each in tallies), agree),
            Series("Neither", tuple(float(round(100 * each.neither / each.opinions)) for each in tallies), Shade.QUIET),
            Series("Disagree", tuple(float(round(100 * each.disagree / each.opinions)) for each in tallies), disagree),
        ),
        "%",
    )


def _options(line: Line) -> Iterator[Element]:
    found = line.item.whole
    if found is None:
        yield Text(f"Answers: {TOO_FEW}.")
        return
    named = options(line.question)
    values = tuple(float(round(100 * count / found.opinions)) for count in found.counts)
    share = "Put first" if line.question.kind is QuestionKind.RANK else "Share"
    yield Drawing(Bars(f"{line.key}: {found.opinions} answered", named, (Series(share, values),), "%"))
    yield Facts(tuple((name, str(count)) for name, count in zip(named, found.counts, strict=True)))


def _row(line: Line) -> tuple[str, ...]:
    found = line.item.whole
    counts = (str(found.opinions), str(found.unsure)) if found else (TOO_FEW, TOO_FEW)
    return (line.said, *shares(found), *counts)


def published(survey: Survey) -> Card:
    """Confirm that a round's figures are published."""
    return Card(
        "The results are published",
        (Text(f"Whoever was asked sees the figures of “{survey.instrument.title}”, rounded, by typing “results”."),),
    )


def too_few_to_publish(fewest: int) -> Card:
    """Refuse to publish what so few have answered."""
    return Card(
        "Too few to publish", (Text(f"Figures are published from {fewest} ballots up. You can see them here."),)
    )
