"""What people write is text, and only text, in the HTML; and everything to fill in has its label."""

import re
from datetime import UTC, date, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.links import is_web_link
from bot.web.chat import Message
from bot.web.forms import form_html
from bot.web.page import page_html
from bot.web.render import Viewer, card_html, initials, message_html
from bot.web.seats import CHANNEL, Seat
from handlers.cards import Bullets, Button, Buttons, Card, Divider, Facts, Leads, Link, Table, Text, Tone
from handlers.forms import ChoiceField, DateField, Form, Option, ScaleField, Section, SeveralField, TextField
from handlers.interactions import Said
from handlers.outcomes import SendFile
from tests.bot.web.desk import ASHA, FORM, SEATS
from tests.bot.web.reading import Page

ANYTHING = st.one_of(
    st.text(st.characters(exclude_characters="\x00\r", codec="utf-8"), max_size=60),
    st.sampled_from(
        ["<script>alert(1)</script>", '" onclick="alert(1)', "' x='", "&lt;b&gt;", "</p><img src=x onerror=a()>"]
    ),
)
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shape(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """The tags and the names of their attributes: what no text may change (a status word gets its mark, though)."""
    page = Page(html)
    assert page.open == []
    unmarked = [(tag, given) for tag, given in page.tags if not given.get("class", "").startswith("rag ")]
    return [(tag, tuple(given)) for tag, given in unmarked]


def full_card(text: str) -> Card:
    return Card(
        f"T{text}",
        (
            *(Text(text, tone) for tone in Tone),
            Facts(((text, text),)),
            Bullets((text,)),
            Table(f"C{text}", (text, "x" + text), (("y" + text, "z" + text),)),
            Link(text, "https://example.org/"),
            Link(text, f"javascript:{text}"),
            Divider(),
            Buttons((Button(text, text, text), Button(text, text, text, confirm=f"Q{text}"))),
        ),
        footer=f"F{text}",
    )


def full_form(text: str) -> Form:
    option = (Option(f"v{text}", text),)
    fields = (
        TextField("k1" + text, text, hint=f"H{text}", value=text, required=True),
        TextField("k2" + text, text, value=text, multiline=True),
        ChoiceField("k3" + text, text, option, value=f"v{text}"),
        ScaleField("k4" + text, text, option, hint=f"H{text}", value=f"v{text}"),
        ScaleField("k5" + text, text, option, required=True),
        SeveralField("k7" + text, text, (Option(f"v{text}".replace(",", "."), text),), hint=f"H{text}"),
        DateField("k6" + text, text, value=date(2026, 11, 23)),
    )
    return Form(f"n{text}", f"T{text}", (Section(f"S{text}", fields, f"X{text}"),), text, f"I{text}", text, text)


def said(text: str, seat: Seat = ASHA) -> str:
    message = Message("m-1", CHANNEL, seat.user, datetime(2026, 11, 23, 9, 30, tzinfo=UTC), Said(text))
    return message_html(message, Viewer(ASHA, {seat.user: seat.name}, ZoneInfo("Europe/London")))


@UNTIMED
@given(ANYTHING)
def test_no_text_changes_the_tags_of_a_card(text: str) -> None:
    assert shape(card_html(full_card(text), "m-1")) == shape(card_html(full_card("plain"), "m-1"))


@UNTIMED
@given(ANYTHING)
def test_no_text_changes_the_tags_of_a_form(text: str) -> None:
    assert shape(form_html(full_form(text), text)) == shape(form_html(full_form("plain"), "m-1"))


@UNTIMED
@given(ANYTHING)
def test_a_message_says_exactly_what_was_written(text: str) -> None:
    assert Page(said(text)).text.endswith(text)


@UNTIMED
@given(ANYTHING)
def test_no_text_changes_the_tags_of_a_message(text: str) -> None:
    assert shape(said(text)) == shape(said("plain"))


@UNTIMED
@given(ANYTHING)
def test_no_name_of_a_file_changes_the_tags(text: str) -> None:
    def offered(name: str) -> str:
        at = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
        message = Message("m-1", CHANNEL, "", at, SendFile(name, "text/plain", b"", name))
        return message_html(message, Viewer(ASHA, {}, ZoneInfo("Europe/London")))

    assert shape(offered(text)) == shape(offered("plain"))


@UNTIMED
@given(ANYTHING)
def test_no_seat_changes_the_tags_of_the_page(text: str) -> None:
    odd = Seat(text, text, text, text, text, (text,))
    plain = Seat("a", "b", "c", "d", "e", ("f",))
    assert Page(page_html([odd], text)).tags[-1] == Page(page_html([plain], "g")).tags[-1]
    assert [tag for tag, _ in Page(page_html([odd], text)).tags] == [
        tag for tag, _ in Page(page_html([plain], "g")).tags
    ]


@UNTIMED
@given(ANYTHING)
def test_what_was_typed_in_a_form_is_in_it_again(text: str) -> None:
    page = Page(form_html(Form("f", "T", (Section("", (TextField("a", "A", value=text),)),), "n"), ""))
    assert page.having("value")[0]["value"] == text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://",
        "http://[",
        "",
        "https://a\n.org",
        "https:x",
        "ftp://a.org",
    ],
)
def test_only_whole_web_addresses_are_linked(url: str) -> None:
    assert not is_web_link(url)
    assert Page(card_html(Card("T", (Link("Label", url),)), "m")).having("href") == []


@UNTIMED
@given(ANYTHING)
def test_an_address_is_linked_as_it_is_or_not_at_all(text: str) -> None:
    url = f"https://example.org/?{text}"
    links = Page(card_html(Card("T", (Link("Label", url),)), "m")).having("href")
    assert [(a["href"], len(a)) for a in links] in ([], [(url, 3)])


def test_a_link_leaves_without_telling_where_from() -> None:
    (link,) = Page(card_html(Card("T", (Link("Label", "https://example.org/a?b=1&c=2"),)), "m")).having("href")
    assert (link["href"], link["rel"], link["target"]) == (
        "https://example.org/a?b=1&c=2",
        "noopener noreferrer",
        "_blank",
    )


def test_every_input_has_a_label() -> None:
    page = Page(form_html(full_form("x"), ""))
    inputs = {a["id"] for tag, a in page.tags if tag in ("input", "select", "textarea")}
    labelled = {a["for"] for tag, a in page.tags if tag == "label"}
    assert inputs == labelled


def test_every_description_exists() -> None:
    page = Page(form_html(full_form("x"), ""))
    ids = {a["id"] for a in page.having("id")}
    assert {name for a in page.having("aria-describedby") for name in a["aria-describedby"].split()} <= ids


def test_every_id_is_unique_in_a_form() -> None:
    ids = [a["id"] for a in Page(form_html(FORM, "m")).having("id")]
    assert len(ids) == len(set(ids))


def test_a_voluntary_scale_can_be_left_unanswered() -> None:
    scale = ScaleField("k", "How?", (Option("1", "Well"),))
    page = Page(form_html(Form("f", "T", (Section("", (scale,)),), "n"), ""))
    assert [a["value"] for a in page.having("checked")] == [""]


def test_a_required_scale_offers_only_its_own_steps() -> None:
    scale = ScaleField("k", "How?", (Option("1", "Well"),), required=True)
    page = Page(form_html(Form("f", "T", (Section("", (scale,)),), "n"), ""))
    assert [a["value"] for tag, a in page.tags if tag == "input"] == ["1"]


def test_what_is_chosen_already_is_chosen() -> None:
    choice = ChoiceField("k", "Which?", (Option("1", "One"), Option("2", "Two")), value="2")
    page = Page(form_html(Form("f", "T", (Section("", (choice,)),), "n"), ""))
    assert [a["value"] for a in page.having("selected")] == ["2"]


def test_a_long_text_begins_with_its_own_first_line_break() -> None:
    html = form_html(Form("f", "T", (Section("", (TextField("k", "K", value="\na", multiline=True),)),), "n"), "")
    assert "\n\na</textarea>" in html


def test_a_press_that_cannot_be_undone_carries_its_question() -> None:
    page = Page(card_html(Card("T", (Buttons((Button("Close", "close", confirm="For good?"),)),)), "m"))
    assert page.having("data-press")[0]["data-confirm"] == "For good?"


def test_a_button_that_leads_to_a_form_does_not_ask_before() -> None:
    page = Page(card_html(Card("T", (Buttons((Button("Go", "go", leads=Leads.FORM, confirm="Sure?"),)),)), "m"))
    assert page.having("data-confirm") == []


@pytest.mark.parametrize("word", ["Green", "amber", "Red", "Not due yet", "Not reported", "Dropped"])
def test_a_status_keeps_its_word_beside_its_colour(word: str) -> None:
    page = Page(card_html(Card("T", (Facts((("Status", word),)),)), "m"))
    assert page.texts[-1] == word
    assert page.having("class")[-1]["class"].startswith("rag ")


def test_a_warning_is_one_for_whoever_cannot_see_it() -> None:
    assert "Please note: Late" in Page(card_html(Card("T", (Text("Late", Tone.WARNING),)), "m")).text


def test_times_are_told_in_the_zone_of_the_demo() -> None:
    message = Message("m-1", CHANNEL, "", datetime(2026, 7, 1, 23, 30, tzinfo=UTC), Said("x"))
    assert "Thu 2 Jul, 00:30" in message_html(message, Viewer(ASHA, {}, ZoneInfo("Europe/London")))


@pytest.mark.parametrize(
    ("name", "short"), [("Asha Verma", "AV"), ("Ana de la Cruz", "AC"), ("Bo", "B"), ("", ""), ("<x>", "")]
)
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_every_seat_is_on_the_page() -> None:
    page = Page(page_html(SEATS, "Monday"))
    assert [a["value"] for a in page.having("data-suggestions")] == [seat.id for seat in SEATS]


def test_the_page_asks_no_other_host_and_runs_nothing_inline() -> None:
    page = Page(page_html(SEATS, "Monday"))
    assert page.having("style") == []
    assert "style" not in [tag for tag, _ in page.tags]
    assert not [name for _, a in page.tags for name in a if name.startswith("on")]
    assert all(a.get("src", "/").startswith("/") and not a.get("src", "/").startswith("//") for _, a in page.tags)


def _palettes() -> list[dict[str, str]]:
    css = (files("bot.web") / "static" / "style.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text)) for text in (light, dark)]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((text, ground) for text in ("ink", "quiet", "flame") for ground in ("paper", "surface", "tint")),
        *(("ink", ground) for ground in ("sunken", "ember-tint", "danger-tint")),
        ("quiet", "sunken"),
        ("on-flame", "flame"),
        ("on-flame", "flame-strong"),
        ("ember", "ember-tint"),
        ("surface", "ember"),
        ("danger", "surface"),
        ("danger", "danger-tint"),
    ],
)
def test_text_can_be_read_on_its_ground(scheme: int, text: str, ground: str) -> None:
    palette = _palettes()[scheme]
    assert _contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("mark", ["control", "focus", "green", "amber", "red"])
def test_marks_and_borders_can_be_made_out(scheme: int, mark: str) -> None:
    palette = _palettes()[scheme]
    assert _contrast(palette[mark], palette["surface"]) >= 3
