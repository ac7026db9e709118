"""Answering a question by a form, or saying who else does help."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.actions.form_faults import faults
from handlers.actions.rules import link_trouble
from handlers.cards import Card
from handlers.deliveries import NewDelivery
from handlers.enquiries import asked_cards, names
from handlers.enquiries.desk import Waiting, waiting
from handlers.enquiries.forms import ANSWER, KEEP, LINK, SIGNPOST, SOURCE, WHO, YES, answer_form, not_ours_form
from handlers.enquiries.model import Enquiry, EnquiryState, Helped
from handlers.enquiries.picking import my_desk, one_of_theirs, theirs
from handlers.enquiries.stripped import without_people
from handlers.feature import Context, FormInput
from handlers.forms import Form, refilled, ticked
from handlers.knowledge.not_ours import say_not_ours
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.people.hours import opens_at


async def open_answer(context: Context, value: str) -> Outcome:
    """Open the form to answer one question, or several that say nearly the same."""
    found = await theirs(context, value)
    if isinstance(found, Card):
        return Reply(found, private=True)
    return OpenForm(answer_form(await _waiting(context, found)))


async def take_answer(context: Context, form: FormInput) -> Outcome:
    """Send an answer to those who asked, each in private."""
    await context.work.alone()
    written = form.values.get(ANSWER, "").strip()
    found = await theirs(context, form.context, written)
    if isinstance(found, Card):
        return Close(reply=found)
    those = await _waiting(context, found)
    asked = answer_form(those)
    if wrong := _wrong(asked, form):
        return FormErrors(refilled(asked, form.values), wrong)
    whom = _whom(form)
    chosen = [each for each in those if str(each.enquiry.id) in whom]
    if not chosen:
        return Close(reply=asked_cards.not_for_you(written))
    source, link = form.values.get(SOURCE, "").strip(), form.values.get(LINK, "").strip()
    for each in chosen:
        answered = replace(each.enquiry, answer=written, source=source, source_url=link)
        await _settle(context, answered, EnquiryState.ANSWERED)
    keep = chosen[0].enquiry if YES in ticked(form.values.get(KEEP, "")) else None
    return Close(update=asked_cards.sent([each.asker.name for each in chosen], keep))


async def open_not_ours(context: Context, value: str) -> Outcome:
    """Ask who does help."""
    found = await one_of_theirs(context, value)
    if isinstance(found, Card):
        return Reply(found, private=True)
    (one,) = await _waiting(context, [found])
    return OpenForm(not_ours_form(one))


async def take_not_ours(context: Context, form: FormInput) -> Outcome:
    """Tell whoever asked who does help, and keep the question, stripped, to learn from it."""
    await context.work.alone()
    found = await one_of_theirs(context, form.context, form.values.get(SIGNPOST, "").strip())
    if isinstance(found, Card):
        return Close(reply=found)
    (one,) = await _waiting(context, [found])
    asked = not_ours_form(one)
    if wrong := faults(asked, form.values):
        return FormErrors(refilled(asked, form.values), wrong)
    signpost = form.values[SIGNPOST].strip()
    signposted = replace(found, answer=signpost, source="", source_url="")
    await _settle(context, signposted, EnquiryState.NOT_OURS)
    question = await without_people(context.work, found)
    await say_not_ours(context, question, signpost, await _post(context, found))
    return Close(update=asked_cards.not_ours(one.asker.name))


def _wrong(asked: Form, form: FormInput) -> dict[str, str]:
    wrong = faults(asked, form.values)
    # Some of those who are ticked may have been answered meanwhile, and so stand in the form no more.
    wrong.pop(WHO, None)
    if not _whom(form):
        wrong[WHO] = "Please choose who gets it."
    link = form.values.get(LINK, "").strip()
    if link and LINK not in wrong and (trouble := link_trouble(link)):
        wrong[LINK] = trouble
    return wrong


def _whom(form: FormInput) -> set[str]:
    """The ids of the questions that the answer is to go to, of those that the form was opened for."""
    named = set(form.context.split("."))
    return named if len(named) == 1 else named.intersection(ticked(form.values.get(WHO, "")))


async def _waiting(context: Context, enquiries: Sequence[Enquiry]) -> Sequence[Waiting]:
    return await waiting(context.work, await my_desk(context), enquiries)


async def _post(context: Context, enquiry: Enquiry) -> str:
    """The name of the post for which this person speaks."""
    post = (await my_desk(context)).answering_post(enquiry)
    return post.name if post is not None else ""


async def _settle(context: Context, enquiry: Enquiry, state: EnquiryState) -> None:
    """Keep what was said to a question, and bring it to whoever asked, in their working hours."""
    settled = replace(
        enquiry,
        state=state,
        next_step_at=None,
        answered_by=context.person.name,
        answered_by_id=context.person.id,
        answered_for=await _post(context, enquiry),
        settled_at=context.now,
        helped=Helped.UNSAID,
    )
    if not await context.work.enquiries.save(settled, EnquiryState.OPEN):
        return
    asker = await context.work.people.get(enquiry.asked_by_id)
    if asker is not None:
        key = f"{names.ANSWERED}:{enquiry.id}:{enquiry.handings}"
        due_at = opens_at(context.institution, asker, context.now)
        ids = {"enquiry": str(enquiry.id), "handing": str(enquiry.handings)}
        await context.work.outbox.add([NewDelivery(key, names.ANSWERED, asker.id, ids, due_at)])
