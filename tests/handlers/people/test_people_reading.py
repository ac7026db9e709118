"""Lists of people, as an institution brings them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.people.reading import PeopleDraft, PersonDraft, read_people

HEADINGS = ["Email", "Name", "Unit", "Roll-up group", "Posts"]
NELL = ["nell@wenlow.example", "Nell Thistlewick", "Chemistry", "Science", "Committee chair; OSD Manager"]


def people(*rows: list[str], headings: list[str] = HEADINGS) -> PeopleDraft:
    return read_people([headings, *rows])


def found(draft: PeopleDraft) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.severity) for problem in draft.problems]


def test_a_full_row_is_a_person() -> None:
    assert people(NELL).people == (
        PersonDraft(
            email="nell@wenlow.example",
            name="Nell Thistlewick",
            unit="Chemistry",
            roll_up="Science",
            posts=("Committee chair", "OSD Manager"),
        ),
    )


def test_a_full_row_is_no_problem() -> None:
    assert people(NELL).problems == ()


@pytest.mark.parametrize(
    "headings",
    [
        ["E-mail", "Full name", "Department", "Roll up group", "Post(s)"],
        ["EMAIL ADDRESS", "Display name", "School", "Faculty", "Posts held"],
        ["e_mail", "name", "unit", "roll_up", "posts"],
    ],
)
def test_other_headings_mean_the_same(headings: list[str]) -> None:
    assert people(NELL, headings=headings) == people(NELL)


def test_two_columns_make_a_name() -> None:
    draft = people(["nell@wenlow.example", "Thistlewick", "Nell"], headings=["Email", "Surname", "First name"])
    assert draft.people[0].name == "Nell Thistlewick"


def test_a_column_of_roles_gives_no_posts() -> None:
    draft = people(["nell@wenlow.example", "Nell", "Institutional Lead"], headings=["Email", "Name", "Role"])
    assert draft.people[0].posts == ()


def test_the_address_is_in_small_letters() -> None:
    assert people(["Nell@Wenlow.Example", "Nell"]).people[0].email == "nell@wenlow.example"


@pytest.mark.parametrize(
    "email",
    ["nell", "nell@wenlow", "nell at wenlow.example", "a@b@wenlow.example", "=cmd@wenlow.example", "n@-.example"],
)
def test_a_bad_address_is_left_out_with_an_error(email: str) -> None:
    draft = people([email, "Nell"])
    assert (draft.people, found(draft)) == ((), [(2, "Email", "error")])


def test_a_person_without_address_is_left_out_with_an_error() -> None:
    draft = people(["", "Nell"])
    assert (draft.people, found(draft)) == ((), [(2, "Email", "error")])


def test_the_second_of_two_equal_addresses_is_left_out() -> None:
    draft = people(NELL, ["NELL@wenlow.example", "Nell T"])
    assert (len(draft.people), found(draft)) == (1, [(3, "Email", "error")])


def test_a_person_without_name_keeps_the_address_as_name() -> None:
    draft = people(["nell@wenlow.example", "", "Chemistry", "Science", ""])
    assert (draft.people[0].name, found(draft)) == ("nell@wenlow.example", [(2, "Name", "warning")])


def test_missing_units_and_groups_are_warnings() -> None:
    draft = people(["nell@wenlow.example", "Nell"], headings=["Email", "Name"])
    assert found(draft) == [(1, "", "warning"), (1, "", "warning")]


def test_a_file_without_addresses_is_an_error() -> None:
    assert found(read_people([["Name", "Unit"], ["Nell", "Chemistry"]])) == [(1, "", "error")]


def test_a_file_without_names_gives_nobody() -> None:
    assert people(["nell@wenlow.example", "Chemistry"], headings=["Email", "Unit"]).people == ()


def test_an_empty_file_is_an_error() -> None:
    assert found(read_people([])) == [(1, "", "error")]


def test_headings_alone_are_an_error() -> None:
    assert found(people()) == [(1, "", "error")]


def test_a_formula_is_kept_with_a_warning() -> None:
    draft = people(["nell@wenlow.example", "=cmd()", "Chemistry", "Science", ""])
    assert (draft.people[0].name, found(draft)) == ("=cmd()", [(2, "Name", "warning")])


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    draft = read_people([["Technicians at Little Wenlow"], [], HEADINGS, ["bad", "Nell"]])
    assert found(draft) == [(4, "Email", "error")]


@given(st.lists(st.lists(st.text() | st.sampled_from([*HEADINGS, *NELL]))))
def test_no_rows_make_it_raise(rows: list[list[str]]) -> None:
    read_people(rows)
