"""Action plans out of files: read and understood in a process of their own, for nobody knows what is in a file."""

import asyncio
from pathlib import Path

from bot.imports.apart import read_apart
from bot.imports.files import check_size, read_limited
from bot.imports.progress import Progress, silent
from bot.imports.spreadsheets import read_bytes
from bot.imports.unreadable import UnreadableFile
from handlers.files.ports import FileProblem
from handlers.plans.reading import PlanDraft, read_plan

_AT_ONCE = 2
"""Each may take up to 1.5 GB for a moment; others wait."""
_MOST_WAITING = 6
"""Whoever waits here takes one of the inbox's places, and everybody else's messages need some too."""


class ApartPlanFiles:
    """`handlers.files.ports.PlanFiles`."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._here = 0

    async def read(self, name: str, content: bytes, progress: Progress = silent) -> PlanDraft:
        """Understand a file as far as possible, without holding anything else up. Raises FileProblem."""
        if self._here >= _AT_ONCE + _MOST_WAITING:
            raise FileProblem(f"I am reading several long files just now. Please send {name} again in a few minutes.")
        self._here += 1
        try:
            check_size(name, content)
            async with self._room:
                return await read_apart(name, content, understand, progress=progress)
        except UnreadableFile as unreadable:
            raise FileProblem(unreadable.message) from None
        finally:
            self._here -= 1


async def read_plan_file(file: Path, progress: Progress = silent) -> PlanDraft:
    """Understand a file on disk. Raises UnreadableFile."""
    return await read_apart(file.name, read_limited(file), understand, progress=progress)


def understand(name: str, content: bytes, progress: Progress) -> PlanDraft:
    """What runs apart: from the bytes of a file to what it means. Raises UnreadableFile."""
    sheets = read_bytes(name, content, progress)
    return read_plan(sheets, lambda done, total: progress("Understanding the actions", done, total))
