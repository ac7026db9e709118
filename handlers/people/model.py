"""Institutions, people and posts."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.interactions import Account, Conversation
from handlers.reviews.calendar import Calendar
from handlers.rights import PostKind

MOST_CHAIRS = 10


@dataclass(frozen=True, slots=True)
class Institution:
    """A signatory. Every row belongs to exactly one. `timezone` is an IANA name; `nation` one of ENG, WLS, SCT, NIR.

    `chairs` is how many people its rule wants in the post of committee chair; `closures` are days on which it is closed
    besides weekends and bank holidays.

    While `nudges_paused_at` is set, no nudge leaves: nobody is asked for a report, nor reminded of a due date. All else
    goes on. Alarms about posts and reviews go to the few who can mend what is amiss, and a pause is no reason for
    a vacancy to stay unseen; what somebody is told because of something that was done (a post given, an action
    handed over) answers that deed.
    """

    id: int
    slug: str
    name: str
    timezone: str
    nation: str = "ENG"
    chairs: int = 2
    closures: frozenset[date] = frozenset()
    nudges_paused_at: datetime | None = None

    @property
    def calendar(self) -> Calendar:
        """Its working days and hours."""
        return Calendar(self.nation, self.timezone, self.closures)

    def day(self, moment: datetime) -> date:
        """The day it is at the institution at this moment."""
        return moment.astimezone(ZoneInfo(self.timezone)).date()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known by e-mail or by a platform account. Only the `invited` (imported) take part in surveys.

    `timezone` is an IANA name, empty for the institution's own; `away_until` is the last day of an absence.
    """

    id: int
    name: str
    email: str = ""
    unit: str = ""
    roll_up: str = ""
    invited: bool = False
    timezone: str = ""
    away_until: date | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """An office that outlives its holder; rights and ownership belong to it. `unit` is where it sits, if anywhere."""

    id: int
    name: str
    kind: PostKind
    unit: str = ""
    ended_on: date | None = None
    """Its last day; nobody can hold it after."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A school, department or service. `contact_post_id` is the post to ask about its people who are not in chat."""

    id: int
    name: str
    contact_post_id: int | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody in a post, from one day to another (both included; None is open), as holder or as deputy."""

    post: Post
    person: Person
    deputy: bool = False
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What a platform says of an account. `email` is filled only where the platform has verified it.

    `belongs` is False for somebody from another workspace or tenant (a shared channel), or for nobody in particular.
    `timezone` is an IANA name. `gone` means that the account was deactivated; an empty profile says nothing of that.
    """

    name: str = ""
    email: str = ""
    belongs: bool = True
    timezone: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account of a person, and whether it can be written to: not once it is `gone` or proved `unreachable`."""

    account: Account
    person_id: int
    direct: Conversation | None = None
    gone: bool = False
    unreachable: bool = False
