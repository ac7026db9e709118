"""How answers changed over the rounds of an instrument: from kept figures, and nothing else."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from handlers.cards import Button, Buttons, Card, Drawing, Element, Facts, Text, Tone
from handlers.charts import Lines, Series, Shade
from handlers.dates import spoken
from handlers.voice.cards import RESULTS_PRESS
from handlers.voice.figures import Figures
from handlers.voice.model import Survey
from handlers.voice.showing.lines import BAD_NEWS, Line, lines

Round = tuple[Survey, Figures]


def trend_card(rounds: Sequence[Round]) -> Card:
    """The share that agrees, round by round, oldest first; the statements are those of the last round."""
    survey, figures = rounds[-1]
    body: list[Element] = []
    scales = [line for line in lines(survey, figures) if line.scale]
    for theme, some in groupby(scales, key=lambda line: line.question.theme):
        body += _theme(theme, list(some), rounds)
    body.append(Text("A round without a figure had too few answers for one. No line is drawn for it.", Tone.QUIET))
    body.append(Buttons((Button("This round", RESULTS_PRESS, str(survey.id)),)))
    return Card(f"{survey.instrument.title}: over {len(rounds)} rounds", tuple(body))


def _theme(theme: str, found: Sequence[Line], rounds: Sequence[Round]) -> Iterator[Element]:
    when = tuple(spoken(survey.closes_on) for survey, _ in rounds)
    good = tuple(_series(line, rounds) for line in found if not line.question.reverse)
    bad = tuple(_series(line, rounds) for line in found if line.question.reverse)
    if good:
        yield Drawing(Lines(f"{theme}: agree", when, good, "%"))
    if bad:
        yield Drawing(Lines(f"{theme}: agree, and {BAD_NEWS}", when, bad, "%"))
    yield Facts(tuple((line.key, line.wording) for line in found))


def _series(line: Line, rounds: Sequence[Round]) -> Series:
    return Series(
        line.key, tuple(_agree(line, *each) for each in rounds), Shade.RED if line.question.reverse else Shade.PLAIN
    )


def _agree(line: Line, survey: Survey, figures: Figures) -> float | None:
    """What agreed with the same words then; a statement that was put in other words has no figure."""
    same = (each for each in lines(survey, figures) if (each.key, each.wording) == (line.key, line.wording))
    found = next((each.item.whole for each in same), None)
    return float(round(100 * found.agree / found.opinions)) if found else None
