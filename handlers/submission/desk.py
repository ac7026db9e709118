"""All that is known of the submission at one moment: who writes, who signs, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from handlers.assessment.sections import Section, sections
from handlers.nudges.answering import Office, offices
from handlers.people.model import Institution, Person, Post
from handlers.phrases import shortened
from handlers.plans.checking.naming import and_more
from handlers.plans.model import Action, PlanState
from handlers.reviews.reporting import Colour, Cycle, current_cycle
from handlers.rights import PostKind
from handlers.submission.model import DraftVersion, Role, SectionState, SectionWork, SignOff, Submission
from handlers.work import Work

SIGNED_IN: Final = "sign-off"
"""The section of the form that nobody writes: it is the signatures."""
_NAMED: Final = 3
_TITLE: Final = 40


@dataclass(frozen=True, slots=True)
class Desk:
    """The submission that is being worked on. `posts` are those that have not ended, by id; `offices` the people in
    them; `people` those to whom a section was given by name. `unreported` are the actions that stand as "not reported".
    """

    institution: Institution
    submission: Submission
    sections: tuple[Section, ...]
    work: Mapping[str, SectionWork]
    posts: Mapping[int, Post]
    offices: Mapping[int, Office]
    people: Mapping[int, Person]
    versions: tuple[DraftVersion, ...]
    signatures: tuple[SignOff, ...]
    planned: bool
    """Whether there is an action plan, running or drafted."""
    unreported: tuple[Action, ...]
    now: datetime

    @property
    def today(self) -> date:
        """The day it is at the institution."""
        return self.institution.day(self.now)

    @property
    def version(self) -> DraftVersion | None:
        """The newest draft that was put up for signature."""
        return self.versions[-1] if self.versions else None

    @property
    def unready(self) -> tuple[Section, ...]:
        """The sections that nobody has called ready."""
        return tuple(section for section in self.sections if self.state(section.id) is not SectionState.READY)

    @property
    def unassigned(self) -> tuple[Section, ...]:
        """The sections that are in nobody's hands."""
        return tuple(section for section in self.sections if section.id not in self.work)

    @property
    def leaderless(self) -> bool:
        """Whether nobody could sign for the institution: no post is named for it, or nobody holds it."""
        return not self.holders(Role.LEADER)

    def state(self, section_id: str) -> SectionState | None:
        """How far a section is; None where nobody has it."""
        work = self.work.get(section_id)
        return work.state if work else None

    def writers(self, section_id: str) -> tuple[Person, ...]:
        """Whom to ask for a section today: its person, or whoever answers for its post."""
        work = self.work.get(section_id)
        if work is None:
            return ()
        if work.person_id is not None:
            return (self.people[work.person_id],) if work.person_id in self.people else ()
        office = self.offices.get(work.post_id or 0)
        return office.answering(self.today) if office else ()

    def may_write(self, section_id: str, person_id: int) -> bool:
        """Tell whether somebody may say how far a section is: its person, or whoever holds its post or stands in."""
        work = self.work.get(section_id)
        if work is None:
            return False
        office = self.offices.get(work.post_id or 0)
        in_post = {person.id for person in (*office.holders, *office.deputies)} if office else set()
        return person_id == work.person_id or person_id in in_post

    def writer_name(self, section_id: str) -> str:
        """Who writes a section, as it stands in lists: the post (vacant or not), or the person; empty for nobody."""
        work = self.work.get(section_id)
        if work is None:
            return ""
        if work.person_id is not None:
            person = self.people.get(work.person_id)
            return person.name if person else ""
        post = self.posts.get(work.post_id or 0)
        name = post.name if post else "a post that was ended"
        return name if self.writers(section_id) else f"{name} (vacant)"

    def of(self, person_id: int) -> tuple[Section, ...]:
        """The sections that somebody may write."""
        return tuple(section for section in self.sections if self.may_write(section.id, person_id))

    def asked_of(self, person_id: int) -> tuple[Section, ...]:
        """The sections for which somebody is asked today, and that are not ready."""
        return tuple(
            section for section in self.unready if any(each.id == person_id for each in self.writers(section.id))
        )

    def post_of(self, role: Role) -> Sequence[Post]:
        """The posts that sign in a role."""
        if role is Role.LEAD:
            return [post for post in self.posts.values() if post.kind is PostKind.LEAD]
        post = self.posts.get(self.submission.leader_post_id or 0)
        return [post] if post else []

    def holders(self, role: Role) -> tuple[Person, ...]:
        """Who may sign in a role: holders; not their deputies, for the form asks for these two themselves."""
        found = [self.offices[post.id] for post in self.post_of(role) if post.id in self.offices]
        return tuple({person.id: person for office in found for person in office.holders}.values())

    def roles_of(self, person_id: int) -> tuple[Role, ...]:
        """In which roles somebody may sign."""
        return tuple(role for role in Role if any(person.id == person_id for person in self.holders(role)))

    def signature(self, role: Role) -> SignOff | None:
        """The signature in a role under the newest version."""
        newest = self.version.id if self.version else 0
        return next((each for each in self.signatures if each.version_id == newest and each.role is role), None)

    def hindrances(self) -> tuple[str, ...]:
        """Why nothing can be signed yet, a sentence each; none where it can."""
        said = []
        if not self.planned:
            said.append("There is no action plan yet.")
        if self.unready:
            said.append(f"Not ready: {and_more([f'“{section.heading}”' for section in self.unready], _NAMED)}.")
        if self.unreported:
            named = [action.ref or shortened(action.title, _TITLE) for action in self.unreported]
            said.append(f"Not reported on: {and_more(named, _NAMED)}.")
        return tuple(said)


def to_write(stage: int) -> tuple[Section, ...]:
    """The sections of a stage that somebody writes. Raises `UnknownStage`."""
    return tuple(section for section in sections(stage) if section.id != SIGNED_IN)


async def read_desk(work: Work, institution: Institution, now: datetime) -> Desk | None:
    """Gather it; None while no submission is set."""
    submission = await work.submissions.open()
    if submission is None:
        return None
    assigned = await work.submissions.sections(submission.id)
    named = {each.person_id for each in assigned if each.person_id is not None}
    return Desk(
        institution,
        submission,
        to_write(submission.stage),
        {each.section_id: each for each in assigned},
        {post.id: post for post in await work.people.posts()},
        offices(await work.people.holdings(institution.day(now))),
        await work.people.several(named),
        tuple(await work.submissions.versions(submission.id)),
        tuple(await work.submissions.sign_offs(submission.id)),
        any(plan.state is not PlanState.CLOSED for plan in await work.plans.all()),
        await _unreported(work, await current_cycle(work, institution, now)),
        now,
    )


async def _unreported(work: Work, cycle: Cycle) -> tuple[Action, ...]:
    plan = await work.plans.current()
    actions = await work.plans.actions(plan.id) if plan else []
    return tuple(action for action in actions if cycle.colour(action) is Colour.NOT_REPORTED)
