"""Actions that say what another says already, in title or explanation: told, never refused. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from handlers.plans.checking.likeness import (
    EXPLANATIONS,
    TITLES,
    TITLES_ACROSS,
    Bag,
    Index,
    bag,
    weigh_explanation,
    weigh_title,
)
from handlers.plans.model import Action, ActionUpdate


def copied(updates: Sequence[ActionUpdate], others: Iterable[Action]) -> Mapping[int, Action]:
    """Which updates explain with the words of another action: that action, by the id of the one reported on."""
    known = [(action, text) for action in others for text in _texts(action.latest)]
    bags = [bag(text, weigh_explanation) for _, text in known]
    found: dict[int, Action] = {}
    for update in updates:
        other = [(action, each) for (action, _), each in zip(known, bags, strict=True) if action.id != update.action_id]
        twin = _twin([bag(text, weigh_explanation) for text in _texts(update)], other)
        if twin is not None:
            found[update.action_id] = twin
    return found


def similar(title: str, others: Sequence[Action], *, same_plan: int) -> Action | None:
    """The action that a new one of this title is most like; None where it is new indeed."""
    new = bag(title, weigh_title)
    for near, alike in ((True, TITLES), (False, TITLES_ACROSS)):
        some = [action for action in others if (action.plan_id == same_plan) is near]
        bags = [bag(action.title, weigh_title) for action in some]
        index = Index((*bags, new), alike)
        for each in bags:
            index.add(each)
        place = index.find(new)
        if place is not None:
            return some[place]
    return None


def _texts(update: ActionUpdate | None) -> Sequence[str]:
    return [text for text in (update.comment, update.learning) if text] if update is not None else []


def _twin(said: Sequence[Bag], known: Sequence[tuple[Action, Bag]]) -> Action | None:
    if not said or not known:
        return None
    index = Index((*(each for _, each in known), *said), EXPLANATIONS)
    for _, each in known:
        index.add(each)
    places = (index.find(each) for each in said)
    return next((known[place][0] for place in places if place is not None), None)
