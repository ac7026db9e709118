"""The route finder as a pure function: which routes, in which order, why, and what is still missing."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest

from bot.imports.guides import shipped_guides
from bot.imports.knowledge import load_base
from handlers.answers.values import NO_VALUES, names_in
from handlers.cards import plain_text
from handlers.guides import route_cards
from handlers.guides.routes import MOST_ROUTES, Found, find_routes
from handlers.guides.rules import Given, Rulebook
from handlers.knowledge.own import example_values

RULES = shipped_guides().routes
BOOK: Rulebook = RULES.book
BASE = load_base(None)
USUAL = {"field": "science", "level": "l3", "years": "some", "work": "set", "teaching": "never", "want": "letters"}


def found(**changed: str) -> Found:
    """What is found for a science technician with level 3, with some answers changed."""
    return find_routes(RULES, USUAL | changed)


def ids(answer: Found) -> list[str]:
    """The routes, best first."""
    return [each.route.id for each in answer.suggestions]


def every_combination() -> Iterator[Given]:
    """All that can be answered."""
    keys = [question.key for question in BOOK.questions]
    for answers in product(*([choice.id for choice in question.choices] for question in BOOK.questions)):
        yield dict(zip(keys, answers, strict=True))


def test_every_combination_of_answers_gives_routes_with_reasons_and_sources() -> None:
    wrong = []
    for given in every_combination():
        answer = find_routes(RULES, given)
        sound = answer.sources and BOOK.cited(answer.sources) and 0 < len(answer.suggestions) <= MOST_ROUTES
        if not sound or not all(each.reasons and each.route.sources for each in answer.suggestions):
            wrong.append(given)
    assert not wrong


def test_a_route_with_something_missing_never_counts_as_one_that_fits() -> None:
    for given in every_combination():
        answer = find_routes(RULES, given)
        missing = [bool(each.missing) for each in answer.suggestions]
        assert missing == sorted(missing)
        assert (answer.nothing is not None) == all(missing)


def test_every_route_is_found_by_somebody() -> None:
    shown = {each.route.id for given in every_combination() for each in find_routes(RULES, given).suggestions}
    assert shown == {route.id for route in RULES.routes}


@pytest.mark.parametrize(
    ("changed", "first"),
    [
        ({}, "rscitech"),
        ({"level": "none", "years": "many"}, "rscitech"),
        ({"level": "apprentice"}, "rscitech"),
        ({"level": "l5", "work": "own", "years": "many"}, "rsci"),
        ({"level": "l6", "work": "own"}, "rsci"),
        ({"level": "l7", "work": "lead", "years": "many"}, "csci"),
        ({"field": "engineering"}, "engtech"),
        ({"field": "engineering", "level": "l6", "work": "lead", "years": "many"}, "ieng-ceng"),
        ({"field": "it", "level": "none", "work": "own"}, "rittech"),
        ({"field": "it", "level": "l3"}, "rittech"),
        ({"field": "creative"}, "practitioner"),
        ({"field": "ai", "level": "l6", "work": "own"}, "ai"),
        ({"teaching": "supports", "want": "teaching"}, "afhea"),
        ({"teaching": "teaches", "want": "teaching", "years": "many"}, "fhea"),
        ({"want": "home"}, "ist"),
    ],
)
def test_the_telling_cases_lead_where_they_should(changed: dict[str, str], first: str) -> None:
    answer = found(**changed)
    assert ids(answer)[0] == first
    assert answer.nothing is None


# What the registers ask for stands in their own pages, which the rules name as sources: RSciTech typically level 3 and
# a year, RSci level 5, CSci level 7; EngTech level 3, IEng a degree; RITTech by experience, with no qualification.
@pytest.mark.parametrize(
    ("who", "given", "expected"),
    [
        ("a biology technician, A levels, solves problems", ("science", "l3", "some", "own"), ["rscitech", "rsci"]),
        ("a chief technician with a BTEC who leads a team", ("science", "l3", "many", "lead"), ["rscitech", "rsci"]),
        ("a store keeper turned technician, no certificates", ("science", "none", "many", "own"), ["rscitech", "rsci"]),
        ("an apprentice in a teaching laboratory", ("science", "apprentice", "some", "set"), ["rscitech"]),
        ("a chemist with an HND who designs methods", ("science", "l5", "many", "own"), ["rsci", "rscitech"]),
        ("a graduate at a microscope", ("science", "l6", "some", "own"), ["rsci", "csci"]),
        ("a facility manager with a doctorate", ("science", "l7", "many", "lead"), ["csci", "rsci"]),
        ("a workshop technician with an HNC", ("engineering", "l5", "many", "own"), ["engtech", "ieng-ceng"]),
        ("a self-taught IT technician", ("it", "none", "many", "own"), ["rittech"]),
        ("a theatre technician", ("creative", "l3", "many", "own"), ["practitioner"]),
    ],
)
def test_ten_people_are_led_to_the_register_for_their_level(
    who: str, given: tuple[str, str, str, str], expected: list[str]
) -> None:
    answers = dict(zip(("field", "level", "years", "work"), given, strict=True))
    assert ids(found(**answers)) == expected, who


def test_below_level_five_no_science_technician_hears_of_rsci_first() -> None:
    low = [each for each in every_combination() if each["field"] == "science" and each["level"] in _BELOW_FIVE]
    wrong = [each for each in low if _ahead("rsci", "rscitech", ids(find_routes(RULES, each)))]
    assert low
    assert not wrong


_BELOW_FIVE = ("none", "apprentice", "l3")


def _ahead(one: str, other: str, among: list[str]) -> bool:
    return one in among and (other not in among or among.index(one) < among.index(other))


def test_a_science_teacher_with_a_degree_hears_of_csciteach() -> None:
    assert "csciteach" in ids(found(level="l6", work="own", teaching="teaches", want="teaching", years="many"))


def test_an_it_technician_with_level_three_hears_of_both_registers() -> None:
    assert ids(found(field="it")) == ["rittech", "icttech"]


def test_the_reasons_are_what_somebody_said_that_spoke_for_the_route() -> None:
    reasons = found().suggestions[0].reasons
    assert "your qualification is at level 3" in reasons
    assert "you do not teach" not in reasons


def test_what_speaks_against_a_route_is_no_reason_for_it() -> None:
    answer = found(level="l5", work="lead", years="many")
    (csci,) = [each for each in answer.suggestions if each.route.id == "csci"]
    assert "your qualification is at level 4 or 5" not in csci.reasons


def test_in_a_first_year_it_is_said_that_none_fits_and_which_is_nearest() -> None:
    answer = found(years="first")
    assert answer.nothing is not None
    assert ids(answer) == ["rscitech"]
    assert answer.suggestions[0].missing == ("You would first need about a year of relevant work.",)


def test_whoever_wants_teaching_recognition_without_teaching_hears_what_is_missing() -> None:
    (afhea,) = [each for each in found(want="teaching").suggestions if each.route.id == "afhea"]
    assert "practice in teaching" in afhea.missing[0]


def test_without_level_three_the_equivalence_report_is_named() -> None:
    assert "equivalence report" in found(level="none").suggestions[0].notes[0]


def test_who_pays_here_is_said_where_it_is_set_and_elsewhere_where_it_is_not() -> None:
    answer, today = found(), BOOK.checked
    here = plain_text(route_cards.result(RULES, answer, example_values(BASE), "Lea", [], "", today))
    elsewhere = plain_text(route_cards.result(RULES, answer, NO_VALUES, "Lea", [], "", today))
    assert "Example institution: Fees: the application fee and the first year" in here
    assert "repays the first year" not in here
    assert "Liverpool, for one, repays the first year (2024 update)" in elsewhere


def test_rules_past_their_review_say_so() -> None:
    day = BOOK.review_by + timedelta(days=1)
    card = route_cards.result(RULES, found(), NO_VALUES, "Lea", [], "", day)
    assert "These rules were due for review by" in plain_text(card)


def test_every_sum_in_the_rules_stands_beside_a_year() -> None:
    sentences = [part for route in RULES.routes for part in re.split(r";", route.cost) if "£" in part]
    assert sentences
    assert all(re.search(r"\b20\d\d\b", part) for part in sentences)


def test_every_value_and_entry_that_the_rules_name_exists() -> None:
    paying = [*RULES.paying.values(), RULES.mentors]
    assert {name for each in paying for line in each.local for name in names_in(line)} <= set(BASE.values)
    assert {entry for route in RULES.routes for entry in route.read} <= set(BASE.entries)
