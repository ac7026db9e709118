"""Status words, owners and themes, cell by cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.plans.rag import Rag
from handlers.plans.reading.owners import read_owners
from handlers.plans.reading.rag import read_status
from handlers.plans.reading.themes import read_theme
from handlers.plans.themes import OTHER, THEMES, counted_under


@pytest.mark.parametrize(
    "text",
    [
        "Green",
        "G",
        "green ",
        "RAG: Green",
        "Completed",
        "Complete",
        "Done",
        "Achieved",
        "Introduced",
        "🟢",
        "completed (30 of 37)",
    ],
)
def test_what_is_finished_is_green(text: str) -> None:
    assert read_status(text).rag is Rag.GREEN


@pytest.mark.parametrize(
    "text",
    [
        "Amber",
        "A",
        "RAG:Amber",
        "In progress",
        "Work in progress",
        "Ongoing",
        "Ongoing task",
        "Continue",
        "underway",
        "Partially completed (significant progress)",
        "in progress (3 of 37)",
    ],
)
def test_what_is_under_way_is_amber(text: str) -> None:
    assert read_status(text).rag is Rag.AMBER


@pytest.mark.parametrize(
    "text",
    ["Red", "R", "RAG Red", "not started", "Never started", "paused", "cancelled", "uncompleted", "Not completed"],
)
def test_what_is_still_to_be_carried_out_is_red(text: str) -> None:
    assert read_status(text).rag is Rag.RED


@pytest.mark.parametrize("text", ["", "Planned", "To do", "to be explored", "New action", "n/a"])
def test_what_is_only_planned_has_no_colour_and_no_warning(text: str) -> None:
    status = read_status(text)
    assert (status.rag, status.warning) == (None, "")


@pytest.mark.parametrize(
    "text", ["Delayed", "Overdue", "Amber/Red", "Action carried forward", "formally closed in October 2024"]
)
def test_what_may_be_either_is_asked(text: str) -> None:
    status = read_status(text)
    assert (status.rag, bool(status.warning)) == (None, True)


def test_not_due_is_told_from_red() -> None:
    assert read_status("Not due yet").rag is Rag.NOT_DUE


def test_dropped_is_told_from_red() -> None:
    assert read_status("Dropped").rag is Rag.DROPPED


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Institutional Lead", ("Institutional Lead",)),
        ("Institutional Lead (XX)", ("Institutional Lead",)),
        ("OSDS; IT", ("OSDS", "IT")),
        ("• EDI Team\n• OSDS", ("EDI Team", "OSDS")),
        ("EDI Team\nOSDS", ("EDI Team", "OSDS")),
        ("OSD Manager/HR BP Operations", ("OSD Manager", "HR BP Operations")),
        ("Technical Managers / People & Culture", ("Technical Managers", "People & Culture")),
        ("EDI Team & OSD Manager", ("EDI Team", "OSD Manager")),
        ("People & Culture", ("People & Culture",)),
        ("Head of Research Policy, Integrity and Governance", ("Head of Research Policy, Integrity and Governance",)),
        ("OSDS; osds", ("OSDS",)),
        ("", ()),
        ("lead staff to be identified", ()),
        ("TBC", ()),
    ],
)
def test_owners_are_proposed(text: str, owners: tuple[str, ...]) -> None:
    assert read_owners(text).names == owners


@pytest.mark.parametrize(
    "text", ["OSD Manager/HR BP Operations", "EDI Team & OSD Manager", "lead staff to be identified"]
)
def test_a_doubtful_owner_is_a_warning(text: str) -> None:
    assert read_owners(text).warning


@pytest.mark.parametrize("text", ["OSDS; IT", "Institutional Lead", ""])
def test_a_certain_owner_is_no_warning(text: str) -> None:
    assert read_owners(text).warning == ""


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("visibility", "Visibility"),
        ("Evaluating impact", "Evaluating Impact"),
        ("Career\u00a0development", "Career Development"),
        ("Pillar 1: Visibility", "Visibility"),
        ("2. Sustainability", "Sustainability"),
        ("Recognition \u2013 Support technicians to gain visibility", "Recognition"),
        ("Career Development & Sustainability", "Career Development"),
        ("All five themes", "All five themes"),
        ("", ""),
    ],
)
def test_a_theme_cell_is_understood(text: str, theme: str) -> None:
    assert read_theme(text).theme == theme


def test_a_theme_with_its_definition_is_no_warning() -> None:
    assert read_theme("Recognition \u2013 Support technicians to gain visibility").warning == ""


@pytest.mark.parametrize("theme", THEMES)
def test_the_five_themes_are_counted_under_their_names(theme: str) -> None:
    assert counted_under(theme) == theme


@pytest.mark.parametrize("theme", ["Governance", ""])
def test_anything_else_is_counted_under_other(theme: str) -> None:
    assert counted_under(theme) == OTHER


@given(st.text())
def test_no_cell_makes_them_raise(text: str) -> None:
    read_owners(text), read_status(text), read_theme(text)
