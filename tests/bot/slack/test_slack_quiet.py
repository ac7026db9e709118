"""Slack's do-not-disturb."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.slack.quiet import FRESH
from bot.slack.surface import SlackSurface
from handlers.deliveries import Considerate
from handlers.interactions import Account, Platform
from tests.support.slack_service import SlackService

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
SAM = Account(Platform.SLACK, "T0BUNSEN", "U0SAM")
AT = int(NOW.timestamp())
HOUR = 3600


def test_slack_is_considerate(surface: SlackSurface) -> None:
    assert isinstance(surface.messenger, Considerate)


@pytest.mark.parametrize(
    ("told", "ends_in"),
    [
        ({"dnd_enabled": False}, None),
        ({"dnd_enabled": True, "next_dnd_start_ts": AT - HOUR, "next_dnd_end_ts": AT + HOUR}, HOUR),
        ({"dnd_enabled": True, "next_dnd_start_ts": AT + HOUR, "next_dnd_end_ts": AT + 2 * HOUR}, None),
        ({"dnd_enabled": False, "next_dnd_start_ts": AT - HOUR, "next_dnd_end_ts": AT + HOUR}, None),
        ({"snooze_enabled": True, "snooze_endtime": AT + 2 * HOUR}, 2 * HOUR),
        ({"snooze_enabled": True, "snooze_endtime": AT - HOUR}, None),
        (
            {"dnd_enabled": True, "next_dnd_start_ts": AT - HOUR, "next_dnd_end_ts": AT + HOUR,
             "snooze_enabled": True, "snooze_endtime": AT + 3 * HOUR},
            3 * HOUR,
        ),
        ({"dnd_enabled": True, "next_dnd_start_ts": None, "next_dnd_end_ts": "soon"}, None),
    ],
)  # fmt: skip
async def test_who_is_not_to_be_disturbed_until_when(
    slack: SlackService, surface: SlackSurface, told: dict[str, Any], ends_in: int | None
) -> None:
    slack.disturbance["U0SAM"] = told
    expected = {SAM: NOW + timedelta(seconds=ends_in)} if ends_in is not None else {}
    assert await surface.messenger.quiet_until([SAM], NOW) == expected


@pytest.mark.parametrize("told", [None, "quiet", ["quiet"], 7])
async def test_what_makes_no_sense_of_somebody_holds_nobody_back(
    slack: SlackService, surface: SlackSurface, told: Any
) -> None:
    slack.disturbance["U0SAM"] = told
    assert await surface.messenger.quiet_until([SAM], NOW) == {}


@pytest.mark.parametrize("users", [None, [], "none", 7])
async def test_an_answer_that_makes_no_sense_holds_nobody_back_and_slack_is_left_alone(
    slack: SlackService, surface: SlackSurface, users: Any
) -> None:
    slack.nonsense["dnd.teamInfo"] = {"users": users}
    assert await surface.messenger.quiet_until([SAM], NOW) == {}
    assert await surface.messenger.quiet_until([SAM], NOW + timedelta(minutes=1)) == {}
    assert len(slack.calls_of("dnd.teamInfo")) == 1


async def test_many_are_asked_about_in_few_calls(slack: SlackService, surface: SlackSurface) -> None:
    accounts = [Account(Platform.SLACK, "T0BUNSEN", f"U{number}") for number in range(120)]
    await surface.messenger.quiet_until(accounts, NOW)
    asked = [str(call.arguments["users"]).split(",") for call in slack.calls_of("dnd.teamInfo")]
    assert [len(users) for users in asked] == [50, 50, 20]


@pytest.mark.parametrize(("later", "calls"), [(FRESH / 2, 1), (FRESH, 2)])
async def test_what_was_told_is_remembered_for_a_while(
    slack: SlackService, surface: SlackSurface, later: timedelta, calls: int
) -> None:
    await surface.messenger.quiet_until([SAM], NOW)
    await surface.messenger.quiet_until([SAM], NOW + later)
    assert len(slack.calls_of("dnd.teamInfo")) == calls


@pytest.mark.parametrize("error", ["missing_scope", "ratelimited", "internal_error"])
async def test_where_slack_does_not_tell_nobody_is_held_back_and_slack_is_left_alone(
    slack: SlackService, surface: SlackSurface, error: str
) -> None:
    slack.fail("dnd.teamInfo", error)
    assert await surface.messenger.quiet_until([SAM], NOW) == {}
    assert await surface.messenger.quiet_until([SAM], NOW + timedelta(minutes=1)) == {}
    assert len(slack.calls_of("dnd.teamInfo")) == 1
