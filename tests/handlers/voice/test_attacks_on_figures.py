"""An attacker with everything that is shown, and a pencil: nothing that can be worked out is of fewer than five people.

Population, groups, skips, kinds of questions and rounds are random. The attacker knows who was invited to each round
and in which group, adds and subtracts whatever is shown, and looks for a sum that tells too much.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.voice.figures import EarlierRound, Figures, ItemFigures, reckon, wordings
from handlers.voice.model import Ballot, Group, Instrument, Question, QuestionKind, Survey, Terms
from handlers.voice.tallies import Tally
from tests.support.voice import a_round

KINDS = [kind for kind in QuestionKind if kind is not QuestionKind.OPEN]
ANSWERS = {
    QuestionKind.SCALE: ["1", "2", "3", "4", "5", "unsure"],
    QuestionKind.MATRIX: ["1", "2", "3", "4", "5", "unsure"],
    QuestionKind.CHOICE: ["0", "1", "2"],
    QuestionKind.YES_NO: ["0", "1", "2"],
    QuestionKind.MULTI: ["0", "1", "2", "0,1", "1,2", "0,1,2"],
    QuestionKind.RANK: ["0", "1,0", "2,1,0", "0,2"],
}
NAMES = ("", "Arts", "Health", "Science")


@dataclass(frozen=True)
class Played:
    """A round as it went: who was asked in which group, who answered, and what may be seen of it."""

    audience: Mapping[int, str]
    answered: Mapping[int, Ballot]
    figures: Figures
    wording: str


def _instrument(kind: QuestionKind, wording: str = "My work is seen.") -> Instrument:
    options = () if kind in (QuestionKind.SCALE, QuestionKind.MATRIX) else ("a", "b", "c")
    rows = ("this", "that") if kind is QuestionKind.MATRIX else ()
    closed = Question("Q", "Visibility", wording, kind, options, rows)
    return Instrument("own", "Own", (closed, Question("O", "Visibility", "…", QuestionKind.OPEN)))


@st.composite
def _rounds(draw: st.DrawFn) -> list[Played]:
    """Rounds near each other in time. People change their minds, or do not; most take part, or few."""
    kind = draw(st.sampled_from(KINDS))
    names = ("", *draw(st.lists(st.sampled_from(NAMES[1:]), unique=True)))
    audience = {
        10 * place + number: name for place, name in enumerate(names) for number in range(draw(st.integers(0, 9)))
    }
    silent_of_ten = draw(st.sampled_from((0, 0, 1, 5)))
    steadfast = draw(st.booleans())
    played: list[Played] = []
    answered: Mapping[int, Ballot] = {}
    for _ in range(draw(st.integers(1, 3))):
        moved = draw(st.dictionaries(st.integers(0, 59), st.sampled_from((*names, None)), max_size=3))
        audience = {p: n for p, n in (audience | moved).items() if n is not None}
        answered = draw(_answered(audience, kind, silent_of_ten, answered if steadfast else {}))
        wording = draw(st.sampled_from(("My work is seen.", "They see my work.")))
        instrument = _instrument(kind, wording)
        figures = reckon(_survey(instrument, audience), list(answered.values()), _earlier(kind, played, audience))
        played.append(Played(audience, answered, figures, wording))
    return played


@st.composite
def _answered(
    draw: st.DrawFn, audience: Mapping[int, str], kind: QuestionKind, silent_of_ten: int, before: Mapping[int, Ballot]
) -> dict[int, Ballot]:
    """What the people of an audience send, those who are silent left out; the same as before, where they sent that."""
    keys = ["Q.0", "Q.1"] if kind is QuestionKind.MATRIX else ["Q"]
    usual = draw(st.sampled_from(ANSWERS[kind]))
    # Most answer as most do: what is random all through is never unanimous.
    answers = st.sampled_from([None, usual, usual, usual, *ANSWERS[kind]])
    ballots = {}
    for person, group in audience.items():
        if draw(st.integers(0, 9)) < silent_of_ten:
            continue
        if person in before:
            ballots[person] = replace(before[person], group=group)
        else:
            given = {key: value for key in keys if (value := draw(answers)) is not None}
            ballots[person] = Ballot(group, given | {"O": "…"})
    return ballots


def _survey(instrument: Instrument, audience: Mapping[int, str]) -> Survey:
    counts = Counter(audience.values())
    groups = tuple(Group(name, counts[name]) for name in sorted(counts) if name)
    return replace(a_round(instrument), invited=len(audience), groups=groups)


def _earlier(kind: QuestionKind, played: Sequence[Played], audience: Mapping[int, str]) -> list[EarlierRound]:
    return [
        EarlierRound(
            each.figures,
            wordings(_instrument(kind, each.wording)),
            Counter((each.audience.get(p), audience.get(p)) for p in each.audience.keys() | audience.keys()),
        )
        for each in played
    ]


def _worked_out(item: ItemFigures, people: Mapping[int, str]) -> Iterator[tuple[frozenset[int], Tally]]:
    """Every sum that follows from what is shown of a question, with whose answers it is made of."""
    if item.whole is None:
        assert not item.groups
        return
    for number in range(len(item.groups) + 1):
        for some in combinations(item.groups, number):
            together = sum((item.groups[name] for name in some), Tally(0, ()))
            members = frozenset(person for person, name in people.items() if name in some)
            yield members, together
            yield frozenset(people) - members, item.whole - together


def _steps(found: Tally) -> list[int]:
    return [found.disagree, found.neither, found.agree] if found.scale else list(found.counts)


@settings(max_examples=400)
@given(_rounds())
def test_no_sum_is_of_one_to_four_peoples_answers(played: list[Played]) -> None:
    for each in played:
        for item in each.figures.items:
            for _, found in _worked_out(item, each.audience):
                assert found.opinions == 0 or found.opinions >= 5
                assert found.given == 0 or found.opinions >= 5


@settings(max_examples=400)
@given(_rounds())
def test_no_sum_of_fewer_than_ten_says_that_all_of_them_said_the_same(played: list[Played]) -> None:
    for each in played:
        for item in each.figures.items:
            for _, found in _worked_out(item, each.audience):
                assert not found.opinions or found.opinions >= 10 or found.opinions not in _steps(found)


@settings(max_examples=600)
@given(_rounds())
def test_no_difference_between_rounds_points_at_one_to_four_people(played: list[Played]) -> None:
    """The attacker takes it that nobody changes their mind, and adds up whatever was shown of the earlier round."""
    for before, after in combinations(played, 2):
        same = before.wording == after.wording
        for then, now in zip(before.figures.items, after.figures.items, strict=True):
            sums = list(_worked_out(then, before.audience))
            for people, found in _nested(now, after.audience):
                for others, earlier in sums:
                    asked_once = len(people ^ others)
                    if asked_once or same:
                        # All who might be meant: those who were asked once, and as many as were silent.
                        meant = asked_once + len(others) - earlier.given + len(people) - found.given
                        assert not 0 < meant < 5
                    if same and 0 < asked_once < 5:
                        assert abs(found.given - earlier.given) >= 5


def _nested(item: ItemFigures, people: Mapping[int, str]) -> Iterator[tuple[frozenset[int], Tally]]:
    """The whole, each group that is shown, and what is left without them."""
    if item.whole is None:
        return
    yield frozenset(people), item.whole
    for name, found in item.groups.items():
        yield frozenset(person for person, group in people.items() if group == name), found
    rest = frozenset(person for person, group in people.items() if group not in item.groups)
    left = item.whole - sum(item.groups.values(), Tally(0, ()))
    if left.given:
        yield rest, left


@settings(max_examples=400)
@given(_rounds())
def test_nobody_is_known_by_a_difference_between_rounds_in_which_all_said_the_same(played: list[Played]) -> None:
    for before, after in combinations(played, 2):
        if before.wording != after.wording:
            continue
        for then, now in zip(before.figures.items, after.figures.items, strict=True):
            for people, found in _nested(now, after.audience):
                for others, earlier in _worked_out(then, before.audience):
                    came = people - others
                    left = found - earlier
                    if others <= people and earlier.given == len(others) and found.opinions == len(people):
                        assert left.opinions != len(came) or not came or len(came) >= 10 or not left.unanimous


@settings(max_examples=400)
@given(_rounds())
def test_no_count_of_who_took_part_is_below_five(played: list[Played]) -> None:
    for each in played:
        whole, groups = each.figures.whole, each.figures.groups
        if whole.ballots is None:
            assert all(group.ballots is None for group in groups.values())
            continue
        shown = {name: group.ballots for name, group in groups.items() if group.ballots is not None}
        left = whole.ballots - sum(shown.values())
        rest = whole.invited - sum(groups[name].invited for name in shown)
        assert min([*shown.values(), left if rest else 5]) >= 5


@settings(max_examples=400)
@given(_rounds())
def test_no_comment_is_shown_of_fewer_than_ten_ballots(played: list[Played]) -> None:
    for each in played:
        if each.figures.comments is not None:
            assert len(each.figures.comments["O"]) >= 10


@given(st.permutations(range(12)))
def test_figures_say_nothing_of_the_order_of_the_ballots(order: list[int]) -> None:
    ballots = [Ballot("", {"Q": str(1 + n % 5), "O": f"comment {n}"}) for n in range(12)]
    survey = a_round(_instrument(QuestionKind.SCALE))
    assert reckon(survey, [ballots[n] for n in order]) == reckon(survey, ballots)


@given(st.integers(-5, 4), st.integers(-5, 9), st.integers(1, 9))
def test_no_terms_are_lower_than_five_and_ten(scores: int, comments: int, people: int) -> None:
    survey = replace(a_round(_instrument(QuestionKind.SCALE)), terms=Terms(scores, comments, scores))
    ballots = [Ballot("", {"Q": str(1 + n % 2 * 4), "O": "…"}) for n in range(people)]
    found = reckon(survey, ballots)
    assert (found.items[0].whole is not None, found.comments) == (people >= 5, None)
