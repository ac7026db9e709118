"""The technician voice: asking, sealing, and showing only what may be shown."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.feature import (
    AnonymousForm,
    AnonymousPress,
    Chore,
    Command,
    Context,
    DailyCheck,
    Feature,
    FormInput,
    FormRoute,
    Job,
    Press,
)
from handlers.forms import as_id, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.rights import Right
from handlers.voice import answering, cards
from handlers.voice.audience import FEWEST_INVITED
from handlers.voice.closing import (
    KeyLost,
    close_frozen_rounds,
    close_if_over,
    close_round,
    due_rounds,
    freeze_round,
    frozen_rounds,
    give_up_round,
)
from handlers.voice.keeping import asks_nearly_the_same_people
from handlers.voice.keys import (
    KEY_MISSING,
    REPORTED_EVERY,
    UNFINISHED,
    compose_key_missing,
    kept_apart,
    report_folder,
    tell_of_missing_keys,
    tidy_keys,
)
from handlers.voice.model import Survey, SurveyState
from handlers.voice.opening import OPEN_FORM, opening_form, read_opening
from handlers.voice.reminders import (
    LOW_RESPONSE,
    REMINDER,
    compose_low_response,
    compose_reminder,
    warn_of_low_response,
)
from handlers.voice.rounds import INVITATION, compose_invitation, open_round


async def show_survey(context: Context, _rest: str) -> Reply:
    """Show the open surveys; to the lead also what can be done with them."""
    rounds = await context.work.surveys.all()
    still_open = [survey for survey in rounds if survey.state is SurveyState.OPEN]
    if Right.LEAD not in context.rights:
        going_on = [survey for survey in still_open if survey.takes_ballots(context.today)]
        return Reply(cards.for_technician(going_on), private=True)
    taken_part = {survey.id: await context.work.surveys.taken_part(survey.id) for survey in still_open}
    frozen = [survey.id for survey in rounds if survey.state is SurveyState.CLOSING]
    closing = {each: found for each in frozen if (found := await context.work.closings.progress(each)) is not None}
    return Reply(cards.for_lead(rounds, taken_part, closing), private=True)


async def open_opening(context: Context, _value: str) -> Outcome:
    """Open the form in which the lead says which survey is opened, to whom, and for how long."""
    return OpenForm(await opening_form(context))


async def take_opening(context: Context, form: FormInput) -> Outcome:
    """Open a round."""
    asked = await read_opening(context, form.values)
    if isinstance(asked, Mapping):
        return FormErrors(refilled(await opening_form(context), form.values), asked, look_again("opened"))
    # Two leads may press at the same moment; of each survey one round at a time is open.
    await context.work.alone()
    rounds = await context.work.surveys.all()
    if any(each.state in UNFINISHED and each.instrument.id == asked.instrument.id for each in rounds):
        return Close(reply=cards.already_open())
    if await kept_apart(context):
        return Close(reply=cards.keys_apart())
    survey = await open_round(
        context.work,
        context.services.round_keys,
        context.institution,
        asked.instrument,
        asked.audience,
        asked.closes_on,
        context.now,
    )
    if survey is None:
        return Close(reply=cards.too_few(len(asked.audience.people), FEWEST_INVITED))
    return Close(reply=cards.opened(survey, near=await asks_nearly_the_same_people(context.work, survey)))


async def pause_reminders(context: Context, value: str) -> Outcome:
    """Stop the reminders of an open round, or let them go on."""
    survey = await _survey(context, value)
    if survey is None or survey.state is not SurveyState.OPEN:
        return Reply(cards.not_yet(), private=True)
    since = None if survey.reminders_paused_at is not None else context.now
    await context.work.surveys.pause_reminders(survey.id, since)
    return Reply(cards.paused(replace(survey, reminders_paused_at=since)), private=True)


async def close_survey(context: Context, value: str) -> Outcome:
    """Close a round early; a large one is frozen, and closed by the next tick."""
    survey, keys = await _survey(context, value), context.services.round_keys
    if survey is None or survey.state is not SurveyState.OPEN:
        return Reply(cards.not_yet(), private=True)
    try:
        return Update(cards.closed(survey, await close_round(context.work, keys, survey, context.now, context.today)))
    except KeyLost:
        if not await kept_apart(context):
            return Reply(cards.key_lost(survey), private=True)
    # Another process may have its key.
    await freeze_round(context.work, survey, context.now, context.today)
    return Update(cards.closed(survey, SurveyState.CLOSING))


async def give_up_survey(context: Context, value: str) -> Outcome:
    """Close a round whose key is lost, without results; where the key is there after all, with them."""
    survey, keys = await _survey(context, value), context.services.round_keys
    if survey is None or survey.state not in UNFINISHED:
        return Reply(cards.not_yet(), private=True)
    if await kept_apart(context):
        return Reply(cards.key_elsewhere(), private=True)
    # An old button must not delete ballots that can be opened again.
    if await keys.private(survey.public_key) is not None:
        try:
            state = await close_round(context.work, keys, survey, context.now, context.today)
            return Update(cards.closed(survey, state))
        except KeyLost:
            pass  # It is there and opens nothing.
    await give_up_round(context.work, survey, context.today)
    return Update(cards.given_up())


async def _survey(context: Context, value: str) -> Survey | None:
    survey_id = as_id(value)
    return await context.work.surveys.get(survey_id) if survey_id is not None else None


FEATURE = Feature(
    "voice",
    commands=(
        Command("pulse", "take part in the open survey", show_survey, aliases=("survey", "voice", "technician voice")),
    ),
    presses=(
        AnonymousPress(cards.ANSWER_PRESS, answering.open_ballot),
        Press(cards.OPEN_PRESS, open_opening, Right.LEAD),
        Press(cards.CLOSE_PRESS, close_survey, Right.LEAD),
        Press(cards.PAUSE_PRESS, pause_reminders, Right.LEAD),
        Press(cards.GIVE_UP_PRESS, give_up_survey, Right.LEAD),
    ),
    forms=(
        AnonymousForm(answering.FORM, answering.take_ballot),
        FormRoute(OPEN_FORM, take_opening, Right.LEAD),
    ),
    deliveries={
        INVITATION: compose_invitation,
        REMINDER: compose_reminder,
        LOW_RESPONSE: compose_low_response,
        KEY_MISSING: compose_key_missing,
    },
    daily=(
        DailyCheck("surveys with few answers", warn_of_low_response),
        DailyCheck("surveys that nobody can open", tell_of_missing_keys),
    ),
    jobs=(
        Chore("key folder", report_folder, every=REPORTED_EVERY),
        Job("surveys", due_rounds, close_if_over),
        Chore("large surveys", close_frozen_rounds, due=frozen_rounds),
        Chore("round keys", tidy_keys),
    ),
)
