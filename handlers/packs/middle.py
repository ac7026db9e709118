"""The middle of a review pack: changes, reds, missing reports, slippage, owners, the plan itself, and voices. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from handlers.dates import spoken
from handlers.documents import Grid, Heading, Paragraph, Part, Points, Voice
from handlers.packs.model import Pack
from handlers.packs.words import NOTHING, colour, day, due, last_said, owner
from handlers.phrases import counted, joined
from handlers.plans.checking.cards import HEADINGS
from handlers.plans.checking.cards import summary as check_summary
from handlers.plans.checking.model import Severity
from handlers.reviews.reporting import Colour
from handlers.submission.remark_cards import for_check_lines
from handlers.voice.evidence import findings, quotations
from handlers.wording import COLOUR_WORDS

_NO_POST = "No post"


def changes(pack: Pack) -> Iterator[Part]:
    """What is another colour than at the review before."""
    if pack.before is None:
        yield Heading("Changes")
        yield Paragraph("No review was closed before this one, so there is nothing to compare with.")
        return
    since = spoken(pack.before.review.held_on)
    yield Heading(f"Changes since the review on {since}")
    if not pack.turns:
        yield Paragraph("Nothing has changed.")
        return
    rows = tuple(
        (
            turn.line.name,
            COLOUR_WORDS[turn.before] if turn.before else "New",
            colour(turn.line),
            turn.line.comment if turn.line.colour != Colour.NOT_REPORTED else "",
        )
        for turn in pack.turns
    )
    yield Grid(f"Since {since}", ("Action", "Was", "Is", "What was said"), rows)


def reds(pack: Pack) -> Iterator[Part]:
    """Each red with its explanation and what was learned."""
    found = pack.of(Colour.RED)
    yield Heading("Red, and why")
    if not found:
        yield Paragraph("No action is red.")
        return
    rows = tuple(
        (
            line.name,
            owner(line),
            line.comment or "no explanation was given",
            line.learning or "not said yet",
            line.next_step or NOTHING,
        )
        for line in found
    )
    yield Grid("Reds with their explanation", ("Action", "Owner", "Explanation", "What was learned", "Next step"), rows)


def missing(pack: Pack) -> Iterator[Part]:
    """What nobody has reported on, by the post that answers for it."""
    found = pack.of(Colour.NOT_REPORTED)
    yield Heading("Missing reports, by post")
    if not found:
        yield Paragraph("Every action that was to be reported on was.")
        return
    taken = pack.asked.taken if pack.asked else {}
    by_post = sorted(found, key=lambda line: (not line.owner, line.owner.casefold()))
    groups = [(name, list(lines)) for name, lines in groupby(by_post, key=lambda line: line.owner)]
    posts = len([name for name, _ in groups if name])
    without = sum(not line.owner for line in found)
    whose = [counted(posts, "post")] if posts else []
    whose += [f"{without} without a post"] if without else []
    yield Paragraph(f"{counted(len(found), 'action')} without a report in this cycle: of {joined(whose)}.")
    rows = tuple(
        (name or _NO_POST, line.name, last_said(line), taken.get(line.action_id, NOTHING))
        for name, lines in groups
        for line in lines
    )
    yield Grid("Without a report", ("Post", "Action", "Last said", "Taken up by"), rows)


def slippage(pack: Pack) -> Iterator[Part]:
    """What is due later than first planned."""
    yield Heading("Later than first planned")
    if not pack.slipped:
        yield Paragraph("No open action is due later than first planned.")
        return
    rows = tuple(
        (line.name, owner(line), day(line.first_due_on), day(line.due_on), str(days)) for line, days in pack.slipped
    )
    yield Grid("Open actions whose date was moved back", ("Action", "Owner", "First due", "Due now", "Days"), rows)


def without_owner(pack: Pack) -> Iterator[Part]:
    """What nobody answers for."""
    yield Heading("Nobody answers for")
    if not pack.without_owner:
        yield Paragraph("Every open action has a post that answers for it, and somebody in that post.")
        return
    rows = tuple((line.name, owner(line), due(line)) for line in pack.without_owner)
    yield Grid("Open actions without an owner", ("Action", "Owner", "Due"), rows)


def plan_check(pack: Pack) -> Iterator[Part]:
    """What the check of the plan found, the most important first."""
    if pack.checked is None:
        return
    yield Heading("The plan itself")
    yield Paragraph(check_summary(pack.checked))
    look = [finding for finding in pack.checked.findings if finding.severity is Severity.LOOK]
    if look:
        rows = tuple((HEADINGS[finding.rule], finding.message, finding.suggestion) for finding in look)
        yield Grid("To look at", ("What", "Found", "What would mend it"), rows)
    improve = [
        (HEADINGS[rule], str(len(found)), found[0].suggestion)
        for rule, found in pack.checked.by_rule.items()
        if found[0].severity is Severity.IMPROVE
    ]
    if improve:
        yield Grid("Worth improving", ("What", "Findings", "What would mend it"), tuple(improve))
        yield Paragraph("“check the plan” tells the lead which actions these are about.", Voice.QUIET)
    remarked = for_check_lines(pack.remarked)
    if remarked:
        yield Heading("What panels remarked on earlier submissions", 2)
        yield Points(tuple(remarked))


def voices(pack: Pack) -> Iterator[Part]:
    """What technicians said since the review before: published figures, and what two people approved for quoting."""
    if pack.heard is None:
        return
    yield Heading("What technicians said")
    since = f" since the review on {spoken(pack.before.review.held_on)}" if pack.before else ""
    if not pack.heard.rounds:
        yield Paragraph(f"No survey has closed{since}.")
    else:
        yield Paragraph(f"{counted(len(pack.heard.rounds), 'survey')} closed{since}.")
        yield from _below(list(findings(pack.heard.rounds)))
        yield from _below(list(quotations(pack.heard.rounds)))
    if pack.heard.events:
        yield Grid(
            f"Events held{since}",
            ("Event", "When", "Points recorded"),
            tuple(
                (
                    event.title,
                    spoken(event.held_on),
                    str(sum(point.event_id == event.id for point in pack.heard.points)),
                )
                for event in pack.heard.events
            ),
        )
    yield Paragraph(
        "Surveys are anonymous. Only figures that may be shown outside are here: rounded, and none of small groups.",
        Voice.QUIET,
    )


def _below(parts: Sequence[Part]) -> Iterator[Part]:
    """Parts of another document under a heading of this one."""
    for part in parts:
        yield replace(part, level=min(part.level + 1, 3)) if isinstance(part, Heading) else part
