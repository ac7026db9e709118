"""What was asked, as a table and as a document."""

from collections.abc import Sequence

from handlers.demand.evidence import FEWEST, Evidence, shown, shown_by_month, spoken_month
from handlers.documents import Document, Grid, Heading, Pairs, Paragraph, Part, Points, Voice

HEADINGS = ("what", "topic", "title", "month", "count")


def table(evidence: Evidence) -> list[list[str]]:
    """A heading row, then one row a count; months in ISO form (2027-03), empty for all twelve together."""
    rows = [list(HEADINGS)]
    for what, count in _totals(evidence):
        rows.append([what, "", "", "", count])
    for topic in evidence.topics:
        months = [(year, month) for year, month in sorted(topic.by_month) if topic.by_month[year, month] >= FEWEST]
        if not 0 < topic.total - sum(topic.by_month[month] for month in months) < FEWEST:
            # Else what is missing from the total would tell the months that are too few to be shown.
            rows.append(["topic", topic.id, topic.title, "", shown(topic.total)])
        rows += [["topic", topic.id, topic.title, f"{y}-{m:02}", shown(topic.by_month[y, m])] for y, m in months]
    rows += [["no answer", "", group.example, "", shown(group.count)] for group in evidence.groups]
    rows += [["helpful", "", each.title, "", f"{each.share}% of {each.said}"] for each in evidence.helped]
    return rows


def document(evidence: Evidence, institution: str, day: str) -> Document:
    """The same to read, for the papers of a meeting."""
    this, last = evidence.months[:2]
    parts: list[Part] = [
        Pairs(tuple((what.capitalize(), count) for what, count in _totals(evidence))),
        Heading("What was asked most"),
    ]
    if evidence.topics:
        headings = ("Topic", "Twelve months", spoken_month(this), spoken_month(last))
        rows = tuple((each.title, shown(each.total), *shown_by_month(each, (this, last))) for each in evidence.topics)
        parts.append(Grid("Questions by topic", headings, rows))
    else:
        parts.append(Paragraph(f"No topic was asked for {FEWEST} times or more."))
    if evidence.groups:
        parts += [
            Heading("What had no answer"),
            Points(tuple(f"{g.example} ({shown(g.count)} times)" for g in evidence.groups)),
        ]
    if evidence.helped:
        helped = tuple((each.title, f"{each.share}%", str(each.said)) for each in evidence.helped)
        parts += [Heading("What people found helpful"), Grid("Answers", ("Answer", "Helpful", "Said by"), helped)]
    parts.append(Paragraph(f"Counted without names; fewer than {FEWEST} are not shown as a number.", Voice.QUIET))
    return Document("What technicians asked", tuple(parts), f"{institution}, twelve months up to {day}")


def _totals(evidence: Evidence) -> Sequence[tuple[str, str]]:
    return (
        ("answered", evidence.all_answered),
        ("without an answer", shown(evidence.unanswered)),
        ("for others in the university", shown(evidence.elsewhere)),
    )
