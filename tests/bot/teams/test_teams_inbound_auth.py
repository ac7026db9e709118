"""Every bad token gets 401 and runs nothing; a good one runs one turn."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from structlog.testing import capture_logs

from bot.teams.identity import TeamsIdentity, TeamsIdentityError
from tests.support.identity_service import PASSWORD, IdentityService, identity_service, rsa_key
from tests.support.teams_server import TeamsServer, activity, teams_identity, teams_server


@pytest.fixture(scope="module")
def shared() -> Iterator[IdentityService]:
    with identity_service() as service:
        yield service


@pytest.fixture
async def teams(shared: IdentityService) -> AsyncIterator[TeamsServer]:
    async with teams_server(teams_identity(shared)) as server:
        yield server


def _hs256_with_public_key(service: IdentityService) -> str:
    """Sign with the public key as if it were a shared secret, which PyJWT itself declines to do."""
    secret = service.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = {"alg": "HS256", "typ": "JWT", "kid": service.kid}
    signed = b".".join(_base64(json.dumps(part).encode()) for part in (head, service.claims()))
    return (signed + b"." + _base64(hmac.new(secret, signed, hashlib.sha256).digest())).decode()


def _base64(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def _alg_none(service: IdentityService) -> str:
    return jwt.encode(service.claims(), "", algorithm="none", headers={"kid": service.kid})


def _payload_swapped(service: IdentityService) -> str:
    head, _, signature = service.sign().split(".")
    return ".".join((head, _base64(json.dumps(service.claims(extra=1)).encode()).decode(), signature))


def _rs512(service: IdentityService) -> str:
    return jwt.encode(service.claims(), service.key, algorithm="RS512", headers={"kid": service.kid})


LONG = 3600

BAD_TOKENS: dict[str, Callable[[IdentityService], str]] = {
    "garbage": lambda s: "not-a-token",
    "garbage of three parts": lambda s: "a.b.c",
    "wrong key": lambda s: s.sign(key=rsa_key()),
    "unknown kid": lambda s: s.sign(kid="nobody-knows"),
    "no kid": lambda s: s.sign(kid=None),
    "alg none": _alg_none,
    "HS256 with the public key": _hs256_with_public_key,
    "RS512": _rs512,
    "payload swapped": _payload_swapped,
    "expired": lambda s: s.sign(s.claims(exp=int(time.time()) - LONG)),
    "no expiry": lambda s: s.sign(s.claims(exp=None)),
    "not yet valid": lambda s: s.sign(s.claims(nbf=int(time.time()) + LONG)),
    "wrong audience": lambda s: s.sign(s.claims(aud="another-app")),
    "no audience": lambda s: s.sign(s.claims(aud=None)),
    "wrong issuer": lambda s: s.sign(s.claims(iss="https://login.microsoftonline.com/someone/v2.0")),
    "no issuer": lambda s: s.sign(s.claims(iss=None)),
    "wrong service URL": lambda s: s.sign(s.claims(serviceurl="https://elsewhere.example/")),
    "no service URL": lambda s: s.sign(s.claims(serviceurl=None)),
}


async def _assert_refused(teams: TeamsServer, headers: dict[str, str], body: dict[str, object] | None = None) -> None:
    answer = await teams.post(activity() if body is None else body, headers)
    assert answer.status == 401
    assert await answer.json() == {"error": "This request is not signed by Microsoft Teams."}
    assert teams.bot.turns == []


@pytest.mark.parametrize("name", BAD_TOKENS)
async def test_a_bad_token_is_refused_and_runs_nothing(teams: TeamsServer, shared: IdentityService, name: str) -> None:
    await _assert_refused(teams, {"Authorization": f"Bearer {BAD_TOKENS[name](shared)}"})


async def test_a_missing_token_is_refused(teams: TeamsServer) -> None:
    await _assert_refused(teams, {})


@pytest.mark.parametrize(
    "header", ["Basic {}", "Bearer", "Bearer ", "{}", "Bearer {} more", "Bearer  {}", "Bearer é{}"]
)
async def test_a_header_of_another_shape_is_refused(teams: TeamsServer, shared: IdentityService, header: str) -> None:
    await _assert_refused(teams, {"Authorization": header.format(shared.sign())})


async def test_a_key_without_the_channels_endorsement_is_refused() -> None:
    with identity_service(endorsements=("webchat",)) as service:
        async with teams_server(teams_identity(service)) as teams:
            await _assert_refused(teams, service.header())


async def test_a_key_without_any_endorsement_is_refused() -> None:
    with identity_service(endorsements=()) as service:
        async with teams_server(teams_identity(service)) as teams:
            await _assert_refused(teams, service.header())


@pytest.mark.parametrize(
    "change",
    [
        {"serviceUrl": "https://elsewhere.example/"},
        {"serviceUrl": None},
        {"channelId": None},
        {"channelId": ["msteams"]},
        # Endorsed by the key, but there people name themselves.
        {"channelId": "webchat"},
    ],
)
async def test_an_activity_that_the_token_does_not_vouch_for_is_refused(
    teams: TeamsServer, shared: IdentityService, change: dict[str, object]
) -> None:
    await _assert_refused(teams, shared.header(), activity(**change))


async def test_a_good_token_runs_one_turn(teams: TeamsServer, shared: IdentityService) -> None:
    answer = await teams.post(activity(), shared.header())
    assert answer.status == 201
    assert [turn.text for turn in teams.bot.turns] == ["hello"]


@pytest.mark.parametrize("change", [{"exp": -240}, {"nbf": 240}])
async def test_clocks_may_differ_by_less_than_five_minutes(
    teams: TeamsServer, shared: IdentityService, change: dict[str, int]
) -> None:
    times = {name: int(time.time()) + shift for name, shift in change.items()}
    assert (await teams.post(activity(), shared.header(**times))).status == 201


async def test_a_new_key_is_found_and_unknown_ones_do_not_load_the_key_service() -> None:
    with identity_service() as service:
        async with teams_server(teams_identity(service)) as teams:
            assert (await teams.post(activity(), service.header())).status == 201
            service.more_keys["key-2"] = rsa_key()
            new = {"Authorization": f"Bearer {service.sign(kid='key-2', key=service.more_keys['key-2'])}"}
            assert (await teams.post(activity(), new)).status == 201
            for number in range(20):
                forged = {"Authorization": f"Bearer {service.sign(kid=f'forged-{number}')}"}
                assert (await teams.post(activity(), forged)).status == 401
            assert service.count("keys") == 2


async def test_keys_that_cannot_be_had_run_nothing() -> None:
    with identity_service(down=True) as service:
        async with teams_server(teams_identity(service)) as teams:
            assert (await teams.post(activity(), service.header())).status == 503
            assert (await teams.post(activity(), {"Authorization": "Bearer garbage"})).status == 401
            assert teams.bot.turns == []


async def test_neither_answer_nor_log_repeats_a_token_or_the_message(
    teams: TeamsServer, shared: IdentityService
) -> None:
    token = shared.sign(kid="nobody-knows")
    with capture_logs() as logs:
        answer = await teams.post(activity(text="my secret question"), {"Authorization": f"Bearer {token}"})
    seen = json.dumps(logs, default=str) + await answer.text()
    assert [line["reason"] for line in logs] == ["unknown signing key"]
    assert token not in seen
    assert token.split(".")[1] not in seen
    assert "my secret question" not in seen


async def test_in_development_mode_unsigned_messages_run() -> None:
    async with teams_server(TeamsIdentity(app_id="", dev_no_auth=True)) as teams:
        await teams.adapter.authentication.start()
        assert teams.adapter.authentication.ready
        assert (await teams.post(activity(serviceUrl="http://localhost:56150/_connector"))).status == 201
        assert len(teams.bot.turns) == 1


async def test_in_development_mode_nothing_is_sent_to_another_host() -> None:
    async with teams_server(TeamsIdentity(app_id="", dev_no_auth=True)) as teams:
        await teams.adapter.authentication.start()
        assert (await teams.post(activity(serviceUrl="https://elsewhere.example"))).status == 403
        assert teams.bot.turns == []


async def test_in_development_mode_a_web_page_cannot_speak_to_bunsen() -> None:
    async with teams_server(TeamsIdentity(app_id="", dev_no_auth=True)) as teams:
        await teams.adapter.authentication.start()
        local = activity(serviceUrl="http://localhost:56150/_connector")
        assert (await teams.post(local, headers={"Origin": "https://page.example"})).status == 403
        assert teams.bot.turns == []


def _registration(**changes: object) -> TeamsIdentity:
    good: dict[str, object] = {
        "app_id": "app",
        "password": PASSWORD,
        "app_type": "SingleTenant",
        "tenant_id": "tenant",
    }
    return TeamsIdentity(**good | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"app_id": ""}, "MicrosoftAppId is empty"),
        ({"app_id": "  "}, "MicrosoftAppId is empty"),
        ({"app_type": "SingleTennant"}, "MicrosoftAppType is 'SingleTennant'"),
        ({"app_type": ""}, "MicrosoftAppType is ''"),
        ({"password": ""}, "MicrosoftAppPassword is empty"),
        ({"tenant_id": ""}, "MicrosoftAppTenantId is empty"),
        ({"app_type": "UserAssignedMSI", "tenant_id": ""}, "MicrosoftAppTenantId is empty"),
        ({"dev_no_auth": True}, "cannot be used together with a MicrosoftAppId"),
        ({"metadata_url": "http://keys.example/"}, "must begin with https://"),
        ({"token_authority": "http://login.example"}, "must begin with https://"),
    ],
)
def test_settings_that_would_not_hold_are_refused_in_plain_words(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(TeamsIdentityError, match=sentence):
        _registration(**change)


def test_the_secret_is_not_shown() -> None:
    assert PASSWORD not in repr(_registration())


@pytest.mark.parametrize(
    ("app_type", "path"),
    [("singletenant", "/tenant/"), ("MultiTenant", "/botframework.com/")],
)
def test_each_kind_of_bot_asks_its_own_tenant(app_type: str, path: str) -> None:
    assert _registration(app_type=app_type).token_url == f"https://login.microsoftonline.com{path}oauth2/v2.0/token"
