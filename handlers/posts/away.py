"""Being away: until then reminders go to the deputy."""

from dataclasses import replace
from datetime import date, timedelta

from handlers.cards import Button, Buttons, ButtonStyle, Card, Element, Leads, Text
from handlers.dates import spoken
from handlers.day_words import read_day
from handlers.feature import Context, FormInput
from handlers.forms import DateField, Field, Form, Section, TextField, fresh_nonce, parse_date, refilled
from handlers.nudges.answering import Office, offices
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update
from handlers.people.model import Person
from handlers.phrases import joined
from handlers.posts import names
from handlers.posts.board import Board
from handlers.posts.giving import person_by_email
from handlers.posts.looking import the_board
from handlers.posts.permission import leads

LONGEST = timedelta(days=366)
_ADDRESS = 254


async def show_away(context: Context, rest: str) -> Reply:
    """Record an absence ("away until 12 May"), or show how things are."""
    said = " ".join(rest.split())
    for opening in ("until ", "till ", "to "):
        said = said[len(opening) :] if said.casefold().startswith(opening) else said
    if not said:
        return Reply(_state(context.person, await the_board(context)), private=True)
    until = read_day(said, context.today)
    wrong = "I could not read that as a day." if until is None else wrong_day(until, context.today)
    if until is None or wrong:
        return Reply(_not_understood(wrong), private=True)
    return Reply(await _set(context, context.person, until), private=True)


async def say_back(context: Context, _rest: str) -> Reply:
    """End one's absence, early or not."""
    return Reply(await _back(context), private=True)


async def open_away(context: Context, _value: str) -> Outcome:
    """Ask until when."""
    return OpenForm(_form(context))


async def take_away(context: Context, form: FormInput) -> Outcome:
    """Record an absence: one's own, or for the lead somebody else's."""
    until = parse_date(form.values.get("until", ""))
    errors: dict[str, str] = {}
    if until is None:
        errors["until"] = "There is no such day." if form.values.get("until") else "Please choose the last day."
    elif wrong := wrong_day(until, context.today):
        errors["until"] = wrong
    person: Person | str = context.person
    if leads(context) and form.values.get("email", "").strip():
        person = await person_by_email(context.work, await the_board(context), form.values)
        if isinstance(person, str):
            errors["email"] = person
    if errors or until is None or isinstance(person, str):
        return FormErrors(refilled(_form(context), form.values), errors)
    return Close(reply=await _set(context, person, until))


async def come_back(context: Context, _value: str) -> Outcome:
    """End one's absence."""
    return Update(await _back(context))


def wrong_day(until: date, today: date) -> str:
    """Say what is wrong with the last day of an absence; empty where nothing is."""
    if until < today:
        return f"{spoken(until)} has passed. Please choose today or later."
    if until > today + LONGEST:
        return f"{spoken(until)} is more than a year away. For that long, hand your posts over instead."
    return ""


async def _set(context: Context, person: Person, until: date) -> Card:
    await context.work.people.set_away(person.id, until)
    return _state(replace(person, away_until=until), await the_board(context), own=person.id == context.person.id)


async def _back(context: Context) -> Card:
    await context.work.people.set_away(context.person.id, None)
    return Card("Welcome back", (Text("Reminders come to you again."),))


def _state(person: Person, board: Board, *, own: bool = True) -> Card:
    if not board.is_away(person) or person.away_until is None:
        return Card(
            "You are here",
            (
                Text("When you are away, reminders for your posts go to your deputy."),
                Buttons((Button("I will be away", names.AWAY_PRESS, style=ButtonStyle.PRIMARY, leads=Leads.FORM),)),
            ),
        )
    body: list[Element] = [Text(line) for line in _who_stands_in(person, board, own=own)]
    if own:
        body.append(
            Buttons((Button("I am back", names.BACK_PRESS), Button("Another day", names.AWAY_PRESS, leads=Leads.FORM)))
        )
    who = "You are" if own else f"{person.name} is"
    return Card(f"{who} away until {spoken(person.away_until)}", tuple(body))


def _who_stands_in(person: Person, board: Board, *, own: bool) -> list[str]:
    now = [replace(each, person=person) if each.person.id == person.id else each for each in board.holdings]
    asked = offices(each for each in now if each.starts_on is None or each.starts_on <= board.today)
    held = [office for office in asked.values() if any(holder.id == person.id for holder in office.holders)]
    if not held:
        return ["Reminders wait until then."]
    return [_asked_instead(office, person, board.today, own=own) for office in held]


def _asked_instead(office: Office, person: Person, today: date, *, own: bool) -> str:
    others = [each.name for each in office.answering(today) if each.id != person.id]
    if others:
        return f"For “{office.post.name}”, {joined(others)} will be asked."
    name_one = "please ask your lead to name one" if own else "please name one"
    return f"“{office.post.name}” has no deputy who is here, so nobody is asked in the meantime: {name_one}."


def _not_understood(why: str) -> Card:
    return Card(
        "Until when are you away?",
        (
            Text(f"{why} Write for example “away until 12 May”, or choose the day:"),
            Buttons((Button("Choose the day", names.AWAY_PRESS, style=ButtonStyle.PRIMARY, leads=Leads.FORM),)),
        ),
    )


def _form(context: Context) -> Form:
    fields: list[Field] = [DateField("until", "Last day away", value=context.person.away_until, required=True)]
    if leads(context):
        hint = "Their e-mail address. Leave it empty for yourself."
        fields.append(TextField("email", "For somebody else?", hint=hint, max_length=_ADDRESS))
    intro = "Until then reminders go to the deputies of your posts."
    return Form(names.AWAY_PRESS, "Away", (Section("", tuple(fields)),), fresh_nonce(), intro, "", "Record it")
