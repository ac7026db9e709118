"""All that was heard of technicians, put together for a document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.people.model import Institution
from handlers.plans.model import Action
from handlers.reviews.reporting import Colour, current_cycle
from handlers.voice.events.model import Led, VoiceEvent, VoicePoint
from handlers.voice.figures import Figures
from handlers.voice.keeping import HAS_FIGURES, figures_of
from handlers.voice.model import Survey
from handlers.voice.quotations import Quotation, QuotationState
from handlers.work import Work


@dataclass(frozen=True, slots=True)
class HeardRound:
    """A closed round, what may be shown of it, and the comments that two people approved for quoting."""

    survey: Survey
    figures: Figures
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """An action as it stands now, because of something that was said; `did` says what was done."""

    point: VoicePoint
    action: Action
    colour: Colour
    did: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """The rounds and events of an institution, the oldest first, what was said there, and what it changed.

    `told_on` are the days on which technicians were sent what came of it.
    """

    rounds: tuple[HeardRound, ...] = ()
    events: tuple[VoiceEvent, ...] = ()
    points: tuple[VoicePoint, ...] = ()
    changes: tuple[Change, ...] = ()
    told_on: tuple[date, ...] = ()


async def gather(work: Work, institution: Institution, now: datetime, since: date | None = None) -> Heard:
    """Collect all that was heard, or only what was heard on or after a day."""
    first = since or date.min
    closed = [each for each in await work.surveys.all() if each.state in HAS_FIGURES and each.closes_on >= first]
    rounds = [
        HeardRound(each, await figures_of(work, each), await _approved(work, each))
        for each in sorted(closed, key=lambda each: (each.closes_on, each.id))
    ]
    events = [each for each in reversed(await work.voice_events.all()) if each.held_on >= first]
    there = {event.id for event in events}
    points = {point.id: point for point in await work.voice_events.points() if point.event_id in there}
    changes = await _changes(work, institution, now, points)
    told = {institution.day(each.approved_at) for each in await work.you_said.all() if each.approved_at is not None}
    told_on = tuple(sorted(day for day in told if day >= first))
    return Heard(tuple(rounds), tuple(events), tuple(points.values()), tuple(changes), told_on)


async def _approved(work: Work, survey: Survey) -> tuple[Quotation, ...]:
    return tuple(each for each in await work.quotations.of(survey.id) if each.state is QuotationState.APPROVED)


async def _changes(
    work: Work, institution: Institution, now: datetime, points: Mapping[int, VoicePoint]
) -> Sequence[Change]:
    cycle = await current_cycle(work, institution, now)
    found = []
    for led in await work.voice_events.led():
        action = await _as_it_is(work, led) if led.point_id in points else None
        if action is not None:
            found.append(Change(points[led.point_id], action, cycle.colour(action), led.did))
    return found


async def _as_it_is(work: Work, led: Led) -> Action | None:
    """The action, or the one into which it was merged."""
    action, seen = await work.plans.action(led.action_id), {led.action_id}
    while action is not None and action.merged_into_id is not None and action.merged_into_id not in seen:
        seen.add(action.merged_into_id)
        action = await work.plans.action(action.merged_into_id)
    return action
