"""A channel sees what somebody has looked at and agreed to, and nothing that is not for it."""

import pytest

from handlers.cards import Card, plain_text
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Pressed
from handlers.outcomes import Outcome, Reply, Update
from handlers.plans.rag import Rag
from tests.support.house import CHANNEL, House, text
from tests.support.nudging import report
from tests.support.standing import LESSON, OWNER, SECRET, VACANT, asked, button, card_of, labels, standing


@pytest.fixture
async def house_with_plan(house: House) -> House:
    await standing(house)
    return house


async def _in_channel(house: House, words: str = "status", user: str = "ada") -> Card:
    """What somebody gets in their own chat who mentions Bunsen in the channel."""
    return (await house.hears(user, words, CHANNEL))[-1]


async def _preview(house: House, words: str = "status") -> Card:
    return card_of(await house.press("ada", button(await _in_channel(house, words), "Share with")))


async def _shares(house: House, card: Card, user: str = "ada") -> Outcome:
    """Press “Share it”, as a surface does: through the desk."""
    pressed = button(card, "Share it")
    return await house.bunsen.desk.respond(house.interaction(user, Pressed(pressed.press, pressed.value)))


def _said_there(house: House) -> list[Card]:
    return [card for to, card in house.surface.sent if to == CHANNEL]


async def test_nothing_is_said_in_the_channel_before_somebody_agrees(house_with_plan: House) -> None:
    await _preview(house_with_plan)
    assert _said_there(house_with_plan) == []


async def test_the_channel_gets_just_what_was_looked_at(house_with_plan: House) -> None:
    preview = await _preview(house_with_plan)
    await _shares(house_with_plan, preview)
    (shared,) = _said_there(house_with_plan)
    assert plain_text(shared) in plain_text(preview)


async def test_whoever_shares_is_told_so_in_the_place_of_the_question(house_with_plan: House) -> None:
    outcome = await _shares(house_with_plan, await _preview(house_with_plan))
    assert isinstance(outcome, Update)
    assert outcome.card.title == "Shared"


@pytest.mark.parametrize(
    "words", ["status", "status short", "status recognition", f"status {VACANT}", f"status {OWNER}"]
)
@pytest.mark.parametrize("hidden", [SECRET, LESSON, "Olu", "Nobody holds", "Nobody answers for", "without owner"])
async def test_a_channel_does_not_get_what_is_not_for_it(house_with_plan: House, words: str, hidden: str) -> None:
    preview = await _preview(house_with_plan, words)
    await _shares(house_with_plan, preview)
    (shared,) = _said_there(house_with_plan)
    assert (hidden in text(shared), any(hidden in label for label in labels(shared))) == (False, False)


async def test_not_reported_is_not_hidden_from_a_channel(house_with_plan: House) -> None:
    await _shares(house_with_plan, await _preview(house_with_plan))
    (shared,) = _said_there(house_with_plan)
    assert "2 not reported" in text(shared)


async def test_what_stands_in_a_channel_has_no_button_that_would_change_it_for_all(house_with_plan: House) -> None:
    from tests.support.house import buttons

    await _shares(house_with_plan, await _preview(house_with_plan))
    (shared,) = _said_there(house_with_plan)
    assert {each.press for each in buttons(shared)} == {"status.list"}


async def test_whoever_presses_in_the_channel_gets_an_answer_of_their_own(house_with_plan: House) -> None:
    await _shares(house_with_plan, await _preview(house_with_plan))
    (shared,) = _said_there(house_with_plan)
    pressed = button(shared, "2 red")
    await house_with_plan.person("tina")
    there = house_with_plan.interaction("tina", Pressed(pressed.press, pressed.value), CHANNEL)
    outcome = await house_with_plan.bunsen.dispatcher.respond(there)
    assert isinstance(outcome, Reply)
    assert (outcome.private, SECRET in text(outcome.card)) == (True, False)


async def test_what_changed_since_it_was_looked_at_is_shown_anew_and_not_shared(house_with_plan: House) -> None:
    preview = await _preview(house_with_plan)
    ((action,),) = await house_with_plan.select("SELECT id FROM actions WHERE ref = 'R3'")
    assert isinstance(action, int)
    await report(house_with_plan, [action], Rag.GREEN)
    again = card_of(await _shares(house_with_plan, preview))
    assert "Nothing was shared" in text(again)
    assert _said_there(house_with_plan) == []
    assert card_of(await _shares(house_with_plan, again)).title == "Shared"


async def test_a_channel_that_does_not_take_it_is_said_and_can_be_tried_again(house_with_plan: House) -> None:
    preview = await _preview(house_with_plan)
    house_with_plan.surface.failures.append(DeliveryFailed("not_in_channel", permanent=True))
    assert card_of(await _shares(house_with_plan, preview)).title == "The channel did not take it"
    assert card_of(await _shares(house_with_plan, preview)).title == "Shared"


async def test_a_channel_that_was_silenced_stays_silent(house_with_plan: House) -> None:
    preview = await _preview(house_with_plan)
    await house_with_plan.hears("ada", "channel off", CHANNEL)
    before = len(_said_there(house_with_plan))
    assert card_of(await _shares(house_with_plan, preview)).title == "I do not speak in that channel"
    assert len(_said_there(house_with_plan)) == before


async def test_saying_no_brings_the_status_back(house_with_plan: House) -> None:
    card = await _in_channel(house_with_plan)
    no = button(card_of(await house_with_plan.press("ada", button(card, "Share with"))), "Do not share")
    assert text(card_of(await house_with_plan.press("ada", no))) == text(card)


async def test_sharing_is_still_there_after_another_view_was_chosen(house_with_plan: House) -> None:
    card = await _in_channel(house_with_plan)
    short = card_of(await house_with_plan.press("ada", button(card, "In short")))
    assert "Share with the channel" in labels(short)


async def test_asked_in_a_chat_of_two_it_says_how_to_share(house_with_plan: House) -> None:
    card = await asked(house_with_plan)
    assert "Share with the channel" not in labels(card)
    assert "mention me in the channel with “status”" in text(card)


async def test_a_technician_is_not_offered_to_share(house_with_plan: House) -> None:
    await house_with_plan.person("tina")
    assert "Share with the channel" not in labels(await _in_channel(house_with_plan, user="tina"))


async def test_a_technician_who_presses_a_chairs_button_does_not_share(house_with_plan: House) -> None:
    preview = await _preview(house_with_plan)
    await house_with_plan.person("tina")
    outcome = await _shares(house_with_plan, preview, "tina")
    assert "Only the committee chairs and the institutional lead" in text(card_of(outcome))
    assert _said_there(house_with_plan) == []


async def test_a_button_with_anything_in_it_shares_nothing(house_with_plan: House) -> None:
    for value in ("", "[]", '["x"]', '["x", "y"]', "[" * 3000):
        outcome = await house_with_plan.responds("ada", Pressed("status.share", value))
        assert card_of(outcome).title == "It was not asked for in a channel"
