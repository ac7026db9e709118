"""Nudges: one message a person and step, none lost, none doubled, none when there is nothing to say."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from handlers.cards import Card
from handlers.deliveries import DeliveryFailed
from handlers.people.model import Holding
from handlers.plans.model import Action
from handlers.rights import PostKind
from tests.support.house import House, buttons, opened, text

REVIEW_ON = date(2027, 6, 1)
"""A Tuesday; ten working days before it (a bank holiday lies between) the papers close, on 17 May."""
PAPERS_ON = date(2027, 5, 17)
FIRST = datetime(2027, 4, 19, 9, 30, tzinfo=UTC)
SECOND = datetime(2027, 5, 4, 9, 30, tzinfo=UTC)


async def _ready(house: House, count: int = 2) -> list[int]:
    await house.person("olu", ("Technical Operations Manager", PostKind.OWNER))
    post = await house.post_id("Technical Operations Manager")
    drafts = [Action(0, 0, f"V{n}", "Visibility", f"Do thing {n}", owner_post_id=post) for n in range(count)]
    actions = await house.plan(*drafts)
    await house.review(REVIEW_ON)
    return [action.id for action in actions]


async def _tick_at(house: House, moment: datetime) -> Sequence[Card]:
    before = len(house.surface.sent)
    house.clock.move_to(moment)
    await house.bunsen.runner.tick()
    return [card for _, card in house.surface.sent[before:]]


async def test_papers_are_due_ten_working_days_before_the_review(house: House) -> None:
    assert (await house.review(REVIEW_ON)).papers_due_on == PAPERS_ON


async def test_no_nudge_comes_before_its_day(house: House) -> None:
    await _ready(house)
    assert await _tick_at(house, FIRST - timedelta(days=1)) == []


async def test_one_nudge_names_all_actions_of_an_owner(house: House) -> None:
    await _ready(house)
    (card,) = await _tick_at(house, FIRST)
    assert "Do thing 0" in text(card)
    assert "Do thing 1" in text(card)


async def test_a_second_tick_sends_nothing_more(house: House) -> None:
    await _ready(house)
    await _tick_at(house, FIRST)
    assert await _tick_at(house, FIRST + timedelta(hours=1)) == []


async def test_the_second_step_comes_fourteen_days_before_the_papers(house: House) -> None:
    await _ready(house)
    await _tick_at(house, FIRST)
    assert len(await _tick_at(house, SECOND)) == 1


async def test_two_missed_steps_make_one_message(house: House) -> None:
    await _ready(house)
    assert len(await _tick_at(house, SECOND)) == 1


async def test_nothing_is_sent_after_the_papers_deadline(house: House) -> None:
    await _ready(house)
    assert await _tick_at(house, datetime(2027, 5, 18, 9, 30, tzinfo=UTC)) == []


async def test_reporting_stops_the_nudges(house: House) -> None:
    ids = await _ready(house)
    (card,) = await _tick_at(house, FIRST)
    form = opened(await house.press("olu", buttons(card)[0]))
    await house.submit("olu", form, {f"rag-{action_id}": "green" for action_id in ids})
    assert await _tick_at(house, SECOND) == []


async def test_a_report_on_one_action_leaves_the_other_in_the_next_nudge(house: House) -> None:
    ids = await _ready(house)
    (card,) = await _tick_at(house, FIRST)
    form = opened(await house.press("olu", buttons(card)[0]))
    await house.submit("olu", form, {f"rag-{ids[0]}": "green"})
    (again,) = await _tick_at(house, SECOND)
    assert "Do thing 1" in text(again)
    assert "Do thing 0" not in text(again)


async def test_a_tick_at_night_waits_for_the_morning(house: House) -> None:
    await _ready(house)
    assert await _tick_at(house, FIRST.replace(hour=22)) == []
    assert len(await _tick_at(house, FIRST + timedelta(days=1))) == 1


async def test_a_failed_send_is_tried_again_and_arrives_once(house: House) -> None:
    await _ready(house)
    house.surface.failures.append(DeliveryFailed("the platform is busy", retry_after=60))
    assert await _tick_at(house, FIRST) == []
    assert len(await _tick_at(house, FIRST + timedelta(minutes=2))) == 1
    assert await _tick_at(house, FIRST + timedelta(minutes=30)) == []


async def test_a_permanent_failure_is_not_repeated(house: House) -> None:
    await _ready(house)
    house.surface.failures.append(DeliveryFailed("the account is gone", permanent=True))
    await _tick_at(house, FIRST)
    assert await _tick_at(house, FIRST + timedelta(hours=2)) == []


async def _move_review(house: House, to: str) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    (card,) = await house.hears("lea", "reviews")
    form = opened(await house.press("lea", buttons(card)[0]))
    await house.submit("lea", form, {form.fields[0].key: to})


async def test_a_review_that_moved_asks_nobody_on_the_old_day(house: House) -> None:
    await _ready(house)
    await _move_review(house, "2027-09-07")
    assert await _tick_at(house, FIRST) == []


async def test_a_review_that_moved_far_asks_anew(house: House) -> None:
    await _ready(house)
    await _tick_at(house, FIRST)
    await _tick_at(house, SECOND)
    await _move_review(house, "2027-09-07")
    # Ten working days before lies a bank holiday; 28 days before the papers close is 26 July.
    titles = [card.title for card in await _tick_at(house, datetime(2027, 7, 26, 9, 30, tzinfo=UTC))]
    assert titles == ["Your report for the review on 7 September 2027"]


async def test_a_review_that_moved_by_a_day_does_not_ask_twice(house: House) -> None:
    await _ready(house)
    await _tick_at(house, FIRST)
    await _move_review(house, "2027-06-02")
    assert await _tick_at(house, FIRST + timedelta(days=1)) == []


async def test_while_a_post_has_only_a_deputy_the_deputy_is_asked(house: House) -> None:
    deputy = await house.person("dee")
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        post = await people.add_post("Technical Operations Manager", PostKind.OWNER)
        await people.hold(Holding(post, deputy, deputy=True))
    await house.plan(Action(0, 0, "V1", "Visibility", "Do", owner_post_id=post.id))
    await house.review(REVIEW_ON)
    assert len(await _tick_at(house, FIRST)) == 1


async def test_two_nudges_that_waited_for_an_account_come_as_one(house: House) -> None:
    await _ready(house)
    house.surface.failures = [DeliveryFailed("no account yet", retry_after=86_400)]
    await _tick_at(house, FIRST)
    assert len(await _tick_at(house, SECOND)) == 1


async def test_an_imported_colour_does_not_spare_the_owner_the_question(house: House) -> None:
    from handlers.plans.importing import store_plan
    from handlers.plans.reading import read_plan

    await house.person("olu", ("OSDS", PostKind.OWNER))
    draft = read_plan([("Theme", "Action", "Owner", "Status"), ("Visibility", "Refresh the page", "OSDS", "Amber")])
    async with house.bunsen.begin() as tx:
        await store_plan(tx.of(house.institution.id), draft, "Plan", house.clock.now())
    await house.review(REVIEW_ON)
    assert len(await _tick_at(house, FIRST)) == 1
