"""bunsen submission: the self-assessment's day, its writers and its signatures."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import typer

from bot.commands.session import (
    WRONG_USE,
    InstitutionOption,
    JsonOption,
    day_option,
    post_name,
    print_json,
    refuse,
    remark,
    run,
    say,
    say_indented,
    the_institution,
)
from handlers.people.model import Institution, Post
from handlers.work import Begin, Work

if TYPE_CHECKING:
    from handlers.submission.desk import Desk

app = typer.Typer(help="Look after the submission of the self-assessment.", no_args_is_help=True)


@app.command("set")
def set_(
    stage: int = typer.Option(..., "--stage", help="1, 2 or 3."),
    due: date = typer.Option(
        ..., "--date", metavar="YYYY-MM-DD", parser=day_option, help="When it is to be handed in."
    ),
    leader: str = typer.Option("", "--leader", metavar="POST", help="The post that signs for the institution."),
    institution: str | None = InstitutionOption,
) -> None:
    """Set stage and day, or move them. Writers and signatories are reminded from six months before, by the server."""

    async def work(begin: Begin) -> None:
        from handlers.assessment.sections import UnknownStage, stages
        from handlers.assessment.sections import stage as the_stage
        from handlers.submission.schedule import day_trouble
        from handlers.submission.setting import keep

        try:
            the_stage(stage)
        except UnknownStage as unknown:
            refuse(f"{unknown} Stages: {', '.join(str(each.number) for each in stages())}.", WRONG_USE)
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            await mine.alone()
            if trouble := day_trouble(due, found.day(datetime.now(UTC))):
                refuse(trouble)
            known = await mine.submissions.open()
            post_id = (await _the_post(mine, leader)).id if leader else known.leader_post_id if known else None
            await keep(mine, known, stage, due, post_id)
        say(f"Stage {stage} is due on {due}. Next: bunsen submission assign SECTION --post POST")

    run(work)


@app.command()
def show(as_json: bool = JsonOption, institution: str | None = InstitutionOption) -> None:
    """Show the day, who writes which section, how far each is, and who has signed."""

    async def work(begin: Begin) -> "Desk":
        async with begin() as tx:
            found = await the_institution(tx, institution)
            return await _the_desk(tx.of(found.id), found)

    desk = run(work)
    if as_json:
        print_json(_as_json(desk))
        return
    submission = desk.submission
    ready = len(desk.sections) - len(desk.unready)
    say(f"Stage {submission.stage}, due {submission.due_on}: {ready} of {len(desk.sections)} sections ready.")
    for section in desk.sections:
        state = desk.state(section.id)
        say(f"{section.id}: {desk.writer_name(section.id) or 'nobody'} [{state or 'not assigned'}]")
    for why in desk.hindrances():
        say_indented(why)
    for line in _signatures(desk):
        say(line)


@app.command()
def assign(
    section: str = typer.Argument(metavar="SECTION", help="Its id, as “submission show” lists it."),
    post: str = typer.Option("", "--post", metavar="POST", help="The post that writes it."),
    email: str = typer.Option("", "--person", metavar="EMAIL", help="Or one person who holds a post."),
    institution: str | None = InstitutionOption,
) -> None:
    """Say who writes a section; with neither post nor person, nobody does. They are told by the server."""
    if post and email:
        refuse("Name a post or a person, not both.", WRONG_USE)

    async def work(begin: Begin) -> None:
        from dataclasses import replace

        from handlers.submission.model import SectionWork
        from handlers.submission.setting import give

        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            await mine.alone()
            desk = await _the_desk(mine, found)
            if section not in {each.id for each in desk.sections}:
                known = ", ".join(each.id for each in desk.sections)
                refuse(f"Stage {desk.submission.stage} has no section “{section}”. It has: {known}.")
            post_id = (await _the_post(mine, post)).id if post else None
            person_id = await _in_post(mine, desk, email) if email else None
            before = desk.work.get(section) or SectionWork(section)
            await give(mine, found, datetime.now(UTC), replace(before, post_id=post_id, person_id=person_id))
            after = await _the_desk(mine, found)
        say(f"{section}: {after.writer_name(section) or 'nobody'}")
        if post_id is not None and not after.writers(section):
            remark("Nobody holds that post at the moment, so nobody is told or reminded.")

    run(work)


async def _the_desk(work: Work, institution: Institution) -> "Desk":
    from handlers.submission.desk import read_desk

    desk = await read_desk(work, institution, datetime.now(UTC))
    if desk is None:
        refuse("No submission is set. Set one with: bunsen submission set --stage 2 --date 2027-07-31")
    return desk


async def _the_post(work: Work, name: str) -> Post:
    found = await work.people.post(post_name(name))
    if found is None or found.ended_on is not None:
        refuse(f"There is no post “{name}”. `bunsen post list` shows those that there are.")
    return found


async def _in_post(work: Work, desk: "Desk", email: str) -> int:
    person = await work.people.by_email(email.strip())
    in_posts = {each.id for office in desk.offices.values() for each in (*office.holders, *office.deputies)}
    if person is None or person.id not in in_posts:
        refuse(f"“{email}” holds no post. Give them one with: bunsen post assign POST {email}")
    return person.id


def _signatures(desk: "Desk") -> list[str]:
    from handlers.submission.cards import signature_lines

    return [f"{what}: {said}" for what, said in signature_lines(desk)]


def _as_json(desk: "Desk") -> dict[str, object]:
    return {
        "stage": desk.submission.stage,
        "due_on": desk.submission.due_on.isoformat(),
        "sections": [
            {
                "id": section.id,
                "heading": section.heading,
                "writer": desk.writer_name(section.id),
                "state": desk.state(section.id),
                "note": desk.work[section.id].note if section.id in desk.work else "",
            }
            for section in desk.sections
        ],
        "hindrances": list(desk.hindrances()),
        "version": {"number": desk.version.number, "sha256": desk.version.sha256} if desk.version else None,
        "signatures": [
            {
                "role": each.role,
                "by": each.by,
                "post": each.post,
                "on": desk.institution.day(each.signed_at).isoformat(),
            }
            for each in desk.signatures
            if desk.version is not None and each.version_id == desk.version.id
        ],
    }
