"""Who is asked, and the groups in which answers are counted: declared ones, fixed when a round opens."""

import pytest

from handlers.forms import SeveralField
from handlers.outcomes import Close, FormErrors, Outcome
from handlers.people.model import Person
from handlers.rights import PostKind
from handlers.voice.audience import audience, declared
from handlers.voice.model import Group, Survey
from tests.support.house import House, buttons, opened, text


def people(**groups: int) -> list[Person]:
    """So many people of each group; those of `nowhere` are in none."""
    names = [("" if group == "nowhere" else group) for group, count in groups.items() for _ in range(count)]
    return [Person(number, f"P{number}", roll_up=name) for number, name in enumerate(names, 1)]


def test_everybody_is_asked_where_no_group_is_named() -> None:
    assert len(audience(people(Science=6, Arts=5, nowhere=1)).people) == 12


def test_only_the_groups_that_are_named_are_asked() -> None:
    assert {each.roll_up for each in audience(people(Science=6, Arts=5), ["Arts"]).people} == {"Arts"}


def test_fewer_than_ten_are_not_enough() -> None:
    assert [audience(people(Science=count)).large_enough for count in (9, 10)] == [False, True]


def test_one_group_that_is_everybody_is_no_group() -> None:
    assert audience(people(Science=12)).groups == ()


def test_groups_are_counted_with_how_many_are_invited() -> None:
    assert audience(people(Science=6, Arts=5)).groups == (Group("Arts", 5), Group("Science", 6))


def test_whoever_is_in_no_group_is_counted_with_everybody_only() -> None:
    asked = audience(people(Science=10, nowhere=2))
    assert (asked.groups, list(asked.invited.values()).count("")) == ((Group("Science", 10),), 2)


def test_declared_groups_are_those_of_the_list() -> None:
    assert declared(people(beta=1, Alpha=1, nowhere=1)) == ["Alpha", "beta"]


async def _house_of(house: House) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD), invited=False)
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        for number in range(24):
            group = "Science" if number < 14 else "Arts"
            await work.people.save(Person(0, f"N{number}", f"n{number}@wenlow.example", "Unit", group, invited=True))


async def _open(house: House, **values: str) -> Outcome:
    (card,) = await house.hears("lea", "pulse")
    form = opened(await house.press("lea", buttons(card)[0]))
    return await house.submit("lea", form, {"instrument": "pulse", "closes_on": "2027-03-15", **values})


async def _rounds(house: House) -> list[Survey]:
    async with house.bunsen.begin() as tx:
        return list(await tx.of(house.institution.id).surveys.all())


async def test_the_form_offers_the_declared_groups(house: House) -> None:
    await _house_of(house)
    (card,) = await house.hears("lea", "pulse")
    form = opened(await house.press("lea", buttons(card)[0]))
    [field] = [each for each in form.fields if isinstance(each, SeveralField)]
    assert [option.label for option in field.options] == ["Arts", "Science"]


async def test_a_round_keeps_its_groups(house: House) -> None:
    await _house_of(house)
    outcome = await _open(house)
    [survey] = await _rounds(house)
    assert survey.groups == (Group("Arts", 10), Group("Science", 14))
    assert isinstance(outcome, Close)
    assert outcome.reply is not None
    assert "Arts (10), Science (14)" in text(outcome.reply)


async def test_a_round_for_one_group_asks_only_that(house: House) -> None:
    await _house_of(house)
    await _open(house, groups="0")
    assert [each.invited for each in await _rounds(house)] == [10]


@pytest.mark.parametrize("forged", ["7", "-1", "²", "٣", "x", "99999999999999999999"])
async def test_a_group_that_was_not_offered_is_refused(house: House, forged: str) -> None:
    await _house_of(house)
    outcome = await _open(house, groups=forged)
    assert isinstance(outcome, FormErrors)
    assert await _rounds(house) == []


async def test_two_surveys_may_be_open_but_each_once(house: House) -> None:
    await _house_of(house)
    for instrument in ("pulse", "full", "pulse"):
        (card,) = await house.hears("lea", "pulse")
        press = next(button for button in buttons(card) if button.label == "Open a survey")
        form = opened(await house.press("lea", press))
        await house.submit("lea", form, {"instrument": instrument, "closes_on": "2027-03-15"})
    assert sorted(each.instrument.id for each in await _rounds(house)) == ["full", "pulse"]


async def test_a_second_round_of_a_survey_is_its_second_wave(house: House) -> None:
    await _house_of(house)
    await _open(house)
    [first] = await _rounds(house)
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).surveys.close(first.id, [], first.closes_on)
    await _open(house)
    assert sorted(each.wave for each in await _rounds(house)) == [1, 2]
