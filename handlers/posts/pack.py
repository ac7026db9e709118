"""The hand-over pack: what whoever takes up a post has to know, gathered from what is on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.people.model import Holding, Institution, Person, Post
from handlers.plans.model import Action, ActionUpdate, Evidence
from handlers.reviews.model import Review
from handlers.work import Work

REVIEWS = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What was last said of an action when a review was closed."""

    held_on: date
    update: ActionUpdate


@dataclass(frozen=True, slots=True)
class PackedAction:
    """An open action with its evidence, what was said at the last reviews (newest first), and who helps."""

    action: Action
    evidence: tuple[Evidence, ...]
    said: tuple[Said, ...]
    helpers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody worth knowing, and as what."""

    role: str
    person: Person


@dataclass(frozen=True, slots=True)
class Pack:
    """All of it, as it stands on `day`. `notes` are words that came with hand-overs that are under way or done."""

    institution: Institution
    post: Post
    day: date
    actions: tuple[PackedAction, ...]
    finished: int
    contacts: tuple[Contact, ...]
    notes: tuple[str, ...]
    reviews: tuple[date, ...]


async def gather(work: Work, institution: Institution, post: Post, today: date) -> Pack:
    """Gather the pack of a post from the plan that runs (or the newest there is)."""
    plans = await work.plans.all()
    plan = await work.plans.current() or (plans[-1] if plans else None)
    owned = await work.plans.owned_by(plan.id, {post.id}) if plan else []
    closed = sorted((each for each in await work.reviews.all() if each.closed_at), key=lambda each: each.held_on)
    reviews = closed[-REVIEWS:][::-1]
    said = await _said(work, plan.id, reviews) if plan else {}
    holdings = await work.posts.holdings_from(today)
    still_open = [action for action in owned if not action.is_over]
    packed = [
        PackedAction(
            action,
            tuple(await work.plans.evidence(action.id)),
            tuple(said.get(action.id, ())),
            _names(action.helper_post_ids, holdings),
        )
        for action in still_open
    ]
    return Pack(
        institution,
        post,
        today,
        tuple(packed),
        len(owned) - len(still_open),
        _contacts(post, still_open, holdings),
        tuple(each.reason for each in await work.handovers.of_post(post.id) if each.reason)[-1:],
        tuple(review.held_on for review in reviews),
    )


async def _said(work: Work, plan_id: int, reviews: Sequence[Review]) -> Mapping[int, list[Said]]:
    """What was last said of each action when each of these reviews was closed."""
    found: dict[int, list[Said]] = {}
    for review in reviews:
        for action in await work.plans.as_of(plan_id, review.closed_at) if review.closed_at else ():
            if action.latest is not None:
                found.setdefault(action.id, []).append(Said(review.held_on, action.latest))
    return found


def _names(post_ids: Sequence[int], holdings: Sequence[Holding]) -> tuple[str, ...]:
    held = {each.post.id: each.post.name for each in holdings}
    return tuple(held[post_id] for post_id in post_ids if post_id in held)


def _contacts(post: Post, actions: Sequence[Action], holdings: Sequence[Holding]) -> tuple[Contact, ...]:
    helping = {post_id for action in actions for post_id in action.helper_post_ids}
    found: dict[int, Contact] = {}
    for each in holdings:
        if each.post.id == post.id:
            role = "stands in for the post" if each.deputy else "holds the post"
        elif each.post.id in helping:
            role = f"helps, as {each.post.name}"
        else:
            continue
        found.setdefault(each.person.id, Contact(role, each.person))
    return tuple(found.values())
