"""Fetches what people drop into their chat with Bunsen in Teams."""

from collections.abc import Callable
from urllib.parse import urlsplit

import aiohttp

from bot.receiving import too_large
from handlers.files.ports import FileProblem
from handlers.interactions import SharedFile

URL = "url"
HOSTS = (".sharepoint.com", ".sharepoint.us", ".sharepoint.cn", ".sharepoint-mil.us")
"""Files in personal chats lie in the sender's OneDrive, which is SharePoint's (platform-facts 3.6)."""
_TIMEOUT = aiohttp.ClientTimeout(total=60)
_CHUNK = 65_536


def on_sharepoint(url: str) -> bool:
    """Tell whether an address is one of SharePoint's: nothing else on any network is asked."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and (parts.hostname or "").endswith(HOSTS)


class TeamsFiles:
    """`handlers.files.ports.Files` for Teams: the address is signed for a few minutes and needs no token."""

    def __init__(self, trusted: Callable[[str], bool] = on_sharepoint) -> None:
        self.trusts = trusted

    async def fetch(self, file: SharedFile, most_bytes: int) -> bytes:
        """Fetch a file. Raises FileProblem where it cannot be had or is larger than `most_bytes`."""
        url = (file.reference or {}).get(URL, "")
        if not self.trusts(url):
            raise FileProblem(f"Teams does not say where {file.name} can be fetched. Please send it once more.")
        try:
            async with (
                aiohttp.ClientSession(timeout=_TIMEOUT) as session,
                session.get(url, allow_redirects=False) as answer,
            ):
                if answer.status != 200:
                    raise FileProblem(_gone(file.name))
                content = bytearray()
                async for chunk in answer.content.iter_chunked(_CHUNK):
                    content += chunk
                    if len(content) > most_bytes:
                        raise FileProblem(too_large(file.name))
                return bytes(content)
        except (aiohttp.ClientError, OSError, TimeoutError):
            raise FileProblem(_gone(file.name)) from None


def _gone(name: str) -> str:
    # The address is good for a few minutes only.
    return f"{name} could not be fetched from Teams. Please send it once more."
