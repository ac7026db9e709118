"""Tokens that Slack rotates: fresh for every call, renewed by one replica at a time, never readable in the database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from slack_bolt.context.async_context import AsyncBoltContext

from bot.secret_box import secret_box
from bot.slack.errors import SlackRefused
from bot.slack.settings import SlackSettings, SlackSettingsWrong
from bot.slack.surface import SlackSurface, SlackTokenRefused
from bot.slack.tokens import EARLY, KeptTokens, RenewingClient, RotatingToken
from handlers.cards import Card
from handlers.interactions import Conversation, Platform
from storage.database import Database
from tests.bot.commands.processes import ended
from tests.support.slack_desk import RecordingDesk
from tests.support.slack_service import SlackService

DIRECT = Conversation(Platform.SLACK, "T0BUNSEN", "D0SAM", direct=True)
KEY = "a key of the operator"


@dataclass
class Time:
    """A clock to move."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Place:
    """A database, a Slack that rotates, and replicas between them."""

    slack: SlackService
    database: Database
    settings: SlackSettings
    time: Time = field(default_factory=Time)

    def replica(self, key: str = KEY) -> RotatingToken:
        """A token source as each replica has one."""

        client = RenewingClient(base_url=self.settings.base_url, retry_handlers=[])
        return RotatingToken(self.settings, self.database.bot_tokens, secret_box(key), client, self.time)

    @asynccontextmanager
    async def surface(self) -> AsyncIterator[SlackSurface]:
        """A whole surface, started."""
        desk = RecordingDesk()
        surface = SlackSurface(self.settings, desk, desk.wake, (self.database.bot_tokens, secret_box(KEY)))
        await surface.start()
        yield surface
        await surface.stop()

    @property
    def renewals(self) -> int:
        """How often Slack was asked for new tokens."""
        return len(self.slack.calls_of("oauth.v2.access"))


@pytest.fixture
async def place(slack: SlackService, database_url: str) -> AsyncIterator[Place]:
    settings = SlackSettings(
        signing_secret="s",
        api_url=slack.api_url,
        bot_token="",
        refresh_token="xoxe-first",
        client_id="1",
        client_secret="2",
    )
    database = Database(database_url)
    await database.upgrade()
    yield Place(slack, database, settings)
    await database.close()


async def test_the_first_call_brings_a_token(place: Place) -> None:
    assert await place.replica().token() == place.slack.good_token


async def test_a_fresh_token_is_not_renewed(place: Place) -> None:
    replica = place.replica()
    for _ in range(3):
        await replica.token()
        place.time.now += timedelta(minutes=5)
    assert place.renewals == 1


async def test_two_hours_before_it_expires_it_is_renewed(place: Place) -> None:
    replica = place.replica()
    first = await replica.token()
    place.time.now += timedelta(hours=12) - EARLY + timedelta(minutes=1)
    assert await replica.token() == place.slack.good_token != first


async def test_replicas_that_ask_at_once_renew_it_once(place: Place) -> None:
    found = await asyncio.gather(*(place.replica().token() for _ in range(5)))
    assert (set(found), place.renewals) == ({place.slack.good_token}, 1)


async def test_what_one_replica_has_renewed_the_others_use(place: Place) -> None:
    one, two = place.replica(), place.replica()
    await one.token()
    place.time.now += timedelta(hours=11)
    await one.token()
    assert (await two.token(), place.renewals) == (place.slack.good_token, 2)


async def test_after_a_restart_the_chain_goes_on(place: Place) -> None:
    await place.replica().token()
    place.time.now += timedelta(hours=11)
    assert (await place.replica().token(), place.renewals) == (place.slack.good_token, 2)


async def test_while_another_replica_renews_the_old_one_is_used(place: Place) -> None:
    one, two = place.replica(), place.replica()
    first = await one.token()
    place.time.now += timedelta(hours=11)
    await place.database.bot_tokens.lease(one._name, place.time(), 60)
    assert await two.token() == first


@dataclass
class _SlowTokens:
    """The tokens of a database that is away at first, and then slow to write."""

    inner: KeptTokens
    away: int = 0
    writing: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self, name: str) -> tuple[bytes, datetime] | None:
        return await self.inner.read(name)

    async def lease(self, name: str, now: datetime, seconds: float) -> bool:
        return await self.inner.lease(name, now, seconds)

    async def give_back(self, name: str) -> None:
        await self.inner.give_back(name)

    async def keep(self, name: str, sealed: bytes, expires_at: datetime) -> None:
        if self.away:
            self.away -= 1
            raise OSError
        self.writing.set()
        await self.go_on.wait()
        await self.inner.keep(name, sealed, expires_at)


def _on(place: Place, kept: KeptTokens) -> RotatingToken:
    client = RenewingClient(base_url=place.settings.base_url, retry_handlers=[])
    return RotatingToken(place.settings, kept, secret_box(KEY), client, place.time)


async def test_a_database_that_is_away_for_a_moment_does_not_lose_the_token(place: Place) -> None:
    kept = _SlowTokens(place.database.bot_tokens, away=1)
    kept.go_on.set()
    await _on(place, kept).token()
    assert (await place.replica().token(), place.renewals) == (place.slack.good_token, 1)


async def test_somebody_who_lost_patience_does_not_lose_the_token(place: Place) -> None:
    kept = _SlowTokens(place.database.bot_tokens)
    asking = asyncio.create_task(_on(place, kept).token())
    await kept.writing.wait()
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    kept.go_on.set()
    assert (await place.replica().token(), place.renewals) == (place.slack.good_token, 1)


async def test_a_replica_that_died_while_renewing_does_not_keep_the_right(place: Place) -> None:
    one = place.replica()
    await place.database.bot_tokens.lease(one._name, place.time() - timedelta(minutes=2), 60)
    assert await one.token() == place.slack.good_token


async def test_another_refresh_token_begins_anew(place: Place) -> None:
    await place.replica().token()
    place.slack.refresh_token = "xoxe-second"
    place.settings = SlackSettings(
        signing_secret="s", api_url=place.slack.api_url, bot_token="", refresh_token="xoxe-second", client_id="1",
        client_secret="2",
    )  # fmt: skip
    assert await place.replica().token() == place.slack.good_token


async def test_the_tokens_cannot_be_read_in_the_database(place: Place) -> None:
    replica = place.replica()
    token = await replica.token()
    kept = await place.database.bot_tokens.read(replica._name)
    assert kept is not None
    assert token.encode() not in kept[0]
    assert place.slack.refresh_token.encode() not in kept[0]


async def test_another_key_is_named_as_the_trouble(place: Place) -> None:
    await place.replica().token()
    with pytest.raises(SlackRefused, match="was BUNSEN_KEY changed"):
        await place.replica("another key").token()


async def test_a_refresh_token_that_slack_refuses_stops_the_start_and_is_named(place: Place) -> None:
    place.slack.refresh_token = "xoxe-other"
    with pytest.raises(SlackTokenRefused, match="SLACK_REFRESH_TOKEN"):
        async with place.surface():
            pass


async def test_a_scheduled_message_goes_out_with_the_token_of_now(place: Place) -> None:
    async with place.surface() as surface:
        await surface.messenger.send(DIRECT, Card("Hello"))
    assert place.slack.calls_of("chat.postMessage")[-1].token == place.slack.good_token


async def test_a_token_that_another_replica_has_replaced_costs_no_message(place: Place) -> None:
    async with place.surface() as surface:
        await _renewed_elsewhere(place)
        await surface.messenger.send(DIRECT, Card("Hello"))
    assert [message["text"] for message in place.slack.shown("D0SAM")] == ["Hello"]


async def _renewed_elsewhere(place: Place) -> None:
    """Another replica, whose clock is ahead."""
    place.time.now += timedelta(hours=11)
    await place.replica().token()


async def test_an_event_is_served_with_the_token_of_now(place: Place) -> None:
    async with place.surface() as surface:
        authorize = surface._app._async_authorize
        assert authorize is not None
        authorised = await authorize(context=AsyncBoltContext(), enterprise_id=None, team_id="T", user_id=None)
    assert authorised is not None
    assert authorised.bot_token == place.slack.good_token


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"refresh_token": "xoxe-1"}, "needs SLACK_CLIENT_ID"),
        ({"refresh_token": "xoxe-1", "client_id": "1"}, "needs SLACK_CLIENT_ID"),
        ({"bot_token": "xoxe.xoxb-1"}, "expires within twelve hours"),
    ],
)
def test_half_a_rotation_is_refused_in_plain_words(given: dict[str, str], said: str) -> None:
    with pytest.raises(SlackSettingsWrong, match=said):
        replace(SlackSettings("xoxb-1", "s"), **given)  # type: ignore[arg-type]


async def test_rotation_without_a_key_is_refused(tmp_path: Path) -> None:
    rotating = {"SLACK_REFRESH_TOKEN": "xoxe-1", "SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "2"}
    result = await ended(tmp_path, "serve", "--port", "0", SLACK_SIGNING_SECRET="s", **rotating)
    assert (result.code, "SLACK_REFRESH_TOKEN needs BUNSEN_KEY" in result.errors) == (1, True)
