"""Answers: what the desk said to a press, form or command, put into the chat or handed back to the dialog."""

from typing import assert_never

from bot.web.chat import Chat, Content, Message, from_bunsen
from bot.web.forms import form_html
from bot.web.seats import BUNSEN, CHANNEL, DemoTime, Seat
from handlers.cards import Card, plain_text
from handlers.interactions import Interaction, Submitted
from handlers.outcomes import Close, FormErrors, OpenForm, Reply, SendFile, Shown, Update


class Answers:
    """Shows outcomes. What `show` gives goes back to the page that asked."""

    def __init__(self, chat: Chat, time: DemoTime) -> None:
        self._chat = chat
        self._time = time

    def show(self, outcome: Shown, asked: Interaction, seat: Seat, origin: Message | None) -> dict[str, object]:
        """Show an outcome where it belongs; `origin` is the message that was acted on."""
        shown: Message | None = None
        match outcome:
            case FormErrors(errors=errors, summary=summary):
                return _errors(dict(errors), summary or "Please look again at the marked answers.")
            case OpenForm(form=form):
                return {"outcome": "form", "html": form_html(form, origin.id if origin else "")}
            case Reply(card=card, private=True) if isinstance(asked.deed, Submitted):
                # Forms end with Close; a private word instead means that something went wrong and nothing was
                # saved. The dialog stays, so that what was typed is not lost.
                return _errors({}, plain_text(card))
            case Reply(card=card, private=private):
                shown = self._add(card, asked, seat, origin, private=private)
            case Update(card=card):
                shown = self._update(card, asked, seat, origin)
            case Close(reply=reply, update=update):
                shown = self._close(reply, update, asked, seat, origin)
            case SendFile():
                shown = self._add(outcome, asked, seat, origin, private=asked.conversation.id == CHANNEL)
            case _:
                assert_never(outcome)
        # Which message is new, so that the page can scroll to it.
        return {"outcome": "shown", "message": shown.id if shown else ""}

    def _close(
        self, reply: Card | None, update: Card | None, asked: Interaction, seat: Seat, origin: Message | None
    ) -> Message | None:
        shown = self._update(update, asked, seat, origin) if update is not None else None
        return self._add(reply, asked, seat, origin, private=True) if reply is not None else shown

    def _update(self, card: Card, asked: Interaction, seat: Seat, origin: Message | None) -> Message | None:
        """Replace what was pressed; where that cannot be, add a message and give it."""
        # Only Bunsen's own words are replaced, whatever message a press names.
        mine = origin is not None and origin.author == BUNSEN
        if origin is None or not mine or self._chat.replace(origin.id, card) is None:
            return self._add(card, asked, seat, origin, private=False)
        return None

    def _add(
        self, content: Content, asked: Interaction, seat: Seat, origin: Message | None, *, private: bool
    ) -> Message:
        # Below something that only one person sees, nobody else could make sense of the answer.
        alone = private or bool(origin and origin.only_for)
        return self._chat.add(
            from_bunsen(
                asked.conversation.id,
                self._time.now(),
                content,
                thread=asked.conversation.thread,
                only_for=seat.user if alone else "",
            )
        )


def _errors(errors: dict[str, str], summary: str) -> dict[str, object]:
    return {"outcome": "errors", "errors": errors, "summary": summary}
