"""Who may speak to the Teams endpoint: the rules of Microsoft's connector, fail closed."""

from typing import Any, Protocol

import jwt

from bot.teams.signing_keys import ALGORITHM, SigningKey

CLOCK_SKEW_SECONDS = 5 * 60
# Azure switches Web Chat and Direct Line on for every bot. There the sender
# names themselves freely, so only Teams, which vouches for people, may speak.
CHANNELS = frozenset({"msteams"})


class NotAuthorised(PermissionError):
    """The request does not come from Microsoft Teams; `reason` is for the log, not for the sender."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class KeyFinder(Protocol):
    """Where the verifier finds a signing key."""

    async def find(self, key_id: str) -> SigningKey | None:
        """Return the key of this id, or None."""


class TokenVerifier:
    """Checks the signed token that comes with every activity (platform-facts 3.2, 22 Nov 2026)."""

    def __init__(self, app_id: str, issuer: str, keys: KeyFinder) -> None:
        self._app_id = app_id
        self._issuer = issuer
        self._keys = keys

    async def verify(self, header: str | None, channel_id: object, service_url: object) -> dict[str, Any]:
        """Return the claims of a good token; raise NotAuthorised for every other."""
        token = _bearer(header)
        key = await self._signing_key(token)
        claims = self._claims(token, key)
        # The SDK skips these two checks when the activity or the key says
        # nothing; here silence is a no (jwt_token_extractor.py, 4.17.1).
        if not isinstance(channel_id, str) or channel_id not in CHANNELS & key.endorsements:
            raise NotAuthorised("channel not endorsed by the signing key")
        if not service_url or claims.get("serviceurl") != service_url:
            raise NotAuthorised("service URL is not the signed one")
        return claims

    async def _signing_key(self, token: str) -> SigningKey:
        try:
            head = jwt.get_unverified_header(token)
        except (jwt.PyJWTError, ValueError) as error:
            raise NotAuthorised("not a token") from error
        if head.get("alg") != ALGORITHM or not head.get("kid"):
            raise NotAuthorised("not signed the way Microsoft signs")
        key = await self._keys.find(head["kid"])
        if key is None:
            raise NotAuthorised("unknown signing key")
        return key

    def _claims(self, token: str, key: SigningKey) -> dict[str, Any]:
        try:
            return jwt.decode(
                token,
                key.key,
                algorithms=[ALGORITHM],
                audience=self._app_id,
                issuer=self._issuer,
                leeway=CLOCK_SKEW_SECONDS,
                options={"require": ["exp", "iss", "aud"]},
            )
        except (jwt.PyJWTError, ValueError) as error:
            # The kind of error ("ExpiredSignatureError") is enough for the log;
            # its message may quote the token.
            raise NotAuthorised(type(error).__name__) from error


def _bearer(header: str | None) -> str:
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token or " " in token:
        raise NotAuthorised("no bearer token")
    return token
