"""People, accounts and posts of one institution."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.interactions import Account, Conversation, Platform
from handlers.people.model import Holding, Person, Post, Profile
from handlers.rights import PostKind
from storage.locking import lock_institution
from storage.tables import accounts, holdings, people, posts


class SqlPeople:
    """`handlers.people.ports.People` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def by_account(self, account: Account) -> Person | None:
        """Find whose account this is."""
        statement = self._people().join(accounts, accounts.c.person_id == people.c.id).where(_is(account))
        return _person((await self._connection.execute(statement)).one_or_none())

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
        if known is not None:
            await self._connection.execute(update(accounts).where(_is(account)).values(person_id=person.id))
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
            change = update(people).where(people.c.id == known.id).values(values)
            row = (await self._connection.execute(change.returning(people))).one()
        else:
            values["institution_id"] = self._institution_id
            row = (await self._connection.execute(insert(people).values(values).returning(people))).one()
        saved = _person(row)
        assert saved is not None  # noqa: S101 - the row was just written
        return saved

    async def invited(self) -> Sequence[Person]:
        """List everybody who was imported, and so may take part in surveys."""
        rows = await self._connection.execute(self._people().where(people.c.invited).order_by(people.c.id))
        return [person for person in map(_person, rows) if person is not None]

    async def remember(self, account: Account, direct: Conversation) -> None:
        """Keep where this account can be reached directly; the newest place wins."""
        here = asdict(direct) | {"thread": ""}
        mine = select(accounts.c.person_id).where(_is(account)).scalar_subquery()
        statement = select(accounts).where(accounts.c.person_id == mine).order_by(accounts.c.met.desc()).limit(1)
        newest = (await self._connection.execute(statement)).one()
        # Every message of a direct chat comes by here: write only when something is new.
        if (newest.platform, newest.tenant, newest.user) == _key(account) and newest.direct == here:
            return
        change = update(accounts).where(_is(account)).values(direct=here, met=newest.met + 1)
        await self._connection.execute(change)

    async def reachable(self, person_id: int) -> Conversation | None:
        """Where this person can be reached directly, in the place where they spoke last."""
        statement = (
            select(accounts.c.direct)
            .where(
                accounts.c.institution_id == self._institution_id,
                accounts.c.person_id == person_id,
                accounts.c.met > 0,
            )
            .order_by(accounts.c.met.desc())
            .limit(1)
        )
        direct: dict[str, Any] | None = (await self._connection.execute(statement)).scalar_one_or_none()
        return Conversation(**direct | {"platform": Platform(direct["platform"])}) if direct else None

    async def accounts(self, person_id: int) -> Sequence[Account]:
        """All accounts of a person."""
        statement = select(accounts).where(
            accounts.c.institution_id == self._institution_id, accounts.c.person_id == person_id
        )
        rows = await self._connection.execute(statement.order_by(accounts.c.met.desc(), accounts.c.platform))
        return [Account(Platform(row.platform), row.tenant, row.user) for row in rows]

    async def post(self, name: str) -> Post | None:
        """Find a post by its name, whatever its capitals."""
        statement = self._posts().where(posts.c.folded == _folded(name))
        row = (await self._connection.execute(statement)).one_or_none()
        return _post(row) if row else None

    async def posts(self) -> Sequence[Post]:
        """List all posts."""
        return [_post(row) for row in await self._connection.execute(self._posts().order_by(posts.c.folded))]

    async def add_post(self, name: str, kind: PostKind) -> Post:
        """Add a post, or give the one that is there."""
        known = await self.post(name)
        if known is not None:
            return known
        statement = insert(posts).values(
            institution_id=self._institution_id, name=" ".join(name.split()), folded=_folded(name), kind=kind
        )
        return _post((await self._connection.execute(statement.returning(posts))).one())

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
        """End a holding on `last_day`; False where there was none."""
        statement = (
            update(holdings)
            .where(
                holdings.c.institution_id == self._institution_id,
                holdings.c.post_id == post_id,
                holdings.c.person_id == person_id,
                or_(holdings.c.ends_on.is_(None), holdings.c.ends_on > last_day),
            )
            .values(ends_on=last_day)
        )
        return (await self._connection.execute(statement)).rowcount > 0

    async def holdings(self, day: date, person_id: int | None = None) -> Sequence[Holding]:
        """List who holds or deputises for which post on `day`; of one person only, where one is given."""
        statement = (
            select(
                holdings,
                posts.c.name,
                posts.c.kind,
                posts.c.unit.label("post_unit"),
                posts.c.ended_on,
                people.c.name.label("person_name"),
                people.c.email.label("person_email"),
                people.c.unit,
                people.c.roll_up,
                people.c.invited,
                people.c.timezone,
                people.c.away_until,
            )
            .join(posts, posts.c.id == holdings.c.post_id)
            .join(people, people.c.id == holdings.c.person_id)
            .where(
                holdings.c.institution_id == self._institution_id,
                or_(holdings.c.starts_on.is_(None), holdings.c.starts_on <= day),
                or_(holdings.c.ends_on.is_(None), holdings.c.ends_on >= day),
            )
            .order_by(posts.c.folded, holdings.c.deputy, holdings.c.id)
        )
        if person_id is not None:
            statement = statement.where(holdings.c.person_id == person_id)
        return [_holding(row) for row in await self._connection.execute(statement)]

    def _people(self) -> Any:
        return select(people).where(people.c.institution_id == self._institution_id)

    def _posts(self) -> Any:
        return select(posts).where(posts.c.institution_id == self._institution_id)


def _is(account: Account) -> Any:
    return (
        (accounts.c.platform == account.platform)
        & (accounts.c.tenant == account.tenant)
        & (accounts.c.user == account.user)
    )


def _key(account: Account) -> tuple[str, str, str]:
    return account.platform.value, account.tenant, account.user


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _person(row: Row[Any] | None) -> Person | None:
    if row is None:
        return None
    return Person(row.id, row.name, row.email or "", row.unit, row.roll_up, row.invited, row.timezone, row.away_until)


def _post(row: Row[Any]) -> Post:
    return Post(row.id, row.name, PostKind(row.kind), row.unit, row.ended_on)


def _holding(row: Row[Any]) -> Holding:
    person = Person(
        row.person_id,
        row.person_name,
        row.person_email or "",
        row.unit,
        row.roll_up,
        row.invited,
        row.timezone,
        row.away_until,
    )
    post = Post(row.post_id, row.name, PostKind(row.kind), row.post_unit, row.ended_on)
    return Holding(post, person, row.deputy, row.starts_on, row.ends_on)
