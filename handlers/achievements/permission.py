"""Who may do what with achievements: the one place for it.

Whoever holds a post, or stands in for one, records achievements and decides on suggestions; everybody else suggests.
Correcting is for whoever recorded it, chairs and the lead.
"""

from handlers.achievements.model import Achievement, State
from handlers.feature import Context
from handlers.rights import Right


def may_record(context: Context) -> bool:
    """Record one that counts at once, and decide on what others suggest."""
    return Right.OWNER in context.rights


def may_see(context: Context, achievement: Achievement) -> bool:
    """Everybody sees what is kept; the rest is for those who decide, and for whoever suggested it."""
    return achievement.is_kept or may_record(context) or _is_own(context, achievement)


def may_decide(context: Context, achievement: Achievement) -> bool:
    """Accept or decline a suggestion."""
    return achievement.state is State.SUGGESTED and may_record(context)


def may_correct(context: Context, achievement: Achievement) -> bool:
    """Correct it, withdraw it, or add what shows it."""
    own = _is_own(context, achievement) and (may_record(context) or achievement.state is State.SUGGESTED)
    return achievement.state in (State.KEPT, State.SUGGESTED) and (own or Right.COMMITTEE in context.rights)


def _is_own(context: Context, achievement: Achievement) -> bool:
    return achievement.begun_by_id == context.person.id
