"""Who carries the plan."""

from handlers.plans.checking.model import Office, Rule
from handlers.plans.rag import Rag
from tests.handlers.plans.checking.plans import action, found, plan, post, rules


def test_a_plan_in_order_has_no_findings() -> None:
    assert rules(*(action(number) for number in range(1, 9))) == set()


def test_an_action_without_owner_is_named() -> None:
    (finding,) = found(plan(action(1), action(2, owner=None)), Rule.NO_OWNER)
    assert finding.message == "1 of 2 open actions is without an owner: A2."


def test_a_vacant_post_is_named_with_its_actions() -> None:
    (finding,) = found(plan(action(1, owner=Office(7, "OSD Manager"))), Rule.VACANT_POST)
    assert finding.message == "Nobody holds the post OSD Manager, which answers for 1 open action (A1)."


def test_a_deputy_of_a_vacant_post_is_mentioned() -> None:
    (finding,) = found(plan(action(1, owner=Office(7, "OSD Manager", deputies=1))), Rule.VACANT_POST)
    assert "1 deputy stands in" in finding.message


def test_one_person_is_counted_through_all_their_posts() -> None:
    mine = [action(number, owner=post(number, 99)) for number in (1, 2, 3)]
    (finding,) = found(plan(*mine, *(action(number) for number in range(4, 13))), Rule.PERSON_LOAD)
    assert "Post 1, Post 2 and Post 3, answers for 3 of 12 (25%) open actions" in finding.message


def test_less_than_a_quarter_on_one_person_is_no_load() -> None:
    mine = [action(number, owner=post(1, 99)) for number in (1, 2, 3)]
    assert found(plan(*mine, *(action(number) for number in range(4, 14))), Rule.PERSON_LOAD) == []


def test_two_actions_are_no_load_in_a_small_plan() -> None:
    actions = [action(1, owner=post(1)), action(2, owner=post(1)), action(3), action(4)]
    assert found(plan(*actions), Rule.PERSON_LOAD) == []


def test_what_is_done_is_no_load() -> None:
    done = [action(number, owner=post(1), rag=Rag.GREEN) for number in (1, 2, 3)]
    assert found(plan(*done, *(action(number) for number in range(4, 13))), Rule.PERSON_LOAD) == []


def test_an_office_with_several_posts_is_counted_together() -> None:
    mine = [action(number, owner=post(number, unit="OSDS")) for number in (1, 2, 3, 4)]
    (finding,) = found(plan(*mine, *(action(number) for number in range(5, 11))), Rule.OFFICE_LOAD)
    assert finding.message.startswith("Posts of one office, OSDS, answer for 4 of 10 (40%) open actions")


def test_a_load_on_a_post_of_two_people_is_told_of_the_post_and_both() -> None:
    mine = [action(number, owner=post(50, 1, 2)) for number in (1, 2, 3)]
    assert {Rule.POST_LOAD, Rule.PERSON_LOAD} <= rules(*mine, *(action(number) for number in range(4, 9)))


def test_a_load_on_the_post_of_one_person_is_told_once() -> None:
    mine = [action(number, owner=post(50, 1)) for number in (1, 2, 3)]
    assert found(plan(*mine, *(action(number) for number in range(4, 9))), Rule.POST_LOAD) == []


def test_posts_without_deputy_are_named_in_one_finding() -> None:
    (finding,) = found(plan(*(action(n, owner=post(n, deputies=0)) for n in (1, 2))), Rule.NO_DEPUTY)
    assert finding.message == "2 posts that own open actions have one holder and no deputy: Post 1 and Post 2."


def test_two_holders_stand_in_for_each_other() -> None:
    assert Rule.NO_DEPUTY not in rules(action(1, owner=post(1, 8, 9, deputies=0)))
