"""The technician voice: asking, sealing, and showing only what may be shown."""

from datetime import timedelta

from handlers.feature import (
    AnonymousForm,
    AnonymousPress,
    Chore,
    Command,
    Context,
    Feature,
    FormInput,
    FormRoute,
    Job,
    Press,
)
from handlers.forms import DateField, Form, Section, as_id, fresh_nonce, parse_date, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update
from handlers.rights import Right
from handlers.voice import answering, cards
from handlers.voice.model import Survey, SurveyState
from handlers.voice.results import results
from handlers.voice.rounds import (
    FEWEST_INVITED,
    INVITATION,
    KeyLost,
    close_if_over,
    close_round,
    compose_invitation,
    due_rounds,
    give_up_round,
    open_round,
    tidy_keys,
)

OPEN_FORM = "voice.open"
_USUAL_LENGTH = timedelta(days=14)
_LONGEST = timedelta(days=90)


async def show_survey(context: Context, _rest: str) -> Reply:
    """Show the open survey; to the lead also what can be done with it."""
    rounds = await context.work.surveys.all()
    still_open = next((survey for survey in rounds if survey.state is SurveyState.OPEN), None)
    if Right.LEAD not in context.rights:
        over = still_open is None or context.today > still_open.closes_on
        return Reply(cards.for_technician(None if over else still_open), private=True)
    taken_part = await context.work.surveys.taken_part(still_open.id) if still_open else 0
    return Reply(cards.for_lead(rounds, taken_part), private=True)


async def open_opening(context: Context, _value: str) -> Outcome:
    """Open the form in which the lead says how long the pulse runs."""
    return OpenForm(_opening_form(context))


async def take_opening(context: Context, form: FormInput) -> Outcome:
    """Open a pulse."""
    closes_on = parse_date(form.values.get("closes_on", ""))
    if closes_on is None or not context.today < closes_on <= context.today + _LONGEST:
        error = "Please choose a day in the future, at most 90 days from now."
        return FormErrors(refilled(_opening_form(context), form.values), {"closes_on": error})
    # Two leads may press at the same moment; one round at a time is open.
    await context.work.alone()
    rounds = await context.work.surveys.all()
    if any(survey.state is SurveyState.OPEN for survey in rounds):
        return Close(reply=cards.already_open())
    instrument = context.services.instruments["pulse"]
    survey = await open_round(
        context.work, context.services.round_keys, context.institution, instrument, closes_on, context.now
    )
    if survey is None:
        return Close(reply=cards.too_few(len(await context.work.people.invited()), FEWEST_INVITED))
    return Close(reply=cards.opened(survey))


async def close_survey(context: Context, value: str) -> Outcome:
    """Close a round early."""
    survey = await _survey(context, value)
    if survey is None or survey.state is not SurveyState.OPEN:
        return Reply(cards.not_yet(), private=True)
    try:
        await close_round(context.work, context.services.round_keys, survey, context.today)
    except KeyLost:
        return Reply(cards.key_lost(survey), private=True)
    return Update(cards.closed(survey))


async def give_up_survey(context: Context, value: str) -> Outcome:
    """Close a round whose key is lost, without results."""
    survey = await _survey(context, value)
    if survey is None or survey.state is not SurveyState.OPEN:
        return Reply(cards.not_yet(), private=True)
    await give_up_round(context.work, survey, context.today)
    return Update(cards.given_up())


async def show_results(context: Context, value: str) -> Outcome:
    """Show the results of a closed round to the lead."""
    survey = await _survey(context, value)
    if survey is None or survey.state is not SurveyState.CLOSED:
        return Reply(cards.not_yet(), private=True)
    found = results(survey, await context.work.surveys.ballots(survey.id))
    return Reply(cards.results_card(survey, found), private=True)


async def _survey(context: Context, value: str) -> Survey | None:
    survey_id = as_id(value)
    return await context.work.surveys.get(survey_id) if survey_id is not None else None


def _opening_form(context: Context) -> Form:
    last_day = DateField("closes_on", "Last day", value=context.today + _USUAL_LENGTH, required=True)
    return Form(
        name=OPEN_FORM,
        title="Open a pulse",
        sections=(Section("How long does it run?", (last_day,)),),
        nonce=fresh_nonce(),
        intro="Everybody on the imported list is invited. Who is asked, and what is shown, is fixed once it is open.",
        submit_label="Open it",
    )


FEATURE = Feature(
    "voice",
    commands=(
        Command("pulse", "take part in the open survey", show_survey, aliases=("survey", "voice", "technician voice")),
    ),
    presses=(
        AnonymousPress(cards.ANSWER_PRESS, answering.open_ballot),
        Press(cards.OPEN_PRESS, open_opening, Right.LEAD),
        Press(cards.CLOSE_PRESS, close_survey, Right.LEAD),
        Press(cards.GIVE_UP_PRESS, give_up_survey, Right.LEAD),
        Press(cards.RESULTS_PRESS, show_results, Right.LEAD),
    ),
    forms=(
        AnonymousForm(answering.FORM, answering.take_ballot),
        FormRoute(OPEN_FORM, take_opening, Right.LEAD),
    ),
    deliveries={INVITATION: compose_invitation},
    jobs=(Job("surveys", due_rounds, close_if_over), Chore("round keys", tidy_keys)),
)
