"""Nobody changes what is not theirs, and nothing crosses to another institution: every button, every form."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from handlers.actions import presses
from handlers.actions.feature import FEATURE
from handlers.cards import Button, Card
from handlers.feature import FormRoute, Press
from handlers.forms import ChoiceField, Form
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, SendFile, Update
from handlers.plans.model import PlanState
from tests.handlers.actions.wenlow import Wenlow, foreign_action, written
from tests.support.house import opened, text

PRESSES = [press.name for press in FEATURE.presses if isinstance(press, Press)]
CHANGING = [
    presses.REPORT_PRESS,
    presses.EDIT_PRESS,
    presses.MOVE_PRESS,
    presses.HAND_OVER_PRESS,
    presses.DROP_PRESS,
    presses.MERGE_PRESS,
    presses.SPLIT_PRESS,
]
TELLING = [presses.COMMENT_PRESS, presses.ADD_EVIDENCE_PRESS]
VALUES = {
    "comment": "mine now",
    "title": "Taken",
    "due": "2027-12-01",
    "reason": "Because.",
    "link": "https://www.example.ac.uk",
    "part-1": "One",
    "part-2": "Two",
}


def _said(outcome: Outcome) -> str:
    match outcome:
        case Reply(card=card) | Update(card=card) | Close(reply=Card() as card):
            return text(card)
        case _:
            raise AssertionError(outcome)


def _value(press: str, action_id: int) -> str:
    return f"one:{action_id}" if press == presses.REPORT_PRESS else str(action_id)


async def _form_of(wenlow: Wenlow, press: str) -> Form:
    """The form as the lead opens it for V1."""
    return opened(await wenlow.press("lea", press, _value(press, wenlow.ids["V1"])))


def _filled(wenlow: Wenlow, form: Form) -> dict[str, str]:
    """Values that would be taken from somebody entitled."""
    key = wenlow.ids["V1"]
    standing = {field.key: str(field.value or "") for field in form.fields}
    options = {field.key: field.options[-1].value for field in form.fields if isinstance(field, ChoiceField)}
    report = {f"rag-{key}": "red", f"comment-{key}": "mine now", f"learning-{key}": "much"}
    return standing | {name: said for name, said in (options | VALUES | report).items() if name in standing}


async def _opens(wenlow: Wenlow, user: str, ref: str, names: Sequence[str]) -> list[str]:
    """Which of these buttons open a form about an action for somebody."""
    outcomes = {press: await wenlow.press(user, press, _value(press, wenlow.ids[ref])) for press in names}
    return [press for press, outcome in outcomes.items() if not isinstance(outcome, Reply)]


@pytest.mark.parametrize("user", ["tina", "ed"])
async def test_no_form_about_somebody_elses_action_opens(wenlow: Wenlow, user: str) -> None:
    assert await _opens(wenlow, user, "V2", [*CHANGING, *TELLING]) == []


async def test_who_only_helps_opens_the_forms_that_add_to_an_action_and_no_other(wenlow: Wenlow) -> None:
    assert await _opens(wenlow, "ed", "V1", [*CHANGING, *TELLING]) == TELLING


@pytest.mark.parametrize("press", CHANGING)
async def test_a_form_from_somebody_who_is_not_an_owner_writes_nothing(wenlow: Wenlow, press: str) -> None:
    form = await _form_of(wenlow, press)
    before = await written(wenlow.house)
    said = _said(await wenlow.house.submit("ed", form, _filled(wenlow, form)))
    assert ("Only" in said, await written(wenlow.house)) == (True, before)


@pytest.mark.parametrize("press", [*CHANGING, *TELLING])
async def test_a_form_from_somebody_without_a_post_writes_nothing(wenlow: Wenlow, press: str) -> None:
    form = await _form_of(wenlow, press)
    before = await written(wenlow.house)
    said = _said(await wenlow.house.submit("tina", form, _filled(wenlow, form)))
    assert ("Only" in said, await written(wenlow.house)) == (True, before)


@pytest.mark.parametrize("press", [*CHANGING, *TELLING])
async def test_the_same_form_from_the_lead_is_written(wenlow: Wenlow, press: str) -> None:
    form = await _form_of(wenlow, press)
    before = await written(wenlow.house)
    await wenlow.house.submit("lea", form, _filled(wenlow, form))
    assert await written(wenlow.house) != before


@pytest.mark.parametrize("press", [presses.DROP_PRESS, presses.MERGE_PRESS, presses.SPLIT_PRESS, presses.ADD_PRESS])
async def test_an_owner_does_not_change_what_is_in_the_plan(wenlow: Wenlow, press: str) -> None:
    assert "Only the committee chairs" in _said(await wenlow.press("olu", press, wenlow.ids["V1"]))


async def test_no_button_reaches_an_action_of_another_institution(wenlow: Wenlow) -> None:
    foreign = await foreign_action(wenlow.house)
    before = await written(wenlow.house)
    about_one = [press for press in PRESSES if press not in (presses.ADD_PRESS, presses.MINE_PRESS)]
    outcomes = {press: await wenlow.press("lea", press, _value(press, foreign)) for press in about_one}
    reached = [press for press, outcome in outcomes.items() if isinstance(outcome, OpenForm | SendFile)]
    assert (reached, "secret" in repr(outcomes), await written(wenlow.house)) == ([], False, before)


@pytest.mark.parametrize("press", [*CHANGING, *TELLING])
async def test_no_form_reaches_an_action_of_another_institution(wenlow: Wenlow, press: str) -> None:
    form = await _form_of(wenlow, press)
    foreign = str(await foreign_action(wenlow.house))
    before = await written(wenlow.house)
    context = form.context.replace(str(wenlow.ids["V1"]), foreign, 1)
    values = {name.replace(f"-{wenlow.ids['V1']}", f"-{foreign}"): said for name, said in _filled(wenlow, form).items()}
    said = _said(await wenlow.house.submit("lea", replace(form, context=context), values))
    assert ("secret" not in said, await written(wenlow.house)) == (True, before)


async def test_an_action_is_not_merged_into_one_of_another_institution(wenlow: Wenlow) -> None:
    form = await _form_of(wenlow, presses.MERGE_PRESS)
    foreign = str(await foreign_action(wenlow.house))
    before = await written(wenlow.house)
    outcome = await wenlow.house.submit("lea", form, {"into": foreign, "reason": "Because."})
    assert isinstance(outcome, FormErrors)
    assert await written(wenlow.house) == before


@pytest.mark.parametrize("press", PRESSES)
async def test_a_button_with_a_tampered_value_is_answered_politely(wenlow: Wenlow, press: str) -> None:
    values = ("", "0", "-1", "99999999999", "²", "one:", "1:2:3", "' OR 1=1", "\x00")
    outcomes = {value: await wenlow.house.press("lea", Button("…", press, value)) for value in values}
    assert [value for value, outcome in outcomes.items() if "went wrong" in repr(outcome)] == []


@pytest.mark.parametrize("route", [route.name for route in FEATURE.forms if isinstance(route, FormRoute)])
async def test_a_form_with_a_tampered_context_writes_nothing(wenlow: Wenlow, route: str) -> None:
    before = await written(wenlow.house)
    contexts = ("", "1", "0.0", "999999.0", "²", ";;;", "1.1.cnlp;2,3;9;1", "\x00")
    forms = [Form(route, "…", (), f"n-{number}", context=context) for number, context in enumerate(contexts)]
    outcomes = [await wenlow.house.submit("lea", form, {}) for form in forms]
    assert ("went wrong" in repr(outcomes), await written(wenlow.house)) == (False, before)


@pytest.mark.parametrize("press", [*CHANGING, *TELLING])
async def test_nothing_changes_in_a_plan_that_is_closed(wenlow: Wenlow, press: str) -> None:
    form = await _form_of(wenlow, press)
    async with wenlow.house.bunsen.begin() as tx:
        plans = tx.of(wenlow.house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        await plans.save(replace(plan, state=PlanState.CLOSED))
    before = await written(wenlow.house)
    said = _said(await wenlow.house.submit("lea", form, _filled(wenlow, form)))
    assert ("That plan is closed" in said, await written(wenlow.house)) == (True, before)
