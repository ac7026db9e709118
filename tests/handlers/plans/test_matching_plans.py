"""Which actions of a file are which actions of a plan: by reference and title, never by reference alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.plans.matching import match, match_actions
from handlers.plans.model import Action
from handlers.plans.reading import ActionDraft


def _draft(ref: str, title: str, theme: str = "Visibility") -> ActionDraft:
    return ActionDraft(
        ref=ref,
        theme=theme,
        title=title,
        owner_text="",
        owners=(),
        start=None,
        start_text="",
        due=None,
        due_text="",
        success_measure="",
        rag=None,
        comment="",
        learning="",
        source="",
        row=1,
    )


def _action(action_id: int, ref: str, title: str, theme: str = "Visibility") -> Action:
    return Action(action_id, 1, ref, theme, title)


def _found(drafts: list[ActionDraft], actions: list[Action]) -> list[int | None]:
    return [each.action.id if each.action else None for each in match(drafts, actions).matched]


def test_the_same_title_with_other_quotes_and_dashes_is_the_same_action() -> None:
    drafts = [_draft("1", "Publish the technicians\u2019 page \u2013 online")]
    assert _found(drafts, [_action(7, "1", "Publish the technicians' page - online")]) == [7]


def test_a_number_that_restarts_in_each_theme_is_no_proof() -> None:
    actions = [_action(1, "1", "Hold an open day"), _action(2, "1", "Pay registration fees", "Recognition")]
    drafts = [_draft("1", "Pay registration fees", "Recognition"), _draft("1", "Hold an open day")]
    assert _found(drafts, actions) == [2, 1]


def test_a_reference_with_a_title_about_something_else_is_a_new_action() -> None:
    assert _found([_draft("3", "Buy a new microscope")], [_action(9, "3", "Appoint two committee chairs")]) == [None]


def test_a_reference_with_a_title_that_only_shares_words_is_a_new_action() -> None:
    drafts = [_draft("R2", "Run an annual technician awards event, part 3")]
    assert _found(drafts, [_action(9, "R2", "Technician of the Year staff award")]) == [None]


def test_a_reworded_action_is_found_by_its_reference() -> None:
    drafts = [_draft("4", "Skeleton job description for all technical roles")]
    assert _found(drafts, [_action(5, "4", "Skeleton job description")]) == [5]


def test_a_slightly_reworded_action_without_a_reference_is_found_by_its_words() -> None:
    drafts = [_draft("", "Set up a mentoring scheme for all technicians")]
    assert _found(drafts, [_action(5, "", "Set up a mentoring scheme for technicians")]) == [5]


def test_an_action_that_moved_to_another_theme_is_found_by_its_title() -> None:
    assert _found([_draft("", "Hold an open day", "Recognition")], [_action(5, "", "Hold an open day")]) == [5]


def test_what_is_not_in_the_file_is_named() -> None:
    missing = match([_draft("1", "One")], [_action(1, "1", "One"), _action(2, "2", "Appoint a lead")]).missing
    assert [action.id for action in missing] == [2]


def test_two_actions_with_the_same_words_are_not_guessed_between() -> None:
    actions = [_action(1, "", "Review the web pages"), _action(2, "", "Review the web pages")]
    found = _found([_draft("", "Review the web pages")], actions)
    assert found in ([1], [2])  # one of them, and only one


def test_actions_of_one_plan_are_found_in_another() -> None:
    old, new = _action(1, "V1", "Hold an open day"), _action(8, "V4", "Hold an open day")
    assert match_actions([old], [new]) == [(old, new)]


_TITLES = st.lists(st.text(alphabet="abc de", min_size=1, max_size=12), max_size=8)


@given(_TITLES, _TITLES)
def test_no_action_is_taken_twice_and_none_is_lost(in_file: list[str], in_plan: list[str]) -> None:
    actions = [_action(number, str(number), title) for number, title in enumerate(in_plan, 1)]
    matching = match([_draft(str(number), title) for number, title in enumerate(in_file)], actions)
    taken = [each.action.id for each in matching.matched if each.action]
    left = [action.id for action in matching.missing]
    assert sorted(taken + left) == [action.id for action in actions]
    assert len(matching.matched) == len(in_file)


@pytest.mark.parametrize("count", [1, 30])
def test_a_file_matches_itself(count: int) -> None:
    titles = [
        f"Action number {number} about {'abcdefghijklmnopqrstuvwxyz'[number % 26] * 6}" for number in range(count)
    ]
    actions = [_action(number, str(number), title) for number, title in enumerate(titles, 1)]
    drafts = [_draft(str(number), title) for number, title in enumerate(titles, 1)]
    assert _found(drafts, actions) == [action.id for action in actions]


def test_dates_do_not_matter_for_matching() -> None:
    action = Action(1, 1, "1", "Visibility", "Hold an open day", due_on=date(2027, 1, 1))
    assert _found([_draft("1", "Hold an open day")], [action]) == [1]
