"""What the core needs to know of people and posts of one institution."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from handlers.interactions import Account, Conversation
from handlers.people.model import Holding, Institution, KnownAccount, Person, Post, Profile
from handlers.rights import PostKind


class People(Protocol):
    """People, accounts and posts of one institution."""

    async def by_account(self, account: Account) -> Person | None:
        """Find whose account this is."""

    async def get(self, person_id: int) -> Person | None:
        """Find a person of this institution."""

    async def by_email(self, email: str) -> Person | None:
        """Find a person by e-mail, whatever its capitals."""

    async def meet(self, account: Account, profile: Profile) -> Person:
        """Link the account to the person with this verified e-mail, or to a new one without posts.

        An account that is linked already to somebody without an e-mail is joined to the person with this one.
        """

    async def save(self, person: Person) -> Person:
        """Add a person, or change the one with the same e-mail; the `id` given is not looked at."""

    async def set_away(self, person_id: int, until: date | None) -> None:
        """Record until which day (included) somebody is away; None once they are back."""

    async def set_timezone(self, person_id: int, timezone: str) -> None:
        """Record somebody's own time zone, an IANA name."""

    async def invited(self) -> Sequence[Person]:
        """List everybody who was imported, and so may take part in surveys."""

    async def remember(self, account: Account, direct: Conversation) -> None:
        """Keep where this account can be reached directly; the newest place wins."""

    async def several(self, person_ids: Collection[int]) -> Mapping[int, Person]:
        """Find people of this institution by their ids."""

    async def keep_direct(self, account: Account, direct: Conversation) -> None:
        """Keep a direct conversation that Bunsen has opened itself; it does not count as a sign of life."""

    async def cannot_reach(self, account: Account, now: datetime) -> None:
        """Record that the platform lets nothing through to this account; `remember` takes it back."""

    async def post(self, name: str) -> Post | None:
        """Find a post by its name, whatever its capitals."""

    async def posts(self) -> Sequence[Post]:
        """List all posts that have not been ended."""

    async def add_post(self, name: str, kind: PostKind) -> Post:
        """Add a post, or give the one that is there; one that was ended is opened again."""

    async def change_kind(self, post_id: int, kind: PostKind) -> None:
        """Change what a post's holders may do."""

    async def hold(self, holding: Holding) -> None:
        """Record that somebody holds a post."""

    async def end_holding(self, post_id: int, person_id: int, last_day: date) -> bool:
        """End a holding on `last_day`, or take back one that begins only later; False where there was none."""

    async def holdings(self, day: date, person_id: int | None = None) -> Sequence[Holding]:
        """List who holds or deputises for which post on `day`; of one person only, where one is given."""


class Institutions(Protocol):
    """The signatories that this deployment serves, and their workspaces and tenants."""

    async def add(self, slug: str, name: str, timezone: str, nation: str) -> Institution:
        """Add a signatory; the slug must be new."""

    async def get(self, institution_id: int) -> Institution | None:
        """Find a signatory by its id."""

    async def by_slug(self, slug: str) -> Institution | None:
        """Find a signatory by its slug."""

    async def by_workspace(self, platform: str, tenant: str) -> Institution | None:
        """Find whose workspace or tenant this is."""

    async def link(self, institution_id: int, platform: str, tenant: str) -> bool:
        """Link a workspace or tenant; False where it already belongs to another institution."""

    async def all(self) -> Sequence[Institution]:
        """List all signatories."""

    async def workspaces(self, institution_id: int) -> Sequence[tuple[str, str]]:
        """The (platform, tenant) pairs of one institution."""

    async def links(self) -> Mapping[tuple[str, str], str]:
        """List (platform, tenant) to the slug it is linked to."""


class Accounts(Protocol):
    """The accounts of one institution's people, as far as is known whether they are still there."""

    async def of(self, person_ids: Collection[int]) -> Mapping[int, Sequence[KnownAccount]]:
        """The accounts of these people, the one they spoke from last first; those without any are left out."""

    async def checked(self, account: Account, at: datetime) -> None:
        """Record that the platform was asked about an account."""

    async def set_gone(self, account: Account, since: datetime | None) -> None:
        """Record since when an account is known to be deactivated; None where it is there (again)."""


class AccountChecks(Protocol):
    """Which accounts the platforms are to be asked about next, over all institutions."""

    async def due(self, before: datetime, today: date, limit: int) -> Sequence[tuple[int, KnownAccount]]:
        """Accounts of people in posts that were not checked since `before`, with the id of their institution."""


class PersonalData(Protocol):
    """All that is kept about one person of an institution."""

    async def about(self, person_id: int) -> Mapping[str, Sequence[Mapping[str, str | int | bool | None]]]:
        """Every row about somebody, by table: days and moments in ISO form, files as their size.

        Whether they took part in a survey is left out: nobody is told that of anybody.
        """

    async def erase(self, person_id: int, name: str, last_day: date) -> None:
        """Forget who somebody was: they become `name`, without address and accounts, and leave their posts.

        What they did stays, under that name: history is never rewritten.
        """


class Profiles(Protocol):
    """What a platform knows of its accounts."""

    async def profile(self, account: Account, seen_in: Conversation) -> Profile:
        """Look up name and verified e-mail; an empty profile where the platform does not tell.

        `seen_in` is where the account has just spoken: Teams knows people only as members of a conversation. Raises
        where the platform could not be asked, for an account that is linked wrongly stays so.
        """

    async def account_of(self, tenant: str, email: str) -> Account | None:
        """Find who has this verified e-mail in a workspace; None where the platform cannot tell from an address."""
