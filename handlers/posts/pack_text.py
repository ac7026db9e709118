"""The hand-over pack as a card, and as a Markdown file that any editor opens."""

import re
from collections.abc import Iterator

from handlers.cards import Bullets, Button, Buttons, Card, Element, Facts, Table, Text, Tone
from handlers.dates import spoken
from handlers.outcomes import SendFile
from handlers.phrases import counted, counted_in_words, joined, shortened
from handlers.plans.model import ActionUpdate
from handlers.posts import names
from handlers.posts.pack import Pack, PackedAction
from handlers.reviews.reporting import Colour
from handlers.wording import COLOUR_WORDS

_PAGE = 10
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def pack_card(pack: Pack) -> Card:
    """The pack in short, with the way to all of it."""
    body: list[Element] = [Text(f"In the words of whoever hands over: {note}") for note in pack.notes]
    body.append(Facts((("Open actions", str(len(pack.actions))), ("Finished or dropped", str(pack.finished)))))
    if pack.actions:
        rows = tuple((each.action.name, _state(each), _next(each)) for each in pack.actions[:_PAGE])
        body.append(Table("The open actions", ("Action", "Status", "Next step"), rows))
    if len(pack.actions) > _PAGE:
        body.append(Text(f"And {len(pack.actions) - _PAGE} more, which are in the file.", Tone.QUIET))
    if pack.contacts:
        body.append(Text("Whom to turn to", Tone.STRONG))
        body.append(Bullets(tuple(f"{each.person.name}: {each.role}" for each in pack.contacts)))
    body.append(Text("The reasons, the evidence and what was said at the last reviews are in the file.", Tone.QUIET))
    body.append(Buttons((Button("Get it as a file", names.PACK_PRESS, str(pack.post.id)),)))
    return Card(f"What to know about “{pack.post.name}”", tuple(body))


def pack_file(pack: Pack) -> SendFile:
    """The whole pack as a file."""
    safe = re.sub(r"[^a-z0-9]+", "-", pack.post.name.casefold()).strip("-")[:60] or "post"
    caption = f"The hand-over pack of “{shortened(pack.post.name, 200)}”, as it stands on {spoken(pack.day)}."
    return SendFile(f"hand-over-{safe}.md", "text/markdown", markdown(pack).encode(), caption)


def markdown(pack: Pack) -> str:
    """Write the pack down."""
    lines = [
        f"# Hand-over: {_text(pack.post.name)}",
        "",
        f"{_text(pack.institution.name)}, {spoken(pack.day)}. {_amount(pack)}",
        "",
    ]
    for note in pack.notes:
        lines += ["## From whoever hands over", "", _text(note), ""]
    lines += ["## Whom to turn to", ""]
    lines += [f"- {_text(each.person.name)}{_address(each.person.email)}: {_text(each.role)}" for each in pack.contacts]
    lines += ["" if pack.contacts else "Nobody is on record.", ""]
    for number, each in enumerate(pack.actions, start=1):
        lines += [f"## {number}. {_text(each.action.name)}", "", *_action_lines(each), ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def _amount(pack: Pack) -> str:
    open_ones = counted_in_words(len(pack.actions), "action is open", "actions are open").capitalize()
    reviews = joined([spoken(day) for day in pack.reviews])
    held = f" The last reviews were held on {reviews}." if reviews else " No review was closed yet."
    return f"{open_ones}; {counted(pack.finished, 'more is', 'more are')} finished or dropped.{held}"


def _action_lines(each: PackedAction) -> Iterator[str]:
    action = each.action
    facts = (
        ("Status", _state(each)),
        ("Theme", action.theme),
        ("Due", (spoken(action.due_on) if action.due_on else "") or action.due_text),
        ("First due", spoken(action.first_due_on) if action.slipped_days and action.first_due_on else ""),
        ("Success measure", action.success_measure),
        ("Why it is in the plan", action.rationale),
        ("What it is to bring", action.benefit),
        ("Baseline", action.baseline),
        ("Target", action.target),
        ("Resource", action.resource),
        ("Helped by", "; ".join(each.helpers)),
        ("Next step", _next(each)),
    )
    yield from (f"- **{label}:** {_text(value)}" for label, value in facts if value)
    if action.latest is not None:
        yield from ("", "Last said: " + _words(action.latest))
    if each.said:
        yield ""
        yield from (f"- At the review of {spoken(said.held_on)}: {_words(said.update)}" for said in each.said)
    yield ""
    if not each.evidence:
        yield "No evidence is kept yet."
    for piece in each.evidence:
        yield f"- Evidence: {_text(piece.title)}{f' ({_text(piece.link)})' if piece.link else ''}"


def _words(update: ActionUpdate) -> str:
    said = [COLOUR_WORDS[Colour(update.rag)].lower(), update.comment]
    if update.learning:
        said.append(f"Learned: {update.learning}")
    who = f" ({update.by})" if update.by else ""
    return _text("; ".join(part for part in said if part) + who)


def _state(each: PackedAction) -> str:
    return COLOUR_WORDS[Colour(each.action.latest.rag)] if each.action.latest else "nothing reported yet"


def _next(each: PackedAction) -> str:
    latest = each.action.latest
    if latest is None or not latest.next_step:
        return "none on record"
    day = f", by {spoken(latest.next_step_on)}" if latest.next_step_on else ""
    return f"{latest.next_step}{day}"


def _address(email: str) -> str:
    return f" ({_text(email)})" if email else ""


def _text(text: str) -> str:
    """Somebody's words on one line, with every sign that Markdown would read as its own marked as a sign."""
    line = " ".join(text.split())
    return _LINE_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", line))
