"""bunsen survey: surveys as files; rounds and their results, after closing only."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.commands.session import (
    InstitutionOption,
    JsonOption,
    agreed,
    print_json,
    refuse,
    run,
    say,
    the_institution,
    the_settings,
)
from bot.imports.instruments import read_instrument, shipped_instruments
from handlers.cards import plain_text
from handlers.phrases import counted, joined
from handlers.voice.cards import how_many
from handlers.voice.keeping import HAS_FIGURES, figures_of
from handlers.voice.model import Instrument, Survey, SurveyState
from handlers.voice.ports import RoundKeys
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
def close(
    survey_id: int = typer.Argument(
        metavar="ID", min=1, max=2**31 - 1, help="The number that `bunsen survey list` shows."
    ),
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
    institution: str | None = InstitutionOption,
) -> None:
    """Close a round now, or go on with a closing that was cut short. Needs the key folder; cannot be undone."""
    from bot.round_keys import FileRoundKeys
    from handlers.voice.closing import KeyLost
    from handlers.voice.keys import UNFINISHED

    settings = the_settings()
    keys = FileRoundKeys(settings.key_dir, settings.key.get_secret_value())

    async def round_now(begin: Begin) -> Survey:
        async with begin() as tx:
            of_it = tx.of((await the_institution(tx, institution)).id)
            survey = await of_it.surveys.get(survey_id)
            if survey is None:
                refuse(f"There is no survey {survey_id}. `bunsen survey list` shows those that there are.")
            if survey.state not in UNFINISHED:
                refuse(f"Survey {survey_id} is closed already.")
            return survey

    async def work(begin: Begin) -> bool:
        return await _closed_here(begin, keys, survey_id, institution)

    found = run(round_now)
    if not yes and not agreed(
        f"Close “{found.instrument.title}”? Nobody can answer any more, and it cannot be undone."
    ):
        refuse("Nothing was closed.")
    try:
        done = run(work)
    except KeyLost:
        refuse(f"The key of survey {survey_id} is not in {keys.folder} (BUNSEN_KEY_DIR), or not under this BUNSEN_KEY.")
    if not done:
        refuse(f"Another process is closing survey {survey_id}. `bunsen survey list` shows when it is closed.")
    say(f"Survey {survey_id} is closed, and its key is destroyed.")


async def _closed_here(begin: Begin, keys: RoundKeys, survey_id: int, institution: str | None) -> bool:
    """Close a round with a bar for what takes long; False where another process is at it. Raises KeyLost."""
    from bot.commands.progress import bar
    from handlers.voice.closing import KeyLost, close_frozen, close_round
    from handlers.voice.keys import destroy_used

    now = datetime.now(UTC)
    async with begin() as tx:
        where = await the_institution(tx, institution)
        of_it = tx.of(where.id)
        survey = await of_it.surveys.get(survey_id)
        if survey is None or await keys.private(survey.public_key) is None:
            raise KeyLost
        state = survey.state
        if state is SurveyState.OPEN:
            state = await close_round(of_it, keys, survey, now, where.day(now))
    if state is SurveyState.CLOSING:
        with bar("Opening ballots") as step:
            if not await close_frozen(begin, keys, where.id, survey_id, now, lambda done, of: step("", done, of)):
                return False
    await destroy_used(begin, keys)
    return True


def _how_long(survey: Survey) -> str:
    return f"open until {survey.closes_on.isoformat()}" if survey.state is SurveyState.OPEN else str(survey.state)


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
                refuse(f"Survey {survey_id} is {_how_long(survey)}; results come after closing.")
            figures = await figures_of(of_it, survey)
        if as_json:
            print_json(figures_as_json(survey, figures))
        else:
            say(plain_text(whole_card(survey, figures)))

    run(work)
