"""Who may do what with an action: the one place for it. Rights come from posts (DESIGN.md 1)."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from handlers.feature import Context, DeliveryContext
from handlers.forms import as_id
from handlers.people.model import Holding
from handlers.plans.model import Action, Plan, PlanState
from handlers.rights import PostKind


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to one action, and so what they may do with it.

    Holders and deputies of the post that owns it look after it; those of posts that help may add to what is known of
    it; chairs and leads may do everything, and they alone change what is in the plan. Nobody changes what is over.
    """

    owns: bool
    helps: bool
    committee: bool
    plan_state: PlanState
    merged: bool = False
    dropped: bool = False

    @property
    def read_all(self) -> bool:
        """Read who said what, and fetch evidence."""
        return self.owns or self.helps or self.committee

    @property
    def kept(self) -> bool:
        """Tell whether it is still an action of its own, in a plan that is not closed."""
        return not self.merged and self.plan_state is not PlanState.CLOSED

    @property
    def comment(self) -> bool:
        """Comment on it, and add evidence."""
        return self.read_all and self.kept

    @property
    def change(self) -> bool:
        """Edit it, move its date, hand it over."""
        return (self.owns or self.committee) and self.kept and not self.dropped

    @property
    def report(self) -> bool:
        """Report on it."""
        return self.change and self.plan_state is PlanState.ACTIVE

    @property
    def scan(self) -> bool:
        """Drop, split or merge it."""
        return self.committee and self.kept and not self.dropped

    @property
    def resume(self) -> bool:
        """Take it up again after it was dropped."""
        return (self.owns or self.committee) and self.kept and self.dropped


@dataclass(frozen=True, slots=True)
class Sight:
    """An action as somebody meets it."""

    action: Action
    plan: Plan
    may: Standing


async def sight(context: Context | DeliveryContext, value: str) -> Sight | None:
    """Find an action by the id in a press or form; None where there is none that this person may see."""
    action_id = as_id(value)
    action = await context.work.plans.action(action_id) if action_id is not None else None
    return await sight_of(context, action) if action is not None else None


async def sight_of(context: Context | DeliveryContext, action: Action) -> Sight | None:
    """See an action as this person may. Of a plan that is still being drafted, only chairs and leads see anything."""
    plan = await context.work.plans.get(action.plan_id)
    if plan is None:
        return None
    holdings = await context.work.people.holdings(context.today, context.person.id)
    may = standing(action, plan, holdings)
    return Sight(action, plan, may) if may.committee or plan.state is not PlanState.DRAFT else None


def standing(action: Action, plan: Plan, holdings: Sequence[Holding]) -> Standing:
    """How somebody with these holdings stands to an action."""
    posts = {holding.post.id for holding in holdings}
    return Standing(
        owns=action.owner_post_id in posts,
        helps=_any(action.helper_post_ids, posts),
        committee=is_committee(holdings),
        plan_state=plan.state,
        merged=action.merged_into_id is not None,
        dropped=action.is_dropped,
    )


def is_committee(holdings: Iterable[Holding]) -> bool:
    """Tell whether somebody with these holdings is a chair or lead, or deputises for one."""
    return any(holding.post.kind in (PostKind.CHAIR, PostKind.LEAD) for holding in holdings)


def _any(wanted: Iterable[int], posts: Container[int]) -> bool:
    return any(post_id in posts for post_id in wanted)
