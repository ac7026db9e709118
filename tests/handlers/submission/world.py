"""A university that writes its self-assessment."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from handlers.cards import Button, Card
from handlers.deliveries import State
from handlers.outcomes import Close, FormErrors, Outcome, Reply
from handlers.people.model import Holding
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.rights import PostKind
from handlers.submission import forms, names
from handlers.submission.desk import Desk, read_desk
from handlers.submission.model import SectionState, SectionWork
from tests.support.house import House, buttons, opened, text

DUE = date(2027, 7, 30)
"""A Friday, five months after the day on which tests begin."""


async def staffed(house: House) -> None:
    """A lead, a chair, a vice-chancellor, a writer and somebody without any post."""
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    await house.person("chad", ("Committee chair", PostKind.CHAIR))
    await house.person("vera", ("Vice-Chancellor", PostKind.OWNER))
    await house.person("wim", ("HR Manager", PostKind.OWNER))
    await house.person("tina")


async def submission(house: House, due_on: date = DUE, stage: int = 1) -> None:
    """A submission that the lead has set through the form."""
    outcome = await set_it(house, {"due": due_on.isoformat(), "stage": str(stage)})
    assert isinstance(outcome, Close), outcome


async def set_it(house: House, values: Mapping[str, str]) -> Outcome:
    """Send the form for stage and day; without more, for stage 1 in July."""
    form = opened(await house.press("lea", Button("", names.SET_PRESS)))
    leader = str(await house.post_id("Vice-Chancellor"))
    given = {forms.STAGE: "1", forms.DUE: DUE.isoformat(), forms.LEADER: leader}
    return await house.submit("lea", form, {**given, **values})


async def assign(house: House, section: str, values: Mapping[str, str], by: str = "lea") -> Outcome:
    """Give a section to a post or a person, by the form."""
    form = opened(await house.press(by, Button("", names.ASSIGN_PRESS, section)))
    return await house.submit(by, form, values)


async def give_to(house: House, section: str, post: str = "HR Manager") -> None:
    """Give a section to a post."""
    outcome = await assign(house, section, {forms.POST: str(await house.post_id(post))})
    assert isinstance(outcome, Close), outcome


async def mark(house: House, user: str, section: str, state: str = "ready", note: str = "") -> Outcome:
    """Say how far a section is."""
    outcome = await house.press(user, Button("", names.MARK_PRESS, section))
    if isinstance(outcome, Reply):
        return outcome
    return await house.submit(user, opened(outcome), {forms.STATE: state, forms.NOTE: note})


async def desk(house: House) -> Desk:
    """All that is known of the submission now."""
    async with house.bunsen.begin() as tx:
        found = await read_desk(tx.of(house.institution.id), house.institution, house.clock.now())
    assert found is not None
    return found


async def all_ready(house: House) -> None:
    """Every section is written."""
    known = await desk(house)
    post_id = await house.post_id("HR Manager")
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        for section in known.sections:
            await work.submissions.assign(
                known.submission.id, SectionWork(section.id, post_id, state=SectionState.READY)
            )


async def reported_plan(house: House) -> None:
    """A plan of one action that was reported on."""
    (action,) = await house.plan(Action(0, 0, "V1", "Visibility", "Put technicians on the website"))
    lea = await house.person("lea")
    async with house.bunsen.begin() as tx:
        said = ActionUpdate(action.id, house.clock.now(), Rag.GREEN, "Done", by="Lea", by_person_id=lea.id)
        await tx.of(house.institution.id).plans.record(said)


async def put_up(house: House) -> Card:
    """Put the draft up for signature."""
    outcome = await house.press("lea", Button("", names.VERSION_PRESS))
    assert isinstance(outcome, Reply), outcome
    return outcome.card


def button(card: Card, label: str) -> Button:
    """The button of a card whose label begins so."""
    (found,) = [each for each in buttons(card) if each.label.startswith(label)]
    return found


def at(day: date, hour: int = 10) -> datetime:
    """A moment of a day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


async def tick(house: House, moment: datetime) -> dict[str, str]:
    """Let a moment come; give what was said of the self-assessment, by user."""
    before = len(house.surface.sent)
    house.clock.move_to(moment)
    await house.bunsen.runner.tick()
    sent = [(to.id.removeprefix("direct:"), text(card)) for to, card in house.surface.sent[before:]]
    ours = [(user, words) for user, words in sent if "self-assessment" in words.casefold()]
    assert len(ours) == len({user for user, _ in ours}), "more than one message to somebody"
    return dict(ours)


def errors(outcome: Outcome) -> Mapping[str, str]:
    """What a form says is wrong, by field."""
    assert isinstance(outcome, FormErrors), outcome
    return outcome.errors


def said(outcome: Outcome) -> str:
    """The card of an answer, as text."""
    card = outcome.reply if isinstance(outcome, Close) else getattr(outcome, "card", None)
    return text(card)


async def waiting(house: House) -> list[str]:
    """The keys of reminders that wait, or were sent."""
    async with house.bunsen.begin() as tx:
        found = await tx.of(house.institution.id).outbox.with_prefix(f"{names.REMINDER}:")
    return [each.key for each in found if each.state is not State.UNNEEDED]


async def deputy(house: House, user: str, post: str) -> None:
    """Somebody who deputises for a post."""
    person = await house.person(user)
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        found = await people.post(post)
        assert found is not None
        await people.hold(Holding(found, person, deputy=True))
