"""bunsen export voice-evidence: the same evidence as a Word file, a page and Markdown."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from tests.bot.commands.conftest import CommandLine

EVENTS = """\
method,title,date,invited,took part,theme,prompt,point,times
workshop,First workshop,2026-05-22,40,12,Recognition,barriers,"=HYPERLINK(""http://x"",""<b>y</b>"")",4
forum,Forum,2026-09-22,,31,Visibility,good,A page for each of us,1
"""


@pytest.fixture
def heard(wenlow: CommandLine) -> CommandLine:
    wenlow.done("voice", "import", wenlow.file("events.csv", EVENTS))
    return wenlow


def _written(bunsen: CommandLine, name: str, *more: str) -> Path:
    bunsen.done("export", "voice-evidence", "-o", name, *more)
    return bunsen.folder / name


def test_the_word_file_opens_and_has_the_events(heard: CommandLine) -> None:
    word = docx.Document(str(_written(heard, "voice.docx")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert {"First workshop", "22 May 2026", "12", "Forum"} <= set(cells)


def test_nothing_in_the_word_file_is_a_field_or_a_link_that_was_typed(heard: CommandLine) -> None:
    with zipfile.ZipFile(io.BytesIO(_written(heard, "voice.docx").read_bytes())) as archive:
        assert b"http://x" not in archive.read("word/_rels/document.xml.rels")


def test_the_page_shows_what_was_typed_as_text(heard: CommandLine) -> None:
    page = _written(heard, "voice.html").read_text("utf-8")
    assert "&lt;b&gt;y&lt;/b&gt;" in page
    assert "<b>y</b>" not in page


def test_the_markdown_says_how_often(heard: CommandLine) -> None:
    assert "said 4 times" in _written(heard, "voice.md").read_text("utf-8")


def test_the_format_may_be_said_where_the_name_does_not(heard: CommandLine) -> None:
    assert _written(heard, "voice.txt", "--format", "md").read_text("utf-8").startswith("# Evidence of")


def test_only_what_came_on_a_day_or_after_is_in_it(heard: CommandLine) -> None:
    text = _written(heard, "voice.md", "--since", "2026-09-01").read_text("utf-8")
    assert ("Forum" in text, "First workshop" in text) == (True, False)


def test_how_many_gaps_are_left_is_said(heard: CommandLine) -> None:
    result = heard("export", "voice-evidence", "-o", "voice.md")
    assert "4 places in it only you can write" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("-o", "voice.pdf"), 2, "End it in .docx, .md or .html"),
        (("-o", "nowhere/voice.md"), 1, "could not be written"),
        (("-o", "voice.md", "--since", "someday"), 2, "is not a day"),
    ],
)
def test_what_cannot_be_written_is_refused(wenlow: CommandLine, words: tuple[str, ...], code: int, said: str) -> None:
    assert said in wenlow.refused("export", "voice-evidence", *words, code=code)
