"""The messages of enquiries, composed when they are sent; None once there is nothing left to say."""

from handlers.cards import Card
from handlers.deliveries import Delivery
from handlers.enquiries import asked_cards, returned_cards
from handlers.enquiries.desk import desk_of, waiting
from handlers.enquiries.model import Enquiry, EnquiryState
from handlers.feature import DeliveryContext, Services
from handlers.forms import as_id
from handlers.knowledge.own import entries_now
from handlers.work import Work

_SETTLED = (EnquiryState.ANSWERED, EnquiryState.NOT_OURS)


async def compose_enquiry(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Bring a question to somebody who is asked; None once it is settled, moved on, or theirs no more."""
    enquiry = await _of(context, delivery)
    if enquiry is None:
        return None
    desk = await desk_of(context.work, context.institution, context.person.id, context.now)
    if not desk.may_answer(enquiry):
        return None
    (one,) = await waiting(context.work, desk, [enquiry])
    return asked_cards.question(one, desk, await nearest_title(context.work, context.services, enquiry))


async def compose_answered(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Bring the answer to whoever asked."""
    enquiry = await _own(context, delivery)
    return returned_cards.answer(enquiry) if enquiry is not None and enquiry.state in _SETTLED else None


async def compose_moved(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Tell whoever asked that another post has their question now."""
    enquiry = await _own(context, delivery)
    if enquiry is None or enquiry.state is not EnquiryState.OPEN:
        return None
    return returned_cards.moved(enquiry, await _post(context, enquiry))


async def compose_late(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Tell whoever asked that nobody has answered yet, and that the lead has it too."""
    enquiry = await _own(context, delivery)
    if enquiry is None or enquiry.state is not EnquiryState.OPEN:
        return None
    return returned_cards.late(enquiry, await _post(context, enquiry))


async def nearest_title(work: Work, services: Services, enquiry: Enquiry) -> str:
    """The title of the entry that came nearest to a question; empty where none did, or it is there no more."""
    if not enquiry.topic:
        return ""
    entries = await entries_now(work, services.knowledge, [enquiry.topic])
    return entries[enquiry.topic].title if enquiry.topic in entries else ""


async def _own(context: DeliveryContext, delivery: Delivery) -> Enquiry | None:
    """The enquiry that this is about, where it is still as it was then, and of this person."""
    enquiry = await _of(context, delivery)
    return enquiry if enquiry is not None and enquiry.asked_by_id == context.person.id else None


async def _of(context: DeliveryContext, delivery: Delivery) -> Enquiry | None:
    enquiry_id = as_id(delivery.ids["enquiry"])
    enquiry = await context.work.enquiries.get(enquiry_id) if enquiry_id is not None else None
    # What was written before this went through the question alone; the lead had it, once.
    handing = delivery.ids.get("handing", "1")
    return enquiry if enquiry is not None and str(enquiry.handings) == handing else None


async def _post(context: DeliveryContext, enquiry: Enquiry) -> str:
    post = await context.work.posts.get(enquiry.post_id) if enquiry.post_id is not None else None
    return post.name if post is not None else ""
