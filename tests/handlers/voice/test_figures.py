"""What is shown of a round that has closed, and what is hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.voice.figures import EarlierRound, Figures, ItemFigures, reckon, wordings
from handlers.voice.model import Answers, Ballot, Group, Instrument, Question, QuestionKind, Survey
from handlers.voice.tallies import Tally, tally
from tests.support.voice import a_round

SCALE = Question("Q", "Visibility", "My work is seen.")
OPEN = Question("O", "Visibility", "What would help?", QuestionKind.OPEN)
Moves = dict[tuple[str | None, str | None], int]
MIXED = ("1", "2", "3", "4", "5")


def _round(question: Question = SCALE, **groups: int) -> Survey:
    """Twenty people are asked beside those in groups."""
    survey = a_round(Instrument("own", "Own", (question, OPEN)))
    invited = sum(groups.values())
    return replace(survey, invited=20 + invited, groups=tuple(Group(name, count) for name, count in groups.items()))


def _given(number: int, group: str = "", values: Sequence[str] = MIXED) -> list[Ballot]:
    return [Ballot(group, {"Q": values[n % len(values)]}) for n in range(number)]


def _item(survey: Survey, ballots: Sequence[Ballot], *earlier: EarlierRound) -> ItemFigures:
    return reckon(survey, ballots, earlier).items[0]


def test_five_opinions_are_shown() -> None:
    assert _item(_round(), _given(5)).whole == Tally(5, (1, 1, 1, 1, 1), 0, scale=True)


def test_four_opinions_are_hidden_however_many_were_not_sure() -> None:
    assert _item(_round(), _given(4) + _given(9, values=["unsure"])).whole is None


def test_what_nine_people_all_said_is_hidden() -> None:
    assert _item(_round(), _given(9, values=["4", "5"])).whole is None


def test_what_ten_people_all_said_is_shown() -> None:
    found = _item(_round(), _given(10, values=["4", "5"])).whole
    assert found is not None
    assert found.agree == 10


def test_a_group_of_five_is_shown_beside_a_rest_of_five() -> None:
    assert list(_item(_round(Arts=9), _given(5, "Arts") + _given(5)).groups) == ["Arts"]


def test_a_group_is_hidden_where_the_rest_would_be_four() -> None:
    assert _item(_round(Arts=9), _given(8, "Arts") + _given(4)).groups == {}


def test_a_group_is_hidden_where_the_rest_would_be_unanimous() -> None:
    assert _item(_round(Arts=9), _given(8, "Arts") + _given(6, values=["5"])).groups == {}


def test_two_small_groups_may_be_known_together_but_not_one_of_them() -> None:
    found = _item(_round(Arts=9, Law=9, Health=9), _given(9, "Health") + _given(3, "Arts") + _given(3, "Law"))
    assert list(found.groups) == ["Health"]


def test_the_smaller_group_is_hidden_to_protect_the_rest() -> None:
    found = _item(_round(Arts=9, Law=9), _given(9, "Arts") + _given(6, "Law") + _given(2))
    assert list(found.groups) == ["Arts"]


def test_a_group_with_nobody_outside_it_is_shown_as_the_whole_is() -> None:
    found = _item(replace(_round(Arts=20), invited=20), _given(7, "Arts"))
    assert found.groups["Arts"] == found.whole


def test_a_group_that_is_not_declared_counts_in_the_whole_only() -> None:
    found = _item(_round(Arts=9), _given(6, "Forged") + _given(6, "Arts"))
    assert (found.whole and found.whole.opinions, list(found.groups)) == (12, ["Arts"])


def _took_part(ballots: int, survey: Survey) -> Figures:
    return reckon(survey, _given(ballots, "Arts") + _given(10))


def test_who_took_part_is_shown_of_a_group_from_five_invited_and_five_ballots() -> None:
    assert _took_part(5, _round(Arts=9)).groups["Arts"].ballots == 5


def test_who_took_part_is_not_shown_of_four_ballots() -> None:
    assert _took_part(4, _round(Arts=9)).groups["Arts"].ballots is None


def test_that_all_of_nine_took_part_is_not_shown() -> None:
    assert _took_part(9, _round(Arts=9)).groups["Arts"].ballots is None


def _written(number: int) -> Mapping[str, tuple[str, ...]] | None:
    return reckon(_round(), [Ballot("", {"O": f"comment {n}"}) for n in range(number)]).comments


def test_comments_are_shown_from_ten_ballots() -> None:
    assert [len((_written(number) or {}).get("O", ())) for number in (9, 10)] == [0, 10]


def test_what_two_people_wrote_alike_is_shown_twice() -> None:
    found = reckon(_round(), [Ballot("", {"O": "more time"})] * 11)
    assert found.comments == {"O": ("more time",) * 11}


def _options(kind: QuestionKind, *given: str) -> Tally:
    question = Question("Q", "Visibility", "Which?", kind, ("a", "b", "c"))
    return tally(question, dict.fromkeys(given, 1))


def test_a_choice_counts_its_options() -> None:
    assert _options(QuestionKind.CHOICE, "0", "2").counts == (1, 0, 1)


def test_several_choices_count_people_once_and_options_each() -> None:
    assert _options(QuestionKind.MULTI, "0,1", "1") == Tally(2, (1, 2, 0))


def test_a_rank_counts_what_is_put_first() -> None:
    assert _options(QuestionKind.RANK, "2,0,1", "2").counts == (0, 0, 2)


def test_an_option_that_is_not_offered_counts_not() -> None:
    assert _options(QuestionKind.CHOICE, "7", "", "x", "0").opinions == 1


def test_that_all_ticked_the_same_beside_others_is_unanimous() -> None:
    assert _options(QuestionKind.MULTI, "0,1", "1,2").unanimous


def test_a_matrix_has_figures_for_each_row() -> None:
    matrix = Question("M", "Visibility", "How is", QuestionKind.MATRIX, rows=("this", "that"))
    answers: list[Answers] = [{"M.0": value, "M.1": "5"} for value in MIXED]
    found = reckon(_round(matrix), [Ballot("", each) for each in answers])
    assert [(item.key, item.whole is None) for item in found.items] == [("M.0", False), ("M.1", True)]


def _after(
    before: Sequence[Ballot], after: Sequence[Ballot], came: int, then: Survey | None = None, stayed: int = 20
) -> ItemFigures:
    """A second round, near in time, to the same people and some who came."""
    moves: Moves = {("", ""): stayed, (None, ""): came}
    first = then or _round()
    return _item(_round(), after, EarlierRound(reckon(first, before), wordings(first.instrument), moves))


def test_a_small_stable_institution_sees_its_next_round() -> None:
    assert _after(_given(12), _given(14), 0).whole is not None


def test_a_round_is_hidden_where_two_came_and_two_more_answered() -> None:
    assert _after(_given(12), _given(14), 2).whole is None


def test_a_round_is_shown_where_two_came_and_five_more_answered() -> None:
    assert _after(_given(12), _given(17), 2).whole is not None


def test_a_round_is_shown_where_everybody_answered_both_times() -> None:
    assert _after(_given(20), _given(20, values=["2", "4"]), 0).whole is not None


def test_a_round_is_hidden_where_two_answered_who_were_the_only_ones_silent_before() -> None:
    assert _after(_given(18), _given(20), 0).whole is None


def test_a_round_is_hidden_where_two_came_and_everybody_answered() -> None:
    assert _after(_given(20), _given(22), 2).whole is None


def test_a_round_is_shown_where_the_difference_may_be_any_of_five() -> None:
    assert _after(_given(17), _given(18), 0).whole is not None


def test_those_who_came_are_not_shown_to_be_of_one_mind() -> None:
    assert _after(_given(20), [*_given(20), *_given(6, values=["5"])], 6).whole is None


def test_those_who_came_are_shown_where_they_differ() -> None:
    assert _after(_given(20), [*_given(20), *_given(6, values=["1", "5"])], 6).whole is not None


def test_what_was_hidden_before_hides_nothing_now() -> None:
    assert _after(_given(4), _given(6), 0, stayed=6).whole is not None


def test_a_group_is_hidden_where_two_came_to_it_and_everybody_answered() -> None:
    survey = _round(Arts=20)
    before = reckon(survey, _given(20, "Arts") + _given(6))
    moves: Moves = {("Arts", "Arts"): 20, ("", ""): 10, (None, "Arts"): 2, (None, ""): 10}
    found = _item(survey, _given(22, "Arts") + _given(16), EarlierRound(before, wordings(survey.instrument), moves))
    assert (found.whole is None, list(found.groups)) == (False, [])


OTHER = _round(replace(SCALE, wording="My work is known."))


def test_another_question_to_the_same_people_is_not_held_against_this_one() -> None:
    assert _after(_given(18), _given(20), 0, OTHER).whole is not None


def test_a_question_in_other_words_that_was_asked_of_all_but_one_is_held_against_this_one() -> None:
    assert _after(_given(20), _given(21), 1, OTHER).whole is None
