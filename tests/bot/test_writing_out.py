"""Documents that somebody asked for: answered at once, handed over when they are written, or owned up to."""

import asyncio
import errno
import io
from pathlib import Path

import docx
import pytest

from bot.documents.apart import Scribe
from bot.writing_out import MOST_AT_ONCE, WritingDesk
from handlers.cards import Card, plain_text
from handlers.deliveries import DeliveryFailed
from handlers.documents import Document, DocumentKind, Writer
from handlers.interactions import Account, Commanded, Conversation, Deed, Interaction, Platform, Pressed, Submitted
from handlers.outcomes import Close, Reply, Shown
from tests.support.documents import WANTED, AskedForDocuments, PacedWriter
from tests.support.house import CHANNEL, TENANT, RecordingSurface, direct_chat

PRESS = Pressed("evidence.word", "")


class Given:
    """A desk, the surface that it hands over through, and its writer."""

    def __init__(self, writer: Writer | None = None) -> None:
        self.surface = RecordingSurface()
        self.paced = PacedWriter()
        self.serving = AskedForDocuments()
        self.desk = WritingDesk(self.serving, writer or self.paced, {Platform.WEB: self.surface}, pause_seconds=0.0)

    async def asks(self, deed: Deed = PRESS, where: Conversation | None = None, user: str = "lea") -> Shown:
        account = Account(Platform.WEB, TENANT, user)
        return await self.desk.respond(Interaction("k", account, where or direct_chat(user), deed))

    async def ends(self) -> None:
        """Let it be written, and wait for that."""
        self.paced.may.set()
        await self.desk.finish()


def said(outcome: Shown) -> str:
    assert isinstance(outcome, Reply), outcome
    return plain_text(outcome.card)


async def fails_with(error: Exception) -> str:
    given = Given()
    given.paced.error = error
    await given.asks()
    await given.ends()
    ((_, card),) = given.surface.sent
    return plain_text(card)


async def test_a_press_is_answered_before_anything_is_written() -> None:
    given = Given()
    assert said(await given.asks()) == "I am writing the Word file\nIt will be here in a moment."
    assert given.surface.handed_over == []
    await given.ends()


async def test_the_file_follows_in_the_same_chat() -> None:
    given = Given()
    await given.asks()
    await given.ends()
    ((place, file),) = given.surface.handed_over
    assert (place, file.name, file.caption) == (direct_chat("lea"), "voice-evidence.docx", "What technicians said.")


async def test_the_file_is_the_document() -> None:
    given = Given()
    await given.asks()
    await given.ends()
    word = docx.Document(io.BytesIO(given.surface.handed_over[0][1].content))
    assert [paragraph.text for paragraph in word.paragraphs] == ["The voice in 2027", "Forty technicians were asked."]


async def test_what_was_asked_for_in_a_channel_goes_to_the_person_alone() -> None:
    given = Given()
    assert "in your own chat with me" in said(await given.asks(where=CHANNEL))
    await given.ends()
    assert [place for place, _ in given.surface.handed_over] == [direct_chat("lea")]


async def test_a_form_is_closed_with_the_same_sentence() -> None:
    given = Given()
    outcome = await given.asks(Submitted("evidence", "", "n", {}))
    assert isinstance(outcome, Close)
    assert outcome.reply is not None
    await given.ends()


async def test_a_command_is_answered_as_a_press_is() -> None:
    given = Given()
    assert said(await given.asks(Commanded("evidence"))).startswith("I am writing")
    await given.ends()


async def test_any_other_outcome_passes_unchanged() -> None:
    given = Given()

    class Replying(AskedForDocuments):
        async def respond(self, interaction: Interaction) -> Shown:
            return Reply(Card("Hello"))

    desk = WritingDesk(Replying(), given.paced, {Platform.WEB: given.surface})
    account = Account(Platform.WEB, TENANT, "lea")
    assert await desk.respond(Interaction("k", account, direct_chat("lea"), PRESS)) == Reply(Card("Hello"))


async def test_an_unusable_template_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_text("no Word file")
    scribe = Scribe(tmp_path / "own.docx")
    given = Given(scribe)
    await given.asks()
    await given.desk.finish(60)
    scribe.close()
    ((_, card),) = given.surface.sent
    assert "cannot be used as a template" in plain_text(card)
    assert "Whoever looks after Bunsen can mend this" in plain_text(card)


async def test_a_full_disc_is_told() -> None:
    assert "no room left on Bunsen's own disc" in await fails_with(OSError(errno.ENOSPC, "No space left on device"))


async def test_any_other_trouble_names_a_reference_and_not_itself() -> None:
    told = await fails_with(RuntimeError("what somebody typed"))
    assert "in the log under" in told
    assert "what somebody typed" not in told


async def test_a_chat_that_does_not_take_the_file_is_told() -> None:
    given = Given()
    given.surface.failures.append(DeliveryFailed("not allowed to share files", permanent=True))
    await given.asks()
    await given.ends()
    ((_, card),) = given.surface.sent
    assert "the chat did not take the file" in plain_text(card)


async def test_a_person_who_cannot_be_told_either_breaks_nothing() -> None:
    given = Given()
    given.surface.failures += [DeliveryFailed("gone", permanent=True)] * 2
    await given.asks()
    await given.ends()
    assert given.surface.sent == []


async def test_pressing_again_while_it_is_written_brings_it_once() -> None:
    given = Given()
    await given.asks()
    await given.asks()
    await given.ends()
    assert len(given.surface.handed_over) == 1


async def test_pressing_again_later_brings_it_again() -> None:
    given = Given()
    await given.asks()
    await given.ends()
    await given.asks()
    await given.ends()
    assert len(given.surface.handed_over) == 2


async def test_others_get_their_own() -> None:
    given = Given()
    await given.asks(user="lea")
    await given.asks(user="tom")
    await given.ends()
    assert {place for place, _ in given.surface.handed_over} == {direct_chat("lea"), direct_chat("tom")}


async def test_a_crowd_is_asked_to_come_back() -> None:
    given = Given()
    for number in range(MOST_AT_ONCE):
        await given.asks(user=f"u{number}")
    assert "several documents already" in said(await given.asks(user="one-more"))
    await given.ends()
    assert len(given.surface.handed_over) == MOST_AT_ONCE


async def test_stopping_tells_those_who_are_not_served_any_more() -> None:
    given = Given()
    await given.asks()
    await asyncio.sleep(0)
    await given.desk.finish(0.01)
    ((_, card),) = given.surface.sent
    assert "I am being restarted" in plain_text(card)


@pytest.mark.parametrize("kind", DocumentKind)
async def test_each_kind_is_called_by_its_name(kind: DocumentKind) -> None:
    given = Given()
    given.serving.wanted = type(WANTED)(Document("T", ()), kind, "t", "T")
    assert said(await given.asks()).startswith("I am writing the ")
    await given.ends()


async def test_a_process_that_is_killed_loses_nobodys_document() -> None:
    scribe = Scribe()
    given = Given(scribe)
    for user in ("lea", "tom", "ada"):
        await given.asks(user=user)
    await asyncio.sleep(0)
    assert scribe._pool is not None
    for process in list(scribe._pool._processes.values()):
        process.kill()
    await given.desk.finish(60)
    scribe.close()
    assert len(given.surface.handed_over) == 3


async def test_the_process_apart_writes_it() -> None:
    scribe = Scribe()
    given = Given(scribe)
    await given.asks()
    await given.desk.finish(60)
    scribe.close()
    assert given.surface.handed_over[0][1].content[:2] == b"PK"
