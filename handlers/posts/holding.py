"""Who holds what: terms, beginnings and ends. One person is in one post once at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.dates import spoken
from handlers.people.model import Holding, Person, Post
from handlers.work import Work

_DAY = timedelta(days=1)
FARTHEST = timedelta(days=10 * 366)
FARTHEST_BACK = timedelta(days=366)
"""No term of office is longer, and nobody records so late when one began; a year with a slip in it is farther."""


@dataclass(frozen=True, slots=True)
class TermProblem:
    """What is wrong with a term, and with which of its two days ("starts" or "ends")."""

    field: str
    message: str


def term_problem(starts_on: date, ends_on: date | None, today: date) -> TermProblem | None:
    """Check the first and the last day of a term."""
    if starts_on < today - FARTHEST_BACK:
        return TermProblem("starts", f"{spoken(starts_on)} is more than a year ago. Is the year right?")
    if starts_on > today + FARTHEST:
        return TermProblem("starts", f"{spoken(starts_on)} is more than ten years away. Is the year right?")
    if ends_on is None:
        return None
    if ends_on < today:
        return TermProblem("ends", f"The term would be over already: {spoken(ends_on)} has passed.")
    if ends_on < starts_on:
        days = f"({spoken(ends_on)}) before it begins ({spoken(starts_on)})"
        return TermProblem("ends", f"The term would end {days}. Please choose again.")
    return None


async def take(work: Work, new: Holding) -> bool:
    """Let a holding begin, in the place of any other that the same person has of the post; False where it is there.

    `new.starts_on` must be given. The caller has checked the term, and keeps others out meanwhile (`work.alone`).
    """
    starts_on = new.starts_on
    if starts_on is None:
        raise ValueError("a holding that begins needs a first day")
    there = [
        each
        for each in await work.posts.history(new.post.id)
        if each.person.id == new.person.id and (each.ends_on is None or each.ends_on >= starts_on)
    ]
    if any((each.deputy, each.ends_on) == (new.deputy, new.ends_on) and _begun(each, starts_on) for each in there):
        return False
    if there:
        await work.people.end_holding(new.post.id, new.person.id, starts_on - _DAY)
    await work.people.hold(new)
    return True


async def replace_holders(work: Work, post: Post, new: Person, first_day: date) -> list[Person]:
    """Let everybody else who holds the post leave the day before `first_day`; give who they are. Deputies stay."""
    others = {
        each.person.id: each.person
        for each in await work.posts.history(post.id)
        if not each.deputy and each.person.id != new.id and (each.ends_on is None or each.ends_on >= first_day)
    }
    for person_id in others:
        await work.people.end_holding(post.id, person_id, first_day - _DAY)
    return list(others.values())


async def end_post(work: Work, post: Post, holdings: Iterable[Holding], last_day: date) -> None:
    """End a post and with it whatever of these holdings is of it."""
    for holding in holdings:
        if holding.post.id == post.id:
            await work.people.end_holding(post.id, holding.person.id, last_day)
    await work.posts.change(replace(post, ended_on=last_day))


def _begun(holding: Holding, day: date) -> bool:
    return holding.starts_on is None or holding.starts_on <= day
