"""A status as it is told to somebody: the figures of a part, and the words of what is shown of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.forms import as_id
from handlers.nudges.answering import Office, offices
from handlers.people.model import Institution
from handlers.plans.brief import ActionInCount
from handlers.plans.model import Plan
from handlers.reviews.model import Review
from handlers.reviews.reporting import Colour, cycle_at
from handlers.reviews.schedule import last_closed, next_review
from handlers.status.figures import Behind, Earlier, Figures, figures
from handlers.status.parts import Plots
from handlers.status.ports import Shown
from handlers.status.view import Kind, Part, View
from handlers.work import Work

MOST = 5
"""How many actions a section of the card names; the rest are a press away."""
IN_FULL: Sequence[Colour | Behind] = (
    Colour.RED,
    Behind.CHANGED,
    Colour.NOT_REPORTED,
    Behind.OVERDUE,
    Behind.SOON,
    Behind.LATER,
    Behind.UNOWNED,
)
"""What the chair's status names actions of."""


@dataclass(frozen=True, slots=True)
class Report:
    """A status as one reader may have it. `shown` has the words of the actions that are named, by their ids.

    `name` is what its part is called. `office` is the post whose actions these are, where it is one post's; `vacant`
    tells that nobody holds it. `reviews` are the closed ones; `most` is how many actions a section names. With
    `published`, only what anybody may have is left (`sharing.py`).
    """

    plan: Plan
    view: View
    name: str
    explained: str
    figures: Figures
    shown: Mapping[int, Shown]
    coming: Review | None
    reviews: Sequence[Review]
    institution: Institution
    office: Office | None = None
    vacant: bool = False
    most: int | None = MOST
    published: bool = False

    @property
    def today(self) -> date:
        """The day it is at the institution."""
        return self.institution.day(self.figures.as_of)

    def name_of(self, action: ActionInCount) -> str:
        """What an action is called."""
        words = self.shown.get(action.id)
        return words.name if words else ""


async def plots_for(work: Work, plan: Plan, part: Part) -> Plots:
    """What the plan is cut by for this part; posts and units are read only where it takes them."""
    actions = await work.standings.counted(plan.id)
    if part.kind not in (Kind.POST, Kind.UNIT):
        return Plots(plan, actions, (), ())
    return Plots(plan, actions, await work.people.posts(), await work.posts.units())


async def all_plots(work: Work, plan: Plan) -> Plots:
    """All that the plan can be cut by."""
    return Plots(plan, await work.standings.counted(plan.id), await work.people.posts(), await work.posts.units())


Naming = Callable[[Figures], Collection[int]]
"""Which actions are named, by their ids."""


async def load(
    work: Work,
    institution: Institution,
    plots: Plots,
    view: View,
    now: datetime,
    naming: Naming | None = None,
    most: int | None = MOST,
) -> Report:
    """Count a part of the plan, and read the words of what is named.

    That is what `naming` says, or else the first actions behind each number of the card: `most` of them, None for all.
    """
    today = institution.day(now)
    reviews = await work.reviews.all()
    held = await work.standings.held(today)
    cycle = cycle_at(reviews, institution.calendar, now, today)
    counted = figures(plots.of(view.part), held, cycle, await _earlier(work, chosen_review(reviews, view.since)), now)
    named = naming(counted) if naming is not None else _on_the_card(counted, view, most)
    post = as_id(view.part.key) if view.part.kind is Kind.POST else None
    return Report(
        plan=plots.plan,
        view=view,
        name=plots.name_of(view.part),
        explained=plots.explained(view.part),
        figures=counted,
        shown=await work.standings.shown(named),
        coming=next_review(reviews, today),
        reviews=[review for review in reviews if review.closed_at is not None],
        institution=institution,
        office=offices(await work.people.holdings(today)).get(post) if post is not None else None,
        vacant=post is not None and post not in held,
        most=most,
    )


def chosen_review(reviews: Sequence[Review], review_id: int | None) -> Review | None:
    """The closed review that changes are told since: the one that was chosen, else the last."""
    closed = {review.id: review for review in reviews if review.closed_at is not None}
    return closed.get(review_id or 0) or last_closed(reviews)


async def _earlier(work: Work, review: Review | None) -> Earlier | None:
    return Earlier(review, await work.standings.then(review.id)) if review else None


def _on_the_card(counted: Figures, view: View, most: int | None) -> set[int]:
    """The actions that the card names."""
    groups: Sequence[Colour | Behind] = (Colour.RED,) if view.short else IN_FULL
    return {action.id for group in groups for action in counted.behind(group)[:most]}
