"""What stands twice."""

from handlers.plans.checking.model import CheckedAction, OtherPlan, Rule
from handlers.plans.rag import Rag
from tests.handlers.plans.checking.plans import action, found, plan, rules

EXCUSE = "Reviews of the schools took the time of the people who were to run the sessions"
NEARLY = "Reviews of schools took all the time of the people who were to run these sessions."
WEB = "Update and develop the technician web page"
HUB = "Refresh the technician web hub"


def _before(title: str = WEB, name: str = "Plan 2023-2026", **changes: object) -> OtherPlan:
    return OtherPlan(name, (action(90, title=title, **{"rag": Rag.RED, **changes}),))


def _red(number: int, **texts: str) -> CheckedAction:
    return action(number, rag=Rag.RED, **texts)


def test_a_comment_that_was_copied_is_quoted() -> None:
    (finding,) = found(plan(_red(1, comment=EXCUSE), _red(2, comment=NEARLY)), Rule.COPIED_EXPLANATION)
    assert finding.message.startswith(f"The comment of the actions A1 and A2 is the same, or nearly: “{EXCUSE}”")


def test_a_learning_that_was_copied_is_found() -> None:
    assert Rule.COPIED_EXPLANATION in rules(_red(1, learning=EXCUSE), _red(2, learning=EXCUSE))


def test_the_same_short_remark_is_no_copy() -> None:
    assert rules(_red(1, comment="Not started yet."), _red(2, comment="Not started yet.")) == set()


def test_explanations_of_the_same_form_with_other_figures_are_no_copies() -> None:
    one, other = (f"{count} technicians took part in the sessions held by the three schools" for count in (12, 18))
    assert rules(_red(1, comment=one), _red(2, comment=other)) == set()


def test_what_is_done_may_say_the_same() -> None:
    done = [action(number, rag=Rag.GREEN, comment=EXCUSE) for number in (1, 2)]
    assert rules(*done) == set()


def test_a_comment_copied_as_learning_is_found() -> None:
    assert rules(_red(1, comment="Not started.", learning="not started. ")) == {Rule.COMMENT_AS_LEARNING}


def test_no_comment_and_no_learning_are_not_the_same_words() -> None:
    assert rules(_red(1)) == set()


def test_two_wordings_of_one_action_are_duplicates() -> None:
    (finding,) = found(plan(action(1, title=WEB), action(2, title=HUB)), Rule.DUPLICATE)
    assert finding.message == f"A1 “{WEB}” and A2 “{HUB}” seem to be the same action."


def test_what_was_done_is_no_duplicate_of_what_is_to_do() -> None:
    assert found(plan(action(1, title=WEB, rag=Rag.GREEN), action(2, title=HUB)), Rule.DUPLICATE) == []


def test_what_an_earlier_plan_left_open_is_carried_over() -> None:
    (finding,) = found(plan(action(1, title=HUB), others=(_before(),)), Rule.CARRIED_UNLINKED)
    assert finding.message == f"A1 “{HUB}” was left open in the plan “Plan 2023-2026”, as A90 “{WEB}”."


def test_what_is_linked_needs_no_link() -> None:
    assert rules(action(1, title=HUB, linked=True), others=(_before(),)) == set()


def test_what_the_earlier_plan_finished_is_not_carried_over() -> None:
    assert rules(action(1, title=HUB), others=(_before(rag=Rag.GREEN),)) == set()


def test_an_action_of_a_plan_beside_this_one_is_a_duplicate_across() -> None:
    beside = OtherPlan("Athena Swan 2026-2031", _before().actions, earlier=False)
    assert rules(action(1, title=HUB), others=(beside,)) == {Rule.DUPLICATE_ACROSS}


def test_the_third_plan_of_an_action_is_too_many() -> None:
    (finding,) = found(plan(action(1, carried=2, linked=True)), Rule.WAITING)
    assert "has been in 2 plans before this one and is still open" in finding.message


def test_the_second_plan_of_an_action_is_not() -> None:
    assert rules(action(1, carried=1, linked=True)) == set()


def test_earlier_plans_tell_what_the_counter_does_not() -> None:
    others = (_before(name="Plan 2020-2023"), _before(name="Plan 2023-2026"))
    (finding,) = found(plan(action(1, title=HUB), others=others), Rule.WAITING)
    assert "in 2 plans before this one (“Plan 2020-2023” and “Plan 2023-2026”)" in finding.message
