"""Whatever people type, they get a clear answer."""

import pytest

from handlers.outcomes import FormErrors
from handlers.plans.model import Action
from handlers.rights import PostKind
from tests.support.house import House, buttons, direct_chat, opened, text

LIVE = "<!channel> <script>alert(1)</script> & <@U123>"


@pytest.mark.parametrize("question", ["", "   ", "\n\t"])
async def test_an_empty_message_gets_help(house: House, question: str) -> None:
    (card,) = await house.hears("tina", question)
    assert card.title == "What I can do"


async def test_an_empty_question_gets_an_example(house: House) -> None:
    (card,) = await house.hears("tina", "ask")
    assert "For example" in text(card)


async def test_a_question_of_100_000_characters_is_answered_in_a_sentence(house: House) -> None:
    (card,) = await house.hears("tina", "fee " * 25_000)
    assert "99,999 characters" in text(card)


async def test_live_markup_in_a_question_stays_text(house: House) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    (card,) = await house.hears("tina", LIVE)
    await house.press("tina", buttons(card)[0])
    await house.bunsen.runner.tick()
    assert [to for to, card in house.surface.sent if LIVE in text(card)] == [direct_chat("lea")]


@pytest.mark.parametrize("words", ["a\x00b is it raining", "\ud83d is it raining"])
async def test_characters_that_no_database_takes_do_no_harm(house: House, words: str) -> None:
    (card,) = await house.hears("tina", words)
    assert "no approved answer" in card.title


async def test_a_comment_that_is_too_long_is_refused_with_its_length(house: House) -> None:
    await house.person("olu", ("OSD Manager", PostKind.OWNER))
    post = await house.post_id("OSD Manager")
    (action,) = await house.plan(Action(0, 0, "V1", "Visibility", LIVE, owner_post_id=post))
    (card,) = await house.hears("olu", "my actions")
    form = opened(await house.press("olu", buttons(card)[0]))
    values = {f"rag-{action.id}": "amber", f"comment-{action.id}": "x" * 2001}
    outcome = await house.submit("olu", form, values)
    assert isinstance(outcome, FormErrors)
    assert "it has 2,001" in outcome.errors[f"comment-{action.id}"]


async def test_a_review_in_the_past_is_refused(house: House) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    (card,) = await house.hears("lea", "reviews")
    form = opened(await house.press("lea", buttons(card)[0]))
    outcome = await house.submit("lea", form, {"review-0": "2020-01-01"})
    assert isinstance(outcome, FormErrors)


async def test_a_day_that_does_not_exist_is_refused(house: House) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    (card,) = await house.hears("lea", "reviews")
    form = opened(await house.press("lea", buttons(card)[0]))
    outcome = await house.submit("lea", form, {"review-0": "2027-06-31"})
    assert isinstance(outcome, FormErrors)
    assert outcome.errors == {"review-0": "There is no such day."}
