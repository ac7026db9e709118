"""How sure the reading of one action is, as a number between 0 and 1.

Each of action, theme, owner, start, due, success measure and status that the plan says something about counts with

* 1.0 if it stood under a heading of its own and was understood (a time that is relative or recurring included),
* 0.7 if it was inferred: from a colour, a type face, the position of a cell, its content, or the action's own words,
* 0.4 if it was kept as text but there is something to check about it,
* 0.0 if it is in error, such as an impossible date.

The action itself counts twice. The confidence is the mean, rounded to two digits. What the plan says nothing about does
not count, so a bare list of well-marked actions is not called doubtful.
"""

from collections.abc import Iterable
from enum import Enum


class Certainty(Enum):
    """How one field was read; the value is what it counts."""

    STATED = 1.0
    INFERRED = 0.7
    TO_CHECK = 0.4
    IN_ERROR = 0.0


def confidence_of(title: Certainty, others: Iterable[Certainty]) -> float:
    """Give the confidence of an action from the certainty of its title and of the other fields that are filled."""
    counted = [title, title, *others]
    return round(sum(each.value for each in counted) / len(counted), 2)
