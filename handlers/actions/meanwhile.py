"""What has happened to an action since a form about it was opened: nothing that somebody wrote is lost silently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.forms import as_id
from handlers.plans.model import ActionChange, ActionUpdate, ChangeKind
from handlers.work import Work

Entry = ActionUpdate | ActionChange

_HARMLESS = frozenset((ChangeKind.COMMENT, ChangeKind.EVIDENCE, ChangeKind.TAKEN, ChangeKind.DISPUTED))
"""These add to an action and take nothing back, so they are no reason to ask anybody again."""


@dataclass(frozen=True, slots=True)
class Known:
    """An action as a form knew it: how long its history was. It travels in the form's context."""

    action_id: int
    version: int

    def __str__(self) -> str:
        """Write it down."""
        return f"{self.action_id}.{self.version}"

    @classmethod
    def read(cls, text: str) -> "Known | None":
        """Read it back; None where it cannot be read."""
        first, _, second = text.partition(".")
        action_id, version = as_id(first), as_id(second)
        return cls(action_id, version) if action_id is not None and version is not None else None


async def known(work: Work, action_id: int) -> Known:
    """What a form about this action is to remember."""
    return Known(action_id, (await work.plans.versions([action_id]))[action_id])


async def news(work: Work, opened: Known) -> Sequence[Entry]:
    """What has changed since; only what takes something back, and not what merely adds to it."""
    history = await work.plans.history(opened.action_id)
    return telling(history[opened.version :])


def telling(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Leave out what merely adds to an action."""
    return [entry for entry in entries if isinstance(entry, ActionUpdate) or entry.kind not in _HARMLESS]


def as_it_was(current: Mapping[str, str], entries: Sequence[Entry]) -> Mapping[str, str]:
    """The fields of an action as they were before these entries."""
    before: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry, ActionChange):
            for name, (was, _) in entry.changes.items():
                before.setdefault(name, was)
    return {**current, **{name: was for name, was in before.items() if name in current}}


def three_way(typed: Mapping[str, str], was: Mapping[str, str], current: Mapping[str, str]) -> Mapping[str, str]:
    """What somebody meant: their words where they changed something, and what stands now where they did not."""
    return {
        name: text if name not in current or text.strip() != was.get(name, "").strip() else current[name]
        for name, text in typed.items()
    }
