"""What happened by itself on a morning of the demo, in a few words, so that the clock knows where to stop."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from handlers.deliveries import DeliveryState, State
from handlers.nudges.model import DUE, SNOOZE, STEP
from handlers.people.model import Holding, Institution
from handlers.posts.names import ALARMS
from handlers.reviews.alarms import ALARM
from handlers.reviews.model import Review
from handlers.reviews.schedule import Audience, Step
from handlers.voice.model import Survey
from handlers.voice.rounds import INVITATION
from handlers.work import Work

_STEPS: Final[Mapping[Audience, str]] = {
    Audience.OWNERS: "owners are asked for their reports",
    Audience.DEPUTIES: "deputies hear what is missing",
    Audience.COMMITTEE: "chairs and lead see what is missing",
}
_KINDS: Final[Mapping[str, str]] = {
    DUE: "owners are reminded of due dates",
    ALARM: "chairs and lead hear that the reviews do not go on",
    ALARMS: "chairs and lead hear what is amiss with the posts",
    INVITATION: "people are invited to the survey",
}


async def news(work: Work, institution: Institution, morning: datetime, since: date) -> Sequence[str]:
    """What was sent since this morning, and which days came after `since` and until its own."""
    today = institution.day(morning)
    sent = [each for each in await work.outbox.with_prefix("") if _is_sent_since(each, morning)]
    days = [
        *_of_reviews(await work.reviews.all(), since, today),
        *_of_surveys(await work.surveys.all(), since, today),
        *_of_terms(await work.posts.holdings_from(since), since, today),
        *await _of_plan(work, since, today),
    ]
    return list(dict.fromkeys([*days, *map(_said, sent)]))


def _is_sent_since(delivery: DeliveryState, moment: datetime) -> bool:
    return delivery.state is State.SENT and delivery.settled_at is not None and delivery.settled_at >= moment


def _said(delivery: DeliveryState) -> str:
    if delivery.kind != STEP:
        return _KINDS.get(delivery.kind, "a message arrives")
    step = delivery.ids["step"]
    return "a nudge that was put off comes back" if step == SNOOZE else _STEPS[Step(step).audience]


def _of_reviews(reviews: Sequence[Review], since: date, today: date) -> list[str]:
    waiting = [review for review in reviews if review.closed_at is None]
    papers = ["the papers of the review close" for review in waiting if since < review.papers_due_on <= today]
    return [*papers, *("the review is held" for review in waiting if since < review.held_on <= today)]


def _of_surveys(surveys: Sequence[Survey], since: date, today: date) -> list[str]:
    ends = (survey.closes_on + timedelta(days=1) for survey in surveys)
    return ["the survey is closed" for end in ends if since < end <= today]


def _of_terms(holdings: Sequence[Holding], since: date, today: date) -> list[str]:
    return [
        f"{each.person.name} is no longer {each.post.name}"
        for each in holdings
        if each.ends_on is not None and since < each.ends_on + timedelta(days=1) <= today
    ]


async def _of_plan(work: Work, since: date, today: date) -> list[str]:
    plan = await work.plans.current()
    ends_on = plan.ends_on if plan else None
    return ["the plan has ended"] if ends_on is not None and since < ends_on + timedelta(days=1) <= today else []
