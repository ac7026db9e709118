"""What one person sees of the questions that others asked: those that were handed to their posts, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.enquiries.ageing import is_overdue, waited
from handlers.enquiries.model import Enquiry, EnquiryState, Step
from handlers.people.model import Institution, Person, Post
from handlers.reviews.calendar import Calendar
from handlers.rights import PostKind
from handlers.work import Work

SOMEBODY = Person(0, "A colleague")
"""Stands for a person who is not there any more."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that waits, who asked it, the name of the post that has it, and for how many working days."""

    enquiry: Enquiry
    asker: Person
    post: str
    days: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """The posts, by id, that somebody holds or deputises for today."""

    person_id: int
    posts: Mapping[int, Post]
    calendar: Calendar
    now: datetime

    @property
    def leads(self) -> bool:
        """Whether the institutional lead's post is among them."""
        return self._lead is not None

    @property
    def _lead(self) -> Post | None:
        return next((post for post in self.posts.values() if post.kind is PostKind.LEAD), None)

    def may_answer(self, enquiry: Enquiry) -> bool:
        """Tell whether a question was handed to this person; never one of their own."""
        if enquiry.state is not EnquiryState.OPEN or enquiry.asked_by_id == self.person_id:
            return False
        return self.may_look(enquiry)

    def may_look(self, enquiry: Enquiry) -> bool:
        """Tell whether its post is theirs, or it has come as far as the lead."""
        return self.answering_post(enquiry) is not None

    def answering_post(self, enquiry: Enquiry) -> Post | None:
        """The post for which this person answers it; None where it was handed to others."""
        if (post := self.posts.get(enquiry.post_id or 0)) is not None:
            return post
        return self._lead if enquiry.step is Step.LEAD else None


async def desk_of(work: Work, institution: Institution, person_id: int, now: datetime) -> Desk:
    """The desk of somebody, as things stand now."""
    held = [holding.post for holding in await work.people.holdings(institution.day(now), person_id)]
    return Desk(person_id, {post.id: post for post in held}, institution.calendar, now)


async def waiting(work: Work, desk: Desk, enquiries: Sequence[Enquiry]) -> Sequence[Waiting]:
    """These enquiries with their askers, posts and ages, in the same order."""
    askers = await work.people.several({enquiry.asked_by_id for enquiry in enquiries})
    posts = {post.id: post.name for post in await work.people.posts()}
    return [
        Waiting(
            enquiry,
            askers.get(enquiry.asked_by_id, SOMEBODY),
            posts.get(enquiry.post_id or 0, ""),
            waited(enquiry, desk.calendar, desk.now),
            is_overdue(enquiry, desk.calendar, desk.now),
        )
        for enquiry in enquiries
    ]
