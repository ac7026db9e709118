"""Where to say what is for one person."""

from handlers.deliveries import Messenger
from handlers.help import cards
from handlers.interactions import Conversation, Interaction


async def private_place(messenger: Messenger, interaction: Interaction) -> Conversation | None:
    """The direct chat of whoever did this, where it stays (an ephemeral would not).

    Where none can be opened, the channel hears only that; what was asked for is said to nobody. Raises DeliveryFailed.
    """
    conversation = interaction.conversation
    if conversation.direct:
        return conversation
    direct = await messenger.direct(interaction.account, conversation)
    if direct is None:
        await messenger.send(conversation, cards.only_in_private())
    return direct
