"""The messages of a round: under which keys they are in the outbox, who still gets them, and how they are forgotten."""

from handlers.deliveries import Delivery
from handlers.feature import DeliveryContext
from handlers.voice.model import Cast, Survey
from handlers.work import Work


def invitation_prefix(survey_id: int) -> str:
    """How the keys of a round's invitations begin."""
    return f"invitation:{survey_id}:"


def reminder_prefix(survey_id: int) -> str:
    """How the keys of a round's reminders begin."""
    return f"reminder:{survey_id}:"


async def still_to_answer(context: DeliveryContext, delivery: Delivery) -> Survey | None:
    """The round that a message asks somebody to answer; None once it is over or the person has taken part."""
    survey = await context.work.surveys.get(int(delivery.ids["survey"]))
    if survey is None or not survey.takes_ballots(context.today):
        return None
    verdict = await context.work.ballot_box(context.person.id).may_vote(survey.id)
    return survey if verdict is Cast.COUNTED else None


async def forget_messages(work: Work, survey: Survey) -> None:
    """Forget who was sent what: an invitation that was not needed any more tells that its person had taken part."""
    for prefix in (invitation_prefix(survey.id), reminder_prefix(survey.id)):
        await work.outbox.forget(prefix)
