"""A status of a part: typed in words, or chosen; and what is said where there is no such part, or nothing in it."""

from datetime import date

import pytest

from handlers.outcomes import FormErrors
from handlers.plans.model import Plan
from handlers.rights import PostKind
from tests.support.house import House, buttons, text
from tests.support.standing import CHAIR, LEAD, OWNER, VACANT, asked, card_of, choice, closed_review, labels, standing


@pytest.mark.parametrize(
    ("words", "title", "refs"),
    [
        ("status recognition", "Status: Recognition", {"R1", "R2", "R3"}),
        ("status of Career Development", "Status: Career Development", {"C1", "C2"}),
        ("where are we with visibility?", "Status: Visibility", {"V1", "V2", "V3"}),
        ("status governance", "Status: Governance", {"G1"}),
        ("status phase 1", "Status: Phase 1", {"V3"}),
        ("status of phase two", "Status: Phase 2", {"R1", "R2", "C1", "C2", "G1"}),
        ("status phase 3", "Status: Phase 3", {"S2"}),
        (f"status of the {VACANT}", f"Status: {VACANT}", {"S2"}),
        ("status of biology", "Status: School of Biology", {"S2"}),
        ("status", "Status: Plan 2026-2028", {"V1", "V2", "V3", "R1", "R2", "R3", "C1", "C2", "S1", "S2", "E1", "G1"}),
    ],
)
async def test_a_part_has_just_its_own_actions(house: House, words: str, title: str, refs: set[str]) -> None:
    await standing(house)
    card = await asked(house, words)
    listed: set[str] = set()
    for each in [button for button in buttons(card) if button.press == "status.list"]:
        shown = card_of(await house.press("ada", each))
        listed |= {label.removeprefix("Open ") for label in labels(shown) if label.startswith("Open ")}
    more = {"V1", "V2"} if "Plan" in title else set()
    assert (card.title, listed | more) == (title, refs)


async def test_the_slash_command_takes_the_same_words(house: House) -> None:
    await standing(house)
    assert card_of(await house.command("ada", "status recognition")).title == "Status: Recognition"


@pytest.mark.parametrize(
    ("words", "near"),
    [("status recogniton", "Recognition"), ("status OSD Manger", OWNER), ("status bilogy", "Biology")],
)
async def test_a_misspelt_part_offers_the_nearest(house: House, words: str, near: str) -> None:
    await standing(house)
    card = await asked(house, words)
    assert card.title.startswith("Which do you mean by")
    assert any(near in label for label in labels(card))


async def test_what_is_offered_opens_by_a_press(house: House) -> None:
    await standing(house)
    first = buttons(await asked(house, "status recogniton"))[0]
    assert card_of(await house.press("ada", first)).title == "Status: Recognition"


async def test_a_phase_that_there_is_not_offers_those_that_there_are(house: House) -> None:
    await standing(house)
    assert labels(await asked(house, "status phase 7")) == ["Phase 1", "Phase 2", "Phase 3", "Choose from all"]


async def test_words_like_nothing_say_what_there_is(house: House) -> None:
    await standing(house)
    card = await asked(house, "status xyzzy plugh")
    assert card.title == "The plan has no part called “xyzzy plugh”"
    assert "by theme, by phase, by post and by unit" in text(card)


async def test_a_post_without_a_holder_says_so(house: House) -> None:
    await standing(house)
    assert "Nobody holds this post at the moment" in text(await asked(house, f"status {VACANT}"))


async def test_a_post_with_a_holder_names_them_to_a_chair(house: House) -> None:
    await standing(house)
    assert "Held by Olu." in text(await asked(house, f"status {OWNER}"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (f"status of the {LEAD}", f"{LEAD} owns no action of this plan."),
        ("status of chemistry", "No post of Chemistry owns an action of this plan."),
    ],
)
async def test_a_part_without_actions_says_so(house: House, words: str, sentence: str) -> None:
    await standing(house)
    assert sentence in text(await asked(house, words))


async def test_a_theme_without_actions_says_so(house: House) -> None:
    await house.person("ada", (CHAIR, PostKind.CHAIR))
    await house.plan()
    assert "No action of this plan belongs to Recognition." in text(await asked(house, "status recognition"))


async def test_an_empty_plan_says_so(house: House) -> None:
    await house.person("ada", (CHAIR, PostKind.CHAIR))
    await house.plan()
    assert "The plan has no actions yet." in text(await asked(house))


async def test_a_plan_that_nobody_reported_on_says_so(house: House) -> None:
    from handlers.plans.model import Action

    await house.person("ada", (CHAIR, PostKind.CHAIR))
    await house.plan(Action(0, 0, "V1", "Visibility", "Do"))
    said = text(await asked(house))
    assert "1 action: 1 not reported. Nobody has reported on any of them yet." in said


async def test_before_any_review_there_is_nothing_to_compare_with(house: House) -> None:
    await standing(house)
    said = text(await asked(house))
    assert "No review has been closed yet, so there is nothing to compare with." in said
    assert "Next review: none is set" in said


async def test_a_plan_that_does_not_say_when_it_begins_has_only_the_phases_that_it_names(house: House) -> None:
    from handlers.plans.model import Action

    await house.person("ada", (CHAIR, PostKind.CHAIR))
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        plan = await plans.add(Plan(0, "P"))
        await plans.add_actions([Action(0, plan.id, "V1", "Visibility", "Do", due_text="Year 2")])
    assert labels(await asked(house, "status phase 7")) == ["Phase 1", "Phase 2", "Choose from all"]


async def test_a_part_is_chosen_in_a_form_too(house: House) -> None:
    await standing(house)
    form = await choice(house, await asked(house))
    chosen = await house.submit("ada", form, {"of": "phase:2", "length": "short"})
    assert card_of(chosen).title == "Status: Phase 2"


async def test_the_form_opens_with_what_is_seen_now(house: House) -> None:
    await standing(house)
    form = await choice(house, await asked(house, "status recognition short"))
    assert {field.key: field.value for field in form.fields if field.value} == {
        "of": "theme:Recognition",
        "length": "short",
    }


async def test_every_closed_review_can_be_chosen_to_compare_with(house: House) -> None:
    await standing(house)
    first = await closed_review(house, date(2027, 3, 2))
    await closed_review(house, date(2027, 3, 9))
    form = await choice(house, await asked(house))
    values = {"length": "full", "since": str(first)}
    assert "Changed since the review on 2 March 2027" in text(card_of(await house.submit("ada", form, values)))


async def test_two_parts_at_once_are_refused_in_the_form(house: House) -> None:
    await standing(house)
    form = await choice(house, await asked(house))
    post = await house.post_id(OWNER)
    outcome = await house.submit("ada", form, {"of": "phase:2", "post": f"post:{post}", "length": "full"})
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == ["post"]


async def test_a_part_that_is_gone_meanwhile_is_refused_in_the_form(house: House) -> None:
    await standing(house)
    form = await choice(house, await asked(house))
    outcome = await house.submit("ada", form, {"post": "post:999999", "length": "full"})
    assert isinstance(outcome, FormErrors)


async def test_a_button_with_anything_in_it_shows_the_whole_plan(house: House) -> None:
    from handlers.interactions import Pressed

    await standing(house)
    for value in ("", "[", "[1]", '["x","",0,0]', "9" * 5000, '["whole","",0,1e400]', '["whole","",0,true,1,2,3]'):
        card = card_of(await house.responds("ada", Pressed("status.view", value)))
        assert card.title == "Status: Plan 2026-2028", value


async def test_a_button_of_a_part_that_is_gone_says_so(house: House) -> None:
    from handlers.interactions import Pressed

    await standing(house)
    for value in ('["post","99999",0,0]', '["post","²",0,0]', '["unit","0",0,0]', '["theme",{},[],"z"]'):
        card = card_of(await house.responds("ada", Pressed("status.view", value)))
        assert card.title == "That part of the plan is not there any more", value


async def test_the_length_is_turned_in_place(house: House) -> None:
    await standing(house)
    card = await asked(house)
    (turn,) = [button for button in buttons(card) if button.label == "In short"]
    short = card_of(await house.press("ada", turn))
    (back,) = [button for button in buttons(short) if button.label == "In full"]
    assert text(card_of(await house.press("ada", back))) == text(card)
