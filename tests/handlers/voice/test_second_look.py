"""Before a ballot is sent: what may tell who somebody is comes back, and goes as it is when its writer says so."""

from datetime import timedelta

import pytest

from handlers.cards import Button
from handlers.forms import Form, SeveralField, TextField
from handlers.outcomes import Close, Outcome
from handlers.voice.cards import ANSWER_PRESS
from handlers.voice.model import Instrument, Question, QuestionKind, Survey, SurveyState
from handlers.voice.sealing import new_key_pair
from handlers.voice.second_look import TICK
from tests.support.house import House, opened, text

INSTRUMENT = Instrument(
    "two",
    "Two questions",
    (
        Question("V1", "Visibility", "My work is seen."),
        Question("V5", "Visibility", "What would help?", QuestionKind.OPEN),
        Question("S5", "Sustainability", "Which skill goes first?", QuestionKind.OPEN),
    ),
)
NAMING = "Thanks to Bronwyn in glass we have a rota"
PLAIN = "More time for training, please"


@pytest.fixture
async def form(house: House) -> Form:
    """The ballot that Tom has open in front of him."""
    tom = await house.person("tom")
    day = house.clock.now().date() + timedelta(days=7)
    _, public_key = new_key_pair()
    new = Survey(0, INSTRUMENT, SurveyState.OPEN, house.clock.now(), day, public_key, 10)
    async with house.bunsen.begin() as tx:
        survey = await tx.of(house.institution.id).surveys.open(new, {tom.id: ""})
    return opened(await house.press("tom", Button("Answer", ANSWER_PRESS, str(survey.id))))


async def _sealed(house: House) -> int:
    async with house.bunsen.begin() as tx:
        surveys = tx.of(house.institution.id).surveys
        (survey,) = await surveys.all()
        return await tx.of(house.institution.id).closings.cast(survey.id)


def _hint(form: Form, key: str) -> str:
    (field,) = (field for field in form.fields if field.key == key)
    assert isinstance(field, TextField)
    return field.hint


def _tick(form: Form, key: str) -> dict[str, str]:
    """What comes back when the box beside a text is ticked."""
    (box,) = (field for field in form.fields if field.key == key + TICK)
    assert isinstance(box, SeveralField)
    return {box.key: box.options[0].value}


def _ticks(form: Form) -> list[str]:
    return [field.key for field in form.fields if field.key.endswith(TICK)]


def _is_sent(outcome: Outcome) -> bool:
    return isinstance(outcome, Close) and "Thank you" in text(outcome.reply)


async def test_a_text_that_names_nobody_is_sent_at_once(house: House, form: Form) -> None:
    assert _is_sent(await house.submit("tom", form, {"V5": PLAIN}))


async def test_a_ballot_without_texts_is_sent_at_once(house: House, form: Form) -> None:
    assert _is_sent(await house.submit("tom", form, {"V1": "4"}))


async def test_a_name_comes_back_quoted_beside_its_field(house: House, form: Form) -> None:
    again = opened(await house.submit("tom", form, {"V5": NAMING}))
    assert "“Bronwyn” (a name)" in _hint(again, "V5")


async def test_a_field_in_which_nothing_was_noticed_stays_as_it_is(house: House, form: Form) -> None:
    again = opened(await house.submit("tom", form, {"V5": NAMING, "S5": PLAIN}))
    assert _hint(again, "S5") == _hint(form, "S5")


async def test_only_a_text_in_which_something_was_noticed_gets_a_box(house: House, form: Form) -> None:
    again = opened(await house.submit("tom", form, {"V5": NAMING, "S5": PLAIN}))
    assert (_ticks(form), _ticks(again)) == ([], ["V5" + TICK])


async def test_what_was_filled_in_is_still_there(house: House, form: Form) -> None:
    again = opened(await house.submit("tom", form, {"V1": "4", "V5": NAMING, "S5": PLAIN}))
    values = {field.key: field.value for field in again.fields if not isinstance(field, SeveralField)}
    assert values == {"V1": "4", "V5": NAMING, "S5": PLAIN}


async def test_nothing_is_stored_before_it_was_looked_at_again(house: House, form: Form) -> None:
    await house.submit("tom", form, {"V5": NAMING})
    assert await _sealed(house) == 0
    assert "Bronwyn" not in await house.dump()


async def test_nobody_has_taken_part_before_it_was_looked_at_again(house: House, form: Form) -> None:
    await house.submit("tom", form, {"V5": NAMING})
    assert [bool(taken_part) for (taken_part,) in await house.select("SELECT taken_part FROM invitations")] == [False]


async def test_a_ticked_text_is_sent_as_it_is(house: House, form: Form) -> None:
    again = opened(await house.submit("tom", form, {"V5": NAMING}))
    assert _is_sent(await house.submit("tom", again, {"V5": NAMING, **_tick(again, "V5")}))
    assert await _sealed(house) == 1


async def test_a_text_sent_again_without_a_tick_comes_back_again(house: House, form: Form) -> None:
    again = opened(await house.submit("tom", form, {"V5": NAMING}))
    assert _ticks(opened(await house.submit("tom", again, {"V5": NAMING}))) == ["V5" + TICK]


async def test_a_text_changed_to_name_nobody_is_sent_without_a_tick(house: House, form: Form) -> None:
    again = opened(await house.submit("tom", form, {"V5": NAMING}))
    assert _is_sent(await house.submit("tom", again, {"V5": PLAIN}))


async def test_a_ticked_text_that_was_changed_is_looked_at_again(house: House, form: Form) -> None:
    again = opened(await house.submit("tom", form, {"V5": NAMING}))
    changed = {"V5": f"{NAMING} and Pete", **_tick(again, "V5")}
    third = opened(await house.submit("tom", again, changed))
    (box,) = (field for field in third.fields if field.key == "V5" + TICK)
    assert isinstance(box, SeveralField)
    assert "“Pete” (a name)" in _hint(third, "V5")
    assert box.values == ()


async def test_each_text_has_its_own_tick(house: House, form: Form) -> None:
    values = {"V5": NAMING, "S5": "Ask Pete"}
    again = opened(await house.submit("tom", form, values))
    third = opened(await house.submit("tom", again, {**values, **_tick(again, "V5")}))
    assert _ticks(third) == ["S5" + TICK]


async def test_people_of_the_institution_are_known_by_name(house: House, form: Form) -> None:
    await house.person("qwerthy")
    again = opened(await house.submit("tom", form, {"V5": "the qwerthy matter"}))
    assert "“qwerthy” (a name)" in _hint(again, "V5")


async def test_people_of_another_institution_are_not_known_by_name(house: House, form: Form) -> None:
    await house.person("qwerthy")
    async with house.bunsen.begin() as tx:
        other = await tx.institutions.add("other", "Another University", "Europe/London", "ENG")
        assert list(await tx.of(other.id).ballot_box(0).names()) == []


async def test_the_promise_is_still_read_first(house: House, form: Form) -> None:
    again = opened(await house.submit("tom", form, {"V5": NAMING}))
    assert (
        again.intro
        == f"Nothing is sent yet: please look at what is marked. You can also send it as it is. {form.intro}"
    )


async def test_many_findings_are_quoted_a_few_at_a_time(house: House, form: Form) -> None:
    text = "Thanks to Bronwyn. Thanks to Pete. Thanks to Farida. Thanks to Callum. Thanks to Gethin. Thanks to Oona."
    again = opened(await house.submit("tom", form, {"V5": text}))
    assert "“Callum” (a name) and 2 more" in _hint(again, "V5")
