"""How long to wait after a failure, and when to stop trying. Pure: the clock and the dice are arguments."""

from datetime import datetime, timedelta
from math import isfinite
from random import Random

from handlers.deliveries import Delivery, DeliveryFailed, GivenUp, Later

MOST_ATTEMPTS = 20
MOST_REPEATS = 1
"""How often a message is sent again that may have arrived, where nobody can find out."""
FIRST_PAUSE = 30.0
"""Seconds before the second try; it doubles from try to try."""
LONGEST_PAUSE = timedelta(hours=1)
LONGEST_ASKED = 86_400.0
"""Seconds; a platform that asks for more is asked again in a day."""
UNTOLD = "The platform did not say whether it arrived, and it was repeated once already"


def asked_for(failure: DeliveryFailed) -> float | None:
    """The seconds that a platform asked to wait; None where it said nothing sensible.

    One that says "at once" may say so twenty times within a second, so that it gets a second at least.
    """
    asked = failure.retry_after
    return min(max(asked, 1.0), LONGEST_ASKED) if asked is not None and isfinite(asked) else None


def pause(attempts: int, asked: float | None, dice: Random, first: float = FIRST_PAUSE) -> timedelta:
    """The pause before the next try: what the platform asked for and a little more, else twice the last, shaken."""
    if asked is not None:
        return timedelta(seconds=asked) * (1 + 0.1 * dice.random())
    doubled = timedelta(seconds=first * 2 ** min(max(attempts, 1) - 1, 10))
    # Shaken, so that what failed together does not come back together.
    return min(LONGEST_PAUSE, doubled) * (0.5 + dice.random() / 2)


def after_failure(
    delivery: Delivery,
    failure: DeliveryFailed,
    now: datetime,
    settle_seconds: float | None,
    dice: Random,
    first: float = FIRST_PAUSE,
) -> Later | GivenUp:
    """What becomes of a delivery that was not sent, or not for certain.

    `settle_seconds` is how long after a lost answer the platform can be asked what arrived; None where it cannot.
    """
    if failure.permanent:
        return GivenUp(delivery, failure.reason)
    if delivery.attempts >= MOST_ATTEMPTS:
        return GivenUp(delivery, f"tried {delivery.attempts} times; the last time: {failure.reason}")
    wait = pause(delivery.attempts, asked_for(failure), dice, first)
    if not failure.unknown:
        return Later(delivery, now + wait, failure.reason)
    if settle_seconds is not None:
        wait = max(timedelta(seconds=settle_seconds), wait if asked_for(failure) else timedelta())
        return Later(delivery, now + wait, failure.reason, unsettled=True)
    if delivery.repeats >= MOST_REPEATS:
        return GivenUp(delivery, f"{UNTOLD} ({failure.reason})")
    return Later(delivery, now + wait, failure.reason, unsettled=True)
