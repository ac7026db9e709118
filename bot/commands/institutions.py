"""bunsen institution: signatories, their workspaces and tenants, their first lead."""

import re

import typer

from bot.commands.session import WRONG_USE, InstitutionOption, refuse, run, say, the_institution
from handlers.interactions import Platform
from handlers.people.model import MOST_CHAIRS, Holding, Person
from handlers.people.zones import known_zone
from handlers.phrases import counted
from handlers.rights import PostKind
from handlers.work import Begin

app = typer.Typer(help="Look after the institutions that this Bunsen serves.", no_args_is_help=True)

NATIONS = ("ENG", "WLS", "SCT", "NIR")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST_EMAIL = 254
_SLACK = re.compile(r"[TE][A-Z0-9]{2,39}", re.ASCII)
_TENANT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
LEAD = "Institutional Lead"


@app.command()
def add(
    slug: str = typer.Argument(metavar="SLUG", help="A short name for commands: small letters, digits and hyphens."),
    name: str = typer.Argument(metavar="NAME", help="What people call it, in quotation marks."),
    lead: str = typer.Option("", metavar="EMAIL", help="Address of its first Institutional Lead."),
    lead_name: str = typer.Option("", metavar="NAME", help="Who that is; the address stands in if left out."),
    timezone: str = typer.Option("Europe/London", metavar="ZONE", envvar="BUNSEN_TIMEZONE", help="Where it is."),
    nation: str = typer.Option("ENG", metavar="NATION", help="Whose bank holidays it keeps: ENG, WLS, SCT or NIR."),
) -> None:
    """Add an institution."""
    name, lead, lead_name = " ".join(name.split()), lead.strip(), " ".join(lead_name.split())
    if not _SLUG.fullmatch(slug) or len(slug) > 60:
        refuse(f"“{slug}” cannot be a slug: use small letters, digits and single hyphens, at most 60.", WRONG_USE)
    if not name:
        refuse("The name is empty. Give it in quotation marks, such as “University of Little Wenlow”.", WRONG_USE)
    if lead and (not _EMAIL.fullmatch(lead) or len(lead) > _LONGEST_EMAIL):
        refuse(f"“{lead}” is not an e-mail address. Write it like lena@wenlow.example.", WRONG_USE)
    if lead_name and not lead:
        refuse(f"Give the e-mail address of {lead_name} too, with --lead.", WRONG_USE)
    if nation not in NATIONS:
        refuse(f"“{nation}” is no nation that I know. Use one of {', '.join(NATIONS)}.", WRONG_USE)
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
    slug: str = typer.Argument(metavar="SLUG", help="The institution's short name."),
    slack: str = typer.Option("", metavar="TEAM_ID", help="Id of the Slack workspace; it starts with T."),
    teams: str = typer.Option("", metavar="TENANT_ID", help="Id of the Microsoft 365 tenant."),
) -> None:
    """Link a Slack workspace or a Microsoft 365 tenant to an institution."""
    # Teams writes its ids in small letters, whatever the portal's copy has.
    links = [(Platform.SLACK, slack), (Platform.TEAMS, teams.lower())]
    if not slack and not teams:
        refuse("Say what to link: --slack TEAM_ID or --teams TENANT_ID.", WRONG_USE)
    if slack and not _SLACK.fullmatch(slack):
        refuse(
            f"“{slack}” is not the id of a Slack workspace. That is a T (E for a whole organisation) with capitals and "
            "digits, such as T0123456789. It stands in the address of Slack in a browser, after /client/.",
            WRONG_USE,
        )
    if teams and not _TENANT.fullmatch(teams):
        refuse(
            f"“{teams}” is not the id of a Microsoft 365 tenant. That looks like 11111111-2222-3333-4444-555555555555; "
            "the Azure portal shows it, under Microsoft Entra ID.",
            WRONG_USE,
        )

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


@app.command("set")
def set_(
    chairs: int = typer.Option(..., min=0, max=MOST_CHAIRS, help="How many committee chairs there are to be; 0: any."),
    institution: str | None = InstitutionOption,
) -> None:
    """Change the rules of an institution."""

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            await tx.of(found.id).posts.set_chairs(chairs)
        say(f"{found.name}: {counted(chairs, 'committee chair')} from now on.")

    run(work)


@app.command("list")
def list_() -> None:
    """List them, with the workspaces and tenants that they are linked to."""

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
    if not known_zone(name):
        refuse(f"There is no time zone “{name}”. Use an IANA name such as Europe/London.", WRONG_USE)
