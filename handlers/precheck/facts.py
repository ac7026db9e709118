"""What a panel would look at besides the plan's own words: gathered from all that Bunsen holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from handlers.people.model import Institution
from handlers.plans.checking.building import check_one
from handlers.plans.checking.check import Checked
from handlers.plans.model import Action, ActionChange, ActionUpdate, ChangeKind, Plan
from handlers.plans.rag import Rag
from handlers.public_page.gathering import State, state_now
from handlers.reviews.calendar import months_after
from handlers.reviews.model import Review
from handlers.submission.taken_up import Taken, taken_up
from handlers.voice.heard import Heard, gather
from handlers.work import Work

_BEGINNING: Final = datetime(1990, 1, 1, tzinfo=UTC)
_MOVES: Final = {ChangeKind.ADDED, ChangeKind.SPLIT, ChangeKind.MERGED}


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is judged. `moves` counts what was added, dropped, merged or split in the plan, by what it was; `read`
    are the ids of actions with a reading of their measure.
    """

    plan: Plan
    actions: tuple[Action, ...]
    checked: Checked
    heard: Heard
    reviews: tuple[Review, ...]
    moves: Mapping[str, int]
    read: frozenset[int]
    page: State
    remarks: tuple[Taken, ...]
    today: date

    @property
    def open(self) -> tuple[Action, ...]:
        """The actions with something left to do."""
        return tuple(action for action in self.actions if not action.is_over)

    @property
    def reviewed_lately(self) -> tuple[Review, ...]:
        """The reviews that were held and closed in the last twelve months."""
        since = months_after(self.today, -12)
        return tuple(review for review in self.reviews if review.closed_at and review.held_on >= since)


async def read_facts(work: Work, institution: Institution, plan: Plan, now: datetime) -> Facts:
    """Gather them for one plan."""
    history = await work.plans.updates_since(plan.id, _BEGINNING)
    return Facts(
        plan=plan,
        actions=tuple(await work.plans.actions(plan.id)),
        checked=await check_one(work, institution, plan, now),
        heard=await gather(work, institution, now),
        reviews=tuple(await work.reviews.all()),
        moves=_moves(history),
        read=frozenset(each.action_id for each in history if isinstance(each, ActionUpdate) and each.reading),
        page=await state_now(work, institution, now),
        remarks=tuple(await taken_up(work, plan)),
        today=institution.day(now),
    )


def _moves(history: Sequence[ActionUpdate | ActionChange]) -> Mapping[str, int]:
    counted = {"added": 0, "split": 0, "merged": 0, "dropped": 0}
    for each in history:
        if isinstance(each, ActionChange) and each.kind in _MOVES:
            counted[each.kind.value] += 1
        elif isinstance(each, ActionUpdate) and each.rag is Rag.DROPPED and each.by_person_id is not None:
            counted["dropped"] += 1
    return counted
