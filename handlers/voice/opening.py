"""The form in which the lead opens a round: which survey, to whom, until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from handlers.feature import Context
from handlers.forms import (
    ChoiceField,
    DateField,
    Field,
    Form,
    FormValues,
    Option,
    Section,
    SeveralField,
    fresh_nonce,
    parse_date,
    ticked,
)
from handlers.phrases import counted
from handlers.voice.audience import Audience, audience, declared
from handlers.voice.model import Instrument

OPEN_FORM: Final = "voice.open"
_USUAL: Final = "pulse"
_USUAL_LENGTH: Final = timedelta(days=14)
_LONGEST: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Opening:
    """A round that is to be opened."""

    instrument: Instrument
    audience: Audience
    closes_on: date


async def opening_form(context: Context) -> Form:
    """Asks for all that is fixed once a round is open."""
    options = tuple(
        Option(each.id, f"{each.title} ({counted(len(each.questions), 'question')})"[:75])
        for each in (await _instruments(context)).values()
    )
    fields: list[Field] = [ChoiceField("instrument", "Which survey?", options, value=_USUAL, required=True)]
    groups = await _groups(context)
    if groups:
        hint = "None ticked means everybody. Answers are also counted for each group, from five ballots up."
        fields.append(SeveralField("groups", "Who is asked?", _numbered(groups), hint))
    fields.append(DateField("closes_on", "Last day", value=context.today + _USUAL_LENGTH, required=True))
    return Form(
        name=OPEN_FORM,
        title="Open a survey",
        sections=(Section("", tuple(fields)),),
        nonce=fresh_nonce(),
        intro="Once it is open, the questions, who is asked and what is shown are fixed. Two reminders go out at most.",
        submit_label="Open it",
    )


async def read_opening(context: Context, values: FormValues) -> Opening | Mapping[str, str]:
    """What the form asks for, or what is wrong by the key of its field."""
    errors = {}
    instrument = (await _instruments(context)).get(values.get("instrument", _USUAL))
    if instrument is None:
        errors["instrument"] = "Please choose one of these."
    closes_on = parse_date(values.get("closes_on", ""))
    if closes_on is None or not context.today < closes_on <= context.today + _LONGEST:
        errors["closes_on"] = "Please choose a day in the future, at most 90 days from now."
    groups = dict(enumerate(await _groups(context)))
    chosen = [groups.get(int(value)) if value.isdecimal() else None for value in ticked(values.get("groups", ""))]
    if None in chosen:
        errors["groups"] = "Please choose among these."
    if errors or instrument is None or closes_on is None:
        return errors
    everybody = await context.work.people.invited()
    return Opening(instrument, audience(everybody, [name for name in chosen if name is not None]), closes_on)


async def _instruments(context: Context) -> Mapping[str, Instrument]:
    """Those that come with Bunsen, the pulse first, then the institution's own."""
    shipped = sorted(context.services.instruments.values(), key=lambda each: (each.id != _USUAL, each.title))
    return {each.id: each for each in (*shipped, *await context.work.instruments.all())}


async def _groups(context: Context) -> list[str]:
    return declared(await context.work.people.invited())


def _numbered(groups: list[str]) -> tuple[Option, ...]:
    return tuple(Option(str(number), name[:75]) for number, name in enumerate(groups))
