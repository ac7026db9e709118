"""Units and their contact posts."""

import pytest

from handlers.cards import Button
from handlers.forms import ChoiceField
from handlers.outcomes import Reply, Update
from handlers.posts import names
from tests.handlers.posts.conftest import OSD, errors, fill
from tests.support.house import House, buttons, opened, text


@pytest.fixture
async def unit(staffed: House) -> str:
    """The id of the one unit."""
    async with staffed.bunsen.begin() as tx:
        posts = tx.of(staffed.institution.id).posts
        await posts.add_units(["Physics"])
        return str((await posts.units())[0].id)


async def _shown(house: House, user: str) -> str:
    outcome = await house.press(user, Button("x", names.UNITS_PRESS))
    assert isinstance(outcome, Reply)
    return text(outcome.card)


async def test_a_unit_without_a_contact_says_so(staffed: House, unit: str) -> None:
    assert "Physics: Contact nobody yet" in await _shown(staffed, "ada")


async def test_the_contact_of_a_unit_is_named_with_whoever_holds_it(staffed: House, unit: str) -> None:
    await fill(staffed, "lea", names.CONTACT_PRESS, "1", unit=unit, post=str(await staffed.post_id(OSD)))
    assert "Physics: Contact OSD Manager (Xi)" in await _shown(staffed, "ada")


async def test_a_contact_is_taken_back(staffed: House, unit: str) -> None:
    await fill(staffed, "lea", names.CONTACT_PRESS, "1", unit=unit, post=str(await staffed.post_id(OSD)))
    await fill(staffed, "lea", names.CONTACT_PRESS, "1", unit=unit, post="")
    assert "nobody yet" in await _shown(staffed, "ada")


@pytest.mark.parametrize(("which", "post", "field"), [("", "", "unit"), ("999", "", "unit"), ("ok", "999", "post")])
async def test_a_contact_that_cannot_be_is_refused(
    staffed: House, unit: str, which: str, post: str, field: str
) -> None:
    chosen = unit if which == "ok" else which
    assert field in errors(await fill(staffed, "lea", names.CONTACT_PRESS, "1", unit=chosen, post=post))


async def test_without_units_it_says_where_they_come_from(staffed: House) -> None:
    assert "Units come in with the list of people" in await _shown(staffed, "lea")


async def test_the_second_page_has_a_way_back(staffed: House) -> None:
    async with staffed.bunsen.begin() as tx:
        await tx.of(staffed.institution.id).posts.add_units([f"Unit {number:02}" for number in range(1, 13)])
    turned = await staffed.press("ada", Button("x", names.UNITS_PRESS, "2"))
    assert isinstance(turned, Update)
    assert "Units 11 to 12 of 12" in text(turned.card)
    assert [button.label for button in buttons(turned.card)] == ["Previous page"]


async def test_the_contact_that_is_set_on_the_second_page_is_of_one_of_its_units(staffed: House) -> None:
    async with staffed.bunsen.begin() as tx:
        await tx.of(staffed.institution.id).posts.add_units([f"Unit {number:02}" for number in range(1, 13)])
    turned = await staffed.press("lea", Button("x", names.UNITS_PRESS, "2"))
    assert isinstance(turned, Update)
    (setting,) = [button for button in buttons(turned.card) if button.label == "Set a contact"]
    (units, _posts) = opened(await staffed.press("lea", setting)).fields
    assert isinstance(units, ChoiceField)
    assert [option.label for option in units.options] == ["Unit 11", "Unit 12"]
