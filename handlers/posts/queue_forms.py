"""The forms of the assignment queue."""

from collections.abc import Mapping, Sequence

from handlers.forms import ChoiceField, Field, Form, Option, Section, TextField, fresh_nonce
from handlers.people.model import Post
from handlers.phrases import shortened
from handlers.plans.model import Action
from handlers.posts import names
from handlers.posts.naming import LONGEST, tidy
from handlers.posts.picking import options, pick

PAGE = 10
"""Actions on one card and one form: three blocks each stay well under a Slack modal's 100 (platform-facts 2.6)."""
_MOST_CHOICES = 12
"""Posts beside each of ten actions; with more a Teams dialog would be too large (platform-facts 3.6)."""
_MOST_OWNERS = 50


def assign_form(actions: Sequence[tuple[Action, str]], posts: Sequence[Post]) -> Form:
    """Ask for the post of each of these actions; each comes with the reason why it waits."""
    choose = len(posts) <= _MOST_CHOICES
    intro = "Leave what you do not know yet. A post that is not there is added; you can give it to somebody later."
    return Form(
        names.ASSIGN_PRESS,
        "Who answers for these?",
        tuple(_section(action, why, posts, choose=choose) for action, why in actions),
        fresh_nonce(),
        intro,
        ",".join(str(action.id) for action, _ in actions),
        "Assign",
    )


def _section(action: Action, why: str, posts: Sequence[Post], *, choose: bool) -> Section:
    owner = tidy(action.owner_text)
    known = next((post for post in posts if post.name.casefold() == owner.casefold()), None)
    written = f"Written in the plan: {shortened(owner, 300)}. " if owner else ""
    fields: list[Field] = []
    if choose and posts:
        value = str(known.id) if known else ""
        fields.append(ChoiceField(f"post-{action.id}", "Post", options(posts), value=value))
    label = "Or a new post" if fields else "Post"
    fields.append(TextField(f"new-{action.id}", label, max_length=LONGEST))
    return Section(shortened(action.name, 250), tuple(fields), f"{written}{why[:1].upper()}{why[1:]}.")


def bulk_form(groups: Mapping[str, Sequence[Action]], posts: Sequence[Post]) -> Form:
    """Ask which post stands behind an owner as written in the plan."""
    owners = tuple(
        Option(str(actions[0].id), f"{shortened(text, 60)} ({len(actions)})")
        for text, actions in list(groups.items())[:_MOST_OWNERS]
    )
    fields: list[Field] = [ChoiceField("owner", "Owner as written in the plan", owners, required=True)]
    if posts:
        fields.append(pick("post", "Is this post", posts))
    fields.append(TextField("new", "Or a new post" if posts else "Is this post", max_length=LONGEST))
    intro = "All waiting actions with that owner go to the post at once; the number stands behind each."
    section = Section("", tuple(fields))
    return Form(names.BULK_PRESS, "One post for many", (section,), fresh_nonce(), intro, "", "Assign")
