"""For which actions a dropped file can be kept as evidence, and by whom."""

from dataclasses import replace

import pytest

from handlers.files.evidence_form import MOST_ACTIONS
from handlers.forms import ChoiceField, Form, TextField
from handlers.outcomes import Close, FormErrors, Outcome, Reply
from handlers.plans.model import Action
from tests.handlers.actions.wenlow import Wenlow, make_wenlow
from tests.support.house import House, buttons, opened, text

PDF = b"%PDF-1.7 a report"


@pytest.fixture
async def wenlow(house: House) -> Wenlow:
    """olu owns V1 and V2, ed's post helps with V1, lea leads."""
    return await make_wenlow(house)


async def _asked(house: House, user: str) -> Form:
    """The form that asks for which action."""
    (card,) = await house.drops(user, "report.pdf", PDF)
    (button,) = buttons(card)
    return opened(await house.press(user, button))


async def _offered(house: House, user: str) -> list[str]:
    (field,) = (await _asked(house, user)).fields
    assert isinstance(field, ChoiceField)
    return [option.label.partition(" ")[0] for option in field.options]


async def _kept(house: House) -> list[tuple[object, ...]]:
    return await house.select("SELECT a.ref, e.title FROM evidence e JOIN actions a ON a.id = e.action_id")


async def _many(house: House) -> Wenlow:
    more = [Action(0, 0, f"S{number}", "Sustainability", f"Write procedure {number}") for number in range(MOST_ACTIONS)]
    return await make_wenlow(house, *more)


@pytest.mark.parametrize(
    ("user", "refs"), [("olu", ["V1", "V2"]), ("ed", ["V1"]), ("lea", ["V1", "V2", "R1"]), ("ada", ["V1", "V2", "R1"])]
)
async def test_the_actions_that_somebody_has_to_do_with_are_offered(wenlow: Wenlow, user: str, refs: list[str]) -> None:
    assert await _offered(wenlow.house, user) == refs


async def test_whoever_helps_with_an_action_keeps_a_file_for_it(wenlow: Wenlow) -> None:
    form = await _asked(wenlow.house, "ed")
    await wenlow.house.submit("ed", form, {"action": str(wenlow.ids["V1"])})
    assert await _kept(wenlow.house) == [("V1", "report.pdf")]


async def test_whoever_helps_with_an_action_keeps_no_file_for_another(wenlow: Wenlow) -> None:
    form = await _asked(wenlow.house, "ed")
    outcome = await wenlow.house.submit("ed", form, {"action": str(wenlow.ids["V2"])})
    assert isinstance(outcome, FormErrors)
    assert await _kept(wenlow.house) == []


async def _named(house: House, value: str) -> Outcome:
    await _many(house)
    form = await _asked(house, "lea")
    assert isinstance(form.fields[0], TextField)
    return await house.submit("lea", form, {"action": value})


@pytest.mark.parametrize("said", ["s99", "start award", "R1"])
async def test_among_very_many_actions_one_is_named(house: House, said: str) -> None:
    outcome = await _named(house, said)
    assert isinstance(outcome, Close)
    assert [title for _, title in await _kept(house)] == ["report.pdf"]


@pytest.mark.parametrize("said", ["", "procedure", "gardening"])
async def test_among_very_many_actions_what_names_none_or_several_is_asked_again(house: House, said: str) -> None:
    outcome = await _named(house, said)
    assert isinstance(outcome, FormErrors)
    assert "Please give its reference" in outcome.errors["action"]


async def test_a_post_that_has_nothing_to_do_with_any_action_has_nowhere_to_keep_a_file(wenlow: Wenlow) -> None:
    action = await wenlow.action("V1")
    async with wenlow.house.bunsen.begin() as tx:
        await tx.of(wenlow.house.institution.id).plans.change(replace(action, helper_post_ids=()))
    (card,) = await wenlow.house.drops("ed", "report.pdf", PDF)
    (button,) = buttons(card)
    outcome = await wenlow.house.press("ed", button)
    assert isinstance(outcome, Reply)
    assert "no action of the current plan" in text(outcome.card)
