"""bunsen export: what Bunsen holds, as files."""

from enum import StrEnum
from pathlib import Path

import typer

from bot.commands.session import InstitutionOption, refuse, remark, run, the_institution
from handlers.work import Begin

app = typer.Typer(help="Write what Bunsen holds into files.", no_args_is_help=True)


class PlanFormat(StrEnum):
    """The files a plan can be written as."""

    XLSX = "xlsx"
    CSV = "csv"


@app.command()
def plan(
    output: Path = typer.Option(..., "-o", "--output", metavar="FILE", help="Where to write it."),
    format_: PlanFormat | None = typer.Option(None, "--format", help="If left out, what the name of the file says."),
    institution: str | None = InstitutionOption,
) -> None:
    """Write the plan that runs: the columns that were imported, with today's values."""
    wanted = format_ or _by_name(output)

    async def work(begin: Begin) -> tuple[str, list[list[str]]]:
        from handlers.plans.exporting import plan_rows

        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            current = await mine.plans.current()
            if current is None:
                refuse(f"{found.name} has no action plan yet. Import one with: bunsen plan import FILE")
            owners = {post.id: post.name for post in await mine.people.posts()}
            return current.title, plan_rows(current, await mine.plans.actions(current.id), owners)

    title, rows = run(work)
    _write(output, wanted, title, rows)
    remark(f"Wrote “{title}” with {len(rows) - 1} actions to {output}.")


def _by_name(output: Path) -> PlanFormat:
    try:
        return PlanFormat(output.suffix.removeprefix(".").casefold())
    except ValueError:
        refuse(f"{output.name} could be anything. End it in .xlsx or .csv, or say --format.")


def _write(output: Path, wanted: PlanFormat, title: str, rows: list[list[str]]) -> None:
    from bot.documents.workbooks import as_xlsx
    from handlers.plans.exporting import as_csv

    content = as_csv(rows) if wanted is PlanFormat.CSV else as_xlsx(title, rows)
    try:
        output.write_bytes(content)
    except OSError as error:
        refuse(f"{output} could not be written ({error.strerror}). Name another place with -o.")
