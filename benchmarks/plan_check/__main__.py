"""How long a check takes, against reading each text once: python -m benchmarks.plan_check

The floor, measured in the same run, is reading every title, comment and learning into words and doing nothing with
them. The plans are made of few words, so that far more texts share words than in a real plan.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import date

from handlers.plans.checking.check import check
from handlers.plans.checking.likeness import bag, weigh_explanation, weigh_title
from handlers.plans.checking.model import CheckedAction, CheckedPlan, Office

VERBS = ("Develop", "Create", "Publish", "Review", "Support", "Run", "Hold", "Introduce", "Extend", "Pilot", "Promote")
THINGS = (
    "web page",
    "mentoring scheme",
    "registration workshop",
    "career pathway",
    "award",
    "newsletter",
    "induction",
    "skills directory",
    "conference",
    "apprenticeship",
    "staff survey",
    "competency framework",
    "training fund",
    "showcase",
    "forum",
)
PEOPLE = (
    "technical managers",
    "new starters",
    "workshop staff",
    "line managers",
    "apprentices",
    "teaching technicians",
)
PLACES = tuple(
    f"{side} {house}"
    for side in ("north", "south", "east", "west", "upper", "lower", "old", "new")
    for house in ("campus", "laboratory", "workshop", "studio", "greenhouse", "observatory", "library", "clinic")
)
SIZES = (100, 1_000, 3_000)
ROUNDS = 3


def main() -> None:
    """Print seconds, and the ratio to the floor, for growing plans; and for the worst that a plan can be."""
    chosen = random.Random(2027)  # noqa: S311
    for size in SIZES:
        _report(f"{size:>5} actions", _plan([_title(chosen) for _ in range(size)], chosen))
    _report(" 3000 equal titles", _plan(["Develop the web page for technicians"] * 3_000, chosen))
    _report(
        " 3000 that differ in one word", _plan([f"Visit the school of x{n}q for talks" for n in range(3_000)], chosen)
    )


def _report(what: str, plan: CheckedPlan) -> None:
    took, floor = _seconds(lambda: check(plan)), _seconds(lambda: _read(plan))
    sys.stdout.write(f"{what}: {took:.3f} s, {took / floor:.1f} times the floor of {floor:.3f} s\n")


def _seconds(work: Callable[[], object]) -> float:
    """The shortest of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def _read(plan: CheckedPlan) -> None:
    for action in plan.actions:
        bag(action.title, weigh_title)
        bag(action.comment, weigh_explanation)
        bag(action.learning, weigh_explanation)


def _plan(titles: list[str], chosen: random.Random) -> CheckedPlan:
    actions = tuple(_action(number, title, chosen) for number, title in enumerate(titles))
    return CheckedPlan("A plan", actions, date(2027, 3, 1))


def _action(number: int, title: str, chosen: random.Random) -> CheckedAction:
    return CheckedAction(
        id=number,
        ref=f"A{number}",
        theme="Visibility",
        title=title,
        owner=Office(number % 40, f"Post {number % 40}", "OSDS", (number % 30,), 1),
        due_text="ongoing",
        success_measure="40% more by spring; 3 events",
        comment=". ".join(_title(chosen) for _ in range(3)),
        learning=". ".join(_title(chosen) for _ in range(2)),
    )


def _title(chosen: random.Random) -> str:
    what = f"{chosen.choice(VERBS)} the {chosen.choice(THINGS)} for {chosen.choice(PEOPLE)}"
    return f"{what} in the {chosen.choice(PLACES)}"


if __name__ == "__main__":
    main()
