"""bunsen survey: surveys as files; rounds and their results, after closing only."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.commands.session import InstitutionOption, JsonOption, print_json, refuse, run, say, the_institution
from bot.imports.instruments import read_instrument, shipped_instruments
from handlers.cards import plain_text
from handlers.phrases import counted, joined
from handlers.voice.cards import how_many
from handlers.voice.keeping import HAS_FIGURES, figures_of
from handlers.voice.model import Instrument
from handlers.voice.showing.as_json import as_json as figures_as_json
from handlers.voice.showing.cards import whole_card
from handlers.work import Begin

app = typer.Typer(help="Make surveys of the technician voice, and look into them.", no_args_is_help=True)


@app.command()
def check(file: Path = typer.Argument(metavar="FILE", help="A survey as YAML.")) -> None:
    """Check a survey's file, and say what to put right. Exit code 1 if there is anything."""
    found = _read(file)
    say(f"“{found.title}” ({found.id}): {counted(len(found.questions), 'question')}, nothing to put right.")


@app.command("import")
def import_(
    file: Path = typer.Argument(metavar="FILE", help="A survey as YAML; `bunsen survey check` says what is wrong."),
    institution: str | None = InstitutionOption,
) -> None:
    """Keep a survey, so that the lead can open rounds of it. One with the same id is replaced; its rounds stay."""
    found = _read(file)

    async def work(begin: Begin) -> bool:
        async with begin() as tx:
            where = await the_institution(tx, institution)
            if found.id in shipped_instruments():
                refuse(f"“{found.id}” is the id of a survey that comes with Bunsen. Give yours another.")
            return await tx.of(where.id).instruments.save(found, None, datetime.now(UTC))

    new = run(work)
    say(f"{'Kept' if new else 'Replaced'} “{found.title}” with {counted(len(found.questions), 'question')}.")


def _read(file: Path) -> Instrument:
    """Read a survey, or name everything that is wrong with it."""
    found = read_instrument(file)
    if not isinstance(found, Instrument):
        for fault in found:
            say(": ".join(filter(None, (fault.where, fault.message))))
        refuse(f"{file} is not a survey yet: {counted(len(found), 'problem')}. Nothing was written.")
    return found


@app.command()
def guard(
    batch: Path = typer.Option(..., "--batch", metavar="FILE", help="Look through the column “text” of this CSV."),
    as_json: bool = JsonOption,
) -> None:
    """Show what in free text may tell who somebody is, as people are asked before they send an answer."""
    from bot.commands.batches import column, one_by_one
    from handlers.voice.guard.noticing import notice

    for number, text in enumerate(one_by_one("Looking", column(batch, "text")), 1):
        noticed = notice(text)
        if as_json:
            found = [{"kind": each.kind, "span": [each.start, each.end]} for each in noticed]
            print_json({"text": text, "noticed": found}, indent=None)
        else:
            words = joined([f"“{text[each.start : each.end]}” ({each.said})" for each in noticed])
            say(f"{number}: {words or 'nothing noticed'}")


@app.command("list")
def list_(institution: str | None = InstitutionOption) -> None:
    """List all rounds, newest first, with how many took part."""

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            surveys = tx.of(found.id).surveys
            rounds = [(survey, await surveys.taken_part(survey.id)) for survey in await surveys.all()]
        if not rounds:
            say("No survey was opened yet; the lead opens one in chat with “pulse”.")
        for survey, taken_part in rounds:
            say(
                f"{survey.id}: {survey.instrument.title}, {survey.state}, until {survey.closes_on.isoformat()}, "
                f"{how_many(taken_part).lower()} of {survey.invited} took part"
            )

    run(work)


@app.command()
def results(
    survey_id: int = typer.Argument(
        metavar="ID", min=1, max=2**31 - 1, help="The number that `bunsen survey list` shows."
    ),
    as_json: bool = JsonOption,
    institution: str | None = InstitutionOption,
) -> None:
    """Show what a closed round says, as it was kept at closing. Fewer than five ballots are never shown."""

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            of_it = tx.of(found.id)
            survey = await of_it.surveys.get(survey_id)
            if survey is None:
                refuse(f"There is no survey {survey_id}. `bunsen survey list` shows those that there are.")
            if survey.state not in HAS_FIGURES:
                refuse(f"Survey {survey_id} is open until {survey.closes_on.isoformat()}; results come after closing.")
            figures = await figures_of(of_it, survey)
        if as_json:
            print_json(figures_as_json(survey, figures))
        else:
            say(plain_text(whole_card(survey, figures)))

    run(work)
