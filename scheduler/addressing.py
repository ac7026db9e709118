"""Finding where somebody can be reached for whom no conversation is known yet."""

from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account, Conversation, Platform
from handlers.people.model import Profile
from handlers.people.reach import last_resort
from scheduler.composing import Claimed, reachable
from scheduler.means import Means

_A_DAY = 86_400.0


class NoAccount(DeliveryFailed):
    """Nobody has met this person in any chat yet; tomorrow somebody may have."""

    def __init__(self) -> None:
        super().__init__("this person has no account that Bunsen can write to yet", retry_after=_A_DAY)


async def find_place(means: Means, claimed: Claimed) -> tuple[Account, Conversation]:
    """Any account of theirs, else whoever a workspace knows by their e-mail, else their mailbox.

    Raises DeliveryFailed: for a while where nobody has met them, for good where nothing reaches them any more.
    """
    for known in claimed.accounts:
        if reachable(known) and (direct := await _opened(means, claimed, known.account)):
            return known.account, direct
    gone = {known.account for known in claimed.accounts if not reachable(known)}
    if (found := await _by_email(means, claimed, gone)) is not None:
        return found
    mailbox = last_resort(claimed.person)
    if mailbox is not None and Platform.EMAIL in means.messengers:
        return Account(Platform.EMAIL, "", mailbox.id), mailbox
    if gone:
        reason = "nothing reaches this person in chat until they write to Bunsen or install it again"
        raise DeliveryFailed(reason, permanent=True)
    raise NoAccount


async def _opened(means: Means, claimed: Claimed, account: Account) -> Conversation | None:
    """The direct conversation with an account, kept for the next time; None where there can be none."""
    messenger = means.messengers.get(account.platform)
    if messenger is None:
        return None
    try:
        async with await means.turn(account.platform, account.tenant, "open"):
            direct = await messenger.direct(account)
    except DeliveryFailed as failure:
        if not failure.unreachable:
            raise
        means.marks.unreachable(claimed.institution.id, account)
        return None
    if direct is not None:
        async with means.begin() as tx:
            await tx.of(claimed.institution.id).people.keep_direct(account, direct)
    return direct


async def _by_email(means: Means, claimed: Claimed, gone: set[Account]) -> tuple[Account, Conversation] | None:
    person, institution_id = claimed.person, claimed.institution.id
    async with means.begin() as tx:
        workspaces = await tx.institutions.workspaces(institution_id)
    for platform, tenant in workspaces if person.email else ():
        profiles = means.profiles.get(Platform(platform))
        if profiles is None:
            continue
        async with await means.turn(Platform(platform), tenant, "look-up"):
            account = await profiles.account_of(tenant, person.email)
        if account is None or account in gone:
            continue
        async with means.begin() as tx:
            await tx.of(institution_id).people.meet(account, Profile(person.name, person.email))
        if (direct := await _opened(means, claimed, account)) is not None:
            return account, direct
    return None
