"""The posts of an institution with all that is known of them, read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from handlers.people.hours import is_away
from handlers.people.model import Holding, Institution, KnownAccount, Person, Post
from handlers.people.reach import Reach, is_gone, reach
from handlers.rights import PostKind
from handlers.work import Work


@dataclass(frozen=True, slots=True)
class Board:
    """Posts, and who holds them today or will.

    `holdings` are those that go on today or begin later; `open_actions` counts actions of the running plan by post.
    """

    today: date
    institution: Institution
    posts: Sequence[Post]
    holdings: Sequence[Holding]
    accounts: Mapping[int, Sequence[KnownAccount]] = field(default_factory=dict)
    open_actions: Mapping[int, int] = field(default_factory=dict)

    def now_in(self, post_id: int) -> list[Holding]:
        """Who holds the post today or stands in, holders first."""
        return [each for each in self.holdings if each.post.id == post_id and self._now(each)]

    def holders(self, post_id: int) -> list[Person]:
        """Who holds the post today; without deputies."""
        return [each.person for each in self.now_in(post_id) if not each.deputy]

    def deputies(self, post_id: int) -> list[Person]:
        """Who stands in for the post today."""
        return [each.person for each in self.now_in(post_id) if each.deputy]

    def coming(self, post_id: int) -> list[Holding]:
        """Who will hold the post or stand in."""
        return [each for each in self.holdings if each.post.id == post_id and not self._now(each)]

    def of_kind(self, kind: PostKind) -> list[Post]:
        """The posts of one kind."""
        return [post for post in self.posts if post.kind is kind]

    def committee(self) -> list[Person]:
        """Leads and chairs, and while such a post is vacant its deputies."""
        posts = [*self.of_kind(PostKind.LEAD), *self.of_kind(PostKind.CHAIR)]
        return [person for post in posts for person in self.holders(post.id) or self.deputies(post.id)]

    def is_gone(self, person: Person) -> bool:
        """Tell whether every account of this person was deactivated."""
        return is_gone(self.accounts.get(person.id, ()))

    def reach(self, person: Person, *, email: bool) -> Reach:
        """How this person is reached; `email` says whether there is a mail server."""
        return reach(person, self.accounts.get(person.id, ()), email=email)

    def is_away(self, person: Person) -> bool:
        """Tell whether this person is away today."""
        return is_away(person, self.today)

    def needs_somebody(self, post: Post) -> bool:
        """Tell whether nobody who could be reached holds the post."""
        return all(self.is_gone(person) for person in self.holders(post.id))

    def _now(self, holding: Holding) -> bool:
        return holding.starts_on is None or holding.starts_on <= self.today


async def read_board(work: Work, institution: Institution, today: date) -> Board:
    """Read it."""
    holdings = await work.posts.holdings_from(today)
    plan = await work.plans.current()
    counts: dict[int, int] = {}
    for action in await work.plans.actions(plan.id) if plan else ():
        if action.owner_post_id is not None and not action.is_over:
            counts[action.owner_post_id] = counts.get(action.owner_post_id, 0) + 1
    accounts = await work.accounts.of({each.person.id for each in holdings})
    return Board(today, institution, await work.people.posts(), holdings, accounts, counts)
