"""A plan that was read is put into the database: all of it, or nothing."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from handlers.people.model import Institution
from handlers.plans.difference import NAMES_IN_PLAN, Changed, Difference, difference
from handlers.plans.model import Action, ActionChange, ActionUpdate, ChangeKind, Plan, PlanColumn, PlanState
from handlers.plans.rag import Rag
from handlers.plans.reading import ActionDraft, PlanDraft
from handlers.posts.naming import LONGEST
from handlers.rights import kind_by_name
from handlers.work import Work

BY_IMPORT = "the imported plan"


@dataclass(frozen=True, slots=True)
class Import:
    """What to do with a plan that was read.

    `into` is the plan that it updates, None for a new one in this `state`. The colours stand for the day `as_of`. `by`
    and `by_person_id` say who brought it.
    """

    draft: PlanDraft
    title: str
    as_of: date
    into: Plan | None = None
    state: PlanState = PlanState.ACTIVE
    by: str = ""
    by_person_id: int | None = None


async def compare(work: Work, wanted: Import, institution: Institution) -> Difference:
    """Tell what an import would do, without doing it."""
    actions = await work.plans.actions(wanted.into.id) if wanted.into else []
    # Up to seconds for a very long plan: not in the event loop.
    return await asyncio.to_thread(difference, wanted.draft.actions, actions, wanted.as_of, institution)


async def carry_out(work: Work, wanted: Import, institution: Institution, now: datetime) -> tuple[Plan, Difference]:
    """Import a plan; the first owner named is the accountable post, added where it is new."""
    found = await compare(work, wanted, institution)
    plan = await _plan(work, wanted)
    said_at = min(now, _noon(wanted.as_of, institution))
    await work.plans.add_actions([await _action(work, plan, draft, said_at) for draft in found.new])
    for each in found.changed:
        await _change(work, wanted, each, now, said_at)
    return plan, found


async def _plan(work: Work, wanted: Import) -> Plan:
    columns = tuple(PlanColumn(column.heading, column.field) for column in wanted.draft.columns)
    if wanted.into is None:
        draft = wanted.draft
        return await work.plans.add(Plan(0, wanted.title, draft.starts_on, draft.ends_on, wanted.state, columns))
    plan = replace(wanted.into, title=wanted.title or wanted.into.title, columns=columns or wanted.into.columns)
    await work.plans.save(plan)
    return plan


async def _action(work: Work, plan: Plan, draft: ActionDraft, said_at: datetime) -> Action:
    owner, *helping = await _posts(work, draft.owners) or (None,)
    update = _update(0, draft, draft.rag, said_at) if draft.rag is not None else None
    return Action(
        id=0,
        plan_id=plan.id,
        ref=draft.ref,
        theme=draft.theme,
        title=draft.title,
        owner_text=draft.owner_text,
        owner_post_id=owner,
        start_on=draft.start,
        due_on=draft.due,
        due_text=draft.due_text,
        success_measure=draft.success_measure,
        source=draft.source,
        note="" if update else "\n".join(filter(None, (draft.comment, draft.learning))),
        latest=update,
        rationale=draft.rationale,
        baseline=draft.baseline,
        target=draft.target,
        resource=draft.resource,
        first_due_on=draft.due,
        helper_post_ids=tuple(post for post in helping if post is not None),
        extra=dict(draft.extra),
    )


async def _change(work: Work, wanted: Import, each: Changed, now: datetime, said_at: datetime) -> None:
    """Change an action, and record in its history what was changed by whom."""
    if each.fields:
        values = {NAMES_IN_PLAN.get(name, name): getattr(each.draft, name) for name in each.fields}
        changed = replace(each.action, extra={**each.action.extra, **each.draft.extra}, **values)
        if "owner_text" in each.fields:
            owner, *helping = await _posts(work, each.draft.owners) or (None,)
            changed = replace(
                changed, owner_post_id=owner, helper_post_ids=tuple(post for post in helping if post is not None)
            )
        if changed.first_due_on is None:
            changed = replace(changed, first_due_on=changed.due_on)
        await work.plans.change(changed)
        kind = ChangeKind.MOVED if set(each.fields) == {"due"} else ChangeKind.EDITED
        record = ActionChange(each.action.id, now, kind, each.fields, f"Import of {wanted.title}".strip(), wanted.by)
        await work.plans.record(replace(record, by_person_id=wanted.by_person_id))
    if each.rag is not None:
        await work.plans.record(_update(each.action.id, each.draft, each.rag, said_at))


async def _posts(work: Work, owners: Iterable[str]) -> list[int | None]:
    """The posts of these names, added where they are new. Half a page of text is no post: the lead gives one later."""
    named = [name for name in owners if len(name) <= LONGEST]
    return [(await work.people.add_post(name, kind_by_name(name))).id for name in named]


def _update(action_id: int, draft: ActionDraft, rag: Rag, said_at: datetime) -> ActionUpdate:
    return ActionUpdate(action_id, said_at, rag, draft.comment, draft.learning, next_step=draft.next_step, by=BY_IMPORT)


def _noon(day: date, institution: Institution) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(institution.timezone)).astimezone(UTC)
