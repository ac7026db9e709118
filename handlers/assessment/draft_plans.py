"""The sections of a draft on plans: what was done, the RAG analysis, the plan that is handed in. Pure."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from handlers.achievements.model import Achievement
from handlers.achievements.shown import place
from handlers.assessment.appendix import draft_warning, reds, summary
from handlers.assessment.draft_facts import DraftFacts
from handlers.assessment.rated import FormColour
from handlers.assessment.sections import Section
from handlers.dates import spoken
from handlers.documents import Grid, Heading, Paragraph, Part, ToBeWritten, Voice
from handlers.phrases import counted
from handlers.plans.model import Action, Plan
from handlers.plans.themes import OTHER, THEMES, counted_under
from handlers.reviews.calendar import months_after

HEADINGS = ("What was done", "Action", "When", "Figure", "What shows it")


def since_signing(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """Achievements and completed actions, theme by theme."""
    greens = facts.rated.of(FormColour.GREEN) if facts.rated else ()
    for theme in THEMES[:4]:
        yield Heading(theme, 2)
        rows = [achievement_row(each, facts) for each in facts.achievements if counted_under(each.theme) == theme]
        rows += [
            (
                each.action.title,
                each.action.ref or "in the plan",
                "",
                "",
                "\n".join(piece.title for piece in each.evidence),
            )
            for each in greens
            if each.theme == theme
        ]
        if rows:
            yield Grid(f"{theme}: what was done", HEADINGS, tuple(rows))
        yield ToBeWritten(
            facts.who(section), f"{theme}: {'what else' if rows else 'what'} was put in place since signing."
        )
    yield _source(facts, "achievements and completed actions")


def rag(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """The counts and every red; the rest stands in the appendix."""
    if facts.rated is None:
        yield ToBeWritten(facts.who(section), "The RAG analysis: there is no plan in Bunsen to look back on.")
        return
    yield Paragraph(f"The plan that is looked back on: {_with_dates(facts.rated.plan)}.")
    yield from draft_warning(facts.rated)
    yield from demoted(summary(facts.rated))
    yield from demoted(reds(facts.rated))
    yield Paragraph("The amber and green actions, with what shows them, stand in the appendix at the end.")


def beyond_plan(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """Achievements that no action of a plan names."""
    outside = [each for each in facts.achievements if not each.action_ids]
    if outside:
        rows = tuple(achievement_row(each, facts) for each in outside)
        yield Grid("Achievements outside the plan", HEADINGS, rows)
        yield _source(facts, "achievements")
    what = "What else was done that the plan did not have." if outside else "What was done that the plan did not have."
    yield ToBeWritten(facts.who(section), f"{what} Recorded with “achievements”, it stands here the next time.")


def next_plan(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """The plan that is handed in, theme by theme, with what it lacks."""
    months = facts.stage.months
    if facts.next_plan is None or not facts.next_actions:
        yield ToBeWritten(
            facts.who(section),
            f"The {months}-month action plan: none is drafted in Bunsen yet. Drop its file into a chat with Bunsen, or "
            "bring it in with bunsen plan import FILE.",
        )
        return
    yield Paragraph(f"{_with_dates(facts.next_plan)}: {counted(len(facts.next_actions), 'action')}.")
    if said := length_trouble(facts.next_plan, months):
        yield Paragraph(said, Voice.WARNING)
    yield from _by_theme(facts)
    yield from _lacking(facts, section)
    yield _source(facts, f"“{facts.next_plan.title}”")


def length_trouble(plan: Plan, months: int) -> str:
    """What is wrong with how long a plan runs; empty where it is right, or nobody knows."""
    if plan.starts_on is None or plan.ends_on is None:
        return f"The plan has no first and last day yet. This stage asks for {months} months."
    # The last day is part of the plan: 36 months from 1 August end on 31 July.
    wanted = months_after(plan.starts_on, months)
    if abs((plan.ends_on + timedelta(days=1) - wanted).days) <= 1:
        return ""
    return f"This plan runs {_months(plan.starts_on, plan.ends_on)} months; this stage asks for {months}."


def achievement_row(each: Achievement, facts: DraftFacts) -> tuple[str, ...]:
    """An achievement as a row under `HEADINGS`."""
    return (
        each.what,
        place(each, facts.action_names),
        spoken(each.done_on),
        each.measured or "none given",
        "\n".join(facts.shown_by.get(each.id, ())) or "nothing is kept",
    )


def demoted(parts: Iterator[Part]) -> Iterator[Part]:
    """The same parts, with their headings one level lower."""
    for part in parts:
        yield Heading(part.text, min(part.level + 1, 3)) if isinstance(part, Heading) else part


def _by_theme(facts: DraftFacts) -> Iterator[Part]:
    order = (*THEMES, OTHER)
    ordered = sorted(facts.next_actions, key=lambda action: order.index(counted_under(action.theme)))
    for theme, actions in groupby(ordered, key=lambda action: counted_under(action.theme)):
        rows = tuple(_action_row(action, facts) for action in actions)
        yield Grid(theme, ("Action", "Owner", "When", "Measure of success", "Resource"), rows)


def _action_row(action: Action, facts: DraftFacts) -> tuple[str, ...]:
    measure = [action.success_measure, f"Baseline: {action.baseline}" if action.baseline else ""]
    measure.append(f"Target: {action.target}" if action.target else "")
    return (
        action.name,
        facts.next_owners.get(action.id) or "nobody yet",
        spoken(action.due_on) if action.due_on else action.due_text or "no date yet",
        "\n".join(line for line in measure if line) or "no measure yet",
        action.resource or "not said",
    )


def _lacking(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """How many actions say how impact is evidenced and how they are resourced: the form asks for both."""
    total = len(facts.next_actions)
    said = Counter[str]()
    for action in facts.next_actions:
        said["measure"] += bool(action.success_measure or action.target)
        said["baseline"] += bool(action.baseline)
        said["resource"] += bool(action.resource)
    yield Paragraph(
        f"Of {counted(total, 'action')}, {said['measure']} have a measure or target, {said['baseline']} a baseline, "
        f"and {said['resource']} say what they are given."
    )
    if said["measure"] < total:
        yield ToBeWritten(facts.who(section), "How impact will be evidenced where an action has no measure yet.")
    if said["resource"] < total:
        yield ToBeWritten(facts.who(section), "How initiatives are resourced where the table says “not said”.")


def _with_dates(plan: Plan) -> str:
    if plan.starts_on is None or plan.ends_on is None:
        return plan.title
    return f"{plan.title}, {spoken(plan.starts_on)} to {spoken(plan.ends_on)}"


def _months(first: date, last: date) -> int:
    after = last + timedelta(days=1)
    whole = (after.year - first.year) * 12 + after.month - first.month
    return whole - 1 if after.day < first.day else whole


def _source(facts: DraftFacts, what: str) -> Paragraph:
    return Paragraph(f"Source: {what} in Bunsen, as of {spoken(facts.today)}.", Voice.QUIET)
