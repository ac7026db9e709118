"""A whole Bunsen on a real database, with a surface that records what it is told to send, and a clock to move."""

import asyncio
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from aiohttp import web
from sqlalchemy import text as sql

from bot.answering.learning import LiveAnswers
from bot.app import Bunsen, build, make_services
from bot.clock import MovableClock
from bot.documents.apart import write_here
from bot.documents.markdown import as_markdown
from bot.imports.guides import shipped_guides
from bot.imports.instruments import shipped_instruments
from bot.imports.plan_files import ApartPlanFiles
from bot.round_keys import FileRoundKeys
from bot.writing_out import written
from handlers.cards import Button, Buttons, Card, plain_text
from handlers.deliveries import DeliveryFailed, Messenger
from handlers.documents import Document, DocumentKind
from handlers.feature import Services
from handlers.files.ports import Files
from handlers.forms import Form
from handlers.interactions import (
    Account,
    Commanded,
    Conversation,
    Deed,
    Dropped,
    Interaction,
    MessageRef,
    Platform,
    Pressed,
    Said,
    SharedFile,
    Submitted,
)
from handlers.knowledge.base import Base
from handlers.outcomes import OpenForm, Outcome, SendDocument, SendFile
from handlers.people.model import Holding, Institution, Person, Profile
from handlers.people.ports import Profiles
from handlers.plans.model import Action, Plan
from handlers.plans.rag import Rag
from handlers.registry import Registry
from handlers.reviews.model import Review
from handlers.reviews.schedule import first_nudge_at, papers_due_on
from handlers.rights import PostKind
from storage.database import Database
from storage.tables import metadata

TENANT = "T-test"
START = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
"""A Monday morning in winter time."""


class FixedClock:
    """Stands still, until it is moved."""

    def now(self) -> datetime:
        """The moment at which every test begins."""
        return START


@dataclass
class RecordingSurface:
    """A surface whose outside world is a list."""

    sent: list[tuple[Conversation, Card]] = field(default_factory=list)
    handed_over: list[tuple[Conversation, SendFile]] = field(default_factory=list)
    failures: list[DeliveryFailed] = field(default_factory=list)
    known: dict[str, Profile] = field(default_factory=dict)
    shared: dict[str, bytes] = field(default_factory=dict)
    """What is in the files that people drop, by name."""
    before_send: dict[str, asyncio.Event] = field(default_factory=dict)
    """What sending to a conversation waits for."""
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def platform(self) -> Platform:
        """The platform it plays."""
        return Platform.WEB

    @property
    def messenger(self) -> Messenger:
        """Itself."""
        return self

    @property
    def profiles(self) -> Profiles:
        """Itself."""
        return self

    @property
    def files(self) -> Files:
        """Itself."""
        return self

    async def fetch(self, file: SharedFile, most_bytes: int) -> bytes:
        """Whatever the test put there under the file's name."""
        return self.shared[file.name]

    def add_routes(self, app: web.Application) -> None:
        """It has none."""

    async def start(self) -> None:
        """Nothing to connect."""

    async def stop(self) -> None:
        """Nothing to let go of."""

    def ready(self) -> str:
        """Always."""
        return ""

    async def send(self, to: Conversation, card: Card, *, key: str = "") -> MessageRef:
        """Record a message, or fail as told."""
        if (hanging := self.before_send.get(to.id)) is not None:
            await hanging.wait()
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append((to, card))
        self.heard.set()
        return MessageRef(to, str(len(self.sent)))

    async def update(self, message: MessageRef, card: Card) -> None:
        """Record a replacement."""
        self.sent.append((message.conversation, card))

    async def send_file(self, to: Conversation, file: SendFile) -> None:
        """Record a file, and its caption among the cards; or fail as told."""
        if self.failures:
            raise self.failures.pop(0)
        self.handed_over.append((to, file))
        self.sent.append((to, Card(file.caption)))

    async def direct(self, account: Account, seen_in: Conversation | None = None) -> Conversation | None:
        """The direct chat of an account."""
        return direct_chat(account.user)

    async def profile(self, account: Account, seen_in: Conversation) -> Profile:
        """What the test told about an account."""
        return self.known.get(account.user, Profile())

    async def account_of(self, tenant: str, email: str) -> Account | None:
        """Whoever the test told about."""
        found = (user for user, profile in self.known.items() if profile.email == email)
        return next((Account(Platform.WEB, tenant, user) for user in found), None)


def direct_chat(user: str) -> Conversation:
    """The chat of two with a user."""
    return Conversation(Platform.WEB, TENANT, f"direct:{user}", True)


CHANNEL = Conversation(Platform.WEB, TENANT, "channel", False, "thread-1")


@dataclass
class House:
    """A Bunsen and the ways in which people meet it."""

    bunsen: Bunsen
    clock: MovableClock
    surface: RecordingSurface
    institution: Institution
    folder: Path
    database: Database
    services: Services
    _keys: "itertools.count[int]" = field(default_factory=itertools.count)

    async def hears(self, user: str, text: str, where: Conversation | None = None, key: str = "") -> list[Card]:
        """Say something to Bunsen; give what it sent while it worked through the inbox."""
        before = len(self.surface.sent)
        await self.bunsen.dispatcher.accept(self.interaction(user, Said(text), where, key))
        await self.bunsen.worker.drain()
        return [card for _, card in self.surface.sent[before:]]

    async def drops(self, user: str, name: str, content: bytes) -> list[Card]:
        """Drop a file into one's chat; give what Bunsen sent while it worked through the inbox."""
        self.surface.shared[name] = content
        before = len(self.surface.sent)
        deed = Dropped((SharedFile(name, "", len(content)),))
        await self.bunsen.dispatcher.accept(self.interaction(user, deed))
        await self.bunsen.worker.drain()
        return [card for _, card in self.surface.sent[before:]]

    async def command(self, user: str, text: str) -> Outcome:
        """Use the slash command."""
        return await self.responds(user, Commanded(text))

    async def press(self, user: str, button: Button, key: str = "") -> Outcome:
        """Press a button."""
        return await self.responds(user, Pressed(button.press, button.value), key)

    async def submit(self, user: str, form: Form, values: Mapping[str, str]) -> Outcome:
        """Send a form."""
        return await self.responds(user, Submitted(form.name, form.context, form.nonce, values))

    async def responds(self, user: str, deed: Deed, key: str = "") -> Outcome:
        """Do something that is answered at once."""
        return await self.bunsen.dispatcher.respond(self.interaction(user, deed, None, key))

    async def written(self, outcome: Outcome) -> SendFile:
        """The file that a document becomes, as whoever pressed for it gets it; written in this process."""
        assert isinstance(outcome, SendDocument), outcome
        return await written(HereWriter(), outcome)

    def interaction(self, user: str, deed: Deed, where: Conversation | None = None, key: str = "") -> Interaction:
        """Make an interaction of a user, with a key of its own unless one is given."""
        account = Account(Platform.WEB, TENANT, user)
        return Interaction(key or f"k{next(self._keys)}", account, where or direct_chat(user), deed)

    async def person(self, user: str, *posts: tuple[str, PostKind], invited: bool = True) -> Person:
        """Add somebody with an account, a direct chat, and posts."""
        email = f"{user}@wenlow.example"
        self.surface.known[user] = Profile(user.capitalize(), email)
        async with self.bunsen.begin() as tx:
            people = tx.of(self.institution.id).people
            person = await people.save(Person(0, user.capitalize(), email, "Physics", "Science", invited))
            account = Account(Platform.WEB, TENANT, user)
            await people.meet(account, Profile(user.capitalize(), email))
            await people.remember(account, direct_chat(user))
            for name, kind in posts:
                await people.hold(Holding(await people.add_post(name, kind), person))
        return person

    async def plan(self, *actions: Action) -> Sequence[Action]:
        """Add the plan that runs, with these actions."""
        async with self.bunsen.begin() as tx:
            plans = tx.of(self.institution.id).plans
            plan = await plans.add(Plan(0, "Plan 2026-2029"))
            return await plans.add_actions([_of_plan(action, plan.id) for action in actions])

    async def review(self, held_on: date) -> Review:
        """Set a review."""
        calendar = self.institution.calendar
        review = Review(0, held_on, papers_due_on(held_on, calendar))
        first = first_nudge_at(review, calendar, self.clock.now())
        async with self.bunsen.begin() as tx:
            return await tx.of(self.institution.id).reviews.save(
                Review(0, held_on, review.papers_due_on, next_nudge_at=first)
            )

    async def post_id(self, name: str) -> int:
        """The id of a post."""
        async with self.bunsen.begin() as tx:
            post = await tx.of(self.institution.id).people.post(name)
        assert post is not None
        return post.id

    async def select(self, statement: str) -> list[tuple[object, ...]]:
        """Ask the database itself."""
        async with self.database.engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(sql(statement))]

    async def dump(self) -> str:
        """All that stands in all tables."""
        rows = [await self.select(f"SELECT * FROM {table.name}") for table in metadata.sorted_tables]
        return repr(rows)

    async def rags(self) -> dict[str, Rag | None]:
        """What each action of the plan was last said to be, by reference."""
        async with self.bunsen.begin() as tx:
            plans = tx.of(self.institution.id).plans
            plan = await plans.current()
            assert plan is not None
            return {a.ref: a.latest.rag if a.latest else None for a in await plans.actions(plan.id)}


class HereWriter:
    """`handlers.documents.Writer` in this process: a test need not wait for another one to start."""

    async def write(self, document: Document, kind: DocumentKind) -> bytes:
        """Write a document."""
        return await asyncio.to_thread(write_here, document, kind)


def _of_plan(action: Action, plan_id: int) -> Action:
    return replace(action, plan_id=plan_id)


@cache
def _knowledge() -> Services:
    """What is read from files and never changes; reading it takes longer than most tests."""
    return make_services(FileRoundKeys(Path()), None, START.date())


def services_in(folder: Path) -> Services:
    """What handlers need, with the keys of surveys in this folder."""
    known = _knowledge()
    # What an institution has taught one Bunsen is nothing to the next, whose first institution has the same id.
    answers = LiveAnswers(list(known.knowledge.entries.values()), known.knowledge.elsewhere)
    keys = FileRoundKeys(folder / "keys")
    return replace(known, answers=answers, round_keys=keys, plan_files=ApartPlanFiles(), profiles={})


def services_with(base: Base, folder: Path) -> Services:
    """What handlers need where these are the entries; what comes with Bunsen is not learnt."""
    return Services(
        answers=LiveAnswers(list(base.entries.values()), base.elsewhere),
        knowledge=base,
        guides=shipped_guides(),
        instruments=shipped_instruments(),
        round_keys=FileRoundKeys(folder / "keys"),
        plan_files=ApartPlanFiles(),
        markdown=as_markdown,
        commands=Registry().help,
    )


async def make_house(database: Database, folder: Path, base: Base | None = None) -> House:
    """Build a Bunsen with one institution, linked to the recording surface's tenant; `base` is what it knows."""
    await database.upgrade()
    clock = MovableClock(FixedClock())
    surface = RecordingSurface()
    services = services_in(folder) if base is None else services_with(base, folder)
    bunsen = build(database.begin, services, clock, lambda _desk, _wake: [surface])
    async with database.begin() as tx:
        institution = await tx.institutions.add("wenlow", "University of Little Wenlow", "Europe/London", "ENG")
        await tx.institutions.link(institution.id, Platform.WEB, TENANT)
    return House(bunsen, clock, surface, institution, folder, database, services)


def buttons(card: Card) -> list[Button]:
    """All buttons of a card."""
    return [button for element in card.body if isinstance(element, Buttons) for button in element.buttons]


def opened(outcome: Outcome) -> Form:
    """The form that an outcome opens."""
    assert isinstance(outcome, OpenForm), outcome
    return outcome.form


def text(card: Card | None) -> str:
    """A card as text."""
    assert card is not None
    return plain_text(card)
