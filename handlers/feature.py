"""A feature: one folder, one `FEATURE`, one line in the registry."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from handlers.answers.ranking import Answers
from handlers.cards import Card
from handlers.deliveries import Delivery, Postponed
from handlers.documents import Document
from handlers.files.model import ReceivedFile
from handlers.files.ports import PlanFiles
from handlers.forms import FormValues
from handlers.guides.rules import Guides
from handlers.interactions import Conversation, Platform
from handlers.knowledge.base import Base
from handlers.outcomes import Outcome, Reply, SendFile
from handlers.people.model import Institution, Person
from handlers.people.ports import Profiles
from handlers.rights import Right
from handlers.voice.model import Instrument
from handlers.voice.ports import BallotBox, RoundKeys
from handlers.work import Begin, Transaction, Work


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """One line of help: what to type, what it does, and who may."""

    name: str
    summary: str
    right: Right


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers need besides the transaction."""

    answers: Answers
    knowledge: Base
    guides: Guides
    instruments: Mapping[str, Instrument]
    round_keys: RoundKeys
    plan_files: PlanFiles
    markdown: Callable[[Document], str]
    """Writes a document as Markdown, at once; the other kinds take a process of their own."""
    commands: tuple[CommandHelp, ...]
    profiles: Mapping[Platform, Profiles] = field(default_factory=dict)
    """Of each platform that is connected; asked outside any transaction only."""
    email: bool = False
    """Whether there is a mail server, for those who are not in chat."""


@dataclass(frozen=True, slots=True)
class Context:
    """Who is asking, where, when, and the transaction they are served in. Rights were checked already."""

    work: Work
    services: Services
    now: datetime
    institution: Institution
    person: Person
    rights: frozenset[Right]
    conversation: Conversation

    @property
    def today(self) -> date:
        """The day it is at the institution."""
        return self.institution.day(self.now)


@dataclass(frozen=True, slots=True)
class AnonymousContext:
    """Where and when, but never who: what the handlers of anonymous presses and forms get."""

    box: BallotBox
    now: datetime
    institution: Institution


@dataclass(frozen=True, slots=True)
class DeliveryContext:
    """What composing an outgoing message needs."""

    work: Work
    services: Services
    now: datetime
    institution: Institution
    person: Person

    @property
    def today(self) -> date:
        """The day it is at the institution."""
        return self.institution.day(self.now)


@dataclass(frozen=True, slots=True)
class FormInput:
    """A form as it came back."""

    context: str
    values: FormValues


CommandHandler = Callable[[Context, str], Awaitable[Reply | SendFile]]
"""Answers a command; the text behind its name is given. No form: not every surface can open one from typed words."""
PressHandler = Callable[[Context, str], Awaitable[Outcome]]
FormHandler = Callable[[Context, FormInput], Awaitable[Outcome]]
AnonymousPressHandler = Callable[[AnonymousContext, str], Awaitable[Outcome]]
AnonymousFormHandler = Callable[[AnonymousContext, FormInput], Awaitable[Outcome]]
DropHandler = Callable[[Context, Sequence[ReceivedFile]], Awaitable[Reply]]
"""Says what can be done with files that were dropped, and keeps them until then."""
Composer = Callable[[DeliveryContext, Delivery], Awaitable[Card | Postponed | None]]
"""Composes a delivery when it is sent; None where there is nothing left to say, `Postponed` where it is too early."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to type: `name` (lower case), other words for it, and a one-line summary in the imperative."""

    name: str
    summary: str
    run: CommandHandler
    right: Right = Right.MEMBER
    aliases: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    """Beginnings of typed sentences that are this command; what follows is the text it gets ("away until" 12 May)."""
    instead: str = ""
    """What somebody who may not use it can do instead, in whole sentences; for the refusal."""
    takes_words: bool = False
    """Whether any words behind its name belong to it, in a slash command; with other commands they make a question."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button's name and what it does.

    With `once`, a person has one go at all presses and forms of that word with the same value (a form: context); it is
    known only as long as used nonces are kept, and from nothing but the value that stands in the message.
    """

    name: str
    run: PressHandler
    right: Right = Right.MEMBER
    once: str = ""


@dataclass(frozen=True, slots=True)
class FormRoute:
    """A form's name and what happens when it is sent; for `once` see `Press`."""

    name: str
    run: FormHandler
    right: Right = Right.MEMBER
    once: str = ""


@dataclass(frozen=True, slots=True)
class AnonymousPress:
    """A button whose handler does not learn who pressed."""

    name: str
    run: AnonymousPressHandler


@dataclass(frozen=True, slots=True)
class AnonymousForm:
    """A form whose handler does not learn who sent it; it touches neither inbox nor outbox."""

    name: str
    run: AnonymousFormHandler


@dataclass(frozen=True, slots=True)
class JobContext:
    """What one run of a job on one row gets: a transaction of its own, in the row's institution."""

    work: Work
    services: Services
    now: datetime
    institution: Institution


@dataclass(frozen=True, slots=True)
class Job:
    """Something that falls due row by row: `due` gives (institution id, row id), `run` works on one of them.

    Each row has its own transaction, so that a fault in one institution holds up no other. `run` looks again whether
    the row is still due: another replica may have been there first.
    """

    name: str
    due: Callable[[Transaction, datetime], Awaitable[Sequence[tuple[int, int]]]]
    run: Callable[[JobContext, int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Chore:
    """Something that is done once for all institutions: at every tick, or not sooner than `every` after the last time.

    With `due`, only when that says so; it is asked together with what is due in all jobs, in one transaction. Each
    process counts for itself, so a chore must do no harm when it is done more often.
    """

    name: str
    run: Callable[[Begin, Services, datetime], Awaitable[None]]
    every: timedelta = timedelta()
    due: Callable[[Transaction, datetime], Awaitable[bool]] | None = None


@dataclass(frozen=True, slots=True)
class DailyCheck:
    """What is looked at once a working morning, for each institution (`handlers/daily.py` says how to add one)."""

    name: str
    run: Callable[[JobContext], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Feature:
    """All that a feature brings. Names are unique over all features (tests/architecture)."""

    name: str
    commands: tuple[Command, ...] = ()
    presses: tuple[Press | AnonymousPress, ...] = ()
    forms: tuple[FormRoute | AnonymousForm, ...] = ()
    deliveries: Mapping[str, Composer] = field(default_factory=dict)
    jobs: tuple[Job | Chore, ...] = ()
    daily: tuple[DailyCheck, ...] = ()
    drop: DropHandler | None = None
    """What to do with a dropped file; one feature at most has it."""
