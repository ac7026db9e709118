"""The guided answers: each a typed word, a button, a form and a result; nothing of what is filled in is kept."""

from collections.abc import Sequence

from handlers.answers.entries import Entry, in_force
from handlers.answers.values import Value, Values
from handlers.feature import Command, Context, Feature, FormInput, FormRoute, Press
from handlers.forms import refilled
from handlers.guides import fund_cards, route_cards
from handlers.guides.form_parts import given_in
from handlers.guides.fund import fund_answer
from handlers.guides.fund_form import fund_carried, fund_faults, fund_form, fund_question
from handlers.guides.presses import FUND_PRESS, ROUTES_PRESS
from handlers.guides.route_form import route_carried, route_faults, route_form
from handlers.guides.routes import find_routes
from handlers.knowledge.own import entries_now, values_now
from handlers.knowledge.whom import whom_to_ask
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply

_FUND_ENTRY = "development-fund-amount"
_ROUTE_ENTRY = "registration-how-to-apply"
"""The entries whose owners are named as the people to ask."""


async def offer_fund(_context: Context, _rest: str) -> Reply:
    """Answer the typed word with the button that opens the form."""
    return Reply(fund_cards.offer(), private=True)


async def open_fund(context: Context, value: str) -> Outcome:
    """Open the form of the fund walk-through, filled in as it was where the button says how."""
    return OpenForm(fund_form(context.services.guides.fund, value))


async def answer_fund(context: Context, form: FormInput) -> Outcome:
    """Say what holds for this person."""
    rules = context.services.guides.fund
    if errors := fund_faults(rules, form.values):
        return FormErrors(refilled(fund_form(rules), form.values), errors)
    values = await values_now(context.work, context.services.knowledge)
    found = fund_answer(rules, fund_question(rules, form.values), values, context.today)
    whom = await _whom(context, _FUND_ENTRY, _contact(values, "fund-contact", context))
    reading = await _reading(context, found.reading)
    value = fund_carried(rules, form.values)
    return Close(fund_cards.result(rules, found, values, whom, reading, value, context.today))


async def offer_routes(_context: Context, _rest: str) -> Reply:
    """Answer the typed word with the button that opens the form."""
    return Reply(route_cards.offer(), private=True)


async def open_routes(context: Context, value: str) -> Outcome:
    """Open the form of the route finder, filled in as it was where the button says how."""
    return OpenForm(route_form(context.services.guides.routes, value))


async def answer_routes(context: Context, form: FormInput) -> Outcome:
    """Name the routes that fit this person."""
    rules = context.services.guides.routes
    if errors := route_faults(rules, form.values):
        return FormErrors(refilled(route_form(rules), form.values), errors)
    values = await values_now(context.work, context.services.knowledge)
    found = find_routes(rules, given_in(rules.book.questions, form.values))
    whom = await _whom(context, _ROUTE_ENTRY, _contact(values, "registration-contact", context))
    reading = await _reading(context, found.reading)
    value = route_carried(rules, form.values)
    return Close(route_cards.result(rules, found, values, whom, reading, value, context.today))


def _contact(values: Values, name: str, context: Context) -> Value | None:
    return values.get(name) if values.in_date(context.today) else None


async def _whom(context: Context, entry_id: str, contact: Value | None) -> str:
    """Who can be asked: as the institution says, else whoever helps with the entry; empty where nobody does."""
    if contact is not None:
        return contact.text
    entry = (await entries_now(context.work, context.services.knowledge, [entry_id])).get(entry_id)
    post = entry.owner if entry is not None else ""
    return (await whom_to_ask(context.work, [post], context.today, context.person.unit))[post].people


async def _reading(context: Context, ids: Sequence[str]) -> list[Entry]:
    """The entries of these ids that can be answered today, in their order."""
    wanted = list(dict.fromkeys(ids))
    now = await entries_now(context.work, context.services.knowledge, wanted)
    return in_force([now[each] for each in wanted if each in now], context.today)


FEATURE = Feature(
    "guides",
    commands=(
        Command(
            "fund",
            "find out what money there is for you, and how to ask",
            offer_fund,
            aliases=("development fund", "the fund", "am i eligible"),
        ),
        Command(
            "route",
            "find the registration that suits you",
            offer_routes,
            aliases=("routes", "registration route", "registration routes", "find my route"),
        ),
    ),
    presses=(Press(FUND_PRESS, open_fund), Press(ROUTES_PRESS, open_routes)),
    forms=(FormRoute(FUND_PRESS, answer_fund), FormRoute(ROUTES_PRESS, answer_routes)),
)
