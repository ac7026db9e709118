"""What was asked: evidence of need for the committee, and forgetting who asked."""

from datetime import timedelta

from handlers.demand import cards, upkeep
from handlers.demand.evidence import Evidence
from handlers.demand.exporting import table
from handlers.demand.reading import evidence_of
from handlers.feature import Chore, Command, Context, Feature, Press
from handlers.outcomes import Outcome, Reply, SendFile
from handlers.plans.exporting import as_csv
from handlers.rights import Right


async def show_demand(context: Context, _rest: str) -> Reply:
    """Say what was asked."""
    return Reply(cards.demand(await _evidence(context)), private=True)


async def hand_over_table(context: Context, _value: str) -> Outcome:
    """Hand over all of it as a table."""
    evidence = await _evidence(context)
    name = f"what-was-asked-{context.today}.csv"
    return SendFile(name, "text/csv", as_csv(table(evidence)), "What was asked in the last twelve months, by topic.")


async def _evidence(context: Context) -> Evidence:
    services = context.services
    return await evidence_of(context.work, services.knowledge, services.answers.alike, context.today)


_OTHER_WORDS = ("what was asked", "what people ask", "what people asked", "questions asked")

FEATURE = Feature(
    "demand",
    commands=(Command("demand", "see what was asked, without who asked", show_demand, Right.COMMITTEE, _OTHER_WORDS),),
    presses=(Press(cards.TABLE_PRESS, hand_over_table, Right.COMMITTEE),),
    jobs=(
        Chore("who asked", upkeep.set_apart, timedelta(minutes=5)),
        Chore("what was asked", upkeep.forget, timedelta(hours=1)),
    ),
)
