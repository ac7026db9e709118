"""The public keys with which Microsoft signs what it sends to a bot."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt

from bot.teams.identity import may_hold_secrets
from bot.teams.refreshing import IdentityServiceUnavailable, Lease, Refreshing

ALGORITHM = "RS256"
# Microsoft: keys may be kept for 24 hours (platform-facts 3.2). Renewing starts
# four hours earlier, so that an outage of the key service is not ours.
KEEP_KEYS = 24 * 3600.0
RENEW_KEYS = 20 * 3600.0
# A new key appears before Microsoft signs with it, so an unknown one is mostly
# a forgery; forgeries must not turn into load on the key service.
ASK_AGAIN_FOR_UNKNOWN_KEY = 300.0
FETCH_TIMEOUT = aiohttp.ClientTimeout(total=15)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One public key and the channels that it may speak for."""

    key: jwt.PyJWK
    endorsements: frozenset[str]


Keys = Mapping[str, SigningKey]


class SigningKeys:
    """Finds a signing key by its id, from a copy that is at most a day old."""

    def __init__(self, metadata_url: str, now: Callable[[], float] = time.time) -> None:
        self.cache: Refreshing[Keys] = Refreshing("signing keys", self._fetch, now)
        self._metadata_url = metadata_url
        self._now = now
        self._asked_again_at = float("-inf")

    async def find(self, key_id: str) -> SigningKey | None:
        """Return the key, asking the key service once more for an id that it did not list before."""
        keys = await self.cache.get()
        if key_id in keys:
            return keys[key_id]
        if not self.cache.renewing and not self._may_ask_again():
            return None
        return (await self.cache.renew()).get(key_id)

    def _may_ask_again(self) -> bool:
        if self._now() - self._asked_again_at < ASK_AGAIN_FOR_UNKNOWN_KEY:
            return False
        self._asked_again_at = self._now()
        return True

    async def _fetch(self) -> Lease[Keys]:
        try:
            keys = await _download(self._metadata_url)
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise IdentityServiceUnavailable(
                f"Microsoft's signing keys could not be read from {self._metadata_url} ({type(error).__name__})."
            ) from error
        now = self._now()
        return Lease(keys, renew_at=now + RENEW_KEYS, expires_at=now + KEEP_KEYS)


async def _download(metadata_url: str) -> Keys:
    # trust_env: institutions reach the internet through a proxy named in the environment.
    async with aiohttp.ClientSession(timeout=FETCH_TIMEOUT, trust_env=True, raise_for_status=True) as session:
        async with session.get(metadata_url) as answer:
            keys_url = (await answer.json(content_type=None))["jwks_uri"]
        if not may_hold_secrets(keys_url):
            raise ValueError("jwks_uri must be https")
        async with session.get(keys_url) as answer:
            listed = (await answer.json(content_type=None))["keys"]
    keys = dict(entry for jwk in listed if (entry := _read(jwk)) is not None)
    if not keys:
        raise ValueError("no usable key")
    return keys


def _read(jwk: Mapping[str, Any]) -> tuple[str, SigningKey] | None:
    """Read one key; one of another kind or shape is left out, so that tokens signed with it are refused."""
    if jwk.get("kty") != "RSA" or jwk.get("use", "sig") != "sig" or not isinstance(jwk.get("kid"), str):
        return None
    try:
        key = jwt.PyJWK(dict(jwk), algorithm=ALGORITHM)
    except jwt.PyJWTError:
        return None
    return jwk["kid"], SigningKey(key, frozenset(jwk.get("endorsements") or ()))
