"""What the lead, the chairs and the two who sign read of the submission."""

from collections.abc import Sequence
from datetime import date

from handlers.assessment.sections import Section
from handlers.cards import Bullets, Button, Buttons, ButtonStyle, Card, Element, Facts, Leads, Table, Text, Tone
from handlers.dates import spoken
from handlers.paging import Page, page_of
from handlers.phrases import counted, counted_in_words
from handlers.submission import names
from handlers.submission.desk import Desk
from handlers.submission.model import DraftVersion, Role, SectionState
from handlers.submission.parts import ROLE_WORDS

STATE_WORDS = {
    None: "not begun",
    SectionState.ASSIGNED: "not begun",
    SectionState.BEGUN: "begun",
    SectionState.READY: "ready",
}
PAGE = 8
_SET = Button("Set stage and date", names.SET_PRESS, leads=Leads.FORM)


def none_set(*, lead: bool) -> Card:
    """Say that no submission is being worked on."""
    if not lead:
        return Card("No self-assessment is being written", (Text("The institutional lead sets when one is due."),))
    said = "Set its stage and its day, and I remind writers and signatories from six months before."
    return Card("No self-assessment is being written", (Text(said), Buttons((_SET,))))


def not_yours(desk: Desk) -> Card:
    """Say when it is due to somebody who has no part in it."""
    said = (
        f"Stage {desk.submission.stage} is due on {spoken(desk.submission.due_on)}. No section of it is yours to write."
    )
    return Card("The self-assessment", (Text(said),))


def overview(desk: Desk, *, lead: bool, committee: bool = True, roles: Sequence[Role] = ()) -> Card:
    """How far the submission is: the day, the sections, what hinders the signatures, and who has signed.

    Its buttons are those that the lead, the committee, or somebody who signs in these roles may press.
    """
    ready = len(desk.sections) - len(desk.unready)
    body: list[Element] = [
        Text(
            f"{time_left(desk.submission.due_on, desk.today)} {ready} of {len(desk.sections)} sections are ready.",
            Tone.STRONG,
        ),
        Facts(signature_lines(desk)),
    ]
    body += _hindrances(desk)
    if desk.unassigned:
        body.append(
            Text(f"{counted(len(desk.unassigned), 'section is', 'sections are')} in nobody's hands.", Tone.WARNING)
        )
    if desk.leaderless:
        body.append(Text("Nobody holds the post of the leader of the institution, who is to sign.", Tone.WARNING))
    buttons = _buttons(desk, lead, committee, roles)
    body += [Buttons(buttons)] if buttons else []
    return Card(f"Self-assessment, stage {desk.submission.stage}: due {spoken(desk.submission.due_on)}", tuple(body))


def time_left(due_on: date, today: date) -> str:
    """How long there is, in a sentence."""
    days = (due_on - today).days
    if days < 0:
        return f"It was due {counted(-days, 'day')} ago."
    return "It is due today." if days == 0 else f"{counted(days, 'day')} left."


def signature_lines(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Who has signed the newest version, or is still to."""
    lines = [("Up for signature", desk.version.mark if desk.version else "nothing yet")]
    for role in Role:
        signed = desk.signature(role)
        said = f"signed by {signed.by} on {spoken(desk.institution.day(signed.signed_at))}" if signed else "not signed"
        lines.append((ROLE_WORDS[role], said))
    return tuple(lines)


def writers(desk: Desk, page: int, *, lead: bool) -> Card:
    """Who writes what, and how far it is; for the lead, a button a section to change it."""
    shown = page_of(desk.sections, page, PAGE)
    rows = tuple(
        (
            section.heading,
            desk.writer_name(section.id) or "nobody yet",
            STATE_WORDS[desk.state(section.id)],
            _note(desk, section),
        )
        for section in shown.items
    )
    buttons = tuple(
        Button(f"Writer of “{_short(section)}”", names.ASSIGN_PRESS, section.id, leads=Leads.FORM)
        for section in shown.items
    )
    body: list[Element] = [
        Table("Sections of the form", ("Section", "Writer", "How far", "Note"), rows),
        *((Buttons(buttons),) if lead else ()),
        *_turning(shown),
    ]
    return Card("Who writes what", tuple(body), shown.span)


def _turning(shown: Page[Section]) -> list[Element]:
    turning = shown.turning(names.WRITERS_PRESS)
    return [Buttons(turning)] if turning else []


def _short(section: Section) -> str:
    words = section.heading
    return words if len(words) <= 40 else words[:39].rstrip() + "…"


def _note(desk: Desk, section: Section) -> str:
    work = desk.work.get(section.id)
    return work.note if work else ""


def set_(desk: Desk) -> Card:
    """Say what was set, and what comes next."""
    when = f"Stage {desk.submission.stage} is due on {spoken(desk.submission.due_on)}."
    said = f"{when} Writers and signatories hear from me from six months before, in working hours."
    next_ = Button("Who writes what", names.WRITERS_PRESS, "1", ButtonStyle.PRIMARY)
    warned: tuple[Element, ...] = ()
    if desk.leaderless:
        warned = (Text("Nobody holds the post that signs for the institution yet.", Tone.WARNING),)
    return Card("The submission is set", (Text(said), *warned, Buttons((next_,))))


def assigned(desk: Desk, section: Section) -> Card:
    """Say who writes a section now; warn where nobody holds that post."""
    name = desk.writer_name(section.id)
    if not name:
        return Card(f"Nobody writes “{section.heading}” now", (_back(),))
    body: list[Element] = [Text(f"{name} writes it, and is told.")]
    if not desk.writers(section.id):
        body = [Text(f"It is in the hands of {name}.")]
        warned = "Nobody holds that post at the moment, so nobody is told or reminded. Give the post to somebody first."
        body.append(Text(warned, Tone.WARNING))
    return Card(f"“{section.heading}”", (*body, _back()))


def _back() -> Buttons:
    return Buttons((Button("Who writes what", names.WRITERS_PRESS, "1"),))


def to_sign(desk: Desk, version: DraftVersion, roles: Sequence[Role]) -> Card:
    """What somebody who signs reads: the version, who has signed, what hinders, and the button to sign."""
    made = f"{version.mark.capitalize()} was put up on {spoken(desk.institution.day(version.made_at))} by {version.by}."
    facts = (("Document", version.name), ("SHA-256", version.sha256), *signature_lines(desk)[1:])
    body: list[Element] = [Text(made), Facts(facts)]
    body += _hindrances(desk)
    body.append(Buttons(tuple(_signing(desk, version, roles))))
    footer = "What is signed is this version and no other; it is kept as it is."
    return Card(f"Self-assessment, stage {desk.submission.stage}: to sign", tuple(body), footer)


def signed(desk: Desk) -> Card:
    """Say that it is signed, and who has signed."""
    complete = all(desk.signature(role) for role in Role)
    said = "Both have signed: it can be handed in." if complete else "Thank you. It is recorded."
    return Card("Signed", (Text(said), Facts(signature_lines(desk))))


def cannot_sign(why: Sequence[str]) -> Card:
    """Say why nothing can be signed."""
    return Card("It cannot be signed yet", (Bullets(tuple(why)), Text("Once that is done, please try again.")))


def not_entitled(desk: Desk, role: Role) -> Card:
    """Say who may sign in a role."""
    posts = [f"“{post.name}”" for post in desk.post_of(role)]
    who = f"whoever holds the post {' or '.join(posts)}" if posts else "nobody yet: no post is named for it"
    said = f"As {ROLE_WORDS[role].lower()} signs {who}; a deputy cannot sign."
    return Card("This is not yours to sign", (Text(said),))


def gone(what: str = "That version") -> Card:
    """Say that something is not there any more."""
    return Card(
        "That is no longer there", (Text(f"{what} is not the newest any more. “submission” shows how it stands."),)
    )


def file_gone() -> Card:
    """Say that a file is not there any more."""
    return Card("That file is no longer here", (Text("It was used or forgotten. Please send it again."),))


def handed_in(day: date) -> Card:
    """Say that the submission was handed in."""
    then = "When the panel's letter comes, record its remarks: they are shown with the next plan."
    said = f"Handed in on {spoken(day)}. {then}"
    return Card(
        "The self-assessment is handed in",
        (Text(said), Buttons((Button("Record a remark", names.ADD_REMARK_PRESS, leads=Leads.FORM),))),
    )


def _hindrances(desk: Desk) -> list[Element]:
    found = desk.hindrances()
    return [Text("Before it can be signed:", Tone.STRONG), Bullets(found)] if found else []


def _signing(desk: Desk, version: DraftVersion, roles: Sequence[Role]) -> list[Button]:
    buttons = [Button("Read it", names.READ_PRESS, str(version.id))]
    for role in roles:
        if desk.signature(role) is None and not desk.hindrances():
            kept = "It is recorded with your name, post and the day, and cannot be taken back."
            ask = f"You sign {version.mark} as {ROLE_WORDS[role].lower()}. {kept}"
            label = f"Sign as {ROLE_WORDS[role].lower()}"
            buttons.append(Button(label, names.SIGN_PRESS, f"{version.id}:{role}", ButtonStyle.PRIMARY, confirm=ask))
    return buttons


def _buttons(desk: Desk, lead: bool, committee: bool, roles: Sequence[Role]) -> tuple[Button, ...]:
    found = [Button("Who writes what", names.WRITERS_PRESS, "1")] if committee else []
    if lead:
        found.append(_SET)
        if not desk.hindrances():
            ask = (
                "The draft is fixed as Bunsen holds it now, and both signatories are asked to sign that. To have the "
                "finished document signed, drop its file into this chat instead."
            )
            found.append(Button("Put the draft up for signature", names.VERSION_PRESS, confirm=ask))
        found.append(Button("It was handed in", names.HAND_IN_PRESS, leads=Leads.FORM))
    if desk.version:
        found += _signing(desk, desk.version, roles)
    return tuple(found)


def reminder_title(desk: Desk) -> str:
    """The title of a reminder."""
    days = (desk.submission.due_on - desk.today).days
    left = "is due today" if days == 0 else f"is due in {counted_in_words(days, 'day')}"
    return f"The self-assessment {left}"
