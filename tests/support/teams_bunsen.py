"""Bunsen's Teams surface with a desk whose outcomes a test prepares."""

from collections import deque
from dataclasses import dataclass, field

from bot.teams.surface import TeamsSurface
from handlers.cards import Button, Buttons, Card, Leads, Text
from handlers.forms import DateField, Form, Option, ScaleField, Section, TextField
from handlers.interactions import Interaction
from handlers.outcomes import Shown
from tests.support.teams_service import Answer, Message, TeamsPerson, TeamsService

CARD = Card("All done", (Text("Action 7 is green."),))
ASKING = Card(
    "Your action", (Buttons((Button("Done", "action.done", "7"), Button("Report", "report", "7", leads=Leads.FORM))),)
)
FORM = Form(
    "report",
    "Report",
    (
        Section(
            "How it went",
            (
                TextField("comment", "Comment", required=True),
                ScaleField("rag", "Status", (Option("green", "Green"), Option("amber", "Amber"))),
                DateField("due", "Due"),
            ),
        ),
    ),
    nonce="n-1",
    context="action:7",
)


@dataclass
class PreparedDesk:
    """Answers with what a test has prepared, and notes what it was brought."""

    outcomes: deque[Shown] = field(default_factory=deque)
    accepted: list[Interaction] = field(default_factory=list)
    responded: list[Interaction] = field(default_factory=list)
    new: bool = True

    async def accept(self, interaction: Interaction) -> bool:
        self.accepted.append(interaction)
        return self.new

    async def respond(self, interaction: Interaction) -> Shown:
        self.responded.append(interaction)
        return self.outcomes.popleft()


@dataclass
class Bunsen:
    """A running surface."""

    teams: TeamsService
    desk: PreparedDesk
    surface: TeamsSurface
    woken: list[None]
    url: str

    @property
    def ada(self) -> TeamsPerson:
        return self.teams.person("Ada Byron", self.url)

    async def asks(self, person: TeamsPerson, card: Card = ASKING) -> Message:
        """Send a card to where this person is, as Bunsen does of its own accord."""
        await person.says("hello")
        await self.surface.messenger.send(self.desk.accepted[-1].conversation, card)
        return self.teams.chat.last()

    async def pressed(self, person: TeamsPerson, title: str, *outcomes: Shown) -> Answer:
        """Let somebody press a button of a card of Bunsen's."""
        message = await self.asks(person)
        self.desk.outcomes.extend(outcomes)
        return await person.presses(message, title)
