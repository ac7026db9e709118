"""Keys and tokens: fetched once, kept, renewed ahead of time, and never at anybody else's expense."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from botbuilder.core import TurnContext
from structlog.testing import capture_logs

from bot.teams.authentication import TeamsAuthentication
from bot.teams.identity import TeamsIdentity
from bot.teams.outbound_tokens import outbound_tokens
from bot.teams.refreshing import PAUSE_AFTER_FAILURE, IdentityServiceUnavailable, Lease, Refreshing
from tests.support.connector_service import connector_service
from tests.support.identity_service import APP_ID, PASSWORD, IdentityService, identity_service
from tests.support.teams_server import TeamsServer, activity, teams_identity, teams_server

SLOW = 2.0


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class LoopLag:
    """Measures how late the event loop is."""

    def __init__(self) -> None:
        self.worst = 0.0

    async def watch(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.005)
            self.worst = max(self.worst, time.perf_counter() - before - 0.005)


@asynccontextmanager
async def _lag() -> AsyncIterator[LoopLag]:
    lag = LoopLag()
    watcher = asyncio.create_task(lag.watch())
    try:
        yield lag
    finally:
        watcher.cancel()
        await asyncio.gather(watcher, return_exceptions=True)


async def _others_while_the_service_sleeps(
    teams: TeamsServer, service: IdentityService, turn: asyncio.Task[int]
) -> int:
    """Call another route again and again for as long as the turn lasts; return how many were answered in its sleep."""
    answered = 0
    while not turn.done():
        before = service.in_progress
        assert (await teams.client.get("/other")).status == 200
        answered += bool(before and service.in_progress)
        await asyncio.sleep(0.01)
    return answered


async def test_a_slow_identity_service_holds_up_nobody_else() -> None:
    async def send_three(context: TurnContext) -> None:
        for number in range(3):
            await context.send_activity(f"message {number}")

    with identity_service(delay=SLOW) as service, connector_service() as connector:
        async with teams_server(teams_identity(service)) as teams, _lag() as lag:
            teams.bot.act = send_three

            async def first_turn() -> int:
                headers = service.header(serviceurl=connector.url)
                return (await teams.post(activity(serviceUrl=connector.url), headers)).status

            turn = asyncio.create_task(first_turn())
            answered = await _others_while_the_service_sleeps(teams, service, turn)
            assert await turn == 201
        # Ordering first: requests begun while the identity service slept were
        # answered before it woke. A blocking fetch answers none of them.
        assert answered > 20
        # The requirement is 50 ms; a stalled continuous-integration machine
        # gets some room, a blocking fetch of 2 s gets none.
        assert lag.worst < 0.5
        assert len(connector.activities()) == 3
        assert (service.count("metadata"), service.count("keys"), service.count("token")) == (1, 1, 1)


async def test_after_the_start_the_first_turn_finds_everything_warm() -> None:
    async def reply(context: TurnContext) -> None:
        await context.send_activity("hello")

    with identity_service() as service, connector_service() as connector:
        async with teams_server(teams_identity(service)) as teams:
            teams.bot.act = reply
            assert not teams.adapter.authentication.ready
            await teams.adapter.authentication.start()
            await teams.adapter.authentication.warm()
            assert teams.adapter.authentication.ready
            service.down = True
            headers = service.header(serviceurl=connector.url)
            assert (await teams.post(activity(serviceUrl=connector.url), headers)).status == 201
            assert service.count("token") == 1


async def test_many_at_once_ask_once() -> None:
    with identity_service(delay=0.05) as service:
        authentication = TeamsAuthentication(teams_identity(service))
        await asyncio.gather(*(authentication.warm() for _ in range(20)))
        assert service.calls.count("token") == service.calls.count("metadata") == service.calls.count("keys") == 1
        await authentication.close()


async def test_an_invoke_is_answered_without_any_token() -> None:
    """A dialog needs no token of ours, so a token service that is down must not spoil it."""
    with identity_service(refuse={"error": "server_error"}) as service:
        async with teams_server(teams_identity(service)) as teams:
            assert (await teams.post(activity(), service.header())).status == 201


@pytest.mark.parametrize(("app_type", "tenant"), [("SingleTenant", "my-tenant"), ("MultiTenant", "botframework.com")])
async def test_the_token_is_asked_for_with_the_secret_at_the_right_tenant(app_type: str, tenant: str) -> None:
    with identity_service() as service:
        tokens = outbound_tokens(teams_identity(service, app_type=app_type, tenant_id="my-tenant"))
        assert await tokens.get() == "bot-token-1"
        assert service.forms == [
            {
                "grant_type": "client_credentials",
                "client_id": APP_ID,
                "client_secret": PASSWORD,
                "scope": "https://api.botframework.com/.default",
                "path": f"/{tenant}/oauth2/v2.0/token",
            }
        ]


async def test_a_managed_identity_needs_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    with identity_service(delay=0.3) as service:
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"{service.url}/managed-identity")
        monkeypatch.setenv("IDENTITY_HEADER", "header")
        identity = teams_identity(service, app_type="UserAssignedMSI", password="")
        async with _lag() as lag:
            assert await outbound_tokens(identity).get() == "bot-token-1"
        assert lag.worst < 0.25
        assert service.forms[0]["client_id"] == APP_ID
        assert service.forms[0]["resource"] == "https://api.botframework.com"


async def test_a_refused_secret_is_explained_by_its_code_and_never_repeated() -> None:
    refusal = {"error": "invalid_client", "error_description": f"AADSTS7000215: Invalid client secret {PASSWORD}"}
    explained = pytest.raises(IdentityServiceUnavailable, match=r"invalid_client, AADSTS7000215.*MicrosoftAppPassword")
    with identity_service(refuse=refusal) as service, capture_logs() as logs, explained:
        await outbound_tokens(teams_identity(service)).get()
    assert PASSWORD not in str(logs)


@pytest.mark.parametrize("lasts", [0, -5, "soon", None])
async def test_a_token_without_a_lifetime_is_not_used(lasts: object) -> None:
    with identity_service(expires_in=lasts) as service, pytest.raises(IdentityServiceUnavailable):
        await outbound_tokens(teams_identity(service)).get()


async def test_a_token_is_renewed_ahead_without_waiting_and_never_used_after_its_end() -> None:
    clock = Clock()
    with identity_service() as service:
        tokens = outbound_tokens(teams_identity(service), clock)
        assert await tokens.get() == "bot-token-1"
        clock.now += 3100
        service.delay = 0.1
        assert await tokens.get() == "bot-token-1"
        assert tokens.renewing
        await tokens.renew()
        assert await tokens.get() == "bot-token-2"
        service.down = True
        clock.now += 3500
        assert await tokens.get() == "bot-token-2"
        await asyncio.gather(tokens.renew(), return_exceptions=True)
        clock.now += 200
        assert tokens.current() is None
        with pytest.raises(IdentityServiceUnavailable):
            await tokens.get()


async def test_a_service_that_just_failed_is_left_alone_for_a_moment() -> None:
    clock, asked = Clock(), 0

    async def fetch() -> Lease[str]:
        nonlocal asked
        asked += 1
        raise IdentityServiceUnavailable("down")

    value = Refreshing("value", fetch, clock)
    for _ in range(5):
        with pytest.raises(IdentityServiceUnavailable):
            await value.get()
    assert asked == 1
    clock.now += PAUSE_AFTER_FAILURE + 1
    with pytest.raises(IdentityServiceUnavailable):
        await value.get()
    assert asked == 2


async def test_one_who_gives_up_does_not_stop_the_others() -> None:
    go = asyncio.Event()

    async def fetch() -> Lease[str]:
        await go.wait()
        return Lease("here", time.time() + 60, time.time() + 60)

    value = Refreshing("value", fetch)
    impatient, patient = asyncio.create_task(value.get()), asyncio.create_task(value.get())
    await asyncio.sleep(0)
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    go.set()
    assert await patient == "here"


async def test_the_keeper_survives_surprises_and_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.teams.refreshing.PAUSE_AFTER_FAILURE", 0.01)
    answers: list[object] = [RuntimeError("surprise"), IdentityServiceUnavailable("down"), "here"]
    there = asyncio.Event()

    async def fetch() -> Lease[str]:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        there.set()
        return Lease(str(answer), time.time() + 60, time.time() + 60)

    value = Refreshing("value", fetch)
    keeper = asyncio.create_task(value.keep_fresh())
    await asyncio.wait_for(there.wait(), 5)
    keeper.cancel()
    await asyncio.gather(keeper, return_exceptions=True)
    assert value.current() == "here"


async def test_closing_stops_a_fetch_that_hangs() -> None:
    with identity_service(delay=3) as service:
        authentication = TeamsAuthentication(teams_identity(service))
        await authentication.start()
        await asyncio.sleep(0.05)
        started = time.perf_counter()
        await authentication.close()
        assert time.perf_counter() - started < 2


async def test_development_mode_fetches_nothing() -> None:
    authentication = TeamsAuthentication(TeamsIdentity(app_id="", dev_no_auth=True))
    await authentication.start()
    await authentication.warm()
    assert authentication.ready
    await authentication.close()
