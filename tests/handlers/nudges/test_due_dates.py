"""An action's own due date: a reminder once, 14 days before, together with a review's step where one is near."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.deliveries import State
from handlers.nudges.due_dates import BEFORE, NEAR, first_look_at, look, of_use_until, remind_at
from handlers.nudges.model import STEP, Told
from handlers.plans.model import Action, ActionUpdate, PlanState
from handlers.plans.rag import Rag
from handlers.reviews.calendar import Calendar
from handlers.reviews.model import Review
from handlers.reviews.schedule import papers_due_on
from handlers.rights import PostKind
from tests.support.house import House, buttons, text
from tests.support.nudging import OWNER, OWNERS_28, cards_at, ready, report, tick, users_at

UNHURRIED = settings(deadline=None)
LONDON = Calendar("ENG", "Europe/London")
DAYS = st.dates(date(2026, 1, 1), date(2036, 12, 31))
DUE = date(2027, 4, 1)
REMINDED = datetime(2027, 3, 18, 9, 30, tzinfo=UTC)
"""Two weeks before, a Thursday, a month before the first step of the review."""


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Any nation, with a closure of up to two weeks."""
    first, length = draw(DAYS), draw(st.integers(0, 14))
    closed = frozenset(first + timedelta(days=number) for number in range(length))
    zones = st.sampled_from(("Europe/London", "Pacific/Auckland", "America/St_Johns", "Asia/Kathmandu"))
    return Calendar(draw(st.sampled_from(("ENG", "SCT", "NIR"))), draw(zones), closed)


def _action(due: date, rag: Rag | None = None) -> Action:
    said = ActionUpdate(1, datetime(2026, 1, 1, tzinfo=UTC), rag) if rag else None
    return Action(1, 1, "V1", "Visibility", "Do", owner_post_id=1, due_on=due, latest=said, due_nudge_at=None)


@UNHURRIED
@given(DAYS, calendars())
def test_the_first_look_comes_before_the_reminder(due: date, calendar: Calendar) -> None:
    first = first_look_at(due)
    assert first is not None
    assert first <= remind_at(due, calendar)


@UNHURRIED
@given(DAYS, calendars())
def test_a_reminder_falls_on_a_working_day_at_least_14_days_before(due: date, calendar: Calendar) -> None:
    day = calendar.day(remind_at(due, calendar))
    assert calendar.is_working_day(day)
    assert day <= due - BEFORE


@UNHURRIED
@given(DAYS, calendars(), st.lists(st.integers(1, 60 * 24 * 12), min_size=1, max_size=40))
def test_looking_at_any_times_reminds_once_or_was_too_late(due: date, calendar: Calendar, gaps: list[int]) -> None:
    reminded, at = 0, first_look_at(due)
    now = datetime.combine(due - timedelta(days=60), datetime.min.time(), UTC)
    in_time = False
    for gap in gaps:
        now += timedelta(minutes=gap)
        in_time = in_time or remind_at(due, calendar) <= now < of_use_until(due, calendar)
        if at is None or at > now:
            continue
        found = look(_action(due), [1], None, [], calendar, now)
        reminded += bool(found.remind)
        at = found.next_at
    assert reminded == int(in_time)


@UNHURRIED
@given(DAYS, st.integers(-30, 30), calendars())
def test_a_reminder_waits_only_for_a_step_within_a_few_days(due: date, days: int, calendar: Calendar) -> None:
    held_on = calendar.working_day_on_or_before(due + timedelta(days=28 + days))
    review = Review(1, held_on, papers_due_on(held_on, calendar))
    found = look(_action(due), [1], review, [], calendar, remind_at(due, calendar))
    waited = (found.next_at - remind_at(due, calendar)) if found.next_at and not found.remind else timedelta()
    assert waited <= NEAR


def test_whoever_a_step_reached_lately_is_not_reminded_besides() -> None:
    now = remind_at(DUE, LONDON)
    told = Told("k", STEP, 1, {}, State.SENT, now, now - timedelta(days=2))
    found = look(_action(DUE), [1, 2], None, [told], LONDON, now)
    assert (found.remind, found.next_at) == (frozenset({2}), None)


def test_a_step_that_reached_somebody_a_week_ago_does_not_spare_the_reminder() -> None:
    now = remind_at(DUE, LONDON)
    told = Told("k", STEP, 1, {}, State.SENT, now, now - timedelta(days=7))
    assert look(_action(DUE), [1], None, [told], LONDON, now).remind == {1}


def test_what_is_done_or_dropped_is_not_reminded_of() -> None:
    now = remind_at(DUE, LONDON)
    found = [look(_action(DUE, rag), [1], None, [], LONDON, now) for rag in (Rag.GREEN, Rag.DROPPED)]
    assert [(each.remind, each.next_at) for each in found] == [(frozenset(), None)] * 2


async def test_two_actions_due_soon_make_one_message(house: House) -> None:
    await ready(house, due_on=DUE)
    (card,) = await cards_at(house, REMINDED)
    assert card.title == "2 of your actions are due soon"
    assert "V0 Do thing 0: by 1 April 2027" in text(card)


async def test_a_reminder_comes_once(house: House) -> None:
    await ready(house, due_on=DUE)
    await tick(house, REMINDED)
    for days in (0, 1, 5, 14):
        assert await users_at(house, REMINDED + timedelta(days=days, hours=1)) == []


async def test_a_reminder_comes_though_the_action_was_reported_on(house: House) -> None:
    ids = await ready(house, due_on=DUE)
    await report(house, ids)
    assert await users_at(house, REMINDED) == ["olu"]


async def test_a_finished_action_is_not_reminded_of(house: House) -> None:
    ids = await ready(house, due_on=DUE)
    await report(house, ids, Rag.GREEN)
    assert await users_at(house, REMINDED) == []


async def test_a_date_near_a_step_is_named_in_the_step_s_message(house: House) -> None:
    ids = await ready(house, due_on=date(2027, 4, 30))
    await report(house, ids[:1])
    # It would be reminded of on Friday 16 April; the step goes out on Monday 19 April.
    assert await users_at(house, datetime(2027, 4, 16, 9, 30, tzinfo=UTC)) == []
    (card,) = await cards_at(house, OWNERS_28)
    assert "without a report so far" in text(card)
    assert await users_at(house, OWNERS_28 + timedelta(days=1)) == []


async def test_a_reported_action_due_soon_is_named_in_the_step_s_message_too(house: House) -> None:
    ids = await ready(house, due_on=date(2027, 4, 30))
    house.clock.move_to(datetime(2027, 4, 16, 12, tzinfo=UTC))
    await report(house, ids[:1])
    (card,) = await cards_at(house, OWNERS_28)
    assert "Due soon:\n- V0 Do thing 0: by 30 April 2027" in text(card)


async def test_a_reminder_that_waited_for_a_step_comes_alone_where_the_step_has_nothing_to_say(house: House) -> None:
    ids = await ready(house, due_on=date(2027, 4, 30))
    house.clock.move_to(datetime(2027, 4, 16, 12, tzinfo=UTC))
    await report(house, ids)
    (card,) = await cards_at(house, OWNERS_28)
    assert card.title == "2 of your actions are due soon"


async def test_a_date_that_moves_is_reminded_of_anew(house: House) -> None:
    (action_id, _) = await ready(house, due_on=DUE)
    await tick(house, REMINDED)
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        action = await plans.action(action_id)
        assert action is not None
        await plans.change(replace(action, due_on=date(2027, 4, 9)))
    (card,) = await cards_at(house, datetime(2027, 3, 25, 9, 30, tzinfo=UTC))
    assert "by 9 April 2027" in text(card)


async def test_dates_of_a_plan_that_is_still_drafted_are_not_reminded_of(house: House) -> None:
    ids = await ready(house, due_on=DUE)
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        await plans.save(replace(plan, state=PlanState.DRAFT))
    assert await users_at(house, REMINDED) == []
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).plans.save(plan)
    assert len(await cards_at(house, REMINDED + timedelta(days=1))) == 1
    assert len(ids) == 2


async def test_dates_that_passed_long_ago_are_looked_at_once_and_left(house: House) -> None:
    await ready(house, due_on=date(2025, 6, 1))
    await tick(house, REMINDED)
    assert await house.select("SELECT count(*) FROM actions WHERE due_nudge_at IS NOT NULL") == [(0,)]


async def test_somebody_who_gets_the_post_in_time_is_reminded(house: House) -> None:
    await ready(house)
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        post = await tx.of(house.institution.id).people.add_post("Facilities Manager", PostKind.OWNER)
        await plans.add_action(Action(0, plan.id, "S1", "S", "Do", owner_post_id=post.id, due_on=DUE))
    assert await users_at(house, REMINDED) == []
    await house.person("nia", ("Facilities Manager", PostKind.OWNER))
    assert await users_at(house, REMINDED + timedelta(days=1)) == ["nia"]


async def test_the_reminder_leads_to_the_report_form(house: House) -> None:
    await ready(house, due_on=DUE)
    (card,) = await cards_at(house, REMINDED)
    assert [each.label for each in buttons(card)] == ["Report on them"]


async def test_the_deputy_is_reminded_in_a_leave(house: House) -> None:
    from tests.support.nudging import away, deputy

    await ready(house, due_on=DUE)
    await deputy(house, "dee", OWNER)
    await away(house, "olu", date(2027, 3, 25))
    assert await users_at(house, REMINDED) == ["dee"]
