"""bunsen export: what Bunsen holds, as files."""

from enum import StrEnum
from pathlib import Path

import typer

from bot.commands.session import WRONG_USE, InstitutionOption, refuse, remark, run, the_institution, today_at
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


@app.command()
def handover(
    post: str = typer.Argument(metavar="POST", help="The name of the post that is handed over."),
    output: Path = typer.Option(
        ..., "-o", "--output", metavar="FILE", help="Where to write it; it ends in .md or .txt."
    ),
    institution: str | None = InstitutionOption,
) -> None:
    """Write the hand-over pack of a post: open actions with their reasons, evidence, contacts, the last two reviews."""

    async def work(begin: Begin) -> str:
        from handlers.posts.pack import gather
        from handlers.posts.pack_text import markdown

        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            wanted = await mine.people.post(post)
            if wanted is None:
                refuse(f"There is no post “{post}”. `bunsen post list` shows those that there are.")
            return markdown(await gather(mine, found, wanted, today_at(found)))

    if output.suffix.casefold() not in (".md", ".txt"):
        refuse(f"The pack is written as text. End {output.name} in .md or .txt.", WRONG_USE)
    text = run(work)
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        refuse(f"{output} could not be written ({error.strerror}). Name another place with -o.")
    remark(f"Wrote the hand-over pack of {post} to {output}.")


def _by_name(output: Path) -> PlanFormat:
    try:
        return PlanFormat(output.suffix.removeprefix(".").casefold())
    except ValueError:
        refuse(
            f"{output.name} does not say what kind of file it is. End it in .xlsx or .csv, or say --format.", WRONG_USE
        )


def _write(output: Path, wanted: PlanFormat, title: str, rows: list[list[str]]) -> None:
    from bot.documents.workbooks import as_xlsx
    from handlers.plans.exporting import as_csv

    content = as_csv(rows) if wanted is PlanFormat.CSV else as_xlsx(title, rows)
    try:
        output.write_bytes(content)
    except OSError as error:
        refuse(f"{output} could not be written ({error.strerror}). Name another place with -o.")
