"""Layouts that are no plain table: time bands, achievements, paragraphs, lists, themes side by side."""

import random
from dataclasses import replace

from benchmarks.plan_reading import words
from benchmarks.plan_reading.case import Case, Layout, Table, shown
from benchmarks.plan_reading.sheets import Draft
from benchmarks.plan_reading.truth import Plan, Truth
from handlers.plans.reading.sheet import Merge


def time_bands(rng: random.Random, plan: Plan) -> Case:
    """Columns are periods, so that a row is one action in two stages."""
    first, second = rng.choice((("6-12 months", "1 to 2 years"), ("Year 1", "Year 2"), ("Short term", "Long term")))
    draft, truths = Draft(), []
    repeated = rng.random() < 0.5
    headings = [rng.choice(("Work stream", "Theme")), first, second, "Success Measures"]
    if not repeated:
        draft.heads(headings)
    for theme, of_theme in plan.by_theme():
        if repeated:
            draft.heads(headings)
        for number, truth in enumerate(of_theme):
            later = "Report on it and widen it" if rng.random() < 0.6 else ""
            draft.add("" if number else theme, truth.title, later, truth.success_measure)
            due = second if later else first
            comment = f"{second}: {later}" if later else ""
            truths.append(replace(truth, start_text=first, start=None, due_text=due, due=None, comment=comment))
    return Case((draft.sheet(),), shown(truths, ("theme", "start_text", "due_text", "success_measure", "comment")))


def achievements(rng: random.Random, plan: Plan) -> Case:
    """Whole themes on the left, what was done on the right."""
    draft, truths = Draft(), []
    draft.heads(["Action", rng.choice(("Achievements", "Key achievements"))])
    for theme, of_theme in plan.by_theme():
        for number, truth in enumerate(of_theme):
            draft.add("" if number else f"{theme} \u2013 {words.DEFINITIONS[theme]}", truth.title)
            truths.append(replace(truth, rag="green"))
    return Case((draft.sheet(),), shown(truths, ("theme", "rag")))


def _told(rng: random.Random, truth: Truth) -> list[tuple[str, str]]:
    pairs = [("Comment", truth.comment), ("Learning", truth.learning)]
    return [(label, text) for label, text in pairs if text]


def paragraphs(rng: random.Random, plan: Plan) -> Case:
    """ "1. Action: … Comment: … Learning: …", label and text in one line or in two."""
    draft = Draft()
    apart, number = rng.random() < 0.5, 0
    if rng.random() < 0.5:
        draft.add(plan.title)
    for theme, truths in plan.by_theme():
        draft.add(f"{theme}:")
        for truth in truths:
            number += 1
            for label, text in (("Action", truth.title), *_told(rng, truth)):
                lead = f"{number}. " if label == "Action" else ""
                if apart:
                    for line in (f"{lead}{label}:", "", text):
                        draft.add(line)
                else:
                    draft.add(f"{lead}{label}: {text}")
    return Case((draft.sheet(),), shown(plan.truths, ("theme", "comment", "learning")))


def one_cell_each(rng: random.Random, plan: Plan) -> Case:
    """One cell for each action, with all its labels in it."""
    draft = Draft()
    for theme, truths in plan.by_theme():
        draft.add(theme)
        for truth in truths:
            owner = "; ".join(truth.owners)
            lines = [f"Action: {truth.title}", f"Owner: {owner}", f"Deadline: {truth.due_text}"]
            lines += [f"{label}: {text}" for label, text in _told(rng, truth)]
            draft.add("\n".join(lines))
    truths = [replace(each, owner_text="; ".join(each.owners)) for each in plan.truths]
    return Case((draft.sheet(),), shown(truths, ("theme", "owner_text", "due_text", "comment", "learning")))


def cards(rng: random.Random, plan: Plan) -> Case:
    """A small table for each action, labels on the left."""
    draft, table = Draft(), Table.of(rng, ("title", "owner_text", "due_text", "success_measure", "rag"))
    draft.add(plan.title)
    for theme, truths in plan.by_theme():
        draft.add(theme)
        for truth in truths:
            for field, heading in zip(table.fields, table.headings, strict=True):
                label = "Action" if field == "title" else heading
                text = table.cell(truth, field, {})
                if text and field != "owner_text":
                    draft.add(label, text)
                elif text:
                    draft.add(label, "; ".join(truth.owners))
            draft.add()
    truths_ = [replace(each, owner_text="; ".join(each.owners)) for each in plan.truths]
    return Case((draft.sheet(),), shown(truths_, ("theme", *table.fields)))


def side_by_side(rng: random.Random, plan: Plan) -> Case:
    """Each theme a column; a cell below holds one action, or several as bullets."""
    draft = Draft()
    if rng.random() < 0.5:
        draft.add(plan.title)
    themes = plan.by_theme()
    draft.heads([theme for theme, _ in themes])
    common = Truth("Hold meetings of the steering group for all themes", theme="All themes")
    at = draft.add(common.title, *[""] * (len(themes) - 1))
    draft.merges.append(Merge(at, 0, at, len(themes) - 1))
    if rng.random() < 0.5:
        draft.add(*("\n".join(f"\u2022 {each.title}" for each in truths) for _, truths in themes))
    else:
        for number in range(max(len(truths) for _, truths in themes)):
            draft.add(*(truths[number].title if number < len(truths) else "" for _, truths in themes))
    return Case((draft.sheet(),), shown((*plan.truths, common), ("theme",)))


def bullets(rng: random.Random, plan: Plan) -> Case:
    """Themes as lines, actions as bullets below them."""
    draft = Draft()
    draft.add(plan.title)
    draft.add("We signed the commitment in 2017 and have worked on it since.")
    mark = rng.choice(("\u2022 ", "- ", "* ", "\u25aa "))
    for theme, truths in plan.by_theme():
        draft.add(theme)
        for truth in truths:
            draft.add(f"{mark}{truth.title}")
    return Case((draft.sheet(),), shown(plan.truths, ("theme",)))


def numbered_paragraphs(rng: random.Random, plan: Plan) -> Case:
    """Numbered headings that are the actions, with a paragraph below each."""
    draft, truths = Draft(), []
    draft.add(plan.title)
    mark = rng.choice((" \u2013 ", ". ", ") "))
    for number, truth in enumerate(plan.truths[:10], start=1):
        told = "We will look at this with the people concerned and report on it."
        draft.add(f"{number}{mark}{truth.title}")
        draft.add(told)
        truths.append(replace(truth, comment=told))
    return Case((draft.sheet(),), shown(truths, ("comment",)))


def objectives_with_bullets(rng: random.Random, plan: Plan) -> Case:
    """Numbered objectives with bullets, each "name: what (Y1), what (Y2)"."""
    draft, truths = Draft(), []
    draft.add(plan.title)
    names = ["Registration", "Mentoring", "Careers advice", "Training", "Outreach", "Networks", "Data", "Awards"]
    for number, (_, of_theme) in enumerate(plan.by_theme(), start=1):
        draft.add(f"{number} \u2013 Promote the work of our technical staff, part {number}")
        pair = of_theme[:2]
        name = names[number % len(names)]
        draft.add(f"\u2022 {name} \u2013 " + ", ".join(f"{each.title} (Y{n})" for n, each in enumerate(pair, start=1)))
        truths += [Truth(f"{name} \u2013 {each.title}", due_text=f"Y{n}") for n, each in enumerate(pair, start=1)]
        draft.add(f"\u2022 {of_theme[-1].title} again (Y1-3)")
        truths.append(Truth(f"{of_theme[-1].title} again", due_text="Y1-3"))
    return Case((draft.sheet(),), tuple(truths))


def bullets_in_cell(rng: random.Random, plan: Plan) -> Case:
    """A theme a row, and all its actions as bullets in one cell."""
    draft = Draft()
    draft.heads(["Theme", "Actions", "Lead"])
    truths = []
    for theme, of_theme in plan.by_theme():
        owner = of_theme[0].owners[0]
        draft.add(theme, "\n".join(f"\u2022 {each.title}" for each in of_theme), owner)
        truths += [replace(each, owner_text=owner, owners=(owner,)) for each in of_theme]
    return Case((draft.sheet(),), shown(truths, ("theme", "owner_text")))


def recommendations(rng: random.Random, plan: Plan) -> Case:
    """Two columns: what was recommended and what is done about it."""
    draft, truths = Draft(), []
    draft.heads(["Recommendation", rng.choice(("Our response", "Response"))])
    for truth in plan.truths:
        answer = truth.comment or "We have begun to talk to the people concerned."
        draft.add(truth.title, answer)
        truths.append(replace(truth, comment=answer))
    return Case((draft.sheet(),), shown(truths, ("comment",)))


def times_behind_actions(rng: random.Random, plan: Plan) -> Case:
    """Bullets with their time in brackets."""
    draft = Draft()
    draft.add(plan.title)
    for theme, truths in plan.by_theme():
        draft.add(theme)
        for truth in truths:
            draft.add(f"\u2022 {truth.title} ({truth.due_text})")
    return Case((draft.sheet(),), shown(plan.truths, ("theme", "due_text")))


LAYOUTS: dict[str, Layout] = {
    each.__name__.replace("_", " "): each
    for each in (
        time_bands, achievements, paragraphs, one_cell_each, cards, side_by_side, bullets, numbered_paragraphs,
        objectives_with_bullets, bullets_in_cell, recommendations, times_behind_actions,
    )
}  # fmt: skip
