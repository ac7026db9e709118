"""The form in which the lead opens a round: which survey, to whom, until when."""

from collections.abc import Mapping, Sequence
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
    as_id,
    fresh_nonce,
    parse_date,
    ticked,
)
from handlers.people.model import Holding
from handlers.phrases import counted
from handlers.voice.audience import FEWEST_INVITED, Audience, audience, declared, two_sides
from handlers.voice.model import Instrument

OPEN_FORM: Final = "voice.open"
_USUAL: Final = "pulse"
_USUAL_LENGTH: Final = timedelta(days=14)
_LONGEST: Final = timedelta(days=90)
_SIDES: Final = "counted"
_USUALLY, _BY_SIDES = "together", "sides"
_COUNTED: Final = (
    Option(_USUALLY, "Together, and for each group of units"),
    Option(_BY_SIDES, "Together, and for lead and chairs beside technicians"),
)
_WHY_NOT_BOTH: Final = "Never in both ways at once: that could tell what a few people said."


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
    everybody = await context.work.people.invited()
    if groups := declared(everybody):
        hint = "None ticked means everybody. Answers are also counted for each group, from five ballots up."
        fields.append(SeveralField("groups", "Who is asked?", _numbered(groups), hint))
    if two_sides(audience(everybody), await _holdings(context)).large_enough:
        fields.append(ChoiceField(_SIDES, "How are answers counted?", _COUNTED, value=_USUALLY, hint=_WHY_NOT_BOTH))
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
    everybody = await context.work.people.invited()
    groups = dict(enumerate(declared(everybody)))
    chosen = [
        groups.get(-1 if (place := as_id(value)) is None else place) for value in ticked(values.get("groups", ""))
    ]
    if None in chosen:
        errors["groups"] = "Please choose among these."
    asked = audience(everybody, [name for name in chosen if name is not None])
    if values.get(_SIDES, _USUALLY) == _BY_SIDES:
        asked = two_sides(asked, await _holdings(context))
        if not asked.large_enough:
            errors[_SIDES] = _too_few_on_a_side(asked)
    if errors or instrument is None or closes_on is None:
        return errors
    return Opening(instrument, asked, closes_on)


async def _instruments(context: Context) -> Mapping[str, Instrument]:
    """Those that come with Bunsen, the pulse first, then the institution's own."""
    shipped = sorted(context.services.instruments.values(), key=lambda each: (each.id != _USUAL, each.title))
    return {each.id: each for each in (*shipped, *await context.work.instruments.all())}


async def _holdings(context: Context) -> Sequence[Holding]:
    return await context.work.people.holdings(context.today)


def _too_few_on_a_side(asked: Audience) -> str:
    sides = " and ".join(f"{group.name.lower()} {group.invited}" for group in asked.groups)
    return f"A comparison needs {FEWEST_INVITED} people on each side; these are {sides}. Please choose the other way."


def _numbered(groups: list[str]) -> tuple[Option, ...]:
    return tuple(Option(str(number), name[:75]) for number, name in enumerate(groups))
