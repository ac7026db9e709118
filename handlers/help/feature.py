"""The help command."""

from handlers.feature import Chore, Command, Context, Feature
from handlers.help.cards import help_card
from handlers.help.upkeep import forget
from handlers.outcomes import Reply


async def show_help(context: Context, _rest: str) -> Reply:
    """Answer with what this person may use."""
    return Reply(help_card(context.services.commands, context.rights))


FEATURE = Feature(
    "help",
    commands=(Command("help", "show what I can do", show_help, aliases=("hello", "hi")),),
    jobs=(Chore("upkeep", forget),),
)
