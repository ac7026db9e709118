"""What every action is at one moment, in lines that a review keeps when it closes."""

from collections.abc import Container, Mapping, Sequence
from datetime import date, datetime

from handlers.people.model import Institution
from handlers.plans.model import Action
from handlers.reviews.model import SnapshotLine
from handlers.reviews.reporting import Cycle
from handlers.work import Work


async def lines_now(
    work: Work, institution: Institution, actions: Sequence[Action], cycle: Cycle, now: datetime
) -> tuple[SnapshotLine, ...]:
    """The lines of these actions, all of one plan, as things stand now."""
    if not actions:
        return ()
    posts = {post.id: post.name for post in await work.people.posts()}
    held = {holding.post.id for holding in await work.people.holdings(institution.day(now))}
    shown = await work.plans.evidence_counts(actions[0].plan_id)
    return lines_of(actions, cycle, posts, held, shown, institution)


def lines_of(
    actions: Sequence[Action],
    cycle: Cycle,
    posts: Mapping[int, str],
    held: Container[int],
    evidence: Mapping[int, int],
    institution: Institution,
) -> tuple[SnapshotLine, ...]:
    """The lines of these actions. `held` are the posts with somebody in them, `evidence` counts it by action. Pure."""
    return tuple(_line(action, cycle, posts, held, evidence.get(action.id, 0), institution) for action in actions)


def _line(
    action: Action,
    cycle: Cycle,
    posts: Mapping[int, str],
    held: Container[int],
    evidence: int,
    institution: Institution,
) -> SnapshotLine:
    latest = action.latest
    return SnapshotLine(
        action_id=action.id,
        ref=action.ref,
        theme=action.theme,
        title=action.title,
        colour=cycle.colour(action).value,
        is_full=True,
        owner=posts.get(action.owner_post_id, "") if action.owner_post_id is not None else "",
        owner_text=action.owner_text,
        vacant=action.owner_post_id is None or action.owner_post_id not in held,
        due_on=_iso(action.due_on),
        due_text=action.due_text,
        first_due_on=_iso(action.first_due_on),
        rag=latest.rag.value if latest else "",
        reported_on=_iso(institution.day(latest.at)) if latest else "",
        comment=latest.comment if latest else "",
        learning=latest.learning if latest else "",
        next_step=latest.next_step if latest else "",
        next_step_on=_iso(latest.next_step_on) if latest else "",
        reading=latest.reading if latest else "",
        resource=action.resource,
        evidence=evidence,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
