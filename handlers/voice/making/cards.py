"""What the lead reads while a survey is made."""

from collections.abc import Sequence
from typing import Final

from handlers.cards import NAME_ON_BUTTON, Button, Buttons, ButtonStyle, Card, Element, Facts, Leads, Text, Tone
from handlers.phrases import counted, shortened
from handlers.voice.model import Instrument, Question, QuestionKind

NEW_PRESS: Final = "voice.making.new"
SHOW_PRESS: Final = "voice.making.show"
ADD_PRESS: Final = "voice.making.add"
DROP_PRESS: Final = "voice.making.drop-question"
REMOVE_PRESS: Final = "voice.making.remove"
_MOST_BUTTONS: Final = 20
_SAID: Final = {
    QuestionKind.SCALE: "five steps",
    QuestionKind.YES_NO: "yes or no",
    QuestionKind.CHOICE: "one answer",
    QuestionKind.MULTI: "any number of answers",
    QuestionKind.RANK: "put in order",
    QuestionKind.MATRIX: "several statements",
    QuestionKind.OPEN: "in one's own words",
}


def list_card(shipped: Sequence[Instrument], own: Sequence[Instrument]) -> Card:
    """The surveys that can be opened: those that come with Bunsen, and the institution's own."""
    rows = tuple((each.title, counted(len(each.questions), "question")) for each in (*shipped, *own))
    buttons = [Button("Make a survey", NEW_PRESS, style=ButtonStyle.PRIMARY, leads=Leads.FORM)]
    buttons += [Button(_named(each), SHOW_PRESS, each.id) for each in (*own, *shipped)[:_MOST_BUTTONS]]
    return Card(
        "Surveys that can be opened",
        (Facts(rows), Buttons(tuple(buttons))),
        footer="They can also be written as files: bunsen survey check FILE, then bunsen survey import FILE.",
    )


def instrument_card(instrument: Instrument, *, own: bool) -> Card:
    """All questions of a survey, and what can be changed where it is the institution's own."""
    rows = tuple((each.id, _described(each)) for each in instrument.questions)
    body: list[Element] = [Facts(rows)]
    if not own:
        body.append(
            Text("This comes with Bunsen, in the same words everywhere, so that it can be compared.", Tone.QUIET)
        )
        return Card(instrument.title, tuple(body), footer=instrument.source)
    remove = Button(
        "Remove the survey",
        REMOVE_PRESS,
        instrument.id,
        ButtonStyle.DANGER,
        confirm=f"“{instrument.title}” can no longer be opened. Rounds that were opened keep their questions.",
    )
    add = Button("Add a question", ADD_PRESS, instrument.id, ButtonStyle.PRIMARY, Leads.FORM)
    body.append(Buttons((add, remove)))
    if len(instrument.questions) > 1:
        take = (
            Button(f"Take out {each.id}", DROP_PRESS, f"{instrument.id}:{each.id}")
            for each in instrument.questions[:_MOST_BUTTONS]
        )
        body.append(Buttons(tuple(take)))
    return Card(instrument.title, tuple(body))


def removed(instrument: Instrument) -> Card:
    """Confirm that a survey can no longer be opened."""
    return Card("Removed", (Text(f"“{instrument.title}” can no longer be opened. Rounds of it are still there."),))


def gone() -> Card:
    """Say that a survey is not there any more."""
    return Card(
        "That survey is gone", (Text("Somebody has removed it. “survey questions” shows those that there are."),)
    )


def _described(question: Question) -> str:
    extra = [_SAID[question.kind]]
    if question.options:
        extra.append(" / ".join(question.options))
    if question.rows:
        extra.append("; ".join(question.rows))
    if question.reverse:
        extra.append("agreeing is bad news")
    if question.actions:
        extra.append(f"informs {', '.join(question.actions)}")
    return f"{question.wording} ({question.theme}; {'; '.join(extra)})"


def _named(instrument: Instrument) -> str:
    return f"Look at {shortened(instrument.title, NAME_ON_BUTTON)}"
