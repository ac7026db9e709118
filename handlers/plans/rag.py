"""The state of an action, as the self-assessment form counts it."""

from enum import StrEnum


class Rag(StrEnum):
    """Where an action stands.

    The form's own meaning: green = undertaken and completed, amber = in progress, red = still to be carried out and
    must be explained. "Not due" and "dropped" are Bunsen's own; in the form's appendix both become red, explained.
    """

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_DUE = "not_due"
    DROPPED = "dropped"
