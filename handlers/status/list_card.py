"""The actions behind a number of the status, page by page; each opens by its button."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import groupby

from handlers.actions import describing
from handlers.actions.presses import ACTION_PRESS
from handlers.cards import Button, Buttons, Card, Element, Facts, Text, Tone
from handlers.dates import spoken
from handlers.paging import Page, page_of
from handlers.phrases import counted, shortened
from handlers.plans.brief import ActionInCount
from handlers.plans.themes import OTHER, THEMES, counted_under
from handlers.reviews.reporting import Colour
from handlers.status import presses
from handlers.status.ages import dated
from handlers.status.figures import SOON, Behind, Figures
from handlers.status.ports import Shown
from handlers.status.report import Report
from handlers.status.view import WHOLE, Kind, View
from handlers.wording import COLOUR_WORDS

PAGE = 10
_LABEL = 30
_TITLES: Mapping[Behind, str] = {
    Behind.ALL: "Actions",
    Behind.LATER: "Later than first planned",
    Behind.SOON: f"Due in the next {SOON.days} days",
    Behind.OVERDUE: "Past the due date",
    Behind.UNOWNED: "Nobody answers for",
    Behind.CHANGED: "Changed",
}
_THEMES = (*THEMES, OTHER)


def page_behind(figures: Figures, which: Colour | Behind, view: View, number: int) -> Page[ActionInCount]:
    """A page of the actions behind a number: by colour where they are of one theme or post, else by theme."""
    found = figures.behind(which)
    if _by_colour(which, view):
        order = list(Colour)
        found = tuple(sorted(found, key=lambda action: order.index(figures.colours[action.id])))
    elif which not in (Behind.LATER, Behind.SOON, Behind.OVERDUE):
        # The others stand in the order of what they are about: days.
        found = tuple(sorted(found, key=lambda action: _THEMES.index(counted_under(action.theme))))
    return page_of(found, number, PAGE)


def list_card(report: Report, which: Colour | Behind, page: Page[ActionInCount]) -> Card:
    """Show a page; `report.shown` has the words of its actions."""
    title = _TITLES[which] if isinstance(which, Behind) else COLOUR_WORDS[which]
    where = "" if report.view.part == WHOLE else f", {report.name}"
    if not page.items:
        return Card(f"{title}{where}", (Text("There is no such action now."),), _footer(report))
    body: list[Element] = []
    names = _labels({each.id: report.shown[each.id] for each in page.items})
    for heading, group in groupby(page.items, key=lambda action: _heading(report, which, action)):
        actions = list(group)
        if heading:
            body.append(Text(heading, Tone.STRONG))
        body.append(Facts(tuple((report.name_of(each), _line(report, which, each)) for each in actions)))
        body.append(Buttons(tuple(_open(each, names[each.id]) for each in actions)))
    if turn := page.turning(presses.PAGE_PRESS, presses.behind(which, report.view)):
        body.append(Buttons(turn))
    amount = counted(page.total, "action") if page.pages == 1 else f"{page.span}"
    return Card(f"{title}{where}: {amount}", tuple(body), _footer(report))


def _by_colour(which: Colour | Behind, view: View) -> bool:
    return which is Behind.ALL and view.part.kind in (Kind.THEME, Kind.POST)


def _heading(report: Report, which: Colour | Behind, action: ActionInCount) -> str:
    if _by_colour(which, report.view):
        return COLOUR_WORDS[report.figures.colours[action.id]]
    by_day = which in (Behind.LATER, Behind.SOON, Behind.OVERDUE)
    return "" if by_day or report.view.part.kind is Kind.THEME else counted_under(action.theme)


def _line(report: Report, which: Colour | Behind, action: ActionInCount) -> str:
    words = report.shown[action.id]
    parts = [_state(report, which, action), _due(action, report.today), words.post or "No post owns it"]
    if report.figures.colours[action.id] is not Colour.NOT_REPORTED:
        parts += [words.comment, f"Learned: {words.learning}" if words.learning else ""]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _due(action: ActionInCount, today: date) -> str:
    return f"Due {describing.due(action, today)}" if action.due_on else f"Due: {action.due_text or 'no date'}"


def _state(report: Report, which: Colour | Behind, action: ActionInCount) -> str:
    colour, latest = report.figures.colours[action.id], action.latest
    if latest is None:
        return COLOUR_WORDS[colour] if colour is Colour.NOT_DUE else "Never reported on"
    said_on = dated(report.institution.day(latest.at), report.today)
    if colour is Colour.NOT_REPORTED:
        return f"Not reported; {COLOUR_WORDS[Colour(latest.rag)].lower()} was said on {said_on}"
    if which is Behind.CHANGED:
        before = next(each.before for each in report.figures.changes if each.action.id == action.id)
        was = COLOUR_WORDS[before].lower() if before else "new in the plan"
        return f"{COLOUR_WORDS[colour]}, was {was}; said on {said_on}"
    return f"{COLOUR_WORDS[colour]}, said on {said_on}"


def _open(action: ActionInCount, name: str) -> Button:
    return Button(f"Open {name}", ACTION_PRESS, str(action.id))


def _labels(shown: Mapping[int, Shown]) -> Mapping[int, str]:
    """Short names for buttons: the reference where no two on the page share it, else the beginning of the title."""
    refs = Counter(words.ref.casefold() for words in shown.values())
    alone = {number for number, words in shown.items() if words.ref and refs[words.ref.casefold()] == 1}
    return {n: shortened(words.ref if n in alone else words.name, _LABEL) for n, words in shown.items()}


def _footer(report: Report) -> str:
    return f"As of {spoken(report.today)}."
