"""Layouts arranged by hand: ticks for themes, two reviews side by side, who and when in one cell, remarks below."""

import random
from dataclasses import replace

from benchmarks.plan_reading import words
from benchmarks.plan_reading.case import Case, Layout, Table, plain, shown
from benchmarks.plan_reading.sheets import Draft
from benchmarks.plan_reading.truth import Plan

_REMARKS = (
    "This plan is reviewed by the Steering Group in March and in October",
    "Abbreviations: KPI = key performance indicator",
    "The colours are those that were agreed at the last meeting of the Executive.",
)
_OTHER_TABLES = (
    (["Risk", "Likelihood", "Impact", "Mitigation"], ["Money is withdrawn", "Low", "High", "Speak to Finance"]),
    (["Abbreviation", "Meaning"], ["TC", "Technician Commitment"]),
    (["Version", "Author", "Date"], ["2", "Project Officer", "May 2026"]),
)


def ticked_themes(rng: random.Random, plan: Plan) -> Case:
    """A column for each theme, and a tick in the one that an action belongs to."""
    fields = ("title", "owner_text", "due_text", "rag")
    draft, table = Draft(), Table.of(rng, fields)
    names, mark = list(words.LETTERS), rng.choice(("✓", "x", "X", "✔"))
    draft.heads([table.headings[0], *names, *table.headings[1:]])
    for truth in plan.truths:
        title, *others = table.row(truth, {})
        draft.add(title, *(mark if name == truth.theme else "" for name in names), *others)
    return Case((draft.sheet(),), shown(plan.truths, ("theme", *fields)))


def reviews_side_by_side(rng: random.Random, plan: Plan) -> Case:
    """Two reviews, each with a colour and a comment below its name; the newest holds."""
    fields = ("theme", "title", "owner_text", "due_text")
    draft, table = Draft(), Table.of(rng, fields)
    draft.heads([*table.headings, "Review: November 2025", "", "Review: May 2026", ""])
    draft.heads([*[""] * len(fields), "RAG", "Comment", "RAG", "Comment"])
    for truth in plan.truths:
        older = rng.choice(("Red", "Amber", "Green"))
        newer = table.statuses[truth.rag]
        draft.add(*table.row(truth, {}), older if newer else "", "", newer, truth.comment)
    return Case((draft.sheet(),), shown(plan.truths, (*fields, "rag")))


def who_and_when(rng: random.Random, plan: Plan) -> Case:
    """The owners and the date in one cell, each behind its label."""
    draft, table = Draft(), Table.of(rng, ("theme", "title", "rag"))
    draft.heads([*table.headings, rng.choice(("Responsibility and timescale", "Who and by when?", "Lead / deadline"))])
    who, when = rng.choice((("Lead: ", "By: "), ("", "Timescale: "), ("Owner: ", "Deadline: ")))
    truths = []
    for truth in plan.truths:
        own = f"{who}{'; '.join(truth.owners)}" if truth.owners and truth.due_text else ""
        draft.add(*table.row(truth, {}), f"{own}\n{when}{truth.due_text}" if own else "")
        known = truth if own else replace(truth, owners=(), due_text="", due=None)
        truths.append(replace(known, owner_text=own))
    return Case((draft.sheet(),), shown(truths, ("theme", "title", "owner_text", "rag", "due_text")))


def remarks_and_other_tables(rng: random.Random, plan: Plan) -> Case:
    """A remark, and a table of risks or abbreviations, below the plan."""
    draft, table = Draft(), Table.of(rng, ("theme", "title", "owner_text", "due_text", "rag"))
    draft.heads(table.headings)
    truths = plain(rng, plan, draft, table)
    draft.add()
    draft.add(rng.choice(_REMARKS))
    draft.add()
    headings, row = rng.choice(_OTHER_TABLES)
    draft.heads(headings)
    draft.add(*row)
    return Case((draft.sheet(),), truths)


def sheet_per_year(rng: random.Random, plan: Plan) -> Case:
    """Each academic year on a sheet of its own, under the same headings."""
    fields = ("theme", "title", "owner_text", "due_text", "rag")
    table, half = Table.of(rng, fields), len(plan.truths) // 2
    sheets = []
    style = rng.choice(("AY {a}-{b}", "20{a}-{b}", "Actions 20{a}-{b}"))
    for first, truths in ((25, plan.truths[:half]), (26, plan.truths[half:])):
        draft = Draft()
        draft.heads(table.headings)
        plain(rng, replace(plan, truths=truths), draft, table)
        sheets.append(draft.sheet(style.format(a=first, b=first + 1)))
    return Case(tuple(sheets), shown(plan.truths, fields))


LAYOUTS: dict[str, Layout] = {
    each.__name__.replace("_", " "): each
    for each in (ticked_themes, reviews_side_by_side, who_and_when, remarks_and_other_tables, sheet_per_year)
}
