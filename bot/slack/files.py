"""Fetches what people drop into their chat with Bunsen in Slack."""

from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.receiving import too_large
from bot.slack.tokens import Tokens
from handlers.deliveries import DeliveryFailed
from handlers.files.ports import FileProblem
from handlers.interactions import SharedFile

URL = "url"
_TIMEOUT = aiohttp.ClientTimeout(total=60)
_CHUNK = 65_536


class SlackFiles:
    """`handlers.files.ports.Files` for Slack: the bot's own token opens the file's private address."""

    def __init__(self, client: AsyncWebClient, tokens: Tokens) -> None:
        self._client = client
        self._tokens = tokens

    async def fetch(self, file: SharedFile, most_bytes: int) -> bytes:
        """Fetch a file. Raises FileProblem where it cannot be had or is larger than `most_bytes`."""
        url = (file.reference or {}).get(URL, "")
        if not self._is_slacks(url):
            raise FileProblem(f"Slack does not say where {file.name} can be fetched. Please send it once more.")
        session = self._client.session
        if session is None:
            raise FileProblem(_not_now(file.name))
        try:
            # Asked for each time: what the client used last may have expired over a quiet night.
            headers = {"Authorization": f"Bearer {await self._tokens.token()}"}
            # A redirect would take the token elsewhere, and leads to the page for signing in.
            async with session.get(url, headers=headers, allow_redirects=False, timeout=_TIMEOUT) as answer:
                return await _body(answer, file.name, most_bytes)
        except (DeliveryFailed, aiohttp.ClientError, OSError, TimeoutError):
            raise FileProblem(_not_now(file.name)) from None

    def _is_slacks(self, url: str) -> bool:
        """Tell whether an address is Slack's own: the token goes nowhere else."""
        try:
            asked, own = urlsplit(url), urlsplit(self._client.base_url)
            port = asked.port
        except ValueError:
            return False
        if (asked.scheme, asked.hostname, port) == (own.scheme, own.hostname, own.port):
            return True
        host = asked.hostname or ""
        return asked.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com")) and port in (None, 443)


async def _body(answer: aiohttp.ClientResponse, name: str, most_bytes: int) -> bytes:
    # Without the scope files:read Slack answers 200 with its page for signing in, or redirects to it.
    if answer.status != 200 or (answer.content_type == "text/html" and not name.casefold().endswith((".html", ".htm"))):
        raise FileProblem(
            f"Slack does not let me fetch {name}. Whoever installed me can allow it, with the scope files:read."
        )
    content = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK):
        content += chunk
        if len(content) > most_bytes:
            raise FileProblem(too_large(name))
    return bytes(content)


def _not_now(name: str) -> str:
    return f"{name} could not be fetched from Slack just now. Please send it again in a minute."
