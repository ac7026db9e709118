"""The pace: no window is ever broken, nobody waits longer than needed, and refusals are learnt from."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.pace import Pace, Paces, Window
from scheduler.pacing import RECOVERY, SLOWER, Gate, Pacer

windows = st.lists(
    st.builds(Window, st.integers(1, 20), st.floats(0.5, 120, allow_nan=False)), min_size=1, max_size=4
).map(tuple)
calls = st.lists(st.tuples(st.floats(0, 30), st.floats(0, 5), st.floats(0, 1)), min_size=1, max_size=80)
"""For each call: how long it comes after the one before, how long it takes, and when in between it reaches them."""


def one_by_one(gate: Gate, asked: Sequence[tuple[float, float, float]]) -> Iterator[tuple[float, float]]:
    """Make the calls one after another; give when each begins, and when it reaches the platform."""
    now = 0.0
    for pause, takes, reaches in asked:
        now += pause
        now += gate.wait(now)
        gate.begin(now)
        yield now, now + takes * reaches
        now += takes
        gate.end(now)


def at_once(gate: Gate, how_many: int, takes: float) -> list[float]:
    """Begin calls as early as allowed, each taking the same time; give when they began."""
    now = 0.0
    begun: list[float] = []
    running: list[float] = []
    while len(begun) < how_many:
        wait = gate.wait(now)
        if wait <= 0:
            gate.begin(now)
            begun.append(now)
            running.append(now + takes)
            continue
        ends = running[0] if running else inf
        now = min(now + wait, max(ends, now))
        while running and running[0] <= now:
            gate.end(running.pop(0))
    return begun


def broken(reached: Sequence[float], window: Window) -> bool:
    """Whether more reached the platform within the window than it takes."""
    ordered = sorted(reached)
    # A hair less: the sum of two floats is not always exact.
    return any(
        later - earlier < window.seconds - 1e-6
        for earlier, later in zip(ordered, ordered[window.count :], strict=False)
    )


@given(windows, calls)
def test_no_window_is_ever_broken_wherever_in_its_time_a_call_counts(
    limits: tuple[Window, ...], asked: list[tuple[float, float, float]]
) -> None:
    reached = [at for _, at in one_by_one(Gate(Pace(limits)), asked)]
    assert not any(broken(reached, window) for window in limits)


@given(windows, st.floats(0, 5), st.integers(1, 60))
def test_no_window_is_broken_by_calls_that_go_on_together(
    limits: tuple[Window, ...], takes: float, how_many: int
) -> None:
    begun = at_once(Gate(Pace(limits)), how_many, takes)
    assert not any(broken(begun, window) for window in limits)


@given(windows, calls)
def test_after_the_wait_a_call_may_really_begin(
    limits: tuple[Window, ...], asked: list[tuple[float, float, float]]
) -> None:
    gate = Gate(Pace(limits))
    for begun, _ in one_by_one(gate, asked):
        last = begun
    later = last + 1000
    later += gate.wait(later)
    assert gate.wait(later) <= 1e-6


def test_nobody_waits_where_nothing_is_limited() -> None:
    assert at_once(Gate(Pace()), 50, 1.0) == [0.0] * 50


def test_a_call_that_goes_on_keeps_its_place() -> None:
    gate = Gate(Pace((Window(1, 1.0),)))
    gate.begin(0.0)
    assert gate.wait(100.0) == inf


@given(st.floats(0.05, 2), st.integers(1, 10), st.integers(1, 60))
def test_the_average_is_kept_and_a_burst_is_no_longer_than_said(every: float, burst: int, how_many: int) -> None:
    begun = at_once(Gate(Pace(every=every, burst=burst)), how_many, 0.0)
    assert all(at >= (number - burst + 1) * every - 1e-6 for number, at in enumerate(begun))


@given(st.floats(0.05, 2), st.integers(1, 10), st.integers(2, 60))
def test_the_average_costs_no_more_time_than_it_must(every: float, burst: int, how_many: int) -> None:
    begun = at_once(Gate(Pace(every=every, burst=burst)), how_many, 0.0)
    assert begun[-1] <= max(0, how_many - burst) * every + 1e-6


@given(st.floats(0.1, 600))
def test_after_a_refusal_nothing_begins_before_the_platform_allows(retry_after: float) -> None:
    gate = Gate(Pace())
    gate.refused(retry_after, 10.0)
    assert gate.wait(10.0) == pytest.approx(retry_after)


def test_after_a_refusal_it_goes_on_more_slowly() -> None:
    gate = Gate(Pace(every=1.0))
    gate.refused(1.0, 0.0)
    first, second = at_once(gate, 2, 0.0)
    assert second - first == pytest.approx(1.0 / SLOWER)


def test_several_refusals_at_once_are_one_lesson() -> None:
    gate = Gate(Pace(every=1.0))
    for at in (0.0, 0.1, 0.2):
        gate.refused(1.0, at)
    first, second = at_once(gate, 2, 0.0)
    assert second - first == pytest.approx(1.0 / SLOWER)


def test_the_pace_comes_back_with_time() -> None:
    gate = Gate(Pace(every=1.0))
    gate.refused(1.0, 0.0)
    minutes = (1 - SLOWER) / RECOVERY
    later = 2.0 + 60 * minutes
    gate.begin(later)
    assert gate.wait(later) == pytest.approx(1.0)


@given(st.lists(st.floats(0, 10), min_size=1, max_size=40))
def test_however_often_it_is_refused_something_goes_on(refusals: list[float]) -> None:
    gate, now = Gate(Pace((Window(5, 1.0),), every=0.2)), 0.0
    for pause in refusals:
        now += pause
        gate.refused(pause, now)
    assert gate.wait(now) < inf


def test_one_conversation_that_has_to_wait_holds_up_no_other() -> None:
    pacer = Pacer(Paces(to_one=Pace((Window(1, 1.0),))))
    pacer.begin("a", 0.0)
    pacer.end("a", 0.1)
    assert (pacer.wait("a", 0.2) > 0, pacer.wait("b", 0.2)) == (True, 0.0)


def test_a_refusal_holds_up_all_conversations() -> None:
    pacer = Pacer(Paces())
    pacer.refused(5.0, 0.0)
    assert (pacer.wait("a", 0.0), pacer.wait("b", 0.0)) == (5.0, 5.0)


def test_a_refusal_of_messages_holds_up_no_other_kind_of_call() -> None:
    pacer = Pacer(Paces())
    pacer.refused(5.0, 0.0)
    assert pacer.other("open").wait(0.0) == 0.0


def test_conversations_that_no_longer_matter_are_forgotten() -> None:
    pacer = Pacer(Paces(to_one=Pace((Window(1, 1.0),))))
    for number in range(10_000):
        pacer.begin(number, float(number))
        pacer.end(number, float(number))
    assert len(pacer._conversations) <= 2_001


def test_microsofts_four_windows_are_kept_by_the_messenger_of_teams() -> None:
    from bot.teams.messenger import PACES

    begun = at_once(Gate(PACES.to_one), 300, 0.05)
    limits = (Window(7, 1.0), Window(8, 2.0), Window(60, 30.0), Window(1_800, 3_600.0))
    assert not any(broken(begun, window) for window in limits)


def test_slacks_pace_takes_hardly_longer_than_its_limit_asks() -> None:
    from bot.slack.messenger import slack_paces

    begun = at_once(Gate(slack_paces(300).sends), 900, 0.05)
    assert begun[-1] <= 1.02 * 900 / 300 * 60
    assert all(later >= earlier for earlier, later in pairwise(begun))
