"""Passing a question on to another post, whose matter it is; whoever asked is told."""

from collections.abc import Sequence

from handlers.actions.form_faults import faults
from handlers.cards import Card
from handlers.deliveries import NewDelivery
from handlers.enquiries import asked_cards, names
from handlers.enquiries.desk import waiting
from handlers.enquiries.forms import NOTE, TO, move_form
from handlers.enquiries.handing import handed, known_offices, tell_those_asked
from handlers.enquiries.model import Enquiry, EnquiryState
from handlers.enquiries.picking import my_desk, one_of_theirs
from handlers.feature import Context, FormInput
from handlers.forms import Form, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.people.hours import opens_at
from handlers.people.model import Post
from handlers.posts.picking import picked


async def open_move(context: Context, value: str) -> Outcome:
    """Ask to which post."""
    found = await one_of_theirs(context, value)
    if isinstance(found, Card):
        return Reply(found, private=True)
    posts = await _others(context, found)
    return OpenForm(await _form(context, found, posts)) if posts else Reply(asked_cards.nobody_else(), private=True)


async def take_move(context: Context, form: FormInput) -> Outcome:
    """Hand the question to another post, where its waiting begins anew."""
    await context.work.alone()
    found = await one_of_theirs(context, form.context, form.values.get(NOTE, "").strip())
    if isinstance(found, Card):
        return Close(reply=found)
    posts = await _others(context, found)
    asked = await _form(context, found, posts)
    wrong, post = faults(asked, form.values), picked(form.values.get(TO, ""), posts)
    if post is None:
        wrong.setdefault(TO, "Please choose a post that somebody holds, other than the one that has it.")
    if wrong or post is None:
        return FormErrors(refilled(asked, form.values), wrong)
    await _hand_on(context, found, post, form.values.get(NOTE, "").strip())
    return Close(update=asked_cards.moved(post.name))


async def _hand_on(context: Context, enquiry: Enquiry, post: Post, note: str) -> None:
    work, institution, now = context.work, context.institution, context.now
    notes = "\n".join(said for said in (enquiry.note, note) if said)
    moved = handed(enquiry, post.id, notes, institution, now)
    await work.enquiries.save(moved, EnquiryState.OPEN)
    await tell_those_asked(
        work, institution, now, moved, await known_offices(work, institution, now, moved.asked_by_id)
    )
    asker = await work.people.get(moved.asked_by_id)
    if asker is not None:
        key = f"{names.MOVED}:{moved.id}:{moved.handings}"
        ids = {"enquiry": str(moved.id), "handing": str(moved.handings)}
        due_at = opens_at(institution, asker, now)
        await work.outbox.add([NewDelivery(key, names.MOVED, asker.id, ids, due_at)])


async def _others(context: Context, enquiry: Enquiry) -> Sequence[Post]:
    """The posts that somebody holds who did not ask it, other than the one that has it."""
    known = await known_offices(context.work, context.institution, context.now, enquiry.asked_by_id)
    return [office.post for office in known if office.post.id != enquiry.post_id]


async def _form(context: Context, enquiry: Enquiry, posts: Sequence[Post]) -> Form:
    (one,) = await waiting(context.work, await my_desk(context), [enquiry])
    return move_form(one, posts)
