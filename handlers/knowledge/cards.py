"""What people read when they look after the approved answers."""

from collections.abc import Sequence

from handlers.answers.entries import EVERYONE, Entry
from handlers.answers.values import filled, names_in
from handlers.cards import Bullets, Button, Buttons, ButtonStyle, Card, Element, Facts, Leads, Link, Text, Tone
from handlers.dates import spoken
from handlers.knowledge import names
from handlers.knowledge.entry_form import who_may_read
from handlers.knowledge.model import Change, Version, VersionState
from handlers.knowledge.shelf import Shelf, Standing
from handlers.knowledge.whom import keeping
from handlers.people.model import Institution
from handlers.phrases import counted, joined

_STANDINGS = {
    Standing.NATIONAL: "National: it comes with Bunsen, and is renewed with it",
    Standing.CHANGED: "Your institution's version of a national entry",
    Standing.OWN: "Your institution's own",
    Standing.RETIRED: "Retired: it is not answered",
}
_MOST_PHRASINGS = 6


def entry_card(shelf: Shelf, entry: Entry, history: Sequence[Version], *, may_change: bool) -> Card:
    """One entry as those see it who look after it."""
    standing = shelf.standing(entry.id)
    body: list[Element] = [*_warnings(shelf, entry, standing), Facts(_facts(shelf, entry, standing))]
    body += [Text(line) for line in entry.answer.splitlines() if line.strip()]
    if entry.current:
        body.append(Text(f"Only now: {entry.current}"))
    body += _local(shelf, entry)
    body += [Text("Ways to ask", Tone.STRONG), Bullets(_phrasings(entry))]
    body += [Text("Sources", Tone.STRONG), *_sources(entry)]
    if buttons := _buttons(shelf, entry, standing, history, may_change=may_change):
        body.append(Buttons(buttons))
    return Card(entry.title, tuple(body), _footer(history))


def _warnings(shelf: Shelf, entry: Entry, standing: Standing) -> list[Element]:
    found: list[Element] = []
    if (waiting := shelf.waiting.get(entry.id)) is not None:
        found.append(Text(f"{waiting.by} has proposed a change that waits for a second person.", Tone.WARNING))
    reasons = [mark.reason for mark in shelf.flags if mark.topic == entry.id]
    if reasons:
        told = [f"“{reason}”" for reason in reasons if reason]
        said = f" They wrote: {joined(told[:5])}." if told else ""
        found.append(Text(f"Flagged by {counted(len(reasons), 'reader')}.{said}", Tone.WARNING))
    if standing is not Standing.RETIRED and entry.review_by < shelf.today:
        found.append(Text("Its review is late: sums and deadlines in it are left out.", Tone.WARNING))
    return found


def _facts(shelf: Shelf, entry: Entry, standing: Standing) -> tuple[tuple[str, str], ...]:
    keepers = joined([person.name for person in shelf.keepers(entry.id)]) or "nobody"
    held = keepers if shelf.held(entry.owner) else f"nobody holds it, so {keepers}"
    rows = [
        ("Whose", _STANDINGS[standing]),
        ("Looked after by", f"{entry.owner} ({held})"),
        ("Next review", spoken(entry.review_by)),
    ]
    if entry.audience != EVERYONE:
        rows.append(("Who may read it", who_may_read(entry.audience)))
    if entry.valid_until is not None:
        rows.append(("Ends on", spoken(entry.valid_until)))
    also = [shelf.entries[other].title for other in entry.see_also if other in shelf.entries]
    if also:
        rows.append(("See also", "; ".join(also)))
    return tuple(rows)


def _local(shelf: Shelf, entry: Entry) -> list[Element]:
    lines = tuple(_in_words(shelf, text) for text in entry.local)
    return [Text("With your own values", Tone.STRONG), Bullets(lines)] if lines else []


def _in_words(shelf: Shelf, text: str) -> str:
    """A line as people get it; where something is not set, what that is."""
    line = filled(text, shelf.values, shelf.today)
    if line is not None:
        return f"{line.text} {line.url}".strip()
    labels = (shelf.base.values[name].label for name in names_in(text) if name in shelf.base.values)
    return f"Not shown yet, as it is not set: {joined(list(dict.fromkeys(labels))).lower() or text}"


def _phrasings(entry: Entry) -> tuple[str, ...]:
    more = len(entry.phrasings) - _MOST_PHRASINGS
    return (*entry.phrasings[:_MOST_PHRASINGS], *([f"and {more} more"] if more > 0 else []))


def _sources(entry: Entry) -> list[Element]:
    labels = [(f"{source.name}, checked {spoken(source.checked)}", source.url) for source in entry.sources]
    return [Link(label, url) if url else Text(label) for label, url in labels]


def _buttons(
    shelf: Shelf, entry: Entry, standing: Standing, history: Sequence[Version], *, may_change: bool
) -> tuple[Button, ...]:
    buttons: list[Button] = []
    if (waiting := shelf.waiting.get(entry.id)) is not None:
        buttons.append(Button("Show the proposal", names.PROPOSAL_PRESS, str(waiting.id), ButtonStyle.PRIMARY))
    if may_change:
        buttons += _changing(entry, standing)
    if history:
        buttons.append(Button("Who changed what", names.HISTORY_PRESS, entry.id))
    return tuple(buttons)


def _changing(entry: Entry, standing: Standing) -> list[Button]:
    if standing is Standing.RETIRED:
        return [Button("Bring it back", names.BACK_PRESS, entry.id, confirm="Propose that it is answered again?")]
    found = [
        Button("Edit", names.EDIT_PRESS, entry.id, leads=Leads.FORM),
        Button("Retire", names.RETIRE_PRESS, entry.id, leads=Leads.FORM),
    ]
    if standing is Standing.CHANGED:
        question = "Propose to give up your own version, so that the national text is answered again?"
        found.append(Button("Back to the national text", names.BACK_PRESS, entry.id, confirm=question))
    return found


def _footer(history: Sequence[Version]) -> str:
    latest = next((each for each in history if each.state is VersionState.IN_USE), None)
    return f"Last changed by {latest.by}." if latest else ""


def history_card(entry: Entry, history: Sequence[Version], institution: Institution) -> Card:
    """Who did what to an entry, newest first."""
    lines = [_told(version, institution) for version in history]
    return Card(f"Who changed “{entry.title}”", (Bullets(tuple(lines[:40])),), _NATIONAL_FIRST)


_NATIONAL_FIRST = "Before that it was as it came with Bunsen, if it did."
_DONE = {
    Change.ADDED: "added",
    Change.EDITED: "changed",
    Change.RETIRED: "retired",
    Change.RETURNED: "taken back to the national text",
    Change.VERIFIED: "looked at again, and found right",
}


def _told(version: Version, institution: Institution) -> str:
    day = spoken(institution.day(version.proposed_at))
    reason = f" ({version.reason})" if version.reason else ""
    if version.state is VersionState.DECLINED:
        if version.settled_by_person_id == version.by_person_id:
            return f"{day}: proposed by {version.by} and withdrawn{reason}"
        return f"{day}: proposed by {version.by}, declined by {version.settled_by}: {version.settled_reason}"
    if version.state is VersionState.PROPOSED:
        return f"{day}: proposed by {version.by}; it waits for a second person{reason}"
    if version.settled_by:
        return f"{day}: {_DONE[version.change]} by {version.by}, confirmed by {version.settled_by}{reason}"
    if version.state is VersionState.SUPERSEDED and version.change is not Change.VERIFIED and version.by_person_id:
        return f"{day}: proposed by {version.by}; another proposal took its place{reason}"
    return f"{day}: {_DONE[version.change]} by {version.by}{reason}"


def renewed_since(card: Card) -> Card:
    """A card of an own version whose national text has been renewed since."""
    note = "The national text has been renewed since your version was made. Please see whether yours still says more."
    return Card(card.title, (Text(note, Tone.WARNING), *card.body), card.footer)


def refusal(shelf: Shelf, entry: Entry | None) -> Card:
    """Say why an entry cannot be changed by this person, or that there is none."""
    if entry is None:
        return no_such_entry()
    whom = keeping(shelf.holdings, entry.owner)
    told = f"“{entry.title}”: {whom.looked_after} They, their deputies and the institutional lead can change it."
    return Card("That entry is not yours to change", (Text(told), Text("Nothing was changed.", Tone.QUIET)))


def no_such_entry() -> Card:
    """Answer a button whose entry is not there."""
    return Card("That entry is not there any more", (Text("Nothing was changed. “knowledge” shows what there is."),))


def nothing_changed(entry: Entry) -> Card:
    """Say that a form came back as it went out."""
    return Card("Nothing is changed", (Text(f"“{entry.title}” stays as it is."),))


def changed_meanwhile(entry: Entry) -> Card:
    """Say that an entry is not what somebody had before them."""
    button = Button("Show it as it is now", names.SHOW_PRESS, entry.id)
    told = f"Somebody has changed “{entry.title}” since you opened the form, so nothing was proposed."
    return Card("It has changed meanwhile", (Text(told), Buttons((button,))))
