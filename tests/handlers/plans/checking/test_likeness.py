"""Which titles and explanations say the same."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.plans.checking.likeness import (
    EXPLANATIONS,
    TITLES,
    TITLES_ACROSS,
    Alike,
    Index,
    are_alike,
    bag,
    groups,
    likeness,
    weigh_explanation,
    weigh_title,
)
from tests.handlers.plans.checking.pairs import DIFFERENT, DIFFERENT_UNSEEN, SAME, SAME_UNSEEN

Pairs = tuple[tuple[str, str], ...]
WORDS = st.sampled_from(
    ["web", "award", "survey", "mentor", "fund", "career", "forum", "display", "3", "2026", "Physics"]
)
TEXTS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=12)


def _alike(one: str, other: str, alike: Alike = TITLES) -> bool:
    return are_alike(bag(one, weigh_title), bag(other, weigh_title), alike)


def _recognised(pairs: Pairs, alike: Alike) -> int:
    return sum(_alike(one, other, alike) for one, other in pairs)


@pytest.mark.parametrize("alike", [TITLES, TITLES_ACROSS], ids=["in one plan", "across plans"])
@pytest.mark.parametrize(
    ("same", "different"), [(SAME, DIFFERENT), (SAME_UNSEEN, DIFFERENT_UNSEEN)], ids=["tuned on", "unseen"]
)
def test_of_the_pairs_called_the_same_nine_in_ten_are(same: Pairs, different: Pairs, alike: Alike) -> None:
    right, wrong = _recognised(same, alike), _recognised(different, alike)
    assert right / (right + wrong) >= 0.9


@pytest.mark.parametrize("alike", [TITLES, TITLES_ACROSS], ids=["in one plan", "across plans"])
@pytest.mark.parametrize("same", [SAME, SAME_UNSEEN], ids=["tuned on", "unseen"])
def test_of_the_pairs_that_are_the_same_seven_in_ten_are_found(same: Pairs, alike: Alike) -> None:
    assert _recognised(same, alike) / len(same) >= 0.7


def test_a_slip_in_a_long_word_is_forgiven() -> None:
    assert _alike("Acknowlegement guidance for papers", "Acknowledgement guidance for papers")


def test_another_figure_is_another_action() -> None:
    assert not _alike("Review the pay of grades 1 to 4", "Review the pay of grades 5 to 7")


def test_another_year_is_another_action_in_one_plan() -> None:
    assert not _alike("Technicians' conference 2027", "Technicians' conference 2028")


def test_another_year_is_the_same_action_in_the_next_plan() -> None:
    assert _alike("Award ceremony conference 2027", "Award ceremony conference 2030", TITLES_ACROSS)


def test_another_place_is_another_action() -> None:
    assert not _alike("Put up photo boards in the School of Physics", "Put up photo boards in the School of Chemistry")


def test_the_same_single_word_is_the_same() -> None:
    assert _alike("Mentoring", "mentoring.")


def test_texts_without_words_are_not_alike() -> None:
    assert not _alike("…", "—")


def test_short_remarks_are_not_copies() -> None:
    same = bag("Not started yet.", weigh_explanation)
    assert not are_alike(same, same, EXPLANATIONS)


@given(TEXTS)
def test_the_index_finds_what_comparing_all_pairs_finds(texts: list[str]) -> None:
    bags = [bag(text, weigh_title) for text in texts]
    for place, text in enumerate(bags):
        index = Index(bags, TITLES)
        for other in bags[:place]:
            index.add(other)
        assert (index.find(text) is not None) == any(are_alike(text, other, TITLES) for other in bags[:place])


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    mine, theirs = bag(one, weigh_title), bag(other, weigh_title)
    assert 0 <= likeness(mine, theirs) == likeness(theirs, mine) <= 1.0000001


def test_hundreds_of_copies_are_one_group() -> None:
    text = "A lack of time in the departments kept us from holding the planned meetings"
    copies = [bag(text, weigh_explanation)] * 300
    assert [len(group) for group in groups(copies, EXPLANATIONS)] == [300]


def test_copies_are_found_among_many_texts_of_the_same_few_words() -> None:
    chosen = random.Random(7)
    words = ["web", "award", "survey", "mentor", "fund", "career", "forum", "register", "display", "pathway", "skill"]
    texts = [" ".join(chosen.sample(words, 6)) for _ in range(400)]
    twins = [bag(text, weigh_title) for text in [*texts, "glassblowing kiln calendar", "Glassblowing: a kiln calendar"]]
    assert [400, 401] in groups(twins, TITLES)


def test_a_chain_of_small_steps_does_not_join_what_is_different() -> None:
    steps = ["kiln", "glass", "laser", "lathe", "optics", "sensor", "magnet", "plasma"]
    texts = [bag(" ".join(steps[start : start + 5]), weigh_title) for start in range(4)]
    joined = [group for group in groups(texts, TITLES) if {0, 3} <= set(group)]
    assert joined == []


def test_every_pair_of_different_titles_stays_apart_in_a_plan() -> None:
    titles = sorted({title for pair in DIFFERENT_UNSEEN for title in pair})
    wrong = [pair for pair in combinations(titles, 2) if _alike(*pair)]
    assert len(wrong) <= 0.01 * len(titles) * (len(titles) - 1) / 2
