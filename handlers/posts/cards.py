"""What people read about posts: all of them, one of them, their own."""

from collections.abc import Mapping, Sequence

from handlers.cards import (
    NAME_ON_BUTTON,
    Bullets,
    Button,
    Buttons,
    ButtonStyle,
    Card,
    Element,
    Facts,
    Leads,
    Table,
    Text,
    Tone,
)
from handlers.dates import spoken
from handlers.paging import Page, page_of
from handlers.people.handovers import Handover
from handlers.people.model import Holding, Person, Post
from handlers.phrases import counted_in_words, shortened
from handlers.posts import names
from handlers.posts.alarms import Alarm
from handlers.posts.board import Board
from handlers.rights import PostKind, Right, who_may

PAGE = 10
"""Posts on one card."""
_MOST_HISTORY = 8

KIND_WORDS: Mapping[PostKind, str] = {
    PostKind.LEAD: "leads for the institution",
    PostKind.CHAIR: "chairs the committee",
    PostKind.OWNER: "owns actions",
}


def overview(board: Board, amiss: Sequence[Alarm], page: int, *, leads: bool) -> Card:
    """All posts with their holders, ten on a page, and what is amiss."""
    shown = page_of(board.posts, page, PAGE)
    body: list[Element] = []
    if amiss:
        body += [Text("What needs somebody:", Tone.STRONG), Bullets(tuple(alarm.text for alarm in amiss[:PAGE]))]
    if len(amiss) > PAGE:
        body.append(Text(f"And {len(amiss) - PAGE} more."))
    rows = tuple((post.name, held_by(board, post)) for post in shown.items)
    caption = f"Posts {shown.span}" if shown.items else "There is no post yet"
    body.append(Table(caption, ("Post", "Held by"), rows))
    body.append(Buttons(tuple(_overview_buttons(shown, leads=leads))))
    return Card("Who holds what", tuple(body))


def _overview_buttons(shown: Page[Post], *, leads: bool) -> list[Button]:
    buttons = [Button("Open one of these", names.CHOOSE_PRESS, str(shown.number), ButtonStyle.PRIMARY, Leads.FORM)]
    if not shown.items:
        buttons = []
    buttons += shown.turning(names.PAGE_PRESS)
    if leads:
        buttons.append(Button("Add a post", names.ADD_PRESS, leads=Leads.FORM))
        buttons.append(Button("Rule for chairs", names.RULE_PRESS, leads=Leads.FORM))
    buttons.append(Button("Contacts of units", names.UNITS_PRESS))
    return buttons


def held_by(board: Board, post: Post) -> str:
    """Who holds a post, in a line."""
    said = [_held(each, board) for each in board.now_in(post.id)]
    if not board.holders(post.id):
        said.insert(0, "vacant")
    said += [f"from {spoken(each.starts_on)}: {each.person.name}" for each in board.coming(post.id) if each.starts_on]
    return "; ".join(said)


def _held(holding: Holding, board: Board) -> str:
    parts = [f"{'deputy: ' if holding.deputy else ''}{holding.person.name}"]
    if holding.ends_on is not None:
        parts.append(f"until {spoken(holding.ends_on)}")
    if board.is_away(holding.person) and holding.person.away_until is not None:
        parts.append(f"away until {spoken(holding.person.away_until)}")
    if board.is_gone(holding.person):
        parts.append("account deactivated")
    return ", ".join(parts)


def one_post(
    board: Board,
    post: Post,
    history: Sequence[Holding],
    offers: Sequence[Handover],
    people: Mapping[int, Person],
    may: frozenset[str],
    *,
    email: bool,
) -> Card:
    """One post: who holds it and did, what it owns, what is offered, and the buttons in `may`.

    `email` says whether there is a mail server for those who are not in chat.
    """
    body: list[Element] = [Facts(tuple(_facts(board, post)))]
    body += [_holder_line(each, board, email=email) for each in board.now_in(post.id)]
    for offer in offers:
        to = people.get(offer.to_person_id or 0)
        day = f" with {spoken(offer.last_day)} as the last day" if offer.last_day else ""
        body.append(Text(f"Offered to {to.name if to else 'somebody'}{day}; waiting for an answer."))
    past = [each for each in history if each.ends_on is not None and each.ends_on < board.today]
    if past:
        body.append(Text("Held before", Tone.STRONG))
        body.append(Bullets(tuple(_past(each) for each in reversed(past[-_MOST_HISTORY:]))))
    buttons = [*_post_buttons(post, board, may), *_offer_buttons(offers, may)]
    if buttons:
        body.append(Buttons(tuple(buttons)))
    return Card(post.name, tuple(body))


def _facts(board: Board, post: Post) -> list[tuple[str, str]]:
    rows = [("Held by", held_by(board, post)), ("This post", KIND_WORDS[post.kind])]
    if post.unit:
        rows.append(("Unit", post.unit))
    actions = board.open_actions.get(post.id, 0)
    rows.append(("Open actions", str(actions) if actions else "none"))
    if post.ended_on is not None:
        rows.append(("Ended on", spoken(post.ended_on)))
    return rows


def _holder_line(holding: Holding, board: Board, *, email: bool) -> Text:
    since = f" since {spoken(holding.starts_on)}" if holding.starts_on else ""
    role = "stands in" if holding.deputy else "holds it"
    reached = board.reach(holding.person, email=email).words
    return Text(f"{holding.person.name} {role}{since}; reached {reached}.", Tone.QUIET)


def _past(holding: Holding) -> str:
    begun = spoken(holding.starts_on) if holding.starts_on else "the beginning"
    ended = spoken(holding.ends_on) if holding.ends_on else "today"
    return f"{holding.person.name}{' (deputy)' if holding.deputy else ''}, {begun} to {ended}"


def _post_buttons(post: Post, board: Board, may: frozenset[str]) -> list[Button]:
    value = str(post.id)
    closing = "Nobody can hold this post after today, and its open actions wait in your queue for another post."
    every = (
        Button("Give it to somebody", names.GIVE_PRESS, value, ButtonStyle.PRIMARY, Leads.FORM),
        Button("Hand it over", names.OFFER_PRESS, value, leads=Leads.FORM),
        Button("Let somebody leave", names.END_PRESS, value, leads=Leads.FORM),
        Button("Change it", names.CHANGE_PRESS, value, leads=Leads.FORM),
        Button("Hand-over pack", names.PACK_PRESS, value),
        Button("End the post", names.CLOSE_PRESS, value, ButtonStyle.DANGER, confirm=closing),
    )
    held = bool(board.now_in(post.id) or board.coming(post.id))
    return [each for each in every if each.press in may and (held or each.press != names.END_PRESS)]


def _offer_buttons(offers: Sequence[Handover], may: frozenset[str]) -> list[Button]:
    if names.OFFER_PRESS not in may:
        return []
    return [Button("Take the offer back", names.WITHDRAW_PRESS, str(offer.id)) for offer in offers]


def my_posts(mine: Sequence[Holding]) -> Card:
    """The posts of one person."""
    if not mine:
        return Card("Your posts", (Text("You hold no post at the moment."),))
    rows = tuple((each.post.name, _mine(each)) for each in mine)
    buttons = tuple(
        Button(f"Open {shortened(each.post.name, NAME_ON_BUTTON)}", names.SHOW_PRESS, str(each.post.id))
        for each in mine[:PAGE]
    )
    return Card("Your posts", (Table("What you hold", ("Post", "You"), rows), Buttons(buttons)))


def _mine(holding: Holding) -> str:
    until = f" until {spoken(holding.ends_on)}" if holding.ends_on else ""
    return ("stand in" if holding.deputy else "hold it") + until


def kind_said(post: Post) -> str:
    """Say what a post is for."""
    return f"It {KIND_WORDS[post.kind]}."


def needs_a_lead(post: Post) -> Card:
    """Refuse to end the only post that leads."""
    return Card("Somebody has to lead", (Text(f"“{post.name}” is the only post that leads here, so it cannot end."),))


def closed(post: Post, actions: int, day: str) -> Card:
    """Confirm the end of a post."""
    body: list[Element] = [Text(f"Its last day is {day}. Who held it, and when, stays on record.")]
    if actions:
        waiting = counted_in_words(actions, "open action waits", "open actions wait").capitalize()
        body.append(Text(f"{waiting} for another post:"))
        body.append(Buttons((Button("Assign them", names.QUEUE_PRESS, style=ButtonStyle.PRIMARY),)))
    return Card(f"“{post.name}” has ended", tuple(body))


def no_such_post() -> Card:
    """Say that a post is not there (any more)."""
    return Card("That post is not there any more", (Text("Nothing was changed. Type “posts” to see those there are."),))


def not_yours(what: str = "do this") -> Card:
    """Refuse what only the lead, or whoever holds the post, may do."""
    return Card(
        "That is not yours to change",
        (Text(f"Only {who_may(Right.LEAD)}, or those whom the post concerns, can {what}. Nothing was changed."),),
    )


def done(title: str, *sentences: str, post: Post | None = None) -> Card:
    """Confirm what was done, with a way back to the post."""
    body: list[Element] = [Text(sentence) for sentence in sentences if sentence]
    if post is not None:
        body.append(Buttons((Button("Show the post", names.SHOW_PRESS, str(post.id)),)))
    return Card(title, tuple(body))


def alarm_message(found: Sequence[Alarm], board: Board) -> Card:
    """Tell a lead, chair or deputy what is amiss, all in one message."""
    posts = {post.id: post for post in board.posts}
    mending = [posts[alarm.post_id] for alarm in found if alarm.assign and alarm.post_id in posts]
    buttons = [
        Button(
            f"Give {shortened(post.name, NAME_ON_BUTTON)} to somebody", names.GIVE_PRESS, str(post.id), leads=Leads.FORM
        )
        for post in dict.fromkeys(mending)
    ][:5]
    buttons.append(Button("All posts", names.PAGE_PRESS))
    title = "A post needs your attention" if len(found) == 1 else f"{len(found)} things about posts need your attention"
    return Card(
        title,
        (
            Bullets(tuple(alarm.text for alarm in found)),
            Buttons(tuple(buttons)),
        ),
        footer="Said once; again in a fortnight while it lasts.",
    )
