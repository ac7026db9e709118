"""What chairs and the lead read about minutes."""

from collections.abc import Mapping, Sequence

from handlers.cards import Bullets, Button, Buttons, Card, Element, Facts, Leads, Text, Tone
from handlers.dates import spoken
from handlers.packs.presses import PACK_PRESS, WRITE_MINUTES_PRESS
from handlers.paging import page_of
from handlers.phrases import joined, shortened
from handlers.plans.model import Action
from handlers.reviews.minutes_model import ITEM_WORDS, MinuteLine, numbered, present
from handlers.reviews.minutes_presses import CORRECT_PRESS, LINE_PRESS, MINUTES_PRESS, PRESENT_PRESS
from handlers.reviews.model import Review
from handlers.wording import RAG_WORDS

PAGE = 8
_LONGEST = 400
"""How much of what was said or decided stands in a line here; the Word file has all of it."""


def entrance(review: Review) -> Buttons:
    """The buttons with which minutes begin, for the agenda."""
    which = str(review.id)
    return Buttons(
        (
            Button("Write minutes", LINE_PRESS, which, leads=Leads.FORM),
            Button("Who was there", PRESENT_PRESS, which, leads=Leads.FORM),
            Button("Minutes so far", MINUTES_PRESS, f"{which}:1"),
            Button("Review pack", PACK_PRESS, which),
        )
    )


def minutes_card(review: Review, lines: Sequence[MinuteLine], names: Mapping[int, str], page: int = 1) -> Card:
    """The minutes of a review, a page of lines at a time; `names` are those of actions, by id."""
    said = numbered(lines)
    numbers = {line.id: number for number, line in said}
    corrected = {line.corrects_id: number for number, line in said if line.corrects_id is not None}
    shown = page_of(said, page, PAGE)
    body: list[Element] = []
    if there := present(lines):
        body.append(Facts((("There were", joined(there)),)))
    if not said:
        body.append(Text("Nothing is written down yet."))
    body.append(Bullets(tuple(_line(number, line, names, numbers, corrected) for number, line in shown.items)))
    if shown.pages > 1:
        body += [Text(shown.span, Tone.QUIET), Buttons(shown.turning(MINUTES_PRESS, f"{review.id}:"))]
    mend = [
        Button(f"Put line {number} right", CORRECT_PRESS, str(line.id), leads=Leads.FORM)
        for number, line in shown.items
        if line.id not in corrected
    ]
    which = str(review.id)
    more = [
        Button("Write a line", LINE_PRESS, which, leads=Leads.FORM),
        Button("Who was there", PRESENT_PRESS, which, leads=Leads.FORM),
        Button("As a Word file", WRITE_MINUTES_PRESS, which),
    ]
    body += [Buttons(tuple(more)), *([Buttons(tuple(mend))] if mend else [])]
    footer = "Nothing is ever overwritten: what puts a line right is a line of its own."
    return Card(f"Minutes of the review on {spoken(review.held_on)}", tuple(filter(_is_not_empty, body)), footer)


def _is_not_empty(element: Element) -> bool:
    return element != Bullets(())


def _line(
    number: int,
    line: MinuteLine,
    names: Mapping[int, str],
    numbers: Mapping[int, int],
    corrected: Mapping[int, int],
) -> str:
    name = names.get(line.action_id, "") if line.action_id is not None else ""
    parts = [f"{number}. {ITEM_WORDS[line.item]}" + (f", {name}" if name else "") + "."]
    parts += [f"Said: {shortened(line.said, _LONGEST)}"] if line.said else []
    parts += [f"Decided: {shortened(line.decision, _LONGEST)}"] if line.decision else []
    parts += [f"Status: {RAG_WORDS[line.rag].lower()}."] if line.rag else []
    parts += [f"To do: {task}."] if (task := task_of(line)) else []
    if line.corrects_id is not None and line.corrects_id in numbers:
        parts.append(f"This puts line {numbers[line.corrects_id]} right.")
    parts += [f"Put right by line {corrected[line.id]}."] if line.id in corrected else []
    return " ".join(parts)


def task_of(line: MinuteLine) -> str:
    """Who does what by when."""
    until = f"by {spoken(line.due_on)}" if line.due_on else ""
    return ", ".join(filter(None, (line.who, line.task, until)))


def kept(line: MinuteLine, review: Review, action: Action | None) -> Card:
    """Confirm a line, and what it has done to its action."""
    body: list[Element] = [Text(line.decision or line.said or task_of(line))]
    if action is not None and line.rag:
        body.append(Text(f"{action.name} is {RAG_WORDS[line.rag].lower()} now, as decided at the review."))
    elif action is not None and line.decision:
        body.append(Text(f"The decision stands in the history of {action.name} too."))
    body.append(
        Buttons(
            (
                Button("Next line", LINE_PRESS, str(review.id), leads=Leads.FORM),
                Button("Minutes so far", MINUTES_PRESS, f"{review.id}:1"),
            )
        )
    )
    return Card("It is in the minutes", tuple(body))


def present_kept(posts: Sequence[str]) -> Card:
    """Confirm who was there."""
    return Card("It is in the minutes", (Text(f"There were: {joined(posts)}." if posts else "Nobody is named."),))


def too_early(review: Review) -> Card:
    """Say from when on minutes can be written."""
    said = f"The review is held on {spoken(review.held_on)}; minutes can be written from that day on."
    return Card("The review has not begun", (Text(said),))


def no_such_line() -> Card:
    """Say that a line or its review is not there, or was put right already."""
    return Card("That line cannot be put right", (Text("It is not there, or another line has put it right already."),))


def no_such_review() -> Card:
    """Say that a review is not there."""
    return Card("There is no such review", (Text("It may have been taken back. Nothing was changed."),))
