"""What the lead reads about actions that wait for an owner, and what new owners read."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from handlers.cards import NAME_ON_BUTTON, Button, Buttons, ButtonStyle, Card, Leads, Table, Text, Tone
from handlers.paging import page_of
from handlers.people.model import Post
from handlers.phrases import counted_in_words, shortened
from handlers.plans.model import Action
from handlers.posts import names
from handlers.posts.queue_forms import PAGE

_MOST_FILLING = 3
"""Buttons for vacant posts on one card."""


class Waits(Protocol):
    """An action and why it waits."""

    @property
    def action(self) -> Action:
        """The action."""

    @property
    def why(self) -> str:
        """Why it waits, in a few words."""

    @property
    def vacant(self) -> Post | None:
        """Its post, where only a holder is missing."""


def queue(found: Sequence[Waits], page: int) -> Card:
    """What waits for an owner, ten on a page."""
    if not found:
        return Card("Nothing waits for an owner", (Text("Somebody answers for every open action of the plan."),))
    shown = page_of(found, page, PAGE)
    rows = tuple(
        (each.action.name, shortened(each.action.owner_text, 120) or "nothing", each.why) for each in shown.items
    )
    buttons = [
        Button("Assign these", names.ASSIGN_PRESS, str(shown.number), ButtonStyle.PRIMARY, Leads.FORM),
        Button("One post for many", names.BULK_PRESS, leads=Leads.FORM),
        *_filling([each.vacant for each in shown.items if each.vacant is not None]),
        *shown.turning(names.QUEUE_PRESS),
    ]
    count = counted_in_words(len(found), "action waits", "actions wait").capitalize()
    return Card(
        f"{count} for an owner",
        (Table(shown.span, ("Action", "Owner as written", "Why"), rows), Buttons(tuple(buttons))),
    )


def no_owner_texts() -> Card:
    """Say that no waiting action names an owner."""
    return Card("Nothing to match", (Text("No action that waits has an owner written beside it."),))


def assigned(count: int, vacant: Sequence[Post], still: int) -> Card:
    """Confirm what was assigned, and name the posts that still need a holder."""
    if not count:
        return Card("Nothing was assigned", (Text("No post was chosen, so nothing has changed."),))
    body: list[Text | Buttons] = []
    if vacant:
        said = ", ".join(f"“{shortened(post.name, 60)}”" for post in vacant[:PAGE])
        body.append(
            Text(f"Nobody holds {said} yet, so these actions go on waiting until you give the post to somebody.")
        )
    told = "Whoever holds the post is told tomorrow morning, in one message."
    body.append(
        Text(told, Tone.QUIET) if len(vacant) == 0 else Text("Holders of the others are told tomorrow.", Tone.QUIET)
    )
    buttons = _filling(vacant)
    if still:
        buttons.append(Button(f"Show the {still} that still wait", names.QUEUE_PRESS))
    if buttons:
        body.append(Buttons(tuple(buttons)))
    title = counted_in_words(count, "action is assigned", "actions are assigned").capitalize()
    return Card(title, tuple(body))


def _filling(vacant: Sequence[Post]) -> list[Button]:
    """Buttons to fill the first few of these posts."""
    return [
        Button(
            f"Give {shortened(post.name, NAME_ON_BUTTON)} to somebody", names.GIVE_PRESS, str(post.id), leads=Leads.FORM
        )
        for post in list(dict.fromkeys(vacant))[:_MOST_FILLING]
    ]


def yours_now(actions: Sequence[Action], posts: Mapping[int, Post]) -> Card:
    """Tell an owner what came to their posts."""
    rows = tuple((action.name, posts[action.owner_post_id].name) for action in actions if action.owner_post_id)
    title = "An action was given to your post" if len(rows) == 1 else f"{len(rows)} actions were given to your posts"
    return Card(
        title,
        (
            Table("What came to you", ("Action", "Post"), rows),
            Text("Type “my actions” to see and report on them. If one is not yours, say so there.", Tone.QUIET),
        ),
    )
