"""What nudges cost the database: a handful of statements, whatever the size of the plan; ticks read indexes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import event, text

from handlers.plans.model import Action
from handlers.rights import PostKind
from tests.support.house import House
from tests.support.nudging import OWNERS_28, REVIEW_ON


@contextmanager
def statements(house: House) -> Iterator[list[str]]:
    """Collect the statements that reach the database."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    engine = house.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


async def _large(house: House, people: int, each: int) -> None:
    actions: list[Action] = []
    for number in range(people):
        name = f"Post {number}"
        await house.person(f"user{number}", (name, PostKind.OWNER))
        post = await house.post_id(name)
        actions += [Action(0, 0, f"A{number}.{n}", "V", "Do", owner_post_id=post) for n in range(each)]
    await house.plan(*actions)
    await house.review(REVIEW_ON)


async def _planning(house: House, people: int, each: int) -> int:
    await _large(house, people, each)
    house.clock.move_to(OWNERS_28 - timedelta(days=1))
    await house.bunsen.runner.run_jobs()
    house.clock.move_to(OWNERS_28)
    with statements(house) as seen:
        await house.bunsen.runner.run_jobs()
    rows = await house.select("SELECT count(*) FROM deliveries WHERE kind = 'nudge'")
    assert rows == [(people,)]
    return len([each for each in seen if "deliveries" in each or "actions" in each or "updates" in each])


async def test_planning_a_round_takes_as_many_statements_for_many_people_as_for_few(house: House) -> None:
    assert await _planning(house, 40, 12) <= 30


async def test_a_tick_finds_due_reviews_and_due_dates_by_their_indexes(house: House) -> None:
    sqlite = house.database.engine.dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN"
    for statement, index in (
        ("SELECT id FROM reviews WHERE next_nudge_at <= '2027-01-01'", "ix_reviews_next_nudge_at"),
        ("SELECT DISTINCT institution_id FROM actions WHERE due_nudge_at <= '2027-01-01'", "ix_actions_due_nudge_at"),
        ("SELECT id FROM institutions WHERE next_round_at <= '2027-01-01'", "ix_institutions_next_round_at"),
    ):
        async with house.database.engine.connect() as connection:
            if not sqlite:
                # Tables this small are read whole; what counts is that the index can answer.
                await connection.execute(text("SET enable_seqscan = off"))
            plan = " ".join(str(row) for row in await connection.execute(text(f"{explain} {statement}")))
        assert index in plan


async def test_a_tick_with_nothing_due_is_one_transaction(house: House) -> None:
    await _large(house, 2, 2)
    house.clock.move_to(OWNERS_28 - timedelta(days=1))
    for _ in range(2):
        # The first does what is due on a morning, and hourly.
        await house.bunsen.runner.run_jobs()
    begun: list[object] = []

    def note(connection: object) -> None:
        begun.append(connection)

    engine = house.database.engine.sync_engine
    event.listen(engine, "begin", note)
    await house.bunsen.runner.run_jobs()
    event.remove(engine, "begin", note)
    assert len(begun) == 1


async def test_forty_nudges_are_composed_from_one_reading_of_the_plan(house: House) -> None:
    await _large(house, 40, 5)
    house.clock.move_to(OWNERS_28 - timedelta(days=1))
    await house.bunsen.runner.tick()
    house.clock.move_to(OWNERS_28)
    await house.bunsen.runner.run_jobs()
    with statements(house) as seen:
        await house.bunsen.runner.send()
    plans = [each for each in seen if "FROM actions" in each and "actions.position" in each]
    assert len(house.surface.sent) >= 40
    assert len(plans) <= 4
