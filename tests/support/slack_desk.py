"""A desk that records what is brought to it and answers what it was told to."""

from collections.abc import Awaitable, Callable

from handlers.cards import Card
from handlers.interactions import Interaction
from handlers.outcomes import Reply, Shown


class RecordingDesk:
    """`bot.surface.Desk` for tests of a surface. `meanwhile` runs inside `accept`, before the acknowledgement."""

    def __init__(self) -> None:
        self.accepted: list[Interaction] = []
        self.responded: list[Interaction] = []
        self.outcomes: list[Shown] = []
        self.known: set[str] = set()
        self.woken = 0
        self.meanwhile: Callable[[], Awaitable[None]] | None = None
        self.error: Exception | None = None

    def wake(self) -> None:
        self.woken += 1

    async def accept(self, interaction: Interaction) -> bool:
        if self.meanwhile is not None:
            await self.meanwhile()
        if self.error is not None:
            raise self.error
        self.accepted.append(interaction)
        if interaction.key in self.known:
            return False
        self.known.add(interaction.key)
        return True

    async def respond(self, interaction: Interaction) -> Shown:
        if self.error is not None:
            raise self.error
        self.responded.append(interaction)
        return self.outcomes.pop(0) if self.outcomes else Reply(Card("Done"))
