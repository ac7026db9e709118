"""2,000 nudges, three replicas on one PostgreSQL, a Slack that fails a tenth of its calls, and fifty kill -9."""

import asyncio

from benchmarks.figures import Figure, none_of, show
from benchmarks.places import postgresql
from tests.support.outbox_survival import Trial, survive

TRIAL = Trial(institutions=10, people=200, replicas=3, every=39, patience=1200)
FEWEST_KILLS = 50


def run() -> list[Figure]:
    """Send everything while replicas die; count what is lost and what comes twice."""
    with postgresql() as address:
        outcome = asyncio.run(survive(address, TRIAL))
    if outcome.kills < FEWEST_KILLS:
        raise AssertionError(f"only {outcome.kills} replicas were killed")
    name = f"{outcome.kills} replicas killed, {sum(outcome.faults.values())} calls failed in {len(outcome.faults)} ways"
    return [
        none_of(f"{name}: lost", TRIAL.messages - len(outcome.taken), TRIAL.messages),
        none_of(f"{name}: doubled", len(outcome.doubled), TRIAL.messages),
        none_of(f"{name}: not known to be sent", TRIAL.messages - outcome.states.get("sent", 0), TRIAL.messages),
    ]


if __name__ == "__main__":
    show(run())
