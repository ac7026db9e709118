"""What the demo's university has done besides its plan, how many technicians it has, and examples for TALENT."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib.resources import files

import yaml
from cattrs import Converter

from handlers.achievements.model import Achievement, AchievementProof, State, Testimonial
from handlers.assessment.model import Headcount, HeadcountRow, TalentAnswer
from handlers.people.model import Institution, Person
from handlers.voice.events.keeping import references
from handlers.work import Work


@dataclass(frozen=True, slots=True)
class _Words:
    words: str
    of: str
    days_ago: int
    consent: str


@dataclass(frozen=True, slots=True)
class _Achievement:
    theme: str
    what: str
    days_ago: int
    figure: str = ""
    unit: str = ""
    actions: tuple[str, ...] = ()
    cross_reference: str = ""
    link: str = ""
    link_title: str = ""
    testimonial: _Words | None = None


@dataclass(frozen=True, slots=True)
class _Headcount:
    days_ago: int
    source: str
    stated: int
    columns: tuple[str, ...]
    units: tuple[tuple[str, int, int, int], ...]
    totals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Example:
    recommendation: str
    example: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Done:
    achievements: tuple[_Achievement, ...]
    headcount: _Headcount
    examples: tuple[_Example, ...]


async def add_achievements(work: Work, institution: Institution, by: Person, now: datetime) -> None:
    """Record all of it, as the institutional lead."""
    done = Converter(forbid_extra_keys=True).structure(
        yaml.safe_load((files("bot.demo") / "achievements.yaml").read_text("utf-8")), _Done
    )
    today = institution.day(now)
    known = {ref: action.id for ref, action in (await references(work)).items()}
    for each in done.achievements:
        ids = tuple(known[ref.casefold()] for ref in each.actions)
        added = await work.achievements.add(_achievement(each, ids, by, today, now))
        if each.link:
            proof = AchievementProof(0, added.id, each.link_title, now, each.link, by=by.name, by_person_id=by.id)
            await work.achievements.add_proof(proof)
    await work.assessments.add_headcount(_headcount(done.headcount, by, today, now))
    for example in done.examples:
        told = TalentAnswer(
            example.recommendation, now, "", example.source, example.example, by=by.name, by_person_id=by.id
        )
        await work.assessments.add_talent(told)


def _achievement(each: _Achievement, ids: tuple[int, ...], by: Person, today: date, now: datetime) -> Achievement:
    said = each.testimonial
    return Achievement(
        id=0,
        theme=each.theme,
        what=each.what,
        done_on=today - timedelta(days=each.days_ago),
        state=State.KEPT,
        at=now,
        figure=each.figure,
        unit=each.unit,
        testimonial=Testimonial(said.words, said.of, today - timedelta(days=said.days_ago), said.consent)
        if said
        else None,
        cross_reference=each.cross_reference,
        action_ids=ids,
        by=by.name,
        by_person_id=by.id,
    )


def _headcount(each: _Headcount, by: Person, today: date, now: datetime) -> Headcount:
    return Headcount(
        id=0,
        counted_on=today - timedelta(days=each.days_ago),
        columns=each.columns,
        rows=tuple(HeadcountRow(unit, tuple(map(Decimal, numbers))) for unit, *numbers in each.units),
        at=now,
        totals=tuple(map(Decimal, each.totals)),
        stated={"": Decimal(each.stated)},
        source=each.source,
        by=by.name,
        by_person_id=by.id,
    )
