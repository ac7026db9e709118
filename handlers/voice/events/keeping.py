"""Events and points, from forms and files, into the database."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from handlers.people.model import Person
from handlers.plans.model import Action
from handlers.voice.events.file import EventRead
from handlers.voice.events.model import Led, VoiceEvent, VoicePoint
from handlers.work import Work


async def references(work: Work) -> Mapping[str, Action]:
    """The actions of the plan that runs, by their references in small letters."""
    plan = await work.plans.current()
    actions = await work.plans.actions(plan.id) if plan else ()
    return {action.ref.casefold(): action for action in actions if action.ref}


async def linked(work: Work, led: Iterable[Led]) -> Mapping[int, Action]:
    """The actions that points led to, of whichever plan, by id."""
    found = {}
    for action_id in {each.action_id for each in led}:
        if (action := await work.plans.action(action_id)) is not None:
            found[action_id] = action
    return found


async def twin_of(work: Work, event: VoiceEvent) -> VoiceEvent | None:
    """The event that was recorded already of the same method, title and day."""
    return next((each for each in await work.voice_events.all() if each.id != event.id and each.is_like(event)), None)


def as_event(read: EventRead, by: Person | None, now: datetime) -> VoiceEvent:
    """An event as it was read from a file."""
    return VoiceEvent(
        0,
        read.method,
        read.title,
        read.held_on,
        now,
        read.invited,
        read.took_part,
        by=by.name if by else "",
        by_person_id=by.id if by else None,
    )


async def keep(work: Work, events: Sequence[EventRead], by: Person | None, now: datetime) -> int:
    """Keep what was read from a file; gives how many points."""
    count = 0
    for read in events:
        event = await work.voice_events.add(as_event(read, by, now))
        points = await work.voice_events.add_points(
            [VoicePoint(0, event.id, each.theme, each.prompt, each.words, each.times) for each in read.points]
        )
        count += len(points)
        for point, source in zip(points, read.points, strict=True):
            for action_id in source.action_ids:
                await work.voice_events.lead(Led(point.id, action_id))
    return count
