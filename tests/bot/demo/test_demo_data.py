"""The demo's plan and people hold together, and tell the story that the demo plays."""

from collections import Counter
from datetime import date, timedelta

import pytest

from bot.demo.data import DemoPlan, load_people, load_plan
from handlers.plans.rag import Rag
from handlers.plans.themes import THEMES
from handlers.rights import PostKind

TODAY = date(2026, 3, 2)


@pytest.fixture
def plan() -> DemoPlan:
    return load_plan(TODAY)


def test_the_institution_says_that_it_is_fictional(plan: DemoPlan) -> None:
    assert plan.institution == "University of Little Wenlow (fictional)"


def test_the_plan_shows_every_state(plan: DemoPlan) -> None:
    assert Counter(action.words.rag for action in plan.actions) == {
        Rag.GREEN: 8,
        Rag.AMBER: 8,
        Rag.RED: 4,
        Rag.NOT_DUE: 4,
        Rag.DROPPED: 1,
    }


def test_the_plan_shows_every_theme(plan: DemoPlan) -> None:
    assert list(dict.fromkeys(action.words.theme for action in plan.actions)) == list(THEMES)


def test_references_are_used_once(plan: DemoPlan) -> None:
    assert max(Counter(action.words.ref for action in plan.actions).values()) == 1


def test_references_begin_with_the_letter_of_their_theme(plan: DemoPlan) -> None:
    assert all(action.words.ref[0] == action.words.theme[0] for action in plan.actions)


def test_the_owner_of_the_story_has_three_amber_actions(plan: DemoPlan) -> None:
    own = [action.words.rag for action in plan.actions if action.words.owner == "Technical Operations Manager"]
    assert own == [Rag.AMBER] * 3


def test_every_owner_is_a_post(plan: DemoPlan) -> None:
    assert {action.words.owner for action in plan.actions if action.words.owner} <= {
        p.name for p in load_people().posts
    }


def test_one_action_has_no_owner(plan: DemoPlan) -> None:
    assert [action.words.ref for action in plan.actions if not action.words.owner] == ["E3"]


def test_one_post_that_owns_an_action_is_vacant(plan: DemoPlan) -> None:
    held = {holding.post for holding in load_people().holdings if not holding.deputy and holding.ends_days is None}
    assert {action.words.owner for action in plan.actions} - held - {""} == {"Convener of the Apprentices Group"}


def test_every_helper_is_a_post(plan: DemoPlan) -> None:
    helpers = {name for action in plan.actions for name in action.words.helpers}
    assert helpers
    assert helpers <= {post.name for post in load_people().posts}


def test_every_date_that_moved_says_why(plan: DemoPlan) -> None:
    moved = [action for action in plan.actions if action.due != action.first_due]
    assert moved
    assert all(action.words.moved_because for action in moved)


def test_every_link_of_evidence_leads_to_a_reserved_domain(plan: DemoPlan) -> None:
    links = [each.link for action in plan.actions for each in action.words.evidence]
    assert links
    assert all(link.startswith("https://www.wenlow.example/") for link in links)


def test_every_red_action_is_explained(plan: DemoPlan) -> None:
    assert all(action.words.comment and action.words.learning for action in plan.actions if action.words.rag is Rag.RED)


def test_every_action_says_who_published_it(plan: DemoPlan) -> None:
    assert all(action.words.source and ".txt" not in action.words.source for action in plan.actions)


def test_an_action_without_a_day_says_when_in_words(plan: DemoPlan) -> None:
    undated = [action for action in plan.actions if action.due is None and action.words.rag is not Rag.DROPPED]
    assert all(action.words.due_text for action in undated)


def test_what_is_not_due_was_never_reported(plan: DemoPlan) -> None:
    assert {action.reported_on for action in plan.actions if action.words.rag is Rag.NOT_DUE} == {None}


def test_the_plan_runs_three_years(plan: DemoPlan) -> None:
    assert plan.ends_on - plan.starts_on == timedelta(days=3 * 365)


def test_the_days_move_with_today(plan: DemoPlan) -> None:
    later = load_plan(TODAY + timedelta(days=7))
    assert later.actions[1].due == (plan.actions[1].due or TODAY) + timedelta(days=7)


def test_every_address_is_of_a_reserved_domain() -> None:
    assert all(person.email.endswith("@wenlow.example") for person in load_people().people)


def test_every_person_has_a_unit_and_a_group() -> None:
    assert all(person.name and person.unit and person.roll_up for person in load_people().people)


def test_every_post_held_is_known() -> None:
    staff = load_people()
    assert {holding.post for holding in staff.holdings} == {post.name for post in staff.posts}


def test_everybody_who_holds_a_post_is_known() -> None:
    staff = load_people()
    assert {holding.person for holding in staff.holdings} <= {person.email for person in staff.people}


def test_there_are_two_chairs_and_the_term_of_one_ends_within_three_months() -> None:
    chairs = [holding for holding in load_people().holdings if holding.post == "Committee chair"]
    assert sorted(holding.ends_days or 0 for holding in chairs) == [0, 60]


def test_some_posts_have_a_deputy_and_some_have_none() -> None:
    holdings = load_people().holdings
    deputised = {holding.post for holding in holdings if holding.deputy}
    assert deputised
    assert {holding.post for holding in holdings} - deputised


@pytest.mark.parametrize(
    ("seat", "kinds"),
    [("technician", set()), ("owner", {PostKind.OWNER}), ("chair", {PostKind.CHAIR}), ("lead", {PostKind.LEAD})],
)
def test_each_seat_is_taken_by_somebody_with_the_right_post(seat: str, kinds: set[PostKind]) -> None:
    staff = load_people()
    kind_of = {post.name: post.kind for post in staff.posts}
    mine = [each for each in staff.holdings if each.person == getattr(staff.seats, seat) and not each.deputy]
    assert {kind_of[each.post] for each in mine} == kinds


def test_the_owner_seat_is_the_technical_operations_manager() -> None:
    staff = load_people()
    assert [each.post for each in staff.holdings if each.person == staff.seats.owner] == [
        "Technical Operations Manager"
    ]


def test_one_group_is_too_small_to_be_shown_alone() -> None:
    sizes = Counter(person.roll_up for person in load_people().people)
    assert min(sizes.values()) < 5 <= max(sizes.values())
