"""Filling an outbox: institutions with a workspace each, people with a direct chat, and a nudge for each of them."""

from datetime import datetime

from handlers.deliveries import NewDelivery
from handlers.interactions import Account, Conversation, Platform
from handlers.people.model import Profile
from storage.database import Database
from tests.support.outbox_replica import KIND


async def fill(database: Database, institutions: int, people: int, due: datetime) -> None:
    """Add so many institutions with so many people each, and one delivery to everybody, due then."""
    for number in range(institutions):
        async with database.begin() as tx:
            slug = f"i{number:03}"
            found = await tx.institutions.add(slug, f"Institution {number}", "Europe/London", "ENG")
            await tx.institutions.link(found.id, Platform.SLACK, f"T{number:03}")
            work = tx.of(found.id)
            new = []
            for each in range(people):
                account = Account(Platform.SLACK, f"T{number:03}", f"U{number:03}{each:05}")
                person = await work.people.meet(account, Profile(f"Person {each}", f"p{each}@{slug}.example"))
                direct = Conversation(Platform.SLACK, account.tenant, f"D{number:03}{each:05}", direct=True)
                await work.people.remember(account, direct)
                new.append(NewDelivery(f"nudge:{number}:{each}", KIND, person.id, {}, due))
            await work.outbox.add(new)
