"""Whether an action says what will be done."""

import pytest

from handlers.plans.checking.model import Rule
from handlers.plans.checking.specific import steps
from tests.handlers.plans.checking.plans import action, found, plan, rules

VAGUE = (
    "Continue to champion registration",
    "Raise awareness of awards",
    "Work with the careers team to find links",
    "Consider champions in departments",
    "To support technicians in public engagement",
    "Investigate a role for champions",
    "Ensure the interests of technicians are represented",
    "HR to review pay scales",
    "The Technical Manager will look into shared bookings",
    "We will actively promote professional registration",
    "Full exploration of succession needs",
    "Encourage colleagues to attend development days",
)
SPECIFIC = (
    "Review job descriptions of all technical roles and publish revised ones",
    "Support two technicians a year to attend courses",
    "Publish technician profiles each month",
    "Carry out twice yearly reviews of the action plan",
    "Technician champions appointed in each school",
    "Promote registration at 4 open days",
    "Update career pathways document",
    "Supporting evidence collected for the award",
    "Reviewers trained for the award panel",
    "Support staff handbook published",
)


@pytest.mark.parametrize("title", VAGUE)
def test_an_effort_without_a_result_is_vague(title: str) -> None:
    assert Rule.VAGUE_VERB in rules(action(1, title=title, success_measure=""))


@pytest.mark.parametrize("title", SPECIFIC)
def test_a_product_or_a_figure_makes_it_specific(title: str) -> None:
    assert Rule.VAGUE_VERB not in rules(action(1, title=title, success_measure=""))


def test_a_measure_with_a_figure_makes_an_effort_specific() -> None:
    assert Rule.VAGUE_VERB not in rules(action(1, title=VAGUE[0], success_measure="20 more registered"))


def test_a_vague_measure_does_not() -> None:
    assert Rule.VAGUE_VERB in rules(action(1, title=VAGUE[0], success_measure="Better morale"))


def test_the_words_are_quoted() -> None:
    (finding,) = found(plan(action(1, title=VAGUE[0], success_measure="")), Rule.VAGUE_VERB)
    assert finding.message.startswith("A1 “Continue to champion registration”: “continue to champion” is an effort")


def test_a_subject_alone_is_no_action() -> None:
    assert Rule.BARE_TITLE in rules(action(1, title="Mentoring", success_measure=""))


def test_two_words_that_say_what_was_made_are_one() -> None:
    assert Rule.BARE_TITLE not in rules(action(1, title="Brochure published", success_measure=""))


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("Map the roles; survey the holders; publish the results", 3),
        ("- Publish a brochure\n- Run a workshop", 2),
        ("Write a policy, train the managers and audit the outcome", 3),
        ("Succession plan agreed (Y1), piloted in one faculty (Y2), rolled out (Y3)", 3),
    ],
)
def test_several_actions_in_one_are_counted(title: str, count: int) -> None:
    assert len(steps(title)) == count


@pytest.mark.parametrize(
    "title",
    [
        "Assess and implement the competency frameworks",
        "Develop and agree an action plan for 2027",
        "Write, agree and publish a skills matrix",
        "Website, newsletter and podcast launched",
        "Communicate with and encourage managers to release technicians",
        "Publish a guide to registration and promotion for technicians and their managers",
        "Ensure operational plans of schools, research centres and professional services name technicians and provide "
        "them with a share of the training budget that fits their number",
    ],
)
def test_one_action_in_many_words_is_one(title: str) -> None:
    assert steps(title) == []
