"""Which actions of a file are which actions of a plan that is there already: by reference and title. Pure."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from handlers.plans.model import Action
from handlers.plans.reading import ActionDraft

ALIKE = 0.8
"""How alike two titles must be to be one action whose wording changed, where nothing else says so."""
_ALIKE_WITH_REFERENCE = 0.6
"""How alike they must be where theme and reference are the same.

"Skeleton job description" that became "… for all technical roles" is 0.66; sentences about different things that
share a few words lie between 0.3 and 0.5.
"""
_MOST_COMPARED = 2_000_000
"""Titles times titles: beyond that only the same reference or the same words are found, so that nothing is held up."""


@dataclass(frozen=True, slots=True)
class Matched:
    """An action of the file, and the action of the plan that it is; None where it is new."""

    draft: ActionDraft
    action: Action | None


@dataclass(frozen=True, slots=True)
class Matching:
    """All actions of the file in its order, and those of the plan that are not in the file."""

    matched: tuple[Matched, ...]
    missing: tuple[Action, ...]


def match(drafts: Sequence[ActionDraft], actions: Sequence[Action]) -> Matching:
    """Find each action of the file in the plan. The certain ones are taken first, and no action is taken twice.

    Numbers restart in each theme of many plans, so that a reference alone proves nothing.
    """
    found = _paired(drafts, actions)
    matched = tuple(Matched(draft, found.get(index)) for index, draft in enumerate(drafts))
    there = {action.id for action in found.values()}
    return Matching(matched, tuple(action for action in actions if action.id not in there))


def match_actions(old: Sequence[Action], new: Sequence[Action]) -> list[tuple[Action, Action]]:
    """Find the actions of one plan in another, as (old, new)."""
    return [(before, new[index]) for index, before in sorted(_paired(new, old).items())]


_Item = ActionDraft | Action
_Key = Callable[[_Item], tuple[str, ...]]


def _paired(items: Sequence[_Item], actions: Sequence[Action]) -> dict[int, Action]:
    """The action that each item is, by the item's place."""
    found: dict[int, Action] = {}
    free = {action.id: action for action in actions}
    left = dict(enumerate(items))
    for same in (_reference_theme_and_title, _theme_and_title, _title, _reference_and_theme):
        _pair_unique(left, free, found, same)
    _pair_alike(left, free, found)
    return found


def _pair_unique(left: dict[int, Any], free: dict[int, Action], found: dict[int, Action], key: _Key) -> None:
    """Pair those that share a key with exactly one on the other side."""
    drafts, actions = _by_key(left, key), _by_key(free, key)
    for shared in drafts.keys() & actions.keys():
        if len(drafts[shared]) != 1 or len(actions[shared]) != 1 or not all(shared):
            continue
        index, action = drafts[shared][0], free[actions[shared][0]]
        if key is _reference_and_theme and _likeness(left[index].title, action.title) < _ALIKE_WITH_REFERENCE:
            continue
        _take(index, action, left, free, found)


def _by_key(items: Mapping[int, Any], key: _Key) -> dict[tuple[str, ...], list[int]]:
    by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, item in items.items():
        by_key[key(item)].append(number)
    return by_key


def _pair_alike(left: dict[int, Any], free: dict[int, Action], found: dict[int, Action]) -> None:
    if len(left) * len(free) > _MOST_COMPARED:
        return
    scored = sorted(_alike(left, free.values()), reverse=True)
    for _score, index, action_id in scored:
        if index in left and action_id in free:
            _take(index, free[action_id], left, free, found)


def _alike(left: Mapping[int, Any], free: Iterable[Action]) -> Iterable[tuple[float, int, int]]:
    actions = [(action, _folded(action.title)) for action in free]
    for index, draft in left.items():
        title = _folded(draft.title)
        for action, other in actions:
            if _folded(draft.theme) == _folded(action.theme) and (score := _ratio(title, other)) >= ALIKE:
                yield score, index, action.id


def _take(index: int, action: Action, left: dict[int, Any], free: dict[int, Action], found: dict[int, Action]) -> None:
    found[index] = action
    del left[index], free[action.id]


def _likeness(one: str, other: str) -> float:
    return _ratio(_folded(one), _folded(other))


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # The quick bounds first: most pairs have nothing in common.
    if matcher.real_quick_ratio() < _ALIKE_WITH_REFERENCE or matcher.quick_ratio() < _ALIKE_WITH_REFERENCE:
        return 0.0
    return matcher.ratio()


def _reference_theme_and_title(item: _Item) -> tuple[str, ...]:
    return _folded(item.ref), _folded(item.theme), _folded(item.title)


def _theme_and_title(item: _Item) -> tuple[str, ...]:
    return _folded(item.theme), _folded(item.title)


def _title(item: _Item) -> tuple[str, ...]:
    return (_folded(item.title),)


def _reference_and_theme(item: _Item) -> tuple[str, ...]:
    return _folded(item.ref), _folded(item.theme)


def _folded(text: str) -> str:
    """Reduce a text to small letters and digits, so that quotes, dashes and spaces make no difference."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))
