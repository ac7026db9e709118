"""Receiving files: fetched from the platform, and read as plans, before any transaction is begun."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress

from bot.room import Room
from handlers.deliveries import DeliveryFailed, Messenger
from handlers.files.cards import have_read, reading
from handlers.files.model import MOST_AT_ONCE, MOST_BYTES, ReceivedFile, is_spreadsheet
from handlers.files.ports import FileProblem, Files, PlanFiles
from handlers.interactions import Conversation, Dropped, Platform, SharedFile

PATIENCE = 2.0
"""Seconds after which somebody who waits is told how far the reading is, and then again at this pace."""
MOST_IN_MEMORY = 6 * MOST_BYTES
"""What all files together may take while they are fetched, read and written down; the inbox works on many at once."""
MOST_ACTIONS = 2_000
"""What is shown, compared and confirmed in chat; real plans have tens to hundreds."""
_LONGEST_NAME = 200
_NOT_HERE = "Files cannot be fetched on this platform."
_TOO_MANY = f"I take up to {MOST_AT_ONCE} files at once. Please send the others again."


class Receiver:
    """Fetches what was dropped."""

    def __init__(
        self,
        files: Mapping[Platform, Files],
        messengers: Mapping[Platform, Messenger],
        plan_files: PlanFiles,
        patience: float = PATIENCE,
        most_in_memory: int = MOST_IN_MEMORY,
    ) -> None:
        self._files = files
        self._messengers = messengers
        self._plan_files = plan_files
        self._patience = patience
        self._room = Room(most_in_memory)

    @asynccontextmanager
    async def received(
        self, place: Conversation, dropped: Dropped, *, plans: bool
    ) -> AsyncIterator[Sequence[ReceivedFile]]:
        """Fetch the files, at most three, once there is room for them; with `plans`, spreadsheets are read as plans.

        Their room is theirs until this is left, so leave it only once they are written down.
        """
        source = self._files.get(place.platform)
        if source is None:
            yield [ReceivedFile(_name(file), file.media_type, problem=_NOT_HERE) for file in dropped.files[:1]]
            return
        taken, others = dropped.files[:MOST_AT_ONCE], dropped.files[MOST_AT_ONCE : MOST_AT_ONCE + 1]
        # What a platform says of a size is not to be relied on, so room is made for the largest.
        async with self._room.held(MOST_BYTES * sum(file.size <= MOST_BYTES for file in taken)) as held:
            received = [await self._one(source, place, file, plans=plans) for file in taken]
            held.shrink(sum(len(file.content) for file in received))
            yield [*received, *(ReceivedFile(_name(file), file.media_type, problem=_TOO_MANY) for file in others)]

    async def _one(self, source: Files, place: Conversation, file: SharedFile, *, plans: bool) -> ReceivedFile:
        name = _name(file)
        try:
            if file.size > MOST_BYTES:
                raise FileProblem(too_large(name))
            content = await source.fetch(file, MOST_BYTES)
            if not plans or not is_spreadsheet(name):
                return ReceivedFile(name, file.media_type, content)
            async with self._telling(place, name) as progress:
                draft = await self._plan_files.read(name, content, progress)
            if len(draft.actions) > MOST_ACTIONS:
                raise FileProblem(_too_many_actions(name, len(draft.actions)))
        except FileProblem as problem:
            return ReceivedFile(name, file.media_type, problem=problem.message)
        return ReceivedFile(name, file.media_type, content, draft=draft)

    @asynccontextmanager
    async def _telling(self, place: Conversation, name: str) -> AsyncIterator["_Progress"]:
        """Tell somebody who waits how far a long file is; of a short one nothing is said."""
        progress = _Progress()
        messenger = self._messengers.get(place.platform)
        task = asyncio.create_task(self._tell(messenger, place, name, progress)) if messenger is not None else None
        try:
            yield progress
        finally:
            if task is not None:
                progress.ended.set()
                await task

    async def _tell(self, messenger: Messenger, place: Conversation, name: str, progress: "_Progress") -> None:
        # Only news: that it cannot be told must not keep the file from being read.
        with suppress(DeliveryFailed):
            if await progress.ends_within(self._patience):
                return
            told = await messenger.send(place, reading(name, progress.said))
            while not await progress.ends_within(self._patience):
                await messenger.update(told, reading(name, progress.said))
            await messenger.update(told, have_read(name))


class _Progress:
    """How far the reading is; called by the reader."""

    def __init__(self) -> None:
        self.said = ""
        self.ended = asyncio.Event()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Hear from the reader."""
        self.said = f"{stage}: {done * 100 // total}%" if total else stage

    async def ends_within(self, seconds: float) -> bool:
        """Wait for the end, but not longer."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.ended.wait()
        return self.ended.is_set()


def too_large(name: str) -> str:
    """Say that a file is too large."""
    limit = MOST_BYTES // (1024 * 1024)
    return f"{name} is larger than {limit} MB, which is the most that I can take. A link to it will do as well."


def _too_many_actions(name: str, count: int) -> str:
    return (
        f"{name} has {count:,} actions; in chat I take up to {MOST_ACTIONS:,}. Is it the right sheet? "
        "Whoever runs me can import it with “bunsen plan import”."
    )


def _name(file: SharedFile) -> str:
    return file.name[:_LONGEST_NAME] or "the file"
