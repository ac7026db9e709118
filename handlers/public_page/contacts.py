"""The named contact: asked by the lead, agreed to by the person themselves, and taken back by them at any time."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from handlers.actions.form_faults import faults
from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import Context, DeliveryContext, FormInput
from handlers.forms import as_id, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.people.hours import here_at
from handlers.people.model import Person
from handlers.public_page import cards, names
from handlers.public_page.gathering import State
from handlers.public_page.model import Contact, ContactState

_USEFUL_FOR: Final = timedelta(days=28)


async def open_ask(context: Context, _value: str) -> Outcome:
    """Open the form: whoever holds a post can be asked."""
    return OpenForm(cards.ask_form(await _in_posts(context)))


async def take_ask(context: Context, form: FormInput) -> Outcome:
    """Ask somebody; whoever was asked before is the contact no longer."""
    await context.work.alone()
    people = await _in_posts(context)
    asked = cards.ask_form(people)
    errors = faults(asked, form.values)
    typed = form.values.get(cards.WHO, "").strip()
    person = next((each for each in people if str(each.id) == typed or each.email.casefold() == typed.casefold()), None)
    if typed and person is None:
        errors[cards.WHO] = "They hold no post here. Whoever is named should: please choose somebody else."
    elif person is not None and not (person.name and person.email):
        errors[cards.WHO] = "Their e-mail address is not known, and the page needs one."
    if errors or person is None:
        return FormErrors(refilled(asked, form.values), errors, look_again("asked"))
    contact = await context.work.public_pages.ask(
        Contact(0, person.id, ContactState.ASKED, person.name, person.email, context.now)
    )
    opens = here_at(context.institution, person, context.now)
    ids = {"contact": str(contact.id)}
    key = f"{names.ASKED}:{contact.id}:{person.id}"
    await context.work.outbox.add([NewDelivery(key, names.ASKED, person.id, ids, opens, context.now + _USEFUL_FOR)])
    return Close(cards.asked(person))


async def agree(context: Context, value: str) -> Outcome:
    """Agree to be named."""
    return await _answer(context, value, ContactState.AGREED, ContactState.ASKED)


async def decline(context: Context, value: str) -> Outcome:
    """Decline to be named."""
    return await _answer(context, value, ContactState.DECLINED, ContactState.ASKED)


async def withdraw(context: Context, value: str) -> Outcome:
    """Take one's name off."""
    return await _answer(context, value, ContactState.WITHDRAWN, ContactState.AGREED)


async def _answer(context: Context, value: str, said: ContactState, before: ContactState) -> Outcome:
    """Record what somebody says of themselves: nobody else can say it for them."""
    await context.work.alone()
    contact = await context.work.public_pages.contact_of(as_id(value) or 0)
    latest = await context.work.public_pages.contact()
    if contact is None or contact.person_id != context.person.id or contact.state is not before:
        return Reply(cards.not_asked(), private=True)
    # One's own name can always be taken off; but only who was asked last can agree.
    if said is not ContactState.WITHDRAWN and contact != latest:
        return Reply(cards.not_asked(), private=True)
    await context.work.public_pages.answer(contact.id, said, context.now)
    return Update(cards.answered(said))


async def named_as(context: Context, state: State) -> Contact | None:
    """As which contact this person is named, on the approved page or on the next; None where they are on neither."""
    approved = await context.work.public_pages.contact_of(state.version.contact_id) if state.version else None
    mine = (each for each in (state.contact, approved) if each and each.person_id == context.person.id)
    return next((each for each in mine if each.has_agreed), None)


async def compose_asked(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Ask, while the question still stands."""
    latest = await context.work.public_pages.contact()
    stands = latest is not None and str(latest.id) == delivery.ids["contact"] and latest.state is ContactState.ASKED
    return cards.request(latest) if latest is not None and stands else None


async def _in_posts(context: Context) -> Sequence[Person]:
    found = {each.person.id: each.person for each in await context.work.people.holdings(context.today)}
    return sorted(found.values(), key=lambda person: (person.name.casefold(), person.id))
