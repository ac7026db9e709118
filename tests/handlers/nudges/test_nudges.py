"""Nudges: one message a person and step, none lost, none doubled, none when there is nothing to say."""

from datetime import UTC, date, datetime, timedelta

from handlers.deliveries import DeliveryFailed
from handlers.people.model import Person
from handlers.plans.model import Action
from handlers.plans.rag import Rag
from handlers.rights import PostKind
from tests.support.house import House, buttons, opened, text
from tests.support.nudging import OWNERS_14, OWNERS_28, PAPERS_ON, REVIEW_ON, cards_at, ready, report, users_at


async def test_papers_are_due_ten_working_days_before_the_review(house: House) -> None:
    assert (await house.review(REVIEW_ON)).papers_due_on == PAPERS_ON


async def test_no_nudge_comes_before_its_day(house: House) -> None:
    await ready(house)
    assert await cards_at(house, OWNERS_28 - timedelta(days=1)) == []


async def test_one_nudge_names_all_actions_of_an_owner(house: House) -> None:
    await ready(house)
    (card,) = await cards_at(house, OWNERS_28)
    assert "Do thing 0" in text(card)
    assert "Do thing 1" in text(card)


async def test_a_second_tick_sends_nothing_more(house: House) -> None:
    await ready(house)
    await cards_at(house, OWNERS_28)
    assert await cards_at(house, OWNERS_28 + timedelta(hours=1)) == []


async def test_the_second_step_comes_fourteen_days_before_the_papers(house: House) -> None:
    await ready(house)
    await cards_at(house, OWNERS_28)
    assert len(await cards_at(house, OWNERS_14)) == 1


async def test_two_missed_steps_make_one_message(house: House) -> None:
    await ready(house)
    assert len(await cards_at(house, OWNERS_14)) == 1


async def test_nothing_is_sent_after_the_papers_deadline(house: House) -> None:
    await ready(house)
    assert await cards_at(house, datetime(2027, 5, 18, 9, 30, tzinfo=UTC)) == []


async def test_reporting_stops_the_nudges(house: House) -> None:
    ids = await ready(house)
    await cards_at(house, OWNERS_28)
    await report(house, ids, Rag.GREEN)
    assert await cards_at(house, OWNERS_14) == []


async def test_a_report_on_one_action_leaves_the_other_in_the_next_nudge(house: House) -> None:
    ids = await ready(house)
    await cards_at(house, OWNERS_28)
    await report(house, ids[:1])
    (again,) = await cards_at(house, OWNERS_14)
    assert "Do thing 1" in text(again)
    assert "Do thing 0" not in text(again)


async def test_a_tick_at_night_waits_for_the_morning(house: House) -> None:
    await ready(house)
    assert await cards_at(house, OWNERS_28.replace(hour=22)) == []
    assert len(await cards_at(house, OWNERS_28 + timedelta(days=1))) == 1


async def test_a_failed_send_is_tried_again_and_arrives_once(house: House) -> None:
    await ready(house)
    house.surface.failures.append(DeliveryFailed("the platform is busy", retry_after=60))
    assert await cards_at(house, OWNERS_28) == []
    assert len(await cards_at(house, OWNERS_28 + timedelta(minutes=2))) == 1
    assert await cards_at(house, OWNERS_28 + timedelta(minutes=30)) == []


async def test_a_permanent_failure_is_not_repeated(house: House) -> None:
    await ready(house)
    house.surface.failures.append(DeliveryFailed("the account is gone", permanent=True))
    await cards_at(house, OWNERS_28)
    assert await cards_at(house, OWNERS_28 + timedelta(hours=2)) == []


async def _move_review(house: House, to: str) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    (card,) = await house.hears("lea", "reviews")
    form = opened(await house.press("lea", buttons(card)[0]))
    await house.submit("lea", form, {form.fields[0].key: to})


async def test_a_review_that_moved_asks_nobody_on_the_old_day(house: House) -> None:
    await ready(house)
    await _move_review(house, "2027-09-07")
    assert await cards_at(house, OWNERS_28) == []


async def test_a_review_that_moved_far_asks_anew(house: House) -> None:
    await ready(house)
    await cards_at(house, OWNERS_28)
    await cards_at(house, OWNERS_14)
    await _move_review(house, "2027-09-07")
    # Ten working days before lies a bank holiday; 28 days before the papers close is 26 July.
    titles = [card.title for card in await cards_at(house, datetime(2027, 7, 26, 9, 30, tzinfo=UTC))]
    assert titles == ["Your report for the review on 7 September 2027"]


async def test_a_review_that_moved_by_a_day_does_not_ask_twice(house: House) -> None:
    await ready(house)
    await cards_at(house, OWNERS_28)
    await _move_review(house, "2027-06-02")
    assert await cards_at(house, OWNERS_28 + timedelta(days=1)) == []


async def test_two_nudges_that_waited_for_an_account_come_as_one(house: House) -> None:
    await ready(house)
    house.surface.failures = [DeliveryFailed("no account yet", retry_after=86_400)]
    await cards_at(house, OWNERS_28)
    assert len(await cards_at(house, OWNERS_14)) == 1


async def test_an_imported_colour_does_not_spare_the_owner_the_question(house: House) -> None:
    from handlers.plans.model import ActionUpdate

    imported = ActionUpdate(0, house.clock.now(), Rag.AMBER, by="the imported plan")
    await ready(house, 1, latest=imported)
    assert len(await cards_at(house, OWNERS_28)) == 1


async def test_the_report_form_opens_from_the_nudge(house: House) -> None:
    ids = await ready(house)
    (card,) = await cards_at(house, OWNERS_28)
    form = opened(await house.press("olu", buttons(card)[0]))
    assert {f"rag-{action_id}" for action_id in ids} <= {field.key for field in form.fields}


async def test_a_nudge_comes_in_the_hours_of_the_person(house: House) -> None:
    await ready(house)
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        olu = await people.by_email("olu@wenlow.example")
        assert olu is not None
        await people.set_timezone(olu.id, "Pacific/Auckland")
    # Half past nine in England is half past eight in the evening there; ten at night here is nine in the morning.
    assert await cards_at(house, OWNERS_28) == []
    assert len(await cards_at(house, OWNERS_28.replace(hour=22))) == 1


async def test_a_time_zone_that_does_not_exist_counts_as_the_institution_s_own(house: House) -> None:
    await ready(house)
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        olu = await people.by_email("olu@wenlow.example")
        assert olu is not None
        await people.set_timezone(olu.id, "Mars/Olympus_Mons")
    assert len(await cards_at(house, OWNERS_28)) == 1


async def test_a_new_owner_hears_of_the_step_that_holds_on_the_next_morning(house: House) -> None:
    await ready(house)
    await cards_at(house, OWNERS_28)
    await house.person("nia", ("Facilities Manager", PostKind.OWNER))
    post = await house.post_id("Facilities Manager")
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        await plans.add_action(Action(0, plan.id, "S1", "Sustainability", "Do", owner_post_id=post))
    assert await users_at(house, OWNERS_28 + timedelta(days=1)) == ["nia"]


async def test_a_nudge_never_names_another_institution_s_actions(house: House) -> None:
    await ready(house)
    async with house.bunsen.begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
        await tx.of(other.id).people.save(Person(0, "Olu", "olu@wenlow.example", invited=True))
    sent = await cards_at(house, OWNERS_28)
    assert [text(card).count("Do thing 0") for card in sent] == [1]


async def test_the_review_after_the_coming_one_asks_nobody_before_its_turn(house: House) -> None:
    await ready(house)
    # Its own first step falls due before the coming review is held.
    await house.review(date(2027, 6, 29))
    await cards_at(house, OWNERS_28)
    await cards_at(house, OWNERS_14)
    assert await users_at(house, datetime(2027, 5, 20, 9, 30, tzinfo=UTC)) == []
    sent = await cards_at(house, datetime(2027, 6, 2, 9, 30, tzinfo=UTC))
    assert [card.title for card in sent] == ["Your report for the review on 29 June 2027"]
