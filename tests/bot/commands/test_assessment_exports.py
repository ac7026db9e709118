"""bunsen export update-paper and self-assessment, and bunsen talent: the same documents on the command line."""

from pathlib import Path

import docx
import pytest

from tests.bot.commands.conftest import PLAN, CommandLine

TALENT = """\
recommendation,example,source
data,A taxonomy is in use,Annual report
"Fund technical training, evenly",A fund of its own,
"""


@pytest.fixture
def planned(staffed: CommandLine) -> CommandLine:
    staffed.done("plan", "import", staffed.file("plan.csv", PLAN), "--yes")
    return staffed


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def test_the_paper_has_what_came_in_completed(planned: CommandLine) -> None:
    planned.done("export", "update-paper", "--since", "2026-01-01", "-o", "paper.md")
    assert "Open the award to technicians" in _text(planned.folder / "paper.md")


def test_the_paper_as_a_word_file_opens(planned: CommandLine) -> None:
    planned.done("export", "update-paper", "--since", "2026-01-01", "-o", "paper.docx")
    word = docx.Document(str(planned.folder / "paper.docx"))
    assert word.paragraphs[0].text == "Technician Commitment update paper"


def test_without_a_plan_the_paper_says_that_nothing_is_recorded(wenlow: CommandLine) -> None:
    wenlow.done("export", "update-paper", "--since", "2026-01-01", "-o", "paper.md")
    assert "Nothing is recorded as done since 1 January 2026" in _text(wenlow.folder / "paper.md")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--since", "someday", "-o", "paper.md"), 2, "is not a day"),
        (("--since", "2999-01-01", "-o", "paper.md"), 2, "still to come"),
        (("--since", "2026-01-01", "-o", "paper.pdf"), 2, "End it in .docx"),
        (("--since", "2026-01-01", "-o", "nowhere/paper.md"), 1, "could not be written"),
        (("-o", "paper.md"), 2, "--since"),
    ],
)
def test_a_paper_that_cannot_be_written_is_refused(
    wenlow: CommandLine, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in wenlow.refused("export", "update-paper", *words, code=code)


@pytest.mark.parametrize("stage", ["1", "2", "3"])
def test_a_draft_is_written_for_each_stage(planned: CommandLine, stage: str) -> None:
    planned.done("export", "self-assessment", "--stage", stage, "-o", "draft.md")
    assert _text(planned.folder / "draft.md").startswith(f"# Self-assessment, stage {stage}: draft")


def test_how_many_gaps_are_left_is_said(planned: CommandLine) -> None:
    result = planned("export", "self-assessment", "--stage", "3", "-o", "draft.md")
    gaps = _text(planned.folder / "draft.md").count("To be written by ")
    assert f"{gaps} places in it only people can fill" in " ".join(result.stderr.split())


def test_the_draft_as_a_page_shows_what_was_typed_as_text(planned: CommandLine) -> None:
    row = 'x,"<b>bold</b>",y\n'
    planned.done("talent", "import", planned.file("talent.csv", f"recommendation,example,source\n{row}"))
    planned.done("export", "self-assessment", "--stage", "3", "-o", "draft.html")
    page = _text(planned.folder / "draft.html")
    assert "&lt;b&gt;bold" in page
    assert "<b>bold" not in page


def test_an_empty_institution_gets_a_draft_of_gaps(wenlow: CommandLine) -> None:
    wenlow.done("export", "self-assessment", "--stage", "3", "-o", "draft.md")
    assert "there is no plan in Bunsen to look back on" in _text(wenlow.folder / "draft.md")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--stage", "4", "-o", "draft.md"), 2, "There is no stage 4"),
        (("--stage", "two", "-o", "draft.md"), 2, "stage"),
        (("--stage", "3", "-o", "draft.pdf"), 2, "End it in .docx"),
        (("--stage", "3", "-o", "nowhere/draft.md"), 1, "could not be written"),
        (("-o", "draft.md"), 2, "--stage"),
    ],
)
def test_a_draft_that_cannot_be_written_is_refused(
    wenlow: CommandLine, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in wenlow.refused("export", "self-assessment", *words, code=code)


def test_examples_are_brought_in_and_listed(wenlow: CommandLine) -> None:
    assert "2 recommendations" in wenlow.done("talent", "import", wenlow.file("talent.csv", TALENT))
    listed = " ".join(wenlow.done("talent", "list").split())
    assert "A taxonomy is in use" in listed
    assert "9 of 16 recommendations are not in here" in listed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("example\nx\n", "no column “recommendation”"),
        ("recommendation,example\n,x\n", "Row 2, recommendation: There is no recommendation"),
        (
            "recommendation,example\ndata,x\nDATA,y\n",
            "Row 3, recommendation: This recommendation stands in a row above",
        ),
        (f"recommendation,example\ndata,{'x' * 1501}\n", "Row 2, example: At most 1,500 characters"),
        ("recommendation,example\n", "no recommendation below"),
    ],
)
def test_examples_that_cannot_be_read_are_refused_whole(wenlow: CommandLine, text: str, said: str) -> None:
    assert said in wenlow.refused("talent", "import", wenlow.file("talent.csv", text))
