"""What lead and chairs say beside what technicians say: declared at opening, sealed into the ballot, never of a few."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.cards import Card, Drawing, plain_text
from handlers.documents import Document, Grid, Heading
from handlers.documents import Drawing as DrawnPart
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update
from handlers.people.model import Holding, Person, Post
from handlers.rights import PostKind
from handlers.voice.audience import audience, two_sides
from handlers.voice.cards import promise
from handlers.voice.evidence import evidence_document
from handlers.voice.figures import EarlierRound, Figures, reckon, wordings
from handlers.voice.heard import Heard, HeardRound
from handlers.voice.model import Ballot, Group, Instrument, Question, Side, Survey, SurveyState
from handlers.voice.opening import OPEN_FORM
from handlers.voice.showing.sides import compared, in_words, sides_card
from tests.support.house import House, buttons, opened, text
from tests.support.voice import a_round

LEADERS, TECHNICIANS = "Lead and chairs", "Technicians"
VISIBLE = Question("V1", "Visibility", "Technicians are visible here.")
COSTLY = Question("R3", "Recognition", "Cost keeps people from registering.", reverse=True)
INSTRUMENT = Instrument("own", "Autumn", (VISIBLE, COSTLY))


def _survey(leaders: int = 12, technicians: int = 40) -> Survey:
    groups = (Group(LEADERS, leaders, Side.LEADERS), Group(TECHNICIANS, technicians, Side.TECHNICIANS))
    return replace(a_round(INSTRUMENT), state=SurveyState.CLOSED, invited=leaders + technicians, groups=groups)


def _ballots(side: str, *answers: tuple[str, int]) -> list[Ballot]:
    """So many ballots of a side with each answer to the first statement, half of them agreeing with the second."""
    every = [answer for answer, times in answers for _ in range(times)]
    return [Ballot(side, {"V1": answer, "R3": "5" if n % 2 else "1"}) for n, answer in enumerate(every)]


def _figures(survey: Survey, *sides: list[Ballot]) -> Figures:
    return reckon(survey, [ballot for side in sides for ballot in side])


SEEN = _figures(_survey(), _ballots(LEADERS, ("5", 8), ("1", 2)), _ballots(TECHNICIANS, ("5", 9), ("1", 21)))


def test_both_sides_of_a_statement_are_compared() -> None:
    first, _ = compared(_survey(), SEEN)
    assert (first.line.key, first.leaders.agree, first.technicians.agree) == ("V1", 8, 9)


def test_the_difference_is_said_in_points() -> None:
    first, _ = compared(_survey(), SEEN)
    assert in_words(first) == "80% of lead and chairs and 30% of technicians agree: 50 points more on the lead's side."


def test_where_technicians_agree_more_that_is_said() -> None:
    found = _figures(_survey(), _ballots(LEADERS, ("5", 2), ("1", 8)), _ballots(TECHNICIANS, ("5", 15), ("1", 15)))
    assert in_words(compared(_survey(), found)[0]).endswith("30 points fewer on the lead's side.")


def test_where_both_agree_alike_no_difference_is_said() -> None:
    found = _figures(_survey(), _ballots(LEADERS, ("5", 5), ("1", 5)), _ballots(TECHNICIANS, ("5", 15), ("1", 15)))
    assert in_words(compared(_survey(), found)[0]) == "50% of lead and chairs and 50% of technicians agree."


@pytest.mark.parametrize(("leaders", "technicians"), [(9, 40), (40, 9)])
def test_a_side_of_nine_is_not_compared(leaders: int, technicians: int) -> None:
    survey = _survey(leaders, technicians)
    found = _figures(survey, _ballots(LEADERS, ("5", 4), ("1", 4)), _ballots(TECHNICIANS, ("5", 4), ("1", 4)))
    assert compared(survey, found) == ()


@pytest.mark.parametrize("few", [LEADERS, TECHNICIANS])
def test_four_ballots_of_a_side_are_not_compared(few: str) -> None:
    other = TECHNICIANS if few == LEADERS else LEADERS
    found = _figures(_survey(), _ballots(few, ("5", 2), ("1", 2)), _ballots(other, ("5", 6), ("1", 6)))
    assert compared(_survey(), found) == ()


def test_a_statement_with_four_opinions_of_a_side_is_left_out() -> None:
    leaders = [Ballot(LEADERS, {"R3": "5" if n % 2 else "1"}) for n in range(6)] + _ballots(LEADERS, ("5", 2), ("1", 2))
    found = _figures(_survey(), leaders, _ballots(TECHNICIANS, ("5", 9), ("1", 21)))
    assert [each.line.key for each in compared(_survey(), found)] == ["R3"]


@given(
    st.lists(st.tuples(st.sampled_from((LEADERS, TECHNICIANS)), st.sampled_from("12345")), max_size=40),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_nothing_is_compared_of_fewer_than_five(
    given_answers: list[tuple[str, str]], more_leaders: int, more_technicians: int
) -> None:
    cast = [Ballot(side, {"V1": answer}) for side, answer in given_answers]
    took = {side: sum(ballot.group == side for ballot in cast) for side in (LEADERS, TECHNICIANS)}
    survey = _survey(took[LEADERS] + more_leaders, took[TECHNICIANS] + more_technicians)
    for each in compared(survey, reckon(survey, cast)):
        assert min(each.leaders.opinions, each.technicians.opinions) >= 5
        assert min(group.invited for group in survey.groups) >= 10


def test_a_round_by_units_compares_nothing() -> None:
    groups = (Group("Arts", 26), Group("Science", 26))
    survey = replace(_survey(), groups=groups)
    found = _figures(survey, _ballots("Arts", ("5", 8), ("1", 8)), _ballots("Science", ("5", 8), ("1", 8)))
    assert compared(survey, found) == ()


# What is seen.


def test_the_card_has_a_chart_a_table_and_the_words() -> None:
    card = sides_card(_survey(), SEEN, 1)
    charts = [element.chart for element in card.body if isinstance(element, Drawing)]
    assert [chart.title for chart in charts] == ["Visibility", "Recognition: agreeing is bad news"]
    assert charts[0].categories == ("V1, lead and chairs", "V1, technicians")
    assert "V1, lead and chairs: Agree 80%, Neither 0%, Disagree 20%" in plain_text(card)
    assert "50 points more on the lead's side" in plain_text(card)


def test_where_nothing_can_be_compared_the_card_says_why() -> None:
    card = sides_card(_survey(), _figures(_survey(), _ballots(TECHNICIANS, ("5", 9), ("1", 9))), 1)
    assert "Nothing can be compared in this round." in plain_text(card)
    assert "at least 10 people of each side" in plain_text(card)


def _evidence(found: Figures) -> Document:
    return evidence_document("Wenlow", Heard(rounds=(HeardRound(_survey(), found),)), date(2027, 4, 1))


def _headings(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Heading)]


def test_the_evidence_has_both_sides_with_rounded_counts_where_a_side_is_small() -> None:
    grid = next(
        part for part in _evidence(SEEN).parts if isinstance(part, Grid) and part.caption.startswith("The same")
    )
    assert grid.rows[0] == ("V1 Technicians are visible here.", "lead and chairs", "about 10", "fewer than 3",
                            "fewer than 3", "about 10")  # fmt: skip
    assert grid.rows[1] == ("V1 Technicians are visible here.", "technicians", "30%", "0%", "70%", "about 30")


def test_the_evidence_draws_both_sides_where_shares_may_be_given() -> None:
    found = _figures(
        _survey(30, 40), _ballots(LEADERS, ("5", 20), ("1", 5)), _ballots(TECHNICIANS, ("5", 9), ("1", 21))
    )
    document = evidence_document("Wenlow", Heard(rounds=(HeardRound(_survey(30, 40), found),)), date(2027, 4, 1))
    assert [part.chart.title for part in document.parts if isinstance(part, DrawnPart)][-2:] == [
        "Visibility",
        "Recognition: agreeing is bad news",
    ]


def test_the_evidence_leaves_out_sides_with_fewer_than_eight_opinions() -> None:
    found = _figures(_survey(), _ballots(LEADERS, ("5", 4), ("1", 3)), _ballots(TECHNICIANS, ("5", 9), ("1", 21)))
    assert not any("beside technicians" in heading for heading in _headings(_evidence(found)))


def test_respondents_read_of_the_two_sides_first() -> None:
    assert "for everybody together and for lead and chairs beside technicians" in promise(_survey())


# Who is on which side.


def _holding(person_id: int, kind: PostKind) -> Holding:
    return Holding(Post(person_id, f"Post {person_id}", kind), Person(person_id, f"P{person_id}"))


def test_whoever_leads_or_chairs_is_on_one_side_imported_or_not() -> None:
    technicians = audience([Person(number, f"P{number}", invited=True) for number in range(1, 13)])
    posts = [_holding(1, PostKind.LEAD), _holding(40, PostKind.CHAIR), _holding(2, PostKind.OWNER)]
    asked = two_sides(technicians, posts)
    assert asked.groups == (Group(LEADERS, 2, Side.LEADERS), Group(TECHNICIANS, 11, Side.TECHNICIANS))
    assert (asked.invited[1], asked.invited[2], asked.invited[40]) == (LEADERS, TECHNICIANS, LEADERS)


def test_a_comparison_is_not_counted_by_units_as_well() -> None:
    technicians = audience([Person(number, f"P{number}", roll_up=f"G{number % 2}") for number in range(20)])
    assert {group.side for group in two_sides(technicians, ()).groups} == {Side.LEADERS, Side.TECHNICIANS}


# From opening to results.


async def _staffed(house: House, chairs: int, technicians: int) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD), invited=False)
    for number in range(chairs):
        await house.person(f"cho{number}", (f"Chair {number}", PostKind.CHAIR), invited=False)
    for number in range(technicians):
        await house.person(f"pat{number}")


async def _opening(house: House) -> Outcome:
    (card,) = await house.hears("lea", "pulse")
    return await house.press("lea", next(button for button in buttons(card) if button.press == OPEN_FORM))


async def test_the_way_of_counting_is_offered_where_both_sides_are_large_enough(house: House) -> None:
    await _staffed(house, 9, 10)
    assert "counted" in {field.key for field in opened(await _opening(house)).fields}


async def test_it_is_not_offered_where_one_side_is_too_small(house: House) -> None:
    await _staffed(house, 2, 12)
    assert "counted" not in {field.key for field in opened(await _opening(house)).fields}


async def test_a_forged_choice_of_sides_that_are_too_small_is_refused(house: House) -> None:
    await _staffed(house, 2, 12)
    values = {"instrument": "pulse", "closes_on": "2027-03-15", "counted": "sides"}
    outcome = await house.submit("lea", opened(await _opening(house)), values)
    assert isinstance(outcome, FormErrors)
    assert outcome.errors["counted"].startswith("A comparison needs 10 people on each side")


async def test_each_answer_is_counted_on_the_side_it_was_sealed_with(house: House) -> None:
    await _staffed(house, 9, 10)
    values = {"instrument": "pulse", "closes_on": "2027-03-15", "counted": "sides"}
    closed = await house.submit("lea", opened(await _opening(house)), values)
    assert isinstance(closed, Close)
    assert "Lead and chairs (10) and" in text(closed.reply) or "Lead and chairs (10), " in text(closed.reply)
    for number in range(9):
        await _answers(house, f"cho{number}", "5" if number < 7 else "1")
    for number in range(10):
        await _answers(house, f"pat{number}", "5" if number < 2 else "1")
    (card,) = await house.hears("lea", "pulse")
    await house.press("lea", next(button for button in buttons(card) if button.label == "Close it now"))
    (card,) = await house.hears("lea", "results")
    results = _card(await house.press("lea", buttons(card)[0]))
    shown = _card(await house.press("lea", next(b for b in buttons(results) if b.label == "Side by side")))
    assert "78% of lead and chairs and 20% of technicians agree: 58 points more on the lead's side." in text(shown)


async def _answers(house: House, user: str, answer: str) -> None:
    (card,) = await house.hears(user, "pulse")
    button = next(button for button in buttons(card) if button.press == "voice.answer")
    form = await house.press(user, button)
    assert isinstance(form, OpenForm), form
    first = form.form.fields[0].key
    assert isinstance(await house.submit(user, form.form, {first: answer}), Close)


def _card(outcome: Outcome) -> Card:
    assert isinstance(outcome, Reply | Update), outcome
    return outcome.card


def test_a_side_that_is_nearly_a_group_shown_shortly_before_is_not_compared() -> None:
    """Else the difference of the two would tell what the one in it who does not lead has said."""
    before = replace(a_round(INSTRUMENT), invited=52, groups=(Group("Board", 13), Group("Labs", 39)))
    board, labs = _ballots("Board", ("5", 9), ("1", 4)), _ballots("Labs", ("5", 19), ("1", 20))
    shown_then = _figures(before, board, labs)
    assert set(shown_then.items[0].groups) == {"Board", "Labs"}
    moves: dict[tuple[str | None, str | None], int] = {
        ("Board", LEADERS): 12,
        ("Board", TECHNICIANS): 1,
        ("Labs", TECHNICIANS): 39,
    }
    now = [*_ballots(LEADERS, ("5", 9), ("1", 3)), *_ballots(TECHNICIANS, ("5", 19), ("1", 21))]
    found = reckon(_survey(), now, [EarlierRound(shown_then, wordings(INSTRUMENT), moves)])
    assert compared(_survey(), found) == ()
