"""The parts of a plan that can be looked at, and finding the one that somebody means. Pure."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from handlers.dates import spoken
from handlers.people.model import Post, Unit
from handlers.plans.brief import ActionInCount
from handlers.plans.model import Action, Plan
from handlers.plans.themes import OTHER, THEMES, counted_under
from handlers.status.phases import number_of, phase_of, phases
from handlers.status.view import WHOLE, Kind, Part

MOST_OFFERED = 5
_LONGEST = 200
_WORD = re.compile(r"[^\W_]+")
_PHASE = re.compile(r"(?:phase|year) ([a-z]+|[0-9]+)")
_FILLERS = frozenset(("the", "of", "for", "theme", "post", "unit", "school", "department"))
_LIKE = 0.6
_WHOLE_NAME = "Whole plan"


@dataclass(frozen=True, slots=True)
class KnownPart:
    """A part under the name that people know it by."""

    part: Part
    name: str

    @property
    def label(self) -> str:
        """The name with what it is, for a list of all."""
        plain = self.part.kind in (Kind.WHOLE, Kind.PHASE)
        return self.name if plain else f"{self.part.kind.value.capitalize()}: {self.name}"


@dataclass(frozen=True, slots=True)
class Plots:
    """All that a plan can be cut by: itself, its actions, the posts and units of the institution."""

    plan: Plan
    actions: Sequence[ActionInCount]
    posts: Sequence[Post]
    units: Sequence[Unit]

    def known(self) -> Sequence[KnownPart]:
        """Every part, the whole first; posts and units where they have actions come before those without."""
        owning = {action.owner_post_id for action in self.actions}
        busy = {_folded(post.unit) for post in self.posts if post.id in owning}
        posts = sorted(self.posts, key=lambda post: post.id not in owning)
        units = sorted(self.units, key=lambda unit: _folded(unit.name) not in busy)
        return [
            KnownPart(WHOLE, _WHOLE_NAME),
            *(KnownPart(Part(Kind.THEME, theme), theme) for theme in _themes(self.actions)),
            *(
                KnownPart(Part(Kind.PHASE, str(each.number)), f"Phase {each.number}")
                for each in phases(self.plan, self.actions)
            ),
            *(KnownPart(Part(Kind.POST, str(post.id)), post.name) for post in posts),
            *(KnownPart(Part(Kind.UNIT, str(unit.id)), unit.name) for unit in units),
        ]

    def name_of(self, part: Part) -> str:
        """What a part is called; empty for one that there is not (any more)."""
        if part == WHOLE:
            return _WHOLE_NAME
        return next((each.name for each in self.known() if each.part == part), "")

    def of(self, part: Part) -> Sequence[ActionInCount]:
        """The actions of a part, in the order of the plan."""
        return self.actions if part == WHOLE else [each for each in self.actions if self.contains(part, each)]

    def explained(self, part: Part) -> str:
        """What belongs to a part, where its name does not say it; empty otherwise."""
        if part.kind is not Kind.PHASE:
            return ""
        phase = next((each for each in phases(self.plan, self.actions) if str(each.number) == part.key), None)
        if phase is None or phase.starts_on is None or phase.ends_on is None:
            return ""
        return f"What is due from {spoken(phase.starts_on)} to {spoken(phase.ends_on)}."

    def contains(self, part: Part, action: Action | ActionInCount) -> bool:
        """Tell whether an action belongs to a part."""
        match part.kind:
            case Kind.WHOLE:
                return True
            case Kind.THEME:
                return part.key in (action.theme, counted_under(action.theme))
            case Kind.PHASE:
                return str(phase_of(action, self.plan)) == part.key
            case Kind.POST:
                return str(action.owner_post_id) == part.key
            case Kind.UNIT:
                return action.owner_post_id in self.posts_of(part)

    def posts_of(self, part: Part) -> Container[int]:
        """The posts that a post or unit stands for."""
        if part.kind is Kind.POST:
            return {post.id for post in self.posts if str(post.id) == part.key}
        unit = next((_folded(each.name) for each in self.units if str(each.id) == part.key), None)
        return {post.id for post in self.posts if unit is not None and _folded(post.unit) == unit}


@dataclass(frozen=True, slots=True)
class Meant:
    """What somebody may mean: one part, or several of which none is sure; `exact` where the first is."""

    found: tuple[KnownPart, ...]
    exact: bool


def meant(text: str, known: Sequence[KnownPart]) -> Meant:
    """Read what somebody typed behind “status”; nothing stands for the whole plan."""
    said = _words(text)
    if not said or said in (["plan"], ["whole", "plan"]):
        return Meant((known[0],), exact=True)
    if phase := _PHASE.fullmatch(" ".join(said)):
        number = number_of(phase[1])
        same = tuple(each for each in known if each.part == Part(Kind.PHASE, str(number)))
        if same:
            return Meant(same, exact=True)
        return Meant(tuple(each for each in known if each.part.kind is Kind.PHASE)[:MOST_OFFERED], exact=False)
    for fits in (_equal, _all_begun):
        if found := tuple(each for each in known[1:] if fits(said, _words(each.name))):
            return Meant(found[:MOST_OFFERED], exact=len(found) == 1)
    return Meant(_nearest(said, known), exact=False)


def _nearest(said: Sequence[str], known: Sequence[KnownPart]) -> tuple[KnownPart, ...]:
    """The parts whose names look most like what was typed, or share a word with it."""
    scored = [(_likeness(said, _words(each.name)), each) for each in known[1:]]
    close = sorted((pair for pair in scored if pair[0] >= _LIKE), key=lambda pair: -pair[0])
    return tuple(each for _, each in close[:MOST_OFFERED])


def _likeness(said: Sequence[str], name: Sequence[str]) -> float:
    whole = SequenceMatcher(None, " ".join(said), " ".join(name)).ratio()
    words = max((SequenceMatcher(None, one, other).ratio() for one in said for other in name), default=0.0)
    return max(whole, words * 0.9)


def _equal(said: Sequence[str], name: Sequence[str]) -> bool:
    return said == name


def _all_begun(said: Sequence[str], name: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in name) for each in said)


def _words(text: str) -> list[str]:
    words = _WORD.findall(text[:_LONGEST].casefold())
    return [word for word in words if word not in _FILLERS] or words


def _themes(actions: Iterable[Action | ActionInCount]) -> tuple[str, ...]:
    """The five, then those of the institution's own, then where these are counted together."""
    own = sorted({action.theme for action in actions if action.theme and action.theme not in (*THEMES, OTHER)})
    others = any(counted_under(action.theme) == OTHER for action in actions)
    return (*THEMES, *own, OTHER) if others else THEMES


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
