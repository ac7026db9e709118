"""Voice events, their points, and the actions that they led to."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.voice.events.model import Led, Method, Prompt, VoiceEvent, VoicePoint
from storage.tables import actions, point_actions, voice_events, voice_points


class SqlVoiceEvents:
    """`handlers.voice.events.ports.VoiceEvents` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def all(self) -> Sequence[VoiceEvent]:
        """All events, the latest first."""
        mine = select(voice_events).where(voice_events.c.institution_id == self._institution_id)
        newest = mine.order_by(voice_events.c.held_on.desc(), voice_events.c.id.desc())
        return [_event(row) for row in await self._connection.execute(newest)]

    async def get(self, event_id: int) -> VoiceEvent | None:
        """One event."""
        row = (await self._connection.execute(select(voice_events).where(self._event(event_id)))).one_or_none()
        return _event(row) if row else None

    async def add(self, event: VoiceEvent) -> VoiceEvent:
        """Keep an event; its `id` is given back."""
        values = _told(event) | {
            "institution_id": self._institution_id,
            "by": event.by,
            "by_person_id": event.by_person_id,
            "added_at": event.added_at,
        }
        added = insert(voice_events).values(values).returning(voice_events)
        return _event((await self._connection.execute(added)).one())

    async def change(self, event: VoiceEvent) -> None:
        """Write what an event is; who recorded it and when stays."""
        changed = update(voice_events).where(self._event(event.id)).values(_told(event))
        await self._connection.execute(changed)

    async def remove(self, event_id: int) -> None:
        """Forget an event with all its points."""
        theirs = select(voice_points.c.id).where(self._points(event_id))
        await self._connection.execute(delete(point_actions).where(point_actions.c.point_id.in_(theirs)))
        await self._connection.execute(delete(voice_points).where(self._points(event_id)))
        await self._connection.execute(delete(voice_events).where(self._event(event_id)))

    async def points(self) -> Sequence[VoicePoint]:
        """The points of all events, in the order in which they were added."""
        mine = and_(voice_points.c.institution_id == self._institution_id, voice_points.c.event_id.is_not(None))
        return await self._read(mine)

    async def points_of(self, event_id: int) -> Sequence[VoicePoint]:
        """The points of an event, in the order in which they were added."""
        return await self._read(self._points(event_id))

    async def point(self, point_id: int) -> VoicePoint | None:
        """One point."""
        mine = and_(self._point(point_id), voice_points.c.event_id.is_not(None))
        return next(iter(await self._read(mine)), None)

    async def add_points(self, points: Iterable[VoicePoint]) -> Sequence[VoicePoint]:
        """Keep points of events of this institution, in this order; their `id`s are given back."""
        known = {event.id for event in await self.all()}
        rows = [
            {
                "institution_id": self._institution_id,
                "event_id": point.event_id,
                "theme": point.theme,
                "prompt": point.prompt,
                "words": point.words,
                "times": point.times,
            }
            for point in points
            if point.event_id in known
        ]
        if not rows:
            return []
        added = insert(voice_points).returning(voice_points, sort_by_parameter_order=True)
        return [_point(row) for row in await self._connection.execute(added, rows)]

    async def remove_point(self, point_id: int) -> None:
        """Forget a point."""
        mine = and_(point_actions.c.institution_id == self._institution_id, point_actions.c.point_id == point_id)
        await self._connection.execute(delete(point_actions).where(mine))
        await self._connection.execute(delete(voice_points).where(self._point(point_id)))

    async def led(self) -> Sequence[Led]:
        """Which points led to which actions."""
        mine = select(point_actions).where(point_actions.c.institution_id == self._institution_id)
        rows = await self._connection.execute(mine.order_by(point_actions.c.point_id, point_actions.c.action_id))
        return [Led(row.point_id, row.action_id, row.did) for row in rows]

    async def lead(self, led: Led) -> bool:
        """Keep that a point led to an action; False where one of them is not of this institution."""
        action = and_(actions.c.institution_id == self._institution_id, actions.c.id == led.action_id)
        of_here = (select(voice_points.c.id).where(self._point(led.point_id)), select(actions.c.id).where(action))
        both = select(literal(1)).where(*(each.exists() for each in of_here))
        if (await self._connection.execute(both)).one_or_none() is None:
            return False
        said = update(point_actions).where(self._link(led.point_id, led.action_id)).values(did=led.did)
        if not (await self._connection.execute(said)).rowcount:
            row = {
                "institution_id": self._institution_id,
                "point_id": led.point_id,
                "action_id": led.action_id,
                "did": led.did,
            }
            await self._connection.execute(insert(point_actions).values(row))
        return True

    async def unlink(self, point_id: int, action_id: int) -> None:
        """Forget that a point led to an action."""
        await self._connection.execute(delete(point_actions).where(self._link(point_id, action_id)))

    async def _read(self, which: ColumnElement[bool]) -> Sequence[VoicePoint]:
        rows = await self._connection.execute(select(voice_points).where(which).order_by(voice_points.c.id))
        return [_point(row) for row in rows]

    def _event(self, event_id: int) -> ColumnElement[bool]:
        return and_(voice_events.c.institution_id == self._institution_id, voice_events.c.id == event_id)

    def _points(self, event_id: int) -> ColumnElement[bool]:
        return and_(voice_points.c.institution_id == self._institution_id, voice_points.c.event_id == event_id)

    def _point(self, point_id: int) -> ColumnElement[bool]:
        return and_(voice_points.c.institution_id == self._institution_id, voice_points.c.id == point_id)

    def _link(self, point_id: int, action_id: int) -> ColumnElement[bool]:
        return and_(
            point_actions.c.institution_id == self._institution_id,
            point_actions.c.point_id == point_id,
            point_actions.c.action_id == action_id,
        )


def _told(event: VoiceEvent) -> dict[str, Any]:
    return {
        "method": event.method,
        "title": event.title,
        "held_on": event.held_on,
        "invited": event.invited,
        "took_part": event.took_part,
        "note": event.note,
    }


def _event(row: Row[Any]) -> VoiceEvent:
    return VoiceEvent(
        id=row.id,
        method=Method(row.method),
        title=row.title,
        held_on=row.held_on,
        added_at=row.added_at,
        invited=row.invited,
        took_part=row.took_part,
        note=row.note,
        by=row.by,
        by_person_id=row.by_person_id,
    )


def _point(row: Row[Any]) -> VoicePoint:
    return VoicePoint(row.id, row.event_id, row.theme, Prompt(row.prompt), row.words, row.times)
