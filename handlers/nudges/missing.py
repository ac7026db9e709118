"""The list of what is missing, by owner, for the lead and the chairs."""

from collections.abc import Sequence
from itertools import groupby

from handlers.cards import NAME_ON_BUTTON, Bullets, Button, Buttons, Element, Text, Tone
from handlers.dates import spoken
from handlers.nudges import presses
from handlers.nudges.answering import Office
from handlers.nudges.desk import Desk, Missing
from handlers.people.hours import is_away
from handlers.phrases import joined, shortened
from handlers.plans.model import Action

PAGE = 10


def missing_page(desk: Desk, missing: Sequence[Missing], page: int) -> list[Element]:
    """One page of the list: each owner with their actions, and a button for each that nobody has taken up yet."""
    lines = [(each, action) for each in missing for action in each.actions]
    pages = max(1, -(-len(lines) // PAGE))
    page = min(max(page, 1), pages)
    shown = lines[(page - 1) * PAGE : page * PAGE]
    body: list[Element] = []
    for owner, group in groupby(shown, key=lambda each: each[0]):
        actions = [action for _, action in group]
        body.append(Text(_whose(desk, owner), Tone.STRONG))
        body.append(Bullets(tuple(_line(desk, action) for action in actions)))
        if buttons := tuple(_take(desk, action, page) for action in actions if action.id not in desk.taken):
            body.append(Buttons(buttons))
    if pages > 1:
        body.append(Text(f"Page {page} of {pages}, {len(lines)} actions altogether.", Tone.QUIET))
        body.append(Buttons(_turning(desk, page, pages)))
    return body


def _whose(desk: Desk, missing: Missing) -> str:
    if missing.office is None:
        return "Nobody answers for"
    return f"{missing.office.post.name}: {who_is_in(desk, missing.office)}"


def who_is_in(desk: Desk, office: Office) -> str:
    """Name the people in a post, and who of them is on leave."""
    if not office.holders:
        deputies = joined([person.name for person in office.deputies])
        if not deputies:
            return "vacant"
        return f"vacant, {deputies} {'deputises' if len(office.deputies) == 1 else 'deputise'}"
    names = []
    for person in office.holders:
        away = person.away_until if is_away(person, desk.today) else None
        names.append(f"{person.name}, on leave until {spoken(away)}" if away else person.name)
    return joined(names)


def _line(desk: Desk, action: Action) -> str:
    taken = desk.taken.get(action.id)
    if taken:
        return f"{action.name} ({taken} takes it up)"
    return f"{action.name} (its owner says that it is not theirs)" if action.disputed_by_id else action.name


def _take(desk: Desk, action: Action, page: int) -> Button:
    review_id = desk.review.id if desk.review else 0
    label = shortened(action.ref or action.title, NAME_ON_BUTTON)
    return Button(f"I will take {label}", presses.TAKE_PRESS, f"{review_id}:{action.id}:{page}")


def _turning(desk: Desk, page: int, pages: int) -> tuple[Button, ...]:
    review_id = desk.review.id if desk.review else 0
    ways = (("Previous page", page - 1), ("Next page", page + 1))
    return tuple(Button(label, presses.MISSING_PRESS, f"{review_id}:{to}") for label, to in ways if 1 <= to <= pages)
