"""The chat: what was said, who may see it, and who has seen it.

Every message has a `place` in its conversation, which never changes, and a
`revision`, which rises over the whole chat with each change. A browser that
knows the last revision that it has seen can be told exactly what it missed, so
there is no log of events to keep besides the messages themselves.
"""

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.web.seats import BUNSEN, CHANNEL, MAIL, Seat
from handlers.cards import Card
from handlers.interactions import Said
from handlers.outcomes import SendFile


@dataclass(frozen=True, slots=True)
class Notice:
    """A line from the chat itself, such as a hint on how to use it."""

    text: str


Content = Said | Card | SendFile | Notice


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `only_for` is the one user who sees it; `key` names the delivery that it came from."""

    id: str
    conversation: str
    author: str
    at: datetime
    content: Content
    thread: str = ""
    only_for: str = ""
    key: str = ""
    place: int = 0
    revision: int = 0

    @property
    def root(self) -> str:
        """The message under which answers to this one go."""
        return self.thread or self.id

    def visible_to(self, seat: Seat) -> bool:
        """Tell whether whoever sits here may see it."""
        return self.conversation in (CHANNEL, MAIL, seat.direct) and self.only_for in ("", seat.user)


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a user has read a conversation."""

    user: str
    conversation: str
    place: int


class Keeper(Protocol):
    """Keeps the chat beyond the process."""

    def load(self) -> Iterator[Message | Seen]:
        """Read back what was kept, oldest first; the last version of a message wins."""

    def keep(self, record: Message | Seen) -> None:
        """Keep one more record."""


class Chat:
    """All conversations of the demo."""

    def __init__(self, keeper: Keeper | None = None) -> None:
        self.run = secrets.token_hex(4)
        self._keeper = keeper
        self._messages: dict[str, Message] = {}
        self._by_key: dict[str, str] = {}
        self._seen: dict[tuple[str, str], int] = {}
        self._revision = 0
        self._last_place = 0
        self._watchers: set[asyncio.Event] = set()
        for record in keeper.load() if keeper else ():
            self._remember(record)

    def get(self, message_id: str) -> Message | None:
        """Find a message."""
        return self._messages.get(message_id)

    def sent_as(self, key: str) -> Message | None:
        """Find the message that a delivery became, so that it is not sent twice."""
        return self._messages.get(self._by_key.get(key, ""))

    def add(self, message: Message) -> Message:
        """Add a message to the end of its conversation, or below the one it answers."""
        parent = self._messages.get(message.thread)
        # An answer to an answer stays in the same thread: threads are one level deep, as in Slack and Teams.
        threaded = replace(message, thread=parent.root if parent else "", place=self._last_place + 1)
        return self._changed(threaded)

    def replace(self, message_id: str, content: Content) -> Message | None:
        """Put other content in the place of a message; None where there is no such message."""
        message = self._messages.get(message_id)
        return self._changed(replace(message, content=content)) if message else None

    def since(self, revision: int, seat: Seat) -> list[Message]:
        """List what this seat has not been told yet, in the order in which it happened."""
        news = (m for m in self._messages.values() if m.revision > revision and m.visible_to(seat))
        return sorted(news, key=lambda message: message.revision)

    def is_empty(self, conversation: str) -> bool:
        """Tell whether nothing was said here yet."""
        return not any(message.conversation == conversation for message in self._messages.values())

    def mark_seen(self, seat: Seat, conversation: str, place: int) -> None:
        """Record how far this seat has read a conversation; it never goes back."""
        known = (seat.user, conversation)
        if place > self._seen.get(known, 0):
            self._keep(Seen(seat.user, conversation, min(place, self._last_place)))
            self.announce()

    def unread(self, seat: Seat, conversation: str) -> int:
        """Count what others said here and this seat has not seen."""
        read_to = self._seen.get((seat.user, conversation), 0)
        return sum(
            message.place > read_to and message.author != seat.user and message.visible_to(seat)
            for message in self._messages.values()
            if message.conversation == conversation
        )

    @contextmanager
    def watch(self) -> Iterator[asyncio.Event]:
        """Give an event that is set whenever something changes."""
        changed = asyncio.Event()
        self._watchers.add(changed)
        try:
            yield changed
        finally:
            self._watchers.discard(changed)

    def announce(self) -> None:
        """Wake everybody who watches."""
        for changed in self._watchers:
            changed.set()

    def _changed(self, message: Message) -> Message:
        self._revision += 1
        current = replace(message, revision=self._revision)
        self._keep(current)
        self.announce()
        return current

    def _keep(self, record: Message | Seen) -> None:
        self._remember(record)
        # What only one person sees (command answers, receipts of forms) is as fleeting as on the other
        # platforms: a chat kept on disk does not record when somebody sent a survey in.
        if self._keeper and not (isinstance(record, Message) and record.only_for):
            self._keeper.keep(record)

    def _remember(self, record: Message | Seen) -> None:
        if isinstance(record, Seen):
            self._seen[record.user, record.conversation] = record.place
            return
        self._messages[record.id] = record
        self._revision = max(self._revision, record.revision)
        self._last_place = max(self._last_place, record.place)
        if record.key:
            self._by_key[record.key] = record.id


def from_bunsen(
    conversation: str, at: datetime, content: Content, *, thread: str = "", only_for: str = "", key: str = ""
) -> Message:
    """Draft a message of Bunsen's."""
    return Message(f"b-{secrets.token_hex(8)}", conversation, BUNSEN, at, content, thread, only_for, key)
