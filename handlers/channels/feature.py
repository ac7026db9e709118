"""The switch of a channel: whether Bunsen speaks there when it is mentioned."""

from dataclasses import replace

from handlers.channels import cards
from handlers.channels.model import ChannelAnswers
from handlers.feature import Command, CommandHandler, Context, Feature
from handlers.outcomes import Outcome, Reply
from handlers.rights import Right


async def quietened(context: Context, outcome: Outcome) -> Outcome:
    """What is said to somebody in a channel that is switched off goes to them alone, and the channel hears nothing."""
    if context.conversation.direct or not isinstance(outcome, Reply):
        return outcome
    if await context.work.channels.answers(context.conversation) is not ChannelAnswers.OFF:
        return outcome
    card = outcome.card if outcome.private else cards.quietly(outcome.card)
    return replace(outcome, card=card, private=True, aloud=None)


async def show(context: Context, _rest: str) -> Reply:
    """Say what holds in this channel."""
    if context.conversation.direct:
        return Reply(cards.only_in_a_channel())
    return Reply(cards.state(await context.work.channels.answers(context.conversation)), private=True)


def _switch(answers: ChannelAnswers) -> CommandHandler:
    async def switch(context: Context, _rest: str) -> Reply:
        """Set the switch of this channel."""
        if context.conversation.direct:
            return Reply(cards.only_in_a_channel())
        await context.work.channels.set_answers(context.conversation, answers)
        # To silence it is said to one person only: the channel has asked for quiet.
        return Reply(cards.switched(answers), private=answers is ChannelAnswers.OFF)

    return switch


FEATURE = Feature(
    "channels",
    commands=(
        Command(cards.STATE, "see whether I answer in a channel", show, Right.COMMITTEE),
        Command(cards.OFF, "keep me silent in a channel", _switch(ChannelAnswers.OFF), Right.COMMITTEE),
        Command(cards.ON, "have me answer in a channel again", _switch(ChannelAnswers.WHEN_MENTIONED), Right.COMMITTEE),
    ),
)
