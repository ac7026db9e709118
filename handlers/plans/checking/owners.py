"""Who carries the plan: too much on one person, post or office, and posts that nobody could step into."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from handlers.cells import one_line
from handlers.phrases import counted
from handlers.plans.checking.model import CheckedAction, CheckedPlan, Finding, Office, Rule
from handlers.plans.checking.naming import and_more, listed, post_name, share

MOST_FOR_ONE_PERSON = 0.25
MOST_FOR_ONE_OFFICE = 0.40
NOT_A_LOAD = 2
"""So many actions are no load, however small the plan."""


def owners(plan: CheckedPlan) -> Iterator[Finding]:
    """Find actions without an owner, vacant posts, loads on one person, office or post, and posts without a deputy."""
    yield from _without_owner(plan)
    yield from _vacant(plan)
    yield from _on_one_person(plan)
    yield from _on_one_office(plan)
    yield from _on_one_post(plan)
    yield from _without_deputy(plan)


def _without_owner(plan: CheckedPlan) -> Iterator[Finding]:
    actions = tuple(action for action in plan.open if action.owner is None)
    if actions:
        yield Finding(Rule.NO_OWNER, f"{_open_actions(actions, plan)} without an owner: {listed(actions)}.", actions)


def _vacant(plan: CheckedPlan) -> Iterator[Finding]:
    for office, actions in _by_office(plan.open):
        if not office.holders:
            stand_in = f"; {counted(office.deputies, 'deputy stands', 'deputies stand')} in" if office.deputies else ""
            message = (
                f"Nobody holds the post {post_name(office)}, which answers for "
                f"{counted(len(actions), 'open action')} ({listed(actions)}){stand_in}."
            )
            yield Finding(Rule.VACANT_POST, message, actions)


def _on_one_person(plan: CheckedPlan) -> Iterator[Finding]:
    held = ((holder, each) for each in plan.open if each.owner for holder in each.owner.holders)
    for person, actions in _grouped(held):
        if _is_load(actions, plan, MOST_FOR_ONE_PERSON):
            posts = {post_name(each.owner) for each in actions if each.owner and person in each.owner.holders}
            who = f"One person, as {and_more(sorted(posts), 3)},"
            message = f"{who} answers for {share(len(actions), len(plan.open))} open actions."
            yield Finding(Rule.PERSON_LOAD, message, actions)


def _on_one_office(plan: CheckedPlan) -> Iterator[Finding]:
    """Count a unit with several posts; with one post alone, the load is told of the post or its holder."""
    pairs = ((_key(each.owner.unit), each) for each in plan.open if each.owner and each.owner.unit.strip())
    for _, actions in _grouped(pairs):
        offices = [each.owner for each in actions if each.owner]
        if len({office.id for office in offices}) > 1 and _is_load(actions, plan, MOST_FOR_ONE_OFFICE):
            unit, of_all = one_line(offices[0].unit), share(len(actions), len(plan.open))
            posts = and_more(sorted({post_name(office) for office in offices}), 3)
            yield Finding(
                Rule.OFFICE_LOAD, f"Posts of one office, {unit}, answer for {of_all} open actions: {posts}.", actions
            )


def _on_one_post(plan: CheckedPlan) -> Iterator[Finding]:
    """Count a post that nobody holds, or several do; where it is one person's, the load is told of the person."""
    for office, actions in _by_office(plan.open):
        if len(office.holders) != 1 and _is_load(actions, plan, MOST_FOR_ONE_PERSON):
            of_all = share(len(actions), len(plan.open))
            message = f"One post, {post_name(office)}, answers for {of_all} open actions."
            yield Finding(Rule.POST_LOAD, message, actions)


def _without_deputy(plan: CheckedPlan) -> Iterator[Finding]:
    """Name the posts that are held but have no deputy; two holders stand in for each other."""
    alone = [
        (office, actions)
        for office, actions in _by_office(plan.open)
        if len(office.holders) == 1 and not office.deputies
    ]
    if alone:
        names = and_more([post_name(office) for office, _ in alone])
        posts = counted(len(alone), "post that owns open actions has", "posts that own open actions have")
        message = f"{posts} one holder and no deputy: {names}."
        yield Finding(Rule.NO_DEPUTY, message, tuple(action for _, actions in alone for action in actions))


def _is_load(actions: tuple[CheckedAction, ...], plan: CheckedPlan, most: float) -> bool:
    return len(actions) > NOT_A_LOAD and len(actions) >= most * len(plan.open)


def _by_office(actions: Iterable[CheckedAction]) -> Iterator[tuple[Office, tuple[CheckedAction, ...]]]:
    for _, owned in _grouped((each.owner.id, each) for each in actions if each.owner):
        office = owned[0].owner
        if office is not None:
            yield office, owned


def _grouped(pairs: Iterable[tuple[Hashable, CheckedAction]]) -> list[tuple[Hashable, tuple[CheckedAction, ...]]]:
    """Group actions by a key, the largest group first."""
    found: dict[Hashable, list[CheckedAction]] = defaultdict(list)
    for key, action in pairs:
        found[key].append(action)
    return [(key, tuple(group)) for key, group in sorted(found.items(), key=lambda pair: -len(pair[1]))]


def _key(unit: str) -> str:
    return " ".join(unit.casefold().split())


def _open_actions(actions: tuple[CheckedAction, ...], plan: CheckedPlan) -> str:
    return f"{len(actions)} of {counted(len(plan.open), 'open action')} {'is' if len(actions) == 1 else 'are'}"
