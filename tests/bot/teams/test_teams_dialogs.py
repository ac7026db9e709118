"""Dialogs: a form opened, sent, corrected and closed, through the real endpoint."""

import pytest

from handlers.forms import Form, Section, TextField, refilled
from handlers.interactions import Submitted
from handlers.outcomes import Close, FormErrors, OpenForm, Reply, Shown, Update
from tests.support.teams_bunsen import ASKING, CARD, FORM, Bunsen
from tests.support.teams_service import Answer, TeamsPerson, inputs, read


async def test_a_form_opens_in_a_dialog(bunsen: Bunsen) -> None:
    answer = await bunsen.pressed(bunsen.ada, "Report", OpenForm(FORM))
    assert read(answer.card) == "How it went\nComment\nStatus\n( ) Green\n( ) Amber\nDue\n[Send]"


async def test_a_form_comes_back_with_all_that_it_carries(bunsen: Bunsen) -> None:
    opened = await bunsen.pressed(bunsen.ada, "Report", OpenForm(FORM))
    bunsen.desk.outcomes.append(Close())
    await bunsen.ada.submits(opened, comment="Two hired", rag="amber", due="2026-12-01")
    deed = bunsen.desk.responded[-1].deed
    assert isinstance(deed, Submitted)
    assert (deed.form, deed.context, deed.nonce, deed.values, deed.origin and deed.origin.id) == (
        "report",
        "action:7",
        "n-1",
        {"comment": "Two hired", "rag": "amber", "due": "2026-12-01"},
        "activity-1",
    )


async def failed(bunsen: Bunsen) -> Answer:
    """A form that was sent with something wrong in it."""
    opened = await bunsen.pressed(bunsen.ada, "Report", OpenForm(FORM))
    typed = {"comment": "", "rag": "amber", "due": "2026-12-01"}
    bunsen.desk.outcomes.append(FormErrors(refilled(FORM, typed), {"comment": "Say what was done."}))
    return await bunsen.ada.submits(opened, **typed)


async def test_errors_keep_the_dialog_open_and_are_shown(bunsen: Bunsen) -> None:
    assert "⚠ Say what was done.\nComment" in read((await failed(bunsen)).card)


async def test_errors_keep_what_was_typed(bunsen: Bunsen) -> None:
    values = {key: one.get("value") for key, one in inputs((await failed(bunsen)).card).items()}
    assert values == {"field.comment": None, "field.rag": "amber", "field.due": "2026-12-01"}


async def test_a_corrected_form_is_still_the_same_form(bunsen: Bunsen) -> None:
    again = await failed(bunsen)
    bunsen.desk.outcomes.append(Close())
    await bunsen.ada.submits(again, comment="Two hired")
    deed = bunsen.desk.responded[-1].deed
    assert isinstance(deed, Submitted)
    assert (deed.nonce, deed.values["rag"], deed.origin and deed.origin.id) == ("n-1", "amber", "activity-1")


async def closed(bunsen: Bunsen, person: TeamsPerson, outcome: Shown) -> Answer:
    """A form that was sent and served."""
    opened = await bunsen.pressed(person, "Report", OpenForm(FORM))
    bunsen.desk.outcomes.append(outcome)
    return await person.submits(opened, comment="Two hired")


async def test_closing_answers_nothing(bunsen: Bunsen) -> None:
    assert await closed(bunsen, bunsen.ada, Close(reply=CARD)) == Answer(200, None)


async def test_closing_says_its_reply_in_the_personal_chat(bunsen: Bunsen) -> None:
    await closed(bunsen, bunsen.ada, Close(reply=CARD))
    assert read(bunsen.teams.chat.last().card) == "All done\nAction 7 is green."


async def test_closing_updates_the_message_whose_button_opened_the_form(bunsen: Bunsen) -> None:
    await closed(bunsen, bunsen.ada, Close(update=CARD))
    assert bunsen.teams.chat.said() == "All done\nAction 7 is green."


async def test_in_a_channel_the_confirmation_is_for_the_one_who_sent_the_form(bunsen: Bunsen) -> None:
    answer = await closed(bunsen, bunsen.ada.in_channel(), Close(reply=CARD))
    assert (read(answer.card), len(bunsen.teams.chat.messages)) == ("All done\nAction 7 is green.", 1)


async def test_a_confirmation_that_cannot_be_sent_is_told_in_the_dialog(bunsen: Bunsen) -> None:
    opened = await bunsen.pressed(bunsen.ada, "Report", OpenForm(FORM))
    bunsen.desk.outcomes.append(Close(reply=CARD))
    bunsen.teams.chat.answer_next(503)
    assert (await bunsen.ada.submits(opened)).text == "All done\nAction 7 is green."


async def test_one_form_can_lead_to_the_next(bunsen: Bunsen) -> None:
    following = Form("next", "Next", (Section("", (TextField("more", "More"),)),), nonce="n-2")
    assert set(inputs((await closed(bunsen, bunsen.ada, OpenForm(following))).card)) == {"field.more"}


@pytest.mark.parametrize("private", [True, False])
async def test_a_refusal_is_shown_in_the_dialog(bunsen: Bunsen, private: bool) -> None:
    answer = await bunsen.pressed(bunsen.ada, "Report", Reply(CARD, private=private))
    assert read(answer.card) == "All done\nAction 7 is green."


async def test_a_public_reply_to_a_dialog_in_a_channel_is_said_there(bunsen: Bunsen) -> None:
    await bunsen.pressed(bunsen.ada.in_channel(), "Report", Reply(CARD))
    assert read(bunsen.teams.chat.last().card) == "All done\nAction 7 is green."


async def test_a_card_with_buttons_is_sent_instead_of_shown_in_the_dialog(bunsen: Bunsen) -> None:
    answer = await bunsen.pressed(bunsen.ada, "Report", Reply(ASKING, private=True))
    assert (answer.text, len(bunsen.teams.chat.messages)) == ("Your action", 2)


async def test_a_stale_button_of_a_form_updates_its_message(bunsen: Bunsen) -> None:
    answer = await bunsen.pressed(bunsen.ada, "Report", Update(CARD))
    assert (answer.text, bunsen.teams.chat.said()) == ("All done", "All done\nAction 7 is green.")
