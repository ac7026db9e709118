"""Setting, moving, taking back and closing reviews."""

import asyncio
from datetime import UTC, date, datetime

from handlers.cards import Button
from handlers.outcomes import Close, FormErrors, Outcome
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.reviews.cards import CLOSE_PRESS
from handlers.reviews.model import Review
from handlers.rights import PostKind
from tests.support.house import START, House, buttons, opened, text

TUESDAY = "2027-06-01"
WEDNESDAY = "2027-12-01"


async def _set(house: House, *days: str) -> Outcome:
    """Fill the form in, field by field, as the lead."""
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    (card,) = await house.hears("lea", "reviews")
    form = opened(await house.press("lea", next(b for b in buttons(card) if b.label == "Set the dates")))
    return await house.submit("lea", form, dict(zip((field.key for field in form.fields), days, strict=False)))


async def _held_on(house: House) -> list[date]:
    async with house.bunsen.begin() as tx:
        return [review.held_on for review in await tx.of(house.institution.id).reviews.all()]


async def _refusal(house: House, *days: str) -> str:
    outcome = await _set(house, *days)
    assert isinstance(outcome, FormErrors)
    return " ".join(outcome.errors.values())


async def test_two_reviews_are_set_at_once(house: House) -> None:
    await _set(house, TUESDAY, WEDNESDAY)
    assert await _held_on(house) == [date(2027, 6, 1), date(2027, 12, 1)]


async def test_an_emptied_field_takes_its_review_back(house: House) -> None:
    await _set(house, TUESDAY, WEDNESDAY)
    await _set(house, TUESDAY, "")
    assert await _held_on(house) == [date(2027, 6, 1)]


async def test_a_field_moves_its_own_review(house: House) -> None:
    await _set(house, TUESDAY, WEDNESDAY)
    await _set(house, "2027-06-08", WEDNESDAY)
    assert await _held_on(house) == [date(2027, 6, 8), date(2027, 12, 1)]


async def test_the_same_day_twice_is_refused(house: House) -> None:
    assert "already set" in await _refusal(house, TUESDAY, TUESDAY)


async def test_a_day_in_the_next_millennium_is_refused(house: House) -> None:
    assert "Is the year right?" in await _refusal(house, "9999-12-31")


async def test_a_bank_holiday_is_refused(house: House) -> None:
    assert "Monday 31 May 2027 is not a working day" in await _refusal(house, "2027-05-31")


async def test_papers_that_are_past_already_are_said(house: House) -> None:
    outcome = await _set(house, "2027-03-04")
    assert isinstance(outcome, Close)
    assert "no reminders can be sent any more" in text(outcome.reply)


async def test_two_leads_at_once_do_not_set_one_day_twice(house: House) -> None:
    for user in ("lea", "lou"):
        await house.person(user, ("Institutional Lead", PostKind.LEAD))
    forms = []
    for user in ("lea", "lou"):
        (card,) = await house.hears(user, "reviews")
        forms.append(opened(await house.press(user, buttons(card)[0])))
    sent = (house.submit(user, form, {"new-0": TUESDAY}) for user, form in zip(("lea", "lou"), forms, strict=True))
    await asyncio.gather(*sent)
    assert await _held_on(house) == [date(2027, 6, 1)]


async def _amber_plan(house: House, at: datetime = START) -> None:
    update = ActionUpdate(0, at, Rag.AMBER, by="the imported plan")
    await house.plan(Action(0, 0, "V1", "Visibility", "Do", latest=update))


async def _closed(house: House, held_on: date, now: datetime) -> Review:
    review = await house.review(held_on)
    await house.person("ada", ("Committee chair", PostKind.CHAIR))
    house.clock.move_to(now)
    await house.press("ada", Button("Close", CLOSE_PRESS, str(review.id)))
    async with house.bunsen.begin() as tx:
        found = await tx.of(house.institution.id).reviews.get(review.id)
    assert found is not None
    return found


async def test_a_snapshot_does_not_depend_on_the_day_of_the_press(house: House) -> None:
    await _amber_plan(house)
    late = await _closed(house, date(2027, 3, 2), datetime(2027, 3, 9, 12, tzinfo=UTC))
    async with house.bunsen.begin() as tx:
        lines = await tx.of(house.institution.id).reviews.snapshot(late.id)
    assert [line.colour for line in lines] == ["not_reported"]


async def test_a_review_cannot_be_closed_before_its_day(house: House) -> None:
    await _amber_plan(house)
    early = await _closed(house, date(2027, 3, 2), datetime(2027, 3, 1, 12, tzinfo=UTC))
    assert early.closed_at is None


async def test_closing_and_a_tick_at_once_leave_it_closed(house: House) -> None:
    await _amber_plan(house)
    await house.person("ada", ("Committee chair", PostKind.CHAIR))
    review = await house.review(date(2027, 3, 2))
    async with house.bunsen.begin() as tx:
        from dataclasses import replace

        await tx.of(house.institution.id).reviews.save(replace(review, next_nudge_at=START))
    house.clock.move_to(datetime(2027, 3, 2, 12, tzinfo=UTC))
    await asyncio.gather(house.bunsen.runner.tick(), house.press("ada", Button("Close", CLOSE_PRESS, str(review.id))))
    async with house.bunsen.begin() as tx:
        found = await tx.of(house.institution.id).reviews.get(review.id)
    assert found is not None
    assert found.closed_at is not None


async def test_anybody_is_told_when_the_next_review_is(house: House) -> None:
    await _set(house, TUESDAY)
    await house.person("olu", ("OSD Manager", PostKind.OWNER))
    (card,) = await house.hears("olu", "When is the next review?")
    assert card.title == "The next review is on 1 June 2027"
    assert "Papers by: Monday 17 May 2027" in text(card)


async def test_only_chairs_and_lead_are_offered_to_change_anything(house: House) -> None:
    await _set(house, TUESDAY)
    await house.person("olu", ("OSD Manager", PostKind.OWNER))
    assert [buttons(card) for card in await house.hears("olu", "reviews")] == [[]]


async def test_where_no_review_is_set_anybody_is_told_who_sets_it(house: House) -> None:
    await house.person("tina")
    (card,) = await house.hears("tina", "next review")
    assert "The committee chairs and the institutional lead set its date" in text(card)
