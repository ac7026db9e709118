"""bunsen ask and bunsen knowledge check."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.commands.conftest import CommandLine

FIELDS = {
    "outcome": str, "entry": str | None, "confidence": float, "candidates": list, "text": str, "sources": list,
}  # fmt: skip
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
audience: everyone
"""
ASKED = {
    "answered": "who pays for microscopy training?",
    "abstained": "is it raining on the moon of Jupiter?",
}


@pytest.fixture
def knowledge(bunsen: CommandLine) -> Path:
    folder = bunsen.folder / "entries"
    folder.mkdir()
    (folder / "microscopes.yaml").write_text(ENTRY, "utf-8")
    return folder


def asked(bunsen: CommandLine, question: str, folder: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(bunsen.done("ask", question, "--json", "--knowledge", folder))
    return answer


# --- one question ---


@pytest.mark.parametrize("outcome", ASKED)
def test_the_outcome_is_said(bunsen: CommandLine, knowledge: Path, outcome: str) -> None:
    assert asked(bunsen, ASKED[outcome], knowledge)["outcome"] == outcome


@pytest.mark.parametrize("question", ASKED.values())
def test_the_json_has_just_the_promised_fields(bunsen: CommandLine, knowledge: Path, question: str) -> None:
    assert list(asked(bunsen, question, knowledge)) == list(FIELDS)


@pytest.mark.parametrize("question", [*ASKED.values(), "x" * 50_000])
def test_every_field_is_of_the_promised_type(bunsen: CommandLine, knowledge: Path, question: str) -> None:
    found = asked(bunsen, question, knowledge)
    assert [(f, found[f]) for f, kind in FIELDS.items() if not isinstance(found[f], kind)] == []


def test_an_answer_brings_its_sources(bunsen: CommandLine, knowledge: Path) -> None:
    assert asked(bunsen, ASKED["answered"], knowledge)["sources"] == [
        {"name": "Imaging facility", "url": "https://wenlow.example/imaging", "checked": "2026-09-01"}
    ]


def test_an_answer_names_its_entry(bunsen: CommandLine, knowledge: Path) -> None:
    assert asked(bunsen, ASKED["answered"], knowledge)["entry"] == "microscopes"


def test_candidates_are_entries_with_confidence(bunsen: CommandLine) -> None:
    found = json.loads(bunsen.done("ask", "how do I become registered?", "--json"))
    assert {tuple(candidate) for candidate in found["candidates"]} == {("entry", "confidence")}


def test_several_fitting_entries_are_offered(bunsen: CommandLine) -> None:
    found = json.loads(bunsen.done("ask", "registration", "--json"))
    assert (found["outcome"], found["entry"], len(found["candidates"]) > 1) == ("choose", None, True)


def test_the_plain_answer_is_the_text_of_the_entry(bunsen: CommandLine, knowledge: Path) -> None:
    said = bunsen.done("ask", ASKED["answered"], "--knowledge", knowledge)
    assert "The imaging facility pays for microscopy training." in said


def test_asking_needs_no_database(bunsen: CommandLine) -> None:
    bunsen.url = "sqlite:////nowhere/at/all.db"
    assert bunsen.done("ask", "what is RSciTech?")


@pytest.mark.parametrize("words", [(), ("  ",), ("who?", "--batch", "questions.csv")])
def test_neither_or_both_is_wrong_use(bunsen: CommandLine, words: tuple[str, ...]) -> None:
    assert "either a question in quotation marks, or --batch FILE.csv" in bunsen.refused("ask", *words, code=2)


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_a_folder_without_entries_is_refused(bunsen: CommandLine, folder: str) -> None:
    assert f"bunsen knowledge check {folder}" in bunsen.refused("ask", "who?", "--knowledge", folder)


# --- many questions ---


def batch(bunsen: CommandLine, content: str, folder: Path) -> list[dict[str, Any]]:
    said = bunsen.done("ask", "--batch", bunsen.file("questions.csv", content), "--knowledge", folder)
    return [json.loads(line) for line in said.splitlines()]


def test_every_row_gets_a_line(bunsen: CommandLine, knowledge: Path) -> None:
    rows = "id,Question\n" + "".join(f'{n},"{question}"\n' for n, question in enumerate(ASKED.values()))
    assert [line["outcome"] for line in batch(bunsen, rows, knowledge)] == list(ASKED)


def test_a_line_has_just_the_promised_fields(bunsen: CommandLine, knowledge: Path) -> None:
    assert list(batch(bunsen, "question\nwho pays?\n", knowledge)[0]) == list(FIELDS)


def test_an_empty_row_between_others_keeps_its_line(bunsen: CommandLine, knowledge: Path) -> None:
    assert len(batch(bunsen, "question\nwho pays?\n\nwho?\n", knowledge)) == 3


def test_a_question_over_several_lines_stays_one_line(bunsen: CommandLine, knowledge: Path) -> None:
    assert len(batch(bunsen, 'question\n"who\npays?"\n', knowledge)) == 1


def test_odd_questions_all_get_their_line(bunsen: CommandLine, knowledge: Path) -> None:
    odd = [
        "",
        " ",
        "?",
        "\U0001f600",
        "x" * 100_000,
        "caf\u00e9 \u201cquoted\u201d",
        "a\tb\x0b",
        "=1+1",
        "\u0645\u0631\u062d\u0628\u0627",
        "who?",
    ]
    rows = "id,question\n" + "".join(f'{n},"{question}"\n' for n, question in enumerate(odd))
    assert len(batch(bunsen, rows, knowledge)) == len(odd)


def test_another_encoding_is_read(bunsen: CommandLine, knowledge: Path) -> None:
    rows = "question\nwho pays for microscopy training \u2013 us?\n".encode("cp1252")
    said = bunsen.done("ask", "--batch", bunsen.file("questions.csv", rows), "--knowledge", knowledge)
    assert json.loads(said)["candidates"][0]["entry"] == "microscopes"


def test_what_cannot_be_used_is_said_and_the_rest_answers(bunsen: CommandLine, knowledge: Path) -> None:
    (knowledge / "bad.yaml").write_text(ENTRY.replace("id: microscopes", "idd: lasers"), "utf-8")
    said = bunsen("ask", ASKED["answered"], "--knowledge", knowledge)
    assert "Not everything in" in said.stderr
    assert "The imaging facility pays" in said.stdout


def test_the_first_of_two_entries_with_one_id_is_answered(bunsen: CommandLine, knowledge: Path) -> None:
    (knowledge / "other.yaml").write_text(ENTRY.replace("facility pays", "facility never pays"), "utf-8")
    found = asked(bunsen, ASKED["answered"], knowledge)
    assert [c["entry"] for c in found["candidates"]] == ["microscopes"]


@pytest.mark.parametrize(
    ("content", "said"),
    [("text\nwho?\n", "no column “question”"), ("", "no column “question”"), (b"%PDF", "is a PDF")],
)
def test_a_file_without_questions_is_refused(bunsen: CommandLine, content: str | bytes, said: str) -> None:
    assert said in bunsen.refused("ask", "--batch", bunsen.file("questions.csv", content))


def test_a_missing_file_is_refused(bunsen: CommandLine) -> None:
    assert "There is no file nowhere.csv" in bunsen.refused("ask", "--batch", "nowhere.csv")


# --- knowledge check ---


def test_good_entries_are_counted(bunsen: CommandLine, knowledge: Path) -> None:
    assert bunsen.done("knowledge", "check", knowledge) == "1 entry, 0 problems.\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ENTRY.replace("title: Who", "titel: Who"), "title"),
        (ENTRY.replace("2099-01-01", "2099-02-30"), "microscopes.yaml"),
        ("id: [", "not valid YAML"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said(
    bunsen: CommandLine, knowledge: Path, content: str | bytes, said: str
) -> None:
    bunsen.file("entries/microscopes.yaml", content)
    assert said in bunsen("knowledge", "check", knowledge).stdout


def test_an_entry_with_a_problem_ends_with_1(bunsen: CommandLine, knowledge: Path) -> None:
    bunsen.file("entries/microscopes.yaml", "id: [")
    assert bunsen("knowledge", "check", knowledge).exit_code == 1


@pytest.mark.parametrize(("folder", "said"), [("nowhere", "There is no such folder"), (".", "no .yaml files")])
def test_a_folder_of_nothing_is_said(bunsen: CommandLine, folder: str, said: str) -> None:
    assert said in bunsen("knowledge", "check", folder).stdout
