"""The main story, on every surface, through its real SDK and protocol."""

from pathlib import Path

from tests.journeys.stages import in_a_browser, in_slack, in_slack_over_a_socket, in_teams
from tests.journeys.story import the_story


async def test_the_story_in_slack_over_signed_http(tmp_path: Path) -> None:
    async with in_slack(tmp_path) as guide:
        await the_story(guide)


async def test_the_story_in_slack_over_socket_mode(tmp_path: Path) -> None:
    async with in_slack_over_a_socket(tmp_path) as guide:
        await the_story(guide)


async def test_the_story_in_teams_through_signed_activities(tmp_path: Path) -> None:
    async with in_teams(tmp_path) as guide:
        await the_story(guide)


async def test_the_story_in_a_browser(tmp_path: Path) -> None:
    async with in_a_browser(tmp_path) as guide:
        await the_story(guide)
