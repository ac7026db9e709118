"""Answering a survey. Nothing in this file ever learns who answers: it gets an `AnonymousContext`."""

from collections.abc import Mapping

from handlers.feature import AnonymousContext, FormInput
from handlers.forms import Form, FormValues, Option, ScaleField, Section, as_id, fresh_nonce, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, look_again
from handlers.voice import cards
from handlers.voice.model import Answers, Cast, Instrument, Survey, SurveyState
from handlers.voice.results import SMALLEST_GROUP
from handlers.voice.sealing import seal

FORM = "voice.ballot"

SCALE: Mapping[str, str] = {
    "1": "Strongly disagree",
    "2": "Disagree",
    "3": "Neither agree nor disagree",
    "4": "Agree",
    "5": "Strongly agree",
    "unsure": "Not sure",
}
_OPTIONS = tuple(Option(value, label) for value, label in SCALE.items())


async def open_ballot(context: AnonymousContext, value: str) -> Outcome:
    """Open the form of a round that is open, for somebody who has not answered yet."""
    survey = await _open_survey(context, value)
    if survey is None:
        return Reply(cards.cast_card(Cast.CLOSED), private=True)
    verdict = await context.box.may_vote(survey.id)
    if verdict is not Cast.COUNTED:
        return Reply(cards.cast_card(verdict), private=True)
    return OpenForm(_ballot_form(survey))


async def take_ballot(context: AnonymousContext, form: FormInput) -> Outcome:
    """Seal a ballot and record that its sender took part, both in this one transaction or neither."""
    survey = await _open_survey(context, form.context)
    if survey is None:
        return Close(reply=cards.cast_card(Cast.CLOSED))
    answers, errors = _read(survey.instrument, form.values)
    if errors:
        again = refilled(_ballot_form(survey), form.values)
        return FormErrors(again, errors, look_again("sent"))
    if not answers:
        first = survey.instrument.questions[0].id
        again = _ballot_form(survey)
        return FormErrors(again, {first: "Please answer at least one statement, or close the form."})
    verdict = await context.box.cast(survey.id, seal(answers, survey.public_key))
    return Close(reply=cards.cast_card(verdict))


async def _open_survey(context: AnonymousContext, value: str) -> Survey | None:
    survey_id = as_id(value)
    survey = await context.box.survey(survey_id) if survey_id is not None else None
    if survey is None or survey.state is not SurveyState.OPEN:
        return None
    # The tick that closes it may be late; its last day is over all the same.
    return survey if context.institution.day(context.now) <= survey.closes_on else None


def _ballot_form(survey: Survey) -> Form:
    fields = tuple(ScaleField(item.id, item.wording, _OPTIONS) for item in survey.instrument.questions)
    return Form(
        name=FORM,
        title=survey.instrument.title[:24],
        sections=(Section("How far do you agree?", fields, "You can skip any of them."),),
        nonce=fresh_nonce(),
        intro=cards.PROMISE.format(smallest=SMALLEST_GROUP) + " Once sent it cannot be changed.",
        context=str(survey.id),
    )


def _read(instrument: Instrument, values: FormValues) -> tuple[Answers, Mapping[str, str]]:
    known = {item.id for item in instrument.questions}
    # A forged question is left out without a word; a forged answer to a real one is an error.
    answers = {key: value for key, value in values.items() if key in known and value}
    errors = {key: "Please choose one of the answers." for key, value in answers.items() if value not in SCALE}
    return answers, errors
