"""Turns: what each activity of Teams leads to."""

from collections.abc import Callable
from typing import Any

from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.schema import Activity

from bot.surface import Desk
from bot.teams import wire
from bot.teams.answers import Answers
from bot.teams.consent import Consents
from bot.teams.inbound import interaction_of
from handlers.interactions import Dropped, Interaction, Joined, Pressed, Said, Submitted


class Turns:
    """Brings what people do to the desk, and its outcomes back to Teams."""

    def __init__(self, desk: Desk, answers: Answers, consents: Consents, wake: Callable[[], None]) -> None:
        self._desk = desk
        self._answers = answers
        self._consents = consents
        self._wake = wake

    async def on_turn(self, context: TurnContext) -> None:
        """Serve one activity that the endpoint has let in."""
        activity = context.activity
        if activity.name == wire.CONSENT and activity.type == "invoke":
            # About a message of the surface's own, of which no handler knows.
            await self._consents.answered(activity)
            await _answer(context, None)
            return
        interaction = interaction_of(activity)
        if interaction is None:
            # Nothing for Bunsen; the SDK answers 501 to an invoke that nobody has answered.
            return
        if activity.type == "invoke":
            await _answer(context, await self._invoked(activity, interaction))
        elif isinstance(interaction.deed, Pressed | Submitted):
            await self._answers.as_messages(interaction, await self._desk.respond(interaction))
        elif isinstance(interaction.deed, Said | Dropped | Joined):
            await self._recorded(interaction)

    async def _recorded(self, interaction: Interaction) -> None:
        """Write down and let Teams go: it gives up after some ten seconds (platform-facts 3.3)."""
        if await self._desk.accept(interaction):
            self._wake()

    async def _invoked(self, activity: Activity, interaction: Interaction) -> Any:
        outcome = await self._desk.respond(interaction)
        if activity.name == wire.CARD_ACTION:
            return await self._answers.to_press(interaction, outcome)
        return await self._answers.to_dialog(interaction, outcome)


async def _answer(context: TurnContext, body: Any) -> None:
    await context.send_activity(Activity(type="invokeResponse", value=InvokeResponse(status=200, body=body)))
