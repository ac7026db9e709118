"""bunsen status: where the plan stands."""

from datetime import UTC, datetime

from bot.commands.session import InstitutionOption, JsonOption, print_json, refuse, run, say, the_institution
from handlers.work import Begin


def status(as_json: bool = JsonOption, institution: str | None = InstitutionOption) -> None:
    """Tell where the plan stands, and what changed since the last review."""

    async def work(begin: Begin) -> None:
        from handlers.cards import plain_text
        from handlers.reviews.schedule import next_review
        from handlers.status.cards import status_card
        from handlers.status.counting import as_json as status_as_json
        from handlers.status.feature import current_status

        now = datetime.now(UTC)
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            current = await current_status(mine, found, now)
            coming = next_review(await mine.reviews.all(), found.day(now))
        if current is None:
            refuse(f"{found.name} has no action plan yet. Import one with: bunsen plan import FILE")
        plan, counted = current
        if as_json:
            print_json(status_as_json(counted))
        else:
            say(plain_text(status_card(plan, counted, coming, found)))

    run(work)
