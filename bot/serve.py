"""`bunsen serve`: Slack and Teams in production, with the scheduler. Never the browser chat."""

import gc
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import structlog
import typer
from prometheus_client import CollectorRegistry, PlatformCollector, ProcessCollector

from bot.app import Bunsen, build, make_services
from bot.clock import Clock, SystemClock
from bot.http import make_web_app
from bot.imports.knowledge import load_entries
from bot.logs import configure_logs
from bot.only_server import AnotherServer, only_server
from bot.round_keys import FileRoundKeys
from bot.running import PortTaken, listen, stop_signal
from bot.secret_box import secret_box
from bot.settings import Settings, SettingsWrong, read_settings
from bot.surface import Desk, Surface
from handlers.deliveries import Messenger
from storage.database import Database

log = structlog.get_logger(__name__)

_NOTHING_CONFIGURED = (
    "Neither Slack nor Teams is configured, so there is nothing to serve.\n"
    "Slack: set SLACK_BOT_TOKEN, and SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).\n"
    "Teams: set MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType and MicrosoftAppTenantId.\n"
    "To try Bunsen without either: bunsen demo"
)


class ServeRefused(Exception):
    """The server cannot start; the message says why and what to do."""


async def run_server(host: str, port: int) -> None:
    """Serve until told to stop."""
    stop = stop_signal()
    settings = _settings()
    _check_template(settings.document_template)
    database = Database(settings.database_url)
    make_surfaces, clock = surfaces_from(settings, database), SystemClock()
    email = email_from(settings, clock)
    configure_logs(settings.log_format)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        try:
            stack.enter_context(only_server(database.file))
        except AnotherServer as another:
            raise ServeRefused(str(another)) from None
        await database.upgrade()
        keys = FileRoundKeys(settings.key_dir, settings.key.get_secret_value())
        services = make_services(keys, settings.knowledge, datetime.now(UTC).date())
        bunsen = build(database.begin, services, clock, make_surfaces, email, settings.document_template)
        app = make_web_app(bunsen.surfaces, database.missing, database.figures, _metrics())
        try:
            runner, port = await listen(app, host, port)
        except PortTaken as taken:
            raise ServeRefused(str(taken)) from None
        stack.push_async_callback(runner.cleanup)
        stack.push_async_callback(bunsen.stop)
        if not settings.key.get_secret_value():
            log.warning("BUNSEN_KEY is not set: the keys of open surveys are kept unencrypted", folder=str(keys.folder))
        await _start(bunsen)
        # What is loaded by now stays for good. Looking through it for garbage again and again would hold everything up
        # for a tenth of a second each time.
        gc.freeze()
        names = " and ".join(surface.platform.value.capitalize() for surface in bunsen.surfaces)
        typer.echo(f"Bunsen serves {names} on http://{host}:{port}/. Stop with Ctrl-C.")
        await stop.wait()


def _settings() -> Settings:
    try:
        settings = read_settings()
    except SettingsWrong as wrong:
        raise ServeRefused(str(wrong)) from None
    if settings.knowledge is not None and not load_entries(settings.knowledge, datetime.now(UTC).date()):
        raise ServeRefused(
            f"There are no usable entries in {settings.knowledge} (BUNSEN_KNOWLEDGE). "
            f"`bunsen knowledge check {settings.knowledge}` says why."
        )
    return settings


def _check_template(template: Path | None) -> None:
    """Say at once what is wrong with the template of Word files, not when a chair asks for a pack."""
    if template is None:
        return
    from bot.documents.templates import UnusableTemplate, opened

    try:
        opened(template)
    except UnusableTemplate as unusable:
        raise ServeRefused(f"{unusable} BUNSEN_DOCUMENT_TEMPLATE names it.") from None


def surfaces_from(settings: Settings, database: Database) -> Callable[[Desk, Callable[[], None]], Sequence[Surface]]:
    """Decide which surfaces the settings ask for. Raises ServeRefused before anything is started."""
    makers: list[Callable[[Desk, Callable[[], None]], Surface]] = []
    if settings.wants_slack:
        makers.append(_slack(settings, database))
    if settings.wants_teams:
        makers.append(_teams(settings, database))
    if not makers:
        raise ServeRefused(_NOTHING_CONFIGURED)
    return lambda desk, wake: [make(desk, wake) for make in makers]


def _slack(settings: Settings, database: Database) -> Callable[[Desk, Callable[[], None]], Surface]:
    from bot.slack.settings import SlackSettings, SlackSettingsWrong
    from bot.slack.surface import NO_KEY, SlackSurface

    try:
        slack = SlackSettings(
            bot_token=settings.slack_bot_token.get_secret_value(),
            signing_secret=settings.slack_signing_secret.get_secret_value(),
            app_token=settings.slack_app_token.get_secret_value(),
            api_url=settings.slack_api_url,
            refresh_token=settings.slack_refresh_token.get_secret_value(),
            client_id=settings.slack_client_id,
            client_secret=settings.slack_client_secret.get_secret_value(),
            per_minute=settings.slack_per_minute,
        )
        if slack.rotates and not settings.key.get_secret_value():
            raise SlackSettingsWrong(NO_KEY)
    except SlackSettingsWrong as wrong:
        raise ServeRefused(str(wrong)) from None
    key = settings.key.get_secret_value()
    keep = (database.bot_tokens, secret_box(key)) if key else None
    return lambda desk, wake: SlackSurface(slack, desk, wake, keep)


def _teams(settings: Settings, database: Database) -> Callable[[Desk, Callable[[], None]], Surface]:
    from bot.teams.identity import TeamsIdentity, TeamsIdentityError
    from bot.teams.offers import Offers
    from bot.teams.surface import TeamsSurface

    addresses = {
        "metadata_url": settings.teams_metadata_url,
        "issuer": settings.teams_issuer,
        "token_authority": settings.teams_token_authority,
        "token_resource": settings.teams_token_resource,
    }
    try:
        identity = TeamsIdentity(
            app_id=settings.teams_app_id,
            password=settings.teams_app_password.get_secret_value(),
            app_type=settings.teams_app_type,
            tenant_id=settings.teams_app_tenant,
            dev_no_auth=settings.teams_dev_no_auth,
            **{name: address for name, address in addresses.items() if address},
        )
    except TeamsIdentityError as wrong:
        raise ServeRefused(str(wrong)) from None
    offers = Offers(database.begin, SystemClock().now)
    return lambda desk, wake: TeamsSurface(identity, desk, wake, offers)


def email_from(settings: Settings, clock: Clock) -> Messenger | None:
    """Make the messenger for people who are not in chat; None where no mail server is named. Raises ServeRefused."""
    from bot.email.messenger import EmailMessenger
    from bot.email.settings import mail_settings

    try:
        mail = mail_settings(settings)
    except SettingsWrong as wrong:
        raise ServeRefused(str(wrong)) from None
    return EmailMessenger(mail, clock.now) if mail else None


async def _start(bunsen: Bunsen) -> None:
    from bot.slack.surface import SlackTokenRefused

    try:
        await bunsen.start()
    except SlackTokenRefused as refused:
        raise ServeRefused(str(refused)) from None


def _metrics() -> CollectorRegistry:
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    return registry
