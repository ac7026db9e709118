"""What other documents take from the submission: signatures, writers, and what panels remarked."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.assessment.sections import section
from handlers.dates import spoken
from handlers.documents import Pairs, Paragraph, Part, ToBeWritten, Voice
from handlers.people.model import Institution, Person
from handlers.submission.model import DraftVersion, Remark, Role, SignOff
from handlers.work import Work

ROLE_WORDS: Mapping[Role, str] = {
    Role.LEAD: "Institutional lead",
    Role.LEADER: "Leader of the institution",
}
"""Who signs, as the form names them."""
_NOBODY = "whoever the institutional lead asks"


async def sign_off_parts(work: Work, institution: Institution, today: date) -> tuple[Part, ...]:
    """The section "Sign-off": both signatures under the newest version, or who is still to sign.

    `today` is the day of the document. Without a submission, both are still to sign.
    """
    submission = await work.submissions.open() or await work.submissions.last_submitted()
    versions = await work.submissions.versions(submission.id) if submission else []
    signed = await work.submissions.sign_offs(submission.id) if submission else []
    newest = versions[-1] if versions else None
    parts: list[Part] = []
    for role in Role:
        found = next((each for each in signed if newest and each.version_id == newest.id and each.role is role), None)
        if found is not None and newest is not None:
            parts.append(Pairs(_signature(found, newest, institution)))
        else:
            parts.append(ToBeWritten(ROLE_WORDS[role].lower(), _to_sign(role, newest)))
    if newest is not None:
        said = f"Signatures as of {spoken(today)}, under {newest.mark} of {spoken(institution.day(newest.made_at))}."
        parts.append(Paragraph(said, Voice.QUIET))
    return tuple(parts)


def _signature(found: SignOff, version: DraftVersion, institution: Institution) -> tuple[tuple[str, str], ...]:
    return (
        ("Signed by", f"{found.by}, {found.post}"),
        ("As", ROLE_WORDS[found.role]),
        ("On", spoken(institution.day(found.signed_at))),
        ("Of", f"version {version.number}, SHA-256 {version.sha256}"),
    )


def _to_sign(role: Role, newest: DraftVersion | None) -> str:
    what = newest.mark if newest else "the final draft"
    level = " (vice-chancellor, president or director level)" if role is Role.LEADER else ""
    return f"name, signature and day{level}, under {what}"


async def writers(work: Work) -> Mapping[str, str]:
    """Who writes each section, by the section's id: the post, or the person that it was given to."""
    submission = await work.submissions.open()
    if submission is None:
        return {}
    posts = {post.id: post.name for post in await work.people.posts()}
    given = await work.submissions.sections(submission.id)
    people = await work.people.several({each.person_id for each in given if each.person_id is not None})
    named = {
        each.section_id: posts.get(each.post_id, "") if each.post_id is not None else _name(people, each.person_id)
        for each in given
    }
    return {section_id: name for section_id, name in named.items() if name}


def writer_of(known: Mapping[str, str], section_id: str) -> str:
    """Who is to write a section ("to be written by …"): who has it, else who usually writes it."""
    usual = section(section_id)
    return known.get(section_id) or (usual.writer if usual else _NOBODY)


async def remarks(work: Work) -> Sequence[Remark]:
    """What panels remarked, the newest letter first."""
    return await work.remarks.all()


def _name(people: Mapping[int, Person], person_id: int | None) -> str:
    person = people.get(person_id or 0)
    return person.name if person else ""
