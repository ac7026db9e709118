"""What writers read: their sections, and what they are asked for."""

from handlers.assessment.sections import Section
from handlers.cards import Button, Buttons, Card, Divider, Element, Leads, Text, Tone
from handlers.dates import spoken
from handlers.phrases import shortened
from handlers.submission import cards, names
from handlers.submission.desk import Desk
from handlers.submission.model import Role, SectionState

_NAME = 30


def mine(desk: Desk, person_id: int) -> Card:
    """The sections that somebody writes, what each asks, and how far it is."""
    own = desk.of(person_id)
    if not own:
        return Card("No section is yours to write", (Text("The institutional lead says who writes what."),))
    body: list[Element] = [Text(cards.time_left(desk.submission.due_on, desk.today), Tone.STRONG)]
    for section in own:
        body += [Divider(), *_section(desk, section)]
    body.append(Buttons(tuple(_mark(section) for section in own)))
    return Card(f"Your sections of the self-assessment, due {spoken(desk.submission.due_on)}", tuple(body))


def marked(desk: Desk, section: Section) -> Card:
    """Say how far a section is now."""
    work = desk.work[section.id]
    note = f" Your note: {work.note}" if work.note else ""
    said = "Thank you. You are not reminded of it any more." if work.state is SectionState.READY else "Thank you."
    return Card(f"“{section.heading}” is {cards.STATE_WORDS[work.state]}", (Text(said + note),))


def not_yours() -> Card:
    """Say that a section is somebody else's."""
    said = "This section is not in your hands (any more). “my sections” shows those that are."
    return Card("That is somebody else's section", (Text(said),))


def asked(desk: Desk, person_id: int) -> Card | None:
    """A reminder: the sections that are not ready, and what is to be signed; None where nothing is asked of them."""
    own = desk.asked_of(person_id)
    roles = [role for role in desk.roles_of(person_id) if desk.signature(role) is None]
    if not own and not roles:
        return None
    body: list[Element] = []
    if own:
        body.append(Text("Yours to write:", Tone.STRONG))
        for section in own:
            body += _section(desk, section)
        body.append(Buttons(tuple(_mark(section) for section in own)))
    if roles:
        body += _to_sign(desk, tuple(roles))
    return Card(
        cards.reminder_title(desk), tuple(body), "I remind you at six, three, two and one months, and at 14 and 7 days."
    )


def given(desk: Desk, person_id: int) -> Card | None:
    """Say to somebody what they have been given to write; None where nothing of it is left."""
    own = desk.asked_of(person_id)
    if not own:
        return None
    body: list[Element] = [Text(f"It is due on {spoken(desk.submission.due_on)}.")]
    for section in own:
        body += _section(desk, section)
    body.append(Buttons(tuple(_mark(section) for section in own)))
    return Card("You write a part of the self-assessment", tuple(body), "“my sections” shows this again.")


def _to_sign(desk: Desk, roles: tuple[Role, ...]) -> list[Element]:
    if desk.version is not None and not desk.hindrances():
        return [Text("Yours to sign:", Tone.STRONG), *cards.to_sign(desk, desk.version, roles).body]
    ready = len(desk.sections) - len(desk.unready)
    words = f"You are to sign it. So far {ready} of {len(desk.sections)} sections are ready"
    unowned = f", and {len(desk.unassigned)} are in nobody's hands" if desk.unassigned and Role.LEAD in roles else ""
    return [Text(f"{words}{unowned}.")]


def _section(desk: Desk, section: Section) -> list[Element]:
    work = desk.work[section.id]
    limit = f" At most {section.most_words} words." if section.most_words else ""
    note = f" Note: {work.note}" if work.note else ""
    return [
        Text(f"{section.heading} ({cards.STATE_WORDS[work.state]})", Tone.STRONG),
        Text(f"{section.asks}{limit}{note}"),
    ]


def _mark(section: Section) -> Button:
    return Button(f"How far: {shortened(section.heading, _NAME)}", names.MARK_PRESS, section.id, leads=Leads.FORM)
