"""A small knowledge base, and the people who look after it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.app import build
from handlers.answers.entries import Entry, Source
from handlers.answers.values import Kind, ValueKind
from handlers.cards import Button, Card
from handlers.forms import Field, Form, SeveralField
from handlers.knowledge import names
from handlers.knowledge.base import Base
from handlers.knowledge.model import Version
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update
from tests.support.house import House, buttons, opened, services_with

CHAMPION = "Registration champion"
FUND_MANAGER = "Fund manager"
LEAD = "Institutional Lead"
CHECKED = date(2026, 11, 1)
REVIEW_BY = date(2027, 9, 1)


def entry(entry_id: str, title: str, **changes: object) -> Entry:
    """An entry in date on the first of March 2027."""
    plain = Entry(
        entry_id,
        title,
        tuple(f"{title.casefold()} {word}" for word in ("please", "how", "where", "who")),
        f"This is what holds of {title.casefold()}.",
        (Source("Staff handbook", "https://www.example.ac.uk/handbook", CHECKED),),
        LEAD,
        REVIEW_BY,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


FEES = entry(
    "registration-fees",
    "Registration fees",
    phrasings=("who pays my registration fee", "will you pay my rsci fee", "registration fee refund", "rsci fee back"),
    answer="Many institutions pay the first year of registration.",
    owner=CHAMPION,
)
FUND = entry(
    "development-fund",
    "The development fund",
    phrasings=("is there money for courses", "development fund", "tdf", "who pays for my conference"),
    answer="Many institutions keep a fund for technicians.",
    local=("It pays up to {fund-limit} a person.", "It closes on {fund-closes}.", "How to ask: {fund-form}"),
    owner=FUND_MANAGER,
    guide="fund",
)
MENTORS = entry("mentors", "Finding a mentor", see_also=("registration-fees",))
KINDS = (
    ValueKind("fund-limit", "The most that one person can have", "For example £500.", Kind.MONEY, "fund"),
    ValueKind("fund-closes", "The next closing date", "", Kind.DATE, "fund"),
    ValueKind("fund-form", "The form", "", Kind.URL, "fund"),
    ValueKind("registration-contact", "Who helps", "", Kind.CONTACT, "registration"),
)


def base_of(*entries: Entry) -> Base:
    """A base with these entries, and four values."""
    return Base({each.id: each for each in entries}, (), {kind.id: kind for kind in KINDS}, {"fund-limit": "£600"})


BASE = base_of(FEES, FUND, MENTORS)


def card(outcome: Outcome) -> Card:
    """What an outcome says, however it says it."""
    match outcome:
        case Reply(card=shown) | Update(card=shown):
            return shown
        case Close(reply=Card() as shown):
            return shown
    raise AssertionError(outcome)


def errors(outcome: Outcome) -> Mapping[str, str]:
    """What a form that was refused says, by field."""
    assert isinstance(outcome, FormErrors), outcome
    return outcome.errors


def values_in(form: Form) -> dict[str, str]:
    """What a form would send back untouched."""
    return {field.key: _given(field) for field in form.fields}


def _given(field: Field) -> str:
    return ",".join(field.values) if isinstance(field, SeveralField) else str(field.value or "")


async def press(house: House, user: str, name: str, value: str = "") -> Outcome:
    """Press a button by its name."""
    return await house.press(user, Button("x", name, value))


async def fill(house: House, user: str, name: str, value: str = "", **changes: str) -> Outcome:
    """Open a form, change some of its fields, and send it."""
    form = opened(await press(house, user, name, value))
    return await house.submit(user, form, {**values_in(form), **changes})


async def push(house: House, user: str, shown: Card, label: str) -> Outcome:
    """Press the button with this label on a card."""
    (button,) = [each for each in buttons(shown) if each.label == label]
    return await house.press(user, button)


def labels(shown: Card) -> list[str]:
    """What can be pressed on a card."""
    return [button.label for button in buttons(shown)]


def form_of(outcome: Outcome) -> Form:
    """The form that comes back, with errors or news."""
    assert isinstance(outcome, OpenForm | FormErrors), outcome
    return outcome.form


async def proposals(house: House) -> list[str]:
    """The ids of what waits for a second person."""
    rows = await house.select("SELECT id FROM knowledge_versions WHERE state = 'proposed' ORDER BY id")
    return [str(row[0]) for row in rows]


async def confirm(house: House, user: str, proposal: str = "") -> Card:
    """Look at a proposal (the only one, if none is named) and confirm it."""
    waiting = proposal or (await proposals(house))[0]
    shown = card(await press(house, user, names.PROPOSAL_PRESS, waiting))
    return card(await push(house, user, shown, "Confirm"))


async def shown(house: House, entry_id: str, user: str = "lea") -> Card:
    """An entry as somebody sees it who looks after entries."""
    return card(await press(house, user, names.SHOW_PRESS, entry_id))


async def delivered(house: House) -> dict[str, list[Card]]:
    """Let one tick pass; what each user was sent in it."""
    before = len(house.surface.sent)
    await house.bunsen.settle()
    sent: dict[str, list[Card]] = {}
    for to, each in house.surface.sent[before:]:
        sent.setdefault(to.id.removeprefix("direct:"), []).append(each)
    return sent


async def waiting_version(house: House) -> Version:
    """What waits for a second person."""
    waiting = (await proposals(house))[0]
    async with house.bunsen.begin() as tx:
        version = await tx.of(house.institution.id).knowledge.get(int(waiting))
    assert version is not None
    return version


def days_later(house: House, days: int) -> None:
    """Let days pass."""
    house.clock.move_to(house.clock.now() + timedelta(days=days))


def upgraded(house: House, base: Base) -> House:
    """The same database, people and clock under another package."""
    services = services_with(base, house.folder)
    bunsen = build(house.database.begin, services, house.clock, lambda _desk, _wake: [house.surface])
    return replace(house, bunsen=bunsen, services=services)
