"""What Slack knows of its accounts."""

import asyncio
from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import SlackRefused, slack_errors
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account, Conversation, Platform
from handlers.people.model import Profile

# A press must be answered within 3 s (platform-facts 2.7), and the look-up is only its beginning.
LOOKUP_SECONDS = 2.0
_NOT_TOLD = {"user_not_found", "user_not_visible", "missing_scope", "no_permission"}


class SlackProfiles:
    """`handlers.people.ports.Profiles` for Slack; raises `DeliveryFailed` where Slack cannot be asked."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def profile(self, account: Account, seen_in: Conversation) -> Profile:
        """Look up name and verified e-mail; empty where Slack does not tell."""
        try:
            async with asyncio.timeout(LOOKUP_SECONDS):
                with slack_errors():
                    answer = await self._client.users_info(user=account.user)
                    user = answer["user"]
        except TimeoutError as error:
            raise DeliveryFailed("Slack took too long to say who this is") from error
        except SlackRefused as refused:
            if refused.code in _NOT_TOLD:
                return Profile()
            raise
        return profile_of(user, account.tenant)

    async def account_of(self, tenant: str, email: str) -> Account | None:
        """Find who has this e-mail in the workspace; nobody who has left, is a bot, or comes from elsewhere."""
        try:
            with slack_errors():
                user = (await self._client.users_lookupByEmail(email=email))["user"]
        except SlackRefused as refused:
            if refused.code in _NOT_TOLD | {"users_not_found"}:
                return None
            raise
        # Asked of the same rules as everybody else: the address counts only where it is verified.
        trusted = profile_of(user, tenant).email.casefold() == email.casefold()
        return Account(Platform.SLACK, tenant, str(user["id"])) if trusted else None


def profile_of(user: Mapping[str, Any], tenant: str) -> Profile:
    """Read a user object; nothing of bots, leavers (but that they have left) and people of other workspaces."""
    if user.get("is_bot"):
        return Profile()
    if user.get("deleted"):
        return Profile(gone=True)
    details = user.get("profile") or {}
    name = details.get("real_name") or user.get("real_name") or details.get("display_name") or user.get("name") or ""
    # An address gives rights. In a shared channel it comes from somebody else's workspace, whose owners may write into
    # it what they like; and an address that is not confirmed may be anybody's.
    outsider = _is_outsider(user, tenant)
    trusted = not outsider and user.get("is_email_confirmed") is not False
    email = str(details.get("email") or "") if trusted else ""
    return Profile(str(name), email, belongs=not outsider, timezone=str(user.get("tz") or ""))


def _is_outsider(user: Mapping[str, Any], tenant: str) -> bool:
    home = user.get("team_id")
    organisation = user.get("enterprise_user") or {}
    at_home = {home, *(organisation.get("teams") or ()), organisation.get("enterprise_id")}
    return bool(user.get("is_stranger")) or tenant not in at_home
