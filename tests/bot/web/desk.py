"""A small desk with a few things to ask, press and fill in, and a server with the chat in front of it."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.seats import Seat
from bot.web.surface import WebSurface
from handlers.cards import Button, Buttons, Card, Text
from handlers.forms import ChoiceField, DateField, Form, Option, ScaleField, Section, TextField
from handlers.interactions import Commanded, Dropped, Interaction, Joined, Pressed, Said, Submitted
from handlers.outcomes import Close, FormErrors, OpenForm, Reply, SendFile, Shown, Update

SEATS = (
    Seat(
        "technician",
        "U-asha",
        "Asha Verma",
        "technician",
        "She runs the microscopes, and wonders about registration.",
        ("will you pay my rsci fee?", "what is the development fund?", "/bunsen help"),
    ),
    Seat("owner", "U-tom", "Tom Okafor", "action owner", "He owns two actions of the plan.", ("what is due?",)),
    Seat("chair", "U-ines", "Inês Duarte", "chair", "She chairs the committee.", ("/bunsen status",)),
    Seat("lead", "U-mair", "Mair Pritchard", "lead", "She leads the plan.", ("/bunsen status",)),
)
ASHA, TOM, MAIR = SEATS[0], SEATS[1], SEATS[3]
QUESTION = Card("What happened with this action?", (Buttons((Button("Give an update", "update.open", "7"),)),))

FORM = Form(
    name="update.send",
    title="Update on an action",
    nonce="nonce-1",
    context="7",
    intro="Two minutes. Nothing is kept until you send it.",
    sections=(
        Section(
            "How far is it?",
            (
                ChoiceField(
                    "rag",
                    "Status",
                    (
                        Option("green", "Green: done"),
                        Option("amber", "Amber: in progress"),
                        Option("red", "Red: to do"),
                    ),
                    hint="As the self-assessment form defines it.",
                    required=True,
                ),
                TextField("comment", "What happened since?", multiline=True, max_length=50, required=True),
                DateField("done", "Done on"),
            ),
        ),
        Section(
            "And you?",
            (
                ScaleField(
                    "ease",
                    "How easy was it to move this forward?",
                    (Option("1", "Hard"), Option("2", "Fair"), Option("3", "Easy")),
                ),
            ),
            "This helps us to plan.",
        ),
    ),
)


class TestTime:
    """A demo clock that starts on a Monday morning."""

    __test__ = False

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def label(self) -> str:
        return f"{self.moment:%A} {self.moment.day} {self.moment:%B %Y, %H:%M}"

    async def forward(self, to: str) -> str:
        self.moment += timedelta(days={"day": 1, "week": 7, "deadline": 14}[to])
        return f"It is now {self.label()}."


class SmallDesk:
    """Keeps what came, and answers as a real desk would: events later, all else at once."""

    def __init__(self) -> None:
        self.came: list[Interaction] = []
        self.waiting: list[Interaction] = []
        self.arrived = asyncio.Event()
        self.outcomes: dict[str, Shown] = {}
        self.broken = False

    async def accept(self, interaction: Interaction) -> bool:
        if self.broken:
            raise OSError("the disk is full")
        if any(interaction.key == other.key for other in self.came):
            return False
        self.came.append(interaction)
        self.waiting.append(interaction)
        return True

    async def respond(self, interaction: Interaction) -> Shown:
        self.came.append(interaction)
        match interaction.deed:
            case Commanded(text=text):
                return self.outcomes.get(text) or Reply(Card(f"You typed “{text}”"), private=True)
            case Pressed(press=press):
                return self.outcomes.get(press) or (OpenForm(FORM) if press == "update.open" else Update(Card("Noted")))
            case Submitted(values=values):
                if not values["comment"]:
                    return FormErrors(FORM, {"comment": "Please say in a sentence what happened."})
                return self.outcomes.get("form") or Close(
                    Card("Thank you"), Card("Your update is in", (Text("Noted."),))
                )
            case Said() | Dropped() | Joined():
                raise AssertionError("events are accepted, not responded to")

    def wake(self) -> None:
        self.arrived.set()


@dataclass
class Demo:
    """The running demo."""

    desk: SmallDesk
    surface: WebSurface
    client: "TestClient[web.Request, web.Application]"
    time: TestTime

    @property
    def url(self) -> str:
        return str(self.client.make_url("/"))

    async def post(self, path: str, data: object, **headers: str) -> ClientResponse:
        own = {"Origin": self.url.rstrip("/"), "Content-Type": "application/json", **headers}
        text = data if isinstance(data, (str, bytes)) else json.dumps(data)
        body = BytesIO(text.encode() if isinstance(text, str) else text)
        return await self.client.post(path, data=body, headers=own)

    async def say(self, text: str, seat: Seat = ASHA, conversation: str = "", key: str = "key-00001") -> ClientResponse:
        data = {"id": key, "seat": seat.id, "conversation": conversation or seat.direct, "text": text}
        return await self.post("/say", data)

    async def ask_tom(self, card: Card = QUESTION) -> str:
        """Send a card with a button to the owner; gives the message's id."""
        to = await self.surface.messenger.direct(TOM.account)
        assert to is not None
        return (await self.surface.messenger.send(to, card)).id

    async def press(self, origin: str, press: str, seat: Seat = TOM) -> ClientResponse:
        data = {"id": "key-press", "seat": seat.id, "origin": origin, "press": press, "value": "7"}
        return await self.post("/press", data)

    async def submit(self, origin: str, values: Mapping[str, object], seat: Seat = TOM) -> ClientResponse:
        data = {"id": "key-form1", "seat": seat.id, "origin": origin, "values": values}
        return await self.post("/form", {**data, "form": FORM.name, "context": FORM.context, "nonce": FORM.nonce})


class Ear:
    """Listens to the live stream of one seat."""

    def __init__(self, response: ClientResponse) -> None:
        self.response = response
        self.last_id = ""

    async def next(self, wanted: str) -> dict[str, object]:
        """Wait for the next event of this name."""
        async with asyncio.timeout(20):
            while True:
                name, data = await self._event()
                if name == wanted:
                    return data

    async def settled(self) -> list[str]:
        """Read all that is told at first, and give the messages' HTML."""
        messages = []
        async with asyncio.timeout(20):
            while True:
                name, data = await self._event()
                if name == "message":
                    messages.append(str(data["html"]))
                if name == "ready":
                    return messages

    async def _event(self) -> tuple[str, dict[str, object]]:
        name, data = "", {}
        while line := (await self.response.content.readline()).decode().rstrip("\n"):
            field, _, value = line.partition(": ")
            if field == "id":
                self.last_id = value
            elif field == "event":
                name = value
            elif field == "data":
                data = json.loads(value)
        assert name or not self.response.content.at_eof(), "the stream has ended"
        return name, data


@asynccontextmanager
async def listening(demo: Demo, seat: Seat, **headers: str) -> AsyncIterator[Ear]:
    """Open the live stream of a seat."""
    async with demo.client.get(f"/events?seat={seat.id}", headers=headers) as response:
        assert response.status == 200
        yield Ear(response)


@asynccontextmanager
async def running(state: Path | None = None, heartbeat: float = 15.0) -> AsyncIterator[Demo]:
    """Run the demo on a free port."""
    desk, time = SmallDesk(), TestTime()
    surface = WebSurface(desk, desk.wake, SEATS, time, state, heartbeat=heartbeat)
    app = web.Application()
    surface.add_routes(app)
    async with TestClient(TestServer(app)) as client:
        await surface.start()
        try:
            yield Demo(desk, surface, client, time)
        finally:
            await surface.stop()


def text_file() -> SendFile:
    """Make a small file with an awkward name."""
    return SendFile('pack "final".txt', "text/plain", b"all green", "Here is the pack.")
