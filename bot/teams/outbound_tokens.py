"""The bot's own tokens, fetched without holding up anybody else."""

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import aiohttp
import msal
import requests

from bot.teams.identity import AppType, TeamsIdentity
from bot.teams.refreshing import IdentityServiceUnavailable, Lease, Refreshing

FETCH_SECONDS = 15.0
RENEW_AHEAD = 600.0


def outbound_tokens(identity: TeamsIdentity, now: Callable[[], float] = time.time) -> Refreshing[str]:
    """Return the shared keeper of the bot's token, whatever the kind of registration."""
    fetch = _fetch_managed if identity.app_type == AppType.MANAGED_IDENTITY else _fetch_with_secret

    async def lease() -> Lease[str]:
        return _read(await fetch(identity), now())

    return Refreshing("token", lease, now)


async def _fetch_with_secret(identity: TeamsIdentity) -> Mapping[str, Any]:
    """Ask for a token with the client secret (RFC 6749, 4.4).

    Not MSAL, on purpose (1.39, 22 Nov 2026): its authority must be https and is looked up with
    further blocking requests (msal/authority.py), so neither a local identity service nor a gateway
    can stand in for Microsoft's, and each fetch would need a thread. The request itself is one form.
    """
    form = {
        "grant_type": "client_credentials",
        "client_id": identity.app_id,
        "client_secret": identity.password,
        "scope": f"{identity.token_resource}/.default",
    }
    try:
        # trust_env: institutions reach the internet through a proxy named in the environment.
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=FETCH_SECONDS), trust_env=True) as session,
            # A secret does not follow a redirect.
            session.post(identity.token_url, data=form, allow_redirects=False) as answer,
        ):
            if answer.status >= 500:
                raise _unavailable(f"{identity.token_url} answered {answer.status}")
            body = await answer.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise _unavailable(f"{identity.token_url} did not answer properly ({type(error).__name__})") from error
    return body if isinstance(body, dict) else {}


async def _fetch_managed(identity: TeamsIdentity) -> Mapping[str, Any]:
    """Ask the machine's managed identity, which MSAL knows how to find in each Azure product."""
    try:
        body = await asyncio.to_thread(_ask_managed_identity, identity.app_id, identity.token_resource)
    except (requests.RequestException, msal.ManagedIdentityError, ValueError) as error:
        raise _unavailable(f"the managed identity did not answer properly ({type(error).__name__})") from error
    return body if isinstance(body, dict) else {}


def _ask_managed_identity(app_id: str, resource: str) -> Any:
    with requests.Session() as session:
        # Outside Azure nobody answers at the metadata address, and msal sets no time limit.
        session.request = partial(session.request, timeout=FETCH_SECONDS)  # type: ignore[method-assign]
        client = msal.ManagedIdentityClient(msal.UserAssignedManagedIdentity(client_id=app_id), http_client=session)
        return client.acquire_token_for_client(resource=resource)


def _read(body: Mapping[str, Any], now: float) -> Lease[str]:
    token = body.get("access_token")
    if not isinstance(token, str) or not token:
        raise _unavailable(_refusal(body))
    try:
        lasts = float(body.get("expires_in", 0))
    except (TypeError, ValueError):
        lasts = 0.0
    if lasts <= 0:
        raise _unavailable("the token does not say how long it lasts")
    return Lease(token, renew_at=now + max(lasts - RENEW_AHEAD, lasts / 2), expires_at=now + lasts)


def _refusal(body: Mapping[str, Any]) -> str:
    """Name the refusal by its codes; the full text of the service may repeat what was sent."""
    error = body.get("error")
    code = re.search(r"AADSTS\d+", str(body.get("error_description", "")))
    codes = ", ".join(part for part in (str(error)[:60] if error else "no token", code[0] if code else "") if part)
    return (
        f"it was refused ({codes}); check MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType, MicrosoftAppTenantId"
    )


def _unavailable(why: str) -> IdentityServiceUnavailable:
    return IdentityServiceUnavailable(f"No token to speak to Teams with: {why}.")
