"""What goes into the inbox comes out as it was."""

from datetime import date

from bot.codec import interaction_from_json, interaction_to_json, outcome_from_json, outcome_to_json
from handlers import documents
from handlers.cards import Bullets, Button, Buttons, Card, Divider, Drawing, Facts, Link, Table, Text, Tone
from handlers.charts import Bars, Lines, Series, Shade
from handlers.forms import ChoiceField, DateField, Form, Option, ScaleField, Section, SeveralField, TextField
from handlers.interactions import Account, Conversation, Interaction, MessageRef, Platform, Pressed, Said
from handlers.outcomes import Close, OpenForm, Reply, SendDocument, SendFile

CARD = Card(
    "Title",
    (
        Text("a", Tone.WARNING),
        Facts((("k", "v"),)),
        Bullets(("x",)),
        Table("c", ("h",), (("r",),)),
        Drawing(Bars("b", ("x",), (Series("s", (1.5,), Shade.RED),), "%")),
        Drawing(Lines("l", ("x",), (Series("s", (None,)),))),
        Link("l", "https://example.org"),
        Divider(),
        Buttons((Button("b", "press", "1", confirm="Really?"),)),
    ),
    "foot",
)
OPTIONS = (Option("1", "One"),)
FORM = Form(
    "f",
    "F",
    (
        Section(
            "s",
            (
                TextField("t", "T"),
                ChoiceField("c", "C", OPTIONS),
                ScaleField("s", "S", OPTIONS),
                SeveralField("v", "V", OPTIONS, values=("1",)),
                DateField("d", "D", value=date(2027, 1, 2)),
            ),
        ),
    ),
    "nonce",
)


def test_a_reply_with_every_element_comes_back() -> None:
    assert outcome_from_json(outcome_to_json(Reply(CARD, private=True))) == Reply(CARD, private=True)


def test_what_was_written_before_buttons_asked_can_still_be_read() -> None:
    plain = Reply(Card("t", (Buttons((Button("b", "press", "1"),)),)))
    assert outcome_from_json(outcome_to_json(plain).replace(', "confirm": ""', "")) == plain


def test_a_form_with_every_field_comes_back() -> None:
    assert outcome_from_json(outcome_to_json(OpenForm(FORM))) == OpenForm(FORM)


def test_a_closing_with_nothing_comes_back() -> None:
    assert outcome_from_json(outcome_to_json(Close())) == Close()


def test_a_file_comes_back() -> None:
    file = SendFile("a.txt", "text/plain", b"\x00\xff", "A file")
    assert outcome_from_json(outcome_to_json(file)) == file


def test_a_document_with_every_part_comes_back() -> None:
    chart = Bars("Agree", ("V1",), (Series("Agree", (40.0,), Shade.GREEN),), "%")
    parts = (
        documents.Heading("H", 2),
        documents.Paragraph("P", documents.Voice.WARNING),
        documents.Points(("a", "b")),
        documents.Pairs((("a", "b"),)),
        documents.Grid("G", ("a",), (("1",),)),
        documents.Quotation("Q", "of"),
        documents.ToBeWritten("who", "what"),
        documents.Drawing(chart),
        documents.PageBreak(),
    )
    document = documents.Document("D", parts, "s", "f")
    wanted = SendDocument(document, documents.DocumentKind.DOCX, "name", "caption")
    assert outcome_from_json(outcome_to_json(wanted)) == wanted


def test_a_press_with_its_message_comes_back() -> None:
    place = Conversation(Platform.TEAMS, "t", "c", True, reference={"service_url": "https://example.org"})
    interaction = Interaction("k", Account(Platform.TEAMS, "t", "u"), place, Pressed("p", "v", MessageRef(place, "1")))
    assert interaction_from_json(interaction_to_json(interaction)) == interaction


def test_words_come_back_as_they_were() -> None:
    place = Conversation(Platform.SLACK, "t", "c", False, "1.2")
    interaction = Interaction("k", Account(Platform.SLACK, "t", "u"), place, Said("ünïcode \x00 \N{GRINNING FACE}"))
    assert interaction_from_json(interaction_to_json(interaction)) == interaction
