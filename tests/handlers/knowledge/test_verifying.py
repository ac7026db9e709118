"""Verifying: what is due, in one card; what holds is good for another half year; the package renews its own."""

from dataclasses import replace
from datetime import UTC, date, datetime

from handlers.knowledge import names
from handlers.outcomes import OpenForm
from tests.handlers.knowledge.library import (
    BASE,
    FEES,
    FUND,
    card,
    confirm,
    fill,
    labels,
    press,
    push,
    shown,
    upgraded,
)
from tests.support.house import House, opened, text

LATE = datetime(2027, 9, 6, 10, tzinfo=UTC)
"""After every review date."""


async def due(house: House, user: str) -> str:
    return text(card(await press(house, user, names.VERIFY_PRESS)))


async def test_nothing_is_due_while_all_is_in_date(library: House) -> None:
    assert "Nothing of yours is due" in await due(library, "lea")


async def test_national_entries_are_not_due_before_their_date(library: House) -> None:
    library.clock.move_to(datetime(2027, 8, 30, 10, tzinfo=UTC))
    assert "Nothing of yours is due" in await due(library, "rae")


async def test_own_entries_are_due_a_fortnight_before(library: House) -> None:
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, answer="Our own.")
    await confirm(library, "lea")
    library.clock.move_to(datetime(2027, 8, 30, 10, tzinfo=UTC))
    assert FEES.title in await due(library, "rae")


async def test_national_entries_past_their_date_are_due(library: House) -> None:
    library.clock.move_to(LATE)
    assert FEES.title in await due(library, "rae")


async def test_what_is_due_is_shown_as_it_stands(library: House) -> None:
    library.clock.move_to(LATE)
    assert FEES.answer in await due(library, "rae")


async def test_only_what_ones_posts_keep_is_due(library: House) -> None:
    library.clock.move_to(LATE)
    assert FUND.title not in await due(library, "rae")


async def test_what_holds_is_good_for_half_a_year(library: House) -> None:
    library.clock.move_to(LATE)
    outcome = await push(library, "rae", card(await press(library, "rae", names.VERIFY_PRESS)), "It still holds")
    assert "1 answer is good until 7 March 2028" in text(card(outcome))
    assert "Next review: 7 March 2028" in text(await shown(library, FEES.id))


async def test_verifying_needs_no_second_person(library: House) -> None:
    library.clock.move_to(LATE)
    await push(library, "rae", card(await press(library, "rae", names.VERIFY_PRESS)), "It still holds")
    assert "checked 6 September 2027" in text(await shown(library, FEES.id))


async def test_only_some_can_be_ticked(library: House) -> None:
    await _everything_to_lead(library)
    library.clock.move_to(LATE)
    said = text(card(await fill(library, "lea", names.SOME_HOLD_PRESS, holds=FEES.id)))
    assert f"Good until 7 March 2028:\n- {FEES.title}" in said
    assert FEES.title not in await due(library, "lea")
    assert FUND.title in await due(library, "lea")


async def test_what_was_not_ticked_leads_to_editing(library: House) -> None:
    await _everything_to_lead(library)
    library.clock.move_to(LATE)
    outcome = card(await fill(library, "lea", names.SOME_HOLD_PRESS, holds=FEES.id))
    assert FUND.title in labels(outcome)


async def test_an_old_card_verifies_nothing(library: House) -> None:
    library.clock.move_to(LATE)
    old = card(await press(library, "rae", names.VERIFY_PRESS))
    await fill(library, "dee", names.EDIT_PRESS, FEES.id, answer="Our own.", review_by="2027-09-10")
    await confirm(library, "lea")
    outcome = card(await push(library, "rae", old, "It still holds"))
    assert "Nothing was verified: please look again" in text(outcome)
    assert "Our own." in text(outcome)


async def test_an_old_form_verifies_nothing(library: House) -> None:
    await _everything_to_lead(library)
    library.clock.move_to(LATE)
    form = opened(await press(library, "lea", names.SOME_HOLD_PRESS))
    await push(library, "lea", card(await press(library, "lea", names.VERIFY_PRESS)), "All 3 still hold")
    assert isinstance(await library.submit("lea", form, {"holds": FEES.id}), OpenForm)


async def test_nobody_verifies_for_another_post(library: House) -> None:
    library.clock.move_to(LATE)
    await press(library, "fay", names.ALL_HOLD_PRESS, "x")
    assert FEES.title in await due(library, "rae")


async def _everything_to_lead(house: House) -> None:
    """Leave all posts but the lead's, so that all entries fall to her."""
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        for name, users in (("Registration champion", ("rae", "dee")), ("Fund manager", ("fay",))):
            post = await people.post(name)
            assert post is not None
            for user in users:
                person = await people.by_email(f"{user}@wenlow.example")
                assert person is not None
                await people.end_holding(post.id, person.id, date(2027, 2, 28))


def _renewed(house: House) -> House:
    """The same institution, after an upgrade that renewed an entry."""
    entry = replace(FEES, answer="Renewed.", review_by=date(2028, 9, 1))
    return upgraded(house, replace(BASE, entries={**BASE.entries, FEES.id: entry}))


async def test_a_renewed_package_takes_the_place_of_what_was_only_verified(library: House) -> None:
    library.clock.move_to(LATE)
    await push(library, "rae", card(await press(library, "rae", names.VERIFY_PRESS)), "It still holds")
    assert "Renewed." in text(await shown(_renewed(library), FEES.id))


async def test_a_renewed_package_does_not_touch_the_institutions_own_text(library: House) -> None:
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, answer="Our own.")
    await confirm(library, "lea")
    told = text(await shown(_renewed(library), FEES.id))
    assert "Our own." in told
    assert "The national text has been renewed since" in told


async def test_an_own_text_that_was_verified_stays_after_an_upgrade(library: House) -> None:
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, answer="Our own.")
    await confirm(library, "lea")
    library.clock.move_to(LATE)
    await push(library, "rae", card(await press(library, "rae", names.VERIFY_PRESS)), "It still holds")
    assert "Our own." in text(await shown(_renewed(library), FEES.id))
