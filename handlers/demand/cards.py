"""What a committee reads of what was asked."""

from typing import Final

from handlers.cards import Bullets, Button, Buttons, Card, Element, Table, Text, Tone
from handlers.demand.evidence import FEWEST, Evidence, shown, shown_by_month, spoken_month
from handlers.phrases import shortened

TABLE_PRESS: Final = "demand.table"
_MOST_ROWS: Final = 10
_LONGEST_EXAMPLE: Final = 150
_NOT_BY_WHOM: Final = (
    f"Counted without names: fewer than {FEWEST} are not shown as a number. What was asked in the last hour is not in "
    "it yet, and after twelve months it is deleted."
)


def demand(evidence: Evidence) -> Card:
    """What was asked in the last twelve months, what had no answer, and what was said of the answers."""
    if not evidence.answered + evidence.unanswered + evidence.elsewhere:
        return Card("Nothing was asked yet", (Text("Questions are counted here from the first one on."),), _NOT_BY_WHOM)
    body: list[Element] = [
        Text(
            f"Answered: {evidence.all_answered}. Without an answer: {shown(evidence.unanswered)}. "
            f"For others in the university: {shown(evidence.elsewhere)}."
        ),
        *_topics(evidence),
        *_unanswered(evidence),
        *_helped(evidence),
    ]
    if evidence.flagged:
        body += [Text("Flagged as wrong, and not looked at yet", Tone.STRONG), Bullets(tuple(evidence.flagged))]
    body.append(Buttons((Button("Download it as a table", TABLE_PRESS),)))
    return Card("What was asked in the last twelve months", tuple(body), _NOT_BY_WHOM)


def _topics(evidence: Evidence) -> list[Element]:
    this, last = evidence.months[:2]
    rows = [
        (topic.title, shown(topic.total), *shown_by_month(topic, (this, last)))
        for topic in evidence.topics[:_MOST_ROWS]
    ]
    found: list[Element] = []
    if rows:
        headings = ("Topic", "Twelve months", spoken_month(this), spoken_month(last))
        found.append(Table("What was asked most", headings, tuple(rows)))
    left = len(evidence.topics) - len(rows)
    if left > 0:
        found.append(Text(f"{left} more topics are in the table to download.", Tone.QUIET))
    if evidence.others:
        found.append(Text(f"Other topics, asked less often: {shown(evidence.others)} together.", Tone.QUIET))
    return found


def _unanswered(evidence: Evidence) -> list[Element]:
    if not evidence.groups:
        return []
    found = ((shown(group.count).capitalize(), group.example) for group in evidence.groups[:_MOST_ROWS])
    lines = tuple(f"{count} times, for example: “{shortened(example, _LONGEST_EXAMPLE)}”" for count, example in found)
    return [Text("What had no answer, and was asked several times", Tone.STRONG), Bullets(lines)]


def _helped(evidence: Evidence) -> list[Element]:
    if not evidence.helped:
        return []
    rows = tuple((each.title, f"{each.share}%", str(each.said)) for each in evidence.helped[:_MOST_ROWS])
    return [Table("Found helpful, least helpful first", ("Answer", "Helpful", "Said by"), rows)]
