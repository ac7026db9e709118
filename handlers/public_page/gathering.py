"""What the page says now: the plan as it stands, by theme, and nothing about people."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.dates import spoken
from handlers.people.model import Institution, Post
from handlers.plans.model import Action, Plan
from handlers.plans.themes import OTHER, THEMES
from handlers.public_page.model import Contact, Line, Page, PageVersion, PublicComment, as_data, hash_of, undated
from handlers.public_page.wording import NO_OWNER, STATUS_WORDS
from handlers.reviews.model import Review
from handlers.reviews.reporting import Cycle, current_cycle
from handlers.reviews.schedule import last_closed, next_review
from handlers.work import Work


@dataclass(frozen=True, slots=True)
class State:
    """The page as it would be now, and what was approved. `page` is None without a plan; `named` are the references of
    actions whose words have somebody's name in them.
    """

    page: Page | None
    contact: Contact | None
    versions: tuple[PageVersion, ...]
    last_review: Review | None
    named: tuple[str, ...] = ()

    @property
    def version(self) -> PageVersion | None:
        """The version that was approved last."""
        return self.versions[-1] if self.versions else None

    @property
    def hash(self) -> str:
        """The hash of the page as it would be now; empty where it cannot be approved."""
        if self.page is None or self.contact is None or not self.contact.has_agreed:
            return ""
        return hash_of(as_data(self.page), self.contact)

    @property
    def has_changed(self) -> bool:
        """Whether the page would say something else than what was approved last, besides the day."""
        if self.page is None or self.version is None or self.contact is None:
            return True
        return self.contact.id != self.version.contact_id or undated(as_data(self.page)) != undated(
            self.version.content
        )

    @property
    def is_older_than_review(self) -> bool:
        """Whether a review was closed after the page was approved."""
        closed = self.last_review.closed_at if self.last_review else None
        return self.version is not None and closed is not None and self.version.approved_at < closed


async def state_now(work: Work, institution: Institution, now: datetime) -> State:
    """Gather the page as it would be now."""
    plan = await work.plans.current()
    reviews = await work.reviews.all()
    page = await _page(work, institution, plan, reviews, now) if plan else None
    names = await work.demand.names()
    named = tuple(line.ref or line.title for line in page.lines if _names_somebody(line, names)) if page else ()
    contact, versions = await work.public_pages.contact(), tuple(await work.public_pages.versions())
    return State(page, contact, versions, last_closed(reviews), named)


async def _page(work: Work, institution: Institution, plan: Plan, reviews: Sequence[Review], now: datetime) -> Page:
    today = institution.day(now)
    posts = {post.id: post for post in await work.people.posts()}
    names = await work.demand.names()
    comments = await work.public_pages.comments()
    cycle = await current_cycle(work, institution, now)
    lines = [_line(each, cycle, posts, names, comments) for each in await work.plans.actions(plan.id)]
    # Themes of the institution's own come after the five, in the order of the plan.
    order = dict.fromkeys((*THEMES, *(where for where, _ in lines if where != OTHER), OTHER))
    by_theme = {theme: tuple(line for where, line in lines if where == theme) for theme in order}
    last, coming = last_closed(reviews), next_review(reviews, today)
    return Page(
        institution=institution.name,
        plan=plan.title,
        period=f"{spoken(plan.starts_on)} to {spoken(plan.ends_on)}" if plan.starts_on and plan.ends_on else "",
        as_of=spoken(today),
        reviewed_on=spoken(last.held_on) if last else "",
        next_review=spoken(coming.held_on) if coming else "",
        themes=tuple((theme, found) for theme, found in by_theme.items() if found),
    )


def _line(
    action: Action,
    cycle: Cycle,
    posts: Mapping[int, Post],
    names: Collection[str],
    comments: Mapping[int, PublicComment],
) -> tuple[str, Line]:
    """The theme that an action is shown under, and what is said of it."""
    colour = cycle.colour(action)
    post = posts.get(action.owner_post_id or 0)
    comment = comments.get(action.id)
    line = Line(
        ref=action.ref,
        title=action.title,
        # A post that an import called after its holder would put a name on the page.
        owner=post.name if post and not has_name(post.name, names) else NO_OWNER,
        due=spoken(action.due_on) if action.due_on else action.due_text,
        colour=colour.value,
        status=STATUS_WORDS[colour],
        comment=comment.words if comment else "",
    )
    return action.theme.strip() or OTHER, line


def has_name(words: str, names: Collection[str]) -> bool:
    """Tell whether the whole name of somebody here stands in these words."""
    told = f" {' '.join(words.casefold().split())} "
    return any(f" {' '.join(name.casefold().split())} " in told for name in names if " " in name.strip())


def _names_somebody(line: Line, names: Collection[str]) -> bool:
    return has_name(f"{line.title} {line.comment} {line.due}", names)
