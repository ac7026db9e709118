"""What a surface is: the place where people meet Bunsen, and the desk that serves them."""

from typing import Protocol

from aiohttp import web

from handlers.deliveries import Messenger
from handlers.files.ports import Files
from handlers.interactions import Interaction, Platform
from handlers.outcomes import Shown
from handlers.people.ports import Profiles


class Desk(Protocol):
    """Where a surface brings what people do (`bot.writing_out.WritingDesk`, `bot.dispatch.Dispatcher` behind it)."""

    async def accept(self, interaction: Interaction) -> bool:
        """Record an event (Said, Joined) before it is acknowledged; False where it was already there.

        The answer comes later, through the surface's own messenger.
        """

    async def respond(self, interaction: Interaction) -> Shown:
        """Serve a press, form or slash command inside the platform's deadline; it never raises."""


class Surface(Protocol):
    """One way to meet Bunsen."""

    @property
    def platform(self) -> Platform:
        """The platform whose accounts come in here."""

    @property
    def messenger(self) -> Messenger:
        """Sends to this platform."""

    @property
    def profiles(self) -> Profiles:
        """Looks this platform's accounts up."""

    @property
    def files(self) -> Files:
        """Fetches what people drop into their chats."""

    def add_routes(self, app: web.Application) -> None:
        """Add this surface's HTTP routes."""

    async def start(self) -> None:
        """Connect, and warm what the first message would otherwise wait for."""

    async def stop(self) -> None:
        """Let go of every connection."""

    def ready(self) -> str:
        """An empty text when it can serve, else what is missing in one sentence."""
