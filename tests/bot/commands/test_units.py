"""bunsen unit: the units and their contact posts."""

from tests.bot.commands.conftest import CommandLine


def test_units_are_listed_with_their_contacts(staffed: CommandLine) -> None:
    staffed.done("unit", "contact", "physics", "OSD  Manager")
    assert staffed.done("unit", "list") == "Chemistry: nobody yet\nPhysics: OSD Manager (Xi Chen)\n"


def test_a_contact_that_is_set_is_said(staffed: CommandLine) -> None:
    said = staffed.done("unit", "contact", "physics", "osd manager")
    assert said == "The contact of Physics is OSD Manager from now on.\n"


def test_a_contact_is_taken_back(staffed: CommandLine) -> None:
    staffed.done("unit", "contact", "Physics", "OSD Manager")
    staffed.done("unit", "contact", "Physics", "--nobody")
    assert "Physics: nobody yet\n" in staffed.done("unit", "list")


def test_a_unit_that_is_not_there_is_refused(staffed: CommandLine) -> None:
    assert "no unit “Alchemy”" in staffed.refused("unit", "contact", "Alchemy", "OSD Manager")


def test_a_post_that_is_not_there_is_refused(staffed: CommandLine) -> None:
    assert "no post “Gardener”" in staffed.refused("unit", "contact", "Physics", "Gardener")


def test_a_post_that_was_closed_is_refused(staffed: CommandLine) -> None:
    staffed.done("post", "close", "OSD Manager")
    assert "no post “OSD Manager”" in staffed.refused("unit", "contact", "Physics", "OSD Manager")


def test_neither_a_post_nor_nobody_is_wrong_use(staffed: CommandLine) -> None:
    assert "or --nobody" in staffed.refused("unit", "contact", "Physics", code=2)


def test_without_units_it_says_where_they_come_from(wenlow: CommandLine) -> None:
    assert "bunsen people import FILE" in wenlow.done("unit", "list")
