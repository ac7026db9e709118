"""What is kept about nudges, and the indexes that a tick reads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Integer, bindparam, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.deliveries import State
from handlers.nudges.model import KINDS, NudgeAnswer, Told
from handlers.plans.brief import ActionInBrief, UpdateInBrief
from handlers.plans.model import ChangeKind, PlanState
from handlers.plans.rag import Rag
from storage.deliveries import insert_if_new
from storage.tables import actions, deliveries, institutions, nudge_answers, plans, reviews, updates
from storage.types import UtcDateTime

# What a tick asks in every institution is put together once; the values come with each call.
_MINE, _NOW = bindparam("mine", type_=Integer), bindparam("now", type_=UtcDateTime)

_NEWER = updates.alias()
_NEWEST_REPORT = (
    select(func.max(_NEWER.c.id)).where(_NEWER.c.action_id == actions.c.id, _NEWER.c.rag.is_not(None)).scalar_subquery()
)
_IN_BRIEF = (
    actions.c.id,
    actions.c.ref,
    actions.c.title,
    actions.c.owner_post_id,
    actions.c.start_on,
    actions.c.due_on,
    actions.c.due_text,
    actions.c.disputed_by_id,
    actions.c.due_nudge_at,
)
_ACTIONS = (
    select(*_IN_BRIEF, updates.c.rag, updates.c.at, updates.c.by_person_id)
    .select_from(
        actions.join(plans, plans.c.id == actions.c.plan_id).outerjoin(updates, updates.c.id == _NEWEST_REPORT)
    )
    .where(
        plans.c.institution_id == _MINE,
        plans.c.state == PlanState.ACTIVE.value,
        actions.c.institution_id == _MINE,
        actions.c.merged_into_id.is_(None),
    )
    .order_by(actions.c.position)
)
_RAGS = {rag.value: rag for rag in Rag}
_ANSWERS = select(nudge_answers).where(
    nudge_answers.c.institution_id == _MINE, nudge_answers.c.review_id == bindparam("review")
)
_TOLD = (
    select(
        deliveries.c.key,
        deliveries.c.kind,
        deliveries.c.person_id,
        deliveries.c.ids,
        deliveries.c.state,
        deliveries.c.due_at,
        deliveries.c.settled_at,
    )
    .where(
        deliveries.c.institution_id == _MINE,
        deliveries.c.kind.in_(KINDS),
        or_(deliveries.c.state == State.WAITING.value, deliveries.c.settled_at >= bindparam("since")),
    )
    .order_by(deliveries.c.due_at, deliveries.c.id)
)
_LOOK_AT_REVIEW = (
    update(reviews)
    .where(reviews.c.institution_id == _MINE, reviews.c.id == bindparam("review"))
    .values(next_nudge_at=bindparam("looked_at"))
)
_DUE_REVIEWS = (
    select(reviews.c.institution_id, reviews.c.id)
    .where(reviews.c.next_nudge_at <= _NOW)
    .order_by(reviews.c.next_nudge_at)
)
_DUE_ACTIONS = select(actions.c.institution_id).where(actions.c.due_nudge_at <= _NOW).distinct()


class SqlNudges:
    """`handlers.nudges.ports.Nudges` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def actions(self) -> Sequence[ActionInBrief]:
        """The actions of the plan that runs, in its order; not those merged into another."""
        rows = (await self._connection.execute(_ACTIONS, {"mine": self._institution_id})).all()
        return [
            ActionInBrief(
                number,
                ref,
                title,
                post,
                start,
                due,
                text,
                disputed,
                look,
                UpdateInBrief(_RAGS[rag], at, by) if rag else None,
            )
            for number, ref, title, post, start, due, text, disputed, look, rag, at, by in rows
        ]

    async def answers(self, review_id: int) -> Mapping[int, NudgeAnswer]:
        """What people answered to the nudges of a review, by person id."""
        which = {"mine": self._institution_id, "review": review_id}
        return {
            row.person_id: NudgeAnswer(row.review_id, row.person_id, row.seen_at, row.snoozes, row.snoozed_until)
            for row in await self._connection.execute(_ANSWERS, which)
        }

    async def answer(self, answer: NudgeAnswer) -> None:
        """Keep an answer, in the place of the one before."""
        said = {"seen_at": answer.seen_at, "snoozes": answer.snoozes, "snoozed_until": answer.snoozed_until}
        key = {"review_id": answer.review_id, "person_id": answer.person_id}
        add = insert_if_new(self._connection)(nudge_answers).values(**key, **said, institution_id=self._institution_id)
        await self._connection.execute(add.on_conflict_do_update(index_elements=list(key), set_=said))

    async def forget_answers(self, review_id: int) -> None:
        """Forget them: a review that moved far asks anew."""
        mine = nudge_answers.c.institution_id == self._institution_id
        await self._connection.execute(delete(nudge_answers).where(mine, nudge_answers.c.review_id == review_id))

    async def told(self, since: datetime) -> Sequence[Told]:
        """The nudges that wait, and those that were settled since then, the oldest first."""
        rows = await self._connection.execute(_TOLD, {"mine": self._institution_id, "since": since})
        return [
            Told(key, kind, person_id, ids, State(state), due_at, settled_at)
            for key, kind, person_id, ids, state, due_at, settled_at in rows
        ]

    async def taken(self, plan_id: int, since: datetime) -> Mapping[int, str]:
        """Who has taken up which action of a plan since then: names by action id, the newest counts."""
        mine = (actions.c.institution_id == self._institution_id) & (actions.c.plan_id == plan_id)
        of_plan = select(actions.c.id).where(mine)
        taken = updates.c.action_id.in_(of_plan) & (updates.c.kind == ChangeKind.TAKEN.value)
        found = select(updates.c.action_id, updates.c.by).where(taken, updates.c.at >= since).order_by(updates.c.id)
        return {row.action_id: row.by for row in await self._connection.execute(found)}

    async def due_actions(self, now: datetime) -> Mapping[int, int]:
        """The actions whose own due date is to be looked at: the id of their plan by their own."""
        mine = actions.c.institution_id == self._institution_id
        found = select(actions.c.id, actions.c.plan_id).where(mine, actions.c.due_nudge_at <= now)
        return {row.id: row.plan_id for row in await self._connection.execute(found.order_by(actions.c.id))}

    async def look_at(self, when: Mapping[int, datetime | None]) -> None:
        """Set when the due dates of these actions (by id) are to be looked at next; None means never again."""
        by_moment: dict[datetime | None, list[int]] = defaultdict(list)
        for action_id, moment in when.items():
            by_moment[moment].append(action_id)
        for moment, ids in by_moment.items():
            mine = (actions.c.institution_id == self._institution_id) & actions.c.id.in_(ids)
            await self._connection.execute(update(actions).where(mine).values(due_nudge_at=moment))

    async def look_at_review(self, review_id: int, when: datetime | None) -> None:
        """Set when the steps of a review are to be looked at next; None means never again."""
        which = {"mine": self._institution_id, "review": review_id, "looked_at": when}
        await self._connection.execute(_LOOK_AT_REVIEW, which)

    async def look_at_all(self, now: datetime) -> None:
        """Look anew at all due dates that were not yet reminded of: the calendar has changed."""
        mine = (actions.c.institution_id == self._institution_id) & actions.c.due_nudge_at.is_not(None)
        await self._connection.execute(update(actions).where(mine).values(due_nudge_at=now))

    async def pause(self, since: datetime | None) -> None:
        """Let no nudge leave any more; with None, let them leave again."""
        await self._change_institution(nudges_paused_at=since)

    async def close_on(self, days: Iterable[date]) -> None:
        """Set the days on which the institution is closed besides weekends and bank holidays."""
        await self._change_institution(closures=[day.isoformat() for day in sorted(days)])

    async def _change_institution(self, **values: object) -> None:
        mine = update(institutions).where(institutions.c.id == self._institution_id)
        await self._connection.execute(mine.values(**values))


class SqlDueNudges:
    """`handlers.nudges.ports.DueNudges` in SQL."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def reviews(self, now: datetime) -> Sequence[tuple[int, int]]:
        """Pairs of institution id and review id whose next step is due."""
        return [(row.institution_id, row.id) for row in await self._connection.execute(_DUE_REVIEWS, {"now": now})]

    async def actions(self, now: datetime) -> Sequence[tuple[int, int]]:
        """The institutions, twice each, in which the due date of some action is to be looked at."""
        rows = await self._connection.execute(_DUE_ACTIONS, {"now": now})
        return [(row.institution_id, row.institution_id) for row in rows]
