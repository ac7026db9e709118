"""bunsen knowledge check, import, export; and what an institution has set in bunsen ask."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.documents.knowledge_folder import write_folder
from bot.imports.knowledge import read_knowledge
from handlers.answers.entries import Entry
from tests.bot.commands.conftest import CommandLine
from tests.support.entries import ENTRIES

ENTRY = """\
id: microscopes
title: Who pays for microscopy training
phrasings:
  - who pays for microscopy training?
  - how much does a microscope course cost?
  - can I learn microscopy?
  - microscope training
answer: The imaging facility pays for microscopy training.
sources: [{name: Imaging facility, url: "https://wenlow.example/imaging", checked: 2026-09-01}]
owner: OSD Manager
review_by: 2099-01-01
"""
OWN_VALUES = """\
review_by: 2099-01-01
values:
  fund-limit: {value: "£321", source: "https://wenlow.example/fund"}
"""


@pytest.fixture
def folder(bunsen: CommandLine) -> Path:
    """A folder with one entry."""
    folder = bunsen.folder / "entries"
    folder.mkdir()
    (folder / "microscopes.yaml").write_text(ENTRY, "utf-8")
    return folder


def with_values(folder: Path, text: str = OWN_VALUES) -> Path:
    (folder / "values").mkdir()
    (folder / "values" / "own.yaml").write_text(text, "utf-8")
    return folder


def in_database(bunsen: CommandLine, folder: Path) -> str:
    """What an export of the institution says of the entry."""
    shutil.rmtree(folder, ignore_errors=True)
    bunsen.done("knowledge", "export", folder)
    file = folder / "microscopes.yaml"
    return file.read_text("utf-8") if file.is_file() else ""


# --- check ---


def test_a_sound_folder_has_no_problem(bunsen: CommandLine, folder: Path) -> None:
    assert "1 entry, 0 problems." in bunsen.done("knowledge", "check", folder)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("owner: OSD Manager", "owner: OSD Manager\ncolour: red"), "There is no field 'colour'"),
        ((ENTRY[ENTRY.index("sources") : ENTRY.index("owner")], ""), "There is no source"),
        (("owner: OSD Manager", "owner: OSD Manager\nsee_also: [microscopes]"), "round in a circle: microscopes"),
        (("owner: OSD Manager", "owner: OSD Manager\nsee_also: [nowhere]"), "There is no entry 'nowhere'"),
        (("owner: OSD Manager", "owner: OSD Manager\nlocal: ['Up to {no-such}.']"), "There is no value 'no-such'"),
        (("owner: OSD Manager", "owner: OSD Manager\nlocal: ['Nothing.']"), "names no value in braces"),
        (("owner: OSD Manager", "owner: OSD Manager\nguide: tour"), "Write one of fund, routes"),
        (("id: microscopes", "id: values"), "is kept for the institution's values"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said(
    bunsen: CommandLine, folder: Path, change: tuple[str, str], said: str
) -> None:
    (folder / "microscopes.yaml").write_text(ENTRY.replace(*change), "utf-8")
    result = bunsen("knowledge", "check", folder)
    assert result.exit_code == 1
    assert said in " ".join(result.stdout.split())


def test_two_entries_of_one_id_are_said(bunsen: CommandLine, folder: Path) -> None:
    (folder / "other.yaml").write_text(ENTRY, "utf-8")
    assert "Another entry has the same id" in bunsen("knowledge", "check", folder).stdout


def test_a_circle_through_several_entries_is_said_once(bunsen: CommandLine, folder: Path) -> None:
    for here, onward in (("aa", "bb"), ("bb", "cc"), ("cc", "aa")):
        text = ENTRY.replace("id: microscopes", f"id: {here}\nsee_also: [{onward}]").replace("microsc", f"{here}sc")
        (folder / f"{here}.yaml").write_text(text, "utf-8")
    assert bunsen("knowledge", "check", folder).stdout.count("round in a circle") == 1


def test_an_entry_may_point_to_one_that_comes_with_bunsen(bunsen: CommandLine, folder: Path) -> None:
    (folder / "microscopes.yaml").write_text(ENTRY + "see_also: [registration-fees]\n", "utf-8")
    assert "0 problems" in bunsen.done("knowledge", "check", folder)


def test_five_thousand_entries_are_refused_in_a_sentence(bunsen: CommandLine, folder: Path) -> None:
    (folder / "microscopes.yaml").unlink()
    for number in range(100):
        written = (ENTRY.replace("microscopes", f"m-{number}-{each}", 1) for each in range(50))
        text = "".join("- " + one.replace("\n", "\n  ").rstrip() + "\n" for one in written)
        (folder / f"{number}.yaml").write_text(text, "utf-8")
    assert "There are more than 1,000 entries" in bunsen("knowledge", "check", folder).stdout
    assert "There are more than 1,000 entries" in bunsen("knowledge", "import", folder).stdout


# --- import ---


def test_an_import_shows_what_is_new_and_changes_nothing_until_agreed(wenlow: CommandLine, folder: Path) -> None:
    result = wenlow("knowledge", "import", folder, typed="n\n")
    assert "New: 1" in result.stdout
    assert "microscopes: Who pays for microscopy training" in result.stdout
    assert in_database(wenlow, wenlow.folder / "out") == ""


def test_what_is_imported_is_in_use(wenlow: CommandLine, folder: Path) -> None:
    wenlow.done("knowledge", "import", folder, "--yes")
    assert "The imaging facility pays" in in_database(wenlow, wenlow.folder / "out")


def test_an_import_says_which_fields_change(wenlow: CommandLine, folder: Path) -> None:
    wenlow.done("knowledge", "import", folder, "--yes")
    (folder / "microscopes.yaml").write_text(ENTRY.replace("facility pays", "facility no longer pays"), "utf-8")
    assert "microscopes: answer" in wenlow.done("knowledge", "import", folder, "--yes")


def test_the_same_again_changes_nothing(wenlow: CommandLine, folder: Path) -> None:
    wenlow.done("knowledge", "import", folder, "--yes")
    assert "there is nothing to bring in" in wenlow.done("knowledge", "import", folder)


def test_one_bad_entry_keeps_all_of_them_out(wenlow: CommandLine, folder: Path) -> None:
    (folder / "bad.yaml").write_text("id: Bad One\n", "utf-8")
    assert "Nothing was brought in" in wenlow.refused("knowledge", "import", folder, "--yes")
    assert in_database(wenlow, wenlow.folder / "out") == ""


def test_an_entry_without_a_source_keeps_all_of_them_out(wenlow: CommandLine, folder: Path) -> None:
    text = ENTRY.replace(ENTRY[ENTRY.index("sources") : ENTRY.index("owner")], "")
    (folder / "bare.yaml").write_text(text.replace("microscopes", "bare"), "utf-8")
    assert "Nothing was brought in" in wenlow.refused("knowledge", "import", folder, "--yes")


def test_a_folder_that_is_gone_is_said(wenlow: CommandLine, folder: Path) -> None:
    shutil.rmtree(folder)
    assert "There is no such folder" in wenlow("knowledge", "import", folder, "--yes").stdout


def test_an_import_leaves_what_it_does_not_name_alone(wenlow: CommandLine, folder: Path) -> None:
    out = wenlow.folder / "out"
    wenlow.done("knowledge", "import", folder, "--yes")
    in_database(wenlow, out)
    assert (out / "registration-fees.yaml").is_file()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN_VALUES.replace("fund-limit", "fund-lmit"), "There is no value of this name"),
        (OWN_VALUES.replace('"£321"', ""), "There is no 'value:' under it"),
        (OWN_VALUES.replace("2099-01-01", "soon"), "Write a day as year-month-day"),
        (OWN_VALUES.replace("https://", "ftp://"), "Its source is not a web address"),
        ("just a line", "Write 'review_by:' and 'values:'"),
        ("{{{", "not valid YAML"),
    ],
)
def test_what_is_wrong_with_values_keeps_all_of_it_out(wenlow: CommandLine, folder: Path, text: str, said: str) -> None:
    result = wenlow("knowledge", "import", with_values(folder, text), "--yes")
    assert result.exit_code == 1
    assert said in " ".join(result.stdout.split())


def test_with_several_institutions_one_has_to_be_named(wenlow: CommandLine, folder: Path) -> None:
    wenlow.done("institution", "add", "other", "Another University")
    assert "--institution" in wenlow.refused("knowledge", "import", folder, "--yes", code=2)


def test_what_is_imported_for_one_institution_is_not_in_use_at_another(wenlow: CommandLine, folder: Path) -> None:
    wenlow.done("institution", "add", "other", "Another University")
    wenlow.done("knowledge", "import", folder, "--yes", "--institution", "wenlow")
    out = wenlow.folder / "out"
    wenlow.done("knowledge", "export", out, "--institution", "other")
    assert not (out / "microscopes.yaml").exists()


# --- export ---


def test_an_export_does_not_write_over_anything(wenlow: CommandLine, folder: Path) -> None:
    assert "is not an empty folder" in wenlow.refused("knowledge", "export", folder)
    assert (folder / "microscopes.yaml").read_text("utf-8") == ENTRY


def test_an_export_is_a_folder_that_passes_the_check(wenlow: CommandLine, folder: Path) -> None:
    wenlow.done("knowledge", "import", with_values(folder), "--yes")
    out = wenlow.folder / "out"
    wenlow.done("knowledge", "export", out)
    wenlow.done("knowledge", "check", out)


def test_an_import_of_an_export_changes_nothing(wenlow: CommandLine, folder: Path) -> None:
    wenlow.done("knowledge", "import", with_values(folder), "--yes")
    out = wenlow.folder / "out"
    wenlow.done("knowledge", "export", out)
    assert "there is nothing to bring in" in wenlow.done("knowledge", "import", out)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(ENTRIES, min_size=1, max_size=4, unique_by=lambda entry: entry.id))
def test_whatever_is_written_is_read_back_the_same(tmp_path: Path, entries: list[Entry]) -> None:
    folder = tmp_path / "written"
    shutil.rmtree(folder, ignore_errors=True)
    write_folder(folder, entries, (), (), None)
    read, problems = read_knowledge(folder)
    assert problems == []
    assert {entry.id: entry for entry in read} == {entry.id: entry for entry in entries}


# --- bunsen ask ---


def test_without_a_database_values_are_those_of_a_labelled_example(bunsen: CommandLine) -> None:
    said = bunsen.done("ask", "how much is in the development fund")
    assert "Example institution: " in said
    assert not (bunsen.folder / "bunsen.db").exists()


def test_with_a_database_people_get_what_the_institution_has_set(wenlow: CommandLine, folder: Path) -> None:
    wenlow.done("knowledge", "import", with_values(folder), "--yes")
    said = wenlow.done("ask", "how much is in the development fund")
    assert "£321" in said
    assert "Example institution" not in said


def test_with_a_database_the_institutions_own_entries_are_answered(wenlow: CommandLine, folder: Path) -> None:
    wenlow.done("knowledge", "import", folder, "--yes")
    assert "imaging facility pays" in wenlow.done("ask", "who pays for microscopy training?")


def test_a_folder_on_the_command_line_is_answered_from_alone(wenlow: CommandLine, folder: Path) -> None:
    wenlow.done("knowledge", "import", folder, "--yes")
    (folder / "microscopes.yaml").write_text(ENTRY.replace("facility pays", "workshop pays"), "utf-8")
    assert "workshop pays" in wenlow.done("ask", "who pays for microscopy training?", "--knowledge", folder)


def test_with_a_database_nobody_is_told_to_ask_a_post_that_is_vacant(wenlow: CommandLine) -> None:
    said = wenlow.done("ask", "will you pay my rsci fee")
    assert "Registration champion, is vacant" in said
    assert "Looked after by: Registration champion" not in said
