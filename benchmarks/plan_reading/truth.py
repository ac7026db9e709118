"""Plans that are made up, with everything known about them: what a reading of them should give."""

import random
from dataclasses import dataclass, replace
from datetime import date

from benchmarks.plan_reading import times, words
from handlers.plans.themes import THEMES


@dataclass(frozen=True, slots=True)
class Truth:
    """What a reading of one action should give; "" and None where the layout does not show it."""

    title: str
    theme: str = ""
    ref: str = ""
    owner_text: str = ""
    owners: tuple[str, ...] = ()
    start_text: str = ""
    start: date | None = None
    due_text: str = ""
    due: date | None = None
    success_measure: str = ""
    rag: str | None = None
    comment: str = ""
    learning: str = ""

    def only(self, *fields: str) -> "Truth":
        """Give what is left where only these fields are shown; the title always is."""
        hidden = {name: _EMPTY[name] for name in _EMPTY if name not in fields}
        return replace(self, **hidden)  # type: ignore[arg-type]


_EMPTY: dict[str, object] = {
    "theme": "",
    "ref": "",
    "owner_text": "",
    "owners": (),
    "start_text": "",
    "start": None,
    "due_text": "",
    "due": None,
    "success_measure": "",
    "rag": None,
    "comment": "",
    "learning": "",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A made-up plan of an institution."""

    title: str
    first_year: int
    last_year: int
    truths: tuple[Truth, ...]

    def by_theme(self) -> list[tuple[str, list[Truth]]]:
        """Give the actions of each theme, in the plan's order."""
        themes = list(dict.fromkeys(each.theme for each in self.truths))
        return [(theme, [each for each in self.truths if each.theme == theme]) for theme in themes]


def make_plan(rng: random.Random) -> Plan:
    """Make up a plan of two to four actions in each theme."""
    first = rng.randint(2017, 2025)
    last = first + rng.choice((2, 3))
    themes = list(THEMES) if rng.random() < 0.7 else list(THEMES[:4])
    titles = words.titles(rng, 4 * len(themes))
    style = times.style(rng)
    join = rng.choice(words.OWNER_JOINS)
    truths = []
    for theme in themes:
        truths += [_truth(rng, theme, titles.pop(), first, style, join) for _ in range(rng.randint(2, 4))]
    name = rng.choice(("Technician Commitment Action Plan", "Action Plan", "Technicians' Action Plan"))
    joint = rng.choice(("-", "\u2013", " - ", " to "))
    return Plan(f"{name} {first}{joint}{last}", first, last, tuple(truths))


def _truth(rng: random.Random, theme: str, title: str, year: int, style: times.Style, join: str) -> Truth:
    owners = tuple(rng.sample(words.OWNERS, rng.choice((1, 1, 1, 2))))
    due_text, due = times.due(rng, style, year)
    start_text, start = times.start(rng, style, year) if rng.random() < 0.8 else ("", None)
    if start and due and start > due:
        start_text, start = "", None
    rag = rng.choice(("green", "green", "amber", "amber", "red", None))
    return Truth(
        title=title,
        theme=theme,
        owner_text=words.joined(owners, join),
        owners=owners,
        start_text=start_text,
        start=start,
        due_text=due_text,
        due=due,
        success_measure=words.measure(rng),
        rag=rag,
        comment=words.comment(rng) if rng.random() < 0.7 else "",
        learning=words.learning(rng) if rng.random() < 0.4 else "",
    )
