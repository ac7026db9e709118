"""bunsen export update-paper: what was done per theme since a day, for a committee."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.session import WRONG_USE, InstitutionOption, day_option, refuse, remark, run, the_institution
from bot.commands.written import FormatOption, OutputOption, kind_wanted, write_file
from handlers.documents import DocumentKind
from handlers.work import Begin

if TYPE_CHECKING:
    from handlers.achievements.paper_facts import PaperFacts


def update_paper(
    output: Path = OutputOption,
    since: date = typer.Option(
        ..., "--since", metavar="YYYY-MM-DD", parser=day_option, help="What was done on this day or after."
    ),
    format_: DocumentKind | None = FormatOption,
    institution: str | None = InstitutionOption,
) -> None:
    """Write what was done per theme since a day, with figures and evidence, as committees present it."""
    kind = kind_wanted(output, format_)
    facts = run(lambda begin: _facts(begin, institution, since))
    from handlers.achievements.paper import in_one_sentence, paper_document

    write_file(paper_document(facts), kind, output)
    remark(f"Wrote the update paper to {output}. {in_one_sentence(facts)}")


async def _facts(begin: Begin, slug: str | None, since: date) -> "PaperFacts":
    from handlers.achievements.paper_facts import paper_facts

    now = datetime.now(UTC)
    async with begin() as tx:
        found = await the_institution(tx, slug)
        if since > found.day(now):
            refuse(f"{since.isoformat()} is still to come. Give a day that has passed.", WRONG_USE)
        return await paper_facts(tx.of(found.id), found, since, now)
