"""Setting the institution's values, and answers with them in."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from handlers.answers.values import Kind, ValueKind
from handlers.cards import Card, Link
from handlers.knowledge import names
from handlers.outcomes import OpenForm, Reply
from tests.handlers.knowledge.library import (
    BASE,
    FUND,
    card,
    confirm,
    errors,
    fill,
    form_of,
    labels,
    press,
    proposals,
    push,
    upgraded,
    values_in,
)
from tests.support.house import House, opened, text

SET = {
    "fund-limit": "£500",
    "fund-closes": "2027-05-31",
    "fund-form": "https://wenlow.example/form",
    "source": "https://wenlow.example/fund",
}


async def set_values(house: House, user: str = "lea", **changes: str) -> None:
    await fill(house, user, names.SET_PRESS, "1.fund", **{**SET, **changes})


async def in_use(house: House, **changes: str) -> None:
    await set_values(house, **changes)
    await confirm(house, "rae")


async def asked(house: House) -> Card:
    (answer,) = await house.hears("tom", "is there money for courses")
    return answer


async def test_without_values_people_get_what_is_true_anywhere_and_whom_to_ask(library: House) -> None:
    told = text(await asked(library))
    assert FUND.answer in told
    assert "For what holds at your institution, please ask Fay (Fund manager)." in told
    assert "{" not in told


async def test_values_that_only_wait_are_not_shown(library: House) -> None:
    await set_values(library)
    assert "£500" not in text(await asked(library))


async def test_a_form_sent_empty_before_anything_is_set_proposes_nothing(library: House) -> None:
    await fill(library, "lea", names.SET_PRESS, "1.fund")
    assert await proposals(library) == []


async def test_confirmed_values_are_shown_with_who_set_them_and_when(library: House) -> None:
    await in_use(library)
    told = text(await asked(library))
    assert "It pays up to £500 a person." in told
    assert "It closes on 31 May 2027." in told
    assert "set by Institutional Lead on 1 March 2027" in told


async def test_a_page_is_linked_to(library: House) -> None:
    await in_use(library)
    links = [(each.label, each.url) for each in (await asked(library)).body if isinstance(each, Link)]
    assert ("How to ask", "https://wenlow.example/form") in links


async def test_where_the_source_is_a_page_it_is_linked_to(library: House) -> None:
    await in_use(library)
    assert "https://wenlow.example/fund" in [e.url for e in (await asked(library)).body if isinstance(e, Link)]


async def test_a_line_of_which_a_value_is_missing_is_left_out(library: House) -> None:
    await in_use(library, **{"fund-closes": ""})
    told = text(await asked(library))
    assert "It pays up to £500" in told
    assert "It closes on" not in told


async def test_a_day_that_has_passed_is_not_shown(library: House) -> None:
    await in_use(library)
    library.clock.move_to(datetime(2027, 6, 1, 10, tzinfo=UTC))
    told = text(await asked(library))
    assert "It pays up to £500" in told
    assert "31 May 2027" not in told


async def test_past_their_check_all_values_are_withheld_with_a_warning(library: House) -> None:
    await in_use(library, review_by="2027-03-31")
    library.clock.move_to(datetime(2027, 4, 1, 10, tzinfo=UTC))
    told = text(await asked(library))
    assert "£500" not in told
    assert "Please note: What your institution set for this was due for review by 31 March 2027" in told
    assert FUND.answer in told


async def test_values_are_due_for_the_lead_and_verified_with_one_press(library: House) -> None:
    await in_use(library, review_by="2027-03-31")
    library.clock.move_to(datetime(2027, 4, 1, 10, tzinfo=UTC))
    due = card(await press(library, "lea", names.VERIFY_PRESS))
    assert "The most that one person can have: £500" in text(due)
    await push(library, "lea", due, "It still holds")
    assert "It pays up to £500" in text(await asked(library))


async def test_a_second_form_builds_on_what_one_has_proposed_already(library: House) -> None:
    await set_values(library)
    await fill(library, "lea", names.SET_PRESS, "1.registration", **{"registration-contact": "Rae's office"})
    assert len(await proposals(library)) == 1
    told = text(card(await press(library, "rae", names.PROPOSAL_PRESS, (await proposals(library))[0])))
    assert "£500" in told
    assert "Rae's office" in told


async def test_what_somebody_else_proposed_is_looked_at_first(library: House) -> None:
    await set_values(library, "fay")
    outcome = await press(library, "lea", names.SET_PRESS, "1.registration")
    assert card(outcome).title == "Somebody else has just changed the values"
    assert labels(card(outcome)) == ["Show the proposal"]


async def test_the_same_holds_for_a_form_that_was_open_already(library: House) -> None:
    form = opened(await press(library, "lea", names.SET_PRESS, "1.fund"))
    await set_values(library, "fay")
    outcome = await library.submit("lea", form, {**values_in(form), "fund-limit": "£900"})
    assert card(outcome).title == "Somebody else has just changed the values"
    assert len(await proposals(library)) == 1


async def test_values_that_changed_since_the_form_was_opened_are_shown(library: House) -> None:
    form = opened(await press(library, "lea", names.SET_PRESS, "1.fund"))
    await set_values(library, "fay")
    await confirm(library, "rae")
    outcome = await library.submit("lea", form, {**values_in(form), "fund-limit": "£900"})
    assert isinstance(outcome, OpenForm)
    assert "The most that one person can have: £500" in outcome.form.intro
    assert values_in(form_of(outcome))["fund-limit"] == "£900"


async def test_a_value_that_is_emptied_is_not_set_any_more(library: House) -> None:
    await in_use(library)
    await fill(library, "lea", names.SET_PRESS, "1.fund", **{"fund-limit": ""})
    assert "New: nothing; it is taken out." in text(
        card(await press(library, "rae", names.PROPOSAL_PRESS, (await proposals(library))[0]))
    )
    await confirm(library, "rae")
    assert "It pays up to" not in text(await asked(library))


async def test_the_same_values_again_propose_nothing(library: House) -> None:
    await in_use(library)
    outcome = await fill(library, "lea", names.SET_PRESS, "1.fund")
    assert card(outcome).title == "Nothing is changed"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("fund-limit", "a lot", "Please write a sum"),
        ("fund-closes", "soon", "There is no such day."),
        ("fund-form", "wenlow.example/form", "Please write the whole web address"),
        ("source", "the handbook", "Please write the whole web address"),
        ("review_by", "2027-03-01", "Please choose a day to come."),
        ("review_by", "", "Please fill this in."),
        ("fund-limit", "£" + "1" * 300, "Please keep this to 200 characters"),
    ],
)
async def test_what_is_wrong_with_a_value_is_said_beside_it(library: House, field: str, value: str, said: str) -> None:
    outcome = await fill(library, "lea", names.SET_PRESS, "1.fund", **{**SET, field: value})
    assert said in errors(outcome)[field]


async def test_the_fund_manager_sets_what_her_entry_names(library: House) -> None:
    shown = card(await press(library, "fay", names.VALUES_PRESS))
    assert [label for label in labels(shown) if label.startswith("Set")] == ["Set: fund"]


async def test_those_whose_entries_name_none_set_none(library: House) -> None:
    assert isinstance(await press(library, "rae", names.SET_PRESS, "1.fund"), Reply)


@pytest.mark.parametrize("value", ["", "x", "9.fund", "0.fund", "1.nowhere", "1", "²"])
async def test_a_form_of_values_that_is_not_there_is_said_politely(library: House, value: str) -> None:
    outcome = await press(library, "lea", names.SET_PRESS, value)
    assert isinstance(outcome, Reply | OpenForm)


async def test_a_large_group_is_several_forms(library: House) -> None:
    kinds = {f"v{n}": ValueKind(f"v{n}", f"Value {n}", "", Kind.TEXT, "fund") for n in range(23)}
    large = upgraded(library, replace(BASE, values=kinds))
    shown = card(await press(large, "lea", names.VALUES_PRESS))
    assert [label for label in labels(shown) if label.startswith("Set")] == [f"Set: fund ({n} of 3)" for n in (1, 2, 3)]
    form = opened(await press(large, "lea", names.SET_PRESS, "3.fund"))
    assert [field.key for field in form.sections[0].fields] == ["v20", "v21", "v22"]
