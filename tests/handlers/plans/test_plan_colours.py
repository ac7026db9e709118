"""Statuses by colour and type face: when a colour is one, and when it is only decoration."""

import pytest

from handlers.plans.reading import PlanDraft, read_plan
from handlers.plans.reading.colours import group_of
from handlers.plans.reading.sheet import Look, Sheet

THEMES = ("Visibility", "Recognition")


def painted(
    fills: list[str], *, column: int, above: list[list[str]] | None = None, words: list[str] | None = None
) -> PlanDraft:
    """Actions under "Theme, Action, RAG", one column of which is painted row by row."""
    top = above or []
    rows = [*top, ["Theme", "Action", "RAG"]]
    looks = {}
    for number, fill in enumerate(fills):
        rows.append([THEMES[number % 2], f"Open page {number}", words[number] if words else ""])
        if fill:
            looks[len(rows) - 1, column] = Look(fill=fill)
    return read_plan([Sheet(rows, looks=looks)])


def rags(draft: PlanDraft) -> list[str | None]:
    return [action.rag for action in draft.actions]


def said(draft: PlanDraft, words: str) -> bool:
    return any(words in problem.message for problem in draft.problems)


@pytest.mark.parametrize(
    ("colour", "group"),
    [
        ("92D050", "green"), ("00B050", "green"), ("C6EFCE", "green"), ("D9EAD3", "green"), ("375623", "green"),
        ("FFC000", "amber"), ("FFFF00", "amber"), ("FFEB9C", "amber"), ("F4B084", "amber"), ("ED7D31", "amber"),
        ("FF0000", "red"), ("C00000", "red"), ("FFC7CE", "red"), ("F4CCCC", "red"), ("ff5050", "red"),
        ("BDD7EE", "blue"), ("1F3864", "blue"), ("7030A0", "purple"), ("F2F2F2", "white"), ("808080", "grey"),
        ("FFFFFF", "white"), ("000000", "black"), ("", ""), ("zzzzzz", ""),
    ],
)  # fmt: skip
def test_a_colour_is_known_by_its_hue(colour: str, group: str) -> None:
    assert group_of(colour) == group


def test_the_fill_of_the_status_cell_is_the_status() -> None:
    draft = painted(["92D050", "FFC000", "FF0000", ""], column=2)
    assert rags(draft) == ["green", "amber", "red", None]


def test_a_plan_with_colours_says_so() -> None:
    assert painted(["92D050", "FF0000"], column=2).coloured


def test_a_plan_with_words_only_is_not_coloured() -> None:
    assert not painted(["", ""], column=2, words=["Green", "Red"]).coloured


def test_the_fill_of_the_action_is_the_status_where_nothing_else_says_it() -> None:
    draft = painted(["92D050", "92D050", "FF0000", "FFC000"], column=1)
    assert rags(draft) == ["green", "green", "red", "amber"]


def test_colours_of_themes_are_no_statuses() -> None:
    draft = painted(["92D050", "FF0000", "92D050", "FF0000", "92D050", "FF0000"], column=1)
    assert (set(rags(draft)), said(draft, "not taken for a status")) == ({None}, True)


def test_one_colour_for_all_is_no_status() -> None:
    assert set(rags(painted(["92D050"] * 4, column=1))) == {None}


def test_blue_and_grey_mean_nothing() -> None:
    assert set(rags(painted(["BDD7EE", "D9D9D9", "FFFFFF"], column=2))) == {None}


def test_a_key_overrides_the_usual_meaning() -> None:
    draft = painted(["00B0F0", "92D050"], column=2, above=[["Key: Blue = completed, Green = in progress"]])
    assert rags(draft) == ["green", "amber"]


def test_a_painted_key_below_the_table_counts() -> None:
    rows = [["Action", "RAG"], ["Open a page", ""], ["", ""], ["", "Complete"]]
    looks = {(1, 1): Look(fill="7030A0"), (3, 0): Look(fill="7030A0")}
    assert rags(read_plan([Sheet(rows, looks=looks)])) == ["green"]


def test_a_key_that_may_be_two_statuses_is_asked() -> None:
    draft = painted(["FF0000", "92D050"], column=2, above=[["Key: Red = delayed, Green = completed"]])
    assert (rags(draft), said(draft, "Choose one")) == ([None, "green"], True)


def test_where_word_and_colour_disagree_the_word_holds() -> None:
    draft = painted(["FF0000", "92D050"], column=2, words=["Green", "Green"])
    assert (rags(draft), said(draft, "The word says green")) == (["green", "green"], True)


def test_a_colour_settles_what_a_word_leaves_open() -> None:
    draft = painted(["FFC000", "92D050"], column=2, words=["Delayed", "Green"])
    assert (rags(draft), said(draft, "leaves it open")) == (["amber", "green"], True)


def test_shaded_headings_mean_nothing() -> None:
    rows = [["Action", "RAG"], ["Open a page", ""]]
    assert rags(read_plan([Sheet(rows, looks={(0, 0): Look(fill="92D050"), (0, 1): Look(fill="92D050")})])) == [None]


def test_type_faces_are_read_with_their_key() -> None:
    rows = [
        ["Text in black is underway; text in bold italic is future."],
        ["Theme", "Action"],
        ["V", "Open"],
        ["V", "Hold"],
    ]
    draft = read_plan([Sheet(rows, looks={(3, 1): Look(bold=True, italic=True)})])
    assert rags(draft) == ["amber", None]


def test_bold_without_a_key_means_nothing() -> None:
    rows = [["Theme", "Action"], ["V", "Open"], ["V", "Hold"]]
    assert rags(read_plan([Sheet(rows, looks={(1, 1): Look(bold=True)})])) == [None, None]


def test_what_is_struck_through_is_proposed_as_dropped() -> None:
    rows = [["Theme", "Action"], ["V", "Open"], ["V", "Hold"]]
    draft = read_plan([Sheet(rows, looks={(1, 1): Look(struck=True)})])
    assert (rags(draft), said(draft, "Please confirm")) == (["dropped", None], True)


def test_a_colour_lowers_the_confidence_a_little() -> None:
    by_colour = painted(["92D050", "FF0000"], column=2).actions[0].confidence
    by_word = painted(["", ""], column=2, words=["Green", "Red"]).actions[0].confidence
    assert by_colour < by_word
