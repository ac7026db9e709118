"""The daily round: what is looked at once a working morning, for each institution.

To add a check, write a function that takes a `JobContext` and name it in the feature:

    async def look_for_vacancies(context: JobContext) -> None: ...

    FEATURE = Feature("posts", daily=(DailyCheck("vacant posts", look_for_vacancies),))

It runs between 09:00 and the end of the institution's working day, never on a closed day, in a transaction of its own:
a check that fails holds up no other, and is tried again a quarter of an hour later. It may so run twice on one day (or
in two replicas at once), so what it sends needs a delivery key that says for which day, week or term it is.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.feature import Chore, DailyCheck, JobContext, Services
from handlers.people.model import Institution
from handlers.work import Begin, Transaction

LEASE = timedelta(minutes=15)
"""How long one process has for the round of one institution, and the pause after a check that failed."""


def daily_round(checks: Sequence[DailyCheck]) -> Chore:
    """The chore that runs these checks for every institution whose morning has come."""

    async def run(begin: Begin, services: Services, now: datetime) -> None:
        async with begin() as tx:
            due = await tx.daily.due(now)
        failures: list[Exception] = []
        for institution_id in due:
            try:
                failures += await _round(begin, services, now, institution_id, checks)
            except Exception as error:  # noqa: BLE001 - one institution must not hold up the others
                failures.append(error)
        if failures:
            raise ExceptionGroup("daily round", failures)

    return Chore("daily round", run, due=_is_due)


async def _is_due(tx: Transaction, now: datetime) -> bool:
    return bool(await tx.daily.due(now))


async def _round(
    begin: Begin, services: Services, now: datetime, institution_id: int, checks: Sequence[DailyCheck]
) -> list[Exception]:
    """Run all checks for one institution; give what went wrong."""
    async with begin() as tx:
        institution = await tx.institutions.get(institution_id)
        if institution is None or not await tx.daily.take(institution_id, now, now + LEASE):
            return []
        if institution.calendar.next_open_moment(now) > now:
            await tx.daily.next_at(institution_id, institution.calendar.next_open_moment(now))
            return []
    failures = [error for check in checks if (error := await _checked(begin, services, now, institution, check))]
    if not failures:
        async with begin() as tx:
            await tx.daily.next_at(institution_id, institution.calendar.next_morning(now))
    return failures


async def _checked(
    begin: Begin, services: Services, now: datetime, institution: Institution, check: DailyCheck
) -> Exception | None:
    try:
        async with begin() as tx:
            await check.run(JobContext(tx.of(institution.id), services, now, institution))
    except Exception as error:  # noqa: BLE001 - one check must not hold up the others
        return error
    return None
