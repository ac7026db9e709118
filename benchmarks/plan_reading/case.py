"""One made-up file and what a reading of it should give."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.plan_reading import words
from benchmarks.plan_reading.sheets import Draft
from benchmarks.plan_reading.truth import Plan, Truth
from handlers.plans.reading.sheet import Sheet

USUAL = ("ref", "theme", "title", "owner_text", "due_text", "success_measure", "rag", "comment")


@dataclass(frozen=True, slots=True)
class Case:
    """The sheets of a file, and the actions in them."""

    sheets: tuple[Sheet, ...]
    truths: tuple[Truth, ...]


Layout = Callable[[random.Random, Plan], Case]


def shown(truths: Iterable[Truth], fields: Sequence[str]) -> tuple[Truth, ...]:
    """Give the truths with only the fields that a layout shows."""
    with_days = [*fields, *(day for text, day in _DAYS.items() if text in fields)]
    return tuple(each.only(*with_days) for each in truths)


_DAYS = {"due_text": "due", "start_text": "start", "owner_text": "owners"}


@dataclass(slots=True)
class Table:
    """How one table writes its cells."""

    fields: tuple[str, ...]
    headings: list[str]
    statuses: dict[str | None, str]
    numbering: str

    @classmethod
    def of(cls, rng: random.Random, fields: Sequence[str] = (), *, shuffle: bool = True) -> "Table":
        """Choose columns, their order and headings, and how status and number are written."""
        chosen = list(fields) or [each for each in USUAL if each in {"title", "theme"} or rng.random() < 0.8]
        if not fields:
            chosen += [each for each in ("start_text", "learning") if rng.random() < 0.4]
        if shuffle and not fields and rng.random() < 0.6:
            tail = chosen[2:]
            rng.shuffle(tail)
            chosen = chosen[:2] + tail
        if "title" not in chosen:
            chosen.insert(0, "title")
        numbering = rng.choice(("{n}", "{n}.", "{letter}{n}", "A{n}", "{t}.{n}"))
        return cls(tuple(chosen), words.headings(rng, tuple(chosen)), rng.choice(words.STATUS_WORDS), numbering)

    def numbered(self, plan: Plan) -> dict[str, str]:
        """Give each action's reference, by its title."""
        refs: dict[str, str] = {}
        for place, (theme, truths) in enumerate(plan.by_theme(), start=1):
            across = self.numbering in {"{n}", "{n}.", "A{n}"}
            for number, truth in enumerate(truths, start=len(refs) + 1 if across else 1):
                refs[truth.title] = self.numbering.format(n=number, letter=words.LETTERS[theme], t=place)
        return refs

    def cell(self, truth: Truth, field: str, refs: dict[str, str]) -> str:
        """Write one cell."""
        if field == "ref":
            return refs[truth.title]
        if field == "rag":
            return self.statuses[truth.rag]
        return str(getattr(truth, field))

    def row(self, truth: Truth, refs: dict[str, str], *, without: Sequence[str] = ()) -> list[str]:
        """Write a row."""
        return ["" if field in without else self.cell(truth, field, refs) for field in self.fields]


def plain(rng: random.Random, plan: Plan, draft: Draft, table: Table) -> tuple[Truth, ...]:
    """Write all rows below each other."""
    refs = table.numbered(plan)
    for truth in plan.truths:
        draft.add(*table.row(truth, refs))
    return shown(plan.truths, table.fields)
