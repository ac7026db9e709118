"""Layouts with one table: where the headings, the theme, the dates and the owners stand."""

import random
from dataclasses import replace

from benchmarks.plan_reading import words
from benchmarks.plan_reading.case import Case, Layout, Table, plain, shown
from benchmarks.plan_reading.sheets import Draft
from benchmarks.plan_reading.truth import Plan, Truth
from handlers.plans.reading.sheet import Look, Merge, Sheet


def headings_first(rng: random.Random, plan: Plan) -> Case:
    """Headings in row 1, actions below."""
    draft, table = Draft(), Table.of(rng)
    draft.heads(table.headings)
    truths = plain(rng, plan, draft, table)
    return Case((draft.sheet(),), truths)


def under_title(rng: random.Random, plan: Plan) -> Case:
    """Headings in row 2 or 3, under a joined title."""
    draft, table = Draft(), Table.of(rng)
    draft.across(plan.title, len(table.fields), fill="D9D9D9")
    if rng.random() < 0.5:
        draft.add()
    draft.heads(table.headings)
    truths = plain(rng, plan, draft, table)
    return Case((draft.sheet(),), truths)


def with_noise(rng: random.Random, plan: Plan) -> Case:
    """Title, remarks, empty rows, a total, page numbers and a footer."""
    draft, table = Draft(), Table.of(rng)
    draft.add(plan.title)
    draft.add(f"Version 2.{rng.randint(0, 9)}, last updated March {plan.first_year}")
    draft.add()
    draft.heads(table.headings)
    refs = table.numbered(plan)
    for number, truth in enumerate(plan.truths):
        draft.add(*table.row(truth, refs))
        if number % 5 == 4:
            draft.add("", f"Page {number // 5 + 1} of 3")
    draft.add()
    draft.add("Notes: the plan is reviewed twice a year by the steering group.")
    draft.add(f"Last updated: March {plan.first_year}")
    return Case((draft.sheet(),), shown(plan.truths, table.fields))


def _no_theme(rng: random.Random) -> Table:
    fields = ["title", "owner_text", "due_text"]
    fields += [each for each in ("success_measure", "rag", "comment", "start_text") if rng.random() < 0.7]
    return Table.of(rng, [*(["ref"] if rng.random() < 0.6 else []), *fields])


def section_rows(rng: random.Random, plan: Plan) -> Case:
    """A theme in a row of its own above its actions."""
    draft, table = Draft(), _no_theme(rng)
    draft.heads(table.headings)
    refs = table.numbered(plan)
    style = rng.choice(("{theme}", "{theme}:", "Theme {n}: {theme}", "{n}. {theme}", "{upper}"))
    for number, (theme, truths) in enumerate(plan.by_theme(), start=1):
        text = style.format(theme=theme, n=number, upper=theme.upper())
        if rng.random() < 0.5:
            draft.across(text, len(table.fields), fill="BDD7EE")
        else:
            draft.add(text)
        for truth in truths:
            draft.add(*table.row(truth, refs))
    return Case((draft.sheet(),), shown(plan.truths, ("theme", *table.fields)))


def sentence_rows(rng: random.Random, plan: Plan) -> Case:
    """A theme with its whole definition as a row of its own, or the definition in a second row."""
    draft, table = Draft(), _no_theme(rng)
    draft.heads(table.headings)
    refs = table.numbered(plan)
    apart = rng.random() < 0.5
    for theme, truths in plan.by_theme():
        width = len(table.fields)
        draft.across(theme if apart else f"{theme} \u2013 {words.DEFINITIONS[theme]}", width)
        if apart:
            draft.across(words.DEFINITIONS[theme], width, bold=False)
        for truth in truths:
            draft.add(*table.row(truth, refs))
    return Case((draft.sheet(),), shown(plan.truths, ("theme", *table.fields)))


def repeated_headings(rng: random.Random, plan: Plan) -> Case:
    """A theme and the headings again above each part."""
    draft, table = Draft(), _no_theme(rng)
    refs = table.numbered(plan)
    for theme, truths in plan.by_theme():
        draft.add(theme)
        draft.heads(table.headings)
        for truth in truths:
            draft.add(*table.row(truth, refs))
        draft.add()
    return Case((draft.sheet(),), shown(plan.truths, ("theme", *table.fields)))


def changed_headings(rng: random.Random, plan: Plan) -> Case:
    """Headings repeated in another order half-way."""
    draft, table = Draft(), Table.of(rng, ("theme", "title", "owner_text", "due_text", "rag"))
    refs = table.numbered(plan)
    draft.heads(table.headings)
    half = len(plan.truths) // 2
    for truth in plan.truths[:half]:
        draft.add(*table.row(truth, refs))
    other = Table(table.fields[::-1], table.headings[::-1], table.statuses, table.numbering)
    draft.heads(other.headings)
    for truth in plan.truths[half:]:
        draft.add(*other.row(truth, refs))
    return Case((draft.sheet(),), shown(plan.truths, table.fields))


def _themed(rng: random.Random) -> Table:
    return Table.of(rng, ("theme", "title", "owner_text", "due_text", "success_measure", "rag"))


def merged_theme(rng: random.Random, plan: Plan) -> Case:
    """The theme joined down the first column, as a workbook has it."""
    draft, table = Draft(), _themed(rng)
    draft.heads(table.headings)
    refs = table.numbered(plan)
    for _, truths in plan.by_theme():
        first = len(draft.rows)
        for number, truth in enumerate(truths):
            draft.add(*table.row(truth, refs, without=("theme",) if number else ()))
        draft.merges.append(Merge(first, 0, len(draft.rows) - 1, 0))
    return Case((draft.sheet(),), shown(plan.truths, table.fields))


def theme_once(rng: random.Random, plan: Plan) -> Case:
    """The theme in the first row of each part only, as an export to text leaves it."""
    case = merged_theme(rng, plan)
    return Case((Sheet(case.sheets[0].rows),), case.truths)


def shifted_left(rng: random.Random, plan: Plan) -> Case:
    """Rows that lost the joined cell, so that they begin one column too far left."""
    draft, table = Draft(), Table.of(rng, ("theme", "ref", "title", "owner_text", "due_text", "rag"))
    table.statuses = words.STATUS_WORDS[rng.choice((0, 2, 5))]
    table.numbering = "{n}"
    draft.heads(table.headings)
    refs = table.numbered(plan)
    for _, truths in plan.by_theme():
        for number, truth in enumerate(truths):
            cells = table.row(truth, refs)
            draft.add(*(cells[1:] if number else cells))
    return Case((Sheet(draft.sheet().rows),), shown(plan.truths, table.fields))


def letters(rng: random.Random, plan: Plan) -> Case:
    """Letters for the themes, with a key above."""
    draft, table = Draft(), _themed(rng)
    mark = rng.choice((" = ", ": ", " - "))
    draft.add(plan.title)
    draft.add("Key: " + ", ".join(f"{words.LETTERS[theme]}{mark}{theme}" for theme, _ in plan.by_theme()))
    draft.heads(table.headings)
    refs = table.numbered(plan)
    for truth in plan.truths:
        cells = table.row(truth, refs)
        cells[0] = words.LETTERS[truth.theme]
        draft.add(*cells)
    return Case((draft.sheet(),), shown(plan.truths, table.fields))


def two_heading_rows(rng: random.Random, plan: Plan) -> Case:
    """ "Timescale" above "Start" and "End"."""
    fields = ("theme", "title", "owner_text", "start_text", "due_text", "comment")
    draft, table = Draft(), Table.of(rng, fields)
    upper = [*table.headings[:3], rng.choice(("Timescale", "Timeframe", "Dates")), "", table.headings[5]]
    draft.heads(upper)
    draft.heads(["", "", "", "Start", "End", ""])
    draft.merges.append(Merge(0, 3, 0, 4))
    truths = plain(rng, plan, draft, table)
    return Case((draft.sheet(),), truths)


def two_labels(rng: random.Random, plan: Plan) -> Case:
    """Delivery and success measure in one cell, each behind its label."""
    draft, table = Draft(), Table.of(rng, ("title", "owner_text", "theme", "success_measure"))
    headings = [*table.headings[:3], rng.choice(("Delivery & Success", "Delivery and Success Measure"))]
    draft.heads(headings)
    between = rng.choice((":\n", ": ", "\n", " "))
    refs = table.numbered(plan)
    for truth in plan.truths:
        cells = table.row(truth, refs)
        told = truth.comment or "Work goes on through the year."
        cells[3] = f"Delivery{between}{told}\nSuccess Measure{between}{truth.success_measure}"
        draft.add(*cells)
    truths = shown(plan.truths, (*table.fields, "comment"))
    return Case((draft.sheet(),), truths)


def labels_in_action(rng: random.Random, plan: Plan) -> Case:
    """The success measure, and the lead, behind labels in the action's own cell."""
    draft, table = Draft(), Table.of(rng, ("theme", "title", "due_text"))
    draft.heads(table.headings)
    refs = table.numbered(plan)
    lead = rng.choice(("Lead", "Owner", "Responsible"))
    for truth in plan.truths:
        cells = table.row(truth, refs)
        owner = "; ".join(truth.owners)
        cells[1] = f"{truth.title}\nSuccess measures: {truth.success_measure}\n{lead}: {owner}"
        draft.add(*cells)
    truths = tuple(_owned(each, "; ") for each in plan.truths)
    return Case((draft.sheet(),), shown(truths, ("theme", "due_text", "success_measure", "owner_text")))


def _owned(truth: Truth, join: str) -> Truth:

    return replace(truth, owner_text=join.join(truth.owners))


def owner_behind_dash(rng: random.Random, plan: Plan) -> Case:
    """The owner at the end of the action, behind a dash."""
    draft = Draft()
    draft.heads(["Theme", "Action", "Timescale"])
    form = rng.choice((" \u2013 Lead: {owner}", " - {owner}", " \u2013 {owner}", " (Lead: {owner})"))
    truths = []
    for truth in plan.truths:
        owner = next((each for each in truth.owners if "&" not in each), "Institutional Lead")

        truths.append(replace(truth, owner_text=owner, owners=(owner,)))
        draft.add(truth.theme, truth.title + form.format(owner=owner), truth.due_text)
    return Case((draft.sheet(),), shown(truths, ("theme", "due_text", "owner_text")))


def over_several_rows(rng: random.Random, plan: Plan) -> Case:
    """Actions whose texts go on in rows without number and action."""
    fields = ("ref", "theme", "title", "owner_text", "due_text", "comment")
    draft, table = Draft(), Table.of(rng, fields)
    draft.heads(table.headings)
    refs = table.numbered(plan)
    for truth in plan.truths:
        cells = table.row(truth, refs)
        split = truth.comment.split(" ", 3) if truth.comment and rng.random() < 0.5 else []
        if len(split) == 4:
            cells[5] = " ".join(split[:3])
            draft.add(*cells)
            draft.add("", "", "", "", "", split[3])
        else:
            draft.add(*cells)
    return Case((draft.sheet(),), shown(plan.truths, fields))


def unknown_headings(rng: random.Random, plan: Plan) -> Case:
    """Headings for owner and due that say nothing; what stands below them does."""
    draft, table = Draft(), Table.of(rng, ("theme", "title", "owner_text", "due_text", "success_measure"))
    draft.heads(
        [table.headings[0], table.headings[1], rng.choice(("Col 3", "[lost]", "")), "Column D", table.headings[4]]
    )
    truths = plain(rng, plan, draft, table)
    return Case((draft.sheet(),), truths)


def further_columns(rng: random.Random, plan: Plan) -> Case:
    """Columns that an action has no field for, among the others."""
    draft, table = Draft(), Table.of(rng, ("title", "theme", "owner_text", "due_text", "success_measure", "rag"))
    draft.heads(["Priority", *table.headings[:3], "Rationale", *table.headings[3:], "Resources", "Review date"])
    refs = table.numbered(plan)
    for truth in plan.truths:
        cells = table.row(truth, refs)
        level, cost = rng.choice(("High", "Medium", "Low")), rng.choice(("Staff time", "\u00a32,000", ""))
        draft.add(level, *cells[:3], "Asked for in the last survey", *cells[3:], cost, "June 2030")
    return Case((draft.sheet(),), shown(plan.truths, table.fields))


def questions(rng: random.Random, plan: Plan) -> Case:
    """Headings that are questions."""
    fields = ("theme", "title", "owner_text", "due_text", "success_measure")
    draft, table = Draft(), Table.of(rng, fields)
    draft.heads(
        ["Theme", "What will we do?", "Who will lead?", "When will it be done?", "How will we know it has worked?"]
    )
    truths = plain(rng, plan, draft, table)
    return Case((draft.sheet(),), truths)


def statuses_by_year(rng: random.Random, plan: Plan) -> Case:
    """A status column for each year; the last one counts."""
    fields = ("title", "theme", "owner_text", "rag")
    draft, table = Draft(), Table.of(rng, fields)
    year = plan.first_year
    draft.heads([*table.headings[:3], f"RAG {year}", f"RAG {year + 1}"])
    refs = table.numbered(plan)
    for truth in plan.truths:
        cells = table.row(truth, refs)
        draft.add(*cells[:3], table.statuses[rng.choice(("red", "amber"))], cells[3])
    return Case((draft.sheet(),), shown(plan.truths, fields))


def drawn_with_tabs(rng: random.Random, plan: Plan) -> Case:
    """A table that an export left in one cell a row."""
    draft, table = Draft(), Table.of(rng, ("theme", "title", "owner_text", "due_text", "rag"))
    mark = rng.choice(("\t", " | "))
    draft.add(mark.join(table.headings))
    refs = table.numbered(plan)
    for truth in plan.truths:
        draft.add(mark.join(cell.replace("\n", "; ").replace("\u2022 ", "") for cell in table.row(truth, refs)))

    truths = [
        replace(each, owner_text=each.owner_text.replace("\n", "; ").replace("\u2022 ", "")) for each in plan.truths
    ]
    return Case((Sheet(draft.sheet().rows),), shown(truths, table.fields))


def bold_sections(rng: random.Random, plan: Plan) -> Case:
    """Sections of the plan's own in bold, in the action's column, with a column for the themes."""
    draft, table = Draft(), Table.of(rng, ("title", "theme", "owner_text", "due_text"))
    draft.heads(table.headings)
    refs = table.numbered(plan)
    for name, part in (("Priority one: people", plan.truths[::2]), ("Priority two: places", plan.truths[1::2])):
        at = draft.add(name)
        draft.looks[at, 0] = Look(bold=True)
        for truth in part:
            draft.add(*table.row(truth, refs))
    return Case((draft.sheet(),), shown(plan.truths, table.fields))


LAYOUTS: dict[str, Layout] = {
    each.__name__.replace("_", " "): each
    for each in (
        headings_first, under_title, with_noise, section_rows, sentence_rows, repeated_headings, changed_headings,
        merged_theme, theme_once, shifted_left, letters, two_heading_rows, two_labels, labels_in_action,
        owner_behind_dash, over_several_rows, unknown_headings, further_columns, questions, statuses_by_year,
        drawn_with_tabs, bold_sections,
    )
}  # fmt: skip
