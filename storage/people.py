"""People, accounts and posts of one institution."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.interactions import Account, Conversation
from handlers.people.model import Holding, Person, Post, Profile
from handlers.rights import PostKind
from storage.conversations import conversation_to_json
from storage.given import among
from storage.holding_rows import HOLDINGS_ON_DAY, as_holding, as_person, as_post, folded
from storage.locking import lock_institution
from storage.tables import accounts, holdings, people, posts

# Put together once: every press and every message begins with it.
_BY_ACCOUNT = (
    select(people)
    .join(accounts, accounts.c.person_id == people.c.id)
    .where(
        people.c.institution_id == bindparam("institution"),
        accounts.c.institution_id == bindparam("institution"),
        accounts.c.platform == bindparam("platform"),
        accounts.c.tenant == bindparam("tenant"),
        accounts.c.user == bindparam("user"),
    )
)


class SqlPeople:
    """`handlers.people.ports.People` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def by_account(self, account: Account) -> Person | None:
        """Find whose account this is."""
        where = {"platform": account.platform, "tenant": account.tenant, "user": account.user}
        found = await self._connection.execute(_BY_ACCOUNT, {"institution": self._institution_id, **where})
        return _person(found.one_or_none())

    async def get(self, person_id: int) -> Person | None:
        """Find a person of this institution."""
        statement = self._people().where(people.c.id == person_id)
        return _person((await self._connection.execute(statement)).one_or_none())

    async def by_email(self, email: str) -> Person | None:
        """Find a person by e-mail, whatever its capitals."""
        if not email:
            return None
        statement = self._people().where(people.c.email == email.casefold())
        return _person((await self._connection.execute(statement)).one_or_none())

    async def meet(self, account: Account, profile: Profile) -> Person:
        """Link the account to the person with this verified e-mail, or to a new one without posts."""
        # Somebody's first two clicks may come at once; whoever comes second waits here, and finds the account.
        await lock_institution(self._connection, self._institution_id)
        known = await self.by_account(account)
        if known is not None and (known.email or not profile.email):
            return known
        person = await self.by_email(profile.email) or await self.save(
            Person(0, profile.name or (known.name if known else "A colleague"), profile.email)
        )
        if profile.timezone and profile.timezone != person.timezone:
            await self.set_timezone(person.id, profile.timezone)
            person = replace(person, timezone=profile.timezone)
        if known is not None:
            await self._connection.execute(update(accounts).where(self._is(account)).values(person_id=person.id))
            return person
        await self._connection.execute(
            insert(accounts).values(
                platform=account.platform,
                tenant=account.tenant,
                user=account.user,
                institution_id=self._institution_id,
                person_id=person.id,
                met=0,
            )
        )
        return person

    async def save(self, person: Person) -> Person:
        """Add a person, or change the one with the same e-mail; the `id` given is not looked at."""
        known = await self.by_email(person.email)
        values: dict[str, Any] = {
            "name": person.name,
            "email": person.email.casefold() or None,
            "unit": person.unit,
            "roll_up": person.roll_up,
            "invited": person.invited,
        }
        if known is not None:
            change = self._change(known.id).values(values)
            row = (await self._connection.execute(change.returning(people))).one()
        else:
            values["institution_id"] = self._institution_id
            row = (await self._connection.execute(insert(people).values(values).returning(people))).one()
        saved = _person(row)
        assert saved is not None  # noqa: S101 - the row was just written
        return saved

    async def set_away(self, person_id: int, until: date | None) -> None:
        """Record until which day (included) somebody is away; None once they are back."""
        await self._connection.execute(self._change(person_id).values(away_until=until))

    async def set_timezone(self, person_id: int, timezone: str) -> None:
        """Record somebody's own time zone, an IANA name."""
        await self._connection.execute(self._change(person_id).values(timezone=timezone))

    async def invited(self) -> Sequence[Person]:
        """List everybody who was imported, and so may take part in surveys."""
        rows = await self._connection.execute(self._people().where(people.c.invited).order_by(people.c.id))
        return [person for person in map(_person, rows) if person is not None]

    async def remember(self, account: Account, direct: Conversation) -> None:
        """Keep where this account can be reached directly; the newest place wins."""
        here = conversation_to_json(direct) | {"thread": ""}
        mine = select(accounts.c.person_id).where(self._is(account)).scalar_subquery()
        statement = select(accounts).where(accounts.c.person_id == mine).order_by(accounts.c.met.desc()).limit(1)
        newest = (await self._connection.execute(statement)).one()
        # Every message of a direct chat comes by here: write only when something is new.
        known = (newest.platform, newest.tenant, newest.user) == _key(account) and newest.direct == here
        if known and newest.unreachable_at is None and newest.deactivated_at is None:
            return
        here_again = {"direct": here, "met": newest.met + 1, "unreachable_at": None, "deactivated_at": None}
        change = update(accounts).where(self._is(account)).values(here_again)
        await self._connection.execute(change)

    async def several(self, person_ids: Collection[int]) -> Mapping[int, Person]:
        """Find people of this institution by their ids."""
        theirs = among(self._connection, people.c.id, person_ids)
        rows = await self._connection.execute(self._people().where(theirs))
        return {row.id: person for row in rows if (person := _person(row)) is not None}

    async def keep_direct(self, account: Account, direct: Conversation) -> None:
        """Keep a direct conversation that Bunsen has opened itself; it does not count as a sign of life."""
        here = conversation_to_json(direct) | {"thread": ""}
        await self._connection.execute(update(accounts).where(self._is(account)).values(direct=here))

    async def cannot_reach(self, account: Account, now: datetime) -> None:
        """Record that the platform lets nothing through to this account; `remember` takes it back."""
        await self._connection.execute(update(accounts).where(self._is(account)).values(unreachable_at=now))

    async def post(self, name: str) -> Post | None:
        """Find a post by its name, whatever its capitals."""
        statement = self._posts().where(posts.c.folded == folded(name))
        row = (await self._connection.execute(statement)).one_or_none()
        return as_post(row) if row else None

    async def posts(self) -> Sequence[Post]:
        """List all posts that have not been ended."""
        open_ones = self._posts().where(posts.c.ended_on.is_(None)).order_by(posts.c.folded)
        return [as_post(row) for row in await self._connection.execute(open_ones)]

    async def add_post(self, name: str, kind: PostKind) -> Post:
        """Add a post, or give the one that is there; one that was ended is opened again."""
        known = await self.post(name)
        if known is not None and known.ended_on is None:
            return known
        if known is not None:
            reopened = update(posts).where(posts.c.id == known.id).values(ended_on=None, kind=kind).returning(posts)
            return as_post((await self._connection.execute(reopened)).one())
        statement = insert(posts).values(
            institution_id=self._institution_id, name=" ".join(name.split()), folded=folded(name), kind=kind
        )
        return as_post((await self._connection.execute(statement.returning(posts))).one())

    async def change_kind(self, post_id: int, kind: PostKind) -> None:
        """Change what a post's holders may do."""
        mine = (posts.c.institution_id == self._institution_id) & (posts.c.id == post_id)
        await self._connection.execute(update(posts).where(mine).values(kind=kind))

    async def hold(self, holding: Holding) -> None:
        """Record that somebody holds a post."""
        await self._connection.execute(
            insert(holdings).values(
                institution_id=self._institution_id,
                post_id=holding.post.id,
                person_id=holding.person.id,
                deputy=holding.deputy,
                starts_on=holding.starts_on,
                ends_on=holding.ends_on,
            )
        )

    async def end_holding(self, post_id: int, person_id: int, last_day: date) -> bool:
        """End a holding on `last_day`, or take back one that begins only later; False where there was none."""
        theirs = (
            (holdings.c.institution_id == self._institution_id)
            & (holdings.c.post_id == post_id)
            & (holdings.c.person_id == person_id)
        )
        goes_on = or_(holdings.c.ends_on.is_(None), holdings.c.ends_on > last_day)
        taken_back = await self._connection.execute(delete(holdings).where(theirs, holdings.c.starts_on > last_day))
        ended = await self._connection.execute(update(holdings).where(theirs, goes_on).values(ends_on=last_day))
        return taken_back.rowcount + ended.rowcount > 0

    async def holdings(self, day: date, person_id: int | None = None) -> Sequence[Holding]:
        """List who holds or deputises for which post on `day`; of one person only, where one is given."""
        theirs = HOLDINGS_ON_DAY.where(holdings.c.person_id == person_id) if person_id is not None else HOLDINGS_ON_DAY
        rows = await self._connection.execute(theirs, {"mine": self._institution_id, "day": day})
        return [as_holding(row) for row in rows.all()]

    def _change(self, person_id: int) -> Any:
        return update(people).where(people.c.institution_id == self._institution_id, people.c.id == person_id)

    def _people(self) -> Any:
        return select(people).where(people.c.institution_id == self._institution_id)

    def _is(self, account: Account) -> Any:
        return (
            (accounts.c.institution_id == self._institution_id)
            & (accounts.c.platform == account.platform)
            & (accounts.c.tenant == account.tenant)
            & (accounts.c.user == account.user)
        )

    def _posts(self) -> Any:
        return select(posts).where(posts.c.institution_id == self._institution_id)


def _key(account: Account) -> tuple[str, str, str]:
    return account.platform.value, account.tenant, account.user


def _person(row: Row[Any] | None) -> Person | None:
    return as_person(row) if row is not None else None
