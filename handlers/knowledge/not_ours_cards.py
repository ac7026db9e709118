"""What people read of questions that were said not to be for Bunsen."""

from collections.abc import Container
from typing import Final

from handlers.cards import Button, Buttons, ButtonStyle, Card, Divider, Element, Text, Tone
from handlers.dates import spoken
from handlers.knowledge import names
from handlers.knowledge.model import NotOurs
from handlers.paging import Page
from handlers.phrases import counted, shortened

PAGE: Final = 5
_SHOWN: Final = 300
_WHAT = (
    "Questions that came to a post here and were said to be somebody else's matter. Once a second person agrees, "
    "whoever asks nearly the same is told at once who helps instead, and gets no answer of ours."
)


def listed(page: Page[NotOurs], own: Container[int]) -> Card:
    """A page of them; `own` are the ids of those that this person said."""
    if not page.total:
        return Card("Not ours", (Text(_WHAT), Text("There are none yet.", Tone.QUIET)))
    body: list[Element] = [Text(_WHAT)]
    for said in page.items:
        body += [Divider(), *_one(said, str(page.number), mine=said.id in own)]
    if turning := page.turning(names.NOT_OURS_PRESS):
        body.append(Buttons(turning))
    return Card("Not ours", tuple(body), f"Questions {page.span}. Who asked them is not kept.")


def _one(said: NotOurs, page: str, *, mine: bool) -> list[Element]:
    value = f"{said.id}.{page}"
    buttons = [Button("Undo", names.UNDO_PRESS, value, confirm="Take it back, so that it is not learnt from any more?")]
    if said.agreed_on is None and not mine:
        buttons.insert(0, Button("Agree", names.AGREE_PRESS, value, ButtonStyle.PRIMARY))
    return [
        Text(f"“{shortened(said.question, _SHOWN)}”"),
        Text(f"Who helps: {said.signpost}"),
        Text(_standing(said, mine=mine), Tone.QUIET),
        Buttons(tuple(buttons)),
    ]


def _standing(said: NotOurs, *, mine: bool) -> str:
    by = f" for {said.said_for}" if said.said_for else ""
    told = f"Said on {spoken(said.said_on)}{by}."
    if said.agreed_on is not None:
        second = f" for {said.agreed_for}" if said.agreed_for else ""
        return f"{told} Agreed on {spoken(said.agreed_on)}{second}."
    return f"{told} It waits for a second person{', as you said it' if mine else ''}."


def please_agree(waiting: int) -> Card:
    """Ask a second person to look."""
    told = f"{counted(waiting, 'question was', 'questions were')} said to be somebody else's matter. {_WHAT}"
    button = Button("Look at them", names.NOT_OURS_PRESS, style=ButtonStyle.PRIMARY)
    return Card("Is this not ours?", (Text(told), Buttons((button,))))
