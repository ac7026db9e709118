"""The update paper as a document: what was done for each theme since a day, as committees present it. Pure."""

from collections.abc import Iterator
from typing import Final

from handlers.achievements.paper_facts import Done, PaperFacts
from handlers.achievements.shown import OUTSIDE
from handlers.dates import spoken
from handlers.documents import Document, Grid, Heading, Pairs, Paragraph, Part, Quotation, ToBeWritten, Voice
from handlers.phrases import counted, joined
from handlers.plans.themes import (
    CAREER_DEVELOPMENT,
    EVALUATING_IMPACT,
    OTHER,
    RECOGNITION,
    SUSTAINABILITY,
    THEMES,
    VISIBILITY,
)

TITLE: Final = "Technician Commitment update paper"
# In our own words, after the guidance for the first self-assessment (December 2018).
THEME_AIMS: Final = {
    VISIBILITY: "Technicians can be found inside the institution, and their part is seen inside and outside it.",
    RECOGNITION: "Technicians are helped to gain recognition, above all through professional registration.",
    CAREER_DEVELOPMENT: "Technicians can progress along clear, documented pathways.",
    SUSTAINABILITY: "Technical skills have a future here, and technical expertise is fully used.",
    EVALUATING_IMPACT: "What is done is measured, and reported openly.",
    OTHER: "What belongs to none of the five themes.",
}
_LEAD: Final = "the institutional lead"


def paper_document(facts: PaperFacts) -> Document:
    """The whole paper."""
    span = f"{spoken(facts.since)} to {spoken(facts.today)}"
    return Document(
        TITLE,
        (
            *_background(facts),
            *_in_short(facts),
            *_by_theme(facts),
            *_measures(facts),
            *_ahead(facts),
            *_sources(facts),
        ),
        f"{facts.institution.name}, {span}",
        f"{TITLE}, {facts.institution.name}, as of {spoken(facts.today)}",
    )


def _background(facts: PaperFacts) -> Iterator[Part]:
    yield Heading("Background")
    rows = []
    if facts.plan is not None:
        rows.append(("Action plan", facts.plan.title))
        if facts.plan.starts_on and facts.plan.ends_on:
            rows.append(("Runs", f"{spoken(facts.plan.starts_on)} to {spoken(facts.plan.ends_on)}"))
    if facts.last_review is not None:
        rows.append(("Last review", spoken(facts.last_review.held_on)))
    if facts.next_review is not None:
        rows.append(("Next review", spoken(facts.next_review.held_on)))
    if rows:
        yield Pairs(tuple(rows))
    yield ToBeWritten(_LEAD, "Why this paper comes now, and what the committee is asked to note or decide.")


def _in_short(facts: PaperFacts) -> Iterator[Part]:
    yield Heading("In short")
    yield Paragraph(in_one_sentence(facts))
    if facts.done:
        rows = [(theme, *_counts(facts.of(theme))) for theme in _themes(facts)]
        rows.append(("All", *_counts(facts.done)))
        yield Grid(
            f"What was done since {spoken(facts.since)}",
            ("Theme", "Achievements", "Actions completed", "With a figure", "With evidence"),
            tuple(rows),
        )


def in_one_sentence(facts: PaperFacts) -> str:
    """What was done, in a sentence with its numbers."""
    actions = sum(each.is_action for each in facts.done)
    if not facts.done:
        return f"Nothing is recorded as done since {spoken(facts.since)}."
    parts = [
        counted(number, *words)
        for number, words in (
            (len(facts.done) - actions, ("achievement", "achievements")),
            (actions, ("completed action", "completed actions")),
        )
        if number
    ]
    outside = sum(each.place == OUTSIDE for each in facts.done)
    beyond = f" {counted(outside, 'achievement lies', 'achievements lie')} outside the plan." if outside else ""
    return f"Since {spoken(facts.since)}: {joined(parts)}.{beyond}"


def _by_theme(facts: PaperFacts) -> Iterator[Part]:
    yield Heading("What was done")
    for theme in _themes(facts):
        yield Heading(theme, 2)
        yield Paragraph(THEME_AIMS[theme], Voice.QUIET)
        done = facts.of(theme)
        if not done:
            yield Paragraph(f"Nothing is recorded for this theme since {spoken(facts.since)}.")
            continue
        yield Grid(
            f"{theme}: what was done",
            ("What was done", "Action", "When", "Figure", "What shows it"),
            tuple(_row(each) for each in done),
        )
        for each in done:
            if each.testimonial is not None:
                yield Quotation(each.testimonial.words, each.testimonial.of)


def _measures(facts: PaperFacts) -> Iterator[Part]:
    if not facts.measures:
        return
    yield Heading("Measures read since then")
    rows = tuple(
        (
            each.action.name,
            each.baseline or "no baseline yet",
            each.target or "no target yet",
            each.now,
            spoken(each.now_on) if each.now_on else "",
        )
        for each in facts.measures
    )
    yield Grid("From the baseline to now", ("Action", "Baseline", "Target", "Now", "Read on"), rows)


def _ahead(facts: PaperFacts) -> Iterator[Part]:
    yield Heading("What comes next")
    if facts.coming:
        rows = tuple(
            (
                action.name,
                action.latest.next_step if action.latest else "",
                spoken(action.latest.next_step_on) if action.latest and action.latest.next_step_on else "not said",
            )
            for action in facts.coming
        )
        yield Grid("Actions in progress", ("Action", "Next step", "By"), rows)
    yield ToBeWritten(_LEAD, "What the committee will hear of next, and any deadline that lies ahead.")


def _sources(facts: PaperFacts) -> Iterator[Part]:
    yield Paragraph(
        "Source: achievements recorded in Bunsen, and actions that their owners reported as completed, as of "
        f"{spoken(facts.today)}. Whoever is quoted has agreed to it.",
        Voice.QUIET,
    )
    if any(each.brought_in for each in facts.done):
        yield Paragraph(
            "“By” stands before the day on which an action came into Bunsen as completed; when it was done is not "
            "recorded.",
            Voice.QUIET,
        )


def _themes(facts: PaperFacts) -> list[str]:
    return [theme for theme in (*THEMES, OTHER) if theme != OTHER or facts.of(OTHER)]


def _row(each: Done) -> tuple[str, ...]:
    when = f"by {spoken(each.on)}" if each.brought_in else spoken(each.on)
    return each.what, each.place, when, each.figure or "none given", "\n".join(each.shown_by) or "nothing is kept"


def _counts(done: tuple[Done, ...]) -> tuple[str, ...]:
    actions = sum(each.is_action for each in done)
    figures = sum(bool(each.figure) for each in done)
    shown = sum(bool(each.shown_by) for each in done)
    return str(len(done) - actions), str(actions), str(figures), str(shown)
