"""bunsen institution: signatories, their workspaces and tenants, their first lead."""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from bot.commands.session import WRONG_USE, refuse, run, say
from handlers.interactions import Platform
from handlers.people.model import Holding, Person
from handlers.rights import PostKind
from handlers.work import Begin

app = typer.Typer(help="The institutions that this Bunsen serves.", no_args_is_help=True)

NATIONS = ("ENG", "WLS", "SCT", "NIR")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LEAD = "Institutional Lead"


@app.command()
def add(
    slug: str = typer.Argument(help="A short name for commands: small letters, digits, hyphens."),
    name: str = typer.Argument(help="The name that people read."),
    lead: str = typer.Option("", help="E-mail of the first institutional lead."),
    lead_name: str = typer.Option("", help="Name of the first institutional lead."),
    timezone: str = typer.Option("Europe/London", envvar="BUNSEN_TIMEZONE", help="An IANA name."),
    nation: str = typer.Option("ENG", help="For bank holidays: ENG, WLS, SCT or NIR."),
) -> None:
    """Add a signatory, and its first lead."""
    if not _SLUG.fullmatch(slug) or len(slug) > 60:
        refuse(f"“{slug}” cannot be a slug: use small letters, digits and single hyphens.", WRONG_USE)
    if not name.strip() or len(name) > 200:
        refuse("The name must have between 1 and 200 characters.", WRONG_USE)
    if lead and not _EMAIL.fullmatch(lead):
        refuse(f"“{lead}” is not an e-mail address.", WRONG_USE)
    if nation not in NATIONS:
        refuse(f"“{nation}” is no nation that I know: use one of {', '.join(NATIONS)}.", WRONG_USE)
    _check_timezone(timezone)

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            if await tx.institutions.by_slug(slug):
                refuse(f"There is already an institution “{slug}”. Choose another slug.")
            institution = await tx.institutions.add(slug, name, timezone, nation)
            people = tx.of(institution.id).people
            post = await people.add_post(LEAD, PostKind.LEAD)
            if lead:
                person = await people.save(Person(0, lead_name or lead.partition("@")[0], lead, invited=False))
                await people.hold(Holding(post, person))
        say(f"Added {name} ({slug}). Next: bunsen institution link {slug} --slack TEAM_ID or --teams TENANT_ID")

    run(work)


@app.command()
def link(
    slug: str = typer.Argument(help="The institution's slug."),
    slack: str = typer.Option("", help="Slack workspace id (it starts with T)."),
    teams: str = typer.Option("", help="Microsoft 365 tenant id."),
) -> None:
    """Link a Slack workspace or a Microsoft 365 tenant to an institution."""
    links = [(Platform.SLACK, slack), (Platform.TEAMS, teams)]
    if not slack and not teams:
        refuse("Say what to link: --slack TEAM_ID or --teams TENANT_ID.", WRONG_USE)

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            institution = await tx.institutions.by_slug(slug)
            if institution is None:
                refuse(f"There is no institution “{slug}”. `bunsen institution list` shows those that there are.")
            for platform, tenant in links:
                if tenant and not await tx.institutions.link(institution.id, platform, tenant):
                    refuse(f"{tenant} already belongs to another institution. Nothing was changed.")
        say(f"Linked to {slug}.")

    run(work)


@app.command("list")
def list_() -> None:
    """List institutions with their workspaces and tenants."""

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            institutions = await tx.institutions.all()
            links = await tx.institutions.links()
        if not institutions:
            say("There is no institution yet. Add one with: bunsen institution add SLUG NAME --lead EMAIL")
        for institution in institutions:
            linked = [f"{platform} {tenant}" for (platform, tenant), slug in links.items() if slug == institution.slug]
            say(f"{institution.slug}: {institution.name} ({', '.join(linked) or 'not linked to a workspace yet'})")

    run(work)


def _check_timezone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        refuse(f"There is no time zone “{name}”. Use an IANA name such as Europe/London.", WRONG_USE)
