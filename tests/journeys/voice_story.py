"""The voice on every surface: a ballot is cast, the survey closes, and the evidence becomes a file."""

import io
from typing import Protocol

import docx

from tests.journeys.story import PULSE, Guide


class FileGuide(Guide, Protocol):
    """A guide who also takes files."""

    async def gets_file(self, who: str, name: str) -> bytes:
        """Wait until Bunsen hands over a file whose name holds this, take it, and give what is in it."""


async def the_voice_story(guide: FileGuide) -> None:
    """From a technician's ballot to the lead's Word file."""
    await guide.says("technician", "pulse")
    await guide.hears("technician", "Nobody can see who said what")
    assert await guide.open_form("technician", "Answer") == list(PULSE)
    assert await guide.send_form("technician", PULSE) == ""
    await guide.hears("technician", "your ballot is sealed")
    await guide.says("technician", "results")
    await guide.hears("technician", "No results yet")

    await guide.until("the survey is closed")
    await guide.says("lead", "pulse")
    await guide.hears("lead", "No survey is open.")
    await guide.says("lead", "results")
    await guide.hears("lead", "Results of surveys")
    await guide.presses("lead", "Evidence as a file")
    await guide.hears("lead", "When and how technicians were heard")
    await guide.presses("lead", "Word file")
    await guide.hears("lead", "I am writing the Word file")
    evidence = docx.Document(io.BytesIO(await guide.gets_file("lead", "technician-voice")))
    words = [paragraph.text for paragraph in evidence.paragraphs]
    assert words[0] == "Evidence of the technician voice"
    cells = [cell.text for table in evidence.tables for row in table.rows for cell in row.cells]
    assert "Technician voice workshop" in cells
    assert "Anonymous survey" in cells
