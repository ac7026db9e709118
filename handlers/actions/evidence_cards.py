"""What people read about evidence."""

from collections.abc import Sequence

from handlers.actions import presses
from handlers.actions.entitled import Sight
from handlers.cards import NAME_ON_BUTTON, Button, Buttons, Card, Element, Leads, Link, Text, Tone
from handlers.dates import spoken
from handlers.people.model import Institution
from handlers.phrases import shortened
from handlers.plans.model import Action, Evidence

_MOST = 40
"""Of the newest, so that the card stays one message."""


def evidence_card(seen: Sight, kept: Sequence[Evidence], institution: Institution) -> Card:
    """List what shows that an action was done, the newest first, each to be opened or fetched."""
    body: list[Element] = []
    for each in list(reversed(kept))[:_MOST]:
        body.append(Link(each.title, each.link) if each.link else Text(f"{each.title}, {_size(each.size)}"))
        body.append(Text(_added(each, institution), Tone.QUIET))
        if not each.link:
            body.append(
                Buttons((Button(f"Fetch {shortened(each.title, NAME_ON_BUTTON)}", presses.FETCH_PRESS, str(each.id)),))
            )
    if not kept:
        body.append(Text("Nothing is kept yet that shows it."))
    if len(kept) > _MOST:
        body.append(Text(f"These are the newest {_MOST} of {len(kept)}.", Tone.QUIET))
    if seen.may.comment:
        body.append(Text("To keep a file, drop it into our chat: I ask which action it belongs to.", Tone.QUIET))
    back = Button("Back to the action", presses.ACTION_PRESS, str(seen.action.id))
    add = Button("Add a link", presses.ADD_EVIDENCE_PRESS, f"{seen.action.id}:{presses.HERE}", leads=Leads.FORM)
    body.append(Buttons((add, back) if seen.may.comment else (back,)))
    return Card(f"Evidence of {seen.action.name}", tuple(body))


def kept(action: Action) -> Card:
    """Confirm that something was kept."""
    return Card("Kept, thank you", (Text(f"The link is kept with {action.name}."),))


def there_already(action: Action) -> Card:
    """Say that a link was kept before."""
    return Card(
        "It is there already", (Text(f"This link was kept with {action.name} before, so nothing has changed."),)
    )


def only_a_link(each: Evidence) -> Card:
    """Say that there is no copy."""
    return Card(each.title, (Text("Only the link is kept, and no copy."), Link(each.link, each.link)))


def _added(each: Evidence, institution: Institution) -> str:
    by = f" by {each.by}" if each.by else ""
    return f"Added on {spoken(institution.day(each.added_at))}{by}."


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024)):,} kB"
