"""The pack as Markdown: whatever people wrote, it stays text."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from handlers.people.model import Institution, Person, Post
from handlers.plans.model import Action, ActionUpdate, Evidence
from handlers.plans.rag import Rag
from handlers.posts.pack import Contact, Pack, PackedAction, Said
from handlers.posts.pack_text import markdown, pack_file
from handlers.rights import PostKind

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
DAY = NOW.date()
WRITTEN = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40) | st.sampled_from(
    [
        "# heading",
        "- item",
        "1. item",
        "<script>alert(1)</script>",
        "[a](javascript:x)",
        "![x](y)",
        "***",
        "`code`",
        "> x",
        "| a |",
    ]
)


def _pack(text: str) -> Pack:
    said = ActionUpdate(7, NOW, Rag.AMBER, text, text, text, by=text)
    action = Action(7, 1, "A1", text, text, rationale=text, benefit=text, success_measure=text, latest=said)
    packed = PackedAction(action, (Evidence(1, 7, text, NOW, link=text),), (Said(DAY, said),), (text,))
    post = Post(1, text, PostKind.OWNER)
    contact = Contact(text, Person(1, text, text))
    return Pack(Institution(1, "w", text, "Europe/London"), post, DAY, (packed,), 0, (contact,), (text,), (DAY,))


@given(WRITTEN)
def test_what_people_wrote_adds_no_heading(text: str) -> None:
    tokens = MarkdownIt().parse(markdown(_pack(text)))
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h2", "h2"]


@given(WRITTEN)
def test_what_people_wrote_adds_no_link_picture_or_html(text: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).parse(markdown(_pack(text)))
    inside = {child.type for token in tokens for child in token.children or ()} | {token.type for token in tokens}
    assert inside & {"link_open", "image", "html_inline", "html_block", "code_inline", "em_open", "fence"} == set()


@given(WRITTEN)
def test_the_file_has_a_name_that_every_computer_takes(text: str) -> None:
    name = pack_file(_pack(text)).name
    assert name.isascii()
    assert name.replace("-", "").removesuffix(".md").isalnum()


def test_a_day_is_written_as_people_read_it() -> None:
    pack = markdown(_pack("Text"))
    assert f"Text, {date(2027, 3, 1).day} March 2027." in pack
