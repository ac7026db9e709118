"""How achievements are named in documents: what shows them, and the actions that they belong to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from handlers.achievements.model import Achievement
from handlers.work import Work

OUTSIDE: Final = "outside the plan"


def line(title: str, link: str) -> str:
    """A piece of evidence in a line: its title, and its address where it is a link."""
    return f"{title} ({link})" if link else title


async def shown_by(work: Work) -> Mapping[int, tuple[str, ...]]:
    """What shows each achievement, in lines, by its id; those that nothing shows are left out."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for proof in await work.achievements.proofs():
        found[proof.achievement_id].append(line(proof.title, proof.link))
    return {achievement_id: tuple(lines) for achievement_id, lines in found.items()}


async def action_names(work: Work, achievements: Iterable[Achievement]) -> Mapping[int, str]:
    """The references (or titles) of the actions that these belong to, by the action's id."""
    names = {}
    for action_id in {each for achievement in achievements for each in achievement.action_ids}:
        if (action := await work.plans.action(action_id)) is not None:
            names[action_id] = action.ref or action.title
    return names


def place(achievement: Achievement, names: Mapping[int, str]) -> str:
    """Where it belongs: the actions of a plan, or outside it."""
    return ", ".join(names[action_id] for action_id in achievement.action_ids if action_id in names) or OUTSIDE
