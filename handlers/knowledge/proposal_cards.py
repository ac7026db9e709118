"""What people read of proposals."""

from collections.abc import Sequence

from handlers.cards import NAME_ON_BUTTON, Button, Buttons, ButtonStyle, Card, Element, Leads, Text, Tone
from handlers.dates import spoken
from handlers.knowledge import difference, names
from handlers.knowledge.difference import Changed
from handlers.knowledge.model import VALUES, Change, Version, VersionState
from handlers.knowledge.own import entry_of, written_in
from handlers.knowledge.permission import may_confirm
from handlers.knowledge.shelf import Shelf
from handlers.people.model import Institution, Person
from handlers.phrases import counted, joined, shortened

_MOST_LISTED = 20


def name_of(shelf: Shelf, version: Version) -> str:
    """What a version is about, for a title: the entry's title, or the values."""
    if version.subject == VALUES:
        return "our own values"
    entry = shelf.entry(version.subject) or entry_of(version)
    return f"“{entry.title}”" if entry else "an entry"


def what(shelf: Shelf, version: Version) -> str:
    """What a version does, in a few words."""
    name = name_of(shelf, version)
    match version.change:
        case Change.ADDED:
            return f"New entry {name}"
        case Change.RETIRED:
            return f"Retire {name}"
        case Change.RETURNED:
            return f"{name}: back to the national text"
        case Change.EDITED | Change.VERIFIED:
            return f"Change {name}"


def changes(shelf: Shelf, version: Version) -> list[Changed]:
    """What a proposal would change in what is in use now."""
    if version.subject == VALUES:
        now, proposed = shelf.in_use.get(VALUES), written_in(version, shelf.base)
        return difference.of_values(written_in(now, shelf.base), proposed, shelf.base.values)
    new = shelf.base.entries.get(version.subject) if version.change is Change.RETURNED else entry_of(version)
    return difference.of_entries(shelf.entries.get(version.subject), new) if new else []


def proposal(shelf: Shelf, version: Version, institution: Institution, reader: Person) -> Card:
    """A proposal with what it changes, and what the reader can do."""
    body: list[Element] = [Text(f"Proposed by {version.by} on {spoken(institution.day(version.proposed_at))}.")]
    if version.reason:
        body.append(Text(f"Why: {version.reason}"))
    body += _told(shelf, version)
    return Card(what(shelf, version), (*body, Buttons(_buttons(shelf, version, reader))), _footer(version))


def _footer(version: Version) -> str:
    if version.change is Change.ADDED:
        return "Until it is confirmed, nobody is answered from it."
    return "Until it is confirmed, people get the answer as it was."


def _told(shelf: Shelf, version: Version) -> list[Element]:
    if version.change is Change.RETIRED:
        pointing = [f"“{each.title}”" for each in shelf.pointing_at(version.subject)]
        also = [Text(f"{joined(pointing)} will no longer point to it.", Tone.QUIET)] if pointing else []
        return [Text("It would not be answered any more."), *also]
    found = changes(shelf, version)
    return difference.elements(found) if found else [Text("It would change nothing in what is in use now.")]


def _buttons(shelf: Shelf, version: Version, reader: Person) -> tuple[Button, ...]:
    if not may_confirm(reader, version):
        return (Button("Withdraw it", names.WITHDRAW_PRESS, str(version.id), confirm="Take your proposal back?"),)
    return (
        Button("Confirm", names.CONFIRM_PRESS, f"{version.id}.{shelf.seen(version.subject)}", ButtonStyle.PRIMARY),
        Button("Decline with a reason", names.DECLINE_PRESS, str(version.id), leads=Leads.FORM),
    )


def waiting(shelf: Shelf, versions: Sequence[Version], institution: Institution) -> Card:
    """The proposals that wait for a second person."""
    if not versions:
        return Card("Nothing waits to be confirmed", (Text("What somebody changes is listed here until it is."),))
    shown = versions[:_MOST_LISTED]
    lines = [f"{what(shelf, each)}: {each.by}, {spoken(institution.day(each.proposed_at))}" for each in shown]
    body: list[Element] = []
    for each, line in zip(shown, lines, strict=True):
        label = shortened(name_of(shelf, each).strip("“”"), NAME_ON_BUTTON)
        body += [Text(line), Buttons((Button(f"Look at {label}", names.PROPOSAL_PRESS, str(each.id)),))]
    if len(versions) > len(shown):
        body.append(Text(f"{len(versions) - len(shown)} more come up once these are dealt with.", Tone.QUIET))
    return Card(f"{counted(len(versions), 'proposal')} to look at", tuple(body))


def proposed(shelf: Shelf, version: Version, people: Sequence[Person]) -> Card:
    """Thank whoever proposed something, and say who is asked to confirm it."""
    if people:
        names_ = joined([*(person.name for person in people[:3]), *(["others"] if len(people) > 3 else [])])
        said = f"I ask {names_} to confirm it, in working hours. You hear of it."
    else:
        said = "Nobody else holds a post here, so nobody can confirm it yet. The lead can give a post to somebody."
    return Card(
        f"Proposed: {what(shelf, version)}",
        (Text(said), Buttons((Button("Show the proposal", names.PROPOSAL_PRESS, str(version.id)),))),
        _footer(version),
    )


def confirmed(shelf: Shelf, version: Version) -> Card:
    """Say that a proposal came into use; the shelf is from before it."""
    told = "People get it from now on. A new way to ask is learnt within seconds."
    return Card(f"Confirmed: {what(shelf, version)}", (Text(told), *_to_entry(version)))


def _to_entry(version: Version) -> tuple[Element, ...]:
    if version.subject == VALUES:
        return (Buttons((Button("Show the values", names.VALUES_PRESS),)),)
    return (Buttons((Button("Show the entry", names.SHOW_PRESS, version.subject),)),)


def changed_since(card: Card) -> Card:
    """A proposal once more, as what it would change is not what was shown."""
    note = "What is in use has changed since you opened this. Nothing was confirmed: please look again."
    return Card(card.title, (Text(note, Tone.WARNING), *card.body), card.footer)


def already_settled(shelf: Shelf, version: Version) -> Card:
    """Say that somebody has dealt with a proposal before."""
    match version.state:
        case VersionState.DECLINED:
            said = f"{version.settled_by} declined it. {_because(version)}".strip()
        case _ if version.settled_by:
            said = f"{version.settled_by} confirmed it."
        case _:
            said = "Another proposal has taken its place."
    return Card("This is dealt with already", (Text(f"{what(shelf, version)}. {said}"), *_to_entry(version)))


def _because(version: Version) -> str:
    return f"Their reason: {version.settled_reason}" if version.settled_reason else ""


def your_own() -> Card:
    """Say that a proposal needs somebody else."""
    return Card(
        "Somebody else confirms it",
        (Text("You proposed this yourself. A second person with a post reads it and confirms it."),),
    )


def declined(shelf: Shelf, version: Version) -> Card:
    """Say that a proposal is declined."""
    return Card("Declined", (Text(f"{what(shelf, version)}: nothing is changed. {version.by} hears of it."),))


def withdrawn(shelf: Shelf, version: Version) -> Card:
    """Say that somebody took their proposal back."""
    return Card("Withdrawn", (Text(f"{what(shelf, version)}: nothing is changed."),))


def settled(shelf: Shelf, version: Version) -> Card:
    """Tell the proposer what became of a proposal."""
    if version.state is VersionState.DECLINED:
        return Card(
            f"Not taken over: {what(shelf, version)}",
            (Text(f"{version.settled_by} declined it. {_because(version)}".strip()), *_to_entry(version)),
            "You can change it and propose it again.",
        )
    return Card(f"In use: {what(shelf, version)}", (Text(f"{version.settled_by} confirmed it."), *_to_entry(version)))


def replaced(shelf: Shelf, version: Version) -> Card:
    """Tell the proposer that another proposal took the place of theirs."""
    later = shelf.waiting.get(version.subject) or shelf.in_use.get(version.subject)
    by = f" by {later.by}" if later else ""
    told = f"Another one{by} took the place of yours. Please have a look at whether it says what you meant."
    return Card(f"Your proposal was replaced: {what(shelf, version)}", (Text(told), *_to_entry(version)))


def no_such_proposal() -> Card:
    """Answer a button whose proposal is not there."""
    return Card("That proposal is not there", (Text("Nothing was changed. “knowledge” shows what waits now."),))
