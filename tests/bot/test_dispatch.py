"""Dispatch: once each, in the right institution, for the right person, and never silent."""

import asyncio
from dataclasses import replace

import pytest

from handlers.cards import Button
from handlers.interactions import Account, Commanded, Interaction, Joined, Platform, Pressed, Said, Submitted
from handlers.outcomes import Close, Outcome, Reply
from handlers.people.model import Profile
from handlers.rights import PostKind
from tests.support.house import CHANNEL, House, direct_chat, text


def _card_text(outcome: Outcome) -> str:
    assert isinstance(outcome, Reply)
    return text(outcome.card)


async def test_a_redelivered_event_is_answered_once(house: House) -> None:
    await house.hears("tina", "help", key="E1")
    assert await house.hears("tina", "help", key="E1") == []


async def test_the_same_key_in_another_workspace_is_another_event(house: House) -> None:
    await house.hears("tina", "help", key="E1")
    elsewhere = Interaction("E1", Account(Platform.WEB, "T-other", "tina"), direct_chat("tina"), Said("help"))
    assert await house.bunsen.dispatcher.accept(elsewhere)


async def test_a_mention_is_answered_in_its_thread(house: House) -> None:
    await house.hears("tina", "help", CHANNEL)
    assert house.surface.sent[-1][0] == CHANNEL


async def test_an_unlinked_workspace_is_refused_and_told_how_to_link(house: House) -> None:
    stranger = replace(house.interaction("x", Commanded("help")), account=Account(Platform.SLACK, "T-strange", "x"))
    said = _card_text(await house.bunsen.dispatcher.respond(stranger))
    assert "bunsen institution link SLUG --slack T-strange" in said


async def test_an_unlinked_workspace_leaves_no_person_behind(house: House) -> None:
    stranger = replace(house.interaction("x", Commanded("help")), account=Account(Platform.SLACK, "T-strange", "x"))
    await house.bunsen.dispatcher.respond(stranger)
    async with house.bunsen.begin() as tx:
        assert await tx.of(house.institution.id).people.by_account(stranger.account) is None


async def test_a_new_account_is_joined_to_the_person_with_its_verified_email(house: House) -> None:
    person = await house.person("tina")
    house.surface.known["tina2"] = replace(house.surface.known["tina"])
    await house.hears("tina2", "help")
    async with house.bunsen.begin() as tx:
        found = await tx.of(house.institution.id).people.by_account(Account(Platform.WEB, "T-test", "tina2"))
    assert found is not None
    assert found.id == person.id


async def test_a_file_may_be_the_first_that_a_known_person_sends(house: House) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    house.surface.known["lea2"] = replace(house.surface.known["lea"])
    (card,) = await house.drops("lea2", "plan.csv", b"Action,Owner\nHold an open day,OSD Manager\n")
    assert "I read 1 action in plan.csv" in text(card)


async def test_a_strangers_file_is_not_taken(house: House) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    (card,) = await house.drops("nobody", "plan.csv", b"Action,Owner\nHold an open day,OSD Manager\n")
    assert "I did not keep your file" in text(card)


async def test_an_unknown_command_names_the_nearest_one(house: House) -> None:
    assert "Did you mean “status”" in _card_text(await house.command("tina", "staus"))


async def test_a_command_that_is_like_nothing_points_to_help(house: House) -> None:
    assert "Type “help”" in _card_text(await house.command("tina", "frobnicate"))


async def test_several_unknown_words_behind_a_slash_are_a_question(house: House) -> None:
    assert "first year" in _card_text(await house.command("tina", "will you pay my rsci fee?"))


async def test_an_unknown_button_gets_a_polite_card(house: House) -> None:
    assert "out of date" in _card_text(await house.press("tina", Button("Old", "gone")))


async def test_an_unknown_form_gets_a_polite_card(house: House) -> None:
    outcome = await house.responds("tina", Submitted("gone", "", "n", {}))
    assert isinstance(outcome, Close)
    assert "Nothing was saved" in text(outcome.reply)


async def test_a_press_by_somebody_without_the_right_changes_nothing(house: House) -> None:
    from handlers.reviews.cards import DATES_PRESS

    await house.person("tina")
    assert "Only the committee chairs" in _card_text(await house.press("tina", Button("Dates", DATES_PRESS)))


async def test_a_form_by_somebody_without_the_right_changes_nothing(house: House) -> None:
    outcome = await house.responds("tina", Submitted("reviews.dates", "", "n", {"review-0": "2027-07-01"}))
    assert isinstance(outcome, Close)
    async with house.bunsen.begin() as tx:
        assert await tx.of(house.institution.id).reviews.all() == []


async def test_a_press_delivered_twice_acts_once(house: House) -> None:
    from handlers.enquiries.names import ASK_PRESS

    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    await house.hears("tina", "what is the melting point of gallium")
    press = Pressed(ASK_PRESS, "1")
    await house.responds("tina", press, "P1")
    assert "arrived twice" in _card_text(await house.responds("tina", press, "P1"))


async def test_an_error_of_ours_becomes_a_card_with_a_reference(house: House) -> None:
    async with house.bunsen.begin() as tx:
        await tx.institutions.add("other", "Other", "Not/AZone", "ENG")
        other = await tx.institutions.by_slug("other")
        assert other is not None
        await tx.institutions.link(other.id, Platform.WEB, "T-other")
    broken = Interaction("k", Account(Platform.WEB, "T-other", "x"), direct_chat("x"), Commanded("help"))
    assert "Nothing was saved" in _card_text(await house.bunsen.dispatcher.respond(broken))


async def test_somebody_who_joins_is_welcomed_by_name(house: House) -> None:
    await house.person("tina")
    await house.bunsen.dispatcher.accept(house.interaction("tina", Joined()))
    await house.bunsen.worker.drain()
    assert house.surface.sent[-1][1].title == "Hello Tina, I am Bunsen"


async def test_help_shows_a_chair_more_than_a_technician(house: House) -> None:
    await house.person("ada", ("Committee chair", PostKind.CHAIR))
    (for_chair,) = await house.hears("ada", "help")
    (for_technician,) = await house.hears("tina", "help")
    assert "measures:" in text(for_chair)
    assert "measures:" not in text(for_technician)


async def test_nobody_can_use_up_the_form_of_somebody_else(house: House) -> None:
    for user in ("ada", "eve"):
        await house.person(user, ("Institutional Lead", PostKind.LEAD))
    stolen = Submitted("reviews.dates", "", "the-nonce", {"new-0": ""})
    await house.responds("eve", stolen)
    outcome = await house.responds("ada", Submitted("reviews.dates", "", "the-nonce", {"new-0": "2027-06-01"}))
    assert isinstance(outcome, Close)
    assert "The dates are set" in text(outcome.reply)


async def test_a_refused_form_is_not_used_up(house: House) -> None:
    sent = Submitted("reviews.dates", "", "n", {"new-0": "2027-06-01"})
    await house.responds("ada", sent)
    await house.person("ada", ("Institutional Lead", PostKind.LEAD))
    outcome = await house.responds("ada", sent)
    assert isinstance(outcome, Close)
    assert "The dates are set" in text(outcome.reply)


@pytest.mark.parametrize("nonce", ["", "x" * 1_000_000])
async def test_an_odd_nonce_does_no_harm(house: House, nonce: str) -> None:
    await house.person("ada", ("Institutional Lead", PostKind.LEAD))
    outcome = await house.responds("ada", Submitted("reviews.dates", "", nonce, {"new-0": "2027-06-01"}))
    assert isinstance(outcome, Close)


async def test_somebody_from_elsewhere_in_a_shared_channel_is_told_nothing(house: House) -> None:
    house.surface.known["guest"] = Profile("Guest", belongs=False)
    (card,) = await house.hears("guest", "plan", CHANNEL)
    assert "people of this institution" in card.title


async def test_a_new_persons_first_clicks_may_come_at_once(house: House) -> None:
    outcomes = await asyncio.gather(*(house.command("newcomer", "help") for _ in range(4)))
    assert {_card_text(outcome).splitlines()[0] for outcome in outcomes} == {"What I can do"}


async def test_a_stranger_is_recognised_once_the_platform_tells_their_email(house: House) -> None:
    person = await house.person("ada", ("Committee chair", PostKind.CHAIR))
    await house.hears("ada2", "help")
    house.surface.known["ada2"] = Profile("Ada", "ada@wenlow.example")
    await house.hears("ada2", "help")
    async with house.bunsen.begin() as tx:
        found = await tx.of(house.institution.id).people.by_account(Account(Platform.WEB, "T-test", "ada2"))
    assert found is not None
    assert found.id == person.id


async def test_a_name_of_any_length_is_taken(house: House) -> None:
    house.surface.known["long"] = Profile("N" * 5000 + "\x00", "")
    (card,) = await house.hears("long", "help")
    assert card.title == "What I can do"
