"""Telling people of what was decided about posts: written with it, composed when it is sent."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from handlers.cards import Button, Buttons, Card, Text
from handlers.dates import spoken
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import DeliveryContext
from handlers.forms import as_id, parse_date
from handlers.people.hours import opens_at
from handlers.people.model import Holding, Institution, Person, Post
from handlers.posts import names
from handlers.posts.board import Board
from handlers.rights import PostKind
from handlers.work import Work


async def tell(
    work: Work,
    institution: Institution,
    now: datetime,
    people: Iterable[Person],
    kind: str,
    key: str,
    ids: Mapping[str, str],
) -> None:
    """Write one message of this kind to each of these people; `key` says what it is about, once and for all."""
    await work.outbox.add(
        NewDelivery(f"{kind}:{key}:{person.id}", kind, person.id, ids, opens_at(institution, person, now))
        for person in {person.id: person for person in people}.values()
    )


async def tell_of_holding(work: Work, institution: Institution, now: datetime, new: Holding) -> None:
    """Tell somebody that they hold a post or stand in."""
    what = "deputy" if new.deputy else "holder"
    ids = {"post": str(new.post.id), "as": what}
    key = f"{new.post.id}:{what}:{new.starts_on}"
    await tell(work, institution, now, [new.person], names.GIVEN, key, ids)


async def tell_of_leaving(
    work: Work, institution: Institution, now: datetime, post: Post, people: Iterable[Person], last_day: date
) -> None:
    """Tell people that they leave a post."""
    ids = {"post": str(post.id), "day": last_day.isoformat()}
    await tell(work, institution, now, people, names.LEFT, f"{post.id}:{last_day}", ids)


async def tell_committee(
    work: Work, institution: Institution, now: datetime, board: Board, new: Holding, by: Person | None
) -> None:
    """Tell leads and chairs of a new lead or chair; neither the new one nor whoever decided it, where that is known."""
    if new.post.kind is PostKind.OWNER:
        return
    known = {new.person.id} | ({by.id} if by else set())
    people = [person for person in board.committee() if person.id not in known]
    ids = {"post": str(new.post.id), "person": str(new.person.id), "by": by.name if by else ""}
    await tell(work, institution, now, people, names.CHANGED, f"{new.post.id}:{new.person.id}:{new.starts_on}", ids)


async def compose_given(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Say to somebody that they hold a post; None where they no longer do."""
    deputy = delivery.ids["as"] == "deputy"
    post_id = int(delivery.ids["post"])
    mine = [
        each
        for each in await context.work.posts.holdings_from(context.today)
        if each.post.id == post_id and each.person.id == context.person.id and each.deputy == deputy
    ]
    if not mine:
        return None
    holding = mine[0]
    title = f"You stand in for “{holding.post.name}”" if deputy else f"You hold the post “{holding.post.name}”"
    begins = holding.starts_on if holding.starts_on and holding.starts_on > context.today else None
    term = [f"from {spoken(begins)}"] if begins else []
    term += [f"until {spoken(holding.ends_on)}"] if holding.ends_on else []
    what = "While its holder is away, reminders come to you." if deputy else _what_comes_with(holding.post)
    return Card(
        title,
        (
            Text(f"{' '.join(term).capitalize()}." if term else "From now on."),
            Text(what),
            Buttons((Button("Show the post", names.SHOW_PRESS, str(post_id)),)),
        ),
        footer="Is this a mistake? Please tell your institutional lead.",
    )


def _what_comes_with(post: Post) -> str:
    match post.kind:
        case PostKind.LEAD:
            return "You lead for the institution: “help” shows what you can do."
        case PostKind.CHAIR:
            return "You chair the committee: “status” and “reviews” are for you."
        case PostKind.OWNER:
            return "Its actions of the plan are yours to report on: “my actions” shows them."


async def compose_left(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Say to somebody that they leave a post."""
    post = await context.work.posts.get(int(delivery.ids["post"]))
    day = parse_date(delivery.ids["day"])
    if post is None or day is None:
        return None
    when = f"{spoken(day)} is your last day in it" if day >= context.today else f"Your last day in it was {spoken(day)}"
    return Card(f"You leave the post “{post.name}”", (Text(f"{when}. Thank you for what you did for it."),))


async def compose_changed(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Say to leads and chairs who leads or chairs now."""
    post = await context.work.posts.get(int(delivery.ids["post"]))
    person = await context.work.people.get(as_id(delivery.ids["person"]) or 0)
    if post is None or person is None:
        return None
    by = delivery.ids.get("by", "")
    said = f"{person.name} was given the post “{post.name}”" + (f" by {by}." if by else ".")
    button = Button("Show the post", names.SHOW_PRESS, str(post.id))
    return Card("Somebody new on the committee", (Text(said), Buttons((button,))))
