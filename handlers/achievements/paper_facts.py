"""What was done since a day, put together for the update paper: achievements, and actions that were completed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.achievements.measured import Measured, measures
from handlers.achievements.model import Achievement, Testimonial
from handlers.achievements.shown import action_names, line, place, shown_by
from handlers.people.model import Institution
from handlers.plans.model import Action, Plan, PlanState
from handlers.plans.rag import Rag
from handlers.plans.reading.dates import is_recurring
from handlers.plans.themes import counted_under
from handlers.reviews.model import Review
from handlers.reviews.reporting import Colour, current_cycle
from handlers.reviews.schedule import last_closed, next_review
from handlers.work import Work


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done: in which part of a plan, when, with which figure, and what shows it.

    `brought_in` marks an action that came into Bunsen completed: `on` is then the day it came, not the day it was done.
    """

    theme: str
    what: str
    on: date
    place: str
    figure: str = ""
    shown_by: tuple[str, ...] = ()
    testimonial: Testimonial | None = None
    is_action: bool = False
    brought_in: bool = False


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """All that an update paper says. `coming` are the actions in progress that say what comes next."""

    institution: Institution
    since: date
    today: date
    plan: Plan | None
    done: tuple[Done, ...]
    measures: tuple[Measured, ...]
    coming: tuple[Action, ...]
    last_review: Review | None
    next_review: Review | None

    def of(self, theme: str) -> tuple[Done, ...]:
        """What was done for one theme, in the order in which it was done."""
        return tuple(sorted((each for each in self.done if each.theme == theme), key=lambda each: each.on))


async def paper_facts(work: Work, institution: Institution, since: date, now: datetime) -> PaperFacts:
    """Put them together."""
    kept = [each for each in await work.achievements.all() if each.is_kept and each.done_on >= since]
    told = {action_id for each in kept for action_id in each.action_ids}
    plan = await work.plans.current()
    done = [*await _achieved(work, kept), *await _completed(work, institution, since, told)]
    actions = await work.plans.actions(plan.id) if plan else ()
    readings = await work.plans.readings(plan.id) if plan else {}
    cycle = await current_cycle(work, institution, now)
    reviews = await work.reviews.all()
    today = institution.day(now)
    fresh = {action_id: each for action_id, each in readings.items() if institution.day(each.at) >= since}
    return PaperFacts(
        institution,
        since,
        today,
        plan,
        tuple(done),
        tuple(each for each in measures(actions, fresh, institution) if each.is_moving),
        tuple(action for action in actions if cycle.colour(action) is Colour.AMBER and _says_what_comes(action)),
        last_closed(reviews),
        next_review(reviews, today),
    )


async def _achieved(work: Work, kept: Sequence[Achievement]) -> list[Done]:
    shown, names = await shown_by(work), await action_names(work, kept)
    return [
        Done(
            theme=counted_under(each.theme),
            what=each.what,
            on=each.done_on,
            place=place(each, names),
            figure=each.measured,
            shown_by=shown.get(each.id, ()),
            testimonial=each.testimonial,
        )
        for each in kept
    ]


async def _completed(work: Work, institution: Institution, since: date, told: set[int]) -> list[Done]:
    """The actions, of any plan, that were completed since; not those that an achievement tells of already."""
    moment = institution.calendar.end_of(since - timedelta(days=1))
    done: list[Done] = []
    for plan in await work.plans.all():
        if plan.state is PlanState.DRAFT:
            continue
        actions = [each for each in await work.plans.actions(plan.id) if _is_green(each) and each.id not in told]
        if not actions:
            continue
        before = {each.id for each in await work.plans.as_of(plan.id, moment) if _is_green(each)}
        evidence: defaultdict[int, list[str]] = defaultdict(list)
        for piece in await work.plans.evidence_of_plan(plan.id):
            evidence[piece.action_id].append(line(piece.title, piece.link))
        done += [
            _as_done(each, institution, tuple(evidence[each.id]))
            for each in actions
            if _reported_on(each, institution) >= since and (each.id not in before or is_recurring(each.due_text))
        ]
    return done


def _as_done(action: Action, institution: Institution, shown_by: tuple[str, ...]) -> Done:
    said = action.latest
    comment, reading = (said.comment, said.reading) if said else ("", "")
    return Done(
        theme=counted_under(action.theme),
        what=f"{action.title}\n{comment}" if comment else action.title,
        on=_reported_on(action, institution),
        place=action.ref or "in the plan",
        figure=reading,
        shown_by=shown_by,
        is_action=True,
        brought_in=said is not None and said.by_person_id is None,
    )


def _is_green(action: Action) -> bool:
    return action.latest is not None and action.latest.rag is Rag.GREEN


def _reported_on(action: Action, institution: Institution) -> date:
    return institution.day(action.latest.at) if action.latest is not None else date.min


def _says_what_comes(action: Action) -> bool:
    return action.latest is not None and bool(action.latest.next_step)
