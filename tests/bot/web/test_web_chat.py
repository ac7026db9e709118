"""The chat through a real server: what is said, pressed and filled in, and who sees what comes of it."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import ClientResponse

from bot.web.chat import Chat, Notice, from_bunsen
from bot.web.seats import CHANNEL, Seat, place
from handlers.cards import Card, Text
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account, Commanded, Joined, MessageRef, Platform, Pressed, Said, Submitted
from handlers.outcomes import Close, OpenForm, Reply, Update
from tests.bot.web.desk import (
    ASHA,
    FORM,
    SEATS,
    TOM,
    Demo,
    TestTime,
    listening,
    running,
    text_file,
)


async def heard(demo: Demo, seat: Seat = ASHA) -> str:
    """All that a seat is told when it opens the page now."""
    async with listening(demo, seat) as ear:
        return "\n".join(await ear.settled())


async def error(response: ClientResponse) -> str:
    return str((await response.json())["error"])


async def test_what_is_said_to_bunsen_reaches_the_desk() -> None:
    async with running() as demo:
        await demo.say("will you pay my rsci fee?")
        (came,) = demo.desk.came
        assert came.deed == Said("will you pay my rsci fee?")
        assert (came.account, came.key) == (Account(Platform.WEB, "demo", "U-asha"), "key-00001")
        assert came.conversation == place(ASHA.direct)
        assert demo.desk.arrived.is_set()


async def test_the_answer_reaches_the_browser_live() -> None:
    async with running() as demo, listening(demo, ASHA) as ear:
        await ear.settled()
        await demo.surface.messenger.send(place(ASHA.direct), Card("Yes, we pay it"))
        assert "Yes, we pay it" in str((await ear.next("message"))["html"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("@bunsen what is due?", "what is due?"),
        ("@Bunsen, what is due?", "what is due?"),
        ("Can you say @BUNSEN what is due?", "Can you say what is due?"),
        ("@bunsen", ""),
    ],
)
async def test_a_mention_in_the_channel_reaches_the_desk_without_the_name(typed: str, meant: str) -> None:
    async with running() as demo:
        await demo.say(typed, conversation=CHANNEL)
        assert [came.deed for came in demo.desk.came] == [Said(meant)]


async def test_a_mention_is_answered_below_itself() -> None:
    async with running() as demo:
        await demo.say("@bunsen hello", conversation=CHANNEL)
        assert demo.desk.came[0].conversation == place(CHANNEL, "key-00001")
        async with listening(demo, TOM) as ear:
            await ear.settled()
            await demo.surface.messenger.send(demo.desk.came[0].conversation, Card("Hello"))
            assert (await ear.next("message"))["thread"] == "key-00001"


@pytest.mark.parametrize("text", ["good morning", "write to me@bunsen.example", "@bunsens are burners", "a/bunsen"])
async def test_the_channel_is_not_read_without_a_mention(text: str) -> None:
    async with running() as demo:
        await demo.say(text, conversation=CHANNEL)
        assert demo.desk.came == []
        assert text in await heard(demo, TOM)


async def test_the_hint_comes_once_and_only_to_who_wrote() -> None:
    async with running() as demo:
        await demo.say("good morning", conversation=CHANNEL)
        await demo.say("anybody?", conversation=CHANNEL, key="key-00002")
        assert (await heard(demo)).count("begin with @bunsen") == 1
        assert "begin with @bunsen" not in await heard(demo, TOM)


async def test_a_command_is_answered_only_to_who_typed_it() -> None:
    async with running() as demo:
        await demo.say("/bunsen status now", conversation=CHANNEL)
        assert [came.deed for came in demo.desk.came] == [Commanded("status now")]
        assert "You typed “status now”" in await heard(demo)
        assert "Only you can see this" in await heard(demo)
        assert await heard(demo, TOM) == ""


async def test_sent_twice_is_said_once() -> None:
    async with running() as demo:
        await demo.say("hello")
        await demo.say("hello")
        assert len(demo.desk.came) == 1
        assert (await heard(demo)).count("bubble") == 1


async def test_what_the_desk_could_not_take_is_not_shown_as_said() -> None:
    async with running() as demo:
        demo.desk.broken = True
        response = await demo.say("hello")
        assert response.status == 500
        assert "nothing was sent" in await error(response)
        assert await heard(demo) == ""


async def test_nobody_reads_the_chat_of_another_seat() -> None:
    async with running() as demo:
        await demo.say("a private question")
        assert await heard(demo, TOM) == ""


async def test_a_seat_is_greeted_once() -> None:
    async with running() as demo:
        await demo.post("/sit", {"seat": ASHA.id})
        await demo.post("/sit", {"seat": ASHA.id})
        assert [came.deed for came in demo.desk.came] == [Joined()]


async def test_a_press_names_its_message_and_its_thread() -> None:
    async with running() as demo:
        sent = await demo.surface.messenger.send(place(CHANNEL), Card("Status"))
        await demo.press(sent.id, "more")
        (came,) = demo.desk.came
        below = place(CHANNEL, sent.id)
        assert (came.deed, came.conversation) == (Pressed("more", "7", MessageRef(below, sent.id)), below)


async def test_an_update_takes_the_place_of_the_card() -> None:
    async with running() as demo:
        origin = await demo.ask_tom()
        demo.desk.outcomes["done"] = Update(Card("Noted, thank you"))
        async with listening(demo, TOM) as ear:
            await ear.settled()
            await demo.press(origin, "done")
            news = await ear.next("message")
        assert news["id"] == origin
        assert "Noted, thank you" in str(news["html"])


async def test_a_private_reply_in_the_channel_is_private() -> None:
    async with running() as demo:
        sent = await demo.surface.messenger.send(place(CHANNEL), Card("Status"))
        demo.desk.outcomes["more"] = Reply(Card("Not yours"), private=True)
        await demo.press(sent.id, "more")
        assert "Not yours" in await heard(demo, TOM)
        assert "Not yours" not in await heard(demo, ASHA)


async def test_a_public_reply_in_the_channel_is_public() -> None:
    async with running() as demo:
        sent = await demo.surface.messenger.send(place(CHANNEL), Card("Status"))
        demo.desk.outcomes["more"] = Reply(Card("For everybody"))
        await demo.press(sent.id, "more")
        assert "For everybody" in await heard(demo, ASHA)


async def test_a_form_opens() -> None:
    async with running() as demo:
        origin = await demo.ask_tom()
        answer = await (await demo.press(origin, "update.open")).json()
        assert answer["outcome"] == "form"
        assert f'data-origin="{origin}"' in answer["html"]


async def test_a_form_brings_what_was_filled_in() -> None:
    async with running() as demo:
        origin = await demo.ask_tom()
        await demo.submit(origin, {"rag": "green", "comment": "Done"})
        (came,) = demo.desk.came
        where = place(TOM.direct)
        values = {"rag": "green", "comment": "Done"}
        assert came.deed == Submitted(FORM.name, FORM.context, FORM.nonce, values, MessageRef(where, origin))


async def test_a_form_with_errors_says_which() -> None:
    async with running() as demo:
        origin = await demo.ask_tom()
        answer = await (await demo.submit(origin, {"comment": ""})).json()
        assert answer["outcome"] == "errors"
        assert answer["errors"] == {"comment": "Please say in a sentence what happened."}
        assert answer["summary"]


async def test_a_closed_form_updates_its_card_and_thanks_in_private() -> None:
    async with running() as demo:
        sent = await demo.surface.messenger.send(place(CHANNEL), Card("Survey"))
        demo.desk.outcomes["form"] = Close(Card("Thank you"), Card("Survey, answered"))
        answer = await (await demo.submit(sent.id, {"comment": "x"})).json()
        assert answer["outcome"] == "shown"
        assert answer["message"] not in ("", sent.id)  # The page scrolls to what is new.
        assert "Thank you" in await heard(demo, TOM)
        assert "Thank you" not in await heard(demo, ASHA)
        assert "Survey, answered" in await heard(demo, ASHA)


async def test_trouble_with_a_form_keeps_it_open() -> None:
    async with running() as demo:
        origin = await demo.ask_tom()
        demo.desk.outcomes["form"] = Reply(Card("Something went wrong", (Text("Nothing was saved."),)), private=True)
        answer = await (await demo.submit(origin, {"comment": "x"})).json()
        assert answer == {"outcome": "errors", "errors": {}, "summary": "Something went wrong\nNothing was saved."}


async def test_a_form_may_lead_to_the_next() -> None:
    async with running() as demo:
        origin = await demo.ask_tom()
        demo.desk.outcomes["form"] = OpenForm(replace(FORM, title="Page two"))
        answer = await (await demo.submit(origin, {"comment": "x"})).json()
        assert "Page two" in answer["html"]


async def test_a_file_can_be_downloaded_by_whom_it_is_for() -> None:
    async with running() as demo:
        origin = await demo.ask_tom()
        demo.desk.outcomes["pack"] = text_file()
        async with listening(demo, TOM) as ear:
            await ear.settled()
            await demo.press(origin, "pack")
            message = await ear.next("message")
        response = await demo.client.get(f"/files/{message['id']}?seat={TOM.id}")
        assert await response.read() == b"all green"
        assert response.headers["Content-Disposition"] == "attachment; filename*=UTF-8''pack%20%22final%22.txt"


async def test_a_file_stays_with_whom_it_is_for() -> None:
    async with running() as demo:
        await demo.surface.messenger.send_file(place(TOM.direct), text_file())
        sent = demo.surface._chat.since(0, TOM)[0]
        assert (await demo.client.get(f"/files/{sent.id}?seat={ASHA.id}")).status == 404


async def test_a_message_that_is_no_file_cannot_be_downloaded() -> None:
    async with running() as demo:
        origin = await demo.ask_tom()
        assert (await demo.client.get(f"/files/{origin}?seat={TOM.id}")).status == 404


async def test_other_seats_are_told_that_something_waits() -> None:
    async with running() as demo, listening(demo, ASHA) as ear:
        await ear.settled()
        await demo.ask_tom()
        unread = await ear.next("unread")
        assert unread["direct"] == {"technician": 0, "owner": 1, "chair": 0, "lead": 0}


async def test_what_was_seen_is_no_longer_new() -> None:
    async with running() as demo:
        await demo.ask_tom()
        async with listening(demo, ASHA) as ear:
            await ear.settled()
            await demo.post("/seen", {"seat": TOM.id, "conversation": TOM.direct, "place": 1})
            unread = await ear.next("unread")
        assert unread["direct"]["owner"] == 0  # type: ignore[index]


async def test_seen_beyond_the_end_does_not_hide_what_comes() -> None:
    async with running() as demo:
        await demo.ask_tom()
        await demo.post("/seen", {"seat": TOM.id, "conversation": TOM.direct, "place": 10**9})
        async with listening(demo, ASHA) as ear:
            await ear.settled()
            await demo.ask_tom()
            assert (await ear.next("unread"))["direct"]["owner"] == 1  # type: ignore[index]


async def test_the_clock_goes_forward_for_everybody() -> None:
    async with running() as demo, listening(demo, ASHA) as ear:
        await ear.settled()
        answer = await (await demo.post("/clock", {"to": "week"})).json()
        assert answer == {
            "said": "It is now Monday 30 November 2026, 09:30.",
            "label": "Monday 30 November 2026, 09:30",
        }
        assert await ear.next("clock") == {"label": "Monday 30 November 2026, 09:30"}


async def test_a_stream_taken_up_again_tells_only_what_was_missed() -> None:
    async with running() as demo:
        await demo.ask_tom(Card("First"))
        async with listening(demo, TOM) as ear:
            await ear.settled()
        await demo.ask_tom(Card("Second"))
        async with listening(demo, TOM, **{"Last-Event-ID": ear.last_id}) as again:
            assert "Second" in str((await again.next("message"))["html"])


async def test_a_stream_taken_up_after_a_change_tells_the_change() -> None:
    async with running() as demo:
        origin = await demo.ask_tom(Card("First"))
        async with listening(demo, TOM) as ear:
            await ear.settled()
        await demo.surface.messenger.update(MessageRef(place(TOM.direct), origin), Card("Changed"))
        async with listening(demo, TOM, **{"Last-Event-ID": ear.last_id}) as again:
            assert "Changed" in str((await again.next("message"))["html"])


@pytest.mark.parametrize("last_event", ["other.3", "garbage", "", ".", "1.x"])
async def test_a_stream_from_another_run_starts_afresh(last_event: str) -> None:
    async with running() as demo:
        await demo.ask_tom(Card("First"))
        async with listening(demo, TOM, **{"Last-Event-ID": last_event}) as ear:
            assert await ear.next("reset") == {}
            assert "First" in str((await ear.next("message"))["html"])


async def test_a_quiet_stream_shows_that_it_lives() -> None:
    async with running(heartbeat=0.01) as demo, listening(demo, TOM) as ear:
        await ear.settled()
        assert (await ear.response.content.readuntil(b": still here\n\n")).endswith(b": still here\n\n")


async def test_stopping_ends_the_streams() -> None:
    async with running() as demo, listening(demo, TOM) as ear:
        await ear.settled()
        await demo.surface.stop()
        async with asyncio.timeout(20):
            assert await ear.response.content.read() == b""


async def test_the_server_ends_the_streams_before_it_stops() -> None:
    async with running() as demo, listening(demo, TOM) as ear:
        await ear.settled()
        await demo.client.app.shutdown()
        async with asyncio.timeout(20):
            assert await ear.response.content.read() == b""


WRONG = {
    "broken JSON": ("{", 400, "not valid JSON"),
    "a list": ("[]", 400, "JSON object"),
    "too deep": ("[" * 100_000, 400, "not valid JSON"),
    "not UTF-8": (b"\xff\xfe\x00\xd8", 400, "not valid JSON"),
    "nothing": ("", 400, "not valid JSON"),
    "no text": ({"text": None}, 400, "“text” must be text"),
    "a number as text": ({"text": 5}, 400, "“text” must be text"),
    "only blanks": ({"text": " \n\t"}, 400, "nothing in this message"),
    "an odd id": ({"id": "<b>"}, 400, "“id” must be"),
    "an unknown seat": ({"seat": "dean"}, 404, "no seat called “dean”"),
    "another's chat": ({"conversation": TOM.direct}, 404, "not open to the seat"),
    "one character too many": ({"text": "x" * 200_001}, 413, "200,001 characters; 200,000 is the most"),
    "far too much": ({"text": "x" * 6_000_000}, 413, "200,000 characters is the most"),
}


@pytest.mark.parametrize(("data", "status", "words"), WRONG.values(), ids=WRONG.keys())
async def test_what_is_wrong_is_said_and_goes_no_further(data: object, status: int, words: str) -> None:
    async with running() as demo:
        whole = {"id": "key-00001", "seat": ASHA.id, "conversation": ASHA.direct, "text": "Hello"}
        response = await demo.post("/say", whole | data if isinstance(data, dict) else data)
        assert response.status == status
        assert words in await error(response)
        assert demo.desk.came == []


async def test_the_longest_text_is_taken_in_whole() -> None:
    async with running() as demo:
        await demo.say("🔥" * 200_000)
        assert demo.desk.came[0].deed == Said("🔥" * 200_000)


async def test_what_is_no_text_is_made_text() -> None:
    async with running() as demo:
        await demo.say("half \ud83d, nul \x00.")
        assert demo.desk.came[0].deed == Said("half \ufffd, nul .")


@pytest.mark.parametrize("path", ["/sit", "/say", "/press", "/form", "/seen", "/clock"])
async def test_only_json_is_taken(path: str) -> None:
    async with running() as demo:
        response = await demo.post(path, "seat=technician", **{"Content-Type": "text/plain"})
        assert response.status == 415


@pytest.mark.parametrize("path", ["/sit", "/say", "/press", "/form", "/seen", "/clock"])
async def test_an_empty_request_is_refused_in_words(path: str) -> None:
    async with running() as demo:
        response = await demo.post(path, {})
        assert (response.status, "must be" in await error(response)) == (400, True)


async def test_an_unknown_seat_cannot_listen() -> None:
    async with running() as demo:
        assert (await demo.client.get("/events?seat=dean")).status == 404


async def test_a_press_on_a_message_that_is_gone_is_refused() -> None:
    async with running() as demo:
        response = await demo.press("b-gone", "more")
        assert (response.status, demo.desk.came) == (404, [])


async def test_a_press_on_somebody_elses_message_is_refused() -> None:
    async with running() as demo:
        response = await demo.press(await demo.ask_tom(), "more", ASHA)
        assert (response.status, demo.desk.came) == (404, [])


async def test_the_clock_knows_its_steps() -> None:
    async with running() as demo:
        assert (await demo.post("/clock", {"to": "yesterday"})).status == 400


async def test_values_of_a_form_are_texts() -> None:
    async with running() as demo:
        response = await demo.submit(await demo.ask_tom(), {"comment": 5})
        assert (response.status, demo.desk.came) == (400, [])


async def test_a_delivery_is_sent_once() -> None:
    async with running() as demo:
        first = await demo.surface.messenger.send(place(TOM.direct), Card("Nudge"), key="nudge:1")
        second = await demo.surface.messenger.send(place(TOM.direct), Card("Nudge"), key="nudge:1")
        assert first == second
        assert (await heard(demo, TOM)).count("Nudge") == 1


async def test_nobody_can_be_written_to_who_has_no_seat() -> None:
    async with running() as demo:
        with pytest.raises(DeliveryFailed) as failed:
            await demo.surface.messenger.send(place("direct:nobody"), Card("Nudge"))
        assert failed.value.permanent


async def test_a_message_that_is_gone_cannot_be_changed() -> None:
    async with running() as demo:
        with pytest.raises(DeliveryFailed) as failed:
            await demo.surface.messenger.update(MessageRef(place(TOM.direct), "gone"), Card("x"))
        assert failed.value.permanent


@pytest.mark.parametrize(
    ("account", "found"),
    [
        (TOM.account, place(TOM.direct)),
        (Account(Platform.WEB, "demo", "nobody"), None),
        (Account(Platform.SLACK, "demo", TOM.user), None),
        (Account(Platform.WEB, "other", TOM.user), None),
    ],
)
async def test_the_chat_of_an_account_is_found(account: Account, found: object) -> None:
    async with running() as demo:
        assert await demo.surface.messenger.direct(account) == found


async def test_the_profiles_are_those_of_the_seats() -> None:
    async with running() as demo:
        profiles, here = demo.surface.profiles, place(CHANNEL)
        assert (await profiles.profile(ASHA.account, here)).name == "Asha Verma"
        assert (await profiles.profile(Account(Platform.WEB, "demo", "x"), here)).name == ""


async def test_the_chat_is_kept_over_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as demo:
        await demo.say("will you pay?")
        sent = await demo.surface.messenger.send(place(ASHA.direct), Card("Before"), key="k")
        await demo.surface.messenger.update(sent, Card("After"))
        await demo.surface.messenger.send_file(place(ASHA.direct), text_file())
        before = await heard(demo)
    async with running(tmp_path) as again:
        assert await heard(again) == before
        assert (await again.surface.messenger.send(place(ASHA.direct), Card("x"), key="k")).id == sent.id


async def test_what_was_seen_is_kept_over_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as demo:
        await demo.ask_tom()
        await demo.post("/seen", {"seat": TOM.id, "conversation": TOM.direct, "place": 1})
    async with running(tmp_path) as again, listening(again, ASHA) as ear:
        assert (await ear.next("unread"))["direct"]["owner"] == 0  # type: ignore[index]


async def test_the_receipt_of_a_form_is_not_written_down(tmp_path: Path) -> None:
    async with running(tmp_path) as demo:
        origin = await demo.ask_tom()
        demo.desk.outcomes["form"] = Close(Card("Thank you for your answers"))
        await demo.submit(origin, {"comment": "my secret"})
        assert "Thank you for your answers" in await heard(demo, TOM)
    kept = (tmp_path / "chat.jsonl").read_text("utf-8")
    assert "Thank you" not in kept
    assert "secret" not in kept


async def test_a_torn_line_costs_only_itself(tmp_path: Path) -> None:
    async with running(tmp_path) as demo:
        await demo.say("first")
    with (tmp_path / "chat.jsonl").open("ab") as file:
        file.write(b'[]\n{"is": "Nobody"}\n{"is": "Message", "id": "torn\xff')
    async with running(tmp_path) as again:
        await again.say("second", key="key-00002")
    async with running(tmp_path) as third:
        assert (await heard(third)).count("bubble") == 2


async def test_places_stay_apart_after_fleeting_messages_are_gone(tmp_path: Path) -> None:
    async with running(tmp_path) as demo:
        await demo.say("/bunsen help", key="key-00001")
        await demo.say("kept", key="key-00002")
    async with running(tmp_path) as again:
        await again.say("new", key="key-00003")
        places = [message.place for message in again.surface._chat.since(0, ASHA)]
        assert len(set(places)) == len(places) == 2


def test_an_answer_to_an_answer_stays_in_the_thread() -> None:
    chat, now = Chat(), TestTime().now()
    root = chat.add(from_bunsen(CHANNEL, now, Notice("1")))
    answer = chat.add(from_bunsen(CHANNEL, now, Notice("2"), thread=root.id))
    assert chat.add(from_bunsen(CHANNEL, now, Notice("3"), thread=answer.id)).thread == root.id


def test_an_answer_to_nothing_stands_by_itself() -> None:
    assert Chat().add(from_bunsen(CHANNEL, TestTime().now(), Notice("1"), thread="gone")).thread == ""


async def test_the_page_and_its_files_are_served() -> None:
    async with running() as demo:
        page = await (await demo.client.get("/")).text()
        assert all(seat.name.split()[0] in page for seat in SEATS)
        for name in ("style.css", "chat.js", "dialog.js", "log.js", "icon.svg"):
            assert (await demo.client.get(f"/static/{name}")).status == 200


async def test_what_people_write_is_no_html_in_the_stream() -> None:
    async with running() as demo:
        await demo.say("<img src=x onerror=alert(1)>", conversation=CHANNEL)
        assert "<img" not in await heard(demo, TOM)


async def test_the_stream_carries_one_event_a_line() -> None:
    async with running() as demo:
        await demo.say("first\n\nevent: reset\ndata: {}", conversation=CHANNEL)
        async with listening(demo, TOM) as ear:
            assert "event: reset" in json.dumps(await ear.next("message"))
