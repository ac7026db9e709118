"""Receiving files: fetched from the platform, and read as plans, before any transaction is begun."""

from collections.abc import Mapping, Sequence

import structlog

from handlers.files.model import MOST_AT_ONCE, MOST_BYTES, ReceivedFile, is_spreadsheet
from handlers.files.ports import FileProblem, Files, PlanFiles
from handlers.interactions import Dropped, Platform, SharedFile

log = structlog.get_logger(__name__)

_LONGEST_NAME = 200


class Receiver:
    """Fetches what was dropped."""

    def __init__(self, files: Mapping[Platform, Files], plan_files: PlanFiles) -> None:
        self._files = files
        self._plan_files = plan_files

    async def receive(self, platform: Platform, dropped: Dropped, *, plans: bool) -> Sequence[ReceivedFile]:
        """Fetch the files, at most three; with `plans`, spreadsheets are read as action plans."""
        source = self._files.get(platform)
        if source is None:
            return [ReceivedFile(_name(file), file.media_type, problem=_NOT_HERE) for file in dropped.files[:1]]
        received = [await self._one(source, file, plans=plans) for file in dropped.files[:MOST_AT_ONCE]]
        return [*received, *(ReceivedFile(_name(f), f.media_type, problem=_TOO_MANY) for f in dropped.files[3:4])]

    async def _one(self, source: Files, file: SharedFile, *, plans: bool) -> ReceivedFile:
        name = _name(file)
        try:
            if file.size > MOST_BYTES:
                raise FileProblem(too_large(name))
            content = await source.fetch(file, MOST_BYTES)
            draft = await self._plan_files.read(name, content) if plans and is_spreadsheet(name) else None
        except FileProblem as problem:
            return ReceivedFile(name, file.media_type, problem=problem.message)
        return ReceivedFile(name, file.media_type, content, draft=draft)


def too_large(name: str) -> str:
    """Say that a file is too large."""
    limit = MOST_BYTES // (1024 * 1024)
    return f"{name} is larger than {limit} MB, which is the most that I can take. A link to it will do as well."


def _name(file: SharedFile) -> str:
    return file.name[:_LONGEST_NAME] or "the file"


_NOT_HERE = "Files cannot be fetched on this platform."
_TOO_MANY = f"I take up to {MOST_AT_ONCE} files at once. Please send the others again."
