"""All that Bunsen knows for a self-assessment, put together for one stage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.achievements.measured import Measured, measures
from handlers.achievements.model import Achievement
from handlers.achievements.shown import action_names, shown_by
from handlers.assessment.model import Headcount
from handlers.assessment.rated import RatedPlan, rated, rated_now
from handlers.assessment.sections import Section, Stage, stage
from handlers.assessment.talent import Mapped, mapped
from handlers.demand.evidence import Topic
from handlers.demand.reading import evidence_of
from handlers.documents import Part
from handlers.forms import parse_date
from handlers.knowledge.base import Base
from handlers.knowledge.model import VALUES
from handlers.measures.asked import on_funds_and_registration
from handlers.people.model import Holding, Institution, Post
from handlers.plans.model import Action, Plan, PlanState
from handlers.reviews.model import Review
from handlers.submission.model import Remark
from handlers.submission.parts import remarks, sign_off_parts, writer_of, writers
from handlers.voice.heard import Heard, gather
from handlers.work import Work

_PLAN_PAGE = "plan-page"
"""The value in which an institution keeps the address of its plan (`handlers/answers/knowledge/values`)."""


@dataclass(frozen=True, slots=True)
class Published:
    """Where status and plan are published, who said so, and when."""

    address: str
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What a draft is made of.

    `rated` is the plan that is looked back on; `next_plan` the one that is handed in with the form. `shown_by` has what
    shows each achievement, by its id; `action_names` names the actions that achievements belong to. `asked` counts
    questions on funds and registration, from five up.
    """

    stage: Stage
    institution: Institution
    today: date
    rated: RatedPlan | None
    next_plan: Plan | None
    next_actions: tuple[Action, ...]
    next_owners: Mapping[int, str]
    posts: tuple[Post, ...]
    holdings: tuple[Holding, ...]
    reviews: tuple[Review, ...]
    headcounts: tuple[Headcount, ...]
    achievements: tuple[Achievement, ...]
    shown_by: Mapping[int, tuple[str, ...]]
    action_names: Mapping[int, str]
    measures: tuple[Measured, ...]
    heard: Heard
    talent: tuple[Mapped, ...]
    published: Published | None
    sign_off: tuple[Part, ...]
    remarks: tuple[Remark, ...]
    writers: Mapping[str, str]
    asked: tuple[Topic, ...]

    def who(self, section: Section) -> str:
        """Who is to write a section."""
        return writer_of(self.writers, section.id)

    def holders(self, post_id: int) -> list[Holding]:
        """Who holds a post today or stands in, holders first."""
        mine = [each for each in self.holdings if each.post.id == post_id]
        return sorted(mine, key=lambda each: each.deputy)


async def draft_facts(work: Work, base: Base, institution: Institution, number: int, now: datetime) -> DraftFacts:
    """Put them together for a stage; `base` names the topics that were asked about. Raises UnknownStage."""
    which = stage(number)
    today = institution.day(now)
    looked_back_on, next_plan = await _plans(work, institution, number, now)
    actions = tuple(await work.plans.actions(next_plan.id)) if next_plan else ()
    posts = tuple(await work.people.posts())
    kept = tuple(each for each in await work.achievements.all() if each.is_kept)
    plan_id = looked_back_on.plan.id if looked_back_on else None
    readings = await work.plans.readings(plan_id) if plan_id is not None else {}
    rated_actions = [each.action for each in looked_back_on.actions] if looked_back_on else []
    return DraftFacts(
        stage=which,
        institution=institution,
        today=today,
        rated=looked_back_on,
        next_plan=next_plan,
        next_actions=actions,
        next_owners=_owners(actions, posts),
        posts=posts,
        holdings=tuple(await work.people.holdings(today)),
        reviews=tuple(await work.reviews.all()),
        headcounts=tuple(await work.assessments.headcounts()),
        achievements=kept,
        shown_by=await shown_by(work),
        action_names=await action_names(work, kept),
        measures=measures(rated_actions, readings, institution),
        heard=await gather(work, institution, now),
        talent=tuple(mapped(await work.assessments.talent())),
        published=await _published(work),
        sign_off=await sign_off_parts(work, institution, today),
        remarks=tuple(await remarks(work)),
        writers=await writers(work),
        asked=tuple(await _asked(work, base, today)),
    )


async def _plans(
    work: Work, institution: Institution, number: int, now: datetime
) -> tuple[RatedPlan | None, Plan | None]:
    """The plan to look back on, and the one to hand in: the newest draft, or with the first form the plan that runs."""
    everything = await work.plans.all()
    drafts = [plan for plan in everything if plan.state is PlanState.DRAFT]
    current = await work.plans.current()
    closed = [plan for plan in everything if plan.state is PlanState.CLOSED]
    if drafts or number == 1 or current is None:
        return await rated_now(work, institution, now), drafts[-1] if drafts else current
    # Without a draft, a plan that has only begun may be the one to hand in: the one before it was closed for it.
    if closed and current.starts_on is not None and current.starts_on >= institution.day(now):
        return await rated(work, institution, closed[-1], now), current
    return await rated_now(work, institution, now), None


def _owners(actions: Sequence[Action], posts: Sequence[Post]) -> Mapping[int, str]:
    """Who owns each action, by its id."""
    names = {post.id: post.name for post in posts}
    owners = {each.id: names.get(each.owner_post_id) if each.owner_post_id is not None else None for each in actions}
    return {each.id: owners[each.id] or each.owner_text for each in actions}


async def _asked(work: Work, base: Base, today: date) -> Sequence[Topic]:
    """How often technicians asked about funds and registration; which questions are alike does not matter here."""
    return on_funds_and_registration(await evidence_of(work, base, _none_alike, today))


def _none_alike(_questions: Sequence[str]) -> Sequence[Sequence[int]]:
    return ()


async def _published(work: Work) -> Published | None:
    """The address that was set among the institution's values."""
    versions = await work.knowledge.in_use([VALUES])
    values: Any = versions[0].body.get("values") if versions else None
    found: Any = values.get(_PLAN_PAGE) if isinstance(values, Mapping) else None
    if not isinstance(found, Mapping) or not found.get("value"):
        return None
    return Published(str(found["value"]), str(found.get("by") or ""), parse_date(str(found.get("on") or "")))
