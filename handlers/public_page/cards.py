"""What the committee, the contact and the lead read of the public page."""

from collections.abc import Sequence

from handlers.cards import Button, Buttons, ButtonStyle, Card, Element, Facts, Leads, Table, Text, Tone
from handlers.dates import spoken
from handlers.forms import ChoiceField, Field, Form, Option, Section, TextField, fresh_nonce
from handlers.people.model import Institution, Person
from handlers.phrases import counted, joined
from handlers.posts.picking import MOST
from handlers.public_page import names
from handlers.public_page.gathering import State
from handlers.public_page.model import LONGEST_COMMENT, Contact, ContactState, Page, PageVersion
from handlers.public_page.wording import STATUS_WORDS, counts, review_line, signatory_line
from handlers.reviews.reporting import Colour

WHO, ACTION, WORDS = "who", "action", "words"
_SAID = {
    ContactState.ASKED: "was asked and has not answered yet",
    ContactState.AGREED: "has agreed to be named",
    ContactState.DECLINED: "does not want to be named",
    ContactState.WITHDRAWN: "does not want to be named any more",
}
_EXPORT = "Whoever runs Bunsen writes it with: bunsen export public-page DIR"


def overview(state: State, institution: Institution, *, lead: bool, named: Contact | None = None) -> Card:
    """What is approved, whether it still says what holds, and who is named; with the way out for whoever reads it."""
    version, contact = state.version, state.contact
    rows = [
        ("Approved", _approved(version, institution) if version else "nothing yet"),
        ("Contact", f"{contact.name} {_SAID[contact.state]}" if contact else "nobody was asked yet"),
    ]
    body: list[Element] = [Facts(tuple(rows))]
    if state.page is None:
        body.append(Text("There is no action plan yet that could be shown.", Tone.WARNING))
    elif state.is_older_than_review and state.last_review is not None:
        said = f"The page is older than the review on {spoken(state.last_review.held_on)}."
        body.append(Text(said, Tone.WARNING))
    elif version is not None and state.has_changed:
        body.append(Text("The plan has changed since the page was approved."))
    off = (_off(named),) if named else ()
    body.append(Buttons((*_buttons(lead), *off)))
    return Card("The public page", tuple(body), _EXPORT)


def _approved(version: PageVersion, institution: Institution) -> str:
    day = spoken(institution.day(version.approved_at))
    return f"version {version.number}, on {day} by {version.approved_by} ({version.sha256[:8]})"


def _buttons(lead: bool) -> tuple[Button, ...]:
    shown = (Button("See what it will say", names.PREVIEW_PRESS, style=ButtonStyle.PRIMARY),)
    if not lead:
        return shown
    return (
        *shown,
        Button("Ask somebody to be named", names.ASK_PRESS, leads=Leads.FORM),
        Button("Words on an action", names.COMMENT_PRESS, leads=Leads.FORM),
    )


def preview(state: State, page: Page, *, chair: bool) -> Card:
    """All that the page will say, and for chairs the button that approves it."""
    body: list[Element] = [Text(signatory_line(page), Tone.STRONG), Text(review_line(page)), *_contact(state.contact)]
    body.append(summary_table(page))
    for theme, lines in page.themes:
        rows = tuple(
            (f"{line.ref} {line.title}".strip(), line.status, line.owner, line.due, line.comment) for line in lines
        )
        body.append(Table(theme, ("Action", "Status", "Owner", "Due", "Comment"), rows))
    if state.named:
        said = f"Somebody's name stands in the words of {joined(state.named[:5])}. Is it meant to be public?"
        body.append(Text(said, Tone.WARNING))
    body += _approving(state, chair)
    return Card(f"What the public page will say: {page.plan}", tuple(body), "Owners are shown as posts, without names.")


def summary_table(page: Page) -> Table:
    """How many actions are of each status, by theme."""
    found = list(counts(page.lines))
    rows = [(theme, *(str(counts(lines).get(each, 0)) for each in found)) for theme, lines in page.themes]
    rows.append(("All", *(str(counts(page.lines)[each]) for each in found)))
    return Table("Actions by theme and status", ("Theme", *(STATUS_WORDS[each] for each in found)), tuple(rows))


def _contact(contact: Contact | None) -> list[Element]:
    if contact is None or not contact.has_agreed:
        return [
            Text(
                "Nobody has agreed to be named as the contact yet, and without one it cannot be approved.", Tone.WARNING
            )
        ]
    return [Text(f"Contact: {contact.name}, {contact.email}")]


def _approving(state: State, chair: bool) -> list[Element]:
    if not state.hash:
        return []
    if state.version is not None and not state.has_changed:
        return [Text(f"This is what version {state.version.number} says.", Tone.QUIET)]
    if not chair:
        return [Text("One of the committee chairs approves it.", Tone.QUIET)]
    number = state.version.number + 1 if state.version else 1
    ask = f"You approve this as version {number} of the public page. It is kept as it is, under your name."
    button = Button(f"Approve as version {number}", names.APPROVE_PRESS, state.hash, ButtonStyle.PRIMARY, confirm=ask)
    return [Buttons((button,))]


def approved(version: PageVersion) -> Card:
    """Say that a version is approved."""
    said = f"Version {version.number} is approved and kept as it is ({version.sha256[:8]})."
    return Card("The public page is approved", (Text(said),), _EXPORT)


def changed_meanwhile(state: State) -> Card:
    """Say that what was shown does not hold any more."""
    why = "nobody agrees to be named any more" if not state.hash else "the plan, a comment or the contact has changed"
    button = Button("See what it will say now", names.PREVIEW_PRESS)
    return Card("Nothing was approved", (Text(f"Since it was shown, {why}. Please look again."), Buttons((button,))))


def chairs_only() -> Card:
    """Say who approves."""
    return Card(
        "The committee chairs approve the page", (Text("You can look at it, and tell a chair that it is ready."),)
    )


def no_page() -> Card:
    """Say that there is no plan to show."""
    return Card("There is nothing to show yet", (Text("There is no action plan yet that could be shown."),))


def not_for_you() -> Card:
    """Say what the public page is to somebody who has no part in it."""
    said = "The committee publishes the action plan on a page. Ask the institutional lead for its address."
    return Card("The public page", (Text(said),))


def ask_form(people: Sequence[Person]) -> Form:
    """Who is to be asked."""
    field: Field
    if len(people) <= MOST:
        options = tuple(Option(str(person.id), person.name[:75] or "nameless") for person in people)
        field = ChoiceField(WHO, "Who?", options, required=True)
    else:
        field = TextField(WHO, "Who?", "Their e-mail address.", required=True, max_length=300)
    intro = "They are asked in their own chat, and named only once they have agreed."
    return Form(
        names.ASK_PRESS, "The named contact", (Section("", (field,)),), fresh_nonce(), intro, submit_label="Ask"
    )


def asked(person: Person) -> Card:
    """Say that somebody is asked."""
    return Card(f"{person.name} is asked", (Text("They are named on the page once they have agreed in their chat."),))


def request(contact: Contact) -> Card:
    """Ask somebody whether they may be named, with what would stand there."""
    said = (
        "The institution's page on the Technician Commitment has to name a contact. May it be you? "
        "Everybody on the internet could read:"
    )
    buttons = (
        Button("Yes, name me", names.AGREE_PRESS, str(contact.id), ButtonStyle.PRIMARY),
        Button("No", names.DECLINE_PRESS, str(contact.id)),
    )
    shown = Facts((("Name", contact.name), ("E-mail", contact.email)))
    return Card(
        "May you be named on the public page?",
        (Text(said), shown, Buttons(buttons)),
        "You can take it back at any time: say “public page”.",
    )


def standing(contact: Contact) -> Card:
    """Tell a contact where they stand, with the way out."""
    shown = Facts((("Name", contact.name), ("E-mail", contact.email)))
    return Card("You are named on the public page", (shown, Buttons((_off(contact),))))


def _off(contact: Contact) -> Button:
    ask = "Your name is taken off: the page cannot be written again until somebody else has agreed."
    return Button("Take my name off", names.WITHDRAW_PRESS, str(contact.id), ButtonStyle.DANGER, confirm=ask)


def answered(state: ContactState) -> Card:
    """Confirm what somebody said to being named."""
    match state:
        case ContactState.AGREED:
            return Card(
                "Thank you: you are the named contact", (Text("You can take it back at any time: say “public page”."),)
            )
        case ContactState.WITHDRAWN:
            said = "No new page has your name. Please ask the lead to replace the one that is on the web already."
            return Card("Your name is taken off", (Text(said),))
        case _:
            return Card("You are not named", (Text("Thank you for saying so."),))


def not_asked() -> Card:
    """Say that a request does not hold any more."""
    return Card(
        "That request does not hold any more", (Text("Somebody else was asked meanwhile, or you have answered."),)
    )


def comment_form(options: Sequence[Option]) -> Form:
    """What the public may read of one action."""
    action: Field = (
        ChoiceField(ACTION, "Action", tuple(options), required=True)
        if len(options) <= MOST
        else TextField(ACTION, "Action", "Its reference.", required=True, max_length=300)
    )
    words = TextField(
        WORDS, "What the public may read", "Left empty, nothing is shown.", multiline=True, max_length=LONGEST_COMMENT
    )
    intro = "Comments in reports are never shown. What you write here is, once a chair has approved the page."
    return Form(
        names.COMMENT_PRESS,
        "Words on an action",
        (Section("", (action, words)),),
        fresh_nonce(),
        intro,
        submit_label="Keep it",
    )


def commented(name: str, words: str) -> Card:
    """Say what the page will show of an action."""
    said = f"The next version shows: {words}" if words else "The next version shows no comment."
    return Card(name, (Text(said), Buttons((Button("See what it will say", names.PREVIEW_PRESS),))))


def stale(state: State) -> Card | None:
    """Remind the lead that the page is older than the review; None where it is not."""
    if not state.is_older_than_review or state.last_review is None or state.version is None:
        return None
    done = counts(state.page.lines).get(Colour.GREEN, 0) if state.page else 0
    said = (
        f"Version {state.version.number} was approved before the review on {spoken(state.last_review.held_on)}. "
        f"The plan now has {counted(done, 'action')} completed. A chair can approve a new version."
    )
    button = Button("See what it will say", names.PREVIEW_PRESS, style=ButtonStyle.PRIMARY)
    return Card("The public page is older than the review", (Text(said), Buttons((button,))))
