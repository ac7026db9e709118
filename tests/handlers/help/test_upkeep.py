"""What is no longer needed is forgotten."""

from datetime import timedelta

from tests.support.house import House


async def _old_traces(house: House) -> None:
    await house.hears("tina", "what is the melting point of gallium")
    await house.command("tina", "help")
    house.clock.move_to(house.clock.now() + timedelta(days=31))
    await house.bunsen.runner.tick()


async def test_settled_events_are_forgotten(house: House) -> None:
    await _old_traces(house)
    assert await house.select("SELECT count(*) FROM inbox") == [(0,)]


async def test_used_nonces_are_forgotten(house: House) -> None:
    await _old_traces(house)
    assert await house.select("SELECT count(*) FROM used_nonces") == [(0,)]


async def test_a_question_that_nobody_wanted_passed_on_is_forgotten(house: House) -> None:
    await _old_traces(house)
    assert await house.select("SELECT count(*) FROM enquiries") == [(0,)]
