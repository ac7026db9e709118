"""Sending one message, and saying what came of it."""

from dataclasses import dataclass

import structlog

from handlers.deliveries import DeliveryFailed, GivenUp, Later, Mark, Sent
from handlers.interactions import MessageRef
from scheduler.backoff import after_failure, asked_for
from scheduler.composing import Ready, reachable
from scheduler.means import USUAL_WAIT, Means
from scheduler.settling import settle_seconds

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Refused:
    """The platform took nothing of it, as there were too many; it can go as soon as the pace allows."""


async def send(means: Means, ready: Ready) -> Mark | Refused:
    """Send one message whose turn it is; every end that this can have is a value."""
    try:
        return Sent(ready.delivery, await _handed_over(means, ready), ready.claimed.note)
    except DeliveryFailed as failure:
        failed = failure
    except Exception as error:  # noqa: BLE001 - nobody can tell how far it came
        failed = DeliveryFailed(f"it could not be sent ({type(error).__name__})", unknown=True)
    return _failed(means, ready, failed)


async def _handed_over(means: Means, ready: Ready) -> MessageRef:
    platform, found, key = ready.account.platform, ready.claimed.found, ready.delivery.key
    if found is not None and (settling := means.settling(platform)) is not None:
        return await settling.complete(ready.to, ready.card, key, found)
    return await means.messengers[platform].send(ready.to, ready.card, key=key)


def _failed(means: Means, ready: Ready, failure: DeliveryFailed) -> Mark | Refused:
    delivery, account = ready.delivery, ready.account
    log.warning("delivery.failed", kind=delivery.kind, attempts=delivery.attempts, permanent=failure.permanent)
    if failure.limited:
        pacer = means.pacer(account.platform, account.tenant)
        pacer.refused(asked_for(failure) or USUAL_WAIT, means.monotonic())
        if not failure.unknown:
            return Refused()
    if failure.unreachable:
        means.marks.unreachable(ready.claimed.institution.id, account)
        if any(reachable(known) and known.account != account for known in ready.claimed.accounts):
            return Later(delivery, means.now(), failure.reason)
    asked = settle_seconds(means, account.platform)
    mark = after_failure(delivery, failure, means.now(), asked, means.dice, means.timing.first_pause)
    if isinstance(mark, GivenUp) or ready.claimed.found is None:
        return mark
    # A part of it is there, and must not come again.
    return Later(delivery, mark.when, mark.reason, mark.counts, unsettled=True)
