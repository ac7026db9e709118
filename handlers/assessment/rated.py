"""A plan as the form's RAG analysis counts it: what was dropped or not begun is red, what nobody reported is neither.

The self-assessment knows three colours. Red is "still to be carried out, which must be explained"; what was dropped and
what has not begun was not carried out either, so it stands under red with its reason.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from handlers.people.model import Institution
from handlers.plans.model import Action, Evidence, Plan, PlanState
from handlers.plans.themes import OTHER, THEMES, counted_under
from handlers.reviews.reporting import Colour, Cycle, current_cycle
from handlers.work import Work


class FormColour(StrEnum):
    """What an action counts as in the form's analysis."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_REPORTED = "not_reported"


@dataclass(frozen=True, slots=True)
class RatedAction:
    """An action with its colour in the form, what Bunsen calls it itself, its post, and what shows it."""

    action: Action
    colour: FormColour
    known_as: Colour
    post: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def theme(self) -> str:
        """The theme it is counted under."""
        return counted_under(self.action.theme)


@dataclass(frozen=True, slots=True)
class RatedPlan:
    """A plan with all its actions rated, as of a moment and the day that it was at the institution."""

    institution: Institution
    plan: Plan
    actions: tuple[RatedAction, ...]
    at: datetime
    today: date

    def of(self, colour: FormColour) -> tuple[RatedAction, ...]:
        """The actions of one colour, in the order of the themes, then of the plan."""
        order = (*THEMES, OTHER)
        mine = [each for each in self.actions if each.colour is colour]
        return tuple(sorted(mine, key=lambda each: order.index(each.theme)))

    @property
    def counts(self) -> Mapping[str, Counter[FormColour]]:
        """How many of each colour there are, by theme; the five themes always, "Other" where it is needed."""
        found: dict[str, Counter[FormColour]] = {theme: Counter() for theme in THEMES}
        for each in self.actions:
            found.setdefault(each.theme, Counter())[each.colour] += 1
        return found

    @property
    def total(self) -> Counter[FormColour]:
        """How many of each colour there are."""
        return Counter(each.colour for each in self.actions)


async def rated_now(work: Work, institution: Institution, now: datetime) -> RatedPlan | None:
    """Rate the plan that runs, or the one that was closed last where none runs; None where there is neither."""
    plan = await work.plans.current() or await _closed_last(work)
    return await rated(work, institution, plan, now) if plan else None


async def rated(work: Work, institution: Institution, plan: Plan, now: datetime) -> RatedPlan:
    """Rate a plan."""
    actions = await work.plans.actions(plan.id)
    # Of a plan that is closed nobody is asked any more, so what was said last stands.
    cycle = None if plan.state is PlanState.CLOSED else await current_cycle(work, institution, now)
    posts = {post.id: post.name for post in await work.people.posts()}
    kept: defaultdict[int, list[Evidence]] = defaultdict(list)
    for each in await work.plans.evidence_of_plan(plan.id):
        kept[each.action_id].append(each)
    found = (_rate(action, cycle, posts, kept[action.id]) for action in actions)
    return RatedPlan(institution, plan, tuple(found), now, institution.day(now))


def form_colour(colour: Colour) -> FormColour:
    """What a colour of Bunsen's counts as in the form."""
    match colour:
        case Colour.GREEN:
            return FormColour.GREEN
        case Colour.AMBER:
            return FormColour.AMBER
        case Colour.RED | Colour.DROPPED | Colour.NOT_DUE:
            return FormColour.RED
        case Colour.NOT_REPORTED:
            return FormColour.NOT_REPORTED
        case _:
            assert_never(colour)


def _rate(action: Action, cycle: Cycle | None, posts: Mapping[int, str], evidence: Sequence[Evidence]) -> RatedAction:
    known_as = cycle.colour(action) if cycle is not None else _last_said(action)
    named = posts.get(action.owner_post_id) if action.owner_post_id is not None else None
    return RatedAction(action, form_colour(known_as), known_as, named or action.owner_text, tuple(evidence))


def _last_said(action: Action) -> Colour:
    return Colour(action.latest.rag) if action.latest is not None else Colour.NOT_REPORTED


async def _closed_last(work: Work) -> Plan | None:
    closed = [plan for plan in await work.plans.all() if plan.state is PlanState.CLOSED]
    return closed[-1] if closed else None
