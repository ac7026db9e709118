"""What a RAG analysis still lacks before it can go out, and who owes it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.assessment.rated import FormColour, RatedAction, RatedPlan
from handlers.phrases import joined
from handlers.plans.model import Action

NOBODY = "no post yet"


@dataclass(frozen=True, slots=True)
class Debt:
    """An action that is not ready, the post that is to say more of it, and what."""

    action: Action
    post: str
    owes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """As it is told: "V1 Web pages: OSD Manager owes a report on where it stands."."""
        if self.post == NOBODY:
            return f"{self.action.name}: no post owns it yet; it lacks {joined(self.owes)}."
        return f"{self.action.name}: {self.post} owes {joined(self.owes)}."


def debts(found: RatedPlan) -> Sequence[Debt]:
    """All that is owed, in the order of the plan.

    What nobody has reported blocks the appendix, and so does a red without its explanation or its learning: the form
    asks for an explanation of every red, and plans are closed by the same rule (`handlers.actions.rules`).
    """
    owing = ((each, _owes(each)) for each in found.actions)
    return [Debt(each.action, each.post or NOBODY, owes) for each, owes in owing if owes]


def _owes(each: RatedAction) -> tuple[str, ...]:
    if each.colour is FormColour.NOT_REPORTED:
        return ("a report on where it stands",)
    if each.colour is not FormColour.RED:
        return ()
    said = each.action.latest
    lacks = []
    if said is None or not said.comment:
        lacks.append("an explanation of why it was not carried out")
    if said is None or not said.learning:
        lacks.append("what was learnt from it")
    return tuple(lacks)
