"""A plan that was read is put into the database: all of it, or nothing."""

from datetime import datetime

from handlers.plans.model import Action, ActionUpdate, Plan
from handlers.plans.reading import ActionDraft, PlanDraft
from handlers.rights import PostKind
from handlers.work import Work

BY_IMPORT = "the imported plan"


async def store_plan(work: Work, draft: PlanDraft, title: str, now: datetime) -> Plan:
    """Store a plan as the one that runs now; the first owner named is the accountable post, added where it is new."""
    plan = await work.plans.add(Plan(0, title))
    await work.plans.add_actions([await _action(work, plan, action, now) for action in draft.actions])
    return plan


async def _action(work: Work, plan: Plan, draft: ActionDraft, now: datetime) -> Action:
    post = await work.people.add_post(draft.owners[0], PostKind.OWNER) if draft.owners else None
    update = None
    if draft.rag is not None:
        update = ActionUpdate(0, now, draft.rag, draft.comment, draft.learning, by=BY_IMPORT)
    return Action(
        id=0,
        plan_id=plan.id,
        ref=draft.ref,
        theme=draft.theme,
        title=draft.title,
        owner_text=draft.owner_text,
        owner_post_id=post.id if post else None,
        start_on=draft.start,
        due_on=draft.due,
        due_text=draft.due_text,
        success_measure=draft.success_measure,
        source=draft.source,
        note="" if update else "\n".join(filter(None, (draft.comment, draft.learning))),
        latest=update,
    )
