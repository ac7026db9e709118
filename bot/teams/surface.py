"""Microsoft Teams as a surface: one bot, one route, and what sends to it."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from bot.surface import Desk
from bot.teams.afterwards import WAIT_SECONDS, Afterwards
from bot.teams.answers import Answers
from bot.teams.authentication import TeamsAdapter
from bot.teams.connection import TeamsConnection
from bot.teams.consent import PAUSE_SECONDS, Consents
from bot.teams.endpoint import messages_endpoint
from bot.teams.files import TeamsFiles
from bot.teams.identity import TeamsIdentity
from bot.teams.messenger import SERVICE_URL, TeamsMessenger
from bot.teams.offers import Offers
from bot.teams.profiles import LOOKUP_SECONDS, TeamsProfiles
from bot.teams.turns import Turns
from handlers.interactions import Platform

ROUTE = "/api/messages"


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long a press waits for what it needs from Teams, in seconds; Teams itself waits 5 (platform-facts 3.7)."""

    roster: float = LOOKUP_SECONDS
    message: float = WAIT_SECONDS


USUAL = Deadlines()


class TeamsSurface:
    """Where people meet Bunsen in Teams."""

    def __init__(
        self,
        identity: TeamsIdentity,
        desk: Desk,
        wake: Callable[[], None],
        offers: Offers,
        *,
        service_url: str = SERVICE_URL,
        deadlines: Deadlines = USUAL,
        files: TeamsFiles | None = None,
        upload_pause: float = PAUSE_SECONDS,
    ) -> None:
        self._adapter = TeamsAdapter(identity)
        connection = TeamsConnection(self._adapter, identity.app_id.strip())
        self.messenger = TeamsMessenger(connection, offers, service_url)
        self.files = files or TeamsFiles()
        self.profiles = TeamsProfiles(connection, deadlines.roster)
        self._afterwards = Afterwards(self.messenger, deadlines.message)
        consents = Consents(self.messenger, offers, self._afterwards, self.files.trusts, upload_pause)
        self._turns = Turns(desk, Answers(self._afterwards), consents, wake)

    @property
    def platform(self) -> Platform:
        """Teams."""
        return Platform.TEAMS

    def add_routes(self, app: web.Application) -> None:
        """Add the one address to which Teams sends everything."""
        app.router.add_post(ROUTE, messages_endpoint(self._adapter, self._turns.on_turn))

    async def start(self) -> None:
        """Begin to fetch Microsoft's keys and the bot's token, so that nobody waits for them."""
        await self._adapter.authentication.start()

    async def stop(self) -> None:
        """Finish what is being sent, and let go of every connection."""
        await self._afterwards.finish()
        await self._adapter.authentication.close()

    def ready(self) -> str:
        """An empty text when messages can be checked and answered."""
        if self._adapter.authentication.ready:
            return ""
        return "Microsoft's signing keys or the bot's own token could not be fetched yet; the log says why."
