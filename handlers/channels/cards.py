"""What people read about the switch of a channel."""

from dataclasses import replace

from handlers.cards import Card, Text, Tone
from handlers.channels.model import ChannelAnswers

OFF = "channel off"
ON = "channel on"
STATE = "channel"


def switched(answers: ChannelAnswers) -> Card:
    """Confirm what holds from now on."""
    if answers is ChannelAnswers.OFF:
        said = "Whoever asks me something here gets the answer from me in a direct chat, and the channel hears nothing."
        return Card("I am silent in this channel from now on", (Text(said), _back(ON, "To undo it")))
    said = "I answer whoever mentions me, in the thread. What is not mentioned to me I do not read."
    return Card("I answer in this channel", (Text(said), _back(OFF, "To have me answer in direct chats only")))


def state(answers: ChannelAnswers) -> Card:
    """Say what holds."""
    return (
        switched(answers) if answers is not ChannelAnswers.OFF else replace(switched(answers), title="I am silent here")
    )


def only_in_a_channel() -> Card:
    """Say where the command belongs."""
    return Card(
        "That is for a channel",
        (Text(f"Mention me in the channel that you mean, with \u201c{OFF}\u201d or \u201c{ON}\u201d."),),
    )


def quietly(card: Card) -> Card:
    """The same card, as it is given to one person because their channel is to stay quiet."""
    return replace(card, body=(*card.body, Text("I do not speak in that channel, so I answer you here.", Tone.QUIET)))


def _back(command: str, what: str) -> Text:
    return Text(f"{what}, mention me here with \u201c{command}\u201d.", Tone.QUIET)
