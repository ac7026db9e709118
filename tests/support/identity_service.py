"""Microsoft's identity service, played by a real local server: metadata, signing keys and tokens."""

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from tests.support.local_server import serving

APP_ID = "6f1e6a8e-1111-4c3f-9d4b-000000000001"
PASSWORD = "a-client-secret-that-must-never-be-logged"
TENANT = "0a0a0a0a-2222-4c3f-9d4b-000000000002"
ISSUER = "https://api.botframework.com"
SERVICE_URL = "https://smba.trafficmanager.net/uk/"


def rsa_key() -> RSAPrivateKey:
    """Return a new private key."""
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class IdentityService:
    """What the service knows, does on demand, and was asked."""

    key: RSAPrivateKey = field(default_factory=rsa_key)
    kid: str = "key-1"
    endorsements: tuple[str, ...] = ("msteams", "webchat")
    more_keys: dict[str, RSAPrivateKey] = field(default_factory=dict)
    delay: float = 0.0
    expires_in: object = 3600
    down: bool = False
    refuse: dict[str, str] | None = None
    url: str = ""
    calls: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    in_progress: int = 0
    issued: int = 0

    @property
    def metadata_url(self) -> str:
        return f"{self.url}/v1/.well-known/openidconfiguration"

    def count(self, what: str) -> int:
        """Return how often `metadata`, `keys` or `token` was asked for."""
        return self.calls.count(what)

    def claims(self, **changes: Any) -> dict[str, Any]:
        """Return the claims of a good token; a change to None leaves a claim out."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": APP_ID,
            "nbf": now - 60,
            "exp": now + 3600,
            "serviceurl": SERVICE_URL,
            **changes,
        }
        return {name: value for name, value in claims.items() if value is not None}

    def sign(self, claims: dict[str, Any] | None = None, *, kid: str | None = "", key: Any = None) -> str:
        """Return a token as Microsoft signs it, or with another key or key id; kid None leaves it out."""
        head = {} if kid is None else {"kid": kid or self.kid}
        claims = self.claims() if claims is None else claims
        return jwt.encode(claims, self.key if key is None else key, algorithm="RS256", headers=head)

    def header(self, **changes: Any) -> dict[str, str]:
        """Return the headers of a good request, or of one whose claims are changed."""
        return {"Authorization": f"Bearer {self.sign(self.claims(**changes))}"}

    async def _metadata(self, request: web.Request) -> web.Response:
        await self._take("metadata")
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/v1/.well-known/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        await self._take("keys")
        listed = {self.kid: self.key, **self.more_keys}
        return web.json_response({"keys": [self._jwk(kid, key) for kid, key in listed.items()]})

    def _jwk(self, kid: str, key: RSAPrivateKey) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
        return {**public, "kid": kid, "use": "sig", "endorsements": list(self.endorsements)}

    async def _token(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.forms.append({name: str(value) for name, value in form.items()} | {"path": request.path})
        return await self._issue()

    async def _managed(self, request: web.Request) -> web.Response:
        """Play the endpoint that Azure gives to an app with a managed identity."""
        self.forms.append(dict(request.query) | {"path": request.path})
        return await self._issue(expires_on=str(int(time.time()) + 3600))

    async def _issue(self, **more: str) -> web.Response:
        await self._take("token")
        if self.refuse is not None:
            return web.json_response(self.refuse, status=401)
        self.issued += 1
        answer = {"token_type": "Bearer", "expires_in": self.expires_in, "access_token": f"bot-token-{self.issued}"}
        return web.json_response(answer | more)

    async def _take(self, what: str) -> None:
        self.calls.append(what)
        self.in_progress += 1
        try:
            await asyncio.sleep(self.delay)
        finally:
            self.in_progress -= 1
        if self.down:
            raise web.HTTPServiceUnavailable

    def app(self) -> web.Application:
        """Return the service as an aiohttp app."""
        app = web.Application()
        app.router.add_get("/v1/.well-known/openidconfiguration", self._metadata)
        app.router.add_get("/v1/.well-known/keys", self._keys)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_get("/managed-identity", self._managed)
        return app


@contextmanager
def identity_service(**known: Any) -> Iterator[IdentityService]:
    """Run the service on this machine."""
    service = IdentityService(**known)
    with serving(service.app()) as url:
        service.url = url
        yield service
