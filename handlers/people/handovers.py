"""Hand-overs: an action or a post that is offered to somebody, until they accept or decline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class HandoverState(StrEnum):
    """What has become of an offer."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Handover:
    """An offer that moves nothing until it is accepted.

    Of an action: `action_id` is set, and `post_id` is the post that is to own it; any of its holders may accept.
    Of a post: `action_id` is None, `post_id` is the post, `to_person_id` who is to hold it after `from_person_id`.
    `last_day` is the last day on which it stays where it is; `to_person_id` is in the end whoever settled it.
    """

    id: int
    post_id: int
    from_person_id: int
    offered_at: datetime
    action_id: int | None = None
    to_person_id: int | None = None
    reason: str = ""
    last_day: date | None = None
    state: HandoverState = HandoverState.OFFERED
    settled_at: datetime | None = None


class Handovers(Protocol):
    """The hand-overs of one institution. They are kept after they are settled: they tell who handed what to whom."""

    async def offer(self, handover: Handover) -> Handover:
        """Write an offer down; its `id` is given back. An offer of the same that still waits is withdrawn by it."""

    async def get(self, handover_id: int) -> Handover | None:
        """One hand-over, locked until the transaction ends: whoever settles it must have read it here."""

    async def settle(self, handover_id: int, state: HandoverState, by_person_id: int, now: datetime) -> bool:
        """Accept, decline or withdraw an offer; False where it no longer waits.

        Whoever accepts or declines is kept as `to_person_id`.
        """

    async def offered(self) -> Sequence[Handover]:
        """All offers that wait for an answer, the oldest first."""

    async def of_action(self, action_id: int) -> Sequence[Handover]:
        """All hand-overs of an action, the oldest first, whatever became of them."""

    async def of_post(self, post_id: int) -> Sequence[Handover]:
        """All hand-overs of a post itself, the oldest first; not the actions that were offered to it."""
