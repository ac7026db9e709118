"""Files in Teams: the person is asked, the file is kept meanwhile, and goes into their OneDrive when they agree."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.teams.files import TeamsFiles
from bot.teams.offers import Offers
from bot.teams.surface import Deadlines, TeamsSurface
from handlers.deliveries import DeliveryFailed
from handlers.files.model import MOST_BYTES
from handlers.interactions import Account, Platform
from handlers.outcomes import SendFile
from tests.bot.teams.conftest import ADA
from tests.journeys.onedrive import OneDrive
from tests.support.documents import PacedWriter, with_documents
from tests.support.identity_service import TENANT
from tests.support.teams_bunsen import ASKING, Bunsen, PreparedDesk
from tests.support.teams_service import Message, TeamsPerson, TeamsService, read

FILE = SendFile("pack.docx", "application/docx", b"all green", "The review pack.")


@dataclass
class Handing:
    """A Bunsen that hands files over, Ada in front of it, and her OneDrive."""

    bunsen: Bunsen
    ada: TeamsPerson
    onedrive: OneDrive
    offers: Offers

    async def offered(self, person: TeamsPerson | None = None, file: SendFile = FILE) -> Message:
        """Let somebody press for a file; gives the question that comes."""
        person = person or self.ada
        message = await self.bunsen.asks(person)
        self.bunsen.desk.outcomes.append(file)
        self.answer = await person.presses(message, "Done")
        return self.bunsen.teams.chat.last()

    async def agrees(self, asked: Message, **changes: Any) -> None:
        answer = await self.ada.answers_consent(asked, "accept", self.onedrive.place_for("pack.docx"), **changes)
        assert answer.status == 200

    async def kept(self, offer: int) -> SendFile | None:
        return await self.offers.get(ADA, offer)

    def newest(self) -> dict[str, Any]:
        """The attachment that was sent last."""
        (attachment,) = self.bunsen.teams.chat.activities()[-1]["attachments"]
        found: dict[str, Any] = attachment
        return found


def _offer(asked: Message) -> int:
    return int(asked.card["acceptContext"]["offer"])


@pytest.fixture
async def handing(teams: TeamsService, offers: Offers) -> AsyncIterator[Handing]:
    onedrive, desk = OneDrive(), PreparedDesk()
    surface = TeamsSurface(
        teams.identity(),
        desk,
        lambda: None,
        offers,
        service_url=teams.chat.url,
        deadlines=Deadlines(60, 60),
        files=TeamsFiles(onedrive.is_here),
        upload_pause=0.0,
    )
    app = web.Application()
    surface.add_routes(app)
    await surface.start()
    try:
        async with TestServer(app) as server, onedrive:
            bunsen = Bunsen(teams, desk, surface, [], str(server.make_url("")))
            yield Handing(bunsen, bunsen.ada, onedrive, offers)
    finally:
        await surface.stop()


# The question.


async def test_a_file_comes_with_the_question_that_teams_asks(handing: Handing) -> None:
    asked = await handing.offered()
    assert handing.newest()["contentType"] == "application/vnd.microsoft.teams.card.file.consent"
    assert (handing.newest()["name"], asked.card["description"], asked.card["sizeInBytes"]) == (
        "pack.docx",
        "The review pack.",
        9,
    )


async def test_the_press_is_told_where_the_question_is(handing: Handing) -> None:
    await handing.offered()
    assert handing.answer.text == "I have asked you here whether “pack.docx” may go into your OneDrive."


async def test_a_file_that_a_press_in_a_channel_asked_for_is_offered_in_the_chat_of_two(handing: Handing) -> None:
    asked = await handing.offered(handing.ada.in_channel())
    assert asked.conversation.startswith("conversation-")
    assert "in our own chat" in handing.answer.text


async def test_until_the_answer_the_file_is_kept_for_its_person_alone(handing: Handing) -> None:
    asked = await handing.offered()
    kept = await handing.kept(_offer(asked))
    assert kept is not None
    assert kept.content == b"all green"
    assert await handing.offers.get(Account(Platform.TEAMS, TENANT, "somebody-else"), _offer(asked)) is None


async def test_a_file_that_is_too_large_to_keep_is_owned_up_to(handing: Handing) -> None:
    await handing.offered(file=SendFile("pack.docx", "application/docx", b"x" * (MOST_BYTES + 1), "The pack."))
    assert handing.answer.text.startswith("I could not offer you the file.")


async def test_an_empty_file_is_not_offered(handing: Handing) -> None:
    await handing.offered(file=SendFile("pack.docx", "application/docx", b"", "The pack."))
    assert handing.answer.text.startswith("I could not offer you the file.")


async def test_nobody_whom_we_do_not_know_is_offered_a_file(offers: Offers) -> None:
    with pytest.raises(DeliveryFailed, match="nobody knows this account"):
        await offers.keep(Account(Platform.TEAMS, TENANT, "somebody-else"), FILE)


# Yes.


async def test_who_agrees_has_the_file_in_their_onedrive(handing: Handing) -> None:
    await handing.agrees(await handing.offered())
    assert handing.onedrive.taken == {"pack.docx": b"all green"}


async def test_the_file_is_shown_where_it_is_now(handing: Handing) -> None:
    await handing.agrees(await handing.offered())
    shown = handing.newest()
    assert shown["contentType"] == "application/vnd.microsoft.teams.card.file.info"
    assert shown["contentUrl"].endswith("/Documents/Applications/pack.docx")
    assert shown["content"] == {"uniqueId": "8150D038-38F9-4B9C-9F2C-7D3E2E2E0C6A", "fileType": "docx"}


async def test_the_question_is_taken_back(handing: Handing) -> None:
    asked = await handing.offered()
    await handing.agrees(asked)
    assert asked.id not in [message.id for message in handing.bunsen.teams.chat.messages]


async def test_a_question_that_cannot_be_taken_back_leaves_the_file_where_it_is(handing: Handing) -> None:
    asked = await handing.offered()
    handing.bunsen.teams.chat.answer_next(404, after=1)
    await handing.agrees(asked)
    assert handing.onedrive.taken == {"pack.docx": b"all green"}
    assert handing.newest()["contentType"].endswith("file.info")


async def test_what_was_handed_over_is_not_kept(handing: Handing) -> None:
    asked = await handing.offered()
    offer = _offer(asked)
    await handing.agrees(asked)
    assert await handing.kept(offer) is None


async def test_agreeing_twice_at_once_brings_the_file_once(handing: Handing) -> None:
    asked = await handing.offered()
    await asyncio.gather(handing.agrees(asked), handing.agrees(asked))
    sent = [each for each in handing.bunsen.teams.chat.activities() if each["attachments"][0].get("contentUrl")]
    assert len(sent) == 1


async def test_a_passing_trouble_of_onedrive_is_waited_out(handing: Handing) -> None:
    handing.onedrive.refusals = [503, 429]
    await handing.agrees(await handing.offered())
    assert handing.onedrive.taken == {"pack.docx": b"all green"}


async def test_a_refusal_of_onedrive_is_told(handing: Handing) -> None:
    handing.onedrive.refusals = [403]
    asked = await handing.offered()
    await handing.agrees(asked)
    assert "OneDrive did not take the file" in read(asked.card)


# No, and everything else.


async def test_who_declines_is_told_that_the_file_is_gone(handing: Handing) -> None:
    asked = await handing.offered()
    await handing.ada.answers_consent(asked, "decline")
    assert "I have let go of the file." in read(asked.card)


async def test_what_was_declined_is_not_kept(handing: Handing) -> None:
    asked = await handing.offered()
    offer = _offer(asked)
    await handing.ada.answers_consent(asked, "decline")
    assert await handing.kept(offer) is None


async def test_a_file_that_is_gone_is_owned_up_to(handing: Handing) -> None:
    asked = await handing.offered()
    await handing.offers.forget(ADA, _offer(asked))
    await handing.agrees(asked)
    assert "This file is no longer here" in read(asked.card)


async def test_nobody_gets_what_was_offered_to_somebody_else(handing: Handing) -> None:
    asked = await handing.offered()
    offer, bob = _offer(asked), handing.bunsen.teams.person("Bob", handing.bunsen.url)
    await bob.answers_consent(asked, "accept", handing.onedrive.place_for("pack.docx"))
    assert handing.onedrive.taken == {}
    assert await handing.kept(offer) is not None


async def test_a_file_goes_to_no_address_but_sharepoints(handing: Handing) -> None:
    asked = await handing.offered()
    answer = await handing.ada.answers_consent(asked, "accept", "http://127.0.0.1:9/pack.docx")
    assert (answer.status, handing.onedrive.taken) == (200, {})
    assert "OneDrive did not take the file" in read(asked.card)


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        [],
        {"action": "accept"},
        {"action": "accept", "context": []},
        {"action": "accept", "context": {"offer": "99999999999999999999"}},
        {"action": "accept", "context": {"offer": "-1"}},
        {"action": "accept", "context": {"offer": {"a": 1}}},
        {"action": "accept", "context": {"offer": "1"}, "uploadInfo": "x"},
    ],
)
async def test_nonsense_from_a_client_is_never_our_error(handing: Handing, value: object) -> None:
    assert (await handing.ada.invokes("fileConsent/invoke", value)).status == 200


# A document that is written after the answer.


async def test_a_document_is_offered_when_it_is_written(teams: TeamsService, offers: Offers) -> None:
    writer = PacedWriter()
    surface, desk = with_documents(
        lambda desk: TeamsSurface(
            teams.identity(), desk, lambda: None, offers, service_url=teams.chat.url, deadlines=Deadlines(60, 60)
        ),
        writer,
    )
    app = web.Application()
    surface.add_routes(app)
    await surface.start()
    async with TestServer(app) as server:
        ada = teams.person("Ada Byron", str(server.make_url("")))
        await ada.says("hello")
        to = (await surface.messenger.direct(ADA)) or pytest.fail("no chat")
        await surface.messenger.send(to, ASKING)
        answer = await ada.presses(teams.chat.last(), "Done")
        assert answer.text == "I am writing the Word file"
        writer.may.set()
        await desk.finish()
    await surface.stop()
    assert teams.chat.activities()[-1]["attachments"][0]["name"] == "voice-evidence.docx"
