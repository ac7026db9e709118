"""The evidence of the technician voice as a document, in the order in which the self-assessment form asks. Pure.

Whoever reads it may be outside the institution, so figures of surveys follow the rules for published ones
(`handlers.voice.showing.publishing`). What was counted at an event was seen by everybody there, and stays as it is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from handlers.charts import Bars, Series, Shade
from handlers.dates import spoken
from handlers.documents import (
    Document,
    Drawing,
    Grid,
    Heading,
    Paragraph,
    Part,
    Points,
    ToBeWritten,
    Voice,
)
from handlers.documents import Quotation as Quoted
from handlers.phrases import counted, joined
from handlers.plans.themes import OTHER, THEMES
from handlers.voice.events.forms import METHOD_WORDS
from handlers.voice.events.model import ASKED, Prompt, VoiceEvent, VoicePoint
from handlers.voice.heard import Change, Heard, HeardRound
from handlers.voice.showing.lines import BAD_NEWS, TOO_FEW, Line, lines, options
from handlers.voice.showing.publishing import PUBLISHED_FROM, may_be_published, rounded, said, share
from handlers.voice.showing.sides import Compared, compared, side_charts, sides_of
from handlers.voice.tallies import Tally
from handlers.wording import COLOUR_WORDS

_LEAD: Final = "the institutional lead"
_TO_WRITE: Final = (
    "How technicians took part in writing the plan itself: who sat at the table, and who read the draft.",
    "What was said that the plan does not take up, and why.",
    "How technicians heard what came of it, and what they said then.",
)
_THEMES: Final = (*THEMES, OTHER)
_NO_FIGURE: Final = "not given"


def evidence_document(institution: str, heard: Heard, today: date) -> Document:
    """The whole document; `institution` is its name."""
    parts = (
        *_when_and_how(heard),
        *findings(heard.rounds),
        *_side_by_side(heard.rounds),
        *_points(heard),
        *_changes(heard.changes, heard),
        *quotations(heard.rounds),
        Heading("What only people can say"),
        *(ToBeWritten(_LEAD, what) for what in _TO_WRITE),
    )
    return Document(
        "Evidence of the technician voice",
        parts,
        f"{institution}, {spoken(today)}",
        f"Evidence of the technician voice, {institution}, {spoken(today)}",
    )


def _when_and_how(heard: Heard) -> Iterator[Part]:
    yield Heading("When and how technicians were heard")
    rows = [(each.survey.closes_on, _round_row(each)) for each in heard.rounds]
    rows += [(each.held_on, _event_row(each)) for each in heard.events]
    if not rows:
        yield ToBeWritten(_LEAD, "When and how technicians were heard: nothing is recorded yet.")
        return
    yield Grid(
        "Surveys and events, by date",
        ("When", "How", "What", "Invited", "Took part", "Response"),
        tuple(row for _, row in sorted(rows, key=lambda pair: pair[0])),
    )
    if heard.rounds:
        yield Paragraph(
            "Surveys are anonymous: ballots are sealed when they are sent, and shuffled before anybody reads them. "
            f"Their counts are rounded to 5 and given from {PUBLISHED_FROM} ballots up, shares of 23 people and more.",
            Voice.QUIET,
        )


def _round_row(found: HeardRound) -> tuple[str, ...]:
    survey, whole = found.survey, found.figures.whole
    days = f"{spoken(survey.opened_at.date())} to {spoken(survey.closes_on)}"
    invited = f"about {rounded(survey.invited)}"
    title = f"{survey.instrument.title}, round {survey.wave}"
    if whole.ballots is None or not may_be_published(found.figures):
        return days, "Anonymous survey", title, invited, f"fewer than {PUBLISHED_FROM}", _NO_FIGURE
    response = share(whole.ballots, whole.invited) or _NO_FIGURE
    return days, "Anonymous survey", title, invited, f"about {rounded(whole.ballots)}", response


def _event_row(event: VoiceEvent) -> tuple[str, ...]:
    invited, took_part = ("not recorded" if each is None else str(each) for each in (event.invited, event.took_part))
    response = share(event.took_part, event.invited) if event.invited and event.took_part is not None else None
    return (
        spoken(event.held_on),
        METHOD_WORDS[event.method],
        event.title,
        invited,
        took_part,
        response or _NO_FIGURE,
    )


def findings(rounds: Sequence[HeardRound]) -> Iterator[Part]:
    """The published figures of these rounds."""
    yield Heading("Themes and findings")
    shown = [each for each in rounds if may_be_published(each.figures)]
    if not shown:
        yield Paragraph(
            "No survey has closed with figures that may be shown outside. What was said at events follows below."
        )
    for each in shown:
        yield Heading(f"{each.survey.instrument.title}, closed on {spoken(each.survey.closes_on)}", 2)
        found = list(lines(each.survey, each.figures))
        scales = [line for line in found if line.scale]
        yield from _charts(scales)
        if scales:
            yield Grid(
                "How far people agree",
                ("Statement", "Theme", "Agree", "Neither", "Disagree", "Opinions"),
                tuple((line.said, line.question.theme, *_agreement(line.item.whole)) for line in scales),
            )
        informing = [line for line in found if line.question.actions]
        if informing:
            rows = tuple((line.said, ", ".join(line.question.actions)) for line in informing)
            yield Grid("Which actions the answers inform", ("Question", "Actions"), rows)
        for line in found:
            if not line.scale:
                yield Grid(line.said, ("Answer", "People"), tuple(_options(line)))
        if each.survey.instrument.source:
            yield Paragraph(f"Questions: {each.survey.instrument.source}", Voice.QUIET)


def _side_by_side(rounds: Sequence[HeardRound]) -> Iterator[Part]:
    """Where a round compared them, how lead and chairs see it and how technicians do."""
    for each in rounds:
        pairs = [pair for pair in compared(each.survey, each.figures) if _both_may_be_published(pair)]
        if not pairs or not may_be_published(each.figures):
            continue
        yield Heading(f"Lead and chairs beside technicians: {each.survey.instrument.title}", 2)
        drawn = [pair for pair in pairs if all(share(0, side.opinions) for _, side in sides_of(pair))]
        # A chart a theme: two bars for each of 26 statements are taller than a page.
        for theme, some in groupby(drawn, key=lambda pair: pair.line.question.theme):
            yield from (Drawing(chart) for chart in side_charts(theme, list(some)))
        yield Grid(
            "The same statements, side by side",
            ("Statement", "Side", "Agree", "Neither", "Disagree", "Opinions"),
            tuple((pair.line.said, name, *_agreement(side)) for pair in pairs for name, side in sides_of(pair)),
        )


def _both_may_be_published(pair: Compared) -> bool:
    return all(side.opinions >= PUBLISHED_FROM for _, side in sides_of(pair))


def _charts(scales: Sequence[Line]) -> Iterator[Part]:
    """A chart of what may be given as shares; where agreeing is bad news, one of its own."""
    drawn = [line for line in scales if line.item.whole and share(0, line.item.whole.opinions)]
    good = [line for line in drawn if not line.question.reverse]
    bad = [line for line in drawn if line.question.reverse]
    if good:
        yield Drawing(_chart("How far people agree", good, Shade.GREEN, Shade.RED))
    if bad:
        yield Drawing(_chart(f"How far people agree: {BAD_NEWS}", bad, Shade.RED, Shade.GREEN))


def _chart(title: str, found: Sequence[Line], agree: Shade, disagree: Shade) -> Bars:
    tallies = [line.item.whole for line in found if line.item.whole is not None]
    rows = {
        ("Agree", agree): [(each.agree, each.opinions) for each in tallies],
        ("Neither", Shade.QUIET): [(each.neither, each.opinions) for each in tallies],
        ("Disagree", disagree): [(each.disagree, each.opinions) for each in tallies],
    }
    series = tuple(
        Series(name, tuple(float(round(100 * part / base)) for part, base in pairs), shade)
        for (name, shade), pairs in rows.items()
    )
    return Bars(title, tuple(line.key for line in found), series, "%")


def _agreement(found: Tally | None) -> tuple[str, ...]:
    if found is None or found.opinions < PUBLISHED_FROM:
        return (TOO_FEW,) * 4
    shares = (said(count, found.opinions) for count in (found.agree, found.neither, found.disagree))
    return (*shares, f"about {rounded(found.opinions)}")


def _options(line: Line) -> Iterator[tuple[str, str]]:
    found, named = line.item.whole, options(line.question)
    if found is None or found.opinions < PUBLISHED_FROM:
        yield from ((name, TOO_FEW) for name in named)
    else:
        yield from ((name, said(count, found.opinions)) for name, count in zip(named, found.counts, strict=True))


def _points(heard: Heard) -> Iterator[Part]:
    yield Heading("What technicians said, theme by theme")
    if not heard.points:
        yield Paragraph("No points from workshops or other events are recorded.")
        return
    yield Paragraph("Paraphrases without names, the most frequent first.", Voice.QUIET)
    count = Counter((point.theme, point.prompt) for point in heard.points)
    themes = [theme for theme in _THEMES if any(point.theme == theme for point in heard.points)]
    yield Grid(
        "How many points",
        ("Theme", *(ASKED[prompt] for prompt in Prompt)),
        tuple((theme, *(str(count[theme, prompt]) for prompt in Prompt)) for theme in themes),
    )
    events = {event.id: event for event in heard.events}
    for theme in themes:
        yield Heading(theme, 2)
        for prompt in Prompt:
            mine = [point for point in heard.points if (point.theme, point.prompt) == (theme, prompt)]
            if mine:
                yield Heading(ASKED[prompt], 3)
                ordered = sorted(mine, key=lambda point: -point.times)
                yield Points(tuple(_point(point, events[point.event_id]) for point in ordered))


def _point(point: VoicePoint, event: VoiceEvent) -> str:
    often = f"said {counted(point.times, 'time')}, " if point.times > 1 else ""
    return f"{point.words} ({often}{event.title}, {spoken(event.held_on)})"


def _changes(changes: Sequence[Change], heard: Heard) -> Iterator[Part]:
    yield Heading("What changed in the plan")
    if not changes:
        yield ToBeWritten(_LEAD, "Which actions came of what technicians said: none is linked to a point yet.")
        return
    yield Grid(
        "What was said, and what it led to",
        ("What was said", "Theme", "Action", "What was done", "State now"),
        tuple(
            (
                each.point.words,
                each.point.theme,
                each.action.name,
                each.did or "not said yet",
                COLOUR_WORDS[each.colour],
            )
            for each in changes
        ),
    )
    linked = {each.point.id for each in changes}
    actions = {each.action.id for each in changes}
    yield Paragraph(
        f"{len(linked)} of {counted(len(heard.points), 'point')} led to {counted(len(actions), 'action')} of the plan."
    )
    if heard.told_on:
        days = joined([spoken(day) for day in heard.told_on])
        yield Paragraph(f"What came of it was sent to all technicians on the list on {days}.")


def quotations(rounds: Sequence[HeardRound]) -> Iterator[Part]:
    """What two people approved for quoting."""
    yield Heading("In their own words")
    found = [
        Quoted(quotation.words, f"{_theme_of(each, quotation.question)}, {each.survey.instrument.title}")
        for each in rounds
        if each.figures.comments is not None
        for quotation in each.quotations
    ]
    if not found:
        yield Paragraph(
            "No comment is approved for quoting: that takes two people, and nothing in it that names anybody."
        )
        return
    yield from found
    yield Paragraph("Each was approved for quoting by two people.", Voice.QUIET)


def _theme_of(found: HeardRound, question_id: str) -> str:
    themes = {question.id: question.theme for question in found.survey.instrument.questions}
    return themes.get(question_id, OTHER)
