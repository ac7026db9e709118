"""Cards as messages: whatever is in them arrives, and nothing of it becomes a header."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.email.message import LONGEST_SUBJECT, Mail, card_mail, file_mail, one_line
from handlers.cards import Bullets, Button, Buttons, Card, Divider, Facts, Link, Table, Text, Tone
from handlers.outcomes import SendFile
from tests.bot.email.post_office import NOW, NUDGE, PLAIN, STATUS

TO = "ada@wenlow.example"
CHAT = replace(PLAIN, chat_url="https://teams.example/l/chat", chats="Teams")
CONTACT = replace(PLAIN, contact="technicians@wenlow.example")
HEADERS = [
    "Content-Type",
    "MIME-Version",
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
]


def parsed(mail: Mail) -> EmailMessage:
    read = message_from_bytes(mail.content, policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def sent(card: Card, settings: object = PLAIN, key: str = "nudge:1") -> EmailMessage:
    assert isinstance(settings, type(PLAIN))
    return parsed(card_mail(card, TO, key, settings, NOW))


class Shown(HTMLParser):
    """What a reader of HTML sees, and the elements that show it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.said = ""
        self._style = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._style = tag == "style"
        self.links += [
            value or "" for name, value in attrs if name in ("href", "src", "srcset", "background", "action")
        ]

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        self.said += "" if self._style else data + " "


def shown(message: EmailMessage) -> Shown:
    return Shown(part(message, "html"))


# --- what stands in it ---


def test_the_plain_text_says_everything() -> None:
    assert part(sent(STATUS), "plain").startswith(
        "How the plan stands\n\nPlease note: Nobody has reported on three actions.\n\nPapers close: 15 March 2027\n"
        "Review: 29 March 2027\n\nActions by theme\nCareer Development: Green 4, Amber 5, Red 1, Not due yet 2, "
    )


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_letter_says_why_it_came_and_whom_to_tell(kind: str) -> None:
    said = " ".join(part(sent(STATUS), kind).split())
    assert re.search("you are on your institution.{1,6}s list of people.*tell your institutional lead", said)


def test_buttons_give_way_to_a_sentence() -> None:
    assert "To answer, open Bunsen in Slack or Teams; if you do not use it, tell your institutional lead." in part(
        sent(NUDGE), "plain"
    )


def test_a_card_without_buttons_asks_for_nothing() -> None:
    assert "To answer" not in part(sent(STATUS), "plain")


def test_where_a_page_opens_bunsen_it_is_linked() -> None:
    assert CHAT.chat_url in shown(sent(NUDGE, CHAT)).links


def test_only_the_chat_that_there_is_is_named() -> None:
    assert "open Bunsen in Teams;" in part(sent(NUDGE, CHAT), "plain")


def test_with_a_contact_people_may_write_instead() -> None:
    assert "if you do not use it, write to technicians@wenlow.example." in part(sent(NUDGE, CONTACT), "plain")


def test_no_button_is_shown() -> None:
    assert {"button", "form", "input"} & set(shown(sent(NUDGE)).tags) == set()


def test_nothing_is_loaded_from_anywhere() -> None:
    assert shown(sent(STATUS)).links == ["https://www.technicians.org.uk/commitment"]


def test_an_address_that_is_no_web_page_is_not_linked() -> None:
    assert shown(sent(Card("x", (Link("Press here", "javascript:alert(1)"),)))).links == []


def test_tables_are_tables_with_their_headings() -> None:
    page = part(sent(STATUS), "html")
    assert (page.count("<table"), page.count('scope="col"'), page.count('scope="row"')) == (3, 9, 5)


# --- headers ---


def test_the_headers_are_these_and_no_others() -> None:
    assert sent(NUDGE).keys() == HEADERS


def test_replies_go_to_the_contact() -> None:
    assert sent(NUDGE, CONTACT)["Reply-To"] == "technicians@wenlow.example"


def test_machines_are_told_that_a_machine_wrote() -> None:
    message = sent(NUDGE)
    assert (message["Auto-Submitted"], "OOF" in message["X-Auto-Response-Suppress"]) == ("auto-generated", True)


def test_the_notice_that_an_address_does_not_exist_may_come_back() -> None:
    assert {"NDR", "All"} & set(sent(NUDGE)["X-Auto-Response-Suppress"].split(", ")) == set()


def test_the_clock_is_the_one_that_was_given() -> None:
    assert sent(NUDGE)["Date"].datetime == NOW


def test_the_sender_has_a_name() -> None:
    message = sent(NUDGE, replace(PLAIN, sender_name="Bunsen, für “Wenlow”"))
    assert str(message["From"].addresses[0]) == '"Bunsen, für “Wenlow”" <bunsen@wenlow.example>'


def test_the_same_delivery_has_the_same_id_whatever_it_says() -> None:
    assert sent(NUDGE)["Message-ID"] == sent(STATUS)["Message-ID"]


def test_other_deliveries_and_other_people_have_other_ids() -> None:
    ids = [card_mail(NUDGE, to, key, PLAIN, NOW).id for to, key in ((TO, "a"), (TO, "b"), ("tom@x.example", "a"))]
    assert len(set(ids)) == 3


def test_without_a_key_every_message_has_an_id_of_its_own() -> None:
    assert card_mail(NUDGE, TO, "", PLAIN, NOW).id != card_mail(NUDGE, TO, "", PLAIN, NOW).id


def test_a_card_without_a_title_has_a_subject_all_the_same() -> None:
    assert sent(Card("", (Text("Hello"),)))["Subject"] == "A message from Bunsen"


def test_a_very_long_title_is_shortened_in_the_subject_only() -> None:
    message = sent(Card("word " * 100))
    assert (len(message["Subject"]), ("word " * 100).strip() in part(message, "plain")) == (LONGEST_SUBJECT, True)


def test_what_looks_like_an_encoded_word_arrives_as_it_was_written() -> None:
    title = "=?utf-8?q?Hello=0D=0ABcc:_eve@x.example?="
    assert sent(Card(title))["Subject"] == title


# --- files ---


def test_a_file_is_attached_with_its_name() -> None:
    file = SendFile("Prüfung „März“.xlsx", "application/vnd.ms-excel", b"\x00\xffdata", "The plan as it stands")
    message = parsed(file_mail(file, TO, PLAIN, NOW))
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type(), attached.get_content()) == (
        file.name,
        file.media_type,
        file.content,
    )


def test_the_caption_is_the_text() -> None:
    file = SendFile("plan.xlsx", "application/vnd.ms-excel", b"x", "The plan as it stands")
    assert "The plan as it stands" in part(parsed(file_mail(file, TO, PLAIN, NOW)), "plain")


@pytest.mark.parametrize(
    "media_type", ["", "message/rfc822", "multipart/mixed", "text/csv; charset=x", "a/b\r\nBcc: c"]
)
def test_a_kind_of_file_that_cannot_be_attached_as_such_goes_as_plain_bytes(media_type: str) -> None:
    message = parsed(file_mail(SendFile("a", media_type, b"x", ""), TO, PLAIN, NOW))
    assert [each.get_content_type() for each in message.iter_attachments()] == ["application/octet-stream"]


@given(st.text(), st.binary(max_size=200))
def test_any_name_and_content_arrive(name: str, content: bytes) -> None:
    message = parsed(file_mail(SendFile(name, "text/csv", content, "x"), TO, PLAIN, NOW))
    (attached,) = message.iter_attachments()
    assert (attached.get_payload(decode=True), "\n" in str(attached.get_filename())) == (content, False)


# --- whatever a card says ---

SAID = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(codec=None), max_size=30),
    st.sampled_from(
        [
            "\r\nBcc: eve@x.example",
            "=?utf-8?q?=0D=0ABcc:_eve@x.example?=",
            "From here on\nFrom there",
            ".\r\n.\r\n",
            "x" * 3000,
            "ä" * 3000,
            "<script>alert(1)</script>",
            "</td></table><h1>",
            "\ud83d alone",
            "\x00\x1b[31m\u2028\u2029\x85",
            "\u202eltr",
        ]
    ),
)
ROW = st.tuples(SAID, SAID)
ELEMENTS = st.one_of(
    st.builds(Text, SAID, st.sampled_from(Tone)),
    st.builds(Facts, st.lists(ROW, max_size=3).map(tuple)),
    st.builds(Bullets, st.lists(SAID, max_size=3).map(tuple)),
    st.builds(
        Table,
        SAID,
        st.lists(SAID, max_size=5).map(tuple),
        st.lists(st.lists(SAID, max_size=5).map(tuple), max_size=3).map(tuple),
    ),
    st.builds(Link, SAID, SAID),
    st.just(Divider()),
    st.just(Buttons((Button("Press", "x"),))),
)
CARDS = st.builds(Card, SAID, st.lists(ELEMENTS, max_size=5).map(tuple), SAID)


def texts(card: Card) -> list[str]:
    """All that a card says, one text each, as it can be written down."""
    found = [card.title, card.footer]
    for element in card.body:
        match element:
            case Text(text=text):
                found.append(text)
            case Facts(rows=rows):
                found += [text for row in rows for text in row]
            case Bullets(items=items):
                found += items
            case Table(caption=caption, rows=rows):
                found += [caption, *(text for row in rows for text in row)]
            case Link(label=label):
                found.append(label)
            case Divider() | Buttons():
                pass
    return [one_line(text) for text in found]


@given(CARDS)
def test_any_card_has_the_same_headers_and_no_defects(card: Card) -> None:
    message = sent(card)
    assert (message.keys(), [found.defects for found in message.walk()]) == (HEADERS, [[], [], []])


@given(CARDS)
def test_any_title_is_the_subject_on_one_line(card: Card) -> None:
    title = one_line(card.title) or "A message from Bunsen"
    subject = str(sent(card)["Subject"])
    assert subject == title or (len(title) > LONGEST_SUBJECT and title.startswith(subject[:-1]))


@given(CARDS)
def test_the_plain_text_of_any_card_is_complete(card: Card) -> None:
    said = one_line(part(sent(card), "plain"))
    assert [text for text in texts(card) if text not in said] == []


@given(CARDS)
def test_the_html_of_any_card_is_complete(card: Card) -> None:
    said = one_line(shown(sent(card)).said)
    assert [text for text in texts(card) if text not in said] == []


@given(CARDS)
def test_nothing_that_a_card_says_becomes_an_element(card: Card) -> None:
    assert {"script", "img", "iframe", "form", "h2"} & set(shown(sent(card)).tags) == set()


@given(CARDS, st.sampled_from(["plain", "html"]))
def test_no_control_character_arrives(card: Card, kind: str) -> None:
    assert [mark for mark in part(sent(card), kind) if category(mark) == "Cc" and mark not in "\n\t"] == []


@given(CARDS)
def test_no_line_is_longer_than_mail_servers_take(card: Card) -> None:
    lines = card_mail(card, TO, "k", PLAIN, NOW).content.split(b"\r\n")
    assert max(map(len, lines)) <= 998


@given(CARDS)
def test_every_message_is_ascii_with_whole_line_ends(card: Card) -> None:
    content = card_mail(card, TO, "k", PLAIN, NOW).content
    rest = content.replace(b"\r\n", b"")
    assert (content.isascii(), b"\r" in rest, b"\n" in rest, b"\x00" in rest) == (True, False, False, False)
