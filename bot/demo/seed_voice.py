"""What was heard at the demo's university before the survey: a workshop, what was said, and what it led to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files

import yaml
from cattrs import Converter

from handlers.people.model import Institution, Person
from handlers.voice.events.keeping import references
from handlers.voice.events.model import Led, Method, Prompt, VoiceEvent, VoicePoint
from handlers.work import Work


@dataclass(frozen=True, slots=True)
class _Point:
    theme: str
    prompt: Prompt
    words: str
    times: int = 1
    actions: tuple[str, ...] = ()
    did: str = ""


@dataclass(frozen=True, slots=True)
class _Workshop:
    method: Method
    title: str
    held_days_ago: int
    invited: int
    took_part: int
    note: str
    points: tuple[_Point, ...]


async def add_workshop(work: Work, institution: Institution, by: Person, now: datetime) -> None:
    """Record the workshop, its points, and the actions of the plan that they led to."""
    heard = Converter(forbid_extra_keys=True).structure(
        yaml.safe_load((files("bot.demo") / "workshop.yaml").read_text("utf-8")), _Workshop
    )
    day = institution.calendar.working_day_on_or_before(institution.day(now) - timedelta(days=heard.held_days_ago))
    event = await work.voice_events.add(
        VoiceEvent(0, heard.method, heard.title, day, now, heard.invited, heard.took_part, heard.note, by.name, by.id)
    )
    points = await work.voice_events.add_points(
        [VoicePoint(0, event.id, each.theme, each.prompt, each.words, each.times) for each in heard.points]
    )
    known = await references(work)
    for point, said in zip(points, heard.points, strict=True):
        for ref in said.actions:
            await work.voice_events.lead(Led(point.id, known[ref.casefold()].id, said.did))
