"""A survey of one's own, made in chat: a title, one question after another, and nobody but the lead."""

import pytest

from handlers.cards import Button
from handlers.forms import Form
from handlers.outcomes import Close, FormErrors, Outcome, Reply, Update
from handlers.rights import PostKind
from handlers.voice.making import cards
from handlers.voice.model import Instrument, QuestionKind
from tests.support.house import House, buttons, opened, text

FIRST = {"title": "Away day", "theme": "Visibility", "kind": "scale", "wording": "I felt heard."}
MORE = {"theme": "Career Development", "kind": "choice", "wording": "What next?", "options": "A talk\n\nA visit\n"}


@pytest.fixture
async def lea(house: House) -> str:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    return "lea"


async def _form(house: House, label: str, said: str = "survey questions") -> Form:
    (card,) = await house.hears("lea", said)
    return opened(await house.press("lea", next(b for b in buttons(card) if b.label == label)))


async def _made(house: House, **changes: str) -> Outcome:
    return await house.submit("lea", await _form(house, "Make a survey"), {**FIRST, **changes})


async def _kept(house: House) -> list[Instrument]:
    async with house.bunsen.begin() as tx:
        return list(await tx.of(house.institution.id).instruments.all())


async def test_a_survey_is_there_with_its_first_question(house: House, lea: str) -> None:
    outcome = await _made(house)
    assert isinstance(outcome, Close)
    [kept] = await _kept(house)
    assert (kept.id, [each.wording for each in kept.questions]) == ("away-day", ["I felt heard."])


async def test_a_question_joins_with_its_answers_one_on_each_line(house: House, lea: str) -> None:
    made = await _made(house)
    assert isinstance(made, Close)
    assert made.reply is not None
    add = next(b for b in buttons(made.reply) if b.press == cards.ADD_PRESS)
    await house.submit("lea", opened(await house.press("lea", add)), MORE)
    [kept] = await _kept(house)
    assert [(q.id, q.kind, q.options) for q in kept.questions] == [
        ("Q1", QuestionKind.SCALE, ()),
        ("C1", QuestionKind.CHOICE, ("A talk", "A visit")),
    ]


async def test_the_same_title_again_is_another_survey(house: House, lea: str) -> None:
    await _made(house)
    await _made(house)
    assert [each.id for each in await _kept(house)] == ["away-day", "away-day-2"]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"title": " "}, "title", "give it a title"),
        ({"theme": "Pay"}, "theme", "no theme"),
        ({"kind": "choice"}, "options", "2 to 40 options"),
        ({"kind": "matrix", "rows": "one"}, "rows", "2 to 10 rows"),
        ({"wording": ""}, "wording", "1 to 300 characters"),
        ({"options": "a\nb"}, "options", "no options of its own"),
    ],
)
async def test_what_is_wrong_is_said_beside_its_field(
    house: House, lea: str, changes: dict[str, str], field: str, said: str
) -> None:
    outcome = await _made(house, **changes)
    assert isinstance(outcome, FormErrors)
    assert said in outcome.errors[field]
    assert await _kept(house) == []


async def test_the_last_question_is_not_taken_out(house: House, lea: str) -> None:
    await _made(house)
    outcome = await house.press("lea", Button("", cards.DROP_PRESS, "away-day:Q1"))
    assert isinstance(outcome, Update)
    assert len((await _kept(house))[0].questions) == 1


async def test_a_survey_that_was_removed_cannot_be_added_to(house: House, lea: str) -> None:
    await _made(house)
    form = opened(await house.press("lea", Button("", cards.ADD_PRESS, "away-day")))
    await house.press("lea", Button("", cards.REMOVE_PRESS, "away-day"))
    outcome = await house.submit("lea", form, MORE)
    assert isinstance(outcome, Close)
    assert outcome.reply == cards.gone()


async def test_what_comes_with_bunsen_can_be_looked_at_and_not_changed(house: House, lea: str) -> None:
    outcome = await house.press("lea", Button("", cards.SHOW_PRESS, "full"))
    assert isinstance(outcome, Reply)
    assert buttons(outcome.card) == []


async def test_a_technician_makes_no_surveys(house: House) -> None:
    await house.person("tess")
    (card,) = await house.hears("tess", "survey questions")
    assert "institutional lead" in text(card)
