"""Cards as Adaptive Cards: what a person reads there is what the card says, and nothing in it comes alive."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml

from bot.teams.literal import heading_text
from bot.teams.parts import LARGEST_CARD, render, size
from bot.teams.render_cards import ACTIONS_IN_A_ROW, is_web_address
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
from tests.support.teams_service import actions, read

# What people write, and what would be markup somewhere.
LIVE = r"""
*bold* **b** _i_ ~~x~~ `c` [x](javascript:alert(1)) [x](https://evil.example) ![i](https://evil.example) ](
<at>Ada</at> <script>alert(1)</script> <https://evil.example> &lt;b&gt; &#42; {{DATE(2026-01-01)}} {{TIME(x)}}
# > - + 1. 12) --- === [a]: \ \* a_b_c |a|b|
"""
pieces = st.sampled_from(LIVE.split()) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
texts = st.lists(pieces, max_size=5).map("".join) | st.lists(pieces, max_size=5).map(" ".join)
paragraphs = st.lists(texts, max_size=4).map("\n".join)
elements: st.SearchStrategy[Element] = st.one_of(
    st.builds(Text, paragraphs, st.sampled_from(Tone)),
    st.builds(Facts, st.lists(st.tuples(texts, paragraphs), max_size=3).map(tuple)),
    st.builds(Bullets, st.lists(paragraphs, max_size=3).map(tuple)),
    st.builds(Table, texts, st.tuples(texts, texts), st.lists(st.tuples(texts, texts), max_size=3).map(tuple)),
    st.builds(Link, texts, st.just("https://www.example.ac.uk/fees")),
    st.just(Divider()),
)
cards = st.builds(Card, texts, st.lists(elements, max_size=4).map(tuple), texts)


def squeezed(text: str) -> str:
    """The text without white space, and without the joiner that keeps macros apart."""
    return re.sub(r"[\s\u2060]", "", text)


def words_of(card: Card) -> list[str]:
    """All that a card says, piece by piece."""
    said = [card.title, card.footer]
    for element in card.body:
        match element:
            case Text(text=text):
                said.append(text)
            case Facts(rows=rows):
                said += [text for row in rows for text in row]
            case Bullets(items=items):
                said += items
            case Table():
                said += [element.caption, *(cell for row in (element.headings, *element.rows) for cell in row)]
            case Link(label=label):
                said.append(label)
    return said


def body(*parts: Element) -> list[dict[str, Any]]:
    (card,) = render(Card("", parts))
    rendered: list[dict[str, Any]] = card["body"]
    return rendered


def seen(*parts: Element) -> str:
    return read({"body": body(*parts)})


def blocks(node: Any, kind: str) -> list[dict[str, Any]]:
    """List all elements of a kind, however deep."""
    if isinstance(node, list):
        return [block for one in node for block in blocks(one, kind)]
    if not isinstance(node, dict):
        return []
    return ([node] if node.get("type") == kind else []) + blocks(list(node.values()), kind)


@settings(deadline=None)
@given(texts)
def test_a_heading_shows_its_text_and_no_markup(text: str) -> None:
    line = " ".join(text.split())
    shown = MarkdownIt("js-default").render(heading_text(text)).replace("\u2060", "")
    assert shown == (f"<p>{escapeHtml(line)}</p>\n" if line else "").replace("\u2060", "")


@settings(deadline=None)
@given(cards)
def test_every_word_can_be_read(card: Card) -> None:
    shown = squeezed("".join(read(part) for part in render(card)))
    assert [text for text in words_of(card) if squeezed(text) not in shown] == []


@settings(deadline=None)
@given(cards)
def test_only_headings_read_markdown(card: Card) -> None:
    rendered = render(card)
    assert not blocks(rendered, "FactSet")
    assert {block["style"] for block in blocks(rendered, "TextBlock")} <= {"heading"}


@settings(deadline=None)
@given(texts)
def test_no_macro_is_expanded(text: str) -> None:
    assert not re.search(r"\{\{(DATE|TIME)\(", json.dumps(body(Text("{{DATE(1)}}" + text)), ensure_ascii=False))


def test_plain_texts_are_sent_as_they_are() -> None:
    (block,) = body(Text("a_b [x](https://e.example) *c*"))
    assert block["inlines"][0]["text"] == "a_b [x](https://e.example) *c*"


def test_lines_stay_lines() -> None:
    assert seen(Text("one\ntwo\n\nthree")) == "one\ntwo\nthree"


def test_an_empty_line_leaves_room() -> None:
    assert [block.get("spacing") for block in body(Text("one\ntwo\n\nthree"))] == [None, "None", None]


def test_everything_wraps() -> None:
    (card,) = render(Card("A title", (Table("Caption", ("a", "b"), (("c", "d"),)),)))
    assert all(block["wrap"] for block in blocks(card, "TextBlock"))


def test_the_title_is_a_heading() -> None:
    (card,) = render(Card("Your actions"))
    assert card["body"][0] == {
        "type": "TextBlock",
        "text": "Your actions",
        "size": "Medium",
        "weight": "Bolder",
        "wrap": True,
        "style": "heading",
    }


def test_a_warning_says_so_in_words() -> None:
    assert seen(Text("The fee has changed.", Tone.WARNING)) == "Please note: The fee has changed."


def test_a_warning_stands_out() -> None:
    assert body(Text("The fee has changed.", Tone.WARNING))[0]["style"] == "warning"


def test_quiet_is_subtle() -> None:
    assert body(Text("aside", Tone.QUIET))[0]["inlines"][0]["isSubtle"] is True


def test_strong_is_bold() -> None:
    assert body(Text("now", Tone.STRONG))[0]["inlines"][0]["weight"] == "Bolder"


def test_a_fact_names_what_it_is() -> None:
    assert seen(Facts((("Owner", "OSD Manager"), ("Due", "May")))) == "Owner: OSD Manager\nDue: May"


def test_bullets_are_points() -> None:
    assert seen(Bullets(("one", "two"))) == "• one\n• two"


def test_points_stand_closer_to_each_other_than_to_the_rest() -> None:
    assert [block.get("spacing") for block in body(Text("a"), Bullets(("one\nmore", "two")), Text("b"))] == [
        None,
        None,
        "None",
        "Small",
        None,
    ]


def test_a_table_has_headings_and_a_caption() -> None:
    table = Table("Status", ("Theme", "Green", "Red"), (("Visibility", "1", "2"),))
    assert seen(table) == "Status\nTheme | Green | Red\nVisibility | 1 | 2"


def test_the_first_row_of_a_table_is_announced_as_headings() -> None:
    assert blocks(body(Table("", ("a",), (("b",),))), "Table")[0]["firstRowAsHeaders"] is True


def test_a_short_row_is_filled_up() -> None:
    (table,) = blocks(body(Table("", ("a", "b"), (("c",),))), "Table")
    assert [len(row["cells"]) for row in table["rows"]] == [2, 2]


def test_a_divider_is_a_line_above_what_follows() -> None:
    assert [block.get("separator") for block in body(Text("a"), Divider(), Text("b"))] == [None, True]


def test_a_link_opens_its_page() -> None:
    assert body(Link("Fees", "https://www.example.ac.uk/a?b=c#d"))[0]["inlines"][0]["selectAction"] == {
        "type": "Action.OpenUrl",
        "url": "https://www.example.ac.uk/a?b=c#d",
        "title": "Fees",
    }


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "JAVASCRIPT:alert(1)", " https://a.example", "https://", "https:///x", "//a.example"),
        *("data:text/html,x", "msteams:/l/x", "file:///etc/passwd", "https://a.example/\nx", "http://[bad", ""),
    ],
)
def test_any_other_address_is_no_link(url: str) -> None:
    assert not is_web_address(url)


def test_without_a_link_the_label_stays() -> None:
    assert body(Link("Fees", "javascript:alert(1)"))[0]["inlines"] == [{"type": "TextRun", "text": "Fees"}]


def test_a_press_is_executed_with_ids_only() -> None:
    (execute,) = actions(body(Buttons((Button("Done", "action.done", "7"),)))[0])
    assert (execute["type"], execute["verb"], execute["data"]) == (
        "Action.Execute",
        "action.done",
        {"press": "action.done", "value": "7"},
    )


def test_an_old_client_sends_the_press_as_a_message() -> None:
    (execute,) = actions(body(Buttons((Button("Done", "action.done", "7"),)))[0])
    assert execute["fallback"] == {
        "type": "Action.Submit",
        "title": "Done",
        "data": {"press": "action.done", "value": "7"},
    }


def test_a_button_that_leads_to_a_form_asks_for_a_dialog() -> None:
    (submit,) = actions(body(Buttons((Button("Update", "action.report", "7", leads=Leads.FORM),)))[0])
    assert (submit["type"], submit["data"]) == (
        "Action.Submit",
        {"press": "action.report", "value": "7", "msteams": {"type": "task/fetch"}},
    )


@pytest.mark.parametrize(
    ("style", "teams"),
    [(ButtonStyle.PLAIN, None), (ButtonStyle.PRIMARY, "positive"), (ButtonStyle.DANGER, "destructive")],
)
def test_a_button_has_its_weight(style: ButtonStyle, teams: str | None) -> None:
    (action,) = actions(body(Buttons((Button("Go", "go", style=style),)))[0])
    assert action.get("style") == teams


def test_no_button_is_hidden_behind_others() -> None:
    many = Buttons(tuple(Button(f"B{number}", "go", str(number)) for number in range(12)))
    sets = body(many)
    assert max(len(row["actions"]) for row in sets) == ACTIONS_IN_A_ROW
    assert [action["data"]["value"] for row in sets for action in actions(row)] == [str(n) for n in range(12)]


def test_screen_readers_and_old_clients_get_the_plain_text() -> None:
    card = Card("A", (Text("b"), Facts((("c", "d"),))), "e")
    assert render(card)[0]["fallbackText"] == plain_text(card)


def test_the_version_is_the_one_that_all_clients_know() -> None:
    assert render(Card("A"))[0]["version"] == "1.5"


long_elements: tuple[Element, ...] = (
    Text("word " * 20_000),
    Text("x" * 60_000),
    Text("line\n" * 2_000),
    Text("ö日𝄞" * 9_000),
    Text("Please do not! " * 5_000, Tone.WARNING),
    Facts(tuple((f"label {n}", "value " * 20) for n in range(400))),
    Facts((("label", "value " * 9_000),)),
    Bullets(tuple(f"item {n} " * 9 for n in range(300))),
    Table("Caption", ("a", "b", "c"), tuple((f"row {n}", "x", "y") for n in range(300))),
    Table("Caption", ("a", "b"), (("row", "cell " * 9_000),)),
    Buttons(tuple(Button(f"Button {n}", "go", str(n)) for n in range(400))),
)


@pytest.mark.parametrize("element", long_elements, ids=lambda element: type(element).__name__)
def test_long_cards_go_in_parts_that_teams_takes(element: Element) -> None:
    parts = render(Card("Title", (Text("first"), element, Text("last")), "footer"))
    assert len(parts) > 1
    assert max(map(size, parts)) <= LARGEST_CARD


MARKS = tuple(f"m{number}m" for number in range(1500))


@pytest.mark.parametrize(
    "element",
    [
        Text(" ".join(MARKS)),
        Text("\n".join(MARKS)),
        Text("".join(MARKS)),
        Facts(tuple((mark, "value") for mark in MARKS)),
        Facts((("label", " ".join(MARKS)),)),
        Bullets(MARKS),
        Table("Caption", ("a", "b"), tuple((mark, "x") for mark in MARKS)),
        Table("Caption", ("a", "b"), (("row", " ".join(MARKS)),)),
    ],
    ids=["words", "lines", "one word", "facts", "one fact", "bullets", "table", "one cell"],
)
def test_long_cards_lose_nothing(element: Element) -> None:
    told = "".join(read(part) for part in render(Card("", (element,))))
    assert re.findall(r"m\d+m", told) == list(MARKS)


def test_a_long_card_says_where_it_goes_on() -> None:
    parts = render(Card("Report", (Text("word " * 9_000),)))
    titles = [part["body"][0]["text"] for part in parts]
    assert titles == ["Report", *["Report (continued)"] * (len(parts) - 1)]


def test_the_footer_ends_the_last_part_only() -> None:
    parts = render(Card("Report", (Text("word " * 9_000),), "the end"))
    assert ["the end" in read(part) for part in parts] == [False] * (len(parts) - 1) + [True]


@pytest.mark.parametrize("card", [Card("title " * 9_000), Card("t", footer="footer " * 9_000)], ids=["title", "footer"])
def test_a_title_or_footer_of_any_length_fits(card: Card) -> None:
    assert max(map(size, render(card))) <= LARGEST_CARD
