"""What chairs and lead hear when reviews do not go on."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reviews.calendar import months_after
from handlers.reviews.model import Review
from handlers.reviews.troubles import Kind, troubles
from handlers.rights import PostKind
from tests.support.house import House, text

TODAY = date(2027, 6, 1)
DAYS = st.dates(date(2026, 1, 1), date(2036, 12, 31))
TITLE = "The reviews of the plan need a look"


def _review(days: int, closed: bool = False) -> Review:
    held_on = TODAY + timedelta(days=days)
    at = datetime(held_on.year, held_on.month, held_on.day, 12, tzinfo=UTC) if closed else None
    return Review(days % 1000, held_on, held_on - timedelta(days=14), at)


def _kinds(*reviews: Review) -> list[Kind]:
    return [trouble.kind for trouble in troubles(sorted(reviews, key=lambda review: review.held_on), TODAY)]


def test_a_review_that_is_set_and_one_that_was_closed_lately_are_fine() -> None:
    assert _kinds(_review(-30, closed=True), _review(60)) == []


def test_without_any_review_none_is_set() -> None:
    assert _kinds() == [Kind.NONE_SET]


def test_right_after_a_review_there_is_a_week_to_set_the_next() -> None:
    assert _kinds(_review(-6, closed=True)) == []
    assert _kinds(_review(-7, closed=True)) == [Kind.NONE_SET]


def test_a_review_may_stay_unclosed_for_ten_days() -> None:
    assert _kinds(_review(-9), _review(60)) == []
    assert _kinds(_review(-10), _review(60)) == [Kind.UNCLOSED]


def test_seven_months_after_the_last_review_is_too_long() -> None:
    assert _kinds(_review(-210, closed=True), _review(60)) == []
    assert _kinds(_review(-215, closed=True), _review(60)) == [Kind.LONG_AGO]


@settings(deadline=None)
@given(DAYS)
def test_seven_months_are_seven_months_in_every_year(day: date) -> None:
    later = months_after(day, 7)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == 7
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


async def _heard(house: House, moment: datetime) -> Sequence[str]:
    before = len(house.surface.sent)
    house.clock.move_to(moment)
    await house.bunsen.runner.tick()
    sent = house.surface.sent[before:]
    return sorted(to.id.removeprefix("direct:") for to, card in sent if card.title == TITLE)


async def _committee(house: House) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    await house.person("ada", ("Committee chair", PostKind.CHAIR))
    await house.person("olu", ("OSD Manager", PostKind.OWNER))
    await house.plan()


MONDAY = datetime(2027, 3, 1, 10, tzinfo=UTC)


async def test_chairs_and_lead_hear_of_it_and_owners_do_not(house: House) -> None:
    await _committee(house)
    assert await _heard(house, MONDAY) == ["ada", "lea"]


async def test_it_is_said_once_a_week_while_it_lasts(house: House) -> None:
    await _committee(house)
    heard = [len(await _heard(house, MONDAY + timedelta(days=days))) for days in range(15)]
    assert heard == [2, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 2]


async def test_it_stops_once_it_is_mended(house: House) -> None:
    await _committee(house)
    await _heard(house, MONDAY)
    await house.review(date(2027, 6, 1))
    assert await _heard(house, MONDAY + timedelta(days=7)) == []


async def test_what_was_mended_before_it_was_sent_is_not_said(house: House) -> None:
    await _committee(house)
    house.clock.move_to(MONDAY)
    await house.bunsen.runner.run_jobs()
    await house.review(date(2027, 6, 1))
    before = len(house.surface.sent)
    await house.bunsen.runner.send()
    assert [card.title for _, card in house.surface.sent[before:] if card.title == TITLE] == []


async def test_without_a_plan_there_is_nothing_to_review(house: House) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    assert await _heard(house, MONDAY) == []


async def test_the_alarm_says_what_is_amiss_and_offers_to_mend_it(house: House) -> None:
    await _committee(house)
    review = await house.review(date(2027, 3, 2))
    house.clock.move_to(datetime(2027, 3, 12, 10, tzinfo=UTC))
    before = len(house.surface.sent)
    await house.bunsen.runner.tick()
    said = next(card for _, card in house.surface.sent[before:] if card.title == TITLE)
    assert "The review of 2 March 2027 was never closed" in text(said)
    from tests.support.nudging import button

    await house.press("ada", button(said, "Close the review"))
    async with house.bunsen.begin() as tx:
        found = await tx.of(house.institution.id).reviews.get(review.id)
    assert found is not None
    assert found.closed_at is not None


async def test_a_pause_of_the_nudges_keeps_it_not_quiet(house: House) -> None:
    await _committee(house)
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).nudges.pause(MONDAY)
    assert await _heard(house, MONDAY) == ["ada", "lea"]
