"""Who may change what: the lead everything, holders and deputies of a post what it owns or what falls to it.

A second person confirms.
"""

from collections.abc import Sequence

from handlers.answers.values import names_in
from handlers.feature import Context
from handlers.knowledge.model import VALUES, Version
from handlers.knowledge.own import folded_post, keepers_among
from handlers.knowledge.shelf import Shelf
from handlers.people.leads import leading
from handlers.people.model import Holding, Person
from handlers.rights import PostKind, Right


def may_change(context: Context, shelf: Shelf, subject: str) -> bool:
    """Whether this person may propose a change to an entry, or to any of the values."""
    if subject == VALUES:
        return bool(groups(context, shelf))
    entry = shelf.entry(subject)
    return may_correct(context, shelf.holdings, entry.owner) if entry is not None else Right.LEAD in context.rights


def may_correct(context: Context, holdings: Sequence[Holding], owner: str) -> bool:
    """The same of an entry that this post owns, from all holdings of the day."""
    if Right.LEAD in context.rights:
        return True
    mine = [each.post.name for each in holdings if each.person.id == context.person.id]
    # What nobody's post looks after falls to somebody, who then may put it right.
    keeps = any(person.id == context.person.id for person in keepers_among(holdings, owner))
    return keeps or folded_post(owner) in map(folded_post, mine)


def holds(shelf: Shelf, person: Person, post: str) -> bool:
    """Whether somebody holds or deputises for the post of this name."""
    mine = (each.post.name for each in shelf.holdings if each.person.id == person.id)
    return folded_post(post) in map(folded_post, mine)


def groups(context: Context, shelf: Shelf) -> list[str]:
    """The groups of values that this person may set: the lead all of them, others those that their entries name."""
    known = list(dict.fromkeys(kind.group for kind in shelf.base.values.values()))
    if Right.LEAD in context.rights:
        return known
    mine = [entry for entry in shelf.entries.values() if entry.local and holds(shelf, context.person, entry.owner)]
    named = {name for entry in mine for line in entry.local for name in names_in(line)}
    used = {kind.group for kind in shelf.base.values.values() if kind.id in named}
    return [group for group in known if group in used]


def may_confirm(person: Person, version: Version) -> bool:
    """Whether this person, who holds some post, is a second person to a proposal."""
    return person.id != version.by_person_id


def confirmers(shelf: Shelf, version: Version) -> list[Person]:
    """Whom to ask to confirm: the keepers of the subject and the leads; where they proposed it, anybody with a post."""
    near = _others([*shelf.keepers(version.subject), *leading(shelf.holdings)], version)
    return near or _others([each.person for each in shelf.holdings], version)


def _others(people: list[Person], version: Version) -> list[Person]:
    return list({each.id: each for each in people if may_confirm(each, version)}.values())


def post_of(shelf: Shelf, person: Person) -> str:
    """The post in which somebody speaks: the lead's before any other, held before deputised."""
    mine = [each for each in shelf.holdings if each.person.id == person.id]
    mine.sort(key=_weight)
    return mine[0].post.name if mine else ""


def _weight(holding: Holding) -> tuple[bool, bool, str]:
    return holding.post.kind is not PostKind.LEAD, holding.deputy, holding.post.name
