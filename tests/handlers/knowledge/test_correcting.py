"""Correcting an answer: one person proposes, another confirms, and from then on it is what people get."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.cards import Button
from handlers.forms import Form
from handlers.knowledge import names
from handlers.outcomes import OpenForm, Reply
from tests.handlers.knowledge.library import (
    FEES,
    card,
    confirm,
    days_later,
    delivered,
    errors,
    fill,
    form_of,
    labels,
    press,
    proposals,
    push,
    shown,
    values_in,
    waiting_version,
)
from tests.support.house import House, opened, text

NEW = "Yes: we pay the first two years."


async def correct(house: House, user: str = "rae", answer: str = NEW) -> str:
    """Propose another answer; what the form says when it closes."""
    return text(card(await fill(house, user, names.EDIT_PRESS, FEES.id, answer=answer)))


async def edit_form(house: House, user: str = "rae") -> Form:
    """The form of the entry, open in front of somebody."""
    return opened(await press(house, user, names.EDIT_PRESS, FEES.id))


async def test_what_is_proposed_is_not_in_use_yet(library: House) -> None:
    await correct(library)
    assert NEW not in text(await shown(library, FEES.id))


async def test_what_is_confirmed_is_in_use(library: House) -> None:
    await correct(library)
    await confirm(library, "lea")
    assert NEW in text(await shown(library, FEES.id))


async def test_a_technician_gets_the_confirmed_text_at_once(library: House) -> None:
    await correct(library)
    await confirm(library, "lea")
    (answer,) = await library.hears("tom", "who pays my registration fee")
    assert NEW in text(answer)


async def test_a_new_way_to_ask_is_understood_after_one_look(library: House) -> None:
    ways = "\n".join((*FEES.phrasings, "does the university cover my chartership"))
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, phrasings=ways)
    await confirm(library, "lea")
    await library.bunsen.settle()
    (answer,) = await library.hears("tom", "does the university cover my chartership")
    assert answer.title == FEES.title


async def test_the_proposer_reads_who_is_asked(library: House) -> None:
    assert "I ask Lea to confirm it" in await correct(library)


async def test_the_second_person_is_told_once(library: House) -> None:
    await correct(library)
    sent = await delivered(library)
    assert [each.title for each in sent["lea"]] == [f"Change “{FEES.title}”"]
    assert await delivered(library) == {}


async def test_nobody_is_told_outside_working_hours(library: House) -> None:
    library.clock.move_to(library.clock.now() + timedelta(hours=10))
    await correct(library)
    assert await delivered(library) == {}


async def test_the_proposer_is_not_asked_to_confirm(library: House) -> None:
    await correct(library)
    assert "rae" not in await delivered(library)


async def test_old_and_new_stand_beside_each_other(library: House) -> None:
    await correct(library)
    card_ = card(await press(library, "lea", names.PROPOSAL_PRESS, (await proposals(library))[0]))
    assert f"Was: {FEES.answer}" in text(card_)
    assert f"New: {NEW}" in text(card_)


async def test_of_a_list_only_what_comes_and_goes_is_shown(library: House) -> None:
    ways = "\n".join(("rsci refund", *FEES.phrasings[1:]))
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, phrasings=ways)
    told = text(card(await press(library, "lea", names.PROPOSAL_PRESS, (await proposals(library))[0])))
    assert "Put in:\n- rsci refund" in told
    assert f"Taken out:\n- {FEES.phrasings[0]}" in told
    assert FEES.phrasings[1] not in told


async def test_the_proposer_cannot_confirm(library: House) -> None:
    await correct(library)
    waiting = (await proposals(library))[0]
    outcome = await library.press("rae", Button("Confirm", names.CONFIRM_PRESS, f"{waiting}.x"))
    assert card(outcome).title == "Somebody else confirms it"
    assert await proposals(library) == [waiting]


async def test_the_proposer_is_not_offered_to_confirm(library: House) -> None:
    await correct(library)
    assert labels(card(await press(library, "rae", names.PROPOSAL_PRESS, (await proposals(library))[0]))) == [
        "Withdraw it"
    ]


async def test_somebody_without_a_post_cannot_confirm(library: House) -> None:
    await correct(library)
    waiting = (await proposals(library))[0]
    outcome = await library.press("tom", Button("Confirm", names.CONFIRM_PRESS, f"{waiting}.x"))
    assert isinstance(outcome, Reply)
    assert await proposals(library) == [waiting]


async def test_the_same_proposal_confirmed_twice_is_said(library: House) -> None:
    await correct(library)
    proposal = card(await press(library, "lea", names.PROPOSAL_PRESS, (await proposals(library))[0]))
    await push(library, "fay", proposal, "Confirm")
    assert "Fay confirmed it" in text(card(await push(library, "lea", proposal, "Confirm")))


async def test_the_proposer_hears_that_it_is_in_use(library: House) -> None:
    await correct(library)
    await confirm(library, "lea")
    (told,) = (await delivered(library))["rae"]
    assert told.title.startswith("In use: ")
    assert "Lea confirmed it" in text(told)


async def test_once_confirmed_nobody_else_is_asked(library: House) -> None:
    await correct(library)
    await confirm(library, "lea")
    assert set(await delivered(library)) == {"rae"}


async def test_declining_needs_a_reason(library: House) -> None:
    await correct(library)
    outcome = await fill(library, "lea", names.DECLINE_PRESS, (await proposals(library))[0], reason=" ")
    assert "Please say why" in errors(outcome)["reason"]


async def test_the_proposer_reads_why_it_was_declined(library: House) -> None:
    await correct(library)
    await fill(library, "lea", names.DECLINE_PRESS, (await proposals(library))[0], reason="It is one year only.")
    (told,) = (await delivered(library))["rae"]
    assert "Their reason: It is one year only." in text(told)


async def test_what_was_declined_is_not_in_use(library: House) -> None:
    await correct(library)
    await fill(library, "lea", names.DECLINE_PRESS, (await proposals(library))[0], reason="No.")
    assert NEW not in text(await shown(library, FEES.id))


async def test_a_proposal_can_be_withdrawn(library: House) -> None:
    await correct(library)
    proposal = card(await press(library, "rae", names.PROPOSAL_PRESS, (await proposals(library))[0]))
    assert card(await push(library, "rae", proposal, "Withdraw it")).title == "Withdrawn"
    assert await proposals(library) == []


async def test_nobody_withdraws_what_somebody_else_proposed(library: House) -> None:
    await correct(library)
    await press(library, "lea", names.WITHDRAW_PRESS, (await proposals(library))[0])
    assert len(await proposals(library)) == 1


async def test_whoever_changes_it_meanwhile_is_named(library: House) -> None:
    form = await edit_form(library, "dee")
    await correct(library, "rae")
    outcome = await library.submit("dee", form, {**values_in(form), "answer": "Dee's text."})
    assert isinstance(outcome, OpenForm)
    assert "Rae has changed this entry since you opened the form" in outcome.form.intro
    assert f"Answer, theirs: {NEW}" in outcome.form.intro


async def test_what_was_typed_meanwhile_is_not_lost(library: House) -> None:
    form = await edit_form(library, "dee")
    await correct(library, "rae")
    again = form_of(await library.submit("dee", form, {**values_in(form), "answer": "Dee's text."}))
    assert values_in(again)["answer"] == "Dee's text."


async def test_what_is_sent_again_takes_the_place_and_its_proposer_hears_of_it(library: House) -> None:
    form = await edit_form(library, "dee")
    await correct(library, "rae")
    again = form_of(await library.submit("dee", form, {**values_in(form), "answer": "Dee's text."}))
    await library.submit("dee", again, values_in(again))
    told = (await delivered(library))["rae"]
    assert "Your proposal was replaced" in told[0].title


async def test_a_confirmation_of_what_is_no_longer_shown_is_asked_again(library: House) -> None:
    await correct(library)
    version = await waiting_version(library)
    proposal = card(await press(library, "lea", names.PROPOSAL_PRESS, str(version.id)))
    async with library.bunsen.begin() as tx:
        brought = replace(version, body={**version.body, "answer": "Brought in by an import."})
        await tx.of(library.institution.id).knowledge.put(brought)
    outcome = card(await push(library, "lea", proposal, "Confirm"))
    assert "Nothing was confirmed: please look again" in text(outcome)
    assert "Was: Brought in by an import." in text(outcome)


async def test_a_form_sent_back_untouched_proposes_nothing(library: House) -> None:
    assert card(await fill(library, "rae", names.EDIT_PRESS, FEES.id)).title == "Nothing is changed"
    assert await proposals(library) == []


async def test_editing_again_starts_from_ones_own_proposal(library: House) -> None:
    await correct(library)
    assert values_in(await edit_form(library))["answer"] == NEW


async def test_somebody_elses_proposal_is_announced_above_the_form(library: House) -> None:
    await correct(library)
    form = await edit_form(library, "lea")
    assert "Rae proposed a change on 1 March 2027 that still waits" in form.intro
    assert values_in(form)["answer"] == FEES.answer


@pytest.mark.parametrize("user", ["fay", "tom"])
async def test_an_entry_of_another_post_cannot_be_edited(library: House, user: str) -> None:
    assert isinstance(await press(library, user, names.EDIT_PRESS, FEES.id), Reply)


async def test_a_deputy_may_edit(library: House) -> None:
    assert "Proposed" in await correct(library, "dee")


async def test_the_lead_may_edit_everything(library: House) -> None:
    assert "Proposed" in await correct(library, "lea")


async def test_whoever_lost_the_post_meanwhile_proposes_nothing(library: House) -> None:
    form = await edit_form(library)
    async with library.bunsen.begin() as tx:
        people = tx.of(library.institution.id).people
        post, person = await people.post("Registration champion"), await people.by_email("rae@wenlow.example")
        assert post is not None
        assert person is not None
        await people.end_holding(post.id, person.id, library.institution.day(library.clock.now()))
    days_later(library, 1)
    await library.submit("rae", form, {**values_in(form), "answer": NEW})
    assert await proposals(library) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Please fill this in."),
        ("title", "Finding a mentor", "Another entry has this title already."),
        ("answer", "", "Please fill this in."),
        ("answer", "a" * 2501, "Please keep this to 2,500 characters"),
        ("sources", "", "There is no source"),
        ("sources", "Handbook | over there", ""),
        ("sources", "Handbook | nowhere", "This is not a web address"),
        ("phrasings", "one way", "at least 4 ways to ask"),
        ("phrasings", "tdf\na\nb\nc", "“tdf” already leads to “The development fund”"),
        ("review_by", "2027-02-01", "Please choose a day to come."),
        ("review_by", "soon", "There is no such day."),
        ("valid_until", "2027-02-01", "1 February 2027 has passed"),
        ("local", "No value here.", "names no value"),
        ("local", "Up to {fund-lmit}.", "There is no value 'fund-lmit'"),
        ("audience", "aliens", "Please choose one of these."),
    ],
)
async def test_what_is_wrong_is_said_beside_its_field(library: House, field: str, value: str, said: str) -> None:
    outcome = await fill(library, "lea", names.EDIT_PRESS, FEES.id, **{field: value})
    if said:
        assert said in errors(outcome)[field]
        assert await proposals(library) == []
    else:
        assert await proposals(library)


@pytest.mark.parametrize(
    ("line", "name", "url"),
    [
        ("Fees page | https://www.example.ac.uk/fees", "Fees page", "https://www.example.ac.uk/fees"),
        ("Fees page | www.example.ac.uk/fees", "Fees page", "https://www.example.ac.uk/fees"),
        ("Fees page https://www.example.ac.uk/fees", "Fees page", "https://www.example.ac.uk/fees"),
        ("https://www.example.ac.uk/fees", "https://www.example.ac.uk/fees", "https://www.example.ac.uk/fees"),
        ("Fees page|https://www.example.ac.uk/fees", "Fees page", "https://www.example.ac.uk/fees"),
        ("Fees: https://www.example.ac.uk/fees", "Fees", "https://www.example.ac.uk/fees"),
        ("Minutes of 3 May 2026", "Minutes of 3 May 2026", "None"),
    ],
)
async def test_a_source_is_understood_as_people_write_it(library: House, line: str, name: str, url: str) -> None:
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, sources=line)
    assert (await waiting_version(library)).body["sources"] == [
        {"name": name, "url": None if url == "None" else url, "checked": "2027-03-01"}
    ]


async def test_a_source_that_stays_keeps_the_day_on_which_it_was_checked(library: House) -> None:
    await correct(library)
    assert (await waiting_version(library)).body["sources"] == [
        {"name": "Staff handbook", "url": "https://www.example.ac.uk/handbook", "checked": "2026-11-01"}
    ]


async def test_the_history_says_who_did_what(library: House) -> None:
    await correct(library)
    await confirm(library, "lea")
    history = card(await press(library, "rae", names.HISTORY_PRESS, FEES.id))
    assert "1 March 2027: changed by Rae, confirmed by Lea" in text(history)


@pytest.mark.parametrize("name", [names.PROPOSAL_PRESS, names.CONFIRM_PRESS, names.DECLINE_PRESS, names.WITHDRAW_PRESS])
@pytest.mark.parametrize("value", ["", "0", "999", "x.y", "9" * 400])
async def test_a_proposal_that_is_not_there_is_said_politely(library: House, name: str, value: str) -> None:
    assert card(await press(library, "lea", name, value)).title == "That proposal is not there"
