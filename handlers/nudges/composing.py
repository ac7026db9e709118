"""What a nudge says when it is sent: as things stand then, or nothing."""

from handlers.cards import Card
from handlers.deliveries import Delivery, Postponed
from handlers.feature import DeliveryContext
from handlers.forms import as_id
from handlers.nudges import cards
from handlers.nudges.desk import Desk, read_desk
from handlers.nudges.due_dates import is_finished, of_use_until
from handlers.nudges.planning import stands, too_early


async def desk_of(context: DeliveryContext) -> Desk:
    """The desk; one for all that are composed in one transaction."""
    return await context.work.once("nudges.desk", lambda: read_desk(context.work, context.institution, context.now))


async def compose_step(context: DeliveryContext, delivery: Delivery) -> Card | Postponed | None:
    """Write a step's nudge; None once everything is reported, a newer step has taken its place, or it is too late."""
    desk = await desk_of(context)
    card = step_card(desk, delivery)
    return card and (too_early(desk, desk.people[delivery.person_id], delivery) or card)


def step_card(desk: Desk, delivery: Delivery) -> Card | None:
    """The card of a step, while it is still what this person is to hear."""
    return cards.nudge(desk, delivery.person_id) if stands(desk, delivery) else None


async def compose_digest(context: DeliveryContext, delivery: Delivery) -> Card | Postponed | None:
    """Write the reminder of due dates, for those that are still open and still theirs."""
    desk = await desk_of(context)
    asked = {as_id(part) for part in delivery.ids["actions"].split(",")}
    calendar = desk.institution.calendar
    open_ = [
        action
        for action in desk.open.get(delivery.person_id, ())
        if action.id in asked
        and not is_finished(action)
        and action.due_on is not None
        and desk.now < of_use_until(action.due_on, calendar)
    ]
    if not open_:
        return None
    return too_early(desk, desk.people[delivery.person_id], delivery) or cards.due_soon(open_)
