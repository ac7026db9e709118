"""Being away: said in words or in a form, for oneself or by the lead for others."""

import pytest

from handlers.cards import Button
from handlers.outcomes import Reply
from handlers.posts import names
from tests.handlers.posts.conftest import errors, fill, person_id, reply
from tests.support.house import House, text


async def _away(house: House, user: str) -> str:
    number = int(await person_id(house, user))
    async with house.bunsen.begin() as tx:
        person = await tx.of(house.institution.id).people.get(number)
    assert person is not None
    return person.away_until.isoformat() if person.away_until else ""


@pytest.mark.parametrize(
    "said",
    [
        "away until 12 May",
        "Away until the 12th of May.",
        "away until 12/05/2027",
        "I am away until Wednesday 12 May 2027",
    ],
)
async def test_it_is_understood_as_people_say_it(staffed: House, said: str) -> None:
    (card,) = await staffed.hears("xi", said)
    assert card.title == "You are away until 12 May 2027"
    assert await _away(staffed, "xi") == "2027-05-12"


async def test_behind_a_slash_too(staffed: House) -> None:
    await staffed.command("xi", "away until 12 May")
    assert await _away(staffed, "xi") == "2027-05-12"


async def test_it_says_who_is_asked_instead(staffed: House) -> None:
    (card,) = await staffed.hears("xi", "away until 12 May")
    assert "For “OSD Manager”, Dee will be asked." in text(card)


async def test_it_says_where_nobody_is(staffed: House) -> None:
    (card,) = await staffed.hears("lea", "away until 12 May")
    assert "“Institutional Lead” has no deputy who is here" in text(card)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("away until the cows come home", "could not read"),
        ("away until 30 February", "could not read"),
        ("away until 2027-02-28", "has passed"),
        ("away until 1 March 2029", "more than a year away"),
    ],
)
async def test_what_is_no_day_is_asked_for_again(staffed: House, said: str, why: str) -> None:
    (card,) = await staffed.hears("xi", said)
    assert why in text(card)
    assert await _away(staffed, "xi") == ""


async def test_coming_back_early_ends_it(staffed: House) -> None:
    await staffed.hears("xi", "away until 12 May")
    await staffed.press("xi", Button("x", names.BACK_PRESS))
    assert await _away(staffed, "xi") == ""


async def test_saying_so_ends_it_too(staffed: House) -> None:
    await staffed.hears("xi", "away until 12 May")
    await staffed.hears("xi", "I am back")
    assert await _away(staffed, "xi") == ""


async def test_the_form_records_ones_own(staffed: House) -> None:
    await fill(staffed, "xi", names.AWAY_PRESS, until="2027-05-12")
    assert await _away(staffed, "xi") == "2027-05-12"


async def test_the_lead_records_somebody_elses(staffed: House) -> None:
    card = reply(await fill(staffed, "lea", names.AWAY_PRESS, until="2027-05-12", email="xi@wenlow.example"))
    assert card.title == "Xi is away until 12 May 2027"
    assert (await _away(staffed, "xi"), await _away(staffed, "lea")) == ("2027-05-12", "")


async def test_nobody_else_records_somebody_elses(staffed: House) -> None:
    await fill(staffed, "ada", names.AWAY_PRESS, until="2027-05-12", email="xi@wenlow.example")
    assert (await _away(staffed, "xi"), await _away(staffed, "ada")) == ("", "2027-05-12")


@pytest.mark.parametrize(
    ("until", "email", "field", "said"),
    [
        ("", "", "until", "choose the last day"),
        ("2027-02-30", "", "until", "no such day"),
        ("2027-02-28", "", "until", "has passed"),
        ("2027-05-12", "nobody@wenlow.example", "email", "I know nobody"),
    ],
)
async def test_a_form_that_cannot_be_is_refused(staffed: House, until: str, email: str, field: str, said: str) -> None:
    assert said in errors(await fill(staffed, "lea", names.AWAY_PRESS, until=until, email=email))[field]


async def test_it_is_shown_on_the_card_of_posts(staffed: House) -> None:
    await staffed.hears("xi", "away until 12 May")
    (card,) = await staffed.hears("lea", "posts")
    assert "Xi, away until 12 May 2027" in text(card)


async def test_somebody_without_a_post_is_told_that_it_is_not_for_them(staffed: House) -> None:
    outcome = await staffed.command("tom", "away until 12 May")
    assert isinstance(outcome, Reply)
    assert "Only holders of a post" in text(outcome.card)


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("away", "need not know when you are away"),
        ("back", "need not know when you are away"),
        ("posts", "“plan” shows which post answers for each action"),
        ("queue", "“plan” shows every action with its owner"),
    ],
)
async def test_a_bare_word_that_is_for_others_is_answered_with_what_one_can_do_instead(
    staffed: House, typed: str, instead: str
) -> None:
    (card,) = await staffed.hears("tom", typed)
    assert instead in text(card)
