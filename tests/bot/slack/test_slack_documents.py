"""A document in Slack: the press is acknowledged at once, and the file is uploaded when it is written."""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import docx
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.slack.settings import SlackSettings
from bot.slack.surface import SlackSurface
from bot.writing_out import WritingDesk
from tests.support.documents import PacedWriter, with_documents
from tests.support.slack_requests import payload, post_command, post_interaction
from tests.support.slack_service import SlackService, Upload


@dataclass
class Asked:
    """A Slack where every press asks for a document."""

    slack: SlackService
    client: TestClient[Any, Any]
    desk: WritingDesk
    writer: PacedWriter
    secret: str

    async def presses(self, **changes: Any) -> None:
        assert (await post_interaction(self.client, payload("block_actions", **changes), self.secret)).status == 200

    async def written(self) -> Upload:
        self.writer.may.set()
        await self.desk.finish()
        (upload,) = self.slack.uploads.values()
        return upload


@pytest.fixture
async def asked(slack: SlackService, settings: SlackSettings, secret: str) -> AsyncIterator[Asked]:
    writer = PacedWriter()
    surface, desk = with_documents(lambda desk: SlackSurface(settings, desk, lambda: None), writer)
    app = web.Application()
    surface.add_routes(app)
    await surface.start()
    async with TestClient(TestServer(app)) as client:
        yield Asked(slack, client, desk, writer, secret)
    await surface.stop()


async def test_the_press_is_answered_while_nothing_is_written_yet(asked: Asked) -> None:
    await asked.presses()
    said = (await asked.slack.called("chat.postMessage")).arguments
    assert said["text"] == "I am writing the Word file\nIt will be here in a moment."
    assert asked.slack.uploads == {}
    await asked.written()


async def test_the_file_is_uploaded_to_the_conversation_of_the_press(asked: Asked) -> None:
    await asked.presses()
    upload = await asked.written()
    assert (upload.name, upload.channel, upload.comment) == ("voice-evidence.docx", "D0SAM", "What technicians said.")


async def test_the_upload_is_the_document(asked: Asked) -> None:
    await asked.presses()
    word = docx.Document(io.BytesIO((await asked.written()).content))
    assert word.paragraphs[0].text == "The voice in 2027"


async def test_what_was_pressed_for_in_a_channel_goes_to_the_person_directly(asked: Asked) -> None:
    await asked.presses(channel__id="C0TECH", container__channel_id="C0TECH")
    await asked.slack.called("chat.postEphemeral")
    assert (await asked.written()).channel == "DU0SAM"


async def test_a_form_closes_and_the_file_follows(asked: Asked) -> None:
    answer = await post_interaction(asked.client, payload("view_submission"), asked.secret)
    assert await answer.text() == ""
    await asked.slack.called("chat.postMessage")
    assert (await asked.written()).channel == "D0SAM"


async def test_a_command_is_answered_and_the_file_follows(asked: Asked) -> None:
    answer = await (await post_command(asked.client, payload("command"), asked.secret)).json()
    assert answer["text"].startswith("I am writing the Word file")
    assert (await asked.written()).name == "voice-evidence.docx"


async def test_a_slack_that_refuses_the_file_is_told_of_in_words(asked: Asked) -> None:
    asked.slack.fail("files.getUploadURLExternal", "missing_scope")
    await asked.presses()
    await asked.slack.called("chat.postMessage")
    asked.writer.may.set()
    await asked.desk.finish()
    assert "the chat did not take the file" in (await asked.slack.called("chat.postMessage", 2)).arguments["text"]
