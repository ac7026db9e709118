"""Nudges over years of dates: zones, clock changes, closures, ticks at any time, with answers and moves in between."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handlers.nudges.snoozing import Until
from handlers.people.hours import opens_at
from handlers.people.model import Institution
from handlers.reviews.calendar import DAY_ENDS, DAY_STARTS
from handlers.reviews.schedule import FAR, Audience, Step, last_use, step_at, useful_until
from tests.handlers.nudges.nudge_world import CHAIR, LEAD, OWNERS, Sending, World, local_day, moments

ZONES = st.sampled_from(
    ("", "Europe/London", "Pacific/Auckland", "America/St_Johns", "Asia/Kathmandu", "America/Los_Angeles", "No/Where")
)
NATIONS = st.sampled_from(("ENG", "WLS", "SCT", "NIR"))
DAYS = st.dates(date(2026, 1, 1), date(2036, 12, 31))
POSTS = st.sampled_from((f"{OWNERS} 1", f"{OWNERS} 2", LEAD, CHAIR))
PEOPLE = st.lists(st.tuples(ZONES, POSTS, st.booleans()), min_size=1, max_size=6)
MANY = settings(max_examples=150, deadline=None)


@st.composite
def institutions(draw: st.DrawFn) -> Institution:
    """Anywhere, of any nation, with a closure of up to two weeks somewhere."""
    first, length = draw(DAYS), draw(st.integers(0, 14))
    closures = frozenset(first + timedelta(days=number) for number in range(length))
    zone = draw(st.sampled_from(("Europe/London", "Pacific/Auckland", "America/St_Johns")))
    return Institution(1, "wenlow", "Wenlow", zone, draw(NATIONS), 2, closures)


def working_day(institution: Institution, day: date) -> date:
    return institution.calendar.working_day_on_or_before(day)


@st.composite
def worlds(draw: st.DrawFn, people: st.SearchStrategy[list[tuple[str, str, bool]]] = PEOPLE) -> World:
    """A review some two months off."""
    institution = draw(institutions())
    held_on = working_day(institution, draw(DAYS))
    start = datetime.combine(held_on - timedelta(days=60), datetime.min.time(), UTC)
    return World.of(institution, held_on, draw(people), start)


def ticks(world: World) -> st.SearchStrategy[list[datetime]]:
    """From two months before the review to its day: pauses of a minute to nine days."""
    start = datetime.combine(world.review.held_on - timedelta(days=60), datetime.min.time(), UTC)
    pauses = st.one_of(st.integers(1, 600), st.integers(600, 60 * 24 * 9))
    return st.lists(pauses, min_size=1, max_size=60).map(lambda gaps: moments(start, gaps))


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(("tick", "tick", "tick", "tick", "report", "tomorrow", "monday", "move", "leave")),
        st.sampled_from((5, 60, 240, 24 * 60, 2 * 24 * 60)),
        st.integers(1, 6),
        st.sampled_from((-16, -8, -4, -1, 1, 4, 8, 16)),
    ),
    min_size=30,
    max_size=90,
)
"""What happens, how many minutes later, to whom, and by how many days something moves."""


def live(world: World, events: list[tuple[str, int, int, int]]) -> list[tuple[Sending, datetime]]:
    """Let things happen; give each nudge with the moment after which it was of no use when it went out."""
    now = step_at(Step.OWNERS_28, world.review, world.institution.calendar) - timedelta(hours=30)
    ends: list[tuple[Sending, datetime]] = []
    for what, minutes, who, days in events:
        now += timedelta(minutes=minutes)
        person_id = 1 + who % len(world.holdings)
        match what:
            case "report":
                world.report(person_id, now)
            case "tomorrow" | "monday":
                world.snooze(person_id, Until(what), now)
            case "leave":
                world.leave(person_id, now.date() + timedelta(days=abs(days)))
            case "move":
                to = working_day(world.institution, world.review.held_on + timedelta(days=days))
                if to > now.date():
                    world.move(to, now)
        before = len(world.sent)
        world.tick(now)
        end = last_use(world.review, world.institution.calendar)
        ends += [(sending, end) for sending in world.sent[before:]]
    return ends


@MANY
@given(st.data())
def test_whatever_happens_a_nudge_comes_in_the_person_s_working_hours(data: st.DataObject) -> None:
    world = data.draw(worlds())
    live(world, data.draw(EVENTS))
    for sending in world.sent:
        zone = sending.person.timezone
        known = zone if zone not in ("", "No/Where") else world.institution.timezone
        local = sending.at.astimezone(ZoneInfo(known))
        assert world.institution.calendar.is_working_day(local.date())
        assert DAY_STARTS <= local.time() < DAY_ENDS


@MANY
@given(st.data())
def test_whatever_happens_nobody_gets_two_nudges_on_one_day(data: st.DataObject) -> None:
    world = data.draw(worlds())
    live(world, data.draw(EVENTS))
    days = Counter((sending.person.id, local_day(world, sending)) for sending in world.sent)
    assert [day for day, count in days.items() if count > 1] == []


@MANY
@given(st.data())
def test_whatever_happens_no_step_of_a_round_comes_twice(data: st.DataObject) -> None:
    world = data.draw(worlds())
    live(world, data.draw(EVENTS))
    assert [key for key, count in Counter(sending.key for sending in world.sent).items() if count > 1] == []


@MANY
@given(st.data())
def test_whatever_happens_no_nudge_comes_after_the_papers_deadline(data: st.DataObject) -> None:
    world = data.draw(worlds())
    assert [sending.key for sending, end in live(world, data.draw(EVENTS)) if sending.at >= end] == []


@MANY
@given(st.data())
def test_whatever_happens_nobody_is_asked_who_owes_nothing(data: st.DataObject) -> None:
    world = data.draw(worlds())
    live(world, data.draw(EVENTS))
    for sending in world.sent:
        desk, number = sending.desk, sending.person.id
        assert desk.own.get(number) or desk.deputised.get(number) or number in desk.committee


@MANY
@given(st.data())
def test_a_snooze_is_kept_by_the_steps_to_owners(data: st.DataObject) -> None:
    world = data.draw(worlds())
    live(world, data.draw(EVENTS))
    for sending in world.sent:
        answer, review = sending.desk.answers.get(sending.person.id), sending.desk.review
        assert review is not None
        until = answer.snoozed_until if answer else None
        if ":owners-" in sending.key and until is not None and until <= review.papers_due_on:
            fell_due = step_at(Step(sending.key.split(":")[3]), review, world.institution.calendar)
            assert until <= world.institution.day(fell_due)


ONE_OWNER = st.tuples(ZONES, st.just(f"{OWNERS} 1"), st.just(False)).map(lambda person: [person])


@MANY
@given(st.data())
def test_an_owner_gets_each_step_exactly_once_whenever_the_process_ticks(data: st.DataObject) -> None:
    """A step reaches its owner if, and only if, some tick falls into the owner's hours while it is of use."""
    world = data.draw(worlds(ONE_OWNER))
    times = data.draw(ticks(world))
    for now in times:
        world.tick(now)
    owner, calendar = world.holdings[0].person, world.institution.calendar
    for step in (step for step in Step if step.audience is Audience.OWNERS):
        begin, end = step_at(step, world.review, calendar), useful_until(step, world.review, calendar)
        could = any(begin <= now < end and opens_at(world.institution, owner, now) == now for now in times)
        reached = sum(f":{step}:" in sending.key for sending in world.sent)
        assert reached == int(could)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_process_that_ticks_every_hour_misses_no_step(data: st.DataObject) -> None:
    world = data.draw(worlds(ONE_OWNER))
    calendar = world.institution.calendar
    start = step_at(Step.OWNERS_28, world.review, calendar) - timedelta(days=2)
    for hour in range(24 * 75):
        world.tick(start + timedelta(hours=hour, minutes=7))
    first, second = (step_at(step, world.review, calendar) for step in (Step.OWNERS_28, Step.OWNERS_14))
    # A closure of two weeks can leave no working hour between the two.
    owner = world.holdings[0].person
    expected = 2 if opens_at(world.institution, owner, first) < second - timedelta(hours=1) else 1
    assert len(world.sent) == expected


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(-13, 13))
def test_a_review_that_moves_a_little_asks_nobody_twice_for_one_step(data: st.DataObject, days: int) -> None:
    world = data.draw(worlds(ONE_OWNER))
    start = step_at(Step.OWNERS_28, world.review, world.institution.calendar)
    for hour in range(24):
        world.tick(start + timedelta(hours=hour))
    now = start + timedelta(hours=24)
    to = working_day(world.institution, world.review.held_on + timedelta(days=days))
    assume(abs(to - world.review.held_on) < FAR)
    world.move(to, now)
    for hour in range(24 * 60):
        world.tick(now + timedelta(hours=hour))
    steps = Counter(sending.key.split(":")[3] for sending in world.sent)
    assert max(steps.values(), default=1) == 1


@MANY
@given(st.data())
def test_who_reports_is_left_in_peace(data: st.DataObject) -> None:
    world = data.draw(worlds(ONE_OWNER))
    times = data.draw(ticks(world))
    start = step_at(Step.OWNERS_28, world.review, world.institution.calendar)
    reported = start + timedelta(hours=data.draw(st.integers(0, 24 * 20)))
    world.report(1, reported)
    for now in times:
        world.tick(max(now, reported))
    assert [sending for sending in world.sent if ":owners-" in sending.key] == []


LONDON = Institution(1, "wenlow", "Wenlow", "Europe/London", "ENG")
JUNE = date(2027, 6, 1)
"""Its papers close on Monday 17 May; steps fall on 19 and 30 April, 10 and 14 May."""


def at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=UTC)


def june(*people: tuple[str, str, bool]) -> World:
    return World.of(LONDON, JUNE, list(people) or [("", f"{OWNERS} 1", False)], at(3, 1))


def heard(world: World) -> list[tuple[int, str]]:
    """To whom which step or snooze went, in order."""
    return [(sending.person.id, sending.key.split(":")[3]) for sending in world.sent]


def test_a_far_move_on_the_morning_of_a_nudge_waits_for_the_next_day() -> None:
    world = june()
    world.tick(at(4, 19))
    world.move(date(2027, 5, 14), at(4, 19, 11))
    world.tick(at(4, 19, 12))
    assert heard(world) == [(1, "owners-28")]
    world.tick(at(4, 20))
    assert heard(world) == [(1, "owners-28"), (1, "owners-14")]


def test_a_step_on_the_day_on_which_a_snooze_ends_comes_in_its_place() -> None:
    world = june()
    world.tick(at(4, 19))
    world.snooze(1, Until.TOMORROW, at(4, 29))
    world.tick(at(4, 30))
    world.tick(at(5, 4))
    assert heard(world) == [(1, "owners-28"), (1, "owners-14")]


def test_a_snooze_over_a_step_says_it_once_when_it_ends() -> None:
    world = june()
    world.tick(at(4, 19))
    world.snooze(1, Until.MONDAY, at(4, 29))
    for day in (at(4, 30), at(5, 4), at(5, 5), at(5, 6)):
        world.tick(day)
    # Monday 3 May is a bank holiday.
    assert heard(world) == [(1, "owners-28"), (1, "snooze-1")]


def test_a_third_snooze_is_refused() -> None:
    world = june()
    for day in (19, 20, 21):
        world.tick(at(4, day))
        world.snooze(1, Until.TOMORROW, at(4, day, 12))
    assert world.answers[1].snoozes == 2


def test_the_list_for_the_committee_comes_while_its_reader_s_own_snooze_runs() -> None:
    world = june(("", f"{OWNERS} 1", False), ("", CHAIR, False))
    world.holdings.append(replace(world.holdings[0], person=world.holdings[1].person))
    world.tick(at(5, 12))
    world.snooze(2, Until.MONDAY, at(5, 13))
    world.tick(at(5, 14))
    world.tick(at(5, 17))
    # On Friday the list without their own part; on Monday, the last day, their own part.
    assert [step for person, step in heard(world) if person == 2] == ["owners-14", "committee-3", "snooze-1"]


def test_a_holder_on_leave_is_stood_in_for_and_not_asked() -> None:
    world = june(("", f"{OWNERS} 1", False), ("", f"{OWNERS} 1", True))
    world.leave(1, date(2027, 4, 25))
    for day in (19, 20, 26, 27):
        world.tick(at(4, day))
    assert heard(world)[0] == (2, "owners-28")


def test_a_holder_on_leave_without_a_deputy_is_asked_on_the_first_day_back() -> None:
    world = june()
    world.leave(1, date(2027, 4, 22))
    for day in (19, 20, 21, 22, 23):
        world.tick(at(4, day))
    assert [(sending.at.day, sending.key.split(":")[3]) for sending in world.sent] == [(23, "owners-28")]


def test_whoever_was_asked_before_a_leave_is_not_asked_again_through_the_deputy() -> None:
    world = june(("", f"{OWNERS} 1", False), ("", f"{OWNERS} 1", True))
    world.tick(at(4, 19))
    world.leave(1, date(2027, 4, 29))
    for day in (20, 21, 22):
        world.tick(at(4, day))
    assert heard(world) == [(1, "owners-28")]


def test_one_person_in_many_roles_gets_one_message_a_step() -> None:
    world = june(("", f"{OWNERS} 1", False), ("", LEAD, False))
    everybody = world.holdings[0].person
    world.holdings = [
        replace(world.holdings[0]),
        replace(world.holdings[0], deputy=True, post=replace(world.holdings[0].post, id=9, name="Other")),
        replace(world.holdings[1], person=everybody),
    ]
    world.actions[9] = replace(world.actions[1], id=9, owner_post_id=9)
    for day in (at(4, 19), at(4, 30), at(5, 10), at(5, 14)):
        world.tick(day)
    assert heard(world) == [(1, "owners-28"), (1, "owners-14"), (1, "deputies-7"), (1, "committee-3")]
