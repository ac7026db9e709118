"""Layouts in which colours and type faces mean something, or look as if they did."""

import random
from dataclasses import replace

from benchmarks.plan_reading import words
from benchmarks.plan_reading.case import Case, Layout, Table, shown
from benchmarks.plan_reading.sheets import Draft
from benchmarks.plan_reading.truth import Plan, Truth
from handlers.plans.reading.sheet import Look

_FIELDS = ("ref", "theme", "title", "owner_text", "due_text")


def status_cell(rng: random.Random, plan: Plan) -> Case:
    """The status is the fill of its cell, with or without a letter in it."""
    draft, table = Draft(), Table.of(rng, (*_FIELDS, "rag"))
    fills, lettered = rng.choice(words.FILLS), rng.random() < 0.4
    draft.heads(table.headings)
    refs = table.numbered(plan)
    for truth in plan.truths:
        cells = table.row(truth, refs)
        cells[5] = (truth.rag or "")[:1].upper() if lettered else ""
        draft.paint(draft.add(*cells), [5], fills[truth.rag])
    return Case((draft.sheet(),), shown(plan.truths, table.fields))


def number_cell(rng: random.Random, plan: Plan) -> Case:
    """The status is the fill of the number or of the action."""
    draft, table = Draft(), Table.of(rng, _FIELDS)
    fills, column = rng.choice(words.FILLS), rng.choice((0, 2))
    draft.heads(table.headings)
    refs = table.numbered(plan)
    truths = _varied(plan)
    for truth in truths:
        draft.paint(draft.add(*table.row(truth, refs)), [column], fills[truth.rag])
    return Case((draft.sheet(),), shown(truths, (*_FIELDS, "rag")))


def _varied(plan: Plan) -> list[Truth]:
    """Give actions of which each theme has more than one status, so that a colour cannot be the theme's."""
    order = ("green", "red", "amber")
    return [replace(each, rag=order[number % 3]) for number, each in enumerate(plan.truths)]


def whole_row(rng: random.Random, plan: Plan) -> Case:
    """The status is the fill of the whole row; a key stands above."""
    draft, table = Draft(), Table.of(rng, _FIELDS)
    fills = rng.choice(words.FILLS)
    draft.add("Key: Green = completed, Amber = in progress, Red = not started")
    draft.heads(table.headings)
    refs = table.numbered(plan)
    for truth in plan.truths:
        draft.paint(draft.add(*table.row(truth, refs)), range(5), fills[truth.rag])
    return Case((draft.sheet(),), shown(plan.truths, (*_FIELDS, "rag")))


def own_key(rng: random.Random, plan: Plan) -> Case:
    """Colours with meanings of the plan's own, painted in a key below."""
    draft, table = Draft(), Table.of(rng, (*_FIELDS, "rag"))
    own = {"green": "00B0F0", "amber": "00B050", "red": "7030A0", None: ""}
    draft.heads(table.headings)
    refs = table.numbered(plan)
    for truth in plan.truths:
        cells = table.row(truth, refs)
        cells[5] = ""
        draft.paint(draft.add(*cells), [5], own[truth.rag])
    draft.add()
    for rag, text in (("green", "Complete"), ("amber", "In progress"), ("red", "Not started")):
        at = draft.add("", text)
        draft.paint(at, [0], own[rag])
    return Case((draft.sheet(),), shown(plan.truths, table.fields))


def theme_colours(rng: random.Random, plan: Plan) -> Case:
    """Each theme has a colour of its own, which means nothing."""
    draft, table = Draft(), Table.of(rng, _FIELDS)
    colours = ("C6EFCE", "FFEB9C", "BDD7EE", "FFC7CE", "E4DFEC")
    draft.heads(table.headings)
    refs = table.numbered(plan)
    for (_, truths), colour in zip(plan.by_theme(), colours, strict=False):
        for truth in truths:
            draft.paint(draft.add(*table.row(truth, refs)), range(5), colour)
    return Case((draft.sheet(),), shown(plan.truths, _FIELDS))


def zebra(rng: random.Random, plan: Plan) -> Case:
    """Every second row is shaded; the status is a word."""
    draft, table = Draft(), Table.of(rng, (*_FIELDS, "rag"))
    shade = rng.choice(("DDEBF7", "E2EFDA", "F2F2F2", "FFF2CC"))
    draft.heads(table.headings)
    refs = table.numbered(plan)
    for number, truth in enumerate(plan.truths):
        draft.paint(draft.add(*table.row(truth, refs)), range(5), shade if number % 2 else "")
    return Case((draft.sheet(),), shown(plan.truths, table.fields))


def type_faces(rng: random.Random, plan: Plan) -> Case:
    """Black is under way, bold italic is future, as a line above says."""
    draft, table = Draft(), Table.of(rng, ("theme", "title", "owner_text"))
    form = rng.choice(
        ("Text in black is underway; text in bold italic is future.", "Black = underway, bold italic = future")
    )
    draft.add(form)
    draft.heads(table.headings)
    refs, truths = table.numbered(plan), []
    for truth in plan.truths:
        at, future = draft.add(*table.row(truth, refs)), rng.random() < 0.4
        if future:
            draft.looks[at, 1] = Look(bold=True, italic=True)
        truths.append(replace(truth, rag=None if future else "amber"))
    return Case((draft.sheet(),), shown(truths, (*table.fields, "rag")))


def struck_through(rng: random.Random, plan: Plan) -> Case:
    """What was given up is struck through."""
    draft, table = Draft(), Table.of(rng, ("theme", "title", "owner_text", "due_text"))
    draft.heads(table.headings)
    refs, truths = table.numbered(plan), []
    for truth in plan.truths:
        at, gone = draft.add(*table.row(truth, refs)), rng.random() < 0.3
        if gone:
            draft.looks[at, 1] = Look(struck=True)
        truths.append(replace(truth, rag="dropped" if gone else None))
    return Case((draft.sheet(),), shown(truths, (*table.fields, "rag")))


def words_and_colours(rng: random.Random, plan: Plan) -> Case:
    """A word and a colour in the same cell; now and then they disagree, and the word holds."""
    draft, table = Draft(), Table.of(rng, (*_FIELDS, "rag"))
    table.statuses, fills = words.STATUS_WORDS[0], words.FILLS[0]
    draft.heads(table.headings)
    refs = table.numbered(plan)
    for truth in plan.truths:
        fill = fills["red"] if truth.rag and rng.random() < 0.2 else fills[truth.rag]
        draft.paint(draft.add(*table.row(truth, refs)), [5], fill)
    return Case((draft.sheet(),), shown(plan.truths, table.fields))


def shaded_headings(rng: random.Random, plan: Plan) -> Case:
    """Green headings and sections, which mean nothing."""
    draft, table = Draft(), Table.of(rng, ("ref", "title", "owner_text", "rag"))
    draft.heads(table.headings, fill="70AD47")
    refs = table.numbered(plan)
    for theme, truths in plan.by_theme():
        draft.across(theme, 4, fill="C6E0B4")
        for truth in truths:
            draft.add(*table.row(truth, refs))
    return Case((draft.sheet(),), shown(plan.truths, ("theme", *table.fields)))


LAYOUTS: dict[str, Layout] = {
    each.__name__.replace("_", " "): each
    for each in (
        status_cell, number_cell, whole_row, own_key, theme_colours, zebra, type_faces, struck_through,
        words_and_colours, shaded_headings,
    )
}  # fmt: skip
