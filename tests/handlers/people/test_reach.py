"""How somebody is reached, and which time zones there are."""

import pytest

from handlers.interactions import Account, Platform
from handlers.people.model import KnownAccount, Person
from handlers.people.reach import Reach, reach
from handlers.people.zones import known_zone

XI = Person(1, "Xi", "xi@wenlow.example", invited=True)


def _account(platform: Platform, *, gone: bool = False, unreachable: bool = False) -> KnownAccount:
    return KnownAccount(Account(platform, "T1", "U1"), 1, gone=gone, unreachable=unreachable)


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ([_account(Platform.TEAMS), _account(Platform.SLACK)], Reach(Platform.TEAMS)),
        ([_account(Platform.TEAMS, gone=True), _account(Platform.SLACK)], Reach(Platform.SLACK)),
        ([_account(Platform.TEAMS, unreachable=True), _account(Platform.SLACK)], Reach(Platform.SLACK)),
        ([_account(Platform.TEAMS, unreachable=True)], Reach(Platform.EMAIL)),
        ([], Reach(Platform.EMAIL)),
        ([_account(Platform.SLACK, gone=True), _account(Platform.TEAMS, gone=True)], Reach(None, gone=True)),
    ],
)
def test_somebody_on_the_list_is_reached(accounts: list[KnownAccount], expected: Reach) -> None:
    assert reach(XI, accounts, email=True) == expected


def test_without_a_mail_server_nobody_is_promised_mail() -> None:
    assert reach(XI, [], email=False) == Reach(None, without_mail=True)


def test_without_a_mail_server_chat_reaches_all_the_same() -> None:
    assert reach(XI, [_account(Platform.SLACK)], email=False) == Reach(Platform.SLACK)


def test_somebody_who_is_on_no_list_gets_no_mail() -> None:
    assert reach(Person(1, "Xi", "xi@wenlow.example"), [], email=True) == Reach(None)


@pytest.mark.parametrize(
    "found",
    [Reach(platform) for platform in Platform] + [Reach(None), Reach(None, gone=True), Reach(None, without_mail=True)],
)
def test_every_way_has_its_words(found: Reach) -> None:
    assert found.words


@pytest.mark.parametrize("name", ["Europe/London", "UTC", "America/Argentina/Buenos_Aires"])
def test_a_zone_that_exists_is_known(name: str) -> None:
    assert known_zone(name) == name


@pytest.mark.parametrize(
    "name",
    ["", " ", "Mars/Olympus_Mons", "Europe", "../../etc/passwd", "/etc/passwd", "Europe/London ", "x" * 5000, "a\x00b"],
)
def test_a_zone_that_does_not_exist_is_none(name: str) -> None:
    assert known_zone(name) == ""
