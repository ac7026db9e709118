"""What voice events need."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from handlers.voice.events.model import Led, VoiceEvent, VoicePoint


class VoiceEvents(Protocol):
    """The voice events of one institution."""

    async def all(self) -> Sequence[VoiceEvent]:
        """All events, the latest first."""

    async def get(self, event_id: int) -> VoiceEvent | None:
        """One event."""

    async def add(self, event: VoiceEvent) -> VoiceEvent:
        """Keep an event; its `id` is given back."""

    async def change(self, event: VoiceEvent) -> None:
        """Write what an event is; who recorded it and when stays."""

    async def remove(self, event_id: int) -> None:
        """Forget an event with all its points."""

    async def points(self) -> Sequence[VoicePoint]:
        """The points of all events, in the order in which they were added."""

    async def points_of(self, event_id: int) -> Sequence[VoicePoint]:
        """The points of an event, in the order in which they were added."""

    async def point(self, point_id: int) -> VoicePoint | None:
        """One point."""

    async def add_points(self, points: Iterable[VoicePoint]) -> Sequence[VoicePoint]:
        """Keep points of events of this institution, in this order; their `id`s are given back."""

    async def remove_point(self, point_id: int) -> None:
        """Forget a point."""

    async def led(self) -> Sequence[Led]:
        """Which points led to which actions."""

    async def lead(self, led: Led) -> bool:
        """Keep that a point led to an action, in the place of what was said of both before.

        False where one of them is not of this institution.
        """

    async def unlink(self, point_id: int, action_id: int) -> None:
        """Forget that a point led to an action."""
