"""Reminders of the submission: one message a person and step, until their sections are ready and signed."""

from collections.abc import Sequence

from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery, Postponed
from handlers.feature import DeliveryContext, JobContext
from handlers.people.hours import calendar_of, here_at
from handlers.people.model import Person
from handlers.submission import names, writer_cards
from handlers.submission.desk import Desk, read_desk
from handlers.submission.model import Role, SectionState
from handlers.submission.schedule import Holding, holding

_PAUSED = "nudges are paused"


async def remind(context: JobContext) -> None:
    """Once a working morning: the step that holds now, for everybody who still has something to do."""
    desk = await read_desk(context.work, context.institution, context.now)
    if desk is None:
        return
    held = holding(desk.submission.due_on, context.institution.calendar, context.now)
    if held is not None:
        await context.work.outbox.add(new_deliveries(desk, held))


def new_deliveries(desk: Desk, held: Holding) -> Sequence[NewDelivery]:
    """A reminder of this step for each of them; who cannot be reached while it is of use gets none."""
    ids = {"submission": str(desk.submission.id), "step": held.step.value}
    return [
        NewDelivery(key(desk, held, person), names.REMINDER, person.id, ids, opens, held.until)
        for person in concerned(desk)
        if (opens := here_at(desk.institution, person, desk.now)) < held.until
    ]


def key(desk: Desk, held: Holding, person: Person) -> str:
    """The key under which a reminder exists once: submission, round, step and person."""
    return f"{names.REMINDER}:{desk.submission.id}:{desk.submission.round}:{held.step}:{person.id}"


def concerned(desk: Desk) -> Sequence[Person]:
    """Whoever writes a section that is not ready, and the signatories who have not signed; each once."""
    writing = [person for section in desk.unready for person in desk.writers(section.id)]
    signing = [person for role in Role if desk.signature(role) is None for person in desk.holders(role)]
    return list({person.id: person for person in (*writing, *signing)}.values())


async def compose_reminder(context: DeliveryContext, delivery: Delivery) -> Card | Postponed | None:
    """Write the reminder as things stand now; None once nothing is asked of them, or a later step holds."""
    desk = await context.work.once("submission.desk", lambda: read_desk(context.work, context.institution, context.now))
    if desk is None or str(desk.submission.id) != delivery.ids["submission"]:
        return None
    held = holding(desk.submission.due_on, context.institution.calendar, context.now)
    if held is None or held.step.value != delivery.ids["step"]:
        return None
    card = writer_cards.asked(desk, context.person.id)
    if card is not None and context.institution.nudges_paused_at is not None:
        return Postponed(calendar_of(context.institution, context.person).next_morning(context.now), _PAUSED)
    return card


async def compose_given(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Say what somebody was given to write, as it stands now."""
    desk = await read_desk(context.work, context.institution, context.now)
    if desk is None or str(desk.submission.id) != delivery.ids["submission"]:
        return None
    card = writer_cards.given(desk, context.person.id)
    begun = all(desk.state(each.id) is not SectionState.ASSIGNED for each in desk.asked_of(context.person.id))
    return None if begun else card
