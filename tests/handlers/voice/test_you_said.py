"""You said, we did: drafted after a review, sent by the lead alone, to everybody who is asked in surveys."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.cards import Button, Card
from handlers.feature import JobContext
from handlers.outcomes import Close, FormErrors, Outcome, Reply, Update
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.reviews.model import Review
from handlers.rights import PostKind
from handlers.voice.events.model import Led, Method, Prompt, VoiceEvent, VoicePoint
from handlers.voice.you_said import cards
from handlers.voice.you_said.drafting import DRAFTED, draft_after_review
from handlers.voice.you_said.feature import TOLD
from handlers.voice.you_said.model import MOST_LINES, SaidState, YouSaid
from tests.support.house import START, House, buttons, opened, text

ACTIONS = (
    Action(0, 0, "R1", "Recognition", "Give an hour a week"),
    Action(0, 0, "V1", "Visibility", "Make a page for each"),
)


@pytest.fixture
async def lea(house: House) -> str:
    """A lead who is asked in no survey, and one technician who is."""
    await house.person("lea", ("Institutional Lead", PostKind.LEAD), invited=False)
    await house.person("tom")
    return "lea"


async def _linked(house: House, count: int = 2) -> Sequence[VoicePoint]:
    """Points that led to actions, the first of which is done."""
    actions = await house.plan(*ACTIONS)
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        event = await work.voice_events.add(VoiceEvent(0, Method.FORUM, "Forum", date(2027, 1, 20), START))
        points = await work.voice_events.add_points(
            VoicePoint(0, event.id, "Other", Prompt.FINDING, f"Point {n}", count - n) for n in range(count)
        )
        for number, point in enumerate(points):
            did = "" if number else "It is in the workload model"
            await work.voice_events.lead(Led(point.id, actions[min(number, 1)].id, did))
        await work.plans.record(ActionUpdate(actions[1].id, START, Rag.AMBER))
    return points


async def _close_review(house: House, days_ago: int = 1) -> Review:
    review = await house.review(START.date() - timedelta(days=days_ago))
    closed = replace(review, closed_at=START - timedelta(days=days_ago), next_nudge_at=None)
    async with house.bunsen.begin() as tx:
        return await tx.of(house.institution.id).reviews.save(closed)


async def _morning(house: House) -> None:
    async with house.bunsen.begin() as tx:
        context = JobContext(tx.of(house.institution.id), house.services, house.clock.now(), house.institution)
        await draft_after_review(context)


async def _all(house: House) -> list[YouSaid]:
    async with house.bunsen.begin() as tx:
        return list(await tx.of(house.institution.id).you_said.all())


async def _goes_to(house: House, kind: str) -> list[object]:
    rows = await house.select(
        f"SELECT people.name FROM deliveries JOIN people ON people.id = deliveries.person_id WHERE kind = '{kind}'"
    )
    return [name for (name,) in rows]


async def _drafted(house: House) -> Card:
    await _linked(house)
    await _close_review(house)
    await _morning(house)
    (card,) = await house.hears("lea", "you said")
    return card


def _button(card: Card, press: str) -> Button:
    return next(button for button in buttons(card) if button.press == press)


def _shown(outcome: Outcome) -> Card:
    assert isinstance(outcome, Close | Reply | Update), outcome
    card = outcome.update or outcome.reply if isinstance(outcome, Close) else outcome.card
    assert card is not None
    return card


async def test_after_a_review_there_is_a_draft_of_what_points_led_to(house: House, lea: str) -> None:
    await _linked(house)
    review = await _close_review(house)
    await _morning(house)
    (draft,) = await _all(house)
    assert (draft.state, draft.review_id) == (SaidState.DRAFT, review.id)
    assert [(line.said, line.did) for line in draft.lines] == [
        ("Point 0", "It is in the workload model"),
        ("Point 1", "Under way: Make a page for each"),
    ]


async def test_only_the_lead_hears_of_a_draft(house: House, lea: str) -> None:
    await _drafted(house)
    assert await _goes_to(house, DRAFTED) == ["Lea"]
    assert await _goes_to(house, TOLD) == []


async def test_the_lead_is_sent_the_draft(house: House, lea: str) -> None:
    await _drafted(house)
    before = len(house.surface.sent)
    await house.bunsen.settle()
    assert "a draft" in "".join(card.title for _, card in house.surface.sent[before:])


async def test_a_review_is_drafted_of_once(house: House, lea: str) -> None:
    await _drafted(house)
    await _morning(house)
    assert len(await _all(house)) == 1


async def test_of_a_review_that_is_long_past_nothing_is_drafted(house: House, lea: str) -> None:
    await _linked(house)
    await _close_review(house, days_ago=61)
    await _morning(house)
    assert await _all(house) == []


async def test_before_a_review_is_closed_nothing_is_drafted(house: House, lea: str) -> None:
    await _linked(house)
    await house.review(START.date() - timedelta(days=1))
    await _morning(house)
    assert await _all(house) == []


async def test_where_no_point_led_to_anything_nothing_is_drafted(house: House, lea: str) -> None:
    await _close_review(house)
    await _morning(house)
    assert await _all(house) == []


async def test_a_draft_holds_what_was_said_most(house: House, lea: str) -> None:
    await _linked(house, MOST_LINES + 5)
    await _close_review(house)
    await _morning(house)
    (draft,) = await _all(house)
    assert [line.said for line in draft.lines] == [f"Point {n}" for n in range(MOST_LINES)]


async def test_what_is_sent_goes_to_everybody_who_is_asked(house: House, lea: str) -> None:
    await house.press("lea", _button(await _drafted(house), cards.SEND_PRESS))
    assert await _goes_to(house, TOLD) == ["Tom"]


async def test_those_who_are_asked_read_what_was_approved(house: House, lea: str) -> None:
    await house.press("lea", _button(await _drafted(house), cards.SEND_PRESS))
    before = len(house.surface.sent)
    await house.bunsen.settle()
    [card] = [card for to, card in house.surface.sent[before:] if to.id == "direct:tom"]
    assert "You said: Point 0: We did: It is in the workload model" in text(card)


async def test_who_approved_it_is_kept(house: House, lea: str) -> None:
    await house.press("lea", _button(await _drafted(house), cards.SEND_PRESS))
    (sent,) = await _all(house)
    assert (sent.state, sent.approved_by, sent.approved_at) == (SaidState.APPROVED, "Lea", START)


async def test_two_presses_send_once(house: House, lea: str) -> None:
    card = await _drafted(house)
    await house.press("lea", _button(card, cards.SEND_PRESS))
    again = await house.press("lea", _button(card, cards.SEND_PRESS))
    assert "settled" in text(_shown(again))
    assert await _goes_to(house, TOLD) == ["Tom"]


@pytest.mark.parametrize("press", [cards.SEND_PRESS, cards.EDIT_PRESS, cards.ASIDE_PRESS, cards.DRAFT_PRESS])
async def test_a_chair_settles_no_draft(house: House, lea: str, press: str) -> None:
    await _drafted(house)
    await house.person("cora", ("Committee Chair", PostKind.CHAIR))
    (draft,) = await _all(house)
    await house.press("cora", Button("", press, str(draft.id)))
    assert [each.state for each in await _all(house)] == [SaidState.DRAFT]


async def test_a_draft_is_shown_to_nobody_else(house: House, lea: str) -> None:
    await _drafted(house)
    (card,) = await house.hears("tom", "you said")
    assert "Point 0" not in text(card)


async def test_what_was_sent_can_be_read_again(house: House, lea: str) -> None:
    await house.press("lea", _button(await _drafted(house), cards.SEND_PRESS))
    (card,) = await house.hears("tom", "you said")
    assert "Point 0" in text(card)


async def test_who_is_asked_in_no_survey_is_not_told(house: House, lea: str) -> None:
    await house.press("lea", _button(await _drafted(house), cards.SEND_PRESS))
    await house.person("guest", invited=False)
    (card,) = await house.hears("guest", "you said")
    assert "Point 0" not in text(card)


async def test_the_lead_changes_the_words_and_leaves_lines_out(house: House, lea: str) -> None:
    form = opened(await house.press("lea", _button(await _drafted(house), cards.EDIT_PRESS)))
    await house.submit("lea", form, {"0": "An hour a week is in the model", "1": " "})
    (draft,) = await _all(house)
    assert [line.did for line in draft.lines] == ["An hour a week is in the model"]


@pytest.mark.parametrize(
    ("values", "said"),
    [({"0": "", "1": ""}, "at least one line"), ({"0": "d" * 20_000}, "400 characters; it has 20,000")],
)
async def test_words_that_cannot_be_are_refused(house: House, lea: str, values: dict[str, str], said: str) -> None:
    form = opened(await house.press("lea", _button(await _drafted(house), cards.EDIT_PRESS)))
    outcome = await house.submit("lea", form, values)
    assert isinstance(outcome, FormErrors)
    assert said in outcome.errors["0"]


async def test_words_that_may_tell_of_somebody_are_pointed_out_first(house: House, lea: str) -> None:
    form = opened(await house.press("lea", _button(await _drafted(house), cards.EDIT_PRESS)))
    values = {"0": "Ring 01632 960123 for your hour", "1": ""}
    asked = opened(await house.submit("lea", form, values))
    assert "01632 960123" in asked.intro
    await house.submit("lea", asked, values)
    (draft,) = await _all(house)
    assert [line.did for line in draft.lines] == [values["0"]]


async def test_whoever_approved_it_and_is_forgotten_is_not_named(house: House, lea: str) -> None:
    await house.press("lea", _button(await _drafted(house), cards.SEND_PRESS))
    (said,) = await _all(house)
    assert said.approved_by_id is not None
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).personal_data.erase(said.approved_by_id, "Former colleague", START.date())
    assert [each.approved_by for each in await _all(house)] == ["Former colleague"]


async def test_a_draft_that_is_set_aside_goes_to_nobody(house: House, lea: str) -> None:
    card = await _drafted(house)
    await house.press("lea", _button(card, cards.ASIDE_PRESS))
    await house.press("lea", _button(card, cards.SEND_PRESS))
    assert await _goes_to(house, TOLD) == []


async def test_what_was_told_is_not_drafted_again(house: House, lea: str) -> None:
    await house.press("lea", _button(await _drafted(house), cards.SEND_PRESS))
    outcome = await house.press("lea", Button("", cards.DRAFT_PRESS))
    assert "Nothing to tell yet" in text(_shown(outcome))


async def test_what_has_changed_since_is_drafted_again(house: House, lea: str) -> None:
    await house.press("lea", _button(await _drafted(house), cards.SEND_PRESS))
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        plan = await work.plans.current()
        assert plan is not None
        action = (await work.plans.actions(plan.id))[1]
        await work.plans.record(ActionUpdate(action.id, START, Rag.GREEN))
    outcome = await house.press("lea", Button("", cards.DRAFT_PRESS))
    assert "We did: Done: Make a page for each" in text(_shown(outcome))


async def test_another_institution_has_no_part_in_it(house: House, lea: str) -> None:
    await _drafted(house)
    (draft,) = await _all(house)
    async with house.bunsen.begin() as tx:
        other = await tx.institutions.add("much", "Much Wenlow", "Europe/London", "ENG")
        theirs = tx.of(other.id).you_said
        assert (await theirs.all(), await theirs.get(draft.id)) == ([], None)
        assert not await theirs.set_aside(draft.id)
