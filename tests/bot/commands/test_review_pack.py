"""bunsen export review-pack and minutes: the papers of a review as files, and what cannot be written said in words."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from tests.bot.commands.conftest import PLAN, CommandLine

FROZEN = '[{"action_id": 1, "ref": "V1", "theme": "Visibility", "title": "Put", "colour": "red"}]'


@pytest.fixture
def planned(staffed: CommandLine) -> CommandLine:
    """An institution with a plan of two actions."""
    staffed.done("plan", "import", staffed.file("plan.csv", PLAN), "--yes")
    return staffed


def change(bunsen: CommandLine, statement: str) -> None:
    with closing(sqlite3.connect(bunsen.folder / "bunsen.db")) as connection, connection:
        connection.execute(statement)


def _closed(bunsen: CommandLine, seal: str) -> None:
    """A review that was closed, with one frozen line under this seal."""
    change(
        bunsen,
        "INSERT INTO reviews (institution_id, held_on, papers_due_on, closed_at, round, snapshot, snapshot_sha256) "
        f"VALUES (1, '2026-06-01', '2026-05-15', '2026-06-01 12:00:00.000000', 1, '{FROZEN}', '{seal}')",
    )


def _written(bunsen: CommandLine, name: str, *more: str) -> Path:
    bunsen.done("export", "review-pack", "-o", name, *more)
    return bunsen.folder / name


def test_the_word_file_opens_and_has_every_action(planned: CommandLine) -> None:
    word = docx.Document(str(_written(planned, "pack.docx")))
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    assert {"V1", "R1", "Put technicians on the website"} <= cells


def test_the_spreadsheet_opens_and_counts_in_numbers(planned: CommandLine) -> None:
    book = load_workbook(io.BytesIO(_written(planned, "pack.xlsx").read_bytes()))
    rows = list(book["Actions by theme and status"].iter_rows(values_only=True))
    assert rows[-1][-1] == 2


def test_the_page_and_the_markdown_have_the_same_summary(planned: CommandLine) -> None:
    sentence = "2 actions: "
    assert sentence in _written(planned, "pack.html").read_text("utf-8")
    assert sentence in _written(planned, "pack.md").read_text("utf-8")


def test_the_pack_of_a_closed_review_is_asked_for_by_its_day(planned: CommandLine) -> None:
    _closed(planned, "a97ff6c8a4f6f4e9b1a5d1a6f1a2b3c4")
    said = planned.refused("export", "review-pack", "-o", "pack.md", "--review", "2026-06-01")
    assert "is not as it was frozen: its fingerprint was a97ff6c8a4f6f4e9b1a5d1a6f1a2b3c4" in said


def test_a_wrong_fingerprint_is_found_by_the_check_of_the_database(planned: CommandLine) -> None:
    _closed(planned, "a97ff6c8")
    result = planned("db", "check")
    assert result.exit_code == 1
    assert "University of Little Wenlow: The snapshot of the review of 2026-06-01 is not as it was frozen" in " ".join(
        result.stdout.split()
    )


def test_a_right_fingerprint_passes_the_check_of_the_database(planned: CommandLine) -> None:
    # printf '{"action_id":1,"colour":"red","ref":"V1","theme":"Visibility","title":"Put"}\n' | sha256sum
    _closed(planned, "e13273acf79d782e7336776d94f8832d8cb4240cb689f5ffffa198e1d2a2e987")
    assert planned.done("db", "check")


def test_the_template_of_the_institution_is_used(planned: CommandLine) -> None:
    template = docx.Document()
    template.add_paragraph("University of Little Wenlow, papers: {{title}}")
    template.save(str(planned.folder / "own.docx"))
    planned.environment["BUNSEN_DOCUMENT_TEMPLATE"] = "own.docx"
    word = docx.Document(str(_written(planned, "pack.docx")))
    assert word.paragraphs[0].text == "University of Little Wenlow, papers: Review pack"


def test_a_template_with_an_unknown_field_is_refused_and_nothing_is_written(planned: CommandLine) -> None:
    template = docx.Document()
    template.add_paragraph("Dear {{chair}}")
    template.save(str(planned.folder / "own.docx"))
    planned.environment["BUNSEN_DOCUMENT_TEMPLATE"] = "own.docx"
    said = planned.refused("export", "review-pack", "-o", "pack.docx")
    assert "own.docx has the field {{chair}}, which nothing fills" in said
    assert not (planned.folder / "pack.docx").exists()


def test_the_styles_that_the_template_lacks_are_named(planned: CommandLine) -> None:
    template = docx.Document()
    template.styles["Intense Quote"].delete()
    template.save(str(planned.folder / "own.docx"))
    planned.environment["BUNSEN_DOCUMENT_TEMPLATE"] = "own.docx"
    result = planned("export", "review-pack", "-o", "pack.docx")
    assert "own.docx has no style “Intense Quote”; what would have it is plain." in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("-o", "pack.pdf"), 2, "End it in .docx, .xlsx, .html or .md"),
        (("-o", "nowhere/pack.md"), 1, "could not be written"),
        (("-o", "pack.md", "--review", "2031-01-01"), 2, "There is no review on 2031-01-01"),
        (("-o", "pack.md", "--review", "soon"), 2, "is not a day"),
    ],
)
def test_what_cannot_be_written_is_refused(planned: CommandLine, words: tuple[str, ...], code: int, said: str) -> None:
    assert said in planned.refused("export", "review-pack", *words, code=code)


def test_without_a_plan_it_says_how_to_bring_one_in(wenlow: CommandLine) -> None:
    assert "bunsen plan import FILE" in wenlow.refused("export", "review-pack", "-o", "pack.md")


def test_minutes_without_a_review_ask_for_one(planned: CommandLine) -> None:
    assert "--review YYYY-MM-DD" in planned.refused("export", "minutes", "-o", "minutes.md", code=2)


def test_the_minutes_of_a_review_are_written(planned: CommandLine) -> None:
    _closed(planned, "")
    change(
        planned,
        "INSERT INTO review_minutes (institution_id, review_id, item, action_id, said, decision, task, who, rag, "
        "posts, at, by) VALUES (1, 1, 'reds', 1, 'It waits.', '=1+1', '', '', '', '[]', "
        "'2026-06-01 12:00:00.000000', 'A')",
    )
    planned.done("export", "minutes", "-o", "minutes.md", "--review", "2026-06-01")
    text = (planned.folder / "minutes.md").read_text("utf-8")
    assert "Reds, and why: V1 Put technicians on the website | It waits. | =1\\+1 |" in text
