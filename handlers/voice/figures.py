"""The figures of a closed round: all that may be shown of it.

They are reckoned once, when the round closes, and kept; every view, trend and document shows these and no others, so
that no sequence of views tells more than one view does. docs/anonymity.md says what is hidden, and why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from handlers.answers.entries import folded
from handlers.voice.counting import Counts, Given
from handlers.voice.hiding import UNANIMOUS_FROM, Cell, Earlier, Wave, shown_groups, too_telling
from handlers.voice.model import FEWEST_FOR_COMMENTS, SMALLEST_GROUP, Ballot, Instrument, QuestionKind, Survey
from handlers.voice.questions import parts
from handlers.voice.tallies import Tally, tally

_EMPTY = Tally(0, ())


@dataclass(frozen=True, slots=True)
class Participation:
    """How many were invited, and how many took part; None where that may not be said."""

    invited: int
    ballots: int | None


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """How one question, or one row of a matrix, was answered: by all, and by those groups that may be shown.

    `key` is that of `handlers.voice.questions.parts`; `whole` is None where nothing may be shown.
    """

    key: str
    whole: Tally | None
    groups: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Figures:
    """All that may be shown of a round.

    `groups` has every declared group by its name. `items` are in the order of the questions, open ones left out.
    `comments` are what was written, by the id of the question; None where too few took part.
    """

    whole: Participation
    groups: Mapping[str, Participation]
    items: tuple[ItemFigures, ...]
    comments: Mapping[str, tuple[str, ...]] | None


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """A round that was near in time to this one, and how its audience was another.

    `wordings` are those of its questions by key. `moves` counts people by the groups in which they were counted then
    and now; None where they were not asked.
    """

    figures: Figures
    wordings: Mapping[str, str]
    moves: Mapping[tuple[str | None, str | None], int]


def reckon(survey: Survey, ballots: Iterable[Ballot], earlier: Sequence[EarlierRound] = ()) -> Figures:
    """Count the ballots of a round, and leave out whatever would tell what fewer than five people said."""
    counts = Counts()
    for ballot in ballots:
        counts.add(ballot.group, ballot.answers)
    return reckon_counted(survey, counts, earlier)


def reckon_counted(survey: Survey, counts: Counts, earlier: Sequence[EarlierRound] = ()) -> Figures:
    """What may be shown of ballots that are counted already."""
    asked = _asked(survey)
    took, answers = counts.took(asked), counts.given(asked)
    fewest, names = max(SMALLEST_GROUP, survey.terms.scores_from), sorted({*asked, *took})

    def near(wording: str) -> Sequence[Wave]:
        # Also of other questions: the same one in other words, asked of all but one, would tell the one.
        return [_wave(each, folded(wording)) for each in earlier]

    items = tuple(
        _item(
            key,
            {group: tally(question, answers.get(key, {}).get(group, {})) for group in names},
            fewest,
            near(wording),
        )
        for question in survey.instrument.questions
        if question.kind is not QuestionKind.OPEN
        for key, wording in parts(question)
    )
    whole, groups = _participation(survey, took)
    return Figures(whole, groups, items, _comments(survey, answers, took.total()))


def wordings(instrument: Instrument) -> Mapping[str, str]:
    """What an instrument asks, by the keys of its figures."""
    closed = (question for question in instrument.questions if question.kind is not QuestionKind.OPEN)
    return {key: wording for question in closed for key, wording in parts(question)}


def _item(key: str, cells: Mapping[str, Tally], fewest: int, waves: Sequence[Wave]) -> ItemFigures:
    everybody = frozenset(cells)

    def fine(group: Cell) -> bool:
        """Whether it may be known what these people said: everywhere, and beside what was shown before."""
        together = sum((cells[name] for name in group), _EMPTY)
        if not together.given:
            return True
        return not too_telling(together, fewest) and all(wave.far_from(group, together) for wave in waves)

    whole = sum(cells.values(), _EMPTY)
    if not whole.given or not fine(everybody):
        return ItemFigures(key, None, {})
    with_answers = {name: cell.given for name, cell in cells.items() if cell.given}
    shown = shown_groups(with_answers, everybody, fine)
    return ItemFigures(key, whole, {name: cells[name] for name in sorted(shown)})


def _wave(earlier: EarlierRound, asked: str) -> Wave:
    """What an earlier round showed, for a question whose (folded) wording is this."""
    then = frozenset(name for name, _ in earlier.moves if name is not None)
    known: list[Earlier] = []
    for item in earlier.figures.items:
        if item.whole is not None:
            rest = item.whole
            for each in item.groups.values():
                rest = rest - each
            groups = [(frozenset((name,)), each) for name, each in item.groups.items()]
            same = folded(earlier.wordings.get(item.key, "")) == asked
            known.append(Earlier([*groups, (then - frozenset(item.groups), rest)], same))
    return Wave(known, earlier.moves)


def _participation(survey: Survey, took: Mapping[str, int]) -> tuple[Participation, Mapping[str, Participation]]:
    fewest, rate_from = max(SMALLEST_GROUP, survey.terms.scores_from), max(SMALLEST_GROUP, survey.terms.rate_from)
    asked = _asked(survey)

    def fine(group: Cell) -> bool:
        people, ballots = sum(asked[name] for name in group), sum(took.get(name, 0) for name in group)
        everybody_did = ballots >= people < UNANIMOUS_FROM
        return not people or (people >= rate_from and ballots >= fewest and not everybody_did)

    everybody = frozenset(asked)
    ballots = sum(took.values())
    whole = Participation(survey.invited, ballots if fine(everybody) else None)
    shown = shown_groups(asked, everybody, fine) if whole.ballots is not None else frozenset()
    return whole, {
        group.name: Participation(group.invited, took.get(group.name, 0) if group.name in shown else None)
        for group in survey.groups
    }


def _asked(survey: Survey) -> Mapping[str, int]:
    """How many were invited, by group; "" for those in none, where there are any."""
    invited = {group.name: group.invited for group in survey.groups}
    rest = survey.invited - sum(invited.values())
    return invited | ({"": rest} if rest > 0 else {})


def _comments(survey: Survey, answers: Given, ballots: int) -> Mapping[str, tuple[str, ...]] | None:
    if ballots < max(FEWEST_FOR_COMMENTS, survey.terms.comments_from):
        return None
    return {
        question.id: _mixed(answers.get(question.id, {}))
        for question in survey.instrument.questions
        if question.kind is QuestionKind.OPEN
    }


def _mixed(written: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    # An order that comes from the words alone: of what one person wrote under two questions, nothing stands together.
    every = [text for group in written.values() for text, times in group.items() for _ in range(times)]
    return tuple(sorted(every, key=lambda text: (sha256(text.encode()).digest(), text)))
