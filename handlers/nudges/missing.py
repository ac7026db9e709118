"""The list of what is missing, by owner, for the lead and the chairs."""

from collections.abc import Sequence
from itertools import groupby

from handlers.cards import NAME_ON_BUTTON, Bullets, Button, Buttons, Element, Text, Tone
from handlers.dates import spoken
from handlers.nudges import presses
from handlers.nudges.answering import Office
from handlers.nudges.desk import Desk, Missing
from handlers.paging import page_of
from handlers.people.hours import is_away
from handlers.phrases import joined, shortened
from handlers.plans.brief import AnyAction

PAGE = 10


def missing_page(desk: Desk, missing: Sequence[Missing], page: int) -> list[Element]:
    """One page of the list: each owner with their actions, and a button for each that nobody has taken up yet."""
    lines = [(each, action) for each in missing for action in each.actions]
    shown = page_of(lines, page, PAGE)
    review_id = desk.review.id if desk.review else 0
    body: list[Element] = []
    for owner, group in groupby(shown.items, key=lambda each: each[0]):
        actions = [action for _, action in group]
        body.append(Text(_whose(desk, owner), Tone.STRONG))
        body.append(Bullets(tuple(_line(desk, action) for action in actions)))
        if buttons := tuple(
            _take(review_id, action, shown.number) for action in actions if action.id not in desk.taken
        ):
            body.append(Buttons(buttons))
    if shown.pages > 1:
        body.append(Text(f"Page {shown.number} of {shown.pages}, {len(lines)} actions altogether.", Tone.QUIET))
        body.append(Buttons(shown.turning(presses.MISSING_PRESS, f"{review_id}:")))
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


def _line(desk: Desk, action: AnyAction) -> str:
    taken = desk.taken.get(action.id)
    if taken:
        return f"{action.name} ({taken} takes it up)"
    return f"{action.name} (its owner says that it is not theirs)" if action.disputed_by_id else action.name


def _take(review_id: int, action: AnyAction, page: int) -> Button:
    label = shortened(action.ref or action.title, NAME_ON_BUTTON)
    return Button(f"I will take {label}", presses.TAKE_PRESS, f"{review_id}:{action.id}:{page}")
