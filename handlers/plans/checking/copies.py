"""What stands twice: actions, in this plan or another, and explanations copied from one action to the next."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from handlers.cells import one_line, shown
from handlers.phrases import joined
from handlers.plans.checking.likeness import (
    EXPLANATIONS,
    TITLES,
    TITLES_ACROSS,
    Bag,
    Index,
    are_alike,
    bag,
    groups,
    weigh_explanation,
    weigh_title,
)
from handlers.plans.checking.model import CheckedAction, CheckedPlan, Finding, OtherPlan, Rule
from handlers.plans.checking.naming import called, listed
from handlers.plans.rag import Rag

MOST_PLANS = 2
"""An action that was in so many plans before this one has waited too long."""


def copies(plan: CheckedPlan) -> Iterator[Finding]:
    """Find explanations that were copied, actions that stand twice, and actions that come back plan after plan."""
    for what, text_of in (("comment", _comment), ("learning", _learning)):
        yield from _copied(plan, what, text_of)
    yield from _comment_as_learning(plan)
    yield from _duplicates(plan)
    before = _found_before(plan)
    yield from _in_other_plans(plan, before)
    yield from _waiting(plan, before)


def _comment(action: CheckedAction) -> str:
    return action.comment


def _learning(action: CheckedAction) -> str:
    return action.learning


def _copied(plan: CheckedPlan, what: str, text_of: Callable[[CheckedAction], str]) -> Iterator[Finding]:
    explained = [action for action in plan.open if text_of(action).strip()]
    texts = [bag(text_of(action), weigh_explanation) for action in explained]
    for group in groups(texts, EXPLANATIONS):
        actions = tuple(explained[place] for place in group)
        quoted = shown(text_of(actions[0]).rstrip(" ."), 90)
        message = f"The {what} of the actions {listed(actions)} is the same, or nearly: {quoted}."
        yield Finding(Rule.COPIED_EXPLANATION, message, actions)


def _comment_as_learning(plan: CheckedPlan) -> Iterator[Finding]:
    for action in plan.open:
        comment, learning = bag(action.comment, weigh_explanation), bag(action.learning, weigh_explanation)
        same = one_line(action.comment).casefold() == one_line(action.learning).casefold() != ""
        if same or are_alike(comment, learning, EXPLANATIONS):
            quoted = shown(action.learning.rstrip(" ."), 90)
            message = f"{called(action)} says the same as its comment and as its learning: {quoted}."
            yield Finding(Rule.COMMENT_AS_LEARNING, message, (action,))


def _duplicates(plan: CheckedPlan) -> Iterator[Finding]:
    actions = plan.open
    for group in groups([_title(action) for action in actions], TITLES):
        twins = tuple(actions[place] for place in group)
        message = f"{joined([called(action) for action in twins[:3]])} seem to be the same action."
        more = f" So do {len(twins) - 3} more." if len(twins) > 3 else ""
        yield Finding(Rule.DUPLICATE, message + more, twins)


Twins = dict[int, list[tuple[OtherPlan, CheckedAction]]]
"""By the place of an open action: the actions of other plans that it seems to be."""


def _found_before(plan: CheckedPlan) -> Twins:
    mine = [_title(action) for action in plan.open]
    found: Twins = defaultdict(list)
    for other in plan.others:
        actions = [action for action in other.actions if action.rag is not Rag.DROPPED or other.earlier]
        for place, number in enumerate(_nearest(mine, [_title(action) for action in actions])):
            if number is not None:
                found[place].append((other, actions[number]))
    return found


def _nearest(mine: Sequence[Bag], theirs: Sequence[Bag]) -> list[int | None]:
    index = Index([*mine, *theirs], TITLES_ACROSS)
    for text in theirs:
        index.add(text)
    return [index.find(text) for text in mine]


def _in_other_plans(plan: CheckedPlan, before: Twins) -> Iterator[Finding]:
    for place, twins in sorted(before.items()):
        action = plan.open[place]
        left_open = [(other, twin) for other, twin in twins if other.earlier and twin.open]
        beside = [(other, twin) for other, twin in twins if not other.earlier and twin.open]
        if left_open and not action.linked and not action.carried:
            yield _finding(Rule.CARRIED_UNLINKED, action, left_open[-1], "was left open in the plan")
        if beside and not action.linked:
            yield _finding(Rule.DUPLICATE_ACROSS, action, beside[0], "also stands in the plan")


def _finding(rule: Rule, action: CheckedAction, twin: tuple[OtherPlan, CheckedAction], said: str) -> Finding:
    other, theirs = twin
    message = f"{called(action)} {said} {shown(other.title)}, as {called(theirs)}."
    return Finding(rule, message, (action,))


def _waiting(plan: CheckedPlan, before: Twins) -> Iterator[Finding]:
    """Find what is carried for the third time, by its own counter or by what the earlier plans say."""
    for place, action in enumerate(plan.open):
        plans = [other.title for other, twin in before.get(place, []) if other.earlier and twin.open]
        times = max(action.carried, len(plans))
        if times >= MOST_PLANS:
            known = f" ({joined([shown(title, 40) for title in plans[:3]])})" if len(plans) == times else ""
            message = f"{called(action)} has been in {times} plans before this one{known} and is still open."
            yield Finding(Rule.WAITING, message, (action,))


def _title(action: CheckedAction) -> Bag:
    return bag(action.title, weigh_title)
