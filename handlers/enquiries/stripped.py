"""A question without the people in it: for what is kept of it once it is nobody's own any more."""

from handlers.demand.stripping import stripped
from handlers.enquiries.model import Enquiry
from handlers.work import Work


async def without_people(work: Work, enquiry: Enquiry) -> str:
    """The question without addresses, numbers and names, those of the institution's people and of the asker first."""
    known = set(await work.demand.names())
    if (asker := await work.people.get(enquiry.asked_by_id)) is not None:
        known.add(asker.name)
    return stripped(enquiry.question, sorted(known))
