"""Did that help? If not, the question goes back with what is missing; saying so in the form is the consent."""

from dataclasses import replace

from handlers.actions.form_faults import faults
from handlers.enquiries import asking_cards, names, returned_cards
from handlers.enquiries.consenting import own
from handlers.enquiries.handing import handed, known_offices, tell_those_asked
from handlers.enquiries.model import Enquiry, EnquiryState, Helped
from handlers.enquiries.offering import helping
from handlers.enquiries.routing import named
from handlers.feature import Context, FormInput
from handlers.forms import Form, Section, TextField, as_id, fresh_nonce, refilled
from handlers.nudges.answering import Office
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update
from handlers.rights import PostKind

_MISSING = "missing"
_LONGEST = 1000
_SETTLED = (EnquiryState.ANSWERED, EnquiryState.NOT_OURS)


async def helped(context: Context, value: str) -> Outcome:
    """Keep that an answer helped."""
    await context.work.alone()
    enquiry = await own(context, value)
    if isinstance(enquiry, Reply):
        return enquiry
    if enquiry.state not in _SETTLED:
        return Update(asking_cards.asked_before(enquiry))
    await context.work.enquiries.save(replace(enquiry, helped=Helped.YES), enquiry.state)
    return Update(returned_cards.glad())


async def open_missing(context: Context, value: str) -> Outcome:
    """Ask what is missing."""
    enquiry = await own(context, value)
    if isinstance(enquiry, Reply):
        return enquiry
    if enquiry.state not in _SETTLED:
        return Reply(asking_cards.asked_before(enquiry), private=True)
    office = await _again(context, enquiry)
    if office is None:
        return Reply(asking_cards.nobody_to_help(), private=True)
    return OpenForm(_form(context, enquiry, office))


async def take_missing(context: Context, form: FormInput) -> Outcome:
    """Hand the question over once more, with what is missing."""
    await context.work.alone()
    number, _, post = form.context.partition(":")
    enquiry = await own(context, number)
    if isinstance(enquiry, Reply):
        return Close(reply=enquiry.card)
    if enquiry.state not in _SETTLED:
        return Close(reply=asking_cards.asked_before(enquiry))
    office = await _again(context, enquiry)
    if office is None:
        return Close(reply=asking_cards.nobody_to_help())
    if as_id(post) != office.post.id:
        return Close(reply=returned_cards.would_go_elsewhere(named(office, context.today)))
    shown = _form(context, enquiry, office)
    if wrong := faults(shown, form.values):
        return FormErrors(refilled(shown, form.values), wrong)
    work, institution, now = context.work, context.institution, context.now
    again = handed(enquiry, office.post.id, form.values[_MISSING].strip(), institution, now)
    await work.enquiries.save(replace(again, helped=Helped.NO), enquiry.state)
    known = await known_offices(work, institution, now, enquiry.asked_by_id)
    await tell_those_asked(work, institution, now, again, known)
    return Close(update=returned_cards.asked_again(named(office, context.today)))


async def _again(context: Context, enquiry: Enquiry) -> Office | None:
    """Whom to ask again: the post that answered; where it is not theirs or nobody holds it, whoever helps else."""
    known = await known_offices(context.work, context.institution, context.now, enquiry.asked_by_id)
    there = next((office for office in known if office.post.id == enquiry.post_id), None)
    if enquiry.state is EnquiryState.ANSWERED and there is not None:
        return there
    # What is not the matter of the post that was nearest goes to the lead.
    return await helping(context, replace(enquiry, topic=""))


def _form(context: Context, enquiry: Enquiry, office: Office) -> Form:
    field = TextField(_MISSING, "What is still missing?", required=True, multiline=True, max_length=_LONGEST)
    intro = (
        f"This goes to {named(office, context.today)}, with your question and the answer that you had. "
        f"{asking_cards.consent(context.person.name, leads=office.post.kind is PostKind.LEAD)}"
    )
    value = f"{enquiry.id}:{office.post.id}"
    return Form(names.MISSING_PRESS, "Not quite", (Section("", (field,)),), fresh_nonce(), intro, value, "Ask again")
