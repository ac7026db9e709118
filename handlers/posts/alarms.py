"""What is amiss with the posts, and who is to hear of it. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.dates import spoken
from handlers.people.model import Holding, Person, Post
from handlers.phrases import counted_in_words, joined
from handlers.posts.board import Board
from handlers.rights import PostKind

AGAIN_AFTER = timedelta(days=14)
"""What is not mended by then is said once more."""
TERM_STEPS = (90, 30, 7)
"""Days before the end of a term."""
_SOON = timedelta(days=28)
"""A vacancy that somebody fills by then needs nobody's attention."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that is amiss. `key` is the same as long as it is the same thing; `post_id` is None for a broken rule.

    `assign` says that giving the post to somebody would mend it; `again` that it is said anew while it lasts.
    """

    key: str
    text: str
    post_id: int | None = None
    assign: bool = False
    again: bool = True


def alarms(board: Board) -> list[Alarm]:
    """Everything that is amiss today, the gravest first."""
    broken = list(_broken_rule(board))
    return [*_gone(board), *broken, *_vacancies(board, chairs_said=bool(broken)), *_ending_terms(board)]


def due(found: Sequence[Alarm], said: Mapping[str, date], today: date) -> list[Alarm]:
    """Those of them that are to be said today: new ones, and such as were last said a fortnight ago."""
    return [
        alarm for alarm in found if alarm.key not in said or (alarm.again and said[alarm.key] <= today - AGAIN_AFTER)
    ]


def mended(found: Sequence[Alarm], said: Mapping[str, date]) -> list[str]:
    """The keys of those that were said once and are no longer true."""
    return sorted(said.keys() - {alarm.key for alarm in found})


def listeners(alarm: Alarm, board: Board) -> list[Person]:
    """Who hears of it: leads and chairs, and the deputies of the post; nobody whose account was deactivated."""
    people = board.committee()
    if alarm.post_id is not None:
        people += board.deputies(alarm.post_id)
    return list({person.id: person for person in people if not board.is_gone(person)}.values())


def _gone(board: Board) -> Iterator[Alarm]:
    for holding in board.holdings:
        if board.is_gone(holding.person) and holding in board.now_in(holding.post.id):
            what = "stands in for" if holding.deputy else "holds"
            yield Alarm(
                f"gone:{holding.post.id}:{holding.person.id}",
                f"The account of {holding.person.name}, who {what} “{holding.post.name}”, was deactivated. "
                f"{_in_the_meantime(board, holding)}",
                holding.post.id,
                assign=True,
            )


def _in_the_meantime(board: Board, holding: Holding) -> str:
    others = [
        each.person.name
        for each in board.now_in(holding.post.id)
        if each.person.id != holding.person.id and not board.is_gone(each.person)
    ]
    actions = board.open_actions.get(holding.post.id, 0)
    owned = f" It owns {counted_in_words(actions, 'open action')}." if actions else ""
    there = f"{joined(others)} can act for the post." if others else "Nobody else can act for the post."
    return there + owned


def _broken_rule(board: Board) -> Iterator[Alarm]:
    wanted = board.institution.chairs
    chairs = {person.id for post in board.of_kind(PostKind.CHAIR) for person in board.holders(post.id)}
    if len(chairs) < wanted:
        there = {0: "there is none", 1: "there is one"}.get(len(chairs), f"there are {len(chairs)}")
        post = next(iter(board.of_kind(PostKind.CHAIR)), None)
        yield Alarm(
            "chairs",
            f"The committee is to have {_chairs(wanted)}, and {there}.",
            post.id if post else None,
            assign=post is not None,
        )


def _vacancies(board: Board, *, chairs_said: bool) -> Iterator[Alarm]:
    for post in board.posts:
        if board.holders(post.id) or not _matters(post, board) or (chairs_said and post.kind is PostKind.CHAIR):
            continue
        if any(not each.deputy and _begins_soon(each, board.today) for each in board.coming(post.id)):
            continue
        actions = board.open_actions.get(post.id, 0)
        owned = f" It owns {counted_in_words(actions, 'open action')}." if actions else ""
        covered = _standing_in([person.name for person in board.deputies(post.id)])
        yield Alarm(f"vacant:{post.id}", f"Nobody holds “{post.name}”.{owned}{covered}", post.id, assign=True)


def _standing_in(names: Sequence[str]) -> str:
    if not names:
        return ""
    return f" {joined(names)} {'stands' if len(names) == 1 else 'stand'} in."


def _matters(post: Post, board: Board) -> bool:
    return post.kind is not PostKind.OWNER or board.open_actions.get(post.id, 0) > 0


def _begins_soon(holding: Holding, today: date) -> bool:
    return holding.starts_on is not None and holding.starts_on <= today + _SOON


def _ending_terms(board: Board) -> Iterator[Alarm]:
    for holding in board.holdings:
        ends_on = holding.ends_on
        if ends_on is None or holding.deputy or holding not in board.now_in(holding.post.id):
            continue
        step = min((step for step in TERM_STEPS if (ends_on - board.today).days <= step), default=None)
        if step is None or _goes_on(holding, ends_on, board):
            continue
        yield Alarm(
            f"term:{holding.post.id}:{holding.person.id}:{ends_on.isoformat()}:{step}",
            f"{holding.person.name} holds “{holding.post.name}” until {spoken(ends_on)}, and nobody is to follow yet.",
            holding.post.id,
            again=False,
        )


def _goes_on(holding: Holding, ends_on: date, board: Board) -> bool:
    """Tell whether somebody takes over when this term ends."""
    coming = (each for each in board.coming(holding.post.id) if not each.deputy)
    return any(each.starts_on is not None and each.starts_on <= ends_on + _SOON for each in coming)


def _chairs(count: int) -> str:
    return {1: "one chair", 2: "two chairs", 3: "three chairs"}.get(count, f"{count} chairs")
