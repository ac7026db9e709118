"""What becomes of a delivery that was not sent, as pure functions."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.deliveries import Delivery, DeliveryFailed, GivenUp, Later
from scheduler.backoff import FIRST_PAUSE, LONGEST_ASKED, LONGEST_PAUSE, MOST_ATTEMPTS, after_failure, asked_for, pause

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
attempts = st.integers(1, 60)
dice = st.integers().map(Random)


def delivery(attempts: int = 1, repeats: int = 0) -> Delivery:
    return Delivery(1, 1, "key", "nudge", 1, {}, attempts, repeats=repeats)


@given(attempts, dice)
def test_a_pause_lies_between_half_and_all_of_the_doubled_one(attempts: int, dice: Random) -> None:
    whole = min(LONGEST_PAUSE, timedelta(seconds=FIRST_PAUSE) * 2 ** min(attempts - 1, 10))
    assert whole / 2 <= pause(attempts, None, dice) <= whole


@given(attempts, st.floats(), dice)
def test_what_a_platform_asks_for_is_given_in_reason(attempts: int, asked: float, dice: Random) -> None:
    waits = pause(attempts, asked_for(DeliveryFailed("busy", retry_after=asked)), dice)
    assert timedelta(seconds=1) <= waits <= timedelta(seconds=LONGEST_ASKED * 1.1)


@given(st.floats(1, 86_400), dice)
def test_nobody_comes_back_earlier_than_asked(asked: float, dice: Random) -> None:
    assert pause(1, asked, dice) >= timedelta(seconds=asked)


def test_the_same_dice_give_the_same_pause() -> None:
    assert pause(3, None, Random(7)) == pause(3, None, Random(7))


def test_what_failed_together_does_not_come_back_together() -> None:
    dice = Random(7)
    assert len({pause(3, None, dice) for _ in range(20)}) == 20


def test_a_refusal_for_good_is_the_end() -> None:
    mark = after_failure(delivery(), DeliveryFailed("no such person", permanent=True), NOW, 45, Random(1))
    assert mark == GivenUp(delivery(), "no such person")


def test_after_many_attempts_it_is_set_aside_with_the_last_reason() -> None:
    mark = after_failure(delivery(MOST_ATTEMPTS), DeliveryFailed("busy"), NOW, 45, Random(1))
    assert isinstance(mark, GivenUp)
    assert "busy" in mark.reason


def test_a_refusal_for_now_is_tried_again_without_asking_what_arrived() -> None:
    mark = after_failure(delivery(), DeliveryFailed("busy"), NOW, 45, Random(1))
    assert isinstance(mark, Later)
    assert not mark.unsettled


@pytest.mark.parametrize("retry_after", [None, 5.0, 600.0])
def test_where_it_can_be_asked_what_arrived_nobody_asks_too_early(retry_after: float | None) -> None:
    failure = DeliveryFailed("broken", unknown=True, retry_after=retry_after)
    mark = after_failure(delivery(), failure, NOW, 45, Random(1))
    assert isinstance(mark, Later)
    assert mark.unsettled
    assert mark.when >= NOW + timedelta(seconds=max(45, retry_after or 0))


def test_where_it_cannot_be_asked_it_is_repeated_once() -> None:
    mark = after_failure(delivery(), DeliveryFailed("broken", unknown=True), NOW, None, Random(1))
    assert isinstance(mark, Later)
    assert mark.unsettled


def test_where_it_cannot_be_asked_it_is_not_repeated_twice() -> None:
    mark = after_failure(delivery(2, repeats=1), DeliveryFailed("broken", unknown=True), NOW, None, Random(1))
    assert isinstance(mark, GivenUp)
    assert "did not say whether it arrived" in mark.reason
