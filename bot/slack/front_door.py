"""Where everything from Slack comes in, signed or through the socket, and gets its acknowledgement."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import assert_never

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack import notices
from bot.slack.answering import Answering, errors_card
from bot.slack.background import Background
from bot.slack.inbound import Incoming, Kind, Payload, commanded, input_blocks, kind_of, pressed, said, submitted
from bot.slack.messenger import SlackMessenger
from bot.slack.origin import Origin
from bot.slack.pages import SlackMessage
from bot.slack.render_cards import render_card
from bot.slack.render_forms import form_errors, render_form, render_notice
from bot.surface import Desk
from handlers.cards import Card, plain_text
from handlers.outcomes import Close, FormErrors, OpenForm, Reply, SendFile, Shown, Update

log = structlog.get_logger(__name__)


class FrontDoor(AsyncMiddleware):
    """One Bolt middleware instead of listeners, for three reasons, all of platform-facts 2.3.

    Bolt acknowledges an event before its listener runs, so that a crash there loses it. It gives a listener three
    seconds and then answers 404, although the transaction goes on. And what no listener matches is a 404 as well.
    """

    def __init__(
        self,
        desk: Desk,
        wake: Callable[[], None],
        answering: Answering,
        messenger: SlackMessenger,
        background: Background,
    ) -> None:
        self._desk = desk
        self._wake = wake
        self._answering = answering
        self._messenger = messenger
        self._background = background

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name
    ) -> BoltResponse:
        """Serve a payload; what has begun is finished, even where Slack hangs up after its three seconds."""
        return await asyncio.shield(self._background.spawn(self._serve(req.body, req.context.ack)))

    async def _serve(self, body: Payload, ack: AsyncAck) -> BoltResponse:
        match kind_of(body):
            case Kind.EVENT:
                return await self._event(body, ack)
            case Kind.COMMAND:
                return await self._command(body, ack)
            case Kind.PRESS:
                return await self._press(body, ack)
            case Kind.SUBMISSION:
                return await self._submission(body, ack)
            case Kind.OTHER:
                return await ack()
            case never:
                assert_never(never)

    async def _event(self, body: Payload, ack: AsyncAck) -> BoltResponse:
        interaction = said(body)
        # An error here becomes a 500, or no answer on the socket, and Slack sends the event again (platform-facts 1.2).
        if interaction is not None and await self._desk.accept(interaction):
            self._wake()
        return await ack()

    async def _command(self, body: Payload, ack: AsyncAck) -> BoltResponse:
        incoming = commanded(body)
        if incoming is None:
            return await _whispered(ack, notices.UNREADABLE)
        try:
            outcome = await self._desk.respond(incoming.interaction)
            return await self._answer_command(incoming.origin, outcome, ack)
        except Exception as error:  # noqa: BLE001 - the person would only read "operation_failed"
            _log(error)
            return await _whispered(ack, notices.TROUBLE)

    async def _answer_command(self, origin: Origin, outcome: Shown, ack: AsyncAck) -> BoltResponse:
        match outcome:
            case Reply(card=card) | Update(card=card):
                return await self._answer_with(origin, card, ack)
            case Close(reply=reply, update=update):
                card_or_none = reply or update
                return await self._answer_with(origin, card_or_none, ack) if card_or_none else await ack()
            case FormErrors(errors=errors, summary=summary):
                return await self._answer_with(origin, errors_card(errors, summary), ack)
            case OpenForm() | SendFile():
                self._background.spawn(self._answering.press(origin, outcome))
                return await ack()
            case _:
                assert_never(outcome)

    async def _answer_with(self, origin: Origin, card: Card, ack: AsyncAck) -> BoltResponse:
        first, *more = render_card(card)
        if more:
            self._background.spawn(self._more(origin, tuple(more)))
        return await ack(
            text=first.text,
            blocks=first.blocks,
            response_type="ephemeral",
            unfurl_links=False,
            unfurl_media=False,
        )

    async def _more(self, origin: Origin, messages: tuple[SlackMessage, ...]) -> None:
        try:
            await self._messenger.messages_by_url(origin.response_url, messages)
        except Exception as error:  # noqa: BLE001 - the end of a background task
            _log(error)

    async def _press(self, body: Payload, ack: AsyncAck) -> BoltResponse:
        incoming = pressed(body)
        if incoming is None:
            return await ack()
        outcome = await self._desk.respond(incoming.interaction)
        self._background.spawn(self._answering.press(incoming.origin, outcome))
        return await ack()

    async def _submission(self, body: Payload, ack: AsyncAck) -> BoltResponse:
        incoming = submitted(body)
        fields = input_blocks(body)
        try:
            if incoming is None:
                return await _kept_open(ack, {}, notices.UNREADABLE, fields)
            return await self._answer_submission(incoming, fields, ack)
        except Exception as error:  # noqa: BLE001 - an error answer would close nothing and explain nothing
            _log(error)
            return await _kept_open(ack, {}, notices.FORM_TROUBLE, fields)

    async def _answer_submission(self, incoming: Incoming, fields: tuple[str, ...], ack: AsyncAck) -> BoltResponse:
        outcome = await self._desk.respond(incoming.interaction)
        match outcome:
            case FormErrors(errors=errors, summary=summary):
                return await _kept_open(ack, errors, summary, fields)
            case OpenForm(form=form):
                return await ack(response_action="update", view=render_form(form, incoming.origin))
            case Reply(card=card):
                # Only `Close` closes: this lies over the form, and what was typed is there again when it is put away.
                return await ack(response_action="push", view=render_notice(card.title, plain_text(card)))
            case Close() | Update() | SendFile():
                self._background.spawn(self._answering.submission(incoming.origin, outcome))
                return await ack()
            case _:
                assert_never(outcome)


async def _kept_open(ack: AsyncAck, errors: Mapping[str, str], summary: str, fields: tuple[str, ...]) -> BoltResponse:
    placed = form_errors(errors, summary, fields)
    if placed:
        return await ack(response_action="errors", errors=placed)
    card = errors_card(errors, summary)
    return await ack(response_action="push", view=render_notice(card.title, plain_text(card)))


async def _whispered(ack: AsyncAck, text: str) -> BoltResponse:
    return await ack(text=text, response_type="ephemeral")


def _log(error: Exception) -> None:
    # The type only: the message of an error may quote what somebody typed.
    log.error("slack.failed", error=type(error).__name__)
