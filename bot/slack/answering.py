"""Turns the outcome of a press, a command or a form into what Slack is asked to do."""

from collections.abc import Mapping
from typing import assert_never

import structlog

from bot.slack import notices
from bot.slack.messenger import SlackMessenger
from bot.slack.origin import CannotRender, Origin
from bot.slack.render_forms import render_form
from handlers.cards import Card, Text
from handlers.deliveries import DeliveryFailed
from handlers.forms import Form
from handlers.interactions import Account, Conversation, Platform
from handlers.outcomes import Close, FormErrors, OpenForm, Reply, SendFile, Shown, Update

log = structlog.get_logger(__name__)


class Answering:
    """Answers after the acknowledgement. It logs what went wrong and never raises: nobody is left to hear it."""

    def __init__(self, messenger: SlackMessenger) -> None:
        self._messenger = messenger

    async def press(self, origin: Origin, outcome: Shown) -> None:
        """Answer a press, or a command, where it was made."""
        try:
            await self._press(origin, outcome)
        except Exception as error:  # noqa: BLE001 - the end of a background task; see the class
            await self._own_up(origin, error, notices.could_not_answer())

    async def submission(self, origin: Origin, outcome: Shown) -> None:
        """Answer a form, whose window is closed by now."""
        try:
            await self._submission(origin, outcome)
        except Exception as error:  # noqa: BLE001 - as above
            # What was sent is stored: only the words about it are missing, and asking to try again would be wrong.
            _log(error)

    async def _press(self, origin: Origin, outcome: Shown) -> None:
        match outcome:
            case Reply(card=card, private=private):
                await self._say(origin, card, private=private)
            case Update(card=card):
                await self._replace(origin, card)
            case OpenForm(form=form):
                await self._open(origin, form)
            case Close(reply=reply, update=update):
                if update is not None:
                    await self._replace(origin, update)
                if reply is not None:
                    await self._say(origin, reply, private=True)
            case FormErrors(errors=errors, summary=summary):
                await self._say(origin, errors_card(errors, summary), private=True)
            case SendFile():
                await self._hand_over(origin, outcome)
            case _:
                assert_never(outcome)

    async def _submission(self, origin: Origin, outcome: Shown) -> None:
        match outcome:
            case Close(reply=reply, update=update):
                if update is not None:
                    await self._replace(origin, update)
                if reply is not None:
                    await self._tell(origin, reply)
            case Update(card=card):
                await self._replace(origin, card)
            case SendFile():
                await self._messenger.send_file(await self._personally(origin), outcome)
            case Reply() | OpenForm() | FormErrors():
                # These keep the window open, and so are part of the acknowledgement (`front_door`).
                return
            case _:
                assert_never(outcome)

    async def _say(self, origin: Origin, card: Card, *, private: bool) -> None:
        if origin.ephemeral:
            # Only this person saw the question, so only they see the answer.
            await self._messenger.answer_by_url(origin.response_url, card)
            return
        try:
            if private and not origin.conversation.direct:
                await self._messenger.whisper(origin.conversation, origin.user, origin.thread, card)
            else:
                await self._messenger.send(origin.conversation, card)
        except DeliveryFailed as failed:
            if not (failed.permanent and origin.response_url):
                raise
            # Bunsen has left the channel meanwhile; the press itself still knows a way back.
            await self._messenger.answer_by_url(origin.response_url, card)

    async def _replace(self, origin: Origin, card: Card) -> None:
        message = origin.replaceable
        try:
            if message is not None:
                await self._messenger.update(message, card)
            elif origin.message and origin.response_url:
                await self._messenger.answer_by_url(origin.response_url, card, replace_original=True)
            else:
                await self._tell(origin, card)
        except DeliveryFailed as failed:
            # The message is gone, or its response_url has run out; what was to stand there is said anew.
            _log(failed)
            await self._tell(origin, card)

    async def _tell(self, origin: Origin, card: Card) -> None:
        await self._messenger.send(await self._personally(origin), card)

    async def _open(self, origin: Origin, form: Form) -> None:
        try:
            await self._messenger.open_form(origin.trigger, render_form(form, origin))
        except DeliveryFailed as failed:
            _log(failed)
            await self._say(origin, notices.form_did_not_open(), private=True)

    async def _hand_over(self, origin: Origin, file: SendFile) -> None:
        # A file cannot be shown to one person in a channel, and what Bunsen hands over is often not for everybody.
        place = await self._personally(origin)
        await self._messenger.send_file(place, file)
        if not origin.conversation.direct:
            await self._say(origin, notices.sent_directly(file.name), private=True)

    async def _personally(self, origin: Origin) -> Conversation:
        if origin.conversation.direct:
            return origin.conversation
        place = await self._messenger.direct(Account(Platform.SLACK, origin.conversation.tenant, origin.user))
        if place is None:
            raise DeliveryFailed("There is no direct conversation with this account", permanent=True)
        return place

    async def _own_up(self, origin: Origin, error: Exception, card: Card) -> None:
        _log(error)
        try:
            await self._say(origin, card, private=True)
        except Exception as again:  # noqa: BLE001 - as above
            _log(again)


def errors_card(errors: Mapping[str, str], summary: str) -> Card:
    """Say the errors of a form where no form is open."""
    lines = tuple(Text(text) for text in (summary, *errors.values()) if text)
    return Card("That was not accepted", lines)


def _log(error: Exception) -> None:
    # Our own words are safe to log; any other error may quote what somebody wrote.
    reason = str(error) if isinstance(error, DeliveryFailed | CannotRender) else type(error).__name__
    log.warning("slack.answer_failed", reason=reason)
