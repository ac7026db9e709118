"""The browser surface: the routes of the local chat. Used by `bunsen demo` only, on a loopback address."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

import structlog
from aiohttp import web

from bot.receiving import too_large
from bot.surface import Desk
from bot.web import inbound
from bot.web.answers import Answers
from bot.web.chat import Chat, Message, Notice, from_bunsen
from bot.web.files import WebFiles
from bot.web.guard import add_headers, guard
from bot.web.inbound import BadRequestError, Typed
from bot.web.messenger import WebMailbox, WebMessenger, WebProfiles
from bot.web.page import ASSETS, asset, page_html
from bot.web.render import Viewer
from bot.web.seats import CHANNEL, DemoTime, Seat
from bot.web.store import ChatFile
from bot.web.stream import Stream, Streams
from handlers.files.model import MOST_BYTES
from handlers.interactions import Platform, Said
from handlers.outcomes import SendFile

log = structlog.get_logger(__name__)

_HINT: Final = "Bunsen reads the channel only where somebody mentions it: begin with @bunsen to ask it something."
_MOST_BYTES: Final = 4 * 1024 * 1024
"""A character takes up to twelve bytes in JSON, and there are a few fields beside the text."""
_TOO_LONG: Final = f"That is too much at once; {inbound.LONGEST:,} characters is the most."

Json = dict[str, object]
Action = Callable[[Mapping[str, object]], Awaitable[Json]]
Answered = Callable[[web.Request], Awaitable[Json]]


class WebSurface:
    """The demo's chat in a browser. `wake` is called when the inbox has something new."""

    def __init__(
        self,
        desk: Desk,
        wake: Callable[[], None],
        seats: Sequence[Seat],
        time: DemoTime,
        state: Path | None,
        *,
        zone: str = "Europe/London",
        heartbeat: float = 15.0,
    ) -> None:
        self._desk = desk
        self._wake = wake
        self._seats = tuple(seats)
        self._time = time
        self._zone = ZoneInfo(zone)
        self._chat = Chat(ChatFile(state) if state else None)
        self._streams = Streams(self._chat, heartbeat)
        self._answers = Answers(self._chat, time)
        self._messenger = WebMessenger(self._chat, self._seats, time)
        self._mailbox = WebMailbox(self._chat, time)
        self._profiles = WebProfiles(self._seats)
        self._files = WebFiles()
        self._hinted: set[str] = set()

    @property
    def platform(self) -> Platform:
        """The browser's own platform."""
        return Platform.WEB

    @property
    def messenger(self) -> WebMessenger:
        """Sends to the chat."""
        return self._messenger

    @property
    def mailbox(self) -> WebMailbox:
        """Shows the e-mails to people without a seat."""
        return self._mailbox

    @property
    def profiles(self) -> WebProfiles:
        """Knows the seats."""
        return self._profiles

    @property
    def files(self) -> WebFiles:
        """Keeps what people drop into their chats."""
        return self._files

    def add_routes(self, app: web.Application) -> None:
        """Add the chat's routes, and put the guard before everything that this application serves."""
        app.middlewares.append(guard)
        app.on_response_prepare.append(add_headers)
        # The streams must end before the server waits for its connections, or Ctrl-C would seem to hang.
        app.on_shutdown.append(self._on_shutdown)
        app.router.add_get("/", self._page)
        app.router.add_get("/static/{name}", self._asset)
        app.router.add_get("/events", self._events)
        app.router.add_get("/files/{message}", self._file)
        app.router.add_post("/drop", _answering(self._drop))
        for path, action in self._actions().items():
            app.router.add_post(path, _answering(_with_json(action)))

    async def start(self) -> None:
        """Let browsers connect."""
        self._streams.open()

    async def stop(self) -> None:
        """End every live stream."""
        self._streams.close()

    def ready(self) -> str:
        """The chat needs nothing from outside, so it always can serve."""
        return ""

    def _actions(self) -> dict[str, Action]:
        return {
            "/sit": self._sit,
            "/say": self._say,
            "/press": self._press,
            "/form": self._submit,
            "/seen": self._see,
            "/clock": self._forward,
        }

    async def _on_shutdown(self, _app: web.Application) -> None:
        await self.stop()

    async def _page(self, _request: web.Request) -> web.Response:
        html = page_html(self._seats, self._time.label())
        return web.Response(text=html, content_type="text/html", charset="utf-8")

    async def _asset(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in ASSETS:
            raise web.HTTPNotFound(text="There is no such file.")
        return web.Response(body=asset(name), headers={"Content-Type": ASSETS[name]})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        try:
            seat = inbound.seat_of(request.query, self._seats)
        except BadRequestError as problem:
            return _refused(problem)
        viewer = Viewer(seat, {other.user: other.name for other in self._seats}, self._zone)
        last_event = request.headers.get("Last-Event-ID", "")
        return await self._streams.serve(request, Stream(self._chat, self._seats, self._time, viewer, last_event))

    async def _file(self, request: web.Request) -> web.Response:
        try:
            seat = inbound.seat_of(request.query, self._seats)
            file = self._visible(request.match_info["message"], seat).content
            if not isinstance(file, SendFile):
                raise BadRequestError("There is no file in this message.", 404)
        except BadRequestError as problem:
            return _refused(problem)
        disposition = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        return web.Response(
            body=file.content, headers={"Content-Type": file.media_type, "Content-Disposition": disposition}
        )

    async def _sit(self, data: Mapping[str, object]) -> Json:
        seat = inbound.seat_of(data, self._seats)
        if self._chat.is_empty(seat.direct) and await self._desk.accept(inbound.joined(seat)):
            self._wake()
        return {}

    async def _say(self, data: Mapping[str, object]) -> Json:
        typed = inbound.typed(data, self._seats)
        if self._chat.get(typed.id):  # Sent twice by a browser that did not hear the first answer.
            return {}
        if typed.is_command:
            return await self._command(typed)
        if not typed.mentions:
            self._show(typed)
            self._hint(typed.seat)
            return {}
        # First accepted, then shown: what is seen in the chat is certain to be answered.
        await self._desk.accept(typed.interaction())
        if self._chat.get(typed.id) is None:
            self._show(typed)
        self._wake()
        return {}

    async def _drop(self, request: web.Request) -> Json:
        """Take a file: its content is the body, and what is told of it stands in the address."""
        dropped = inbound.dropped(request.query, self._seats)
        if self._chat.get(dropped.id):
            return {}
        content = await _body(request, MOST_BYTES, too_large(dropped.name))
        self._files.keep(dropped.id, content)
        await self._desk.accept(dropped.interaction(len(content)))
        said = Said(f"Sent the file {dropped.name}")
        self._chat.add(Message(dropped.id, dropped.seat.direct, dropped.seat.user, self._time.now(), said))
        self._wake()
        return {}

    async def _command(self, typed: Typed) -> Json:
        asked = typed.interaction()
        shown = self._show(typed, only_for=typed.seat.user)
        return self._answers.show(await self._desk.respond(asked), asked, typed.seat, shown)

    async def _press(self, data: Mapping[str, object]) -> Json:
        seat = inbound.seat_of(data, self._seats)
        origin = self._visible(inbound.message_id(data), seat)
        asked = inbound.pressed(data, seat, origin)
        return self._answers.show(await self._desk.respond(asked), asked, seat, origin)

    async def _submit(self, data: Mapping[str, object]) -> Json:
        seat = inbound.seat_of(data, self._seats)
        origin_id = inbound.message_id(data)
        origin = self._visible(origin_id, seat) if origin_id else None
        asked = inbound.submitted(data, seat, origin)
        return self._answers.show(await self._desk.respond(asked), asked, seat, origin)

    async def _see(self, data: Mapping[str, object]) -> Json:
        seat = inbound.seat_of(data, self._seats)
        self._chat.mark_seen(seat, inbound.conversation_of(data, seat), inbound.place_seen(data))
        return {}

    async def _forward(self, data: Mapping[str, object]) -> Json:
        said = await self._time.forward(inbound.step(data))
        self._chat.announce()  # Every open browser shows the new time.
        return {"said": said, "label": self._time.label()}

    def _visible(self, message_id: str, seat: Seat) -> Message:
        message = self._chat.get(message_id)
        if message is None or not message.visible_to(seat):
            raise BadRequestError("This message is no longer in the chat. Please reload the page.", 404)
        return message

    def _show(self, typed: Typed, only_for: str = "") -> Message:
        draft = Message(
            typed.id, typed.conversation, typed.seat.user, self._time.now(), Said(typed.text), only_for=only_for
        )
        return self._chat.add(draft)

    def _hint(self, seat: Seat) -> None:
        if seat.user not in self._hinted:
            self._hinted.add(seat.user)
            self._chat.add(from_bunsen(CHANNEL, self._time.now(), Notice(_HINT), only_for=seat.user))


def _with_json(action: Action) -> Answered:
    async def with_data(request: web.Request) -> Json:
        return await action(await _data(request))

    return with_data


def _answering(answered: Answered) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            return web.json_response(await answered(request))
        except BadRequestError as problem:
            return _refused(problem)
        except web.HTTPException:
            raise
        except Exception as error:  # noqa: BLE001 - the page must hear of it in words, whatever it was
            # Not the message of the exception: it may quote what somebody typed.
            log.error("web.failed", path=request.path, error=type(error).__name__)
            return _refused(
                BadRequestError("Something went wrong on this computer, and nothing was sent. Please try again.", 500)
            )

    return handle


async def _data(request: web.Request) -> Mapping[str, object]:
    if request.content_type != "application/json":
        raise BadRequestError("This address takes JSON only (content type application/json).", 415)
    try:
        data = json.loads(await _body(request, _MOST_BYTES, _TOO_LONG))
    except (ValueError, RecursionError):
        raise BadRequestError("This is not valid JSON.") from None
    if not isinstance(data, dict):
        raise BadRequestError("This must be a JSON object.")
    return data


async def _body(request: web.Request, most: int, too_long: str) -> bytes:
    """Read no more than `most` bytes, whatever limit the application has."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > most:
            raise BadRequestError(too_long, 413)
    return bytes(body)


def _refused(problem: BadRequestError) -> web.Response:
    return web.json_response({"error": problem.reason}, status=problem.status)
