"""What `bunsen ask` answers from: what an institution knows and has set, or the entries alone with invented values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.session import database_setting, run, the_institution

if TYPE_CHECKING:
    from handlers.answers.elsewhere import Elsewhere
    from handlers.answers.entries import Entry
    from handlers.answers.values import Values
    from handlers.answers.whom import Whom
    from handlers.work import Begin


@dataclass(frozen=True, slots=True)
class Known:
    """Entries that may be answered today, what belongs to somebody else, and the values that lines are filled with."""

    entries: "Sequence[Entry]"
    elsewhere: "Sequence[Elsewhere]"
    logged: Sequence[str]
    values: "Values"
    whom: "Mapping[str, Whom]" = field(default_factory=dict)
    """Whom to ask, by the names of the posts that look after entries."""


def has_database() -> bool:
    """Tell whether there is a database to ask; one in a file that is not there yet is not made for a question."""
    # Read without SQLAlchemy, which takes longer to load than the rest of an answer.
    kind, _, place = database_setting().partition(":///")
    return not kind.startswith("sqlite") or Path(place.partition("?")[0]).is_file()


def known_to(slug: str | None, folder: Path | None) -> Known | None:
    """What an institution knows, over the folder's entries or those that come with Bunsen; None where there is none."""

    async def work(begin: "Begin") -> Known | None:
        from bot.answering.watching import signposted
        from bot.imports.knowledge import load_base
        from handlers.answers.entries import in_force
        from handlers.knowledge.own import entries_now, values_now
        from handlers.knowledge.whom import whom_to_ask

        base = load_base(folder)
        async with begin() as tx:
            if slug is None and not await tx.institutions.all():
                return None
            institution = await the_institution(tx, slug)
            mine = tx.of(institution.id)
            entries = await entries_now(mine, base)
            not_ours = await mine.knowledge.not_ours()
            values = await values_now(mine, base, institution.name)
            today = institution.day(datetime.now(UTC))
            whom = await whom_to_ask(mine, sorted({each.owner for each in entries.values()}), today)
        logged = [said.question for said in not_ours if not said.signpost]
        return Known(in_force(entries.values(), today), (*base.elsewhere, *signposted(not_ours)), logged, values, whom)

    return run(work)


def invented(entries: "Sequence[Entry]", folder: Path | None) -> Known:
    """These entries, with the values of the example institution."""
    from bot.imports.knowledge import load_elsewhere, load_values
    from handlers.knowledge.base import Base
    from handlers.knowledge.own import example_values

    kinds, example = load_values(folder)
    return Known(entries, load_elsewhere(folder), (), example_values(Base({}, (), kinds, example)))
