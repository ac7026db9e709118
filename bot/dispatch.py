"""Dispatch: from an interaction to an outcome. Here deduplication, institution, person and rights meet, once."""

import hashlib
import json
import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import assert_never

import structlog

from bot.clock import Clock
from bot.codec import interaction_to_json, outcome_to_json
from bot.receiving import Receiver
from handlers.answers.prompts import prompts
from handlers.cards import Card
from handlers.channels.feature import quietened
from handlers.feature import (
    AnonymousContext,
    AnonymousForm,
    AnonymousPress,
    Command,
    Context,
    FormInput,
    FormRoute,
    Press,
    Services,
)
from handlers.files.model import ReceivedFile
from handlers.help import cards
from handlers.interactions import (
    Account,
    Commanded,
    Dropped,
    Interaction,
    Joined,
    Platform,
    Pressed,
    Said,
    Submitted,
    cleaned,
    storable,
)
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.people.model import Institution, Person, Profile
from handlers.people.ports import Profiles
from handlers.people.zones import known_zone
from handlers.registry import Registry, Typed
from handlers.rights import Right, rights_of
from handlers.work import Begin, Transaction, Work

log = structlog.get_logger(__name__)

_LONGEST_NAME = 200


class _NothingToKeep(Exception):
    """Leave the transaction without writing: a form with errors, or one that is only being opened."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


class _MustAsk(Exception):
    """Leave the transaction without writing: the platform is to be asked who this is, outside of any."""


class Dispatcher:
    """Serves interactions, whatever surface they come from."""

    def __init__(
        self,
        begin: Begin,
        registry: Registry,
        services: Services,
        clock: Clock,
        profiles: Mapping[Platform, Profiles],
        receiver: Receiver,
        written: Callable[[], None] = lambda: None,
    ) -> None:
        """`written` is called whenever a press, form or command has been served and committed."""
        self._begin = begin
        self._registry = registry
        self._services = services
        self._clock = clock
        self._profiles = profiles
        self._receiver = receiver
        self._written = written

    async def accept(self, interaction: Interaction) -> bool:
        """Record an event in the inbox, before it is acknowledged; False where it was already there."""
        interaction = _cleaned(interaction)
        async with self._begin() as tx:
            return await tx.inbox.add(_use_key(interaction), interaction_to_json(interaction), self._clock.now())

    async def work(self, event_id: int, interaction: Interaction) -> Outcome:
        """Serve an event from the inbox; its outcome is kept in the same transaction."""
        # There is time to ask once more about somebody whose e-mail the platform did not tell at first.
        profile = await self._profile(interaction, lambda person: person is None or not person.email)
        async with self._received(interaction, profile) as received, self._begin() as tx:
            outcome = await self._serve(tx, interaction, profile, received)
            await tx.inbox.worked(event_id, outcome_to_json(outcome))
            return outcome

    async def respond(self, interaction: Interaction) -> Outcome:
        """Serve a press, form or command inside the platform's deadline: one transaction, committed before the answer.

        Never raises: what goes wrong on our side becomes a polite card with a reference that is in the log.
        """
        interaction = _cleaned(interaction)
        try:
            outcome = await self._respond(interaction)
            self._written()
            return outcome
        except _NothingToKeep as left:
            return left.outcome
        except Exception as error:  # noqa: BLE001 - the last place that can still answer the person politely
            return Reply(self.trouble(interaction, error), private=True)

    async def _respond(self, interaction: Interaction) -> Outcome:
        try:
            async with self._begin() as tx:
                return await self._serve_once(tx, interaction, None)
        except _MustAsk:
            profile = await self._profile(interaction, lambda person: person is None)
        async with self._begin() as tx:
            return await self._serve_once(tx, interaction, profile or Profile())

    def trouble(self, interaction: Interaction, error: Exception) -> Card:
        """Log an unexpected error under a reference (never what was typed) and make the card that names it."""
        reference = secrets.token_hex(4)
        # Neither the deed nor the message of the exception is logged: both may quote what somebody typed.
        log.error(
            "dispatch.failed", reference=reference, error=type(error).__name__, deed=type(interaction.deed).__name__
        )
        return cards.trouble(reference)

    async def _profile(self, interaction: Interaction, wanted: Callable[[Person | None], bool]) -> Profile | None:
        """Ask the platform about an account where that is wanted; outside any transaction, for it is a network call."""
        account = interaction.account
        async with self._begin() as tx:
            institution = await tx.institutions.by_workspace(account.platform, account.tenant)
            if institution is None or not wanted(await tx.of(institution.id).people.by_account(account)):
                return None
        source = self._profiles.get(account.platform)
        found = await source.profile(account, interaction.conversation) if source else Profile()
        name, email = storable(found.name)[:_LONGEST_NAME], storable(found.email)
        return replace(found, name=name, email=email, timezone=known_zone(found.timezone))

    @asynccontextmanager
    async def _received(
        self, interaction: Interaction, profile: Profile | None
    ) -> AsyncIterator[Sequence[ReceivedFile]]:
        """Fetch what was dropped, outside any transaction; nothing for those whose files nobody can use."""
        dropped = interaction.deed
        rights = await self._rights(interaction, profile) if isinstance(dropped, Dropped) else frozenset()
        if not isinstance(dropped, Dropped) or Right.OWNER not in rights:
            yield ()
            return
        async with self._receiver.received(interaction.conversation, dropped, plans=Right.LEAD in rights) as received:
            yield received

    async def _rights(self, interaction: Interaction, profile: Profile | None) -> frozenset[Right]:
        """What whoever did this may do; nothing for those whom nobody knows."""
        account = interaction.account
        async with self._begin() as tx:
            institution = await tx.institutions.by_workspace(account.platform, account.tenant)
            person = await _known(tx.of(institution.id), account, profile) if institution else None
            if institution is None or person is None:
                return frozenset()
            return (await self._context(tx.of(institution.id), institution, person, interaction)).rights

    async def _serve_once(self, tx: Transaction, interaction: Interaction, profile: Profile | None) -> Outcome:
        """Serve what must not happen twice, unless its handler is anonymous (there the ballot itself is unique)."""
        if self._is_anonymous(interaction):
            return await self._serve(tx, interaction, profile)
        once = self._once(interaction)
        if not await tx.inbox.first_use(_use_key(interaction, once), self._clock.now()):
            return _already(interaction, cards.already_said() if once else None)
        outcome = await self._serve(tx, interaction, profile)
        if isinstance(outcome, FormErrors) or (isinstance(outcome, OpenForm) and isinstance(interaction.deed, Pressed)):
            # The same form comes back corrected, with the same nonce; the same button opens its form again.
            raise _NothingToKeep(outcome)
        return outcome

    def _once(self, interaction: Interaction) -> Sequence[str]:
        """What a press or form that counts once a person is known by; empty for all others."""
        match interaction.deed:
            case Pressed(press=name, value=value):
                press = self._registry.presses.get(name)
                return (press.once, value) if isinstance(press, Press) and press.once else ()
            case Submitted(form=name, context=context):
                form = self._registry.forms.get(name)
                return (form.once, context) if isinstance(form, FormRoute) and form.once else ()
            case _:
                return ()

    def _is_anonymous(self, interaction: Interaction) -> bool:
        match interaction.deed:
            case Pressed(press=name):
                return isinstance(self._registry.presses.get(name), AnonymousPress)
            case Submitted(form=name):
                return isinstance(self._registry.forms.get(name), AnonymousForm)
            case _:
                return False

    async def _serve(
        self,
        tx: Transaction,
        interaction: Interaction,
        profile: Profile | None,
        received: Sequence[ReceivedFile] = (),
    ) -> Outcome:
        account = interaction.account
        institution = await tx.institutions.by_workspace(account.platform, account.tenant)
        if institution is None:
            return Reply(cards.not_linked(account.platform, account.tenant), private=True)
        work = tx.of(institution.id)
        if profile is not None and not profile.belongs:
            return Reply(cards.not_of_this_institution(), private=True)
        person = None if profile else await work.people.by_account(account)
        if person is None and profile is None:
            raise _MustAsk
        person = person or await work.people.meet(account, profile or Profile())
        if self._is_anonymous(interaction):
            # Before `remember`: the transaction of a ballot writes nothing about the person but the participation.
            return await self._anonymously(work, institution, person, interaction)
        if interaction.conversation.direct:
            await work.people.remember(account, interaction.conversation)
        context = await self._context(work, institution, person, interaction)
        return await quietened(context, await self._run(context, interaction, received))

    async def _context(self, work: Work, institution: Institution, person: Person, interaction: Interaction) -> Context:
        now = self._clock.now()
        holdings = await work.people.holdings(institution.day(now), person.id)
        kinds = frozenset(holding.post.kind for holding in holdings)
        return Context(work, self._services, now, institution, person, rights_of(kinds), interaction.conversation)

    async def _anonymously(
        self, work: Work, institution: Institution, person: Person, interaction: Interaction
    ) -> Outcome:
        context = AnonymousContext(work.ballot_box(person.id), self._clock.now(), institution)
        deed = interaction.deed
        if isinstance(deed, Pressed):
            press = self._registry.presses[deed.press]
            assert isinstance(press, AnonymousPress)  # noqa: S101 - tells mypy what _is_anonymous found
            return await press.run(context, deed.value)
        assert isinstance(deed, Submitted)  # noqa: S101
        form = self._registry.forms[deed.form]
        assert isinstance(form, AnonymousForm)  # noqa: S101
        outcome = await form.run(context, FormInput(deed.context, deed.values))
        if isinstance(outcome, FormErrors):
            raise _NothingToKeep(outcome)
        return outcome

    async def _run(self, context: Context, interaction: Interaction, received: Sequence[ReceivedFile] = ()) -> Outcome:
        match interaction.deed:
            case Said(text=text):
                return await self._typed(context, self._registry.said(text))
            case Commanded(text=text):
                return await self._typed(context, self._registry.commanded(text))
            case Dropped():
                if self._registry.drop is None or not received:
                    return Reply(cards.no_use_for_files(), private=True)
                return await self._registry.drop(context, received)
            case Joined():
                suggested = prompts(self._services.knowledge.entries)
                return Reply(cards.welcome(context.person.name, suggested), private=True)
            case Pressed(press=name, value=value):
                press = self._registry.presses.get(name)
                if not isinstance(press, Press):
                    return Reply(cards.unknown_button(), private=True)
                return _refusal(context, press) or await press.run(context, value)
            case Submitted() as deed:
                form = self._registry.forms.get(deed.form)
                if not isinstance(form, FormRoute):
                    raise _NothingToKeep(Close(reply=cards.unknown_form()))
                if refused := _refusal(context, form):
                    # Not kept as used: whoever is given the post can send it then.
                    raise _NothingToKeep(Close(reply=refused.card))
                return await form.run(context, FormInput(deed.context, deed.values))
            case _:
                assert_never(interaction.deed)

    async def _typed(self, context: Context, typed: Typed) -> Outcome:
        if typed.command is None:
            return Reply(cards.unknown_command(typed.rest, typed.nearest), private=True)
        return _refusal(context, typed.command) or await typed.command.run(context, typed.rest)


def _cleaned(interaction: Interaction) -> Interaction:
    return replace(interaction, deed=cleaned(interaction.deed))


def _refusal(context: Context, route: Command | Press | FormRoute) -> Reply | None:
    if route.right in context.rights:
        return None
    instead = route.instead if isinstance(route, Command) else ""
    return Reply(cards.not_allowed(route.right, instead), private=True)


def _already(interaction: Interaction, said: Card | None) -> Outcome:
    if isinstance(interaction.deed, Submitted):
        return Close(reply=said or cards.already_sent())
    return Reply(said or cards.already_done(), private=True)


async def _known(work: Work, account: Account, profile: Profile | None) -> Person | None:
    """Whose account this is; a file may be the first that somebody sends, so also by the e-mail address."""
    if profile is not None and profile.belongs and (person := await work.people.by_email(profile.email)) is not None:
        return person
    return await work.people.by_account(account)


def _use_key(interaction: Interaction, once: Sequence[str] = ()) -> str:
    """What makes a press, a form or an event the same one: who and where, and the form's nonce or the platform's id.

    What counts once a person is known by `once` instead.

    Hashed, so that it is short whatever was sent; with the account in it, so that nobody can use up somebody else's.
    """
    account, deed = interaction.account, interaction.deed
    own = ("form", deed.form, deed.nonce) if isinstance(deed, Submitted) else ("key", interaction.key)
    parts = json.dumps([account.platform, account.tenant, account.user, *(("once", *once) if once else own)])
    return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()
