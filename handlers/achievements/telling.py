"""Who hears of a suggestion, and what becomes of it: by messages in their own working hours."""

from datetime import timedelta
from typing import Final

from handlers.achievements import cards, names
from handlers.achievements.model import Achievement, State
from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import Composer, Context, DeliveryContext
from handlers.forms import as_id
from handlers.people.hours import here_at
from handlers.people.leads import leads_on
from handlers.people.model import Person

_USEFUL_FOR: Final = timedelta(days=30)


async def tell_leads(context: Context, found: Achievement) -> None:
    """Tell the institutional leads that something was suggested."""
    leads = await leads_on(context.work.people, context.today)
    await context.work.outbox.add([_message(context, names.SUGGESTED, found, person) for person in leads])


async def tell_suggester(context: Context, found: Achievement) -> None:
    """Tell whoever suggested it what was decided."""
    if found.begun_by_id is None or found.begun_by_id == context.person.id:
        return
    person = await context.work.people.get(found.begun_by_id)
    if person is not None:
        await context.work.outbox.add([_message(context, names.SETTLED, found, person)])


def _message(context: Context, kind: str, found: Achievement, person: Person) -> NewDelivery:
    return NewDelivery(
        f"{kind}:{found.id}:{found.number}:{person.id}",
        kind,
        person.id,
        {"achievement": str(found.id)},
        here_at(context.institution, person, context.now),
        context.now + _USEFUL_FOR,
    )


async def compose_suggested(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Ask for a decision; nothing where somebody has decided meanwhile."""
    found = await _of(context, delivery)
    return cards.suggested(found) if found is not None and found.state is State.SUGGESTED else None


async def compose_settled(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Say what was decided; nothing where it was withdrawn meanwhile."""
    found = await _of(context, delivery)
    return cards.settled(found) if found is not None and found.state in (State.KEPT, State.DECLINED) else None


async def _of(context: DeliveryContext, delivery: Delivery) -> Achievement | None:
    achievement_id = as_id(delivery.ids.get("achievement", ""))
    return await context.work.achievements.get(achievement_id) if achievement_id is not None else None


DELIVERIES: Final[dict[str, Composer]] = {
    names.SUGGESTED: compose_suggested,
    names.SETTLED: compose_settled,
}
