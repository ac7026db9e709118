"""The live stream: server-sent events, one stream a browser, from the seat that it sits in."""

import asyncio
import json
from collections.abc import Iterator
from typing import Final

from aiohttp import web

from bot.web.chat import Chat, Message
from bot.web.render import Viewer, message_html
from bot.web.seats import CHANNEL, MAIL, DemoTime, Seat

_HEADERS: Final = {"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}


class Stream:
    """What one browser has been told, and what it has not."""

    def __init__(self, chat: Chat, seats: tuple[Seat, ...], time: DemoTime, viewer: Viewer, last_event: str) -> None:
        self._chat = chat
        self._seats = seats
        self._time = time
        self._viewer = viewer
        run, _, revision = last_event.partition(".")
        # The numbers of an earlier process (or garbage) mean nothing here: such a browser starts afresh.
        self._fresh = run != chat.run or not (revision.isascii() and revision.isdigit() and len(revision) < 12)
        self._revision = 0 if self._fresh else int(revision)
        self._told: dict[str, object] = {}

    def news(self) -> Iterator[str]:
        """Say everything that changed since the last time."""
        if self._fresh:
            yield _event("reset", {})
        for message in self._chat.since(self._revision, self._viewer.seat):
            yield _event("message", self._message(message), f"{self._chat.run}.{message.revision}")
            self._revision = message.revision
        yield from self._when_changed("unread", self._unread())
        yield from self._when_changed("clock", {"label": self._time.label()})
        if self._fresh:
            yield _event("ready", {})
            self._fresh = False

    def _when_changed(self, name: str, state: dict[str, object]) -> Iterator[str]:
        if self._told.get(name) != state:
            self._told[name] = state
            yield _event(name, state)

    def _unread(self) -> dict[str, object]:
        return {
            "direct": {seat.id: self._chat.unread(seat, seat.direct) for seat in self._seats},
            "channel": self._chat.unread(self._viewer.seat, CHANNEL),
            "mail": self._chat.unread(self._viewer.seat, MAIL),
        }

    def _message(self, message: Message) -> dict[str, object]:
        return {
            "id": message.id,
            "place": message.place,
            "conversation": message.conversation,
            "thread": message.thread,
            "mine": message.author == self._viewer.seat.user,
            "html": message_html(message, self._viewer),
        }


class Streams:
    """All open streams, so that they can be closed together."""

    def __init__(self, chat: Chat, heartbeat: float) -> None:
        self._chat = chat
        self._heartbeat = heartbeat
        self._closing = False

    def open(self) -> None:
        """Let streams be opened (again)."""
        self._closing = False

    def close(self) -> None:
        """End every stream, so that the server can stop at once."""
        self._closing = True
        self._chat.announce()

    async def serve(self, request: web.Request, stream: Stream) -> web.StreamResponse:
        """Tell one browser the news until it leaves or the demo stops."""
        response = web.StreamResponse(headers=_HEADERS)
        try:
            await response.prepare(request)
            with self._chat.watch() as changed:
                while not self._closing:
                    changed.clear()
                    for event in stream.news():
                        await response.write(event.encode())
                    await self._wait(response, changed)
        except ConnectionResetError:
            pass  # The browser has left, which is how a stream ends.
        return response

    async def _wait(self, response: web.StreamResponse, changed: asyncio.Event) -> None:
        """Wait for news. Now and then a comment finds out whether the browser is still there."""
        try:
            async with asyncio.timeout(self._heartbeat):
                await changed.wait()
        except TimeoutError:
            await response.write(b": still here\n\n")


def _event(name: str, data: dict[str, object], event_id: str = "") -> str:
    # ASCII only: a lone half of a surrogate pair in somebody's data must not end the stream.
    head = f"id: {event_id}\n" if event_id else ""
    return f"{head}event: {name}\ndata: {json.dumps(data)}\n\n"
