"""Finding out what came of an attempt whose answer was lost: to a broken connection, or to the end of a process."""

from dataclasses import replace

from handlers.deliveries import CannotSettle, DeliveryFailed, Found, GivenUp, Later, Mark, Sent
from handlers.interactions import Platform
from scheduler.backoff import MOST_ATTEMPTS, MOST_REPEATS, UNTOLD, asked_for, pause
from scheduler.composing import Claimed
from scheduler.means import Means

PERHAPS_TWICE = "It may have come twice: the platform did not say whether the first arrived"


def settle_seconds(means: Means, platform: Platform) -> float | None:
    """How long after a lost answer the platform can be asked what arrived; None where it cannot be."""
    messenger = means.settling(platform)
    return messenger.settle_seconds if messenger is not None else None


async def settle(means: Means, claimed: Claimed) -> Claimed | Mark:
    """Give the delivery back, to be sent (what is missing of it), or the mark that ends it.

    Where the platform cannot be asked, or never answers, it is sent once more, and never a third time (docs/adr/0009).
    """
    try:
        found = await _look(means, claimed)
    except CannotSettle as cannot:
        return _blindly(claimed, cannot.reason)
    except DeliveryFailed as failure:
        if claimed.delivery.attempts >= MOST_ATTEMPTS:
            return _blindly(claimed, failure.reason)
        # To look does no harm, so that the pause does not grow.
        wait = pause(1, asked_for(failure), means.dice, means.timing.first_pause)
        return Later(claimed.delivery, means.now() + wait, failure.reason, counts=not failure.limited, unsettled=True)
    if found is not None and found.whole:
        return Sent(claimed.delivery, found.message)
    return replace(claimed, found=found)


async def _look(means: Means, claimed: Claimed) -> Found | None:
    attempt = claimed.delivery.attempt
    assert attempt is not None  # noqa: S101 - only open attempts come here
    messenger = means.settling(attempt.to.platform)
    if messenger is None:
        raise CannotSettle(f"{attempt.to.platform.value} does not tell what has arrived")
    async with await means.turn(attempt.to.platform, attempt.to.tenant, "settle"):
        return await messenger.find(attempt.to, claimed.delivery.key, attempt.at)


def _blindly(claimed: Claimed, reason: str) -> Claimed | Mark:
    if claimed.delivery.repeats >= MOST_REPEATS:
        return GivenUp(claimed.delivery, f"{UNTOLD} ({reason})")
    again = replace(claimed.delivery, repeats=claimed.delivery.repeats + 1)
    return replace(claimed, delivery=again, note=f"{PERHAPS_TWICE} ({reason})")
