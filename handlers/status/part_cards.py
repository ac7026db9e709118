"""What people read where it is not sure which part of the plan they mean."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.cards import Button, Buttons, Card, Element, Leads, Text, Tone
from handlers.phrases import shortened
from handlers.status import presses
from handlers.status.parts import KnownPart
from handlers.status.view import View

_LONGEST = 60


def which_part(asked: str, found: Sequence[KnownPart], view: View) -> Card:
    """Let somebody choose among the parts that may be meant, or among all where none looks like it."""
    said = shortened(" ".join(asked.split()), _LONGEST)
    choose = Button("Choose from all", presses.CHOOSE_PRESS, view.encode(), leads=Leads.FORM)
    near = tuple(
        Button(shortened(each.label, _LONGEST), presses.VIEW_PRESS, replace(view, part=each.part).encode())
        for each in found
    )
    body: list[Element] = []
    if not found:
        body.append(Text("A status can be told by theme, by phase, by post and by unit."))
    body.append(Buttons((*near, choose)))
    body.append(Text("If it was a question, type: ask, and then the question.", Tone.QUIET))
    title = f"Which do you mean by “{said}”?" if found else f"The plan has no part called “{said}”"
    return Card(title, tuple(body))


def no_such_part() -> Card:
    """Say that the part behind a button is not there any more."""
    return Card(
        "That part of the plan is not there any more",
        (Text("A post or unit may have ended. “status” shows the plan."),),
    )


def no_review_then(day: str) -> Card:
    """Say that no review was closed on or before a day."""
    return Card(
        f"No review was closed by {day}",
        (Text("“status” compares with the last review that was closed; “reviews” shows when that was."),),
    )
