"""Two small stories, as Slack and Teams bring them: a question that goes to a person and back, and a guided answer."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.journeys.slack_guide import SlackGuide
from tests.journeys.stages import in_slack, in_teams
from tests.journeys.teams_guide import TeamsGuide
from tests.journeys.world import name_of

Stage = Callable[[Path], AbstractAsyncContextManager[SlackGuide | TeamsGuide]]
QUESTION = "who has the key to the boathouse"
ANSWER = "The porter at the east gate keeps it."


@pytest.fixture(params=[in_slack, in_teams], ids=["slack", "teams"])
def stage(request: pytest.FixtureRequest) -> Stage:
    """Each of the two surfaces."""
    chosen: Stage = request.param
    return chosen


async def test_a_question_without_an_answer_goes_to_a_person_and_comes_back(stage: Stage, tmp_path: Path) -> None:
    async with stage(tmp_path) as guide:
        await guide.says("lead", "help")
        await guide.hears("lead", "What I can do")
        await guide.says("technician", QUESTION)
        await guide.hears("technician", f"{name_of('lead')} (Institutional Lead) can help")
        await guide.presses("technician", "Ask them")
        await guide.hears("technician", "I have asked")

        await guide.world.bunsen.settle()
        await guide.hears("lead", f"A question from {name_of('technician')}")
        assert "answer" in await guide.open_form("lead", "Answer")
        assert await guide.send_form("lead", {"answer": ANSWER}) == ""
        await guide.hears("lead", "your answer is sent")

        await guide.world.bunsen.settle()
        await guide.hears("technician", ANSWER)
        await guide.presses("technician", "That helped")
        await guide.hears("technician", "Good to know")


async def test_an_answer_that_did_not_help_leads_to_a_person(stage: Stage, tmp_path: Path) -> None:
    async with stage(tmp_path) as guide:
        await guide.says("technician", "will you pay my rsci fee?")
        await guide.hears("technician", "University of Liverpool")
        assert await guide.open_form("technician", "Not helpful") == ["reason", "ask"]
        assert await guide.send_form("technician", {"reason": "and the third year?", "ask": "yes"}) == ""
        await guide.hears("technician", "I would pass on: “will you pay my rsci fee?")
        await guide.presses("technician", "Ask them")
        await guide.hears("technician", "I have asked")


async def test_the_fund_guide_from_the_typed_word_to_what_holds(stage: Stage, tmp_path: Path) -> None:
    async with stage(tmp_path) as guide:
        await guide.says("technician", "fund")
        await guide.hears("technician", "Money for your development")
        keys = await guide.open_form("technician", "Begin")
        assert {"amount", "by"} <= set(keys)
        refused = await guide.send_form("technician", {"amount": "£300"})
        assert refused != ""
        chosen = {"use": "conference", "who": "permanent", "amount": "£300"}
        assert await guide.send_form("technician", chosen) == ""
        await guide.hears("technician", "What holds for you")
