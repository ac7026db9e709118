"""Reading the knowledge base from files, and the entries that come with Bunsen."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.learning import learnt
from bot.imports.knowledge import LARGEST_FILE, load_base, read_knowledge, shipped_elsewhere, shipped_knowledge
from handlers.answers.checking import check
from handlers.answers.entries import Entry
from handlers.answers.freshness import shown
from handlers.answers.ranking import Engine

ENTRY = """\
id: loan-kit
title: Borrowing equipment
phrasings: [borrow kit, loan kit, equipment loans, can i borrow a scope]
answer: Yes, ask your stores.
sources: [{name: Stores handbook, url: null, checked: 2026-11-01}]
owner: Stores manager
review_by: 2027-11-30
"""
WRITTEN_ON = date(2026, 11, 22)
QUESTIONS = Path(__file__).parents[2] / "data" / "questions-own.csv"


@pytest.fixture(scope="module")
def shipped() -> list[Entry]:
    return shipped_knowledge()[0]


@pytest.fixture(scope="module")
def engine(shipped: list[Entry]) -> Engine:
    return learnt(shipped, shipped_elsewhere()[0], lambda _: None)


def one_problem(folder: Path, content: bytes | str, name: str = "kit.yaml") -> str:
    """Write one file, and say as one line what is wrong with the folder."""
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    _, problems = read_knowledge(folder)
    assert len(problems) == 1, problems
    return f"{problems[0].where}|{problems[0].field}|{problems[0].message}"


def test_one_file_is_one_entry(tmp_path: Path) -> None:
    (tmp_path / "kit.yaml").write_text(ENTRY)
    assert [e.id for e in read_knowledge(tmp_path)[0]] == ["loan-kit"]


def test_a_file_may_hold_a_list_of_entries(tmp_path: Path) -> None:
    listed = "".join(("- " if n == 0 else "  ") + line for n, line in enumerate(ENTRY.splitlines(keepends=True)))
    (tmp_path / "all.yml").write_text(listed + listed.replace("loan-kit", "hire-kit"))
    assert [e.id for e in read_knowledge(tmp_path)[0]] == ["loan-kit", "hire-kit"]


def test_a_byte_order_mark_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "kit.yaml").write_bytes(b"\xef\xbb\xbf" + ENTRY.encode())
    assert read_knowledge(tmp_path)[1] == []


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kit.yaml").write_text(ENTRY)
    (tmp_path / "notes.txt").write_text("{{{")
    assert read_knowledge(tmp_path)[1] == []


def test_one_bad_file_does_not_hide_the_good_ones(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("{{{")
    (tmp_path / "kit.yaml").write_text(ENTRY)
    assert [e.id for e in read_knowledge(tmp_path)[0]] == ["loan-kit"]


def test_a_problem_names_the_file_and_the_field(tmp_path: Path) -> None:
    assert one_problem(tmp_path, ENTRY.replace("owner: Stores manager", "")).startswith("kit.yaml|owner|")


def test_a_problem_in_a_list_names_the_entry(tmp_path: Path) -> None:
    assert one_problem(tmp_path, "- just a line").startswith("kit.yaml, entry 1|")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "no such folder" in read_knowledge(tmp_path / "nowhere")[1][0].message


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    assert "no .yaml files" in read_knowledge(tmp_path)[1][0].message


def test_words_that_other_programs_take_for_truths_or_numbers_are_words(tmp_path: Path) -> None:
    phrasings = "phrasings:\n  - no\n  - 2019\n  - 10:30\n  - 1.5\n  - Yes\n"
    kept = [line for line in ENTRY.splitlines() if not line.startswith((" ", "-", "phrasings"))]
    (tmp_path / "kit.yaml").write_text("\n".join(kept) + "\n" + phrasings)
    entries, _problems = read_knowledge(tmp_path)
    assert entries[0].phrasings == ("no", "2019", "10:30", "1.5", "Yes")


def test_many_entries_fit_in_one_file(tmp_path: Path) -> None:
    many = [
        f"- {{id: e{n}, title: 'Entry {n}', phrasings: [{', '.join(['a way to ask'] * 9)}], answer: Yes, "
        f"sources: [{{name: us, checked: 2026-01-01}}], owner: us, review_by: 2099-01-01}}"
        for n in range(600)
    ]
    (tmp_path / "all.yaml").write_text("\n".join(many))
    assert len(read_knowledge(tmp_path)[0]) == 600


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    assert "larger than" in one_problem(tmp_path, b"a" * (LARGEST_FILE + 1))


def test_broken_yaml_names_the_line(tmp_path: Path) -> None:
    assert "|line 2|" in one_problem(tmp_path, "id: a\n  title: [b\n")


def test_a_field_written_twice_is_refused(tmp_path: Path) -> None:
    assert "'owner' is written twice" in one_problem(tmp_path, ENTRY + "owner: Somebody else\n")


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"",
        b"- - -",
        b"[" * 20_000,
        b"id: 2026-02-30",
        b'id: !!int ""',
        b"id: !!timestamp soon",
        b"id: !!bool perhaps",
        b"id: !!python/object/apply:os.system [ls]",
        b"{[a]: b}",
        b"a: *nobody",
        b"id: \x07",
        b"a: &a [*a]",
        b"--- a\n--- b\n",
    ],
)
def test_odd_content_is_one_readable_problem_or_more(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kit.yaml").write_bytes(content)
    assert read_knowledge(tmp_path)[1]


def test_a_tower_of_aliases_is_refused_in_no_time(tmp_path: Path) -> None:
    tower = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    (tmp_path / "kit.yaml").write_text(tower)
    started = perf_counter()
    read_knowledge(tmp_path)
    assert perf_counter() - started < 2


@given(st.binary(max_size=200) | st.text(alphabet="id: -[]{}&*!?|>'\"%@\n\tab2026", max_size=80).map(str.encode))
def test_no_content_leads_to_a_traceback(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    (folder / "kit.yaml").write_bytes(content)
    assert read_knowledge(folder)[1]


def test_the_shipped_entries_are_all_read() -> None:
    assert shipped_knowledge()[1] == []


def test_the_shipped_entries_pass_the_check(shipped: list[Entry]) -> None:
    assert check(shipped, WRITTEN_ON, load_base(None).values) == []


def test_the_shipped_entries_cover_the_ground(shipped: list[Entry]) -> None:
    assert len(shipped) >= 28


def sentences(shipped: list[Entry]) -> Iterator[tuple[str, str]]:
    for entry in shipped:
        for sentence in re.split(r"(?<=[.!?])\s", entry.answer):
            yield entry.id, sentence


def test_in_the_shipped_entries_what_holds_only_now_is_marked_as_current(shipped: list[Entry]) -> None:
    late = date(2032, 1, 1)
    assert [e.id for e in shipped if shown(e, late).paragraphs != (e.answer,)] == []


def test_the_shipped_answers_are_short(shipped: list[Entry]) -> None:
    assert [e.id for e in shipped if len(e.answer) > 650] == []


def test_the_shipped_answers_hold_no_web_addresses(shipped: list[Entry]) -> None:
    assert [i for i, sentence in sentences(shipped) if "http" in sentence] == []


def test_the_canonical_question_is_answered(engine: Engine) -> None:
    found = engine.decide("will you pay my rsci fee?").entry
    assert found is not None
    assert found.id == "registration-fees-reimbursed"


def own_questions(*, within: bool) -> list[tuple[str, str]]:
    with QUESTIONS.open(newline="", encoding="utf-8") as opened:
        return [(r["question"], r["entry"]) for r in csv.DictReader(opened) if bool(r["entry"]) is within]


def test_most_questions_find_their_entry(engine: Engine) -> None:
    asked = own_questions(within=True)
    found = sum(expected in {c.entry.id for c in engine.decide(question).candidates} for question, expected in asked)
    assert found / len(asked) > 0.92


def test_what_is_answered_is_nearly_always_right(engine: Engine) -> None:
    asked = [*own_questions(within=True), *own_questions(within=False)]
    given_ = [(found.id, expected) for question, expected in asked if (found := engine.decide(question).entry)]
    assert sum(found == expected for found, expected in given_) / len(given_) > 0.9


def test_what_lies_outside_is_hardly_ever_answered(engine: Engine) -> None:
    asked = own_questions(within=False)
    assert sum(engine.decide(q).outcome == "answered" for q, _ in asked) / len(asked) < 0.05
