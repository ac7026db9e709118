"""bunsen export rag-appendix: a draft at any time, the final one when nobody owes anything."""

from pathlib import Path

import docx
import pytest

from tests.bot.commands.conftest import CommandLine

READY = """\
Ref,Theme,Action,Owner,Status,Comment,Learning
V1,Visibility,Web page,OSD Manager,Completed,Live,
R1,Recognition,Code of practice,HR Lead,Not started,No consensus,A short-term group
"""
OWING = """\
Ref,Theme,Action,Owner,Status,Comment,Learning
V1,Visibility,Web page,OSD Manager,Completed,Live,
R1,Recognition,"=HYPERLINK(""http://x"",""<b>Code</b>"")",HR Lead,Not started,No consensus,
S1,Sustainability,Apprentices,Estates,,,
"""


def _with(bunsen: CommandLine, plan: str) -> CommandLine:
    bunsen.done("plan", "import", bunsen.file("plan.csv", plan), "--yes")
    return bunsen


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def test_the_final_one_is_written_when_nobody_owes_anything(wenlow: CommandLine) -> None:
    _with(wenlow, READY).done("export", "rag-appendix", "-o", "rag.md", "--final")
    assert "A short-term group" in _text(wenlow.folder / "rag.md")


def test_the_final_one_is_refused_with_the_names_of_those_who_owe(wenlow: CommandLine) -> None:
    said = _with(wenlow, OWING).refused("export", "rag-appendix", "-o", "rag.md", "--final")
    assert "2 actions of “plan” lack something" in said


def test_which_action_and_which_post_owe_what_is_listed(wenlow: CommandLine) -> None:
    result = _with(wenlow, OWING)("export", "rag-appendix", "-o", "rag.md", "--final")
    listed = " ".join(result.stdout.split())
    assert "S1 Apprentices: Estates owes a report on where it stands." in listed
    assert "HR Lead owes what was learnt from it." in listed


def test_a_refused_final_one_writes_nothing(wenlow: CommandLine) -> None:
    _with(wenlow, OWING).refused("export", "rag-appendix", "-o", "rag.md", "--final")
    assert not (wenlow.folder / "rag.md").exists()


def test_the_draft_is_written_and_marked(wenlow: CommandLine) -> None:
    result = _with(wenlow, OWING)("export", "rag-appendix", "-o", "rag.md")
    assert (result.exit_code, "Wrote a draft" in result.stderr) == (0, True)
    assert "This is a draft" in _text(wenlow.folder / "rag.md")


def test_the_word_file_opens_and_has_the_table(wenlow: CommandLine) -> None:
    _with(wenlow, READY).done("export", "rag-appendix", "-o", "rag.docx")
    word = docx.Document(str(wenlow.folder / "rag.docx"))
    assert ["All", "1", "0", "1", "0", "2"] in [[c.text for c in row.cells] for t in word.tables for row in t.rows]


def test_the_page_shows_what_was_typed_as_text(wenlow: CommandLine) -> None:
    _with(wenlow, OWING).done("export", "rag-appendix", "-o", "rag.html")
    assert "<b>Code</b>" not in _text(wenlow.folder / "rag.html")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("-o", "rag.pdf"), 2, "End it in .docx"),
        (("-o", "nowhere/rag.md"), 1, "could not be written"),
        (("-o", "rag.md", "--institution", "nowhere"), 1, "There is no institution"),
    ],
)
def test_what_cannot_be_written_is_refused(wenlow: CommandLine, words: tuple[str, ...], code: int, said: str) -> None:
    assert said in _with(wenlow, READY).refused("export", "rag-appendix", *words, code=code)


def test_without_a_plan_it_says_how_to_bring_one_in(wenlow: CommandLine) -> None:
    assert "bunsen plan import" in wenlow.refused("export", "rag-appendix", "-o", "rag.md")
