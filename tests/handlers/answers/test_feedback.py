"""Helpful, not helpful, is this wrong: counted once a person and answer, without who."""

from datetime import timedelta

from handlers.answers.feedback_cards import FLAG_PRESS, HELPFUL_PRESS, NOT_HELPFUL_PRESS, REASON
from handlers.cards import Button, Card
from handlers.interactions import Pressed
from handlers.outcomes import Close, Reply, Update
from handlers.rights import PostKind
from tests.support.house import CHANNEL, House, buttons, direct_chat, opened, text

QUESTION = "will you pay my rsci fee?"
TOPIC = "registration-fees-reimbursed"


async def _presses(house: House, user: str = "tina") -> dict[str, Button]:
    (card,) = await house.hears(user, QUESTION)
    return {button.press: button for button in buttons(card)}


async def _marks(house: House) -> list[tuple[object, ...]]:
    return await house.select("SELECT topic, kind, reason FROM marks ORDER BY id")


async def _keeper(house: House) -> None:
    owner = house.services.knowledge.entries[TOPIC].owner
    await house.person("kit", (owner, PostKind.OWNER))


async def _flag(house: House, user: str, reason: str = "") -> None:
    form = opened(await house.press(user, (await _presses(house, user))[FLAG_PRESS]))
    outcome = await house.submit(user, form, {REASON: reason})
    assert isinstance(outcome, Close)


async def _asked_to_look(house: House) -> list[Card]:
    await house.bunsen.runner.tick()
    return [card for to, card in house.surface.sent if to == direct_chat("kit") and "look at" in card.title]


async def test_there_are_three_presses_under_an_answer(house: House) -> None:
    assert {HELPFUL_PRESS, NOT_HELPFUL_PRESS, FLAG_PRESS} <= set(await _presses(house))


async def test_helpful_takes_one_press_and_the_presses_are_gone(house: House) -> None:
    outcome = await house.press("tina", (await _presses(house))[HELPFUL_PRESS])
    assert isinstance(outcome, Update)
    assert "Thank you" in text(outcome.card)
    assert not {button.press for button in buttons(outcome.card)} & {HELPFUL_PRESS, NOT_HELPFUL_PRESS, FLAG_PRESS}
    assert await _marks(house) == [(TOPIC, "helpful", "")]


async def test_in_a_channel_the_answer_stays_as_it_is_for_the_others(house: House) -> None:
    button = (await _presses(house))[HELPFUL_PRESS]
    pressed = house.interaction("tina", Pressed(button.press, button.value), CHANNEL)
    outcome = await house.bunsen.dispatcher.respond(pressed)
    assert isinstance(outcome, Reply)
    assert outcome.private


async def test_a_second_press_counts_for_nothing(house: House) -> None:
    presses = await _presses(house)
    for _ in range(2):
        outcome = await house.press("tina", presses[HELPFUL_PRESS])
    assert isinstance(outcome, Reply)
    assert "noted that already" in text(outcome.card)
    assert isinstance(await house.press("tina", presses[NOT_HELPFUL_PRESS]), Reply)
    assert len(await _marks(house)) == 1


async def test_what_was_only_opened_can_be_opened_again(house: House) -> None:
    button = (await _presses(house))[NOT_HELPFUL_PRESS]
    opened(await house.press("tina", button))
    opened(await house.press("tina", button))


async def test_two_people_and_two_answers_count_each(house: House) -> None:
    for user in ("tina", "ed", "tina"):
        await house.press(user, (await _presses(house, user))[HELPFUL_PRESS])
    assert len(await _marks(house)) == 3


async def test_a_reason_may_be_given_and_loses_its_names(house: House) -> None:
    await house.person("ed")
    form = opened(await house.press("tina", (await _presses(house))[NOT_HELPFUL_PRESS]))
    await house.submit("tina", form, {REASON: "i asked ed, ring 07700 900123"})
    assert await _marks(house) == [(TOPIC, "not helpful", "i asked [name], ring [number]")]


async def test_no_reason_is_needed(house: House) -> None:
    form = opened(await house.press("tina", (await _presses(house))[NOT_HELPFUL_PRESS]))
    assert isinstance(await house.submit("tina", form, {}), Close)
    assert await _marks(house) == [(TOPIC, "not helpful", "")]


async def test_the_keeper_of_a_flagged_entry_is_asked_to_look(house: House) -> None:
    await _keeper(house)
    await _flag(house, "tina", "the fee went up")
    (card,) = await _asked_to_look(house)
    assert "1 colleague thinks" in text(card)
    assert "the fee went up" in text(card)
    assert "Tina" not in text(card)


async def test_however_many_flag_it_the_keeper_hears_once_a_day(house: House) -> None:
    await _keeper(house)
    for user in ("tina", "ed", "zoe"):
        await _flag(house, user)
    (card,) = await _asked_to_look(house)
    assert "3 colleagues think" in text(card)
    house.clock.move_to(house.clock.now() + timedelta(days=1))
    await _flag(house, "mo")
    assert len(await _asked_to_look(house)) == 2


async def test_without_a_keeper_the_lead_is_asked(house: House) -> None:
    await house.person("kit", ("Institutional Lead", PostKind.LEAD))
    await _flag(house, "tina")
    assert len(await _asked_to_look(house)) == 1


async def test_a_flag_that_was_looked_at_meanwhile_is_not_sent(house: House) -> None:
    await _keeper(house)
    await _flag(house, "tina")
    async with house.bunsen.begin() as tx:
        assert await tx.of(house.institution.id).demand.settle_flags(TOPIC, house.clock.now().date()) == 1
    assert await _asked_to_look(house) == []


async def test_who_said_it_is_written_nowhere(house: House) -> None:
    tina = await house.person("tina")
    await _flag(house, "tina", "old")
    columns = await house.select("SELECT * FROM marks")
    assert len(columns[0]) == 7
    assert "tina" not in repr(columns).casefold()
    keys = repr(await house.select("SELECT key, ids FROM deliveries"))
    assert f'"{tina.id}"' not in keys


async def test_presses_under_an_entry_that_is_gone_say_so(house: House) -> None:
    for press in (HELPFUL_PRESS, NOT_HELPFUL_PRESS, FLAG_PRESS):
        outcome = await house.press("tina", Button("x", press, f"nothing {press}"))
        assert isinstance(outcome, Reply)
        assert "out of date" in text(outcome.card)
