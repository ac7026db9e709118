"""The measures command."""

from datetime import timedelta

from handlers.cards import Button, Drawing, Table
from handlers.measures import cards
from handlers.outcomes import Reply, Update
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.rights import PostKind
from tests.support.house import House, buttons, text

QUESTION = "will you pay my rsci fee?"


async def _plan(house: House) -> int:
    """A plan with a measure that was read twice, and one without a baseline; gives the first action's id."""
    chad = await house.person("chad", ("Committee chair", PostKind.CHAIR))
    actions = await house.plan(
        Action(
            0, 0, "R1", "Recognition", "Registration", success_measure="Share registered", baseline="8%", target="20%"
        ),
        Action(0, 0, "R2", "Recognition", "Awards", success_measure="Nominations", target="20"),
        Action(0, 0, "S1", "Sustainability", "A plan for succession"),
    )
    async with house.bunsen.begin() as tx:
        for days, reading in ((0, "11%"), (1, "14%")):
            at = house.clock.now() + timedelta(days=days)
            said = ActionUpdate(
                actions[0].id, at, Rag.AMBER, "Going on", reading=reading, by="Chad", by_person_id=chad.id
            )
            await tx.of(house.institution.id).plans.record(said)
    return actions[0].id


async def _rows(house: House) -> tuple[tuple[str, ...], ...]:
    (card,) = await house.hears("chad", "measures")
    (table,) = [each for each in card.body if isinstance(each, Table) and each.caption.startswith("Baseline")]
    return table.rows


async def test_without_a_plan_it_says_so(house: House) -> None:
    await house.person("chad", ("Committee chair", PostKind.CHAIR))
    (card,) = await house.hears("chad", "measures")
    assert "no action plan" in text(card)


async def test_baseline_target_and_now_stand_beside_each_other(house: House) -> None:
    await _plan(house)
    assert (await _rows(house))[0] == ("R1 Registration", "Share registered", "8%", "20%", "14% (2 March 2027)")


async def test_a_missing_baseline_is_said(house: House) -> None:
    await _plan(house)
    assert (await _rows(house))[1][2:5] == ("no baseline yet", "20", "no reading yet")


async def test_an_action_without_any_measure_is_left_out(house: House) -> None:
    await _plan(house)
    assert len(await _rows(house)) == 2


async def test_the_numbers_are_those_of_the_database(house: House) -> None:
    action_id = await _plan(house)
    ((last,),) = await house.select(
        f"SELECT reading FROM updates WHERE action_id = {action_id} ORDER BY id DESC LIMIT 1"
    )
    assert (await _rows(house))[0][4] == f"{last} (2 March 2027)"


async def test_one_press_shows_the_line(house: House) -> None:
    await _plan(house)
    (card,) = await house.hears("chad", "measures")
    (press,) = [each for each in buttons(card) if each.press == cards.CHART_PRESS]
    outcome = await house.press("chad", press)
    assert isinstance(outcome, Update)
    (drawing,) = [each for each in outcome.card.body if isinstance(each, Drawing)]
    assert drawing.chart.series[0].values == (8, 11, 14)
    assert drawing.chart.series[1].values == (20, 20, 20)


async def test_an_action_that_is_gone_is_said_so(house: House) -> None:
    await _plan(house)
    outcome = await house.press("chad", Button("", cards.CHART_PRESS, "999999"))
    assert isinstance(outcome, Reply)
    assert "no longer there" in text(outcome.card)


async def test_questions_are_counted_from_five_up(house: House) -> None:
    await _plan(house)
    for number in range(5):
        await house.hears(f"tina{number}", QUESTION)
    house.clock.move_to(house.clock.now() + timedelta(minutes=66))
    await house.bunsen.runner.tick()
    (card,) = await house.hears("chad", "measures")
    (table,) = [each for each in card.body if isinstance(each, Table) and each.caption.startswith("Asked")]
    assert [row[1] for row in table.rows] == ["5"]


async def test_fewer_than_five_questions_are_not_told(house: House) -> None:
    await _plan(house)
    for number in range(4):
        await house.hears(f"tina{number}", QUESTION)
    house.clock.move_to(house.clock.now() + timedelta(minutes=66))
    await house.bunsen.runner.tick()
    (card,) = await house.hears("chad", "measures")
    assert "No topic on funds or registration was asked for 5 times" in text(card)


async def test_a_technician_does_not_see_them(house: House) -> None:
    await _plan(house)
    (card,) = await house.hears("tina", "measures")
    assert "committee chairs" in text(card)
