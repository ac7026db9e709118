"""From a card to a letter: buttons give way to a sentence, and the letter says why it came. Pure."""

from bot.email.settings import MailSettings
from handlers.cards import Buttons, Card, Divider, Element, Link, Text, Tone, plain_text

NO_TITLE = "A message from Bunsen"


def letter(card: Card, settings: MailSettings) -> Card:
    """Give the card as somebody reads it who cannot press anything: without buttons, and with the small print."""
    told = tuple(element for element in card.body if not isinstance(element, Buttons))
    asks = _how_to_act(settings) if len(told) < len(card.body) else ()
    footer = (Text(card.footer, Tone.QUIET),) if card.footer else ()
    return Card(card.title or NO_TITLE, (*told, *asks, *footer, Divider(), Text(_why(settings), Tone.QUIET)))


def letter_text(written: Card) -> str:
    """Say a whole letter as plain text, its parts apart from each other."""
    parts = (plain_text(Card("", (element,))) for element in written.body)
    return "\n\n".join([written.title, *filter(None, parts)]) + "\n"


def _how_to_act(settings: MailSettings) -> tuple[Element, ...]:
    other = f"write to {settings.contact}" if settings.contact else "tell your institutional lead"
    said = Text(f"To answer, open Bunsen in {settings.chats}; if you do not use it, {other}.", Tone.STRONG)
    return (said, Link("Open Bunsen", settings.chat_url)) if settings.chat_url else (said,)


def _why(settings: MailSettings) -> str:
    replies = (
        f"Replies to this e-mail go to {settings.contact}."
        if settings.contact
        else "Nobody reads replies to this e-mail."
    )
    return (
        "Bunsen looks after your institution's action plan for technicians. It writes to you by e-mail because you are "
        "on your institution's list of people and it cannot reach you in chat. If this should not come to you, please "
        f"tell your institutional lead. {replies}"
    )
