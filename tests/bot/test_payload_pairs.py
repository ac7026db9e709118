"""The same deed, as Slack brings it and as Teams does, means the same to Bunsen: a ballot, a look at results."""

import json
from pathlib import Path
from typing import Any

import pytest
from botbuilder.schema import Activity

from bot.slack.inbound import Kind, kind_of
from bot.slack.inbound import pressed as pressed_in_slack
from bot.slack.inbound import submitted as submitted_in_slack
from bot.teams.inbound import interaction_of
from handlers.interactions import Deed, Pressed, Submitted
from handlers.registry import Registry
from handlers.voice.answering import FORM
from handlers.voice.cards import ANSWER_PRESS, RESULTS_PRESS

PAYLOADS = Path(__file__).parents[1] / "payloads"
PRESSES = [
    ("voice_answer_press", "voice_answer_fetch", ANSWER_PRESS),
    ("voice_results_press", "voice_results_action", RESULTS_PRESS),
]


def _recorded(surface: str, name: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((PAYLOADS / surface / f"{name}.json").read_text("utf-8"))
    return body


def _in_slack(name: str) -> Deed:
    body = _recorded("slack", name)
    incoming = (submitted_in_slack if kind_of(body) is Kind.SUBMISSION else pressed_in_slack)(body)
    assert incoming is not None
    return incoming.interaction.deed


def _in_teams(name: str) -> Deed:
    interaction = interaction_of(Activity().deserialize(_recorded("teams", name)))
    assert interaction is not None
    return interaction.deed


@pytest.mark.parametrize(("slack", "teams", "press"), PRESSES)
def test_a_press_is_the_same_on_both(slack: str, teams: str, press: str) -> None:
    here, there = _in_slack(slack), _in_teams(teams)
    assert isinstance(here, Pressed)
    assert isinstance(there, Pressed)
    assert (here.press, here.value) == (there.press, there.value) == (press, "12")


@pytest.mark.parametrize(("slack", "teams", "press"), PRESSES)
def test_both_know_where_it_was_made(slack: str, teams: str, press: str) -> None:
    here, there = _in_slack(slack), _in_teams(teams)
    assert isinstance(here, Pressed)
    assert isinstance(there, Pressed)
    assert None not in (here.origin, there.origin)


@pytest.mark.parametrize(("slack", "teams", "press"), PRESSES)
def test_a_feature_answers_it(slack: str, teams: str, press: str) -> None:
    assert press in Registry().presses


def test_a_ballot_is_the_same_on_both() -> None:
    here, there = _in_slack("voice_ballot_submission"), _in_teams("voice_ballot_submit")
    assert isinstance(here, Submitted)
    assert isinstance(there, Submitted)
    assert (here.form, here.context, here.nonce, here.values) == (there.form, there.context, there.nonce, there.values)


def test_a_ballot_says_what_was_ticked_written_and_skipped() -> None:
    ballot = _in_slack("voice_ballot_submission")
    assert isinstance(ballot, Submitted)
    assert (ballot.form, ballot.context) == (FORM, "12")
    assert ballot.values == {"V1": "4", "R1": "", "C5": "0,2", "S5": "An hour a week & cover"}


def test_the_answer_to_an_offered_file_is_for_no_handler() -> None:
    assert interaction_of(Activity().deserialize(_recorded("teams", "file_consent_accept"))) is None
