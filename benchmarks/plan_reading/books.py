"""Layouts over several sheets, and several plans in one file."""

import random
from dataclasses import replace

from benchmarks.plan_reading.case import Case, Layout, Table, plain, shown
from benchmarks.plan_reading.sheets import Draft
from benchmarks.plan_reading.truth import Plan, make_plan
from handlers.plans.reading.sheet import Sheet


def _guidance() -> Sheet:
    draft = Draft()
    draft.add("How to fill in this plan")
    draft.add("Write one action in each row.")
    draft.add("\u2022 Name one owner for each action")
    draft.add("\u2022 Give a date for each action")
    return draft.sheet("Guidance")


def _people() -> Sheet:
    draft = Draft()
    draft.heads(["Name", "Role", "E-mail"])
    draft.add("A. Person", "Chair", "a@example.org")
    draft.add("B. Person", "Institutional Lead", "b@example.org")
    return draft.sheet("Steering group members")


def sheet_per_theme(rng: random.Random, plan: Plan) -> Case:
    """A sheet for each theme, with other sheets around them."""
    table = Table.of(rng, ("ref", "title", "owner_text", "due_text", "success_measure", "rag"))
    refs = table.numbered(plan)
    sheets = []
    for number, (theme, truths) in enumerate(plan.by_theme(), start=1):
        draft = Draft()
        if rng.random() < 0.5:
            draft.across(plan.title, 6)
        draft.heads(table.headings)
        for truth in truths:
            draft.add(*table.row(truth, refs))
        sheets.append(draft.sheet(rng.choice((theme, f"{number} {theme}", theme.upper()))))
    around = (_guidance(), *sheets, _people()) if rng.random() < 0.6 else tuple(sheets)
    return Case(around, shown(plan.truths, ("theme", *table.fields)))


def old_and_new(rng: random.Random, plan: Plan) -> Case:
    """The review of the old plan, and the new plan."""
    old = make_plan(rng)
    years = f"{plan.first_year - 3}-{plan.first_year}"
    draft, table = Draft(), Table.of(rng)
    draft.across(f"Review of action plan {years}", len(table.fields))
    draft.heads(table.headings)
    plain(rng, old, draft, table)
    new, other = Draft(), Table.of(rng)
    new.across(f"New action plan {plan.first_year}-{plan.last_year}", len(other.fields))
    new.heads(other.headings)
    truths = plain(rng, plan, new, other)
    sheets = [draft.sheet(f"RAG review {years}"), new.sheet("Action plan"), _guidance()]
    rng.shuffle(sheets)
    return Case(tuple(sheets), truths)


def two_in_one_sheet(rng: random.Random, plan: Plan) -> Case:
    """The old plan, and below it the new one."""
    old = make_plan(rng)
    draft, table = Draft(), Table.of(rng, ("theme", "title", "owner_text", "rag"))
    draft.add(f"Action plan {plan.first_year - 3}-{plan.first_year}: progress")
    draft.heads(table.headings)
    plain(rng, old, draft, table)
    draft.add()
    draft.add(f"Action plan {plan.first_year}-{plan.last_year}")
    draft.heads(table.headings)
    truths = plain(rng, plan, draft, table)
    return Case((draft.sheet(),), truths)


def goes_on_without_headings(rng: random.Random, plan: Plan) -> Case:
    """A table that goes on, on a second sheet, without headings."""
    table = Table.of(rng, ("ref", "theme", "title", "owner_text", "due_text", "rag"))
    refs = table.numbered(plan)
    first, second = Draft(), Draft()
    first.heads(table.headings)
    half = len(plan.truths) // 2
    for number, truth in enumerate(plan.truths):
        (first if number < half else second).add(*table.row(truth, refs))
    return Case((first.sheet("Page 1"), second.sheet("Page 2")), shown(plan.truths, table.fields))


def key_on_other_sheet(rng: random.Random, plan: Plan) -> Case:
    """Letters for themes, explained on a sheet of their own."""
    table = Table.of(rng, ("theme", "title", "owner_text", "due_text"))
    own = dict(zip((theme for theme, _ in plan.by_theme()), ("T", "U", "W", "X", "Z"), strict=False))
    refs = table.numbered(plan)
    draft, key = Draft(), Draft()
    draft.heads(table.headings)
    for truth in plan.truths:
        draft.add(*table.row(replace(truth, theme=own[truth.theme]), refs))
    for theme, letter in own.items():
        key.add(letter, theme)
    return Case((draft.sheet("Plan"), key.sheet("Key")), shown(plan.truths, table.fields))


def month_first(rng: random.Random, plan: Plan) -> Case:
    """Dates that a workbook gives with its own clock, and a few with the month first."""
    table = Table.of(rng, ("theme", "title", "owner_text", "due_text"))
    refs = table.numbered(plan)
    draft, truths = Draft(), []
    draft.heads(table.headings)
    for truth in plan.truths:
        if truth.due is not None:
            text = rng.choice((f"{truth.due:%Y-%m-%d}", f"{truth.due:%Y-%m-%d} 00:00:00"))
            if truth.due.day > 12 and rng.random() < 0.3:
                text = f"{truth.due:%m/%d/%Y}"
            truth = replace(truth, due_text=text)
        truths.append(truth)
        draft.add(*table.row(truth, refs))
    return Case((draft.sheet("Plan"),), shown(truths, table.fields))


LAYOUTS: dict[str, Layout] = {
    each.__name__.replace("_", " "): each
    for each in (
        sheet_per_theme,
        old_and_new,
        two_in_one_sheet,
        goes_on_without_headings,
        key_on_other_sheet,
        month_first,
    )
}
