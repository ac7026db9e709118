"""What a report must say, and what a plan must say before it closes."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.actions.rules import Part, Proof, link_trouble, missing, missing_for_closing, read_proof
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag

TODAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)


def test_a_link_among_words_is_found_and_the_words_are_its_title() -> None:
    found = read_proof("Minutes of the board: https://www.example.ac.uk/minutes.")
    assert found == Proof("https://www.example.ac.uk/minutes.".rstrip("."), "Minutes of the board")


def test_words_without_a_link_are_the_reason_why_there_is_none() -> None:
    assert read_proof("  It was a   conversation. ") == Proof(reason="It was a conversation.")


def test_a_link_without_words_is_named_by_itself() -> None:
    assert read_proof("https://www.example.ac.uk/page/") == Proof(
        "https://www.example.ac.uk/page/", "example.ac.uk/page"
    )


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("http://www.example.ac.uk", "https://"),
        ("www.example.ac.uk", "not a complete link"),
        ("https://", "not a complete link"),
        ("https://localhost/page", "not a complete link"),
        ("javascript://www.example.ac.uk/%0aalert(1)", "not a complete link"),
        ("https://me:secret@www.example.ac.uk", "user name or password"),
        ("https://[::1", "not a complete link"),
        ("https://www.example.ac.uk/" + "x" * 2000, "longer than 2,000"),
    ],
)
def test_a_link_of_the_wrong_shape_is_refused_with_what_to_do(link: str, says: str) -> None:
    assert says in link_trouble(link)


@given(some.text(max_size=300))
def test_whatever_is_typed_is_a_link_a_reason_or_a_sentence(text: str) -> None:
    found = read_proof(text)
    assert isinstance(found, str) or not (found.link and link_trouble(found.link))


@pytest.mark.parametrize("rag", list(Rag))
def test_a_report_that_says_everything_lacks_nothing(rag: Rag) -> None:
    assert missing(rag, dict.fromkeys(Part, "said"), TODAY, False, TODAY) == {}


@pytest.mark.parametrize(
    ("rag", "parts"),
    [(Rag.RED, [Part.COMMENT]), (Rag.AMBER, [Part.NEXT, Part.NEXT_ON]), (Rag.GREEN, [Part.PROOF])],
)
def test_a_report_that_says_nothing_lacks_what_its_status_asks_for(rag: Rag, parts: list[Part]) -> None:
    assert list(missing(rag, {}, None, False, TODAY)) == parts


def _action(rag: Rag | None, comment: str = "", learning: str = "") -> Action:
    latest = ActionUpdate(1, NOW, rag, comment, learning) if rag else None
    return Action(1, 1, "V1", "Visibility", "Do", latest=latest)


@pytest.mark.parametrize("rag", [Rag.GREEN, Rag.AMBER])
def test_what_is_done_or_in_progress_holds_no_closing_up(rag: Rag) -> None:
    assert missing_for_closing([_action(rag)]) == []


@pytest.mark.parametrize("rag", [Rag.RED, Rag.DROPPED, Rag.NOT_DUE])
def test_what_counts_as_red_must_be_explained_before_the_plan_closes(rag: Rag) -> None:
    (found,) = missing_for_closing([_action(rag, learning="learned")])
    assert (found.explanation, found.learning) == (True, False)


@pytest.mark.parametrize("rag", [Rag.RED, Rag.DROPPED, Rag.NOT_DUE])
def test_what_counts_as_red_must_say_what_was_learned_before_the_plan_closes(rag: Rag) -> None:
    (found,) = missing_for_closing([_action(rag, comment="explained")])
    assert (found.explanation, found.learning) == (False, True)


def test_what_nobody_ever_reported_on_holds_the_closing_up() -> None:
    (found,) = missing_for_closing([_action(None)])
    assert (found.explanation, found.learning) == (True, True)


def test_a_red_with_all_three_parts_holds_no_closing_up() -> None:
    assert missing_for_closing([_action(Rag.RED, "explained", "learned")]) == []
