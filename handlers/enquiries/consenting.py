"""What the person who asks agrees to, and takes back. Nothing is sent before their press."""

from dataclasses import replace

from handlers.actions.form_faults import faults
from handlers.cards import Card
from handlers.enquiries import asking_cards, names
from handlers.enquiries.handing import handed, known_offices, tell_those_asked
from handlers.enquiries.model import Enquiry, EnquiryState
from handlers.enquiries.offering import helping, offered
from handlers.enquiries.routing import named
from handlers.feature import Context, FormInput
from handlers.forms import Form, Section, TextField, as_id, fresh_nonce, refilled
from handlers.help.cards import unknown_button
from handlers.nudges.answering import Office
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update
from handlers.rights import PostKind

LONGEST_QUESTION = 2000
_QUESTION = "question"


async def own(context: Context, value: str) -> Enquiry | Reply:
    """The enquiry of a press, for the person who asked it; for anybody else a refusal."""
    enquiry_id = as_id(value)
    enquiry = await context.work.enquiries.get(enquiry_id) if enquiry_id is not None else None
    if enquiry is None:
        return Reply(unknown_button(), private=True)
    if enquiry.asked_by_id != context.person.id:
        return Reply(asking_cards.only_the_asker(), private=True)
    return enquiry


async def pass_on(context: Context, value: str) -> Outcome:
    """Hand a question to whoever was named, once; where that would be others by now, ask again."""
    await context.work.alone()
    enquiry = await own(context, value)
    if isinstance(enquiry, Reply):
        return enquiry
    if enquiry.state is not EnquiryState.KEPT:
        return Update(asking_cards.asked_before(enquiry))
    office = await helping(context, enquiry)
    if office is None:
        return Reply(asking_cards.nobody_to_help(), private=True)
    if office.post.id != enquiry.post_id:
        return Update(await _offered_anew(context, enquiry, office))
    await _hand_over(context, enquiry, office)
    return Update(asking_cards.asked(enquiry.id, named(office, context.today)))


async def open_reword(context: Context, value: str) -> Outcome:
    """Let somebody change the words of their question before it is passed on."""
    enquiry = await own(context, value)
    if isinstance(enquiry, Reply):
        return enquiry
    if enquiry.state is not EnquiryState.KEPT:
        return Reply(asking_cards.asked_before(enquiry), private=True)
    office = await helping(context, enquiry)
    if office is None:
        return Reply(asking_cards.nobody_to_help(), private=True)
    return OpenForm(_form(context, enquiry, office))


async def take_reword(context: Context, form: FormInput) -> Outcome:
    """Hand over the question in its new words; sending the form, which says to whom, is the consent."""
    await context.work.alone()
    number, _, post = form.context.partition(":")
    enquiry = await own(context, number)
    if isinstance(enquiry, Reply):
        return Close(reply=enquiry.card)
    if enquiry.state is not EnquiryState.KEPT:
        return Close(update=asking_cards.asked_before(enquiry))
    office = await helping(context, enquiry)
    if office is None:
        return Close(reply=asking_cards.nobody_to_help())
    shown = _form(context, enquiry, office)
    if wrong := faults(shown, form.values):
        return FormErrors(refilled(shown, form.values), wrong)
    reworded = replace(enquiry, question=form.values[_QUESTION].strip())
    if as_id(post) != office.post.id:
        return Close(update=await _offered_anew(context, reworded, office))
    await _hand_over(context, reworded, office)
    return Close(update=asking_cards.asked(enquiry.id, named(office, context.today)))


async def withdraw(context: Context, value: str) -> Outcome:
    """Take a question back that nobody has answered yet; its words are deleted."""
    await context.work.alone()
    enquiry = await own(context, value)
    if isinstance(enquiry, Reply):
        return enquiry
    if enquiry.state is not EnquiryState.OPEN:
        return Update(asking_cards.asked_before(enquiry))
    gone = replace(
        enquiry, state=EnquiryState.WITHDRAWN, question="", note="", answer="", source="", source_url="",
        next_step_at=None, settled_at=context.now,
    )  # fmt: skip
    await context.work.enquiries.save(gone, EnquiryState.OPEN)
    return Update(asking_cards.withdrawn())


async def _offered_anew(context: Context, enquiry: Enquiry, office: Office) -> Card:
    """Name those to whom it would go now; nobody is asked before they are agreed to."""
    renewed = offered(enquiry, office, context.today)
    await context.work.enquiries.save(renewed.enquiry, EnquiryState.KEPT)
    return asking_cards.somebody_else_now(renewed, context.person.name)


async def _hand_over(context: Context, enquiry: Enquiry, office: Office) -> None:
    work, institution, now = context.work, context.institution, context.now
    passed_on = handed(enquiry, office.post.id, "", institution, now)
    if await work.enquiries.save(passed_on, EnquiryState.KEPT):
        known = await known_offices(work, institution, now, enquiry.asked_by_id)
        await tell_those_asked(work, institution, now, passed_on, known)


def _form(context: Context, enquiry: Enquiry, office: Office) -> Form:
    field = TextField(
        _QUESTION, "Your question", value=enquiry.question, required=True, multiline=True, max_length=LONGEST_QUESTION
    )
    consent = asking_cards.consent(context.person.name, leads=office.post.kind is PostKind.LEAD)
    intro = f"This goes to {named(office, context.today)}. {consent}"
    sections = (Section("", (field,)),)
    value = f"{enquiry.id}:{office.post.id}"
    return Form(names.REWORD_PRESS, "Ask a person", sections, fresh_nonce(), intro, value, "Ask them")
