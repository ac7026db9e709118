"""From each number one press leads to the actions behind it."""

import re

import pytest

from handlers.outcomes import Reply, Update
from handlers.plans.model import Action
from handlers.rights import PostKind
from tests.support.house import House, buttons, text
from tests.support.standing import CHAIR, LESSON, SECRET, asked, button, card_of, labels, standing


async def test_each_button_leads_to_as_many_actions_as_it_says(house: House) -> None:
    await standing(house)
    card = await asked(house)
    for each in [each for each in buttons(card) if each.press == "status.list"]:
        shown = card_of(await house.press("ada", each))
        opened = [label for label in labels(shown) if label.startswith("Open ")]
        assert len(opened) == int(re.findall(r"\d+", each.label)[0]), each.label


async def test_a_list_stands_below_the_status_and_for_one_person(house: House) -> None:
    await standing(house)
    outcome = await house.press("ada", button(await asked(house), "2 red"))
    assert isinstance(outcome, Reply)
    assert outcome.private


async def test_a_list_of_reds_has_the_explanation_and_what_was_learned(house: House) -> None:
    await standing(house)
    said = text(card_of(await house.press("ada", button(await asked(house), "2 red"))))
    assert said.count(SECRET) == 2
    assert said.count(LESSON) == 2


async def test_a_theme_is_listed_colour_by_colour(house: House) -> None:
    await standing(house)
    said = text(card_of(await house.press("ada", button(await asked(house), "Visibility"))))
    assert re.findall(r"^(Green|Amber|Red|Not reported)$", said, re.M) == ["Green", "Red"]


async def test_an_action_opens_from_the_list(house: House) -> None:
    await standing(house)
    shown = card_of(await house.press("ada", button(await asked(house), "2 red")))
    assert card_of(await house.press("ada", button(shown, "Open V3"))).title == "V3 Do V3"


async def test_two_of_the_same_reference_are_told_apart_by_their_titles(house: House) -> None:
    await house.person("ada", (CHAIR, PostKind.CHAIR))
    await house.plan(Action(0, 0, "V1", "Visibility", "Walk"), Action(0, 0, "V1", "Visibility", "Talk"))
    shown = card_of(await house.press("ada", button(await asked(house), "2 not reported")))
    assert labels(shown) == ["Open V1 Walk", "Open V1 Talk"]


async def _many(house: House, count: int) -> None:
    await house.person("ada", (CHAIR, PostKind.CHAIR))
    await house.plan(*(Action(0, 0, f"V{n}", "Visibility", f"Do {n}") for n in range(count)))


@pytest.mark.parametrize(("count", "pages"), [(10, 1), (11, 2), (25, 3)])
async def test_a_long_list_turns_page_by_page_in_its_place(house: House, count: int, pages: int) -> None:
    await _many(house, count)
    outcome = await house.press("ada", button(await asked(house), f"{count} not reported"))
    seen = [label for label in labels(card_of(outcome)) if label.startswith("Open ")]
    turned = 1
    while more := [each for each in buttons(card_of(outcome)) if each.label == "Next page"]:
        outcome = await house.press("ada", more[0])
        assert isinstance(outcome, Update)
        seen += [label for label in labels(card_of(outcome)) if label.startswith("Open ")]
        turned += 1
    assert (turned, seen) == (pages, [f"Open V{n}" for n in range(count)])


async def test_a_section_names_the_first_and_says_how_many_more_there_are(house: House) -> None:
    await _many(house, 8)
    said = text(await asked(house))
    assert said.count("never reported on") == 5
    assert "And 3 more: “See the actions” has all." in said


async def test_a_technician_sees_a_list_without_what_was_written(house: House) -> None:
    await standing(house)
    await house.person("tina")
    said = text(card_of(await house.press("tina", button(await asked(house, user="tina"), "2 red"))))
    assert ("V3 Do V3" in said, SECRET in said, LESSON in said) == (True, False, False)


async def test_a_technician_is_not_offered_what_nobody_answers_for(house: House) -> None:
    await standing(house)
    await house.person("tina")
    assert not [label for label in labels(await asked(house, user="tina")) if "without owner" in label]


async def test_a_technician_who_presses_a_chairs_button_gets_no_list_of_what_nobody_answers_for(house: House) -> None:
    await standing(house)
    await house.person("tina")
    pressed = button(await asked(house), "2 without owner")
    assert "There is no such action now." in text(card_of(await house.press("tina", pressed)))
