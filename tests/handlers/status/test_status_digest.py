"""After each review those who follow the plan get one short message, and can stop it."""

from datetime import UTC, date, datetime, timedelta

from handlers.cards import Card
from handlers.deliveries import State
from handlers.plans.rag import Rag
from tests.support.house import House, text
from tests.support.nudging import deputy, report
from tests.support.standing import LESSON, OWNER, SECRET, button, card_of, closed_review, standing

_FIRST, _SECOND = date(2027, 3, 2), date(2027, 3, 9)


async def _told(house: House, after: timedelta = timedelta(minutes=1)) -> dict[str, Card]:
    """Who gets the digest, after a while."""
    before = len(house.surface.sent)
    house.clock.move_to(house.clock.now() + after)
    await house.bunsen.runner.tick()
    sent = house.surface.sent[before:]
    return {to.id.removeprefix("direct:"): card for to, card in sent if card.title.startswith("After the review of")}


async def test_chairs_lead_and_owners_get_one_each(house: House) -> None:
    await standing(house)
    await house.person("tina")
    await closed_review(house, _FIRST)
    assert sorted(await _told(house)) == ["ada", "lea", "olu"]
    assert await _told(house) == {}


async def test_a_deputy_gets_it_while_the_holder_is_away(house: House) -> None:
    from tests.support.nudging import away

    await standing(house)
    await deputy(house, "dee", OWNER)
    await away(house, "olu", date(2027, 4, 30))
    await closed_review(house, _FIRST)
    assert sorted(await _told(house)) == ["ada", "dee", "lea"]


async def test_the_first_says_where_things_stand(house: House) -> None:
    await standing(house)
    await closed_review(house, _FIRST)
    said = text((await _told(house))["olu"])
    assert "12 actions: " in said
    assert "It was the first review" in said


async def test_the_next_says_what_changed_between_the_two(house: House) -> None:
    actions = await standing(house)
    await closed_review(house, _FIRST)
    await _told(house)
    await report(house, [action.id for action in actions if action.ref == "R1"], Rag.GREEN)
    await closed_review(house, _SECOND)
    said = text((await _told(house))["lea"])
    assert "5 actions changed since the review of 2 March 2027: 1 now green and 4 now not reported." in said
    assert "R1 Do R1: amber → green" in said


async def test_its_figures_are_those_of_the_snapshot_however_late_it_is_sent(house: House) -> None:
    actions = await standing(house)
    await closed_review(house, _FIRST)
    await report(house, [action.id for action in actions], Rag.GREEN)
    ((kept,),) = await house.select("SELECT snapshot FROM reviews")
    green = str(kept).count('"colour": "green"') if isinstance(kept, str) else str(kept).count("'colour': 'green'")
    assert f"{green} green" in text((await _told(house))["ada"])


async def test_nothing_that_somebody_wrote_is_in_it(house: House) -> None:
    await standing(house)
    await closed_review(house, _FIRST)
    said = text((await _told(house))["olu"])
    assert (SECRET in said, LESSON in said) == (False, False)


async def test_whoever_stops_it_gets_no_more(house: House) -> None:
    await standing(house)
    await closed_review(house, _FIRST)
    digest = (await _told(house))["olu"]
    assert card_of(await house.press("olu", button(digest, "Stop"))).title == "The digest is stopped"
    await closed_review(house, _SECOND)
    assert sorted(await _told(house)) == ["ada", "lea"]


async def test_whoever_stops_it_before_it_is_sent_does_not_get_it(house: House) -> None:
    await standing(house)
    await closed_review(house, _FIRST)
    await house.hears("lea", "stop the digest")
    assert "lea" not in await _told(house)


async def test_it_can_be_taken_up_again(house: House) -> None:
    await standing(house)
    await house.hears("lea", "stop the digest")
    await house.hears("lea", "start the digest")
    await closed_review(house, _FIRST)
    assert "lea" in await _told(house)


async def test_it_leads_to_the_status(house: House) -> None:
    await standing(house)
    await closed_review(house, _FIRST)
    digest = (await _told(house))["ada"]
    assert card_of(await house.press("ada", button(digest, "Show"))).title == "Status: Plan 2026-2028"


async def test_it_waits_for_working_hours(house: House) -> None:
    await standing(house)
    await house.review(date(2027, 3, 5))
    house.clock.move_to(datetime(2027, 3, 5, 20, tzinfo=UTC))
    (card,) = await house.hears("ada", "reviews")
    await house.press("ada", button(card, "Close the review"))
    assert await _told(house) == {}
    assert sorted(await _told(house, timedelta(days=2, hours=13, minutes=30))) == ["ada", "lea", "olu"]


async def test_without_a_plan_nobody_is_told(house: House) -> None:
    from handlers.rights import PostKind

    await house.person("ada", ("Committee chair", PostKind.CHAIR))
    await closed_review(house, _FIRST)
    async with house.bunsen.begin() as tx:
        waiting = await tx.of(house.institution.id).outbox.with_prefix("status.digest")
    assert [each.state for each in waiting if each.state is State.WAITING] == []
