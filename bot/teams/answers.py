"""From an outcome to what Teams wants to hear: as an answer to a press, to a dialog, or as messages."""

from typing import Any, assert_never

from bot.teams import wire
from bot.teams.afterwards import Afterwards, Sent
from bot.teams.parts import render
from bot.teams.render_forms import card_dialog, dialog, message_dialog
from handlers.cards import Bullets, Button, Buttons, Card, Leads, Text, Tone, plain_text
from handlers.forms import Form
from handlers.interactions import Interaction, MessageRef, Pressed, Submitted
from handlers.outcomes import Close, FormErrors, OpenForm, Reply, SendFile, Shown, Update

Body = Any
"""What goes back in the answer to an invoke; None is an empty body."""

IN_OUR_CHAT = "I have answered in our own chat."
IN_THE_CONVERSATION = "I have answered in the conversation."
DONE = "Done."
NOT_OFFERED = "I could not offer you the file. Please write to me in our own chat, and ask for it there."


class Answers:
    """Answers presses and forms, and sends what belongs beside the answer."""

    def __init__(self, afterwards: Afterwards) -> None:
        self._afterwards = afterwards

    async def to_press(self, interaction: Interaction, outcome: Shown) -> Body:
        """Answer adaptiveCard/action: with a card in the place of the old one, or with a sentence."""
        match outcome:
            case Reply(card=card, private=private):
                return _sentence(await self._said(interaction, card, private=private))
            case Update(card=card):
                return await self._card_in_place(interaction, card)
            case Close(reply=reply, update=update):
                text = await self._said(interaction, reply, private=True) if reply else DONE
                if update is None:
                    return _sentence(text)
                return await self._card_in_place(interaction, update)
            case OpenForm(form=form):
                # Only a task/fetch can be answered with a form (platform-facts 3.7): here is a button that asks so.
                return _sentence(await self._said(interaction, _door(interaction, form), private=True))
            case FormErrors():
                return _sentence(plain_text(_faults(outcome)))
            case SendFile():
                return _sentence(await self._handed_over(interaction, outcome))
            case _:
                assert_never(outcome)

    async def to_dialog(self, interaction: Interaction, outcome: Shown) -> Body:
        """Answer task/fetch and task/submit."""
        match outcome:
            case OpenForm(form=form):
                return dialog(form, _origin_id(interaction))
            case FormErrors(form=form, errors=errors, summary=summary):
                return dialog(form, _origin_id(interaction), errors, summary)
            case Close(reply=reply, update=update):
                if update is not None:
                    await self._afterwards.put_in_place(_origin(interaction), update)
                return await self._farewell(interaction, reply)
            case Update(card=card):
                await self._afterwards.put_in_place(_origin(interaction), card)
                return _closed(interaction, card.title or DONE)
            case Reply(card=card, private=private):
                if (private or interaction.conversation.direct) and not _has_buttons(card):
                    return _shown(card)
                return message_dialog(await self._said(interaction, card, private=private))
            case SendFile():
                return message_dialog(await self._handed_over(interaction, outcome))
            case _:
                assert_never(outcome)

    async def as_messages(self, interaction: Interaction, outcome: Shown) -> None:
        """Answer a press that came as a message, from a client that knows no better way: everything is sent."""
        match outcome:
            case Reply(card=card, private=private):
                await self._afterwards.say(interaction, card, private=private)
            case Update(card=card):
                await self._replaced(interaction, card)
            case Close(reply=reply, update=update):
                if update is not None:
                    await self._replaced(interaction, update)
                if reply is not None:
                    await self._afterwards.say(interaction, reply, private=True)
            case OpenForm(form=form):
                await self._afterwards.say(interaction, _no_forms(form), private=True)
            case FormErrors():
                await self._afterwards.say(interaction, _faults(outcome), private=True)
            case SendFile():
                if await self._afterwards.hand_over(interaction, outcome) is Sent.NO:
                    await self._afterwards.say(interaction, Card(outcome.name, (Text(NOT_OFFERED),)), private=True)
            case _:
                assert_never(outcome)

    async def _said(self, interaction: Interaction, card: Card, *, private: bool) -> str:
        """Send a card, and say in a sentence where it is."""
        sent = await self._afterwards.say(interaction, card, private=private)
        return _where(interaction, card, sent, private=private)

    async def _card_in_place(self, interaction: Interaction, card: Card) -> Body:
        """The answer changes the card for the one who pressed, the update for everybody else (platform-facts 3.7)."""
        sent = await self._afterwards.put_in_place(_origin(interaction), card)
        first, *rest = render(card)
        if rest and sent is Sent.NO:
            await self._afterwards.say(interaction, card, private=False)
        return {"statusCode": 200, "type": wire.ADAPTIVE_CARD, "value": first}

    async def _handed_over(self, interaction: Interaction, file: SendFile) -> str:
        if await self._afterwards.hand_over(interaction, file) is Sent.NO:
            return NOT_OFFERED
        where = "here" if interaction.conversation.direct else "in our own chat"
        return f"I have asked you {where} whether “{file.name}” may go into your OneDrive."

    async def _replaced(self, interaction: Interaction, card: Card) -> None:
        if await self._afterwards.put_in_place(_origin(interaction), card) is Sent.NO:
            await self._afterwards.say(interaction, card, private=False)

    async def _farewell(self, interaction: Interaction, reply: Card | None) -> Body:
        """Close the dialog. In a channel the confirmation stays inside it: who has filled in a form is their own."""
        if reply is None:
            return _closed(interaction, DONE)
        if not interaction.conversation.direct and not _has_buttons(reply):
            return _shown(reply)
        sent = await self._afterwards.say(interaction, reply, private=True)
        if sent is not Sent.NO and interaction.conversation.direct:
            return _closed(interaction, reply.title or DONE)
        return message_dialog(_where(interaction, reply, sent, private=True))


def _where(interaction: Interaction, card: Card, sent: Sent, *, private: bool) -> str:
    """Where the card is to be found; the card itself in words where it could not be sent."""
    if sent is Sent.NO:
        return plain_text(card)
    if interaction.conversation.direct:
        return card.title or DONE
    return IN_OUR_CHAT if private else IN_THE_CONVERSATION


def _sentence(text: str) -> Body:
    # Not the SDK's AdaptiveCardInvokeResponse: it refuses a text as its value (platform-facts 3.3).
    return {"statusCode": 200, "type": wire.ACTIVITY_MESSAGE, "value": text}


def _shown(card: Card) -> Body:
    """The card in the dialog itself; what does not fit there is told in words, so that nothing is cut."""
    parts = render(card)
    return card_dialog(card.title, parts[0]) if len(parts) == 1 else message_dialog(plain_text(card))


def _closed(interaction: Interaction, text: str) -> Body:
    """A submitted dialog closes on an empty answer; one that is only being opened must be told something."""
    return None if isinstance(interaction.deed, Submitted) else message_dialog(text)


def _door(interaction: Interaction, form: Form) -> Card:
    """A card whose button opens the form, for a press that could not."""
    deed = interaction.deed
    if not isinstance(deed, Pressed):
        return _no_forms(form)
    button = Button("Open the form", deed.press, deed.value, leads=Leads.FORM)
    return Card(form.title, (Text("This needs a few words from you."), Buttons((button,))))


def _no_forms(form: Form) -> Card:
    """Say that a client which sends its presses as messages shows no dialogs either."""
    return Card(form.title, (Text("This app cannot show forms. Please press the button in Teams itself."),))


def _faults(outcome: FormErrors) -> Card:
    """Say what is wrong with a form that is not open any more."""
    labels = {field.key: field.label for field in outcome.form.fields}
    said = tuple(f"{labels.get(key, key)}: {error}" for key, error in outcome.errors.items())
    return Card(outcome.form.title, (Text(outcome.summary or "Nothing is saved yet.", Tone.STRONG), Bullets(said)))


def _origin(interaction: Interaction) -> MessageRef | None:
    deed = interaction.deed
    return deed.origin if isinstance(deed, Pressed | Submitted) else None


def _origin_id(interaction: Interaction) -> str:
    origin = _origin(interaction)
    return origin.id if origin is not None else ""


def _has_buttons(card: Card) -> bool:
    """Tell whether a card must stay in the chat: its buttons do nothing inside a dialog."""
    return any(isinstance(element, Buttons) for element in card.body)
