"""bunsen export demand: what was asked, by topic and month, without who asked."""

from enum import StrEnum
from pathlib import Path

import typer

from bot.commands.session import WRONG_USE, InstitutionOption, refuse, remark, run, the_institution, today_at
from handlers.work import Begin


class DemandFormat(StrEnum):
    """The files that it can be written as."""

    CSV = "csv"
    MARKDOWN = "md"


def demand(
    output: Path = typer.Option(..., "-o", "--output", metavar="FILE", help="Where to write it."),
    format_: DemandFormat | None = typer.Option(None, "--format", help="If left out, what the name of the file says."),
    folder: Path | None = typer.Option(
        None, "--knowledge", metavar="DIR", envvar="BUNSEN_KNOWLEDGE", help="Where the titles of the entries are."
    ),
    institution: str | None = InstitutionOption,
) -> None:
    """Write what was asked in the last twelve months: by topic and month, from five up, without people."""
    wanted = format_ or _by_name(output)

    async def work(begin: Begin) -> bytes:
        from bot.answering.learning import alike
        from bot.documents.markdown import as_markdown
        from bot.imports.knowledge import load_base
        from handlers.dates import spoken
        from handlers.demand.exporting import document, table
        from handlers.demand.reading import evidence_of
        from handlers.plans.exporting import as_csv

        async with begin() as tx:
            found = await the_institution(tx, institution)
            today = today_at(found)
            evidence = await evidence_of(tx.of(found.id), load_base(folder), alike, today)
        if wanted is DemandFormat.CSV:
            return as_csv(table(evidence))
        return as_markdown(document(evidence, found.name, spoken(today))).encode()

    content = run(work)
    try:
        output.write_bytes(content)
    except OSError as error:
        refuse(f"{output} could not be written ({error.strerror}). Name another place with -o.")
    remark(f"Wrote what was asked to {output}.")


def _by_name(output: Path) -> DemandFormat:
    try:
        return DemandFormat(output.suffix.removeprefix(".").casefold())
    except ValueError:
        refuse(
            f"{output.name} does not say what kind of file it is. End it in .csv or .md, or say --format.", WRONG_USE
        )
