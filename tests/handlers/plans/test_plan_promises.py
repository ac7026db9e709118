"""What holds for any file: nothing is lost, order is kept, work does not run away; and how sure a reading is."""

import pickle
import re
import sys
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.cells import clean
from handlers.plans.reading import ActionDraft, ColumnDraft, PlanDraft, read_plan
from handlers.plans.reading.confidence import Certainty, confidence_of
from handlers.plans.reading.content import is_status, is_theme
from handlers.plans.reading.sheet import Look, Merge, Sheet

HEADINGS = ["Ref", "Theme", "Action", "Owner", "Start", "Due", "Success measure", "Status", "Comment", "Rationale"]
PHRASES = st.sampled_from(
    [
        *HEADINGS, "Visibility", "V; CD", "31 June 2018", "May 2024", "Green", "Delayed",
        "• Open a page\n• Hold a show",
        "Hold a show (Y1), report on it (Y2)", "Success measure: 20 people", "Delivery: soon\nSuccess Measure: 3",
        "Open a page \u2013 Lead: OSD Manager", "HR / EDI Team", "Year 1", "and so on", "Page 2",
        "Notes: none", "1.", "x",
    ]
)  # fmt: skip
CELLS = PHRASES | st.text(max_size=20)
LABELS = {"success", "measure", "lead", "delivery", "notes"}
"""Labels within cells: they say which field a text belongs to, and are not kept themselves."""
ROWS = st.lists(st.lists(CELLS, max_size=12), max_size=12)


def words(texts: Iterable[str]) -> set[str]:
    return set(re.findall(r"[^\W_]{2,}", " ".join(texts).casefold()))


def texts_of(action: ActionDraft) -> list[str]:
    fields = [getattr(action, name) for name in ActionDraft.__dataclass_fields__]
    return [each for each in fields if isinstance(each, str)] + [text for pair in action.extra.items() for text in pair]


@given(ROWS)
def test_no_word_of_a_row_with_an_action_is_lost(rows: list[list[str]]) -> None:
    draft = read_plan([Sheet([HEADINGS, *rows])])
    kept = words(text for action in draft.actions for text in texts_of(action))
    kept |= words(problem.message for problem in draft.problems) | words(each.heading for each in draft.columns)
    for action in draft.actions:
        cells = [clean(text) for text in ([HEADINGS, *rows])[action.row - 1]]
        row = [text for text in cells if not (is_theme(text) or is_status(text))]  # these are kept by their meaning
        assert words(row) <= kept | LABELS


@given(st.lists(st.sampled_from(["Open a page", "Hold a show", "Run a survey", "Plan a visit"]), min_size=1))
def test_the_order_of_the_file_is_kept(actions: list[str]) -> None:
    rows = [[f"{text} {number}", "IT"] for number, text in enumerate(actions)]
    draft = read_plan([Sheet([["Action", "Owner"], *rows])])
    assert [action.title for action in draft.actions] == [row[0] for row in rows]


@given(st.lists(st.builds(Sheet, ROWS, st.sampled_from(["", "Plan", "Key", "CD", "Review 2018-20"])), max_size=4))
def test_no_sheets_make_it_raise(sheets: list[Sheet]) -> None:
    read_plan(sheets)


@given(
    ROWS,
    st.dictionaries(
        st.tuples(st.integers(0, 12), st.integers(0, 12)),
        st.builds(
            Look, st.sampled_from(["", "92D050", "FF0000", "nonsense"]), bold=st.booleans(), struck=st.booleans()
        ),
    ),
    st.lists(st.builds(Merge, *[st.integers(0, 12)] * 4), max_size=4),
)
def test_no_looks_or_joined_cells_make_it_raise(
    rows: list[list[str]], looks: dict[tuple[int, int], Look], merges: list[Merge]
) -> None:
    read_plan([Sheet([HEADINGS, *rows], looks=looks, merges=merges)])


@given(ROWS)
def test_a_draft_can_be_handed_to_another_process(rows: list[list[str]]) -> None:
    draft = read_plan([Sheet([HEADINGS, *rows])])
    assert pickle.loads(pickle.dumps(draft)) == draft


@settings(deadline=None)
@given(ROWS)
def test_a_confidence_lies_between_nothing_and_certain(rows: list[list[str]]) -> None:
    assert all(0 <= action.confidence <= 1 for action in read_plan([Sheet([HEADINGS, *rows])]).actions)


def calls(sheet: Sheet) -> int:
    """Count the calls of Python functions that a reading makes: work, told without a clock."""
    count = 0

    def tally(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(tally)
    try:
        read_plan([sheet])
    finally:
        sys.setprofile(None)
    return count


JUNK = {
    "junk": lambda number: [f"x{number}!{column}" for column in range(60)],
    "headings": lambda number: ["Action", f"Owner {number}", "Due"],
    "rows without actions": lambda number: ["", "", "", "", "", "", "", "", f"and so on {number}"],
    "stages": lambda number: ["", "", "", "", "", f"{1 + number % 28} May 2024"],
    "bullets": lambda number: ["", "V", "\n".join(f"• do {number}.{each}" for each in range(20))],
    "repeated references": lambda number: ["1", "V", f"Open a page {number}"],
    "titles of plans": lambda number: [f"Action plan {2000 + number % 90}-{2003 + number % 90}"],
    "paragraphs": lambda number: [f"{number}. Action: open a page"],
}


@pytest.mark.parametrize("kind", JUNK)
def test_twice_the_rows_are_not_much_more_than_twice_the_work(kind: str) -> None:
    first = [HEADINGS, ["1", "Visibility", "Open a page", "IT", "", "May 2023"]]
    few, many = ([*first, *(JUNK[kind](number) for number in range(count))] for count in (300, 600))
    calls(Sheet(many))  # what is remembered from reading to reading is then there for both
    assert calls(Sheet(many)) <= 2.3 * calls(Sheet(few))


def test_progress_grows_to_the_whole() -> None:
    seen: list[tuple[int, int]] = []
    rows = [["Action", "Owner"], *([f"Open page {number}", "IT"] for number in range(2_000))]
    read_plan([Sheet(rows)], lambda done, total: seen.append((done, total)))
    assert (seen == sorted(seen), seen[-1]) == (True, (4_002, 4_002))


# ---- confidence, extra, columns


def confidence(**cells: str) -> float:
    row = [cells.get(heading.replace(" ", "_"), "") for heading in HEADINGS]
    row[2] = row[2] or "Open a page"
    return read_plan([Sheet([HEADINGS, row])]).actions[0].confidence


def test_what_stands_under_its_heading_is_certain() -> None:
    assert confidence(Theme="Visibility", Owner="IT", Due="May 2024", Status="Green") == 1.0


@pytest.mark.parametrize(
    ("cells", "certainty"),
    [
        ({"Due": "31 June 2018"}, Certainty.IN_ERROR),
        ({"Due": "31 July"}, Certainty.TO_CHECK),
        ({"Status": "Delayed"}, Certainty.TO_CHECK),
        ({"Owner": "IT / HR Team"}, Certainty.TO_CHECK),
        ({"Due": "twice yearly"}, Certainty.STATED),
    ],
)
def test_each_doubt_counts_as_the_rule_says(cells: dict[str, str], certainty: Certainty) -> None:
    assert confidence(**cells) == confidence_of(Certainty.STATED, [certainty])


def test_what_was_taken_from_the_actions_own_words_counts_as_inferred() -> None:
    (action,) = read_plan([Sheet([["Theme", "Action"], ["Visibility", "Open a page \u2013 Lead: IT Team"]])]).actions
    assert action.confidence == confidence_of(Certainty.STATED, [Certainty.STATED, Certainty.INFERRED])


def test_what_is_not_understood_is_kept_under_its_heading() -> None:
    rows = [["Action", "Colour of the folder", "Owner", ""], ["Open a page", "blue", "", "more"]]
    (action,) = read_plan([Sheet(rows)]).actions
    assert action.extra == {"Colour of the folder": "blue", "column D": "more"}


def test_the_columns_are_given_in_their_order_with_their_fields() -> None:
    draft = read_plan([Sheet([["RAG", "Folder", "Action", "By when"], ["G", "blue", "Open a page", "May 2024"]])])
    assert draft.columns == (
        ColumnDraft("RAG", "rag"),
        ColumnDraft("Folder", ""),
        ColumnDraft("Action", "title"),
        ColumnDraft("By when", "due"),
    )


def test_dates_of_a_range_in_one_cell_are_both_read() -> None:
    (action,) = read_plan([Sheet([["Action", "Timeframe"], ["Open a page", "Sept 2022 \u2013 July 2023"]])]).actions
    assert (action.start, action.due) == (date(2022, 9, 1), date(2023, 7, 31))


def test_an_empty_file_is_no_plan() -> None:
    assert read_plan([]) == PlanDraft((), read_plan([]).problems)
