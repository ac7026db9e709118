"""Sends e-mail: each message over a connection of its own, as there are few."""

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from aiosmtplib import SMTP

from bot.email.errors import MAIL_ERRORS, failure
from bot.email.message import Mail, card_mail, file_mail
from bot.email.settings import MailSettings, Security
from handlers.cards import Card
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account, Conversation, MessageRef, Platform
from handlers.outcomes import SendFile

SECONDS = 30.0
"""For one message from the first word to the last; the outbox reckons with this for every platform."""
_GOODBYE_SECONDS = 2.0
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\]+")
_LONGEST_ADDRESS = 254


class EmailMessenger:
    """`handlers.deliveries.Messenger` for e-mail.

    If the connection breaks after a message was handed over, nobody knows whether it was taken. It may be sent again
    all the same, under the same Message-ID: mail systems that look for repeats drop it, others show it twice, and to be
    asked twice is better than not at all.
    """

    def __init__(self, settings: MailSettings, now: Callable[[], datetime], seconds: float = SECONDS) -> None:
        self._settings = settings
        self._now = now
        self._seconds = seconds

    async def send(self, to: Conversation, card: Card, *, key: str = "") -> MessageRef:
        """Send a card as a message of its own; the reference holds its Message-ID."""
        mail = card_mail(card, _address(to), key, self._settings, self._now())
        await self._deliver(mail)
        return MessageRef(to, mail.id)

    async def update(self, message: MessageRef, card: Card) -> None:
        """Do nothing: what is in somebody's mailbox cannot be changed, and a second mail would only be more mail."""

    async def send_file(self, to: Conversation, file: SendFile) -> None:
        """Send a file as an attachment, with its caption as the text."""
        # A large file takes a while to encode.
        mail = await asyncio.to_thread(file_mail, file, _address(to), self._settings, self._now())
        await self._deliver(mail)

    async def direct(self, account: Account, seen_in: Conversation | None = None) -> Conversation | None:
        """The mailbox of an account whose user id is its address; None for accounts in chat."""
        if account.platform is not Platform.EMAIL:
            return None
        return Conversation(Platform.EMAIL, "", account.user, direct=True)

    async def _deliver(self, mail: Mail) -> None:
        client, handed_over = self._client(), False
        try:
            async with asyncio.timeout(self._seconds):
                await client.connect()
                await client.mail(self._settings.sender)
                await client.rcpt(mail.to)
                handed_over = True
                await client.data(mail.content)
        except MAIL_ERRORS as error:
            # Without the original in the chain: it repeats addresses.
            raise failure(error, handed_over=handed_over) from None
        else:
            await _part(client)
        finally:
            client.close()

    def _client(self) -> SMTP:
        known = self._settings
        return SMTP(
            hostname=known.host,
            port=known.port,
            username=known.user or None,
            password=known.password or None,
            use_tls=known.security is Security.TLS,
            start_tls=known.security is Security.STARTTLS,
            tls_context=known.trust,
            # Its own limits can swallow a cancellation on Python 3.11 (platform-facts 7); ours is around everything.
            timeout=None,
        )


async def _part(client: SMTP) -> None:
    """Say goodbye; the server has the message now, so whatever goes wrong here is no failure."""
    with suppress(*MAIL_ERRORS):
        async with asyncio.timeout(_GOODBYE_SECONDS):
            await client.quit()


def _address(to: Conversation) -> str:
    """The address to write to, in ASCII. Raises DeliveryFailed, for good, where there can be none."""
    local, _, domain = to.id.rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        address = ""
    if not (address.isascii() and _ADDRESS.fullmatch(address) and len(address) <= _LONGEST_ADDRESS):
        raise DeliveryFailed("this is not an address that mail can be sent to", permanent=True)
    return address
