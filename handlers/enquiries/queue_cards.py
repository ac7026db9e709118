"""The list of questions that wait for somebody's posts."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.cards import Button, Buttons, ButtonStyle, Card, Divider, Element, Leads, Table, Text, Tone
from handlers.enquiries import names
from handlers.enquiries.desk import Waiting
from handlers.paging import Page
from handlers.phrases import counted, joined, shortened

PAGE = 5
"""Groups on one card: five blocks each stay well under a Slack message's 50 (platform-facts 2.6)."""
_SHOWN = 300
_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class AtPost:
    """For the lead, of another post: how many questions wait there, and how many of them are overdue."""

    post: str
    waiting: int
    overdue: int


def queue(page: Page[Sequence[Waiting]], everything: Sequence[Waiting], elsewhere: Sequence[AtPost], own: int) -> Card:
    """What waits, group by group; `elsewhere` is what the lead is told of other posts, `own` how many one has asked."""
    body: list[Element] = []
    for group in page.items:
        body += (Divider(), *_group(group)) if body else _group(group)
    if elsewhere:
        rows = tuple((row.post, str(row.waiting), str(row.overdue)) for row in elsewhere)
        body.append(Table("Waiting at other posts, which alone can read them", ("Post", "Waiting", "Overdue"), rows))
    if not everything:
        body.insert(0, Text("Nothing waits for you. Thank you."))
    buttons = page.turning(names.QUEUE_PRESS)
    if own:
        buttons += (Button("My questions", names.MINE_PRESS),)
    if buttons:
        body.append(Buttons(buttons))
    return Card(_title(everything), tuple(body), f"Questions {page.span}" if page.pages > 1 else "")


def _title(everything: Sequence[Waiting]) -> str:
    overdue = sum(each.overdue for each in everything)
    late = f", {overdue} overdue" if overdue else ""
    return (
        f"{counted(len(everything), 'question waits', 'questions wait')} for you{late}" if everything else "Questions"
    )


def _group(group: Sequence[Waiting]) -> tuple[Element, ...]:
    first = group[0]
    said = f"“{shortened(first.enquiry.question, _SHOWN)}”"
    value = ".".join(str(each.enquiry.id) for each in group)
    one = len(group) == 1
    label = "Answer" if one else f"Answer these {len(group)}"
    answer = Button(label, names.ANSWER_PRESS, value, ButtonStyle.PRIMARY, Leads.FORM)
    opened = [
        Button("Open it" if one else f"Open {each.asker.name}'s", names.SHOW_PRESS, str(each.enquiry.id))
        for each in group[:_MOST_NAMES]
    ]
    age = Text(_age(group), Tone.WARNING if first.overdue else Tone.QUIET)
    return Text(said), age, Buttons((answer, *opened))


def _age(group: Sequence[Waiting]) -> str:
    oldest = group[0]
    days = "since today" if not oldest.days else f"for {counted(oldest.days, 'working day')}"
    late = ", overdue" if oldest.overdue else ""
    if len(group) == 1:
        return f"{oldest.asker.name}, to {oldest.post or 'you'}: waits {days}{late}."
    people = [each.asker.name for each in group[:_MOST_NAMES]]
    more = len(group) - len(people)
    who = joined([*people, f"{more} more"] if more else people)
    return f"{who} ask nearly the same. The oldest waits {days}{late}."
