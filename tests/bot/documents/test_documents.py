"""Documents as Word files, pages and Markdown: whole, readable aloud, and with everybody's text as text."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.documents.apart import Scribe, write_here
from bot.documents.word import UnusableTemplate
from handlers.charts import Bars, Lines, Series, Shade, in_words
from handlers.documents import (
    Document,
    DocumentKind,
    Drawing,
    Grid,
    Heading,
    PageBreak,
    Pairs,
    Paragraph,
    Points,
    Quotation,
    ToBeWritten,
    Voice,
    to_be_written,
)

HOSTILE = "<b>&amp; =1+1 $x^2$ *star* | pipe [a](b) \x07 ‮ <script>alert(1)</script>"
RAG = Bars(
    "Actions by theme",
    ("Visibility", "Recognition"),
    (Series("green", (3, 1), Shade.GREEN), Series("not reported", (None, 2), Shade.QUIET)),
)
TREND = Lines("Agreement", ("2026", "2027"), (Series("V1", (33, 41)), Series("R1", (None, 38))), "%")


def _document(text: str = "Plain.") -> Document:
    return Document(
        title=f"Review pack {text}",
        subtitle="University of Wenlow",
        footer="Snapshot 1a2b",
        parts=(
            Heading("Status"),
            Paragraph(text),
            Paragraph(text, Voice.QUIET),
            Paragraph(text, Voice.WARNING),
            Points(("one", text)),
            Pairs((("Chair", text),)),
            Grid("Reds", ("Action", "Why"), (("A1", text),)),
            Quotation(text, "a technician"),
            PageBreak(),
            Heading("Voice", 2),
            ToBeWritten("the lead", text),
            Drawing(RAG),
            Drawing(TREND),
        ),
    )


def test_a_word_file_holds_every_part_in_order() -> None:
    word = docx.Document(io.BytesIO(write_here(_document(), DocumentKind.DOCX)))
    texts = [paragraph.text for paragraph in word.paragraphs if paragraph.text]
    assert texts[:4] == ["Review pack Plain.", "University of Wenlow", "Status", "Plain."]
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == [["Action", "Why"], ["A1", "Plain."]]


def test_the_picture_in_a_word_file_is_read_out_in_words() -> None:
    content = write_here(_document(), DocumentKind.DOCX)
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "Visibility: green 3, not reported no figure" in xml.replace("&#10;", "\n")


def test_the_heading_row_of_a_table_is_marked_as_one() -> None:
    content = write_here(_document(), DocumentKind.DOCX)
    assert b"<w:tblHeader" in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")


def test_a_page_runs_nothing_that_somebody_typed() -> None:
    page = write_here(_document(HOSTILE), DocumentKind.HTML).decode()
    assert "<script" not in page
    assert "<b>" not in page


def test_a_page_needs_nothing_from_elsewhere() -> None:
    page = write_here(_document(), DocumentKind.HTML).decode()
    page = re.sub(r'xmlns(:\w+)?="[^"]*"|<metadata>.*?</metadata>|<!DOCTYPE[^>]*>', "", page, flags=re.DOTALL)
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*\"", page) == []


def test_a_chart_on_a_page_has_its_words_and_its_figures() -> None:
    page = write_here(_document(), DocumentKind.HTML).decode()
    assert 'aria-label="Actions by theme' in page
    assert page.count("The same in figures") == 2


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_what_was_typed_stays_text_in_markdown(typed: str) -> None:
    text = " ".join(typed.split()) or "x"
    written = write_here(Document("T", (Points((text,)),)), DocumentKind.MARKDOWN).decode()
    tokens = MarkdownIt("commonmark").parse(written)
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "softbreak", "text_special", "entity"}


def test_a_line_that_looks_like_a_list_is_none_in_markdown() -> None:
    written = write_here(Document("T", (Paragraph("1. not a list\n- nor this"),)), DocumentKind.MARKDOWN).decode()
    assert {token.type for token in MarkdownIt("commonmark").parse(written)}.isdisjoint({"list_item_open"})


@pytest.mark.parametrize("kind", DocumentKind)
def test_hostile_text_is_written_as_any_other(kind: DocumentKind) -> None:
    assert write_here(_document(HOSTILE), kind)


def test_a_template_lends_its_styles(tmp_path: Path) -> None:
    template = docx.Document()
    template.styles["Normal"].font.name = "Georgia"
    template.save(str(tmp_path / "own.docx"))
    word = docx.Document(io.BytesIO(write_here(_document(), DocumentKind.DOCX, tmp_path / "own.docx")))
    assert word.styles["Normal"].font.name == "Georgia"


def test_a_template_that_is_no_word_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_text("not a zip")
    with pytest.raises(UnusableTemplate, match="cannot be used as a template"):
        write_here(_document(), DocumentKind.DOCX, tmp_path / "own.docx")


async def test_the_process_of_its_own_writes_the_same_and_survives_being_killed() -> None:
    scribe = Scribe()
    try:
        first = await scribe.write(_document(), DocumentKind.MARKDOWN)
        assert scribe._pool is not None
        for process in list(scribe._pool._processes.values()):
            process.kill()
        assert first == await scribe.write(_document(), DocumentKind.MARKDOWN)
    finally:
        scribe.close()


def test_the_words_of_a_chart_name_every_figure() -> None:
    assert in_words(TREND) == "Agreement\n2026: V1 33%, R1 no figure\n2027: V1 41%, R1 38%"


def test_gaps_are_counted() -> None:
    assert to_be_written(_document()) == 1
