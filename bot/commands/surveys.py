"""bunsen survey: rounds and their results, after closing only."""

import typer

from bot.commands.session import InstitutionOption, JsonOption, print_json, refuse, run, say, the_institution
from handlers.work import Begin

app = typer.Typer(help="Look into the surveys of the technician voice.", no_args_is_help=True)


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
                f"{taken_part} of {survey.invited} took part"
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
    """Show what a closed round says. Fewer than five ballots are never shown."""

    async def work(begin: Begin) -> None:
        from handlers.cards import plain_text
        from handlers.voice.cards import results_card
        from handlers.voice.model import SurveyState
        from handlers.voice.results import as_json as results_as_json
        from handlers.voice.results import results as count

        async with begin() as tx:
            found = await the_institution(tx, institution)
            surveys = tx.of(found.id).surveys
            survey = await surveys.get(survey_id)
            if survey is None:
                refuse(f"There is no survey {survey_id}. `bunsen survey list` shows those that there are.")
            if survey.state is not SurveyState.CLOSED:
                refuse(f"Survey {survey_id} is open until {survey.closes_on.isoformat()}; results come after closing.")
            counted = count(survey, await surveys.ballots(survey_id))
        if as_json:
            print_json(results_as_json(counted))
        else:
            say(plain_text(results_card(survey, counted)))

    run(work)
