"""Answering a survey. Nothing in this file ever learns who answers: it gets an `AnonymousContext`."""

import asyncio
from collections.abc import Iterator, Mapping
from itertools import groupby

from handlers.feature import AnonymousContext, FormInput
from handlers.forms import Form, Section, as_id, fresh_nonce, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, look_again
from handlers.voice import cards
from handlers.voice.model import Answers, Ballot, Cast, Instrument, QuestionKind, Survey
from handlers.voice.questions import fields, read_all
from handlers.voice.sealing import BallotTooLarge, ballot_bytes, seal
from handlers.voice.second_look import Doubt, doubts, has_texts, pointed_out

FORM = "voice.ballot"
_TOO_LONG = "Together your texts are longer than a sealed ballot takes. Please shorten this one."


async def open_ballot(context: AnonymousContext, value: str) -> Outcome:
    """Open the form of a round that is open, for somebody who has not answered yet."""
    survey = await _open_survey(context, value)
    if survey is None:
        return Reply(cards.cast_card(Cast.CLOSED), private=True)
    verdict = await context.box.may_vote(survey.id)
    if verdict is not Cast.COUNTED:
        return Reply(cards.cast_card(verdict), private=True)
    return OpenForm(ballot_form(survey))


async def take_ballot(context: AnonymousContext, form: FormInput) -> Outcome:
    """Seal a ballot and record that its sender took part, both in this one transaction or neither."""
    survey = await _open_survey(context, form.context)
    if survey is None:
        return Close(reply=cards.cast_card(Cast.CLOSED))
    answers, errors = read_all(survey.instrument.questions, form.values)
    if errors:
        return FormErrors(refilled(ballot_form(survey), form.values), errors, look_again("sent"))
    if not answers:
        again = ballot_form(survey)
        return FormErrors(again, {again.fields[0].key: "Please answer at least one question, or close the form."})
    if found := await _doubts(context, survey, answers, form):
        return OpenForm(pointed_out(ballot_form(survey), found, form.values))
    ballot = Ballot(await context.box.group(survey.id), answers)
    try:
        sealed = seal(ballot, survey.public_key, ballot_bytes(survey.instrument))
    except BallotTooLarge:
        written = [question.id for question in survey.instrument.questions if question.kind is QuestionKind.OPEN]
        longest = max(written, key=lambda key: len(answers.get(key, "")))
        return FormErrors(refilled(ballot_form(survey), form.values), {longest: _TOO_LONG}, look_again("sent"))
    return Close(reply=cards.cast_card(await context.box.cast(survey.id, sealed)))


async def _doubts(context: AnonymousContext, survey: Survey, answers: Answers, form: FormInput) -> Mapping[str, Doubt]:
    """What was written that may tell who somebody is, and was not ticked to be sent as it is."""
    if not has_texts(survey.instrument, answers):
        return {}
    names = await context.box.names()
    # In a thread: the first text of a process reads the guard's lists, and ten long ones take a tenth of a second.
    return await asyncio.to_thread(doubts, survey.instrument, answers, form.values, names)


async def _open_survey(context: AnonymousContext, value: str) -> Survey | None:
    survey_id = as_id(value)
    survey = await context.box.survey(survey_id) if survey_id is not None else None
    open_now = survey is not None and survey.takes_ballots(context.institution.day(context.now))
    return survey if open_now else None


def ballot_form(survey: Survey) -> Form:
    """The whole survey as one form."""
    return Form(
        name=FORM,
        title=survey.instrument.title,
        sections=tuple(_sections(survey.instrument)),
        nonce=fresh_nonce(),
        intro=f"{cards.promise(survey)} You can skip any question. Once sent it cannot be changed.",
        context=str(survey.id),
    )


def _sections(instrument: Instrument) -> Iterator[Section]:
    """A section for each run of questions of one theme; of a short survey just one, without a heading."""
    runs = [(theme, tuple(questions)) for theme, questions in groupby(instrument.questions, lambda each: each.theme)]
    if all(len(questions) == 1 for _, questions in runs):
        scales = all(question.kind is QuestionKind.SCALE for question in instrument.questions)
        together = tuple(field for question in instrument.questions for field in fields(question))
        yield Section("How far do you agree?" if scales else "", together)
        return
    for theme, questions in runs:
        yield Section(theme, tuple(field for question in questions for field in fields(question)))
