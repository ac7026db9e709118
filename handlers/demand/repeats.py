"""Whether somebody asks the same again: known within the hour, and never by name afterwards. Pure."""

from collections.abc import Callable, Sequence

from handlers.demand.model import Asked, RecentQuestion

Near = Callable[[Sequence[str]], Sequence[Sequence[int]]]
"""Gives the places of questions that say nearly the same together."""
_HAS_TOPIC = (Asked.ANSWERED, Asked.CHOICE)


def asked_again(question: str, asked: Asked, topic: str, earlier: Sequence[RecentQuestion], near: Near) -> bool:
    """Whether one of a person's earlier questions of the hour was about the same.

    What was answered, or may be, is the same where its entry is; all else where it says nearly the same.
    """
    if asked in _HAS_TOPIC:
        return any(each.topic == topic for each in earlier if each.asked in _HAS_TOPIC)
    before = [each.question for each in earlier if each.asked is asked]
    if not before:
        return False
    if question in before:
        return True
    return any(len(group) > 1 for group in near([question, *before]) if 0 in group)
