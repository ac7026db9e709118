"""The guides as people meet them: a typed word, a button, a form, a result, and nothing kept of it."""

from collections.abc import Mapping
from datetime import date

import pytest

from handlers.answers.entries import GUIDES
from handlers.cards import Leads
from handlers.forms import Form, SeveralField
from handlers.guides.presses import FUND_PRESS, ROUTES_PRESS, guide_button
from handlers.knowledge.model import VALUES, Change, Version, VersionState
from handlers.outcomes import Close, FormErrors
from handlers.rights import PostKind
from tests.support.house import CHANNEL, START, House, buttons, opened, text

FUND = {"use": "course", "who": "fixed", "amount": "about 350", "by": "2027-05-03"}
ROUTE = {"field": "science", "level": "l3", "years": "some", "work": "set", "teaching": "never", "want": "letters"}


def filled_in(form: Form) -> dict[str, object]:
    """What stands in a form, by field."""
    return {field.key: field.value for field in form.fields if not isinstance(field, SeveralField)}


async def the_form(house: House, word: str) -> Form:
    """The form behind a typed word."""
    (card,) = await house.hears("tom", word)
    (button,) = buttons(card)
    assert button.leads is Leads.FORM
    return opened(await house.press("tom", button))


async def result(house: House, word: str, values: Mapping[str, str]) -> Close:
    """What comes of a form."""
    outcome = await house.submit("tom", await the_form(house, word), values)
    assert isinstance(outcome, Close), outcome
    return outcome


async def set_values(house: House, **written: str) -> None:
    """Have the institution set values."""
    body = {
        name.replace("_", "-"): {"value": text, "by": "OSD Manager", "on": "2027-01-10"}
        for name, text in written.items()
    }
    version = Version(
        0,
        VALUES,
        Change.EDITED,
        VersionState.IN_USE,
        {"values": body, "review_by": "2027-09-30"},
        "",
        "",
        "Lea",
        None,
        START,
    )
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).knowledge.put(version)


@pytest.mark.parametrize(
    "word", ["fund", "Development fund?", "am i eligible", "route", "routes", "registration route"]
)
async def test_a_typed_word_shows_a_button_that_opens_the_form(house: House, word: str) -> None:
    await house.person("tom")
    assert (await the_form(house, word)).name in (FUND_PRESS, ROUTES_PRESS)


async def test_the_walk_through_says_what_is_not_known_and_whom_to_ask(house: House) -> None:
    await house.person("tom")
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    said = text((await result(house, "fund", FUND)).reply)
    assert "What I do not know of your institution: how much is in the fund" in said
    assert "Ask Lea (Institutional Lead)." in said


async def test_the_walk_through_says_what_the_institution_has_set_and_who_set_it(house: House) -> None:
    await house.person("tom")
    await set_values(house, fund_limit="£300", fund_closes="2027-04-30", fund_contact="the OSD office")
    said = text((await result(house, "fund", FUND)).reply)
    assert "The most for one person: £300" in said
    assert "£350 is more than one person can have here (£300)" in said
    assert "set by OSD Manager on 10 January 2027" in said
    assert "Ask the OSD office." in said


async def test_where_nobody_holds_a_post_nobody_is_sent_to_it(house: House) -> None:
    await house.person("tom")
    said = text((await result(house, "fund", FUND)).reply)
    assert "Nobody holds a post here at the moment" in said
    assert "Ask your Institutional Lead" not in said


async def test_the_route_finder_names_a_route_with_its_reasons(house: House) -> None:
    await house.person("tom")
    said = text((await result(house, "route", ROUTE)).reply)
    assert "1. RSciTech" in said
    assert "Because you said that your work is in science" in said


@pytest.mark.parametrize(("word", "values"), [("fund", FUND), ("route", ROUTE)])
async def test_the_result_leads_back_to_the_form_as_it_was_filled_in(
    house: House, word: str, values: dict[str, str]
) -> None:
    await house.person("tom")
    card = (await result(house, word, values)).reply
    assert card is not None
    again = opened(await house.press("tom", buttons(card)[-1]))
    filled = filled_in(again)
    expected = values | {"amount": "350", "by": date(2027, 5, 3)} if word == "fund" else values
    assert filled == expected


@pytest.mark.parametrize("value", ["", "course", "a|b|c|d", "course|fixed|350|2027-05-03|more", "|||", "x" * 1500])
async def test_a_button_with_a_strange_value_opens_a_form_that_can_be_filled_in(house: House, value: str) -> None:
    await house.person("tom")
    button = guide_button(FUND_PRESS)
    form = opened(await house.press("tom", type(button)(button.label, button.press, value, leads=Leads.FORM)))
    assert filled_in(form)["use"] in ("", "course")


async def test_the_result_leads_on_to_entries_that_can_be_read(house: House) -> None:
    await house.person("tom")
    card = (await result(house, "fund", FUND)).reply
    assert card is not None
    for button in buttons(card)[:-1]:
        assert "Checked" in text((await house.press("tom", button)).card)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"use": ""}, "use"),
        ({"use": "yacht"}, "use"),
        ({"amount": "a lot"}, "amount"),
        ({"amount": "300 or 400"}, "amount"),
    ],
)
async def test_what_cannot_be_read_is_said_beside_its_field_and_what_was_typed_stays(
    house: House, changed: dict[str, str], field: str
) -> None:
    await house.person("tom")
    outcome = await house.submit("tom", await the_form(house, "fund"), FUND | changed)
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == [field]
    assert filled_in(outcome.form)["who"] == "fixed"


async def test_nothing_that_was_filled_in_is_kept(house: House) -> None:
    await house.person("tom")
    await result(house, "fund", FUND | {"amount": "777"})
    await result(house, "route", ROUTE)
    kept = await house.dump()
    assert "777" not in kept
    assert "rscitech" not in kept


async def test_in_a_channel_only_the_one_who_asked_is_answered(house: House) -> None:
    await house.person("tom")
    await house.hears("tom", "fund", CHANNEL)
    assert all(conversation.direct for conversation, _ in house.surface.sent)


def test_every_guide_that_an_entry_can_name_has_a_button() -> None:
    assert [guide_button(guide).press for guide in GUIDES] == [FUND_PRESS, ROUTES_PRESS]
