"""What is amiss with the posts: found, said once, said again, and to whom. Pure."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.interactions import Account, Platform
from handlers.people.model import Holding, Institution, KnownAccount, Person, Post
from handlers.posts.alarms import AGAIN_AFTER, TERM_STEPS, alarms, due, listeners, mended
from handlers.posts.board import Board
from handlers.rights import PostKind

TODAY = date(2027, 3, 1)
WENLOW = Institution(1, "wenlow", "Wenlow", "Europe/London", chairs=2)
LEAD, CHAIR = Post(1, "Institutional Lead", PostKind.LEAD), Post(2, "Committee chair", PostKind.CHAIR)
OSD = Post(3, "OSD Manager", PostKind.OWNER)
LEA, ADA, KOFI, XI, DEE = (
    Person(number, name) for number, name in enumerate(("Lea", "Ada", "Kofi", "Xi", "Dee"), start=1)
)
ALL_WELL = (Holding(LEAD, LEA), Holding(CHAIR, ADA), Holding(CHAIR, KOFI), Holding(OSD, XI))


def _board(*holdings: Holding, gone: tuple[Person, ...] = (), actions: int = 2, chairs: int = 2) -> Board:
    accounts = {
        person.id: [KnownAccount(Account(Platform.SLACK, "T1", person.name), person.id, gone=True)] for person in gone
    }
    institution = replace(WENLOW, chairs=chairs)
    return Board(TODAY, institution, (LEAD, CHAIR, OSD), holdings, accounts, {OSD.id: actions} if actions else {})


def _texts(board: Board) -> list[str]:
    return [alarm.text for alarm in alarms(board)]


def test_where_all_posts_are_held_nothing_is_amiss() -> None:
    assert alarms(_board(*ALL_WELL)) == []


def test_a_vacant_post_that_owns_open_actions_is_amiss() -> None:
    assert _texts(_board(*ALL_WELL[:3])) == ["Nobody holds “OSD Manager”. It owns 2 open actions."]


def test_a_vacant_post_that_owns_nothing_is_nobodys_concern() -> None:
    assert alarms(_board(*ALL_WELL[:3], actions=0)) == []


def test_a_vacant_lead_is_amiss_even_without_actions() -> None:
    assert _texts(_board(*ALL_WELL[1:])) == ["Nobody holds “Institutional Lead”."]


def test_a_deputy_does_not_fill_a_vacancy_but_is_named() -> None:
    board = _board(*ALL_WELL[:3], Holding(OSD, DEE, deputy=True))
    assert _texts(board) == ["Nobody holds “OSD Manager”. It owns 2 open actions. Dee stands in."]


@pytest.mark.parametrize(("days", "said"), [(28, False), (29, True)])
def test_a_vacancy_that_is_filled_within_four_weeks_is_not_said(days: int, said: bool) -> None:
    coming = Holding(OSD, XI, starts_on=TODAY + timedelta(days=days))
    assert bool(alarms(_board(*ALL_WELL[:3], coming))) is said


@pytest.mark.parametrize(
    ("holdings", "chairs", "said"),
    [
        (ALL_WELL[:2], 2, ["The committee is to have two chairs, and there is one."]),
        (ALL_WELL[:1], 2, ["The committee is to have two chairs, and there is none."]),
        (ALL_WELL[:3], 3, ["The committee is to have three chairs, and there are 2."]),
        (ALL_WELL[:2], 1, []),
    ],
)
def test_the_rule_for_chairs_is_the_institutions_own(
    holdings: tuple[Holding, ...], chairs: int, said: list[str]
) -> None:
    assert _texts(_board(*holdings, Holding(OSD, XI), chairs=chairs)) == said


def test_without_a_rule_a_vacant_chair_is_still_amiss() -> None:
    assert _texts(_board(ALL_WELL[0], Holding(OSD, XI), chairs=0)) == ["Nobody holds “Committee chair”."]


def test_one_person_in_two_chairs_posts_counts_once() -> None:
    second = Post(9, "Vice chair", PostKind.CHAIR)
    board = replace(_board(*ALL_WELL[:2], Holding(OSD, XI), Holding(second, ADA)), posts=(LEAD, CHAIR, OSD, second))
    assert [alarm.key for alarm in alarms(board)] == ["chairs"]


@pytest.mark.parametrize(("days", "step"), [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7)])
def test_a_term_that_ends_is_said_at_ninety_thirty_and_seven_days(days: int, step: int | None) -> None:
    ends_on = TODAY + timedelta(days=days)
    found = alarms(_board(*ALL_WELL[:3], Holding(OSD, XI, ends_on=ends_on)))
    assert [alarm.key for alarm in found] == ([f"term:3:4:{ends_on}:{step}"] if step is not None else [])


def test_a_term_that_somebody_takes_over_is_not_said() -> None:
    ends_on = TODAY + timedelta(days=20)
    after = Holding(OSD, DEE, starts_on=ends_on + timedelta(days=1))
    assert alarms(_board(*ALL_WELL[:3], Holding(OSD, XI, ends_on=ends_on), after)) == []


def test_a_holder_whose_account_was_deactivated_is_amiss() -> None:
    board = _board(*ALL_WELL, Holding(OSD, DEE, deputy=True), gone=(XI,))
    assert _texts(board) == [
        "The account of Xi, who holds “OSD Manager”, was deactivated. Dee can act for the post. It owns 2 open actions."
    ]


def test_somebody_without_any_account_is_not_taken_for_gone() -> None:
    assert alarms(_board(*ALL_WELL)) == []


def test_leads_chairs_and_the_deputy_of_the_post_hear_of_it() -> None:
    board = _board(*ALL_WELL[:3], Holding(OSD, DEE, deputy=True))
    (alarm,) = alarms(board)
    assert {person.name for person in listeners(alarm, board)} == {"Lea", "Ada", "Kofi", "Dee"}


def test_whoever_is_gone_hears_of_nothing() -> None:
    board = _board(*ALL_WELL, gone=(LEA,))
    (alarm,) = alarms(board)
    assert {person.name for person in listeners(alarm, board)} == {"Ada", "Kofi"}


def test_the_deputy_of_a_vacant_lead_hears_of_it() -> None:
    board = _board(*ALL_WELL[1:], Holding(LEAD, DEE, deputy=True))
    (alarm,) = alarms(board)
    assert "Dee" in {person.name for person in listeners(alarm, board)}


def test_what_was_mended_is_forgotten() -> None:
    assert mended(alarms(_board(*ALL_WELL)), {"vacant:3": TODAY}) == ["vacant:3"]


@given(st.integers(1, 400))
def test_what_lasts_is_said_once_a_fortnight(days: int) -> None:
    found = alarms(_board(*ALL_WELL[:3]))
    said: dict[str, date] = {}
    times = []
    for number in range(days):
        today = TODAY + timedelta(days=number)
        for alarm in due(found, said, today):
            said[alarm.key] = today
            times.append(today)
    assert times == [TODAY + AGAIN_AFTER * number for number in range((days - 1) // AGAIN_AFTER.days + 1)]


@given(st.integers(0, 400), st.lists(st.integers(0, 400), max_size=60))
def test_a_term_is_said_at_most_three_times_however_often_somebody_looks(length: int, looks: list[int]) -> None:
    ends_on = TODAY + timedelta(days=length)
    said: dict[str, date] = {}
    for number in sorted(looks):
        board = replace(_board(*ALL_WELL[:3], Holding(OSD, XI, ends_on=ends_on)), today=TODAY + timedelta(days=number))
        terms = [alarm for alarm in alarms(board) if alarm.key.startswith("term")]
        for alarm in due(terms, said, board.today):
            assert alarm.key not in said
            said[alarm.key] = board.today
    assert len(said) <= len(TERM_STEPS)
