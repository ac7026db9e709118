"""Asking in chat: the approved answer, or a person; and what must not wait."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from bot.answering.learning import LiveAnswers
from handlers.answers.entries import PRIVATE, Entry
from handlers.cards import Card
from handlers.feature import Services
from handlers.interactions import Conversation, Joined
from handlers.knowledge.base import Base
from handlers.outcomes import Reply
from handlers.rights import PostKind
from tests.support.house import CHANNEL, House, buttons, direct_chat, text

NOT_OURS = "what is the melting point of gallium"
VAGUE = "how do i book the kiln"
WAYS = ("book", "how do i book", "reserve", "when is there room in")
MOST_STATEMENTS = 13


async def _lead(house: House) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))


async def test_an_answer_carries_its_source_and_its_date(house: House) -> None:
    (card,) = await house.hears("tina", "will you pay my rsci fee?")
    assert "University of Liverpool" in text(card)
    assert "Next review" in card.footer


async def test_without_an_answer_the_lead_is_named(house: House) -> None:
    await _lead(house)
    (card,) = await house.hears("tina", NOT_OURS)
    assert "Lea (Institutional Lead) can help" in text(card)


@pytest.mark.parametrize("words", ["my manager is bullying me", "i have chest pains after the solvent spill"])
async def test_distress_and_danger_are_answered_at_once(house: House, words: str) -> None:
    (card,) = await house.hears("tina", words)
    assert "999" in text(card)


async def test_distress_is_answered_in_private_even_in_a_channel(house: House) -> None:
    await house.hears("tina", "my manager is bullying me", CHANNEL)
    assert house.surface.sent[-1][0] == direct_chat("tina")


@pytest.mark.parametrize("word", ["ask", "ask:", "Ask: "])
async def test_ask_without_a_question_gets_an_example(house: House, word: str) -> None:
    (card,) = await house.hears("tina", word)
    assert card.title == "What would you like to know?"


@pytest.mark.parametrize("words", ["staus", "plann", "reveiws"])
async def test_a_command_typed_wrongly_in_chat_is_recognised(house: House, words: str) -> None:
    (card,) = await house.hears("tina", words)
    assert "Did you mean" in text(card)


def _with(services: Services, **changes: object) -> tuple[Services, Entry]:
    entry = replace(services.knowledge.entries["registration-fees-reimbursed"], **changes)  # type: ignore[arg-type]
    return replace(services, knowledge=Base({entry.id: entry}), answers=LiveAnswers([entry])), entry


async def _asked(house: House, services: Services) -> list[tuple[Conversation, Card]]:
    """Ask in a channel; give what was said, and where."""
    house.bunsen.dispatcher._services = services
    before = len(house.surface.sent)
    await house.hears("tina", "will you pay my rsci fee?", CHANNEL)
    return house.surface.sent[before:]


async def test_a_private_entry_is_answered_in_the_direct_chat_and_the_channel_hears_only_that(house: House) -> None:
    services, entry = _with(house.services, audience=PRIVATE)
    (direct, card), (channel, aloud) = await _asked(house, services)
    assert (direct, channel) == (direct_chat("tina"), CHANNEL)
    assert card.title == entry.title
    assert "direct chat" in text(aloud)
    assert entry.title not in text(aloud)


async def test_an_entry_that_ran_out_while_bunsen_was_running_is_not_answered(house: House) -> None:
    services, _ = _with(house.services, valid_until=house.clock.now().date() - timedelta(days=1))
    ((_, card),) = await _asked(house, services)
    assert "no approved answer" in card.title


async def test_past_its_review_date_an_entry_carries_a_warning(house: House) -> None:
    services, _ = _with(house.services, review_by=date(2027, 1, 1))
    ((_, card),) = await _asked(house, services)
    assert "Please note" in text(card)


async def test_an_empty_question_gets_some_to_try(house: House) -> None:
    (card,) = await house.hears("tina", "ask")
    assert 3 <= len(buttons(card)) <= 4
    outcome = await house.press("tina", buttons(card)[0])
    assert isinstance(outcome, Reply)
    assert "Next review" in outcome.card.footer


async def test_the_welcome_has_some_too(house: House) -> None:
    await house.bunsen.dispatcher.accept(house.interaction("tina", Joined()))
    await house.bunsen.worker.drain()
    assert 3 <= len(buttons(house.surface.sent[-1][1])) <= 4


async def _unsure(house: House) -> Card:
    """Ask what fits two entries alike."""
    fees = house.services.knowledge.entries["registration-fees-reimbursed"]
    kilns = [
        replace(
            fees, id=f"{size}-kiln", title=f"The {size} kiln", phrasings=tuple(f"{way} the {size} kiln" for way in WAYS)
        )
        for size in ("small", "large")
    ]
    base = Base({kiln.id: kiln for kiln in kilns})
    house.bunsen.dispatcher._services = replace(house.services, knowledge=base, answers=LiveAnswers(kilns))
    (card,) = await house.hears("tina", VAGUE)
    return card


async def test_a_choice_can_be_refused_and_a_person_is_offered(house: House) -> None:
    await _lead(house)
    card = await _unsure(house)
    assert card.title == "Which of these do you mean?"
    outcome = await house.press("tina", buttons(card)[-1])
    assert isinstance(outcome, Reply)
    assert "Lea (Institutional Lead) can help" in text(outcome.card)


async def test_what_was_chosen_is_what_counts(house: House) -> None:
    chosen = buttons(await _unsure(house))[1]
    await house.press("tina", chosen)
    assert await house.select("SELECT asked, topic FROM recent_questions") == [("answered", chosen.value)]


async def test_an_answer_costs_few_statements(house: House) -> None:
    """What a question costs the database, whatever the size of the knowledge base."""
    await house.hears("tina", "hello")
    statements: list[str] = []
    engine = house.database.engine.sync_engine

    def count(*given: object) -> None:
        statements.append(str(given[2]))

    event.listen(engine, "before_cursor_execute", count)
    await house.command("tina", "will you pay my rsci fee?")
    event.remove(engine, "before_cursor_execute", count)
    plain = [each for each in statements if not each.startswith(("BEGIN", "PRAGMA", "SET"))]
    assert len(plain) <= MOST_STATEMENTS, "\n".join(plain)
