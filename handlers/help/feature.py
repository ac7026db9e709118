"""The help command."""

from datetime import timedelta

from handlers.feature import Chore, Command, Context, Feature
from handlers.help.cards import help_card
from handlers.help.upkeep import forget
from handlers.outcomes import Reply


async def show_help(context: Context, _rest: str) -> Reply:
    """Answer with what this person may use."""
    return Reply(help_card(context.services.commands, context.rights))


_OTHER_WORDS = ("hello", "hi", "help me", "who are you", "what can you do", "commands", "thanks", "thank you")

FEATURE = Feature(
    "help",
    commands=(
        Command(
            "help",
            "show what I can do",
            show_help,
            aliases=_OTHER_WORDS,
        ),
    ),
    jobs=(Chore("upkeep", forget, timedelta(hours=1)),),
)
