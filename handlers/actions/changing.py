"""Writing what becomes of an action: always with who, when, and from what to what."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from handlers.feature import Context
from handlers.nudges.due_dates import first_look_at, is_finished
from handlers.plans.model import Action, ActionChange, ActionUpdate, ChangeKind

FIELDS: Mapping[str, str] = {
    "ref": "reference",
    "theme": "theme",
    "title": "title",
    "start_on": "first day",
    "due_on": "due date",
    "due_text": "due date in words",
    "success_measure": "measure of success",
    "baseline": "baseline",
    "target": "target",
    "rationale": "rationale",
    "benefit": "expected benefit",
    "resource": "resource",
    "cross_reference": "cross reference",
    "owner": "owner",
    "helpers": "helping posts",
}
"""The fields whose changes are told, as they are called."""

_PLAIN = tuple(name for name in FIELDS if name not in ("owner", "helpers"))


async def changed(
    context: Context,
    before: Action,
    after: Action,
    kind: ChangeKind,
    comment: str = "",
) -> Action:
    """Write what an action is now, and record what changed; gives it as written."""
    posts = {post.id: post.name for post in await context.work.people.posts()}
    written = replace(after, due_nudge_at=_due_nudge_at(before, after))
    await context.work.plans.change(written)
    await noted(context, after.id, kind, comment, differences(before, after, posts))
    return written


async def added(context: Context, action: Action, kind: ChangeKind, comment: str = "") -> Action:
    """Add an action to its plan, and record where it comes from; gives it with its id."""
    written = await context.work.plans.add_action(action)
    await noted(context, written.id, kind, comment, {"title": ("", written.title)})
    return written


async def reported(context: Context, action: Action, update: ActionUpdate) -> Action:
    """Record a report; gives the action with it."""
    await context.work.plans.record(update)
    after = replace(action, latest=update)
    due_nudge_at = _due_nudge_at(action, after)
    if due_nudge_at != action.due_nudge_at:
        after = replace(after, due_nudge_at=due_nudge_at)
        await context.work.plans.change(after)
    return after


async def noted(
    context: Context,
    action_id: int,
    kind: ChangeKind,
    comment: str = "",
    changes: Mapping[str, tuple[str, str]] | None = None,
) -> None:
    """Record something that leaves the action itself as it is, or a change that was written already."""
    person = context.person
    await context.work.plans.record(
        ActionChange(action_id, context.now, kind, changes or {}, comment, person.name, person.id)
    )


def differences(before: Action, after: Action, posts: Mapping[int, str]) -> Mapping[str, tuple[str, str]]:
    """What differs between two states of an action, by field: (from, to), with posts by their names and days as ISO."""
    was, now = values(before, posts), values(after, posts)
    return {name: (was[name], now[name]) for name in FIELDS if was[name] != now[name]}


def values(action: Action, posts: Mapping[int, str]) -> Mapping[str, str]:
    """The fields of an action as texts."""
    found = {name: _text(getattr(action, name)) for name in _PLAIN}
    owner = posts.get(action.owner_post_id, "") if action.owner_post_id is not None else ""
    helpers = "; ".join(sorted(posts.get(post_id, "") for post_id in action.helper_post_ids))
    return found | {"owner": owner, "helpers": helpers}


def _text(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def _due_nudge_at(before: Action, after: Action) -> datetime | None:
    """When the due date is to be looked at: anew where the date, the owner or what is left to do has changed.

    Otherwise it stays: whoever was reminded already is not reminded again because somebody mended a title.
    """
    if is_finished(after):
        return None
    asks = (before.due_on, before.owner_post_id, is_finished(before))
    if asks == (after.due_on, after.owner_post_id, False):
        return after.due_nudge_at
    return first_look_at(after.due_on)
