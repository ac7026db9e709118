"""Telling people of proposals and of what became of them: written with it, composed when it is sent."""

from collections.abc import Iterable

from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import Context, DeliveryContext
from handlers.knowledge import names, proposal_cards
from handlers.knowledge.model import Version, VersionState
from handlers.knowledge.permission import confirmers, may_confirm
from handlers.knowledge.shelf import Shelf, read_shelf
from handlers.people.hours import opens_at
from handlers.people.model import Person


async def ask_to_confirm(context: Context, shelf: Shelf, version: Version) -> list[Person]:
    """Ask those who can confirm, once, in their working hours; gives who they are."""
    people = confirmers(shelf, version)
    await _tell(context, people, names.PROPOSED, version)
    return people


async def tell_proposer(context: Context, version: Version, kind: str) -> None:
    """Tell whoever proposed something what became of it, unless they did it themselves."""
    if version.by_person_id is None or version.by_person_id == context.person.id:
        return
    proposer = await context.work.people.get(version.by_person_id)
    if proposer is not None:
        await _tell(context, [proposer], kind, version)


async def _tell(context: Context, people: Iterable[Person], kind: str, version: Version) -> None:
    ids = {"version": str(version.id)}
    await context.work.outbox.add(
        NewDelivery(
            f"{kind}:{version.id}:{person.id}",
            kind,
            person.id,
            ids,
            opens_at(context.institution, person, context.now),
        )
        for person in people
    )


async def compose_proposed(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Show a proposal to somebody who can confirm it; None once somebody has dealt with it."""
    version = await context.work.knowledge.get(int(delivery.ids["version"]))
    if version is None or version.state is not VersionState.PROPOSED or not may_confirm(context.person, version):
        return None
    shelf = await read_shelf(context.work, context.services.knowledge, context.today)
    if not any(each.person.id == context.person.id for each in shelf.holdings):
        return None
    return proposal_cards.proposal(shelf, version, context.institution, context.person)


async def compose_settled(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Say to the proposer what a second person decided."""
    version = await context.work.knowledge.get(int(delivery.ids["version"]))
    if version is None or version.state is VersionState.PROPOSED:
        return None
    shelf = await read_shelf(context.work, context.services.knowledge, context.today)
    return proposal_cards.settled(shelf, version)


async def compose_replaced(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Say to the proposer that another proposal took the place of theirs."""
    version = await context.work.knowledge.get(int(delivery.ids["version"]))
    if version is None:
        return None
    shelf = await read_shelf(context.work, context.services.knowledge, context.today)
    return proposal_cards.replaced(shelf, version)
