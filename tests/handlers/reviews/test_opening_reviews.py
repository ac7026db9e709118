"""Opening a review: its agenda; and its papers deadline, which a chair may set."""

from datetime import UTC, date, datetime, timedelta

from handlers.cards import Button, Card
from handlers.outcomes import FormErrors, Outcome, Reply
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.reviews.cards import OPEN_PRESS
from handlers.reviews.model import Review
from handlers.rights import PostKind
from tests.support.house import START, House, buttons, opened, text
from tests.support.nudging import button

CHAIR = ("Committee chair", PostKind.CHAIR)
LEAD = ("Institutional Lead", PostKind.LEAD)
MARCH = date(2027, 3, 2)
JUNE = date(2027, 6, 1)
IN_JUNE = datetime(2027, 6, 1, 12, tzinfo=UTC)


def _said(rag: Rag, comment: str = "", at: datetime = START) -> ActionUpdate:
    return ActionUpdate(0, at, rag, comment, by="Olu", by_person_id=1)


async def _plan(house: House, *actions: Action) -> None:
    await house.person("olu", ("OSD Manager", PostKind.OWNER))
    await house.person("ada", CHAIR)
    await house.plan(*actions)


async def _opened(house: House, review: Review, user: str = "ada") -> Card:
    outcome = await house.press(user, Button("Open", OPEN_PRESS, str(review.id)))
    assert isinstance(outcome, Reply)
    return outcome.card


async def _stored(house: House, review: Review) -> Review:
    async with house.bunsen.begin() as tx:
        found = await tx.of(house.institution.id).reviews.get(review.id)
    assert found is not None
    return found


async def test_opening_records_who_and_when(house: House) -> None:
    await _plan(house)
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    await _opened(house, review)
    stored = await _stored(house, review)
    assert stored.opened_at == IN_JUNE
    assert stored.opened_by_id is not None


async def test_a_review_cannot_be_opened_before_its_papers_close(house: House) -> None:
    await _plan(house)
    review = await house.review(JUNE)
    assert "opened from that day on" in text(await _opened(house, review))
    assert (await _stored(house, review)).opened_at is None


async def test_opening_twice_keeps_the_first_time_and_shows_the_agenda_again(house: House) -> None:
    await _plan(house, Action(0, 0, "V1", "Visibility", "Do"))
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    await _opened(house, review)
    house.clock.move_to(IN_JUNE + timedelta(hours=1))
    assert "Agenda of the review on 1 June 2027" in text(await _opened(house, review))
    assert (await _stored(house, review)).opened_at == IN_JUNE


async def test_an_owner_cannot_open_a_review(house: House) -> None:
    await _plan(house)
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    await house.press("olu", Button("Open", OPEN_PRESS, str(review.id)))
    assert (await _stored(house, review)).opened_at is None


async def test_the_agenda_has_reds_with_their_explanation(house: House) -> None:
    await _plan(house, Action(0, 0, "V1", "V", "Do", latest=_said(Rag.RED, "No money.", IN_JUNE - timedelta(days=9))))
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    assert "Red, and why\n- V1 Do: No money." in text(await _opened(house, review))


async def test_the_agenda_has_what_nobody_reported_on(house: House) -> None:
    await _plan(house, Action(0, 0, "V1", "V", "Do"))
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    assert "Not reported\n- V1 Do: never reported on" in text(await _opened(house, review))


async def test_the_agenda_has_what_is_due_before_the_next_review(house: House) -> None:
    await _plan(
        house,
        Action(0, 0, "V1", "V", "Soon", due_on=date(2027, 9, 1)),
        Action(0, 0, "V2", "V", "Late", due_on=date(2028, 9, 1)),
    )
    review = await house.review(JUNE)
    await house.review(date(2027, 12, 1))
    house.clock.move_to(IN_JUNE)
    said = text(await _opened(house, review))
    assert "Due by 1 December 2027\n- V1 Soon: 1 September 2027" in said
    assert "V2 Late: 1 September 2028" not in said


async def test_the_agenda_has_what_has_slipped_the_longest_first(house: House) -> None:
    first = date(2027, 3, 1)
    await _plan(
        house,
        Action(0, 0, "V1", "V", "A bit", first_due_on=first, due_on=date(2027, 3, 11)),
        Action(0, 0, "V2", "V", "A lot", first_due_on=first, due_on=date(2027, 9, 1)),
    )
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    said = text(await _opened(house, review))
    slipped = said.partition("Later than first planned\n")[2].splitlines()[:2]
    assert slipped == [
        "- V2 A lot: 184 days, first planned for 1 March 2027",
        "- V1 A bit: 10 days, first planned for 1 March 2027",
    ]


async def test_the_agenda_has_what_is_disputed_and_what_nobody_owns(house: House) -> None:
    await _plan(house, Action(0, 0, "V1", "V", "Do"))
    olu = await house.person("olu")
    async with house.bunsen.begin() as tx:
        from dataclasses import replace

        plans = tx.of(house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        (action,) = await plans.actions(plan.id)
        await plans.change(replace(action, disputed_by_id=olu.id))
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    said = text(await _opened(house, review))
    assert "Its owner says that it is not theirs\n- V1 Do" in said
    assert "Nobody answers for\n- V1 Do" in said


async def test_the_agenda_tells_what_changed_since_the_last_review(house: House) -> None:
    await _plan(house, Action(0, 0, "V1", "V", "Do", latest=_said(Rag.AMBER)))
    last = await house.review(MARCH)
    house.clock.move_to(datetime(2027, 3, 2, 12, tzinfo=UTC))
    await house.press("ada", Button("Close", "reviews.close", str(last.id)))
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        (action,) = await plans.actions(plan.id)
        await plans.record(ActionUpdate(action.id, IN_JUNE, Rag.GREEN, "Done.", by="Olu", by_person_id=1))
    assert "Changed since the review on 2 March 2027\n- V1 Do: amber → green" in text(await _opened(house, review))


async def test_the_horizon_scan_opens_actions_and_adds_new_ones(house: House) -> None:
    await _plan(house, Action(0, 0, "V1", "V", "Do", carried=2))
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    card = await _opened(house, review)
    assert "Worth a question:\n- V1 Do: carried over 2 times" in text(card)
    assert isinstance(await house.press("ada", button(card, "Open V1")), Reply)
    assert opened(await house.press("ada", button(card, "Add an action"))).title


async def test_a_long_item_of_the_agenda_is_counted_and_not_listed(house: House) -> None:
    await _plan(house, *(Action(0, 0, f"V{number}", "V", "Do") for number in range(25)))
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    assert "And 15 more: “status” shows all." in text(await _opened(house, review))


async def test_only_the_lead_is_told_of_the_plan_check(house: House) -> None:
    await _plan(house, Action(0, 0, "V1", "V", "Continue to support technicians"))
    await house.person("lea", LEAD)
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    assert "“check the plan” has" in text(await _opened(house, review, "lea"))
    assert "“check the plan” has" not in text(await _opened(house, review, "ada"))


async def test_closing_records_who_closed_it(house: House) -> None:
    await _plan(house, Action(0, 0, "V1", "V", "Do"))
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    await house.press("ada", Button("Close", "reviews.close", str(review.id)))
    stored = await _stored(house, review)
    assert (stored.closed_at, stored.closed_by_id is not None) == (IN_JUNE, True)


async def _dates(house: House, **values: str) -> Outcome:
    await house.person("ada", CHAIR)
    (card,) = await house.hears("ada", "reviews")
    form = opened(await house.press("ada", button(card, "Set the dates")))
    return await house.submit("ada", form, values)


async def _papers(house: House) -> list[date]:
    async with house.bunsen.begin() as tx:
        return [review.papers_due_on for review in await tx.of(house.institution.id).reviews.all()]


async def test_papers_close_ten_working_days_before_unless_somebody_says_so(house: House) -> None:
    await _dates(house, **{"new-0": "2027-06-01"})
    assert await _papers(house) == [date(2027, 5, 17)]


async def test_a_chair_sets_the_papers_deadline(house: House) -> None:
    await _dates(house, **{"new-0": "2027-06-01", "papers-new-0": "2027-05-20"})
    assert await _papers(house) == [date(2027, 5, 20)]


async def test_a_papers_deadline_that_was_set_keeps_its_distance_when_the_review_moves(house: House) -> None:
    await _dates(house, **{"new-0": "2027-06-01", "papers-new-0": "2027-05-20"})
    review = (await house.select("SELECT id FROM reviews"))[0][0]
    await _dates(house, **{f"review-{review}": "2027-06-08", f"papers-review-{review}": "2027-05-20"})
    # Seven working days before, as it was.
    assert await _papers(house) == [date(2027, 5, 27)]


async def test_both_can_move_at_once(house: House) -> None:
    await _dates(house, **{"new-0": "2027-06-01"})
    review = (await house.select("SELECT id FROM reviews"))[0][0]
    await _dates(house, **{f"review-{review}": "2027-06-08", f"papers-review-{review}": "2027-06-01"})
    assert await _papers(house) == [date(2027, 6, 1)]


async def _wrong_papers(house: House, papers: str) -> str:
    outcome = await _dates(house, **{"new-0": "2027-06-01", "papers-new-0": papers})
    assert isinstance(outcome, FormErrors)
    return outcome.errors["papers-new-0"]


async def test_papers_after_the_review_are_refused(house: House) -> None:
    assert "Papers close before the review" in await _wrong_papers(house, "2027-06-02")


async def test_papers_in_the_past_are_refused(house: House) -> None:
    assert "not in the future" in await _wrong_papers(house, "2027-02-01")


async def test_papers_on_a_bank_holiday_are_refused(house: House) -> None:
    assert "not a working day" in await _wrong_papers(house, "2027-05-31")


async def test_a_review_in_the_past_is_refused(house: House) -> None:
    outcome = await _dates(house, **{"new-0": "2027-02-01"})
    assert isinstance(outcome, FormErrors)
    assert "not in the future" in outcome.errors["new-0"]


async def test_nudges_follow_a_papers_deadline_that_moved(house: House) -> None:
    from tests.support.nudging import ready, users_at

    await ready(house)
    review = (await house.select("SELECT id FROM reviews"))[0][0]
    await _dates(house, **{f"review-{review}": "2027-06-01", f"papers-review-{review}": "2027-05-24"})
    assert "olu" not in await users_at(house, datetime(2027, 4, 19, 9, 30, tzinfo=UTC))
    assert "olu" in await users_at(house, datetime(2027, 4, 26, 9, 30, tzinfo=UTC))


async def test_the_overview_offers_to_open_a_review_once_its_papers_are_in(house: House) -> None:
    await _plan(house)
    await house.review(JUNE)
    (before,) = await house.hears("ada", "reviews")
    house.clock.move_to(datetime(2027, 5, 17, 12, tzinfo=UTC))
    (after,) = await house.hears("ada", "reviews")
    label = "Open the review of 1 June 2027"
    assert [label in [each.label for each in buttons(card)] for card in (before, after)] == [False, True]
