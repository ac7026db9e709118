"""Word files in an institution's own template: its fields, its styles, and what is wrong with it said in words."""

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.text.paragraph import Paragraph as WordParagraph

from bot.documents.apart import write_here
from bot.documents.templates import UnusableTemplate, missing_styles
from handlers.documents import Document, DocumentKind, Grid, Heading, PageBreak, Paragraph, Voice

PACK = Document("Review pack", (Heading("Summary"), Paragraph("All is well.")), "Wenlow, 1 March 2027", "Wenlow, live")


def _saved(folder: Path, word: Word) -> Path:
    word.save(str(folder / "own.docx"))
    return folder / "own.docx"


def _template(folder: Path, *texts: str) -> Path:
    word = docx.Document()
    for text in texts:
        word.add_paragraph(text)
    return _saved(folder, word)


def _written(template: Path, document: Document = PACK) -> Word:
    return docx.Document(io.BytesIO(write_here(document, DocumentKind.DOCX, template)))


def _texts(word: Word) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs if paragraph.text]


def test_fields_are_filled_in_and_the_document_goes_where_the_content_is(tmp_path: Path) -> None:
    template = _template(tmp_path, "Papers: {{title}}", "{{ subtitle }}", "{{content}}", "The end of {{title}}")
    assert _texts(_written(template)) == [
        "Papers: Review pack",
        "Wenlow, 1 March 2027",
        "Summary",
        "All is well.",
        "The end of Review pack",
    ]


def test_without_fields_the_document_follows_what_the_template_has(tmp_path: Path) -> None:
    texts = _texts(_written(_template(tmp_path, "The University of Wenlow")))
    assert texts[:3] == ["The University of Wenlow", "Review pack", "Wenlow, 1 March 2027"]


def test_a_field_that_word_has_split_into_pieces_is_one(tmp_path: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("{{ti")
    paragraph.add_run("tle}}").bold = True
    assert _texts(_written(_saved(tmp_path, word)))[0] == "Review pack"


def test_fields_in_headers_and_tables_are_filled_in(tmp_path: Path) -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "{{title}}"
    word.add_table(1, 1).rows[0].cells[0].text = "{{footer}}"
    written = _written(_saved(tmp_path, word))
    assert written.sections[0].header.paragraphs[0].text == "Review pack"
    assert written.tables[0].rows[0].cells[0].text == "Wenlow, live"


def test_what_is_typed_into_a_title_is_no_field(tmp_path: Path) -> None:
    hostile = Document("{{content}} {{nonsense}}", PACK.parts)
    assert _texts(_written(_template(tmp_path, "{{title}}"), hostile))[0] == "{{content}} {{nonsense}}"


@pytest.mark.parametrize("field", ["{{chair_name}}", "{{ }}", "{% if red %}"])
def test_an_unknown_field_is_named_with_those_that_there_are(tmp_path: Path, field: str) -> None:
    template = _template(tmp_path, f"Dear {field}")
    with pytest.raises(UnusableTemplate) as found:
        _written(template)
    said = str(found.value)
    assert field.replace(" ", "") in said.replace(" ", "")
    assert "{{title}}, {{subtitle}}, {{footer}} and {{content}}" in said


def test_an_unknown_field_in_a_footer_is_found_too(tmp_path: Path) -> None:
    word = docx.Document()
    word.sections[0].footer.paragraphs[0].text = "{{page}}"
    with pytest.raises(UnusableTemplate, match="page"):
        _written(_saved(tmp_path, word))


@pytest.mark.parametrize("texts", [("{{content}}", "{{content}}"), ("Here: {{content}}",)])
def test_a_place_for_the_content_that_is_none_is_refused(tmp_path: Path, texts: tuple[str, ...]) -> None:
    with pytest.raises(UnusableTemplate, match="in a paragraph of its own"):
        _written(_template(tmp_path, *texts))


def test_the_content_cannot_go_into_a_table(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_table(1, 1).rows[0].cells[0].text = "{{content}}"
    with pytest.raises(UnusableTemplate, match="neither in a table"):
        _written(_saved(tmp_path, word))


def test_the_styles_that_a_template_lacks_are_named(tmp_path: Path) -> None:
    word = docx.Document()
    for name in ("Intense Quote", "Caption"):
        word.styles[name].delete()
    assert missing_styles(_saved(tmp_path, word)) == ("Caption", "Intense Quote")


def test_what_would_have_a_missing_style_is_written_all_the_same(tmp_path: Path) -> None:
    word = docx.Document()
    word.styles["Intense Quote"].delete()
    document = Document("Pack", (Paragraph("Beware.", Voice.WARNING),))
    assert "Please note: Beware." in _texts(_written(_saved(tmp_path, word), document))


def test_the_letterhead_at_the_foot_of_a_template_stays(tmp_path: Path) -> None:
    word = docx.Document()
    word.sections[0].footer.paragraphs[0].text = "A charity in England"
    assert _written(_saved(tmp_path, word)).sections[0].footer.paragraphs[0].text == "A charity in England"


def test_the_plain_page_is_a4_and_says_which_it_is() -> None:
    word = docx.Document(io.BytesIO(write_here(PACK, DocumentKind.DOCX)))
    section = word.sections[0]
    assert section.page_width is not None
    assert round(section.page_width.mm) == 210
    assert "NUMPAGES" in section.footer._element.xml


def _wide() -> Grid:
    return Grid("Every action", tuple("ABCDEFGH"), (("words that need room",) * 8,))


def test_a_wide_table_lies_on_its_side_with_its_heading_and_nothing_else() -> None:
    parts = (Paragraph("Before"), PageBreak(), Heading("Appendix"), _wide(), Heading("After"), Paragraph("Upright"))
    word = docx.Document(io.BytesIO(write_here(Document("Pack", parts), DocumentKind.DOCX)))
    lies = [(section.page_width or 0) > (section.page_height or 0) for section in word.sections]
    assert lies == [False, True, False]
    inner = [each.text for each in word.sections[1].iter_inner_content() if isinstance(each, WordParagraph)]
    assert "Appendix" in inner
    assert "Before" not in inner


def test_a_document_does_not_end_with_an_empty_page() -> None:
    word = docx.Document(io.BytesIO(write_here(Document("Pack", (Heading("Appendix"), _wide())), DocumentKind.DOCX)))
    assert len(word.sections) == 2
