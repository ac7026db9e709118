"""Whatever a card holds: every message is within Slack's limits, every word of it arrives, and none of it is live."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.markup import escape, size, split, unescape
from bot.slack.origin import CannotRender
from bot.slack.pages import SlackMessage
from bot.slack.render_cards import render_card
from handlers.cards import (
    Bullets,
    Button,
    Buttons,
    ButtonStyle,
    Card,
    Divider,
    Element,
    Facts,
    Leads,
    Link,
    Table,
    Text,
    Tone,
    plain_text,
)


def fits_slack(question: str) -> bool:
    return size(question.strip()) <= 300


unhurried = settings(deadline=None)
words = st.text(st.sampled_from("ab &<>*_~`:!@#|\n\u00e9\U0001f9ea"), max_size=40)
texts = st.one_of(words, st.just("<!channel>"), st.builds("{} {}".format, words, words).map(lambda text: text * 60))
small = st.text(st.sampled_from("xyz-."), min_size=1, max_size=8)
questions = st.one_of(st.just(""), words, st.just("word " * 60))
buttons = st.builds(
    Button, texts, small, small, st.sampled_from(ButtonStyle), st.sampled_from(Leads), questions.filter(fits_slack)
)
elements: st.SearchStrategy[Element] = st.one_of(
    st.builds(Text, texts, st.sampled_from(Tone)),
    st.builds(Facts, st.lists(st.tuples(texts, texts), max_size=25).map(tuple)),
    st.builds(Bullets, st.lists(texts, max_size=60).map(tuple)),
    st.builds(
        Table,
        texts,
        st.lists(words, max_size=22).map(tuple),
        st.lists(st.lists(words, min_size=1, max_size=22).map(tuple), max_size=130).map(tuple),
    ),
    st.builds(Link, texts, st.one_of(words, st.just("https://example.ac.uk/?a=1&b=<2>"), st.just("javascript:x"))),
    st.just(Divider()),
    st.builds(Buttons, st.lists(buttons).map(tuple)),
)
cards = st.builds(Card, texts, st.lists(elements, max_size=8).map(tuple), texts)


def text_objects(value: Any) -> Iterator[dict[str, Any]]:
    """Find every object of a message that holds text or a link."""
    if isinstance(value, dict):
        if value.get("type") in {"plain_text", "mrkdwn", "raw_text", "text", "link"}:
            yield value
        for inner in value.values():
            yield from text_objects(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from text_objects(inner)


def shown(messages: tuple[SlackMessage, ...]) -> str:
    """All that can be read in the blocks, as a person sees it."""
    found = [each for message in messages for each in text_objects(message.blocks)]
    return "\n".join(unescape(each["text"]) if each["type"] == "mrkdwn" else each["text"] for each in found)


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def block_types(card: Card) -> list[str]:
    (message,) = render_card(card)
    return [block["type"] for block in message.blocks]


def only(card: Card, kind: str) -> dict[str, Any]:
    (message,) = render_card(card)
    (block,) = [block for block in message.blocks if block["type"] == kind]
    return block


def check_limits(block: dict[str, Any]) -> None:
    """platform-facts 2.6; the numbers are written out again here on purpose."""
    match block["type"]:
        case "header":
            assert 0 < len(block["text"]["text"]) <= 150
        case "section":
            assert "text" not in block or 0 < len(block["text"]["text"]) <= 3000
            assert len(block.get("fields", ())) <= 10
            assert all(0 < len(each["text"]) <= 2000 for each in block.get("fields", ()))
        case "context":
            assert 0 < len(block["elements"]) <= 10
            assert all(0 < len(each["text"]) <= 3000 for each in block["elements"])
        case "actions":
            assert 0 < len(block["elements"]) <= 25
            names = [button["action_id"] for button in block["elements"]]
            assert len(set(names)) == len(names)
            assert all(0 < len(button["text"]["text"]) <= 75 for button in block["elements"])
            for confirm in (button["confirm"] for button in block["elements"] if "confirm" in button):
                assert 0 < len(confirm["title"]["text"]) <= 100
                assert 0 < len(confirm["text"]["text"]) <= 300
                assert all(0 < len(confirm[name]["text"]) <= 30 for name in ("confirm", "deny"))
        case "table":
            assert 0 < len(block["rows"]) <= 100
            assert all(0 < len(row) <= 20 and all(cell["text"] for cell in row) for row in block["rows"])
        case "rich_text":
            assert sum(len(each["text"]) for each in text_objects(block)) <= 3000
        case "divider":
            pass
        case other:
            pytest.fail(f"a block that nobody checks: {other}")


@unhurried
@given(cards)
def test_every_message_is_within_slacks_limits(card: Card) -> None:
    for message in render_card(card):
        assert len(message.blocks) <= 50
        assert sum(block["type"] == "table" for block in message.blocks) <= 1
        assert 0 < len(message.text) <= 4000
        assert sum(len(each["text"]) for each in text_objects(message.blocks)) <= 12_000
        for block in message.blocks:
            check_limits(block)


@unhurried
@given(cards)
def test_no_word_of_a_card_is_lost(card: Card) -> None:
    seen = letters(shown(render_card(card)))
    said = [card.title, card.footer, *(text for element in card.body for text in said_by(element))]
    for text in said:
        # A long text may go on in another block, and there some other text may come first.
        for piece in split(text, 60):
            assert letters(piece[:30]) in seen


def said_by(element: Element) -> Iterator[str]:
    match element:
        case Text(text=text):
            yield text
        case Facts(rows=rows):
            yield from (text for row in rows for text in row)
        case Bullets(items=items):
            yield from items
        case Table(caption=caption, rows=rows):
            yield caption
            yield from (cell for row in rows for cell in row)
        case Link(label=label):
            yield label
        case Buttons(buttons=buttons):
            yield from (button.label for button in buttons)
        case Divider():
            return


@unhurried
@given(cards)
def test_nothing_in_a_card_is_live(card: Card) -> None:
    for message in render_card(card):
        live = [each["text"] for each in text_objects(message.blocks) if each["type"] == "mrkdwn"]
        for text in (message.text, *live):
            assert "<" not in text
            assert ">" not in text
            assert re.search(r"&(?!amp;|lt;|gt;)", text) is None


@unhurried
@given(cards)
def test_a_card_becomes_json_that_slack_can_read(card: Card) -> None:
    for message in render_card(card):
        json.dumps(message.blocks)


@unhurried
@given(st.text(), st.integers(5, 40))
def test_splitting_drops_only_blanks(text: str, limit: int) -> None:
    pieces = list(split(text, limit))
    assert letters("".join(pieces)) == letters(text)
    assert all(0 < size(piece) <= limit for piece in pieces)


def test_a_broadcast_in_a_title_reaches_nobody() -> None:
    (message,) = render_card(Card("<!channel>"))
    assert message.text == "&lt;!channel&gt;"
    assert message.blocks[0]["text"] == {"type": "plain_text", "text": "<!channel>", "emoji": False}


def test_a_label_with_markup_in_it_is_shown_as_it_is() -> None:
    fields = only(Card("t", (Facts((("*bold*", "v"),)),)), "section")["fields"]
    assert fields[0] == {"type": "plain_text", "text": "*bold*", "emoji": False}


def test_facts_stand_as_bold_label_and_value_side_by_side() -> None:
    fields = only(Card("t", (Facts((("R&D", "50 <new>"),)),)), "section")["fields"]
    assert fields == [
        {"type": "mrkdwn", "text": "*R&amp;D*", "verbatim": True},
        {"type": "plain_text", "text": "50 <new>", "emoji": False},
    ]


def test_bullets_are_a_real_list() -> None:
    (listed,) = only(Card("t", (Bullets(("one", "two")),)), "rich_text")["elements"]
    assert listed["type"] == "rich_text_list"
    assert [item["elements"][0]["text"] for item in listed["elements"]] == ["one", "two"]


def test_a_warning_says_in_words_that_it_is_one() -> None:
    block = only(Card("t", (Text("this entry is old", Tone.WARNING),)), "rich_text")
    assert [part["text"] for part in block["elements"][0]["elements"]] == ["Please note: ", "this entry is old"]


def test_quiet_text_and_the_footer_are_small_print() -> None:
    assert block_types(Card("t", (Text("quiet", Tone.QUIET),), footer="foot")) == ["header", "context", "context"]


def test_a_long_title_is_bold_text_since_no_header_takes_it() -> None:
    assert block_types(Card("long " * 40)) == ["rich_text"]


def test_a_link_keeps_its_label_and_its_address() -> None:
    block = only(Card("t", (Link("the <fund>", "https://example.ac.uk/?a=1&b=2"),)), "rich_text")
    (link,) = block["elements"][0]["elements"]
    assert link == {"type": "link", "url": "https://example.ac.uk/?a=1&b=2", "text": "the <fund>"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "slack://open", "", "https://", "http://[broken"])
def test_what_is_no_web_address_is_shown_as_its_label_alone(url: str) -> None:
    assert only(Card("t", (Link("label", url),)), "section")["text"]["text"] == "label"


def test_the_same_press_twice_gets_a_number() -> None:
    row = Buttons((Button("One", "nudge.done", "1"), Button("Two", "nudge.done", "2")))
    names = [button["action_id"] for button in only(Card("t", (row,)), "actions")["elements"]]
    assert names == ["nudge.done", "nudge.done#2"]


def test_a_label_too_long_for_a_button_stands_above_it() -> None:
    label = "Which of the many development funds do you mean, the one for conferences or the one for courses?"
    (message,) = render_card(Card("t", (Buttons((Button(label, "choose"),)),)))
    assert message.blocks[1]["text"]["text"] == label
    assert message.blocks[2]["elements"][0]["text"]["text"].endswith("…")


@pytest.mark.parametrize("press", ["", "a#b", "x" * 241])
def test_a_press_that_slack_could_not_name_is_an_error(press: str) -> None:
    with pytest.raises(CannotRender):
        render_card(Card("t", (Buttons((Button("b", press),)),)))


def test_a_value_too_long_for_a_button_is_an_error() -> None:
    with pytest.raises(CannotRender, match="keep only ids"):
        render_card(Card("t", (Buttons((Button("b", "press", "x" * 2001),)),)))


def test_a_table_is_a_table_with_its_headings_and_its_caption_above() -> None:
    card = Card("t", (Table("By theme", ("Theme", "Green"), (("Visibility", "3"),)),))
    assert block_types(card) == ["header", "section", "table"]
    rows = [[cell["text"] for cell in row] for row in only(card, "table")["rows"]]
    assert rows == [["Theme", "Green"], ["Visibility", "3"]]


def test_a_long_table_repeats_its_headings_in_every_part() -> None:
    table = Table("", ("Ref", "Title"), tuple((str(number), "t") for number in range(250)))
    tables = [
        block for message in render_card(Card("t", (table,))) for block in message.blocks if block["type"] == "table"
    ]
    assert [len(each["rows"]) for each in tables] == [100, 100, 53]
    assert all(each["rows"][0][0]["text"] == "Ref" for each in tables)


def test_a_table_wider_than_slack_takes_is_said_row_by_row() -> None:
    table = Table("", tuple(f"H{number}" for number in range(21)), (tuple(f"c{number}" for number in range(21)),))
    assert "H20: c20" in only(Card("t", (table,)), "section")["text"]["text"]


def test_a_long_text_is_spread_over_messages_that_slack_accepts() -> None:
    card = Card("t", tuple(Text("x" * 2900) for _ in range(10)))
    said = [sum(len(each["text"]) for each in text_objects(message.blocks)) for message in render_card(card)]
    assert sum(said) >= 29_000
    assert max(said) <= 12_000


def test_two_tables_are_two_messages() -> None:
    table = Table("", ("A",), (("1",),))
    assert len(render_card(Card("t", (table, table)))) == 2


def test_the_text_of_one_message_is_the_whole_card_for_screen_readers() -> None:
    card = Card("Title", (Text("body & soul"), Bullets(("one",))), footer="foot")
    (message,) = render_card(card)
    assert message.text == escape(plain_text(card))


def test_the_text_of_a_long_message_says_that_it_is_shortened() -> None:
    (message,) = render_card(Card("Title", (Text("word " * 1200),)))
    assert message.text.endswith("This is shortened here; the message itself has all of it.")


def test_the_parts_of_a_long_card_say_which_part_they_are() -> None:
    messages = render_card(Card("Title", tuple(Divider() for _ in range(60))))
    assert [message.blocks[-1]["elements"][0]["text"] for message in messages] == ["Part 1 of 2", "Part 2 of 2"]


def test_a_part_is_read_out_with_its_own_text() -> None:
    body: tuple[Element, ...] = (*(Divider() for _ in range(60)), Text("the end"))
    assert render_card(Card("Title", body))[1].text == "Part 2 of 2: Title\nthe end"
