"""What the tests of the Teams surface share."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.codec import interaction_from_json, interaction_to_json
from bot.teams.authentication import TeamsAdapter
from bot.teams.connection import TeamsConnection
from bot.teams.messenger import TeamsMessenger
from bot.teams.offers import Offers
from bot.teams.surface import Deadlines, TeamsSurface
from handlers.interactions import Account, Conversation, Interaction, Platform, Said
from handlers.people.model import Profile
from storage.database import Database
from tests.support.identity_service import APP_ID, TENANT
from tests.support.teams_bunsen import Bunsen, PreparedDesk
from tests.support.teams_service import TeamsService, teams_service

START = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
ADA = Account(Platform.TEAMS, TENANT, "00000000-0000-0000-0000-000000000001")


@pytest.fixture
def teams() -> Iterator[TeamsService]:
    with teams_service() as running:
        yield running


@pytest.fixture
async def connection(teams: TeamsService) -> AsyncIterator[TeamsConnection]:
    adapter = TeamsAdapter(teams.identity())
    yield TeamsConnection(adapter, APP_ID)
    await adapter.authentication.close()


@pytest.fixture
async def offers(migrated_url: str) -> AsyncIterator[Offers]:
    """Where offered files are kept: the database of an institution where Ada is known."""
    database = Database(migrated_url)
    async with database.begin() as tx:
        institution = await tx.institutions.add("wenlow", "University of Little Wenlow", "Europe/London", "ENG")
        await tx.institutions.link(institution.id, Platform.TEAMS, TENANT)
        await tx.of(institution.id).people.meet(ADA, Profile("Ada Byron", "ada@wenlow.example"))
    yield Offers(database.begin, lambda: START)
    await database.close()


@pytest.fixture
def no_offers() -> Offers:
    """For tests that offer nothing."""

    def begin() -> Any:
        raise AssertionError("nothing is offered here")

    return Offers(begin, lambda: START)


@pytest.fixture
def messenger(connection: TeamsConnection, no_offers: Offers, teams: TeamsService) -> TeamsMessenger:
    return TeamsMessenger(connection, no_offers, teams.chat.url)


@pytest.fixture
def chat(teams: TeamsService) -> Conversation:
    """A personal chat, as it comes back from the database."""
    reference = {
        "service_url": teams.chat.url,
        "bot_id": f"28:{APP_ID}",
        "user_id": "29:user-1",
        "user_aad_id": ADA.user,
        "conversation_type": "personal",
    }
    kept = Interaction("key", ADA, Conversation(Platform.TEAMS, TENANT, "a:1", True, reference=reference), Said(""))
    return interaction_from_json(interaction_to_json(kept)).conversation


@pytest.fixture
def channel(chat: Conversation) -> Conversation:
    reference = {**(chat.reference or {}), "conversation_type": "channel", "team_id": "19:team@thread.tacv2"}
    return replace(chat, id="19:c@thread.tacv2;messageid=1", direct=False, reference=reference)


@pytest.fixture
async def bunsen(teams: TeamsService, no_offers: Offers) -> AsyncIterator[Bunsen]:
    desk, app = PreparedDesk(), web.Application()
    woken: list[None] = []
    surface = TeamsSurface(
        teams.identity(),
        desk,
        lambda: woken.append(None),
        no_offers,
        service_url=teams.chat.url,
        deadlines=Deadlines(60, 60),
    )
    surface.add_routes(app)
    await surface.start()
    try:
        async with TestServer(app) as server:
            yield Bunsen(teams, desk, surface, woken, str(server.make_url("")))
    finally:
        await surface.stop()
