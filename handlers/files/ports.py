"""What the core needs of files."""

from collections.abc import Callable
from typing import Protocol

from handlers.files.model import Upload
from handlers.interactions import SharedFile
from handlers.plans.reading import PlanDraft


class FileProblem(Exception):
    """A file could not be fetched or read; the message says why and what to do, for the person who dropped it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Uploads(Protocol):
    """The files of one institution that wait for a word on what they are for."""

    async def add(self, upload: Upload, content: bytes) -> Upload:
        """Keep a file for a few days; its `id` is given back. Where one person has very many, the oldest goes."""

    async def get(self, upload_id: int, person_id: int) -> Upload | None:
        """One file, if this person dropped it."""

    async def content(self, upload_id: int) -> bytes:
        """What is in it."""

    async def remove(self, upload_id: int) -> None:
        """Forget a file that was used."""


class Files(Protocol):
    """Fetches what somebody dropped into a chat of this platform."""

    async def fetch(self, file: SharedFile, most_bytes: int) -> bytes:
        """Fetch a file. Raises FileProblem where it cannot be had or is larger than `most_bytes`."""


class PlanFiles(Protocol):
    """Reads action plans out of files."""

    async def read(self, name: str, content: bytes, progress: Callable[[str, int, int], None]) -> PlanDraft:
        """Understand a file as far as possible, without holding anything else up. Raises FileProblem.

        `progress` is told the stage in words, how much of it is done, and how much there is.
        """
