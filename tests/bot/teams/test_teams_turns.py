"""Whole turns: signed activities through the real endpoint, a desk with prepared outcomes, and what Teams gets."""

import pytest

from bot.teams.offers import Offers
from bot.teams.surface import TeamsSurface
from handlers.cards import Card, Text
from handlers.interactions import Dropped, Joined, Pressed, Said, SharedFile
from handlers.outcomes import Close, FormErrors, OpenForm, Reply, Shown, Update
from tests.support.teams_bunsen import CARD, FORM, Bunsen, PreparedDesk
from tests.support.teams_service import Answer, TeamsPerson, TeamsService, inputs, read

# Messages and joining: written down, then let go.


async def test_a_mention_in_a_channel_is_accepted(bunsen: Bunsen) -> None:
    await bunsen.ada.in_channel().says("what is overdue?")
    assert [one.deed for one in bunsen.desk.accepted] == [Said("what is overdue?")]


async def test_a_message_is_acknowledged_with_an_empty_answer(bunsen: Bunsen) -> None:
    assert await bunsen.ada.says("help") == Answer(201, None)


async def test_the_worker_is_woken_for_something_new(bunsen: Bunsen) -> None:
    await bunsen.ada.says("help")
    assert len(bunsen.woken) == 1


async def test_the_worker_sleeps_on_when_teams_says_it_again(bunsen: Bunsen) -> None:
    bunsen.desk.new = False
    await bunsen.ada.says("help")
    assert bunsen.woken == []


async def test_a_file_is_accepted(bunsen: Bunsen) -> None:
    await bunsen.ada.drops("plan.xlsx", "https://wenlow-my.sharepoint.com/plan.xlsx")
    file = SharedFile("plan.xlsx", "", 0, {"url": "https://wenlow-my.sharepoint.com/plan.xlsx"})
    assert [one.deed for one in bunsen.desk.accepted] == [Dropped((file,))]


async def test_installing_is_joining(bunsen: Bunsen) -> None:
    await bunsen.ada.installs()
    assert [one.deed for one in bunsen.desk.accepted] == [Joined()]


@pytest.mark.parametrize(
    "kind", ["typing", "messageReaction", "conversationUpdate", "messageUpdate", "endOfConversation"]
)
async def test_what_nobody_says_to_bunsen_is_left_alone(bunsen: Bunsen, kind: str) -> None:
    answer = await bunsen.ada.posts({"type": kind})
    assert (answer.status, bunsen.desk.accepted) == (201, [])


async def test_an_unknown_invoke_is_told_so(bunsen: Bunsen) -> None:
    assert (await bunsen.ada.invokes("composeExtension/query", {})).status == 501


async def test_an_unsigned_activity_never_reaches_the_desk(bunsen: Bunsen) -> None:
    activity = {"type": "message", "text": "help", "from": {"id": "29:x"}, "conversation": {"id": "a:1"}}
    answer = await bunsen.teams.posts(bunsen.url, activity, headers={})
    assert (answer.status, bunsen.desk.accepted) == (401, [])


# Presses.


async def test_a_press_reaches_the_desk_with_its_message(bunsen: Bunsen) -> None:
    await bunsen.pressed(bunsen.ada, "Done", Update(CARD))
    (deed,) = (one.deed for one in bunsen.desk.responded)
    assert isinstance(deed, Pressed)
    assert (deed.press, deed.value, deed.origin and deed.origin.id) == ("action.done", "7", "activity-1")


async def test_an_update_is_shown_to_the_one_who_pressed(bunsen: Bunsen) -> None:
    assert read((await bunsen.pressed(bunsen.ada, "Done", Update(CARD))).card) == "All done\nAction 7 is green."


async def test_an_update_takes_the_place_of_the_message_for_everybody(bunsen: Bunsen) -> None:
    await bunsen.pressed(bunsen.ada.in_channel(), "Done", Update(CARD))
    assert bunsen.teams.chat.said() == "All done\nAction 7 is green."


async def test_a_long_update_is_shown_whole(bunsen: Bunsen) -> None:
    await bunsen.pressed(bunsen.ada, "Done", Update(Card("Long", (Text("word " * 9000),))))
    assert bunsen.teams.chat.said().count("word") == 9000


async def test_a_long_update_is_shown_whole_where_the_message_is_gone(bunsen: Bunsen) -> None:
    message = await bunsen.asks(bunsen.ada)
    bunsen.desk.outcomes.append(Update(Card("Long", (Text("word " * 9000),))))
    bunsen.teams.chat.answer_next(404)
    await bunsen.ada.presses(message, "Done")
    assert bunsen.teams.chat.said().count("word") == 9000


async def test_a_reply_is_said_in_the_conversation(bunsen: Bunsen) -> None:
    await bunsen.pressed(bunsen.ada.in_channel(), "Done", Reply(CARD))
    reply = bunsen.teams.chat.last()
    assert (read(reply.card), reply.conversation) == (
        "All done\nAction 7 is green.",
        "19:channel@thread.tacv2;messageid=1763800000000",
    )


async def test_a_reply_is_pointed_out_to_the_one_who_pressed(bunsen: Bunsen) -> None:
    answer = await bunsen.pressed(bunsen.ada.in_channel(), "Done", Reply(CARD))
    assert answer.text == "I have answered in the conversation."


async def test_a_private_reply_in_a_channel_goes_to_the_chat_of_two(bunsen: Bunsen) -> None:
    await bunsen.pressed(bunsen.ada.in_channel(), "Done", Reply(CARD, private=True))
    assert bunsen.teams.chat.last().conversation.startswith("conversation-")


async def test_a_private_reply_never_stands_in_the_channel(bunsen: Bunsen) -> None:
    message = await bunsen.asks(bunsen.ada.in_channel())
    bunsen.desk.outcomes.append(Reply(CARD, private=True))
    bunsen.teams.chat.answer_next(403)  # not installed: no chat of two can be opened
    answer = await bunsen.ada.in_channel().presses(message, "Done")
    assert (answer.text, len(bunsen.teams.chat.messages)) == ("All done\nAction 7 is green.", 1)


async def test_a_private_reply_in_a_personal_chat_stays_there(bunsen: Bunsen) -> None:
    await bunsen.pressed(bunsen.ada, "Done", Reply(CARD, private=True))
    first, second = bunsen.teams.chat.messages
    assert first.conversation == second.conversation


async def test_a_reply_that_cannot_be_sent_is_told_in_the_answer(bunsen: Bunsen) -> None:
    message = await bunsen.asks(bunsen.ada)
    bunsen.desk.outcomes.append(Reply(CARD))
    bunsen.teams.chat.answer_next(500)
    assert (await bunsen.ada.presses(message, "Done")).text == "All done\nAction 7 is green."


async def test_a_press_that_cannot_open_its_form_offers_a_button_that_can(bunsen: Bunsen) -> None:
    await bunsen.pressed(bunsen.ada, "Done", OpenForm(FORM))
    bunsen.desk.outcomes.append(OpenForm(FORM))
    answer = await bunsen.ada.presses(bunsen.teams.chat.last(), "Open the form")
    assert set(inputs(answer.card)) == {"field.comment", "field.rag", "field.due"}


async def test_a_button_of_nobodys_is_for_the_desk_to_answer(bunsen: Bunsen) -> None:
    bunsen.desk.outcomes.append(Reply(Card("That button is out of date")))
    answer = await bunsen.ada.invokes("adaptiveCard/action", {"action": {"type": "Action.Submit", "data": 7}})
    assert (answer.status, answer.text) == (200, "That button is out of date")


@pytest.mark.parametrize("name", ["adaptiveCard/action", "task/fetch", "task/submit"])
@pytest.mark.parametrize("value", [None, 7, "text", [], {"data": None}, {"action": []}])
async def test_nonsense_from_a_client_is_never_our_error(bunsen: Bunsen, name: str, value: object) -> None:
    bunsen.desk.outcomes.append(Reply(Card("That button is out of date")))
    assert (await bunsen.ada.invokes(name, value)).status == 200


# Presses that come as messages, from clients that know no better.


async def sends(bunsen: Bunsen, person: TeamsPerson, *outcomes: Shown) -> Answer:
    message = await bunsen.asks(person)
    bunsen.desk.outcomes.extend(outcomes)
    value = {"press": "action.done", "value": "7"}
    return await person.posts({"type": "message", "value": value, "replyToId": message.id})


async def test_a_press_sent_as_a_message_is_a_press(bunsen: Bunsen) -> None:
    await sends(bunsen, bunsen.ada, Update(CARD))
    assert isinstance(bunsen.desk.responded[0].deed, Pressed)


async def test_such_a_press_updates_its_message(bunsen: Bunsen) -> None:
    await sends(bunsen, bunsen.ada, Update(CARD))
    assert bunsen.teams.chat.said() == "All done\nAction 7 is green."


async def test_such_a_press_is_replied_to(bunsen: Bunsen) -> None:
    await sends(bunsen, bunsen.ada, Reply(CARD))
    assert read(bunsen.teams.chat.last().card) == "All done\nAction 7 is green."


async def test_such_a_client_is_told_that_it_cannot_show_a_form(bunsen: Bunsen) -> None:
    await sends(bunsen, bunsen.ada, OpenForm(FORM))
    assert "cannot show forms" in read(bunsen.teams.chat.last().card)


async def test_a_form_sent_as_a_message_is_told_what_is_wrong(bunsen: Bunsen) -> None:
    await sends(bunsen, bunsen.ada, FormErrors(FORM, {"comment": "Say what was done."}))
    assert "Comment: Say what was done." in read(bunsen.teams.chat.last().card)


async def test_a_form_sent_as_a_message_is_closed_with_both_cards(bunsen: Bunsen) -> None:
    await sends(bunsen, bunsen.ada, Close(reply=Card("Thank you"), update=CARD))
    assert bunsen.teams.chat.said() == "All done\nAction 7 is green.\n\nThank you"


# The surface itself.


async def test_it_is_ready_when_keys_and_token_are_there(bunsen: Bunsen) -> None:
    await bunsen.asks(bunsen.ada)
    assert bunsen.surface.ready() == ""


async def test_before_that_it_says_what_is_missing(teams: TeamsService, no_offers: Offers) -> None:
    surface = TeamsSurface(teams.identity(), PreparedDesk(), lambda: None, no_offers)
    assert "could not be fetched" in surface.ready()
    await surface.stop()
