"""How findings speak of actions: by reference, or by a few words where there is none."""

from collections.abc import Sequence

from handlers.cells import one_line, shown
from handlers.phrases import joined
from handlers.plans.checking.model import CheckedAction, Office

_NAMED = 5
_QUOTED = 3
_TITLE = 70
_SHORT = 40


def called(action: CheckedAction) -> str:
    """Name one action, by its reference and the beginning of its title."""
    return f"{_reference(action)} {shown(action.title, _TITLE)}".strip()


def post_name(office: Office) -> str:
    """Name a post; a whole sentence that stands where an owner should is shortened."""
    return shown(office.name, _TITLE)[1:-1]


def listed(actions: Sequence[CheckedAction]) -> str:
    """Name several actions: the first few by their references, the rest by their number."""
    refs = [one_line(action.ref).rstrip(".") for action in actions]
    names = [ref or shown(action.title, _SHORT) for ref, action in zip(refs, actions, strict=True)]
    return and_more(names, _NAMED if all(refs) else _QUOTED)


def _reference(action: CheckedAction) -> str:
    """The reference; a bare number would read as a figure in a sentence."""
    ref = one_line(action.ref).rstrip(".")
    return f"Action {ref}" if ref.isdigit() else ref


def and_more(names: Sequence[str], most: int = _NAMED) -> str:
    """List the first few and count the rest: "V1, V2, V3 and 14 more"."""
    if len(names) <= most + 1:
        return joined(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def share(part: int, whole: int) -> str:
    """Write a share as "12 of 30 (40%)"."""
    return f"{part} of {whole} ({round(100 * part / whole)}%)"
