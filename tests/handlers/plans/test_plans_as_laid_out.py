"""Plans as people lay them out: keys below the table, ticks for themes, two reviews side by side, notes after it."""

from datetime import date

import pytest

from handlers.plans.rag import Rag
from handlers.plans.reading import PlanDraft, read_plan
from handlers.plans.reading.columns import Column, recognise
from handlers.plans.reading.dates import read_period
from handlers.plans.reading.owners import read_owners
from handlers.plans.reading.rag import is_status_word, read_status
from handlers.plans.reading.sheet import Look, Merge, Sheet

GREEN, AMBER, RED = Look(fill="92D050"), Look(fill="FFC000"), Look(fill="FF0000")
POSTER = ["Make a poster", "Design Office", "June 2027"]
MAP = ["Draw a map", "Estates", "July 2027"]


def plan(
    *rows: list[str], looks: dict[tuple[int, int], Look] | None = None, merges: tuple[Merge, ...] = ()
) -> PlanDraft:
    return read_plan([Sheet(rows, looks=looks or {}, merges=merges)])


def titles(draft: PlanDraft) -> list[str]:
    return [action.title for action in draft.actions]


def rags(draft: PlanDraft) -> list[Rag | None]:
    return [action.rag for action in draft.actions]


# ---- headings


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("ActionOwner", Column.OWNER),
        ("DueDate", Column.DUE),
        ("Challenges / risks", Column.COMMENT),
        ("Outputs and outcomes", Column.SUCCESS),
        ("What we've learnt", Column.LEARNING),
        ("Percentage complete", Column.STATUS),
        ("Reason for change", Column.COMMENT),
        ("Achievements to date", Column.PROGRESS),
    ],
)
def test_a_heading_is_known(heading: str, column: Column) -> None:
    assert recognise(heading) is column


@pytest.mark.parametrize("heading", ["Action and owner", "Target and dates"])
def test_a_heading_of_two_fields_is_not_taken_for_one_of_them(heading: str) -> None:
    assert recognise(heading) is None


@pytest.mark.parametrize("heading", ["Date completed", "Last reviewed", "Date of review", "Raised by", "Cost code"])
def test_what_is_no_field_of_an_action_is_not_read(heading: str) -> None:
    draft = plan(["Action", "Owner", "Due", heading], [*POSTER, "1 May 2026"])
    assert (draft.actions[0].due, heading in draft.actions[0].extra) == (date(2027, 6, 30), True)


def test_a_commitment_beside_a_pillar_is_the_action() -> None:
    draft = plan(["Pillar", "Commitment", "Accountable lead", "RAG status"], ["Visibility", *POSTER[:2], "Amber"])
    assert (titles(draft), draft.actions[0].theme) == (["Make a poster"], "Visibility")


def test_a_post_stands_before_its_department() -> None:
    draft = plan(["Action", "Lead department", "Lead role", "Due"], ["Make a poster", "HR", "Reward Manager", "2027"])
    assert draft.actions[0].owners == ("Reward Manager",)


def test_an_end_date_stands_before_an_academic_year() -> None:
    draft = plan(["Action", "Lead", "Academic year", "End date"], [*POSTER[:2], "2025/26", "30 June 2027"])
    assert draft.actions[0].due == date(2027, 6, 30)


def test_a_target_column_full_of_dates_is_the_due_date() -> None:
    rows = (
        ["Make a poster", "Design Office", "ASAP"],
        ["Draw a map", "Estates", "End Nov 2026"],
        [*MAP[:2], "May 2027"],
    )
    draft = plan(["Action", "Who", "Target"], *rows)
    assert [(each.due, each.success_measure) for each in draft.actions][1:] == [
        (date(2026, 11, 30), ""),
        (date(2027, 5, 31), ""),
    ]


def test_days_under_completed_are_no_status() -> None:
    draft = plan(["Action", "Lead", "Due", "Completed"], [*POSTER, "2026-05-01"], [*MAP, "2026-06-01"])
    assert rags(draft) == [None, None]


# ---- reviews


REVIEWED = (
    ["Action", "Lead", "Due", "Review: November 2025", "", "Review: May 2026", ""],
    ["", "", "", "RAG", "Comment", "RAG", "Comment"],
    [*POSTER, "Red", "No money", "Green", "Printed"],
)


def test_of_two_reviews_side_by_side_the_newest_colour_holds() -> None:
    assert rags(plan(*REVIEWED)) == [Rag.GREEN]


def test_of_two_reviews_side_by_side_both_comments_are_kept_under_their_review() -> None:
    assert "Review: May 2026: Comment: Printed" in plan(*REVIEWED).actions[0].comment


def test_an_outcome_that_begins_with_how_far_it_came_is_progress() -> None:
    rows = ([*POSTER, "Achieved. Hung in May."], [*MAP, "Not achieved. No time."])
    assert rags(plan(["Action", "By whom", "By when", "Outcome at July 2026"], *rows)) == [Rag.GREEN, Rag.RED]


def test_the_colours_of_a_grid_of_time_are_no_status() -> None:
    rows = (
        ["Action", "Lead", "Sep-26", "Oct-26", "Nov-26"],
        ["Make a poster", "Design Office", "", "", ""],
        ["Draw a map", "Estates", "", "", ""],
    )
    draft = plan(*rows, looks={(1, 2): GREEN, (2, 3): GREEN, (2, 4): GREEN})
    assert (rags(draft), draft.actions[1].due) == ([None, None], date(2026, 11, 30))


# ---- themes


def test_a_tick_says_the_theme() -> None:
    headings = ["Action", "Visibility", "Recognition", "Career Development", "Sustainability", "Lead", "By"]
    draft = plan(headings, ["Make a poster", "", "✓", "", "", "Design Office", "June 2027"])
    assert draft.actions[0].theme == "Recognition"


def test_a_theme_that_goes_on_overleaf_is_the_same_theme() -> None:
    draft = plan(
        ["Action", "Lead", "Due"], ["Visibility (continued)", "", ""], POSTER, ["Recognition cont'd", "", ""], MAP
    )
    assert [each.theme for each in draft.actions] == ["Visibility", "Recognition"]


# ---- what is no action


def test_a_painted_key_in_words_of_its_own_is_no_action() -> None:
    rows = (
        ["Action", "Lead", "Due", "RAG"], [*POSTER, ""], [*MAP, ""], ["", "", "", ""],
        ["RAG key"], ["", "Completed"], ["", "Off track / not begun"],
    )  # fmt: skip
    looks = {(1, 3): GREEN, (2, 3): RED, (5, 0): GREEN, (6, 0): RED}
    assert titles(plan(*rows, looks=looks)) == ["Make a poster", "Draw a map"]


@pytest.mark.parametrize(
    "note",
    [
        "Abbreviations: KPI = key performance indicator",
        "This plan was agreed by the Executive and will be reviewed each year",
        "Blue = not yet due",
    ],
)
def test_a_note_below_the_table_is_no_action(note: str) -> None:
    draft = plan(["Action", "Lead", "Due"], POSTER, MAP, ["", "", ""], [note, "", ""])
    assert titles(draft) == ["Make a poster", "Draw a map"]


def test_a_note_below_the_table_is_shown() -> None:
    note = "This plan was agreed by the Executive and will be reviewed each year"
    draft = plan(["Action", "Lead", "Due"], POSTER, MAP, ["", "", ""], [note, "", ""])
    assert any(note in problem.message for problem in draft.problems)


def test_a_last_action_without_an_owner_stays_where_no_row_is_empty_before_it() -> None:
    draft = plan(["Action", "Lead", "Due"], POSTER, MAP, ["Agree who repairs the small instruments", "", ""])
    assert len(draft.actions) == 3


@pytest.mark.parametrize(
    "headings",
    [["Risk", "Likelihood", "Impact", "Mitigation"], ["Abbreviation", "Meaning"], ["Version", "Author", "Date"]],
)
def test_another_table_below_the_plan_is_not_read(headings: list[str]) -> None:
    draft = plan(["No", "Action", "Lead", "Due"], ["1", *POSTER], ["2", *MAP], headings, ["First", "Second", "Third"])
    assert titles(draft) == ["Make a poster", "Draw a map"]


# ---- sheets


def test_a_sheet_of_closed_actions_belongs_to_the_plan() -> None:
    headings = ["Action", "Lead", "Due"]
    draft = read_plan([Sheet([headings, POSTER], name="Open actions"), Sheet([headings, MAP], name="Closed actions")])
    assert (titles(draft), draft.actions[1].rag) == (["Make a poster", "Draw a map"], Rag.GREEN)


def test_a_sheet_for_each_year_is_one_plan() -> None:
    headings = ["Action", "Lead", "Due"]
    draft = read_plan([Sheet([headings, POSTER], name="AY 2025-26"), Sheet([headings, MAP], name="AY 2026-27")])
    assert (len(draft.actions), draft.starts_on, draft.ends_on) == (2, date(2025, 1, 1), date(2027, 12, 31))


# ---- who and when


@pytest.mark.parametrize(
    ("heading", "cell", "owner", "due"),
    [
        ("Responsibility", "Lead: Reward Manager\nBy: June 2027", ("Reward Manager",), date(2027, 6, 30)),
        ("Who and by when?", "Gallery Curator, by March 2027", ("Gallery Curator",), date(2027, 3, 31)),
        ("Lead and timescale", "Estates Team (July 2027)", ("Estates Team",), date(2027, 7, 31)),
    ],
)
def test_who_and_when_in_one_cell_are_taken_apart(heading: str, cell: str, owner: tuple[str, ...], due: date) -> None:
    (action,) = plan(["Action", heading, "RAG"], ["Make a poster", cell, "Amber"]).actions
    assert (action.owners, action.due) == (owner, due)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("TBC (Communications?)", ()),
        ("As above", ()),
        ("Ongoing", ()),
        ("Dec 2026", ()),
        ("Not assigned", ()),
        ("Lead TBC", ()),
        ("Director, Library and Learning Services", ("Director, Library and Learning Services",)),
        ("PVC (R&I)", ("PVC (R&I)",)),
        ("HR (lead), Technical Managers", ("HR", "Technical Managers")),
        ("Director, Technical Managers", ("Director", "Technical Managers")),
    ],
)
def test_what_is_no_post_is_no_owner(text: str, names: tuple[str, ...]) -> None:
    assert read_owners(text).names == names


# ---- dates


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("30 Sept 2026 (revised to 31 Jan 2027)", date(2027, 1, 31)),
        ("Originally June 2026; now Dec 2026", date(2026, 12, 31)),
        ("June 2026 - extended until March 2027", date(2027, 3, 31)),
        ("Start of AY 26/27 (Sept 2026)", date(2026, 9, 30)),
        ("1st semester 2026/27", date(2026, 12, 31)),
        ("Session 2026-27", date(2027, 7, 31)),
    ],
)
def test_the_date_that_holds_is_taken(text: str, last: date) -> None:
    assert read_period(text).last == last


def test_a_date_that_was_moved_is_to_be_checked() -> None:
    assert "31 January 2027" in read_period("30 Sept 2026 (revised to 31 Jan 2027)").warning


def test_two_years_in_full_are_to_be_checked_as_they_may_be_academic() -> None:
    assert "31 December 2027" in read_period("2026-2027").warning


# ---- statuses


@pytest.mark.parametrize(
    ("text", "rag"),
    [
        ("Action successfully completed June 2026", Rag.GREEN),
        ("Complete and embedded", Rag.GREEN),
        ("Now business as usual", Rag.GREEN),
        ("Almost complete", Rag.AMBER),
        ("Out to consultation", Rag.AMBER),
        ("Yet to begin", Rag.RED),
        ("Not being taken forward", Rag.DROPPED),
        ("Y", Rag.GREEN),
        ("N", None),
    ],
)
def test_a_status_in_other_words_is_understood(text: str, rag: Rag | None) -> None:
    assert read_status(text).rag is rag


@pytest.mark.parametrize("text", ["Complete?", "Superseded?", "Delayed", "Slipped", "Merged with 2.1"])
def test_a_doubtful_status_is_asked_about(text: str) -> None:
    status = read_status(text)
    assert (status.rag, status.known) == (None, False)


@pytest.mark.parametrize("text", ["Planning", "Live", "Published", "Pilot"])
def test_a_word_that_is_only_a_status_in_its_column_is_none_elsewhere(text: str) -> None:
    assert not is_status_word(text)


def test_the_letters_of_a_plan_of_its_own_mean_what_its_key_says() -> None:
    key = ["C = complete, O = ongoing, N = not started", "", "", ""]
    draft = plan(key, ["Action", "Lead", "Due", "Status"], [*POSTER, "C"], [*MAP, "N"])
    assert rags(draft) == [Rag.GREEN, Rag.RED]


def test_nought_per_cent_is_not_begun() -> None:
    assert rags(plan(["Action", "Lead", "Due", "Progress %"], [*POSTER, "0%"], [*MAP, "100%"])) == [Rag.RED, Rag.GREEN]
