"""Who people are, from the roster of where they spoke."""

from dataclasses import replace

import pytest

from bot.teams.connection import TeamsConnection
from bot.teams.profiles import TeamsProfiles
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account, Conversation, Platform
from handlers.people.model import Profile
from tests.support.identity_service import TENANT
from tests.support.teams_service import TeamsService

ADA = Account(Platform.TEAMS, TENANT, "00000000-0000-0000-0000-000000000001")
ROSTER = {
    "id": "29:user-1",
    "objectId": ADA.user,
    "name": "Ada Byron",
    "givenName": "Ada",
    "surname": "Byron",
    "email": "ada.byron@example.ac.uk",
    "userPrincipalName": "ab123@example.ac.uk",
    "tenantId": TENANT,
    "userRole": "user",
}


@pytest.fixture
def profiles(connection: TeamsConnection) -> TeamsProfiles:
    return TeamsProfiles(connection, lookup_seconds=60)


async def test_the_roster_says_who_somebody_is(
    profiles: TeamsProfiles, chat: Conversation, teams: TeamsService
) -> None:
    teams.chat.members.append(ROSTER)
    assert await profiles.profile(ADA, chat) == Profile("Ada Byron", "ada.byron@example.ac.uk")


async def test_the_roster_of_a_channel_is_its_teams(
    profiles: TeamsProfiles, channel: Conversation, teams: TeamsService
) -> None:
    await profiles.profile(ADA, channel)
    assert teams.chat.received[-1].path == "/v3/conversations/19:team@thread.tacv2/members/29:user-1"


@pytest.mark.parametrize(
    ("changes", "email"),
    [
        ({"email": None}, "ab123@example.ac.uk"),
        ({"email": ""}, "ab123@example.ac.uk"),
        ({"email": None, "userPrincipalName": "ada_home.org#EXT#@host.onmicrosoft.com"}, ""),
        ({"email": None, "userPrincipalName": None}, ""),
        ({"email": "not an address"}, "ab123@example.ac.uk"),
        ({"email": 7}, "ab123@example.ac.uk"),
        ({"tenantId": "another-tenant"}, ""),
        ({"userRole": "anonymous"}, ""),
    ],
)
async def test_only_an_address_that_the_own_tenant_vouches_for_counts(
    profiles: TeamsProfiles, chat: Conversation, teams: TeamsService, changes: dict[str, object], email: str
) -> None:
    teams.chat.members.append(ROSTER | changes)
    assert (await profiles.profile(ADA, chat)).email == email


async def test_a_name_is_put_together_where_it_must(
    profiles: TeamsProfiles, chat: Conversation, teams: TeamsService
) -> None:
    teams.chat.members.append({**ROSTER, "name": None})
    assert (await profiles.profile(ADA, chat)).name == "Ada Byron"


async def test_somebody_not_on_the_roster_has_no_profile(profiles: TeamsProfiles, chat: Conversation) -> None:
    assert await profiles.profile(ADA, chat) == Profile()


async def test_a_moments_trouble_makes_nobody_a_stranger(
    profiles: TeamsProfiles, chat: Conversation, teams: TeamsService
) -> None:
    teams.chat.answer_next(503)
    with pytest.raises(DeliveryFailed):
        await profiles.profile(ADA, chat)


async def test_a_press_does_not_wait_for_a_slow_roster(
    connection: TeamsConnection, chat: Conversation, teams: TeamsService
) -> None:
    teams.chat.delay = 60
    with pytest.raises(DeliveryFailed, match="too long"):
        await TeamsProfiles(connection, lookup_seconds=0).profile(ADA, chat)


async def test_the_time_zone_is_what_the_client_last_told(
    profiles: TeamsProfiles, chat: Conversation, teams: TeamsService
) -> None:
    teams.chat.members.append(ROSTER)
    told = replace(chat, reference={**(chat.reference or {}), "timezone": "Europe/Lisbon"})
    assert (await profiles.profile(ADA, told)).timezone == "Europe/Lisbon"


@pytest.mark.parametrize(
    ("code", "gone"),
    [("MemberNotFoundInConversation", True), ("BotNotInConversationRoster", False), ("ConversationNotFound", False)],
)
async def test_only_a_member_who_is_not_found_has_left(
    profiles: TeamsProfiles, chat: Conversation, teams: TeamsService, code: str, gone: bool
) -> None:
    teams.chat.answer_next(404, {"error": {"code": code, "message": "on demand"}})
    assert (await profiles.profile(ADA, chat)).gone is gone


async def test_somebody_not_found_in_a_channel_may_be_there_elsewhere(
    profiles: TeamsProfiles, channel: Conversation, teams: TeamsService
) -> None:
    teams.chat.answer_next(404, {"error": {"code": "MemberNotFoundInConversation", "message": "on demand"}})
    assert not (await profiles.profile(ADA, channel)).gone
