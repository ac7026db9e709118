"""Putting the draft up for signature, and signing it: it is kept with its hash; nothing else is signed."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Final

from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import Context, DeliveryContext
from handlers.files import uploads
from handlers.forms import as_id
from handlers.outcomes import Outcome, Reply, SendFile, Update
from handlers.people.hours import here_at
from handlers.rights import Right
from handlers.submission import cards, names
from handlers.submission.desk import Desk, read_desk
from handlers.submission.drafting import draft_text
from handlers.submission.model import DraftVersion, Role, SignOff

_USEFUL_FOR: Final = timedelta(days=14)


async def put_up(context: Context, _value: str) -> Outcome:
    """Fix the draft as it is now, and ask both signatories; refused while anything hinders."""
    await context.work.alone()
    desk = await read_desk(context.work, context.institution, context.now)
    if desk is None:
        return Reply(cards.none_set(lead=True), private=True)
    if why := desk.hindrances():
        return Reply(cards.cannot_sign(why), private=True)
    text = await draft_text(context.work, context.services, desk)
    name = f"self-assessment-stage-{desk.submission.stage}.md"
    return await _put_up(context, desk, name, "text/markdown; charset=utf-8", text.encode())


async def put_up_file(context: Context, value: str) -> Outcome:
    """Put a file that the lead dropped up for signature: the document that will be handed in."""
    await context.work.alone()
    upload = await uploads.find(context, value)
    desk = await read_desk(context.work, context.institution, context.now)
    if upload is None:
        return Reply(cards.file_gone(), private=True)
    if desk is None:
        return Reply(cards.none_set(lead=True), private=True)
    if why := desk.hindrances():
        return Reply(cards.cannot_sign(why), private=True)
    content = await context.work.uploads.content(upload.id)
    shown = await _put_up(context, desk, upload.name, upload.media_type, content)
    await context.work.uploads.remove(upload.id)
    return shown


async def _put_up(context: Context, desk: Desk, name: str, media_type: str, content: bytes) -> Reply:
    sha256 = hashlib.sha256(content).hexdigest()
    if desk.version is None or desk.version.sha256 != sha256:
        number = desk.version.number + 1 if desk.version else 1
        by = context.person
        new = DraftVersion(0, desk.submission.id, number, sha256, context.now, name, media_type, by.name, by.id)
        kept = await context.work.submissions.add_version(new, content)
        desk = replace(desk, versions=(*desk.versions, kept))
    await _ask_to_sign(context, desk)
    assert desk.version is not None  # noqa: S101 - it was kept just now
    return Reply(cards.to_sign(desk, desk.version, desk.roles_of(context.person.id)), private=True)


async def _ask_to_sign(context: Context, desk: Desk) -> None:
    version = desk.version
    asked = {
        person.id: person
        for role in Role
        if desk.signature(role) is None
        for person in desk.holders(role)
        if person.id != context.person.id
    }
    await context.work.outbox.add(
        NewDelivery(
            f"{names.TO_SIGN}:{version.id if version else 0}:{person.id}",
            names.TO_SIGN,
            person.id,
            {"version": str(version.id if version else 0)},
            here_at(context.institution, person, context.now),
            context.now + _USEFUL_FOR,
        )
        for person in asked.values()
    )


async def hand_over(context: Context, value: str) -> Outcome:
    """Hand over a version, to the committee and to those who sign."""
    desk = await read_desk(context.work, context.institution, context.now)
    version = _version(desk, value)
    if desk is None or version is None:
        return Reply(cards.gone(), private=True)
    if Right.COMMITTEE not in context.rights and not desk.roles_of(context.person.id):
        return Reply(cards.not_yours(desk), private=True)
    content = await context.work.submissions.version_content(version.id)
    return SendFile(version.name, version.media_type, content, f"What is signed as {version.mark}.")


async def sign(context: Context, value: str) -> Outcome:
    """Sign the newest version, in a role that this person holds."""
    await context.work.alone()
    version_id, _, role_name = value.partition(":")
    desk = await read_desk(context.work, context.institution, context.now)
    version = _version(desk, version_id)
    if desk is None or version is None or desk.version != version or role_name not in {role.value for role in Role}:
        return Reply(cards.gone(), private=True)
    role = Role(role_name)
    if role not in desk.roles_of(context.person.id):
        return Reply(cards.not_entitled(desk, role), private=True)
    if why := desk.hindrances():
        return Reply(cards.cannot_sign(why), private=True)
    post = next(
        post.name
        for post in desk.post_of(role)
        if post.id in desk.offices and any(p.id == context.person.id for p in desk.offices[post.id].holders)
    )
    name = context.person.name
    await context.work.submissions.sign(SignOff(version.id, role, post, context.now, name, context.person.id))
    after = await read_desk(context.work, context.institution, context.now)
    return Update(cards.signed(after or desk))


async def compose_to_sign(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Ask for a signature; None once it is there, or a newer version is up."""
    desk = await read_desk(context.work, context.institution, context.now)
    if desk is None or desk.version is None or str(desk.version.id) != delivery.ids["version"]:
        return None
    roles = [role for role in desk.roles_of(context.person.id) if desk.signature(role) is None]
    return cards.to_sign(desk, desk.version, roles) if roles else None


def _version(desk: Desk | None, value: str) -> DraftVersion | None:
    number = as_id(value)
    return next((each for each in desk.versions if each.id == number), None) if desk else None
