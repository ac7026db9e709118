"""The privacy guard on single texts: what it notices, what it leaves in peace, and that no text can hurt it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.voice.guard.lists import kinds, name_lists
from handlers.voice.guard.noticing import notice

NOTICED = {
    "Angharad in glass is a joy to work with": ("name", "Angharad"),
    "ask dave in stores": ("name", "dave"),
    "ask wiktorian in stores about it": ("name", "wiktorian"),
    "Dr Quillfeather left us off the paper": ("name", "Dr Quillfeather"),
    "KT in physics decides alone": ("name", "KT"),
    "write to a.bell@example.ac.uk": ("contact", "a.bell@example.ac.uk"),
    "ring 01632 960417": ("contact", "ring 01632 960417"),
    "my case ref TDF-0417 was lost": ("reference", "case ref TDF-0417"),
    "nothing works in room B1.07": ("place", "room B1.07"),
    "the roof of Thornbury House leaks": ("place", "Thornbury House"),
    "I am the glassblower": ("one-person job", "I am the glassblower"),
    "the only wheelwright here": ("the only one", "the only wheelwright here"),
    "two of us run it": ("small number", "two of us"),
    "I retire on 31 July": ("dates of coming or leaving", "I retire on 31 July"),
    "I was off after my stroke": ("health", "I was off after my stroke"),
    "my contract ends soon": ("contract", "my contract ends"),
    "my husband works here": ("family", "my husband"),
    "as a 61 year old I know": ("personal trait", "61 year old"),
    "my supervisor shouts at students": ("somebody's conduct", "my supervisor shouts"),
}
LEFT = (
    "HEaTED, Papin and Herschel: who is asked?",
    "RSciTech took eight months",
    "Technician of the Year should go to teams",
    "the Jane Marsh Bursary has closed",
    "training on the Bridgeport lathe and the Zeiss",
    "stuck at grade 5",
    "my manager has no budget",
    "Nottingham Trent publish a pathway",
    "apply in May, hear in August",
    "HR and UKRI disagree",
    "Advance HE paid",
    "IT took our rights away",
    "Somebody should tell them",
    "the only way up is out",
    "one of the best things was the open day",
    "people leave for industry after two years",
    "menopause policy came out, good one",
    "Rob Peter to pay Paul, that is the budget",
)
HOSTILE = (
    "a" * 50_000,
    "A" * 50_000,
    "I am the " * 6_000,
    "my manager " * 5_000,
    "one of the two of us " * 2_500,
    "Aab " * 12_500,
    "A." * 25_000,
    "a@" * 25_000,
    "0 " * 25_000,
    "a-" * 25_000,
    "'" * 50_000,
    "." * 50_000,
    " " * 50_000,
    "\x00\x07\x1b" * 16_000,
    "\u202eevil\u202c " * 6_000,
    "👩🏽‍🔬" * 8_000,
    "İ" * 20_000,
    "\ud800" * 1_000,
)
PIECES = st.one_of(
    st.text(),
    st.sampled_from([*NOTICED, *LEFT]),
    st.text(alphabet="aAI .,'-@0123456789\n\u202e\u0000é👍", max_size=40),
)


@pytest.mark.parametrize("text", NOTICED)
def test_what_tells_who_somebody_is_is_noticed(text: str) -> None:
    assert NOTICED[text] in [(each.kind, text[each.start : each.end]) for each in notice(text)]


@pytest.mark.parametrize("text", LEFT)
def test_what_only_looks_like_it_is_left_in_peace(text: str) -> None:
    assert notice(text) == ()


def test_details_of_which_each_says_little_are_noticed_together() -> None:
    text = "I was in the photo with the drone in 2019 and still run the boat"
    assert [each.kind for each in notice(text)] == ["details together"]


def test_a_name_of_the_institution_is_noticed_where_nothing_else_says_that_it_is_one() -> None:
    assert notice("the zyx matter") == ()
    assert [each.kind for each in notice("the zyx matter", ["Zyx Thistlewick"])] == ["name"]


def test_a_surname_that_is_an_everyday_word_is_no_name_in_lower_case() -> None:
    assert notice("we need green energy", ["Nell Green"]) == ()


def test_a_surname_that_is_an_everyday_word_is_a_name_behind_a_word_that_leads_to_one() -> None:
    assert [each.kind for each in notice("they asked Green again", ["Nell Green"])] == ["name"]


def test_a_first_name_and_a_surname_are_one_finding() -> None:
    text = "thanks to Siobhan Kilbride for that"
    (found,) = notice(text)
    assert text[found.start : found.end] == "Siobhan Kilbride"


def test_curly_apostrophes_are_read_as_plain_ones() -> None:
    assert [each.kind for each in notice("I\u2019m the glassblower")] == ["one-person job"]


def test_each_kind_says_in_plain_words_what_it_is() -> None:
    assert [kind.id for kind in kinds().values() if not kind.said] == []


def test_every_finding_can_be_named_to_its_writer() -> None:
    said = [each.said for text in NOTICED for each in notice(text)]
    assert all(said)


def test_no_word_is_an_everyday_word_and_surely_a_given_name() -> None:
    lists = name_lists()
    assert sorted(lists.given & lists.common - lists.also_words) == []


@given(st.lists(PIECES, max_size=6).map(" ".join), st.lists(st.text(max_size=20), max_size=3))
def test_spans_lie_within_the_text_in_order_and_apart(text: str, names: list[str]) -> None:
    ends = 0
    for each in notice(text, names):
        assert ends <= each.start < each.end <= len(text)
        ends = each.end


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_comes_to_an_end(text: str) -> None:
    assert all(0 <= each.start < each.end <= len(text) for each in notice(text))
