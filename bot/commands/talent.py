"""bunsen talent: what the institution does on the recommendations of the TALENT Commission."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.commands.session import InstitutionOption, refuse, remark, run, say, say_indented, the_institution
from handlers.phrases import counted
from handlers.work import Begin

app = typer.Typer(help="Bring in examples for the recommendations of the TALENT Commission.", no_args_is_help=True)


@app.command("list")
def list_(institution: str | None = InstitutionOption) -> None:
    """List the recommendations with what is said of each, and the gaps."""

    async def work(begin: Begin) -> None:
        from handlers.assessment.talent import how_many, mapped, missing, report

        async with begin() as tx:
            found = await the_institution(tx, institution)
            known = mapped(await tx.of(found.id).assessments.talent())
        for each in known:
            say(
                f"{each.recommendation.wording} [{each.recommendation.id}]"
                if each.recommendation.ours
                else each.recommendation.wording
            )
            say_indented(each.example or "No example yet.")
        if left := missing(known):
            say(f"{left} of {how_many()} recommendations are not in here. Add them from the report: {report()}")

    run(work)


@app.command("import")
def import_(
    file: Path = typer.Argument(metavar="FILE", help="A CSV with the columns recommendation, example, source."),
    institution: str | None = InstitutionOption,
) -> None:
    """Bring examples in, all of them or none. A recommendation is given by its name in `list`, or in its own words."""
    rows = _rows(file)

    async def work(begin: Begin) -> int:
        from handlers.assessment.talent_file import read_talent

        read = read_talent(rows, datetime.now(UTC))
        for problem in read.problems:
            remark(f"Row {problem.row}{', ' + problem.column if problem.column else ''}: {problem.message}")
        if read.problems:
            refuse("Nothing was imported. Please put this right and import the file again.")
        async with begin() as tx:
            mine = tx.of((await the_institution(tx, institution)).id).assessments
            for answer in read.answers:
                await mine.add_talent(answer)
        return len(read.answers)

    say(f"Imported what is done on {counted(run(work), 'recommendation')}.")


def _rows(file: Path) -> list[tuple[str, ...]]:
    from bot.imports.csv_files import read_csv
    from bot.imports.unreadable import UnreadableFile

    try:
        return [tuple(row) for row in read_csv(file).rows]
    except UnreadableFile as error:
        refuse(error.message)
