"""The manifest asks Slack for what the code uses, and for nothing more."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from bot.slack.http import PATH

Manifest = dict[str, Any]


@pytest.fixture
def manifest() -> Manifest:
    text = (Path(__file__).parents[3] / "manifest.yml").read_text("utf-8")
    loaded: Manifest = yaml.safe_load(text)
    return loaded


def test_it_says_that_it_is_of_version_2(manifest: Manifest) -> None:
    # Without this, Slack reads it as version 1 (platform-facts 2.9).
    assert manifest["_metadata"]["major_version"] == 2


def test_it_asks_for_the_scopes_that_the_calls_need(manifest: Manifest) -> None:
    # platform-facts 2.8: one line a scope, with what would not work without it.
    needed = {
        "app_mentions:read",  # app_mention
        "chat:write",  # chat.postMessage, chat.update, chat.postEphemeral
        "commands",  # /bunsen
        "dnd:read",  # dnd.info
        "files:read",  # the private address of a file that was dropped
        "files:write",  # files_upload_v2
        "im:history",  # message.im
        "im:write",  # conversations.open
        "users:read",  # users.info
        "users:read.email",  # the address in it
    }
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == needed


def test_it_subscribes_to_what_people_say_and_to_the_end_of_the_installation(manifest: Manifest) -> None:
    events = set(manifest["settings"]["event_subscriptions"]["bot_events"])
    assert events == {"app_mention", "message.im", "app_home_opened", "app_uninstalled", "tokens_revoked"}


def test_people_can_write_to_bunsen_directly(manifest: Manifest) -> None:
    home = manifest["features"]["app_home"]
    assert (home["messages_tab_enabled"], home["messages_tab_read_only_enabled"]) == (True, False)


def test_there_is_one_slash_command(manifest: Manifest) -> None:
    assert [command["command"] for command in manifest["features"]["slash_commands"]] == ["/bunsen"]


def test_buttons_and_forms_work(manifest: Manifest) -> None:
    assert manifest["settings"]["interactivity"]["is_enabled"] is True


def test_socket_mode_is_the_default(manifest: Manifest) -> None:
    assert manifest["settings"]["socket_mode_enabled"] is True


def test_every_address_is_the_one_route_that_bunsen_serves(manifest: Manifest) -> None:
    settings = manifest["settings"]
    addresses = [
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
        *(command["url"] for command in manifest["features"]["slash_commands"]),
    ]
    assert {urlsplit(address).path for address in addresses} == {PATH}


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("display_information.name", 35),
        ("display_information.description", 140),
        ("features.bot_user.display_name", 80),
        ("features.slash_commands.0.command", 32),
        ("features.slash_commands.0.description", 2000),
        ("features.slash_commands.0.usage_hint", 1000),
    ],
)
def test_its_texts_are_within_slacks_limits(manifest: Manifest, path: str, limit: int) -> None:
    text: Any = manifest
    for step in path.split("."):
        text = text[int(step) if step.isdigit() else step]
    assert 0 < len(text) <= limit
