"""What Bunsen does in a channel."""

from sqlalchemy import ColumnElement, and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.channels.model import ChannelAnswers, channel_of
from handlers.interactions import Conversation
from storage.tables import channels


class SqlChannels:
    """`handlers.channels.ports.Channels` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def answers(self, conversation: Conversation) -> ChannelAnswers:
        """What is set for the channel of a conversation (its thread does not matter)."""
        found = await self._connection.execute(select(channels.c.answers).where(self._channel(conversation)))
        return ChannelAnswers(found.scalar_one_or_none() or ChannelAnswers.WHEN_MENTIONED)

    async def set_answers(self, conversation: Conversation, answers: ChannelAnswers) -> None:
        """Set it."""
        await self._connection.execute(delete(channels).where(self._channel(conversation)))
        statement = insert(channels).values(
            institution_id=self._institution_id,
            platform=conversation.platform.value,
            tenant=conversation.tenant,
            channel=channel_of(conversation),
            answers=answers.value,
        )
        await self._connection.execute(statement)

    def _channel(self, conversation: Conversation) -> ColumnElement[bool]:
        return and_(
            channels.c.institution_id == self._institution_id,
            channels.c.platform == conversation.platform.value,
            channels.c.tenant == conversation.tenant,
            channels.c.channel == channel_of(conversation),
        )
