"""Adding an entry, retiring one, and the ways back."""

import pytest

from handlers.knowledge import names
from handlers.outcomes import Reply
from tests.handlers.knowledge.library import (
    FEES,
    MENTORS,
    card,
    confirm,
    days_later,
    errors,
    fill,
    labels,
    press,
    proposals,
    push,
    shown,
    waiting_version,
)
from tests.support.house import House, opened, text

PARKING = {
    "title": "Parking at the field station",
    "answer": "There are six places behind the barn.",
    "phrasings": "where do i park at the field station\nfield station parking\nbarn parking\nparking for fieldwork",
    "sources": "Field station handbook",
    "owner": "Fund manager",
    "review_by": "2027-09-01",
}


async def add(house: House, user: str = "fay", **changes: str) -> None:
    await fill(house, user, names.ADD_PRESS, **{**PARKING, **changes})


async def retire(house: House, entry_id: str, user: str = "lea") -> str:
    return text(card(await fill(house, user, names.RETIRE_PRESS, entry_id, reason="It is over.")))


# --- adding ---


async def test_a_new_entry_gets_an_id_from_its_title(library: House) -> None:
    await add(library)
    assert (await waiting_version(library)).subject == "parking-at-the-field-station"


async def test_whoever_confirms_a_new_entry_reads_in_words_who_may_read_it(library: House) -> None:
    await add(library)
    told = text(card(await press(library, "lea", names.PROPOSAL_PRESS, (await proposals(library))[0])))
    assert "Everybody, in channels too" in told
    assert "nobody is answered from it" in told


async def test_a_new_entry_of_a_known_title_has_to_be_called_something_else(library: House) -> None:
    outcome = await fill(library, "fay", names.ADD_PRESS, **{**PARKING, "title": "registration FEES"})
    assert errors(outcome)["title"] == "Another entry has this title already."


async def test_a_new_entry_never_takes_the_id_of_another(library: House) -> None:
    await add(library, title="Mentors")
    assert (await waiting_version(library)).subject == "mentors-2"


async def test_a_new_entry_never_takes_the_id_of_the_values(library: House) -> None:
    await add(library, title="Values")
    assert (await waiting_version(library)).subject == "values-2"


async def test_a_confirmed_new_entry_is_answered(library: House) -> None:
    await add(library)
    await confirm(library, "lea")
    await library.bunsen.settle()
    (answer,) = await library.hears("tom", "where do i park at the field station")
    assert "behind the barn" in text(answer)


async def test_a_new_entry_belongs_to_the_post_of_whoever_adds_it(library: House) -> None:
    form = opened(await press(library, "fay", names.ADD_PRESS))
    (owner,) = [field for field in form.fields if field.key == "owner"]
    assert getattr(owner, "value", "") == "Fund manager"


async def test_somebody_without_a_post_adds_nothing(library: House) -> None:
    assert isinstance(await press(library, "tom", names.ADD_PRESS), Reply)


async def test_two_new_entries_wait_beside_each_other(library: House) -> None:
    await add(library)
    await add(library, title="Parking at the quay", phrasings="quay parking\nquay park\npark quay\nquay cars")
    assert len(await proposals(library)) == 2


# --- retiring ---


async def test_a_retired_entry_is_not_answered(library: House) -> None:
    await retire(library, FEES.id)
    await confirm(library, "rae")
    await library.bunsen.settle()
    (answer,) = await library.hears("tom", "who pays my registration fee")
    assert FEES.answer not in text(answer)


async def test_until_confirmed_it_is_answered_still(library: House) -> None:
    await retire(library, FEES.id)
    (answer,) = await library.hears("tom", "who pays my registration fee")
    assert FEES.answer in text(answer)


async def test_retiring_needs_a_reason(library: House) -> None:
    outcome = await fill(library, "lea", names.RETIRE_PRESS, FEES.id, reason="")
    assert "Please say why" in errors(outcome)["reason"]


async def test_what_points_to_a_retired_entry_is_named_before(library: House) -> None:
    form = opened(await press(library, "lea", names.RETIRE_PRESS, FEES.id))
    assert f"“{MENTORS.title}” will no longer point to it" in form.sections[0].text


async def test_the_second_person_reads_why_and_what_points_to_it(library: House) -> None:
    await retire(library, FEES.id)
    proposal = text(card(await press(library, "rae", names.PROPOSAL_PRESS, (await proposals(library))[0])))
    assert "Why: It is over." in proposal
    assert f"“{MENTORS.title}” will no longer point to it" in proposal


async def test_what_pointed_to_a_retired_entry_is_shown_without_it(library: House) -> None:
    await retire(library, FEES.id)
    await confirm(library, "rae")
    assert "See also" not in text(await shown(library, MENTORS.id))


async def test_an_entry_that_changed_since_the_form_was_opened_is_not_retired(library: House) -> None:
    form = opened(await press(library, "lea", names.RETIRE_PRESS, FEES.id))
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, answer="Another text.")
    await confirm(library, "fay")
    outcome = card(await library.submit("lea", form, {"reason": "Old."}))
    assert outcome.title == "It has changed meanwhile"
    assert await proposals(library) == []


# --- back ---


async def test_a_retired_national_entry_comes_back_as_it_is_brought(library: House) -> None:
    await retire(library, FEES.id)
    await confirm(library, "rae")
    await push(library, "lea", await shown(library, FEES.id), "Bring it back")
    await confirm(library, "rae")
    assert "National" in text(await shown(library, FEES.id))


async def test_a_retired_entry_of_ones_own_comes_back(library: House) -> None:
    await add(library)
    await confirm(library, "lea")
    await retire(library, "parking-at-the-field-station")
    await confirm(library, "rae")
    await push(library, "lea", await shown(library, "parking-at-the-field-station"), "Bring it back")
    await confirm(library, "rae")
    assert "Retire" in labels(await shown(library, "parking-at-the-field-station"))


async def test_an_edited_national_entry_is_the_institutions_version(library: House) -> None:
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, answer="Our own text.")
    await confirm(library, "lea")
    assert "Your institution's version of a national entry" in text(await shown(library, FEES.id))


async def test_the_way_back_to_the_national_text_needs_a_second_person(library: House) -> None:
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, answer="Our own text.")
    await confirm(library, "lea")
    await push(library, "lea", await shown(library, FEES.id), "Back to the national text")
    assert "Our own text." in text(await shown(library, FEES.id))
    await confirm(library, "rae")
    assert FEES.answer in text(await shown(library, FEES.id))


async def test_the_way_back_shows_what_it_changes(library: House) -> None:
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, answer="Our own text.")
    await confirm(library, "lea")
    await push(library, "lea", await shown(library, FEES.id), "Back to the national text")
    proposal = text(card(await press(library, "rae", names.PROPOSAL_PRESS, (await proposals(library))[0])))
    assert "Was: Our own text." in proposal
    assert f"New: {FEES.answer}" in proposal


async def test_a_national_text_that_is_not_changed_has_no_way_back(library: House) -> None:
    assert card(await press(library, "lea", names.BACK_PRESS, FEES.id)).title == "Nothing is changed"


async def test_an_own_version_outlives_many_days(library: House) -> None:
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, answer="Our own text.")
    await confirm(library, "lea")
    days_later(library, 100)
    assert "Our own text." in text(await shown(library, FEES.id))


@pytest.mark.parametrize("name", [names.EDIT_PRESS, names.RETIRE_PRESS, names.BACK_PRESS, names.SHOW_PRESS])
@pytest.mark.parametrize("value", ["", "nowhere", "values", "../x", "a" * 3000])
async def test_an_entry_that_is_not_there_is_said_politely(library: House, name: str, value: str) -> None:
    assert card(await press(library, "lea", name, value)).title == "That entry is not there any more"
