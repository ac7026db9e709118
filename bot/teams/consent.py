"""Handing a file over in Teams: the person is asked first, and then it is put into their OneDrive.

A bot can do this in personal chats only (platform-facts 3.6): a card asks, the answer comes as an invoke with an
address to upload to, and a second card shows the file there.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final

import aiohttp
import structlog
from botbuilder.schema import Activity, Attachment

from bot.teams import wire
from bot.teams.afterwards import Afterwards
from bot.teams.conversations import account_of, conversation_of
from bot.teams.files import on_sharepoint
from bot.teams.messenger import TeamsMessenger
from bot.teams.offers import Offers
from handlers.cards import Card, Text
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account, MessageRef
from handlers.outcomes import SendFile

TRIES: Final = 3
PAUSE_SECONDS: Final = 2.0
_TIMEOUT: Final = aiohttp.ClientTimeout(total=60)
_PASSING: Final = frozenset({408, 429, 500, 502, 503, 504})

_log = structlog.get_logger("bunsen.teams")


class _NotStored(Exception):
    """OneDrive did not take a file; the text says why, for the log."""


class Consents:
    """Answers to the question whether a file may be handed over."""

    def __init__(
        self,
        messenger: TeamsMessenger,
        offers: Offers,
        afterwards: Afterwards,
        trusted: Callable[[str], bool] = on_sharepoint,
        pause_seconds: float = PAUSE_SECONDS,
    ) -> None:
        """`trusted` tells whether an address may be uploaded to: it comes from the client."""
        self._messenger = messenger
        self._offers = offers
        self._afterwards = afterwards
        self._trusted = trusted
        self._pause_seconds = pause_seconds
        self._under_way: set[int] = set()

    async def answered(self, activity: Activity) -> None:
        """Do what somebody said to a file: Teams gets its answer soon, the upload goes on by itself."""
        value = _mapping(activity.value)
        offer = _offer_in(value)
        if offer is None:
            return
        asked = MessageRef(conversation_of(activity), str(activity.reply_to_id or ""))
        account = account_of(activity)
        if value.get("action") != "accept":
            await self._offers.forget(account, offer)
            await self._afterwards.carry_on(self._replace(asked, _declined()))
        elif offer not in self._under_way:  # pressed twice, or brought twice by Teams
            self._under_way.add(offer)
            await self._afterwards.carry_on(self._accepted(account, offer, asked, _mapping(value.get("uploadInfo"))))

    async def _accepted(self, account: Account, offer: int, asked: MessageRef, info: Mapping[str, Any]) -> None:
        try:
            file = await self._offers.get(account, offer)
            if file is None:
                await self._replace(asked, _gone())
            else:
                await self._upload(str(info.get("uploadUrl", "")), file)
                await self._offers.forget(account, offer)
                await self._shown(asked, file, info)
        except DeliveryFailed:
            raise
        except Exception as error:  # noqa: BLE001 - the person must hear of it, whatever it was
            # Our own words are safe to log; any other error may quote what a person wrote.
            _log.warning(
                "teams_file_not_stored", reason=str(error) if isinstance(error, _NotStored) else type(error).__name__
            )
            await self._replace(asked, _not_stored())
        finally:
            self._under_way.discard(offer)

    async def _upload(self, url: str, file: SendFile) -> None:
        """Put a file into OneDrive, in one piece. Raises _NotStored."""
        if not self._trusted(url):
            raise _NotStored("the address to upload to is none of SharePoint's")
        for pause in (*(self._pause_seconds * 2**n for n in range(TRIES - 1)), None):
            status = await _put(url, file)
            if status in (200, 201):
                return
            if pause is None or status not in _PASSING:
                raise _NotStored(f"status {status}")
            await asyncio.sleep(pause)

    async def _shown(self, asked: MessageRef, file: SendFile, info: Mapping[str, Any]) -> None:
        """Show the file where it is now, in the place of the question."""
        to = asked.conversation
        shown = Attachment(
            content_type=wire.FILE_INFO,
            content_url=str(info.get("contentUrl", "")),
            name=str(info.get("name", "")) or file.name,
            content={"uniqueId": str(info.get("uniqueId", "")), "fileType": str(info.get("fileType", ""))},
        )
        await self._messenger.attach(to, shown)
        try:
            await self._messenger.take_back(asked)
        except DeliveryFailed as failed:
            # The file is there; that its question still stands above it does no harm.
            _log.info("teams_question_not_taken_back", reason=failed.reason)

    async def _replace(self, asked: MessageRef, card: Card) -> None:
        if asked.id:
            await self._messenger.update(asked, card)
        else:
            await self._messenger.send(asked.conversation, card)


async def _put(url: str, file: SendFile) -> int:
    size = len(file.content)
    headers = {"Content-Range": f"bytes 0-{size - 1}/{size}", "Content-Type": "application/octet-stream"}
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True) as session,
            session.put(url, data=file.content, headers=headers, allow_redirects=False) as answer,
        ):
            return answer.status
    except (aiohttp.ClientError, OSError, TimeoutError):
        return 503


def _offer_in(value: Mapping[str, Any]) -> int | None:
    given = _mapping(value.get("context")).get(wire.OFFER)
    return int(given) if isinstance(given, str) and given.isdecimal() and given.isascii() and len(given) < 10 else None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _declined() -> Card:
    return Card("Not handed over", (Text("I have let go of the file. You can ask for it again at any time."),))


def _gone() -> Card:
    return Card("This file is no longer here", (Text("I keep a file for 30 days. Please ask for it again."),))


def _not_stored() -> Card:
    return Card(
        "OneDrive did not take the file",
        (
            Text(
                "Please ask for it again in a minute. If it stays so, whoever looks after Bunsen finds why in the log."
            ),
        ),
    )
