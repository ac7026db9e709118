"""Who somebody is, from the roster of the conversation in which they spoke."""

import asyncio
import re
from dataclasses import replace
from typing import Any

from bot.teams.connection import TeamsConnection
from bot.teams.conversations import member_id
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account, Conversation
from handlers.people.model import Profile

# A press must be answered within 5 s (platform-facts 3.7), and the roster is only its beginning.
LOOKUP_SECONDS = 2.5
# A guest's principal name (ada_home.ac.uk#EXT#@host.onmicrosoft.com) has this shape too, but for the #.
_EMAIL = re.compile(r"[^@\s#<>\"]+@[^@\s#<>\"]+\.[^@\s#<>\"]+")

# What the connector calls it when an account is no longer in the chat of two that it had with Bunsen: the account was
# deleted. (Not seen live. Where Teams says anything else, nobody is taken to have left.)
_LEFT = "MemberNotFoundInConversation"


class TeamsProfiles:
    """Looks people up in rosters."""

    def __init__(self, connection: TeamsConnection, lookup_seconds: float = LOOKUP_SECONDS) -> None:
        self._connection = connection
        self._lookup_seconds = lookup_seconds

    async def profile(self, account: Account, seen_in: Conversation) -> Profile:
        """Name and e-mail, empty where Teams does not tell.

        Raises `DeliveryFailed` where Teams could not be asked: somebody taken for a stranger because of a
        moment's trouble would stay one.
        """
        # A team's members are those of the team; its channels' threads have no roster of their own.
        place = (seen_in.reference or {}).get("team_id") or seen_in.id

        async def look_up(client: Any) -> Any:
            return await client.conversations.get_conversation_member(place, member_id(account, seen_in))

        try:
            async with asyncio.timeout(self._lookup_seconds):
                found = await self._connection.within(seen_in, look_up)
        except TimeoutError as error:
            raise DeliveryFailed("Teams took too long to say who this is") from error
        except DeliveryFailed as error:
            if not error.permanent:
                raise
            return Profile(gone=seen_in.direct and _LEFT in error.reason)
        # The roster knows no time zone; what somebody's own client last told stands in the conversation.
        timezone = (seen_in.reference or {}).get("timezone", "")
        return replace(_profile(found, account), timezone=timezone)

    async def account_of(self, tenant: str, email: str) -> Account | None:
        """Nobody: in Teams an address is no target, only somebody who has met Bunsen is (platform-facts 3.5)."""
        return None


def _profile(member: Any, account: Account) -> Profile:
    more = member.additional_properties or {}
    name = member.name or " ".join(part for part in (more.get("givenName"), more.get("surname")) if part)
    if not _vouched_for(more, account):
        return Profile(name, belongs=False)
    if more.get("userRole") == "guest":
        # A guest's address is written by the guest's own organisation; it gives no rights here.
        return Profile(name)
    candidates = (more.get("email"), more.get("userPrincipalName"))
    emails = (text for text in candidates if isinstance(text, str) and _EMAIL.fullmatch(text))
    return Profile(name, next(emails, ""))


def _vouched_for(more: dict[str, Any], account: Account) -> bool:
    """Tell whether the account's own tenant says so.

    In a shared channel or a meeting people of other tenants take part, whose administrators could
    write anybody's address into theirs.
    """
    return more.get("userRole") != "anonymous" and more.get("tenantId") == account.tenant
