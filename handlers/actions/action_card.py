"""One action as people read it, and its history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handlers.actions import describing, presses, telling
from handlers.actions.entitled import Sight, Standing
from handlers.actions.meanwhile import Entry
from handlers.cards import Bullets, Button, Buttons, ButtonStyle, Card, Divider, Element, Facts, Leads, Link, Text, Tone
from handlers.dates import spoken
from handlers.paging import page_of
from handlers.people.handovers import Handover
from handlers.people.model import Holding, Institution, Post
from handlers.phrases import counted
from handlers.plans.model import Action, Evidence
from handlers.reviews.reporting import Cycle

IN_THE_CARD = 5
"""Entries of the history that stand in the card itself."""
HISTORY_PAGE = 10
_LONGEST_QUOTE = 100
"""Of what people said, in the card itself; the history has it in full."""

_PROPOSE = "To propose that it be dropped, split or merged, write a comment: the chairs see it."


@dataclass(frozen=True, slots=True)
class Around:
    """What a card of one action tells besides the action itself.

    `offer` is a hand-over that waits for an answer, `offered_to_me` whether it is this reader's to give. `related` are
    the actions that were split from it or merged into it; `origin` is the one that it was split from, was merged into
    or was carried over from.
    """

    holdings: Sequence[Holding]
    posts: Mapping[int, Post]
    history: Sequence[Entry]
    evidence: Sequence[Evidence]
    related: Sequence[Action] = ()
    origins: Sequence[Action] = ()
    offer: Handover | None = None
    offered_to_me: bool = False


def action_card(seen: Sight, around: Around, cycle: Cycle, institution: Institution) -> Card:
    """Show one action: what it is, who answers for it, what has happened, and what this reader may do."""
    action = seen.action
    body: list[Element] = [*_notices(seen, around), Facts(tuple(_facts(seen, around, cycle, institution)))]
    body += _words(action)
    body += _evidence(around.evidence, seen.may)
    body += _relations(around)
    if seen.may.read_all:
        body += _history(action, around.history, institution)
    body += _buttons(seen)
    return Card(action.name, tuple(body), footer=_footer(seen))


def history_card(action: Action, entries: Sequence[Entry], page: int, institution: Institution) -> Card:
    """A page of the history of an action, the newest first."""
    shown = page_of(list(reversed(entries)), page, HISTORY_PAGE)
    ways = (("Newer", shown.number - 1), ("Older", shown.number + 1))
    back = Button("Back to the action", presses.ACTION_PRESS, str(action.id))
    around = tuple(
        Button(label, presses.HISTORY_PRESS, f"{action.id}:{to}") for label, to in ways if 1 <= to <= shown.pages
    )
    lines = telling.lines(shown.items, institution)
    listed = Bullets(lines) if lines else Text("Nothing has been recorded yet.")
    footer = f"{len(entries)} entries, the newest first. Nothing in it is ever changed or removed."
    return Card(f"History of {action.name}", (listed, Buttons((*around, back))), footer)


def _notices(seen: Sight, around: Around) -> Iterable[Element]:
    action = seen.action
    if action.disputed_by_id is not None:
        yield Text("Its owner says that it is not theirs. The institutional lead has to decide.", Tone.WARNING)
    if around.offer is not None:
        post = around.posts.get(around.offer.post_id)
        yield Text(f"Offered to {post.name if post else 'another post'}, and not accepted yet.", Tone.WARNING)
    if around.offer is not None and around.offered_to_me:
        yield offer_buttons(around.offer, action)


def offer_buttons(offer: Handover, action: Action) -> Buttons:
    """The answers to a hand-over."""
    name = describing.labels([action])[action.id]
    return Buttons(
        (
            Button(f"Take over {name}", presses.ACCEPT_PRESS, str(offer.id), ButtonStyle.PRIMARY),
            Button(f"Decline {name}", presses.DECLINE_PRESS, str(offer.id)),
        )
    )


def _facts(seen: Sight, around: Around, cycle: Cycle, institution: Institution) -> Iterable[tuple[str, str]]:
    action = seen.action
    yield "Status", describing.state(action, cycle, institution)
    yield "Due", describing.due(action, cycle.today)
    if action.first_due_on is not None and action.first_due_on != action.due_on:
        yield "First planned for", spoken(action.first_due_on)
    if coming := describing.next_step(action):
        yield "Next step", coming
    yield "Owner", _owner(action, around)
    helpers = [around.posts[post_id].name for post_id in action.helper_post_ids if post_id in around.posts]
    optional = (
        ("Helped by", ", ".join(helpers)),
        ("Theme", action.theme),
        ("Begins", spoken(action.start_on) if action.start_on else ""),
        ("Measure of success", action.success_measure),
        ("Measured", describing.measure(action)),
        ("Resource", action.resource),
        ("See also", action.cross_reference),
        ("From", action.source),
        ("Carried over", _carried(action)),
    )
    yield from ((label, value) for label, value in optional if value)


def _owner(action: Action, around: Around) -> str:
    post = around.posts.get(action.owner_post_id) if action.owner_post_id is not None else None
    if post is None:
        return f"nobody yet{f' (the plan says: {action.owner_text})' if action.owner_text else ''}"
    holders = [each.person.name for each in around.holdings if each.post.id == post.id and not each.deputy]
    deputies = [each.person.name for each in around.holdings if each.post.id == post.id and each.deputy]
    held = ", ".join(holders) or "vacant"
    deputised = f"; deputy {', '.join(deputies)}" if deputies else ""
    return f"{post.name}: {held}{deputised}"


def _carried(action: Action) -> str:
    return "" if not action.carried else "once" if action.carried == 1 else f"{action.carried} times"


def _words(action: Action) -> Iterable[Element]:
    """What was said last, and why the action is there."""
    latest = action.latest
    said = (
        ("What was said last", latest.comment if latest else action.note),
        ("What was learned", latest.learning if latest else ""),
        ("Green without evidence, because", latest.override if latest else ""),
        ("Why we do it", action.rationale),
        ("What it should bring", action.benefit),
    )
    for heading, text in said:
        if text:
            yield Text(heading, Tone.STRONG)
            yield Text(text)


def _evidence(evidence: Sequence[Evidence], may: Standing) -> Iterable[Element]:
    if not evidence:
        return
    if not may.read_all:
        kept = counted(len(evidence), "piece of evidence is", "pieces of evidence are")
        yield Text(f"{kept} kept with it.", Tone.QUIET)
        return
    yield Text("Evidence", Tone.STRONG)
    for each in evidence[-IN_THE_CARD:]:
        yield Link(each.title, each.link) if each.link else Text(f"{each.title} (kept as a copy)")
    if len(evidence) > IN_THE_CARD:
        yield Text(f"These are the newest {IN_THE_CARD} of {len(evidence)}.", Tone.QUIET)


def _relations(around: Around) -> Iterable[Element]:
    both = [*around.origins, *around.related]
    if not both:
        return
    yield Text("Split, merged or carried over", Tone.STRONG)
    yield Bullets(tuple(action.name for action in both))
    names = describing.labels(both)
    yield Buttons(tuple(Button(f"Open {names[each.id]}", presses.ACTION_PRESS, str(each.id)) for each in both))


def _history(action: Action, history: Sequence[Entry], institution: Institution) -> Iterable[Element]:
    if not history:
        return
    yield Divider()
    yield Text("History", Tone.STRONG)
    newest = list(reversed(history[-IN_THE_CARD:]))
    short = telling.lines(newest, institution, _LONGEST_QUOTE)
    yield Bullets(short)
    if len(history) > IN_THE_CARD or short != telling.lines(newest, institution):
        label = f"All {len(history)} entries" if len(history) > IN_THE_CARD else "In full"
        yield Buttons((Button(label, presses.HISTORY_PRESS, f"{action.id}:1"),))


def _buttons(seen: Sight) -> Iterable[Element]:
    """What this reader may do, what is done most often first."""
    may, action_id = seen.may, str(seen.action.id)
    value = f"{action_id}:{presses.HERE}"
    report = _form("Report on it", presses.REPORT_PRESS, f"{presses.ONE}{value}", ButtonStyle.PRIMARY)
    often = [report] if may.report else []
    if may.comment:
        often.append(_form("Comment", presses.COMMENT_PRESS, value))
        often.append(Button("Evidence", presses.EVIDENCE_PRESS, action_id))
    change = (
        ("Move the date", presses.MOVE_PRESS),
        ("Hand over", presses.HAND_OVER_PRESS),
        ("Edit", presses.EDIT_PRESS),
    )
    again = _form("Take it up again", presses.RESUME_PRESS, value, ButtonStyle.PRIMARY)
    scan = (("Split", presses.SPLIT_PRESS), ("Merge", presses.MERGE_PRESS), ("Drop", presses.DROP_PRESS))
    rows = (
        [again] if may.resume else [],
        often,
        [_form(label, press, value) for label, press in change] if may.change else [],
        [_form(label, press, value) for label, press in scan] if may.scan else [],
    )
    yield from (Buttons(tuple(row)) for row in rows if row)


def _form(label: str, press: str, value: str, style: ButtonStyle = ButtonStyle.PLAIN) -> Button:
    return Button(label, press, value, style, Leads.FORM)


def _footer(seen: Sight) -> str:
    if seen.may.merged:
        return "It was merged into another action; its history stays here."
    if not seen.may.kept:
        return f"It belongs to a plan that is closed: {seen.plan.title}."
    return _PROPOSE if seen.may.change and not seen.may.scan else ""
