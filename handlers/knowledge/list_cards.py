"""The list of entries, and what is to be done with them."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.cards import Button, Buttons, ButtonStyle, Card, Element, Facts, Leads, Text, Tone
from handlers.dates import spoken
from handlers.forms import OPTION_LABEL, ChoiceField, Form, Option, Section, TextField, fresh_nonce
from handlers.knowledge import names
from handlers.knowledge.shelf import AIM, Shelf, Standing
from handlers.paging import Page
from handlers.phrases import counted, shortened

PAGE = 10


class View(StrEnum):
    """Which entries a list shows."""

    ALL = "all"
    MINE = "mine"
    OWN = "own"
    """Those that are not as Bunsen brought them."""
    FLAGGED = "flagged"
    RETIRED = "retired"
    FOUND = "found"


_TITLES = {
    View.ALL: "All approved answers",
    View.MINE: "The answers that you look after",
    View.OWN: "Your institution's own answers and versions",
    View.FLAGGED: "Answers that somebody flagged",
    View.RETIRED: "Retired answers",
    View.FOUND: "What I found",
}


@dataclass(frozen=True, slots=True)
class Duties:
    """What waits for somebody: due for review, proposals they can confirm, groups of values they may set.

    `to_agree` are questions that others said are not ours, `not_ours` all that anybody said so of.
    """

    due: int
    to_confirm: int
    groups: int
    to_agree: int = 0
    not_ours: int = 0


def overview(shelf: Shelf, duties: Duties, *, leads: bool) -> Card:
    """What there is, what is to be done, and where to go."""
    own = sum(shelf.standing(entry_id) is not Standing.NATIONAL for entry_id in shelf.entries)
    theirs = f"{own} of them your own or changed" if own else "all of them national"
    rows = [("Approved answers", f"{len(shelf.entries)}, {theirs}")]
    rows += _trust(shelf) if leads else []
    rows += [
        ("Due for review, yours to look at", str(duties.due)),
        ("Waiting to be confirmed", str(duties.to_confirm)),
        ("Flagged by readers", str(len(shelf.flagged()))),
        ("Our own values", f"{len(shelf.values.by_name)} of {len(shelf.base.values)} are set"),
    ]
    rows += [("Said to be not ours, for you to agree", str(duties.to_agree))] if duties.to_agree else []
    going = (*_going(shelf), *_not_ours(duties))
    return Card("The approved answers", (Facts(tuple(rows)), Buttons(_doing(shelf, duties)), Buttons(going)))


def _not_ours(duties: Duties) -> list[Button]:
    style = ButtonStyle.PRIMARY if duties.to_agree else ButtonStyle.PLAIN
    return [Button("Said to be not ours", names.NOT_OURS_PRESS, style=style)] if duties.not_ours else []


def _trust(shelf: Shelf) -> list[tuple[str, str]]:
    if not shelf.entries:
        return []
    share = 100 * shelf.in_date() // len(shelf.entries)
    verdict = "well done" if share >= AIM else f"please bring it to {AIM}% or more"
    return [("In date", f"{shelf.in_date()} of {len(shelf.entries)} ({share}%); {verdict}")]


def _doing(shelf: Shelf, duties: Duties) -> tuple[Button, ...]:
    buttons: list[Button] = []
    if duties.to_confirm:
        buttons.append(Button("What waits to be confirmed", names.WAITING_PRESS, style=ButtonStyle.PRIMARY))
    if duties.due:
        buttons.append(Button("Verify what is due", names.VERIFY_PRESS, style=ButtonStyle.PRIMARY))
    buttons.append(Button("Find an entry", names.FIND_PRESS, leads=Leads.FORM))
    buttons.append(Button("Add an entry", names.ADD_PRESS, leads=Leads.FORM))
    if duties.groups:
        buttons.append(Button("Set our own values", names.VALUES_PRESS))
    return tuple(buttons)


def _going(shelf: Shelf) -> tuple[Button, ...]:
    views = [(View.MINE, "Mine"), (View.ALL, "All"), (View.OWN, "Our own")]
    if shelf.flagged():
        views.append((View.FLAGGED, "Flagged"))
    if shelf.retired:
        views.append((View.RETIRED, "Retired"))
    return tuple(Button(f"List: {label}", names.LIST_PRESS, view.value) for view, label in views)


def listed(shelf: Shelf, view: View, page: Page[str], words: str = "") -> Card:
    """One page of a list."""
    if not page.items:
        return _none(view, words)
    rows = tuple(_row(shelf, entry_id) for entry_id in page.items)
    turning = () if view is View.FOUND else page.turning(names.LIST_PRESS, f"{view.value}.")
    body: list[Element] = [Facts(rows), Buttons((_choosing(shelf, page), *turning))]
    title = f"{_TITLES[view]}: “{shortened(words, 40)}”" if view is View.FOUND else _TITLES[view]
    more = page.total - len(page.items) if view is View.FOUND else 0
    if more:
        body.append(Text(f"{counted(more, 'more')} match; another word narrows it down.", Tone.QUIET))
    return Card(title, tuple(body), f"Entries {page.span}")


def _choosing(shelf: Shelf, page: Page[str]) -> Button:
    return Button("Open one", names.CHOOSE_PRESS, "|".join(page.items), ButtonStyle.PRIMARY, Leads.FORM)


def _none(view: View, words: str) -> Card:
    if view is View.FOUND:
        told = f"No entry has all of “{shortened(words, 80)}” in it. Fewer or other words may find it."
        buttons = (
            Button("Find an entry", names.FIND_PRESS, leads=Leads.FORM),
            Button("Add an entry", names.ADD_PRESS, leads=Leads.FORM),
        )
        return Card("I found nothing", (Text(told), Buttons(buttons)))
    return Card(_TITLES[view], (Text("There are none."),))


def _row(shelf: Shelf, entry_id: str) -> tuple[str, str]:
    entry = shelf.entry(entry_id)
    if entry is None:
        return entry_id, "not there any more"
    standing = shelf.standing(entry_id)
    if standing is Standing.RETIRED:
        return entry.title, "retired"
    late = entry.review_by < shelf.today
    said = [f"review was due {spoken(entry.review_by)}" if late else f"next review {spoken(entry.review_by)}"]
    said += ["your own"] if standing is Standing.OWN else []
    said += ["your version"] if standing is Standing.CHANGED else []
    said += ["a change waits"] if entry_id in shelf.waiting else []
    said += ["flagged"] if entry_id in shelf.flagged() else []
    return entry.title, ", ".join(said)


def choose_form(shelf: Shelf, entry_ids: list[str]) -> Form:
    """Ask which of a page to open."""
    known = [(entry_id, entry) for entry_id in entry_ids if (entry := shelf.entry(entry_id)) is not None]
    options = tuple(Option(entry_id, shortened(entry.title, OPTION_LABEL)) for entry_id, entry in known)
    field = ChoiceField("entry", "Entry", options, required=True)
    return Form(names.CHOOSE_PRESS, "Open an entry", (Section("", (field,)),), fresh_nonce(), submit_label="Open")


def find_form() -> Form:
    """Ask for words to find."""
    field = TextField("words", "Words", "In the title, the answer or the ways to ask.", required=True, max_length=100)
    return Form(names.FIND_PRESS, "Find an entry", (Section("", (field,)),), fresh_nonce(), submit_label="Find")
