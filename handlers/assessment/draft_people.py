"""The sections of a draft on people: the organisation and its lead, head-count and structures, governance. Pure."""

from collections.abc import Iterator
from typing import Final

from handlers.assessment.draft_facts import DraftFacts
from handlers.assessment.headcount import (
    added_up,
    all_together,
    by_group,
    findings,
    shown,
    small_units,
    total_place,
)
from handlers.assessment.model import Headcount
from handlers.assessment.sections import Section
from handlers.dates import spoken
from handlers.documents import Grid, Heading, Pairs, Paragraph, Part, Points, ToBeWritten, Voice
from handlers.people.model import Holding, Post
from handlers.phrases import counted
from handlers.rights import PostKind

_NOBODY: Final = "nobody at the moment"


def contact(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """The organisation, and whoever is institutional lead today."""
    rows = [("Organisation", facts.institution.name)]
    leads = [each for each in facts.holdings if each.post.kind is PostKind.LEAD and not each.deputy]
    for each in leads:
        rows.append(("Institutional lead", each.person.name))
        if each.person.email:
            rows.append(("E-mail", each.person.email))
    yield Pairs(tuple(rows))
    if not leads:
        yield ToBeWritten(facts.who(section), "The name of the institutional lead: nobody holds that post today.")
    yield ToBeWritten(facts.who(section), "The telephone number of the institutional lead.")
    yield _source(facts, "posts and their holders")


def numbers(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """How many there are, and where."""
    yield from headcount(facts, section)
    yield ToBeWritten(
        facts.who(section), "How technicians are structured: by subject or department, and to whom they report."
    )


def structures(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """How technical staff are structured, and what changed."""
    yield Heading("Head-count", 2)
    yield from headcount(facts, section)
    yield Heading("Structures and changes", 2)
    yield ToBeWritten(
        facts.who(section),
        f"How technical staff are structured (central or in units, and to whom they report), and what changed "
        f"{facts.stage.looks_back} because of the Commitment: roles, names of posts, reporting lines, apprentices.",
    )


def approach(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """Numbers, groups and resource, as the reviewers of stage 2 look at them together."""
    yield from structures(facts, section)
    yield from governance(facts, section)


def headcount(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """The newest count with everything in it that does not add up, and how it moved since the first one."""
    if not facts.headcounts:
        yield ToBeWritten(
            facts.who(section),
            "How many technicians there are by unit. No count is in Bunsen yet: bunsen headcount import FILE --on DAY",
        )
        return
    count = facts.headcounts[-1]
    yield _table(count)
    if problems := findings(count):
        yield Paragraph(
            f"{counted(len(problems), 'thing')} in this count did not add up. Nothing was corrected; please settle it "
            "before this goes out.",
            Voice.WARNING,
        )
        yield Points(tuple(each.sentence for each in problems))
    if small := small_units(count):
        yield Paragraph(
            f"{counted(small, 'unit has', 'units have')} fewer than five people. Before this is published, think of "
            "putting them together: such figures tell of persons.",
            Voice.QUIET,
        )
    yield from _since_before(facts.headcounts)
    source = f"{count.source}, " if count.source else ""
    yield Paragraph(
        f"Source: {source}counted on {spoken(count.counted_on)}, brought into Bunsen on "
        f"{spoken(facts.institution.day(count.at))}.",
        Voice.QUIET,
    )


def governance(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """Who leads, how plans are reviewed, what there is to work with."""
    who = facts.who(section)
    yield Heading("Who leads", 2)
    leading = [post for post in facts.posts if post.kind in (PostKind.LEAD, PostKind.CHAIR)]
    if leading:
        rows = tuple(_post_row(facts, post) for post in leading)
        yield Grid("Posts that lead", ("Post", "Held by", "Since", "Until"), rows)
    chairs = {each.person.id for each in facts.holdings if each.post.kind is PostKind.CHAIR and not each.deputy}
    held = counted(len(chairs), "person holds", "people hold") if chairs else "nobody holds"
    asks = counted(facts.institution.chairs, "committee chair")
    yield Paragraph(f"The institution's rule asks for {asks}; {held} that post today.")
    yield from _owners(facts)
    yield ToBeWritten(
        who, "To whom the committee reports, who else sits on it, and how this has developed since signing."
    )
    yield Heading("How the plan is reviewed", 2)
    closed = [each for each in facts.reviews if each.closed_at is not None]
    if closed:
        yield Grid(
            "Reviews of the plan",
            ("Held on", "Closed on"),
            tuple(
                (spoken(each.held_on), spoken(facts.institution.day(each.closed_at)) if each.closed_at else "")
                for each in closed
            ),
        )
    else:
        yield Paragraph("No review is recorded as held.")
    yield _source(facts, "posts, their holders and reviews")
    yield Heading("Resource", 2)
    yield from _resource(facts)
    yield ToBeWritten(who, "What the Commitment is given to work with: money a year, time, memberships, a coordinator.")
    yield Heading("Engagement within and beyond the institution", 2)
    yield ToBeWritten(
        who, "How the institution has engaged with the community: networks, partners, events, signatory meetings."
    )


def _table(count: Headcount) -> Grid:
    """The count as it was brought in, and below it what its rows add up to."""
    blank = ("",) * len(count.columns)
    rows: list[tuple[str, ...]] = []
    for group, units in by_group(count).items():
        if group:
            rows.append((group, *blank))
        rows += [(unit.unit, *(shown(number) for number in unit.numbers)) for unit in units]
    rows.append(("All rows added up", *(shown(added_up(count, place)) for place in range(len(count.columns)))))
    if count.totals is not None:
        rows.append(("Total as the table has it", *(shown(number) for number in count.totals)))
    return Grid(f"Technicians by unit, {spoken(count.counted_on)}", ("Unit", *count.columns), tuple(rows))


def _since_before(counts: tuple[Headcount, ...]) -> Iterator[Part]:
    first, last = counts[0], counts[-1]
    before, now = all_together(first), all_together(last)
    if len(counts) < 2 or before is None or now is None:
        return
    yield Paragraph(
        f"From {shown(before)} on {spoken(first.counted_on)} to {shown(now)} on {spoken(last.counted_on)}, by the rows "
        "of both counts."
    )
    places = total_place(first), total_place(last)
    if any(count.stated.get("") is not None for count in counts) and None not in places:
        said = ", ".join(
            f"{shown(count.stated[''])} ({spoken(count.counted_on)})" for count in counts if "" in count.stated
        )
        yield Paragraph(f"Texts say: {said}.", Voice.QUIET)


def _post_row(facts: DraftFacts, post: Post) -> tuple[str, ...]:
    holders = facts.holders(post.id)
    if not holders:
        return post.name, _NOBODY, "", ""
    return (
        post.name,
        "\n".join(_named(each) for each in holders),
        "\n".join(spoken(each.starts_on) if each.starts_on else "not recorded" for each in holders),
        "\n".join(spoken(each.ends_on) if each.ends_on else "open" for each in holders),
    )


def _named(holding: Holding) -> str:
    return f"{holding.person.name} (deputy)" if holding.deputy else holding.person.name


def _owners(facts: DraftFacts) -> Iterator[Part]:
    """Over how many posts the actions are spread: reviewers have remarked where one post owned most of them."""
    if facts.rated is None or not facts.rated.actions:
        return
    counts: dict[str, int] = {}
    for each in facts.rated.actions:
        counts[each.post or "no post yet"] = counts.get(each.post or "no post yet", 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    total = len(facts.rated.actions)
    rows = tuple((post, str(number), f"{round(100 * number / total)}%") for post, number in ordered)
    yield Grid("Who owns the actions of the plan", ("Post", "Actions", "Share"), rows)


def _resource(facts: DraftFacts) -> Iterator[Part]:
    given = [each.action for each in facts.rated.actions if each.action.resource] if facts.rated else []
    if given:
        rows = tuple((action.name, action.resource) for action in given)
        yield Grid("What actions of the plan were given", ("Action", "Resource"), rows)
    else:
        yield Paragraph("No action of the plan says what it was given.")


def _source(facts: DraftFacts, what: str) -> Paragraph:
    return Paragraph(f"Source: {what} in Bunsen, as of {spoken(facts.today)}.", Voice.QUIET)
