"""The status tells the truth: counts, changes, and what nobody reported."""

from datetime import UTC, date, datetime, timedelta

from handlers.cards import Card
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.reviews.reporting import Colour
from handlers.rights import PostKind
from handlers.status.counting import Status, as_json
from handlers.status.feature import current_status
from tests.support.house import START, House, buttons, text
from tests.support.nudging import report


async def _chair(house: House) -> None:
    await house.person("ada", ("Committee chair", PostKind.CHAIR))
    await house.person("olu", ("OSD Manager", PostKind.OWNER))


async def _plan(house: House, *rags: Rag | None, at: datetime = START) -> None:
    post = await house.post_id("OSD Manager")
    drafts = []
    for number, rag in enumerate(rags):
        update = ActionUpdate(0, at, rag, "because", by_person_id=1) if rag else None
        drafts.append(Action(0, 0, f"V{number}", "Visibility", "Do", owner_post_id=post, latest=update))
    await house.plan(*drafts)


async def _status(house: House) -> Status:
    async with house.bunsen.begin() as tx:
        found = await current_status(tx.of(house.institution.id), house.institution, house.clock.now())
    assert found is not None
    return found[1]


async def _asked(house: House, user: str = "ada") -> Card:
    (card,) = await house.hears(user, "status")
    return card


async def test_counts_are_by_theme_and_colour(house: House) -> None:
    await _chair(house)
    await _plan(house, Rag.GREEN, Rag.AMBER, Rag.AMBER, Rag.RED, Rag.NOT_DUE, Rag.DROPPED, None)
    counts = (await _status(house)).themes["Visibility"]
    assert {colour.value: number for colour, number in counts.items()} == {
        "green": 1,
        "amber": 2,
        "red": 1,
        "not_due": 1,
        "dropped": 1,
        "not_reported": 1,
    }


async def test_all_five_themes_are_there_even_when_empty(house: House) -> None:
    await _chair(house)
    await _plan(house)
    assert list((await _status(house)).themes) == [
        "Visibility",
        "Recognition",
        "Career Development",
        "Sustainability",
        "Evaluating Impact",
    ]


async def test_a_chair_reads_the_counts(house: House) -> None:
    await _chair(house)
    await _plan(house, Rag.GREEN, Rag.RED)
    assert "2 actions: 1 green, 1 red." in text(await _asked(house))


async def test_reds_stand_with_their_explanation(house: House) -> None:
    await _chair(house)
    await _plan(house, Rag.RED)
    assert "V0 Do: because" in text(await _asked(house))


async def test_a_technician_reads_what_everybody_may_see_and_no_explanation(house: House) -> None:
    await _chair(house)
    await _plan(house, Rag.RED)
    said = text(await _asked(house, "tina"))
    assert ("This is what everybody may see" in said, "1 red" in said, "because" in said) == (True, True, False)


async def test_an_old_amber_is_not_reported_but_an_old_green_stays(house: House) -> None:
    await _chair(house)
    await _plan(house, Rag.AMBER, Rag.GREEN, at=START - timedelta(days=200))
    found = await _status(house)
    assert (found.total[Colour.NOT_REPORTED], found.total[Colour.GREEN]) == (1, 1)


async def test_once_owners_were_asked_only_new_reports_count(house: House) -> None:
    await _chair(house)
    await _plan(house, Rag.AMBER)
    await _close_review(house, date(2027, 3, 2))
    await house.review(date(2027, 6, 1))
    house.clock.move_to(datetime(2027, 4, 19, 9, 30, tzinfo=UTC))
    assert (await _status(house)).total[Colour.NOT_REPORTED] == 1


async def test_until_owners_are_asked_the_last_reports_stand(house: House) -> None:
    await _chair(house)
    await _plan(house, Rag.AMBER)
    await _close_review(house, date(2027, 3, 2))
    await house.review(date(2027, 6, 1))
    house.clock.move_to(datetime(2027, 4, 12, 9, 30, tzinfo=UTC))
    assert (await _status(house)).total[Colour.AMBER] == 1


async def test_changes_are_told_since_the_review_that_was_closed(house: House) -> None:
    await _chair(house)
    await _plan(house, Rag.AMBER, Rag.AMBER)
    await _close_review(house, date(2027, 3, 2))
    await _report(house, "V0", Rag.GREEN)
    (change,) = (await _status(house)).changes
    assert (change.ref, change.before, change.now) == ("V0", Colour.AMBER, Colour.GREEN)


async def test_the_json_has_just_the_promised_keys(house: House) -> None:
    await _chair(house)
    await _plan(house, Rag.GREEN)
    assert list(as_json(await _status(house))) == ["as_of", "themes", "changes"]


async def test_without_a_plan_the_chair_is_told_how_to_bring_one_in(house: House) -> None:
    await _chair(house)
    assert "drop the plan's file into a chat with me" in text(await _asked(house))


async def test_in_a_channel_the_status_goes_to_the_chair_alone(house: House) -> None:
    from tests.support.house import CHANNEL, direct_chat

    await _chair(house)
    await _plan(house, Rag.GREEN)
    await house.hears("ada", "status", CHANNEL)
    assert house.surface.sent[-1][0] == direct_chat("ada")


async def _close_review(house: House, held_on: date) -> None:
    await house.review(held_on)
    house.clock.move_to(datetime(held_on.year, held_on.month, held_on.day, 15, tzinfo=UTC))
    (card,) = await house.hears("ada", "reviews")
    close = next(button for button in buttons(card) if button.label.startswith("Close the review"))
    await house.press("ada", close)


async def _report(house: House, ref: str, rag: Rag) -> None:
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        ids = [action.id for action in await plans.actions(plan.id) if action.ref == ref]
    await report(house, ids, rag)
