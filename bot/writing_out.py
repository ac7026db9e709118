"""Documents that somebody asked for: the platform is answered at once, and the file follows when it is written."""

import asyncio
import errno
import secrets
from collections.abc import Mapping
from typing import Final, Protocol

import structlog

from bot.private_place import private_place
from handlers.cards import Card, Text
from handlers.deliveries import DeliveryFailed, Messenger
from handlers.documents import MEDIA_TYPES, SPOKEN, CannotBeWritten, Writer
from handlers.interactions import Account, Interaction, Platform, Submitted
from handlers.outcomes import Close, Reply, SendDocument, SendFile, Served, Shown

log = structlog.get_logger(__name__)

PAUSE_SECONDS: Final = 1.0
"""So that the sentence about the file is there before the file is."""
PATIENCE_SECONDS: Final = 10.0
"""That stopping waits for what is being written."""
LONGEST_SECONDS: Final = 120.0
MOST_AT_ONCE: Final = 20

_MEND: Final = "Whoever looks after Bunsen can mend this; then please ask for it again."

_Asked = tuple[Account, str, str]
"""By whom, and for which file."""


async def written(writer: Writer, document: SendDocument) -> SendFile:
    """Write a document as the file that is handed over. Raises CannotBeWritten and what the machine says (OSError)."""
    content = await writer.write(document.document, document.kind)
    name = f"{document.name}.{document.kind.value}"
    return SendFile(name, MEDIA_TYPES[document.kind], content, document.caption)


class Serving(Protocol):
    """What stands behind the desk: `bot.sharing.SharingDesk`, and `bot.dispatch.Dispatcher` behind that."""

    async def accept(self, interaction: Interaction) -> bool:
        """Record an event; False where it was already there."""

    async def respond(self, interaction: Interaction) -> Served:
        """Serve a press, form or command; it never raises."""


class WritingDesk:
    """`bot.surface.Desk`: what the dispatcher answers, with documents written after the answer.

    Where the process is killed meanwhile only the document is lost, and can be asked for again.
    """

    def __init__(
        self,
        serving: Serving,
        writer: Writer,
        messengers: Mapping[Platform, Messenger],
        pause_seconds: float = PAUSE_SECONDS,
    ) -> None:
        self._serving = serving
        self._writer = writer
        self._messengers = messengers
        self._pause_seconds = pause_seconds
        self._under_way: dict[_Asked, asyncio.Task[None]] = {}

    async def accept(self, interaction: Interaction) -> bool:
        """Record an event before it is acknowledged; False where it was already there."""
        return await self._serving.accept(interaction)

    async def respond(self, interaction: Interaction) -> Shown:
        """Serve a press, form or command inside the platform's deadline; it never raises."""
        outcome = await self._serving.respond(interaction)
        if not isinstance(outcome, SendDocument):
            return outcome
        return _said(interaction, self._begun(interaction, outcome))

    async def finish(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait for what is under way, but not for ever; who is not served any more is told so."""
        if not self._under_way:
            return
        _, late = await asyncio.wait(self._under_way.values(), timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=seconds)

    def _begun(self, interaction: Interaction, document: SendDocument) -> Card:
        """Begin to write, and give what is said meanwhile."""
        asked = (interaction.account, document.name, document.kind.value)
        if asked not in self._under_way:
            if len(self._under_way) >= MOST_AT_ONCE:
                return _too_many()
            task = asyncio.create_task(self._hand_over(interaction, document), name="write a document")
            self._under_way[asked] = task
            task.add_done_callback(lambda _: self._under_way.pop(asked))
        return being_written(document, direct=interaction.conversation.direct)

    async def _hand_over(self, interaction: Interaction, document: SendDocument) -> None:
        """Write a document and hand it over, or say why not; the end of a task, so it never raises."""
        try:
            await self._write_and_send(interaction, document)
        except asyncio.CancelledError:
            await self._own_up(interaction, document, "I am being restarted. Please ask for it again in a minute.")
            raise
        except Exception as error:  # noqa: BLE001 - the last place that can still tell the person
            await self._own_up(interaction, document, _reason(error))

    async def _write_and_send(self, interaction: Interaction, document: SendDocument) -> None:
        messenger = self._messengers[interaction.account.platform]
        soonest = asyncio.get_running_loop().time() + self._pause_seconds
        async with asyncio.timeout(LONGEST_SECONDS):
            file = await written(self._writer, document)
        await asyncio.sleep(soonest - asyncio.get_running_loop().time())
        if (place := await private_place(messenger, interaction)) is not None:
            await messenger.send_file(place, file)

    async def _own_up(self, interaction: Interaction, document: SendDocument, reason: str) -> None:
        messenger = self._messengers[interaction.account.platform]
        try:
            if (place := await private_place(messenger, interaction)) is not None:
                await messenger.send(place, not_handed_over(document, reason))
        except DeliveryFailed as failed:
            log.warning("document.not_told", reason=failed.reason)


def being_written(document: SendDocument, *, direct: bool) -> Card:
    """Say that it takes a moment, and where it will be."""
    where = "here" if direct else "in your own chat with me"
    return Card(f"I am writing the {SPOKEN[document.kind]}", (Text(f"It will be {where} in a moment."),))


def not_handed_over(document: SendDocument, reason: str) -> Card:
    """Say why a document did not come, and what to do."""
    return Card(f"I could not give you the {SPOKEN[document.kind]}", (Text(document.caption), Text(reason)))


def _too_many() -> Card:
    return Card("I am writing several documents already", (Text("Please ask for this one again in a minute."),))


def _said(interaction: Interaction, card: Card) -> Shown:
    # A form is over with this: a reply would keep it open.
    return Close(reply=card) if isinstance(interaction.deed, Submitted) else Reply(card, private=True)


def _reason(error: Exception) -> str:
    """What went wrong, in words for the person, and what to do; the log gets the rest, without what anybody typed."""
    reference = secrets.token_hex(4)
    said = error.reason if isinstance(error, DeliveryFailed) else ""
    log.error("document.failed", reference=reference, error=type(error).__name__, reason=said)
    known = f"Whoever looks after Bunsen finds the reason in the log under {reference}."
    match error:
        case CannotBeWritten():
            return f"{error} {_MEND}"
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return f"There is no room left on Bunsen's own disc. {_MEND}"
        case DeliveryFailed():
            return f"It is written, but the chat did not take the file. Please ask for it again in a minute. {known}"
        case TimeoutError():
            return f"Writing it took too long. Please ask for it again later. {known}"
        case _:
            return f"Something went wrong on my side while it was written. Please ask for it again in a minute. {known}"
