"""Everything at once: titles, remarks, sections, joined cells, colours and loose rows, as chance has it."""

import random
from dataclasses import replace

from benchmarks.plan_reading import words
from benchmarks.plan_reading.case import Case, Layout, Table, shown
from benchmarks.plan_reading.sheets import Draft
from benchmarks.plan_reading.truth import Plan, Truth
from handlers.plans.reading.sheet import Look, Sheet


def anything(rng: random.Random, plan: Plan) -> Case:
    """A sheet in which several liberties are taken at once."""
    draft, sections = Draft(), rng.random() < 0.4
    fields = ["title", *(each for each in ("owner_text", "due_text", "success_measure") if rng.random() < 0.85)]
    fields += ["rag"] if len(fields) < 3 or rng.random() < 0.7 else []
    fields += ["comment"] if rng.random() < 0.6 else []
    fields = [*(["ref"] if rng.random() < 0.5 else []), *([] if sections else ["theme"]), *fields]
    table = Table.of(rng, fields)
    width = len(fields)
    _opening(rng, plan, draft, width)
    fills = rng.choice(words.FILLS) if rng.random() < 0.4 and "rag" in fields else None
    draft.heads(table.headings)
    refs = table.numbered(plan)
    for theme, truths in plan.by_theme():
        if sections:
            _section(rng, draft, theme, width)
        for truth in truths:
            _row(rng, draft, table, refs, truth, fills)
        if rng.random() < 0.2:
            draft.add()
    _closing(rng, draft)
    sheet = draft.sheet(rng.choice(("", "Plan", "Sheet1")))
    return Case((sheet,), shown(plan.truths, ("theme", *fields)))


def _opening(rng: random.Random, plan: Plan, draft: Draft, width: int) -> None:
    if rng.random() < 0.7:
        draft.across(plan.title, width) if rng.random() < 0.5 else draft.add(plan.title)
    if rng.random() < 0.4:
        draft.add("Owned by the steering group; reviewed twice a year.")
    if rng.random() < 0.5:
        draft.add()


def _section(rng: random.Random, draft: Draft, theme: str, width: int) -> None:
    text = rng.choice((theme, theme.upper(), f"{theme} \u2013 {words.DEFINITIONS[theme]}", f"Pillar: {theme}"))
    if rng.random() < 0.5:
        draft.across(text, width, fill=rng.choice(("", "DDEBF7", "E2EFDA")))
    else:
        draft.looks[draft.add(text), 0] = Look(bold=True)


def _row(
    rng: random.Random,
    draft: Draft,
    table: Table,
    refs: dict[str, str],
    truth: Truth,
    fills: dict[str | None, str] | None,
) -> None:
    cells = table.row(truth, refs)
    place = table.fields.index("rag") if "rag" in table.fields else -1
    if place >= 0 and fills:
        cells[place] = ""
    elif place >= 0 and cells[place] and table.statuses is words.STATUS_WORDS[0] and rng.random() < 0.3:
        cells[place] += rng.choice((" \u2013 see minutes", " (June)", ". Reviewed."))
    broken = "comment" in table.fields and len(truth.comment.split()) > 6 and rng.random() < 0.3
    if broken:
        at = table.fields.index("comment")
        first, rest = truth.comment.split(" ", 1)[0], truth.comment.split(" ", 1)[1]
        cells[at] = first
        row = draft.add(*cells)
        draft.add(*(rest if index == at else "" for index in range(len(cells))))
    else:
        row = draft.add(*cells)
    if place >= 0 and fills:
        draft.paint(row, [place], fills[truth.rag])


def _closing(rng: random.Random, draft: Draft) -> None:
    for text in (
        "Key: Green = completed, Amber = in progress, Red = not started",
        "Page 2 of 2",
        "* Subject to approval of the budget",
        "Version 3.1",
    ):
        if rng.random() < 0.3:
            draft.add(text)


def unfamiliar_headings(rng: random.Random, plan: Plan) -> Case:
    """Headings that are in no list of the reader's."""
    fields = ("theme", "title", "owner_text", "due_text", "success_measure", "rag", "comment")
    draft, table = Draft(), Table.of(rng, fields)
    draft.heads([rng.choice(words.UNFAMILIAR[field]) for field in fields])
    refs = table.numbered(plan)
    for truth in plan.truths:
        draft.add(*table.row(truth, refs))
    return Case((draft.sheet(),), shown(plan.truths, fields))


def numbers_in_actions(rng: random.Random, plan: Plan) -> Case:
    """Numbers at the beginning of the actions, in no column of their own, and owners with commas."""
    draft, table = Draft(), Table.of(rng, ("theme", "title", "owner_text", "rag"))
    draft.heads(table.headings)
    form, truths = rng.choice(("{n}. {title}", "{n}) {title}", "Action {n}: {title}", "1.{n} \u2013 {title}")), []
    for number, truth in enumerate(plan.truths, start=1):
        own = tuple(each for each in truth.owners if "&" not in each and " and " not in each) or ("Institutional Lead",)
        truth = replace(truth, owner_text=", ".join(own), owners=own)
        cells = table.row(truth, {})
        cells[1] = form.format(n=number, title=truth.title)
        draft.add(*cells)
        truths.append(truth)
    return Case((Sheet(draft.sheet().rows),), shown(truths, table.fields))


LAYOUTS: dict[str, Layout] = {
    each.__name__.replace("_", " "): each for each in (anything, unfamiliar_headings, numbers_in_actions)
}
