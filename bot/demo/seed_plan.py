"""The plan of the demo's institution, with what was said of it so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.demo.data import DemoAction, DemoPlan
from handlers.people.model import Person, Post
from handlers.plans.model import Action, ActionChange, ActionUpdate, ChangeKind, Evidence, Plan
from handlers.plans.rag import Rag
from handlers.work import Work

_BETWEEN_REPORTS = timedelta(days=120)
_MOVED_BEFORE = timedelta(days=7)
"""A date was moved so long before it would have passed, or before the last report where that was earlier."""


@dataclass(frozen=True, slots=True)
class Staff:
    """The posts by name, who holds each of them first, and the lead, who speaks for those that nobody holds."""

    posts: Mapping[str, Post]
    holders: Mapping[str, Person]
    lead: Person

    def speaks_for(self, post: str) -> Person:
        """Who reports on the actions of a post."""
        return self.holders.get(post, self.lead)


async def add_plan(work: Work, plan: DemoPlan, staff: Staff, zone: ZoneInfo) -> None:
    """Add the plan, what was reported, why dates were moved, and the evidence."""
    added = await work.plans.add(Plan(0, plan.title, plan.starts_on, plan.ends_on))
    told = {action.words.ref: action for action in plan.actions}
    for action in await work.plans.add_actions(_action(added.id, each, staff) for each in plan.actions):
        await _add_history(work, action, told[action.ref], staff, zone)


def _action(plan_id: int, action: DemoAction, staff: Staff) -> Action:
    words = action.words
    owner = staff.posts.get(words.owner)
    return Action(
        id=0,
        plan_id=plan_id,
        ref=words.ref,
        theme=words.theme,
        title=words.title,
        owner_text=words.owner,
        owner_post_id=owner.id if owner else None,
        start_on=action.start,
        due_on=action.due,
        due_text=words.due_text,
        success_measure=words.success_measure,
        source=words.source,
        rationale=words.rationale,
        baseline=words.baseline,
        target=words.target,
        first_due_on=action.first_due,
        helper_post_ids=tuple(staff.posts[name].id for name in words.helpers),
    )


async def _add_history(work: Work, action: Action, told: DemoAction, staff: Staff, zone: ZoneInfo) -> None:
    if told.reported_on is None:
        return
    person = staff.speaks_for(told.words.owner)
    said: list[ActionUpdate | ActionChange] = [
        *_reports(action, told, told.reported_on, person, zone),
        *_moves(action, told, told.reported_on, person, zone),
    ]
    for each in sorted(said, key=lambda each: each.at):
        await work.plans.record(each)
    for link in told.words.evidence:
        at = _noon(told.reported_on, zone)
        kept = Evidence(0, action.id, link.title, at, link=link.link, by=person.name, by_person_id=person.id)
        await work.plans.add_evidence(kept)


def _moves(
    action: Action, told: DemoAction, reported_on: date, person: Person, zone: ZoneInfo
) -> tuple[ActionChange, ...]:
    """When and why the due date was moved, if it was."""
    if told.due is None or told.first_due is None or told.due == told.first_due:
        return ()
    at = _noon(min(told.first_due - _MOVED_BEFORE, reported_on), zone)
    dates = {"due_on": (told.first_due.isoformat(), told.due.isoformat())}
    why = told.words.moved_because
    return (ActionChange(action.id, at, ChangeKind.MOVED, dates, why, person.name, person.id),)


def _reports(
    action: Action, told: DemoAction, reported_on: date, person: Person, zone: ZoneInfo
) -> tuple[ActionUpdate, ActionUpdate]:
    """What was last said of an action and, before the last review, that it was in progress."""
    words = told.words
    last = ActionUpdate(
        action_id=action.id,
        at=_noon(reported_on, zone),
        rag=words.rag,
        comment=words.comment,
        learning=words.learning,
        by=person.name,
        by_person_id=person.id,
        reading=words.reading,
    )
    # Without an earlier word the first status would tell of changes from nothing.
    rag = words.rag if words.rag in (Rag.NOT_DUE, Rag.AMBER) else Rag.AMBER
    earlier = replace(
        last, at=_noon(reported_on - _BETWEEN_REPORTS, zone), rag=rag, comment="", learning="", reading=""
    )
    return earlier, last


def _noon(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(12), zone)
