"""Are the accounts of people in posts still there? Each is asked about once a day, a few at a time.

Slack would tell by an event (user_change) as well, but it sends one for every change to anybody's profile in the whole
workspace, and Teams has none: so both are asked, and only about those who matter to the plan.
"""

from datetime import datetime, timedelta

from handlers.deliveries import DeliveryFailed
from handlers.feature import Services
from handlers.interactions import Conversation, Platform
from handlers.people.model import KnownAccount, Profile
from handlers.people.zones import known_zone
from handlers.work import Begin, Transaction

A_DAY = timedelta(days=1)
AN_HOUR = timedelta(hours=1)
AT_ONCE = 10
"""In one tick: 20 a minute, well under what the platforms allow (platform-facts 2.4: users.info some 100)."""


async def accounts_to_check(tx: Transaction, now: datetime) -> bool:
    """Tell whether it is anybody's turn."""
    return bool(await tx.account_checks.due(now - A_DAY, now.date(), 1))


async def check_accounts(begin: Begin, services: Services, now: datetime) -> None:
    """Ask about those whose turn it is; outside any transaction, for these are network calls."""
    async with begin() as tx:
        due = await tx.account_checks.due(now - A_DAY, now.date(), AT_ONCE)
    silent: set[Platform] = set()
    for institution_id, known in due:
        profile = None
        if known.account.platform not in silent:
            profile = await _profile(services, known)
        if profile is None:
            # A platform that is away is asked again in an hour, and about nobody else in this tick.
            silent.add(known.account.platform)
        async with begin() as tx:
            work = tx.of(institution_id)
            await work.accounts.checked(known.account, now if profile is not None else now - A_DAY + AN_HOUR)
            if profile is None:
                continue
            # An empty profile says nothing, neither that somebody is there nor that they have left.
            if profile.gone != known.gone and (profile.gone or profile.name):
                await work.accounts.set_gone(known.account, now if profile.gone else None)
            person = await work.people.get(known.person_id)
            zone = known_zone(profile.timezone)
            if person is not None and zone and zone != person.timezone:
                await work.people.set_timezone(person.id, zone)


async def _profile(services: Services, known: KnownAccount) -> Profile | None:
    """What the platform says now; None where it could not be asked."""
    source = services.profiles.get(known.account.platform)
    if source is None:
        return Profile()
    nowhere = Conversation(known.account.platform, known.account.tenant, "", direct=False)
    try:
        return await source.profile(known.account, known.direct or nowhere)
    except DeliveryFailed:
        return None
