"""Files dropped into the browser's chat, kept in memory until the inbox has worked them."""

from collections import OrderedDict
from typing import Final

from bot.receiving import too_large
from handlers.files.ports import FileProblem
from handlers.interactions import SharedFile

MESSAGE: Final = "message"
_MOST: Final = 10


class WebFiles:
    """`handlers.files.ports.Files` for the browser."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def keep(self, message: str, content: bytes) -> None:
        """Keep what came with a message; the oldest is let go where there are many."""
        self._kept[message] = content
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)

    async def fetch(self, file: SharedFile, most_bytes: int) -> bytes:
        """Give what was kept. Raises FileProblem where it is gone or is larger than `most_bytes`."""
        content = self._kept.get((file.reference or {}).get(MESSAGE, ""))
        if content is None:
            raise FileProblem(f"{file.name} is no longer here, for the demo was started anew. Please send it again.")
        if len(content) > most_bytes:
            raise FileProblem(too_large(file.name))
        return content
