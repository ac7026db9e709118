"""The front of a review pack: its cover, the summary on one page, and the agenda. Pure."""

from collections.abc import Iterator, Sequence

from handlers.dates import spoken, spoken_with_weekday
from handlers.documents import Grid, Heading, PageBreak, Pairs, Paragraph, Part, Points, Voice
from handlers.packs.model import Pack, counts, themes
from handlers.packs.words import NOTHING, due, owner
from handlers.phrases import counted, joined
from handlers.plans.checking.model import Severity
from handlers.reviews.agenda import LONG_SLIP
from handlers.reviews.minutes_model import Item, MinuteLine
from handlers.reviews.model import SnapshotLine
from handlers.reviews.reporting import Colour
from handlers.wording import COLOUR_WORDS

_NAMED = 12
"""Actions that the summary names in one sentence; the rest it counts."""


def cover(pack: Pack) -> Iterator[Part]:
    """What this is, of when, and for whom."""
    rows = [("Institution", pack.institution.name), ("Plan", pack.plan_title or "not known any more")]
    if pack.review is not None:
        rows.append(("Review", spoken_with_weekday(pack.review.held_on)))
        rows.append(("Papers by", spoken_with_weekday(pack.review.papers_due_on)))
    else:
        rows.append(("Review", "no next review is set"))
    rows.append(("As of", spoken(pack.as_of)))
    rows.append(("For", joined(pack.for_posts) or "the committee"))
    rows.append(("Actions", str(len(pack.lines))))
    if pack.is_frozen:
        rows.append(("Fingerprint of the snapshot (SHA-256)", pack.seal))
    yield Pairs(tuple(rows))
    yield Paragraph(_what_it_shows(pack), Voice.QUIET)
    if not pack.is_full:
        yield Paragraph(
            "When this review was closed, only the status of each action was frozen. Its owner, dates and words are "
            "therefore not in this pack.",
            Voice.WARNING,
        )


def _what_it_shows(pack: Pack) -> str:
    if pack.is_frozen:
        return (
            f"This review was closed on {spoken(pack.as_of)}. The pack shows the plan as it was frozen then, "
            "whenever it is made; the fingerprint above was reckoned again from the stored snapshot, and agreed."
        )
    return (
        f"This pack shows the plan as it stands on {spoken(pack.as_of)}. It is live: the snapshot is frozen, and gets "
        "its fingerprint, when the review is closed."
    )


def summary(pack: Pack) -> Iterator[Part]:
    """The whole plan on one page: counts by theme and colour, and what needs the committee."""
    yield PageBreak()
    yield Heading("Summary")
    total = counts(pack.lines)
    said = ", ".join(f"{total[colour]} {COLOUR_WORDS[colour].lower()}" for colour in Colour if total[colour])
    yield Paragraph(f"{counted(len(pack.lines), 'action')}: {said}." if said else "The plan has no actions yet.")
    by_theme = themes(pack.lines)
    yield Grid(
        "Actions by theme and status",
        ("Theme", *(COLOUR_WORDS[colour] for colour in Colour), "All"),
        tuple(
            (theme, *(str(mine[colour]) for colour in Colour), str(sum(mine.values())))
            for theme, mine in (*by_theme.items(), ("All", total))
        ),
    )
    yield Paragraph(
        "Green: undertaken and completed. Amber: in progress. Red: still to be carried out, and explained. Not "
        "reported: nobody has said anything in this cycle, so the old colour is not shown.",
        Voice.QUIET,
    )
    yield from _decided(pack) if pack.is_frozen else _to_decide(pack)


def _decided(pack: Pack) -> Iterator[Part]:
    yield Heading("What the committee decided", 2)
    corrected = {line.corrects_id for line in pack.minutes}
    decisions = [line for line in pack.minutes if line.decision and line.id not in corrected]
    if not decisions:
        yield Paragraph("No decision is in the minutes.")
        return
    names = {line.action_id: line.name for line in pack.lines}
    yield Points(tuple(_decision(line, names.get(line.action_id or 0, "")) for line in decisions))


def _decision(line: MinuteLine, name: str) -> str:
    return f"{name}: {line.decision}" if name else line.decision


def _to_decide(pack: Pack) -> Iterator[Part]:
    yield Heading("What needs the committee's decision", 2)
    asks = list(_asks(pack))
    yield Points(tuple(asks)) if asks else Paragraph("Nothing waits for a decision.")


def _asks(pack: Pack) -> Iterator[str]:
    """What is to be decided, the most pressing first; each says how many and names them."""
    yield from _ask(pack.of(Colour.RED), "red", "accept the explanation, or decide what is to change")
    yield from _ask(pack.of(Colour.NOT_REPORTED), "not reported", "ask the owner for a status now, or take it up")
    yield from _ask(pack.without_owner, "without an owner", "name a post, or somebody for the post")
    disputed = pack.asked.disputed if pack.asked else ()
    yield from _ask(disputed, "disputed by the owner", "decide whose it is")
    slipped = tuple(line for line, days in pack.slipped if days >= LONG_SLIP)
    yield from _ask(
        slipped, f"{LONG_SLIP} days or more behind the first plan", "keep the date, change the action or drop it"
    )
    scan = tuple(line for line, _ in pack.asked.scan) if pack.asked else ()
    yield from _ask(scan, "worth a question at the horizon scan", "keep, drop, merge or split")
    if pack.checked is not None and (look := pack.checked.count(Severity.LOOK)):
        yield f"{counted(look, 'finding')} on the plan itself to look at: decide who mends them."


def _ask(lines: Sequence[SnapshotLine], what: str, then: str) -> Iterator[str]:
    if lines:
        named = ", ".join(line.ref or line.title for line in lines[:_NAMED])
        more = f" and {len(lines) - _NAMED} more" if len(lines) > _NAMED else ""
        yield f"{counted(len(lines), 'action')} {what} ({named}{more}): {then}."


AGENDA = (
    Item.CHANGES,
    Item.REDS,
    Item.NOT_REPORTED,
    Item.DUE,
    Item.SLIPPED,
    Item.NO_OWNER,
    Item.PLAN,
    Item.VOICE,
    Item.SCAN,
    Item.OTHER,
)
_AGENDA_WORDS = {
    Item.CHANGES: "What has changed since the last review",
    Item.REDS: "Reds: explanation and learning",
    Item.NOT_REPORTED: "Missing reports",
    Item.SLIPPED: "Actions that are later than first planned",
    Item.NO_OWNER: "Actions that nobody answers for",
    Item.PLAN: "The plan itself: what its check found",
    Item.VOICE: "What technicians said",
    Item.SCAN: "Horizon scan: what is to be added, dropped, merged or split, and why",
    Item.OTHER: "Any other business, and the date of the next review",
}


def agenda(pack: Pack) -> Iterator[Part]:
    """What the review goes through, with how much there is of each, and the questions of the horizon scan."""
    if pack.asked is None:
        return
    yield PageBreak()
    yield Heading("Agenda")
    size = {
        Item.CHANGES: len(pack.turns),
        Item.REDS: len(pack.of(Colour.RED)),
        Item.NOT_REPORTED: len(pack.of(Colour.NOT_REPORTED)),
        Item.DUE: len(pack.asked.due),
        Item.SLIPPED: len(pack.slipped),
        Item.NO_OWNER: len(pack.without_owner),
    }
    words = _AGENDA_WORDS | {Item.DUE: f"What is due by {spoken(pack.asked.due_by)}"}
    yield Grid(
        "Items of the agenda",
        ("Item", "What", "Actions"),
        tuple((str(number), words[item], str(size.get(item, NOTHING))) for number, item in enumerate(AGENDA, 1)),
    )
    if pack.asked.due:
        due_soon = tuple((line.name, owner(line), due(line)) for line in pack.asked.due)
        yield Grid(f"Due by {spoken(pack.asked.due_by)}, and not completed", ("Action", "Owner", "Due"), due_soon)
    yield Heading("Horizon scan", 2)
    yield Paragraph("What has changed around us? What is to be added, dropped, merged or split, and why?")
    if pack.asked.scan:
        rows = tuple((line.name, why) for line, why in pack.asked.scan)
        yield Grid("Worth a question", ("Action", "Why"), rows)
