"""From a ballot to results and a Word file, on every surface, through its real SDK and protocol."""

from pathlib import Path

from tests.journeys.stages import in_a_browser, in_slack, in_teams
from tests.journeys.voice_story import the_voice_story


async def test_the_voice_in_slack(tmp_path: Path) -> None:
    async with in_slack(tmp_path) as guide:
        await the_voice_story(guide)


async def test_the_voice_in_teams(tmp_path: Path) -> None:
    async with in_teams(tmp_path) as guide:
        await the_voice_story(guide)


async def test_the_voice_in_a_browser(tmp_path: Path) -> None:
    async with in_a_browser(tmp_path) as guide:
        await the_voice_story(guide)
