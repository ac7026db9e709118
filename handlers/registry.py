"""The registry: every feature, in the order in which help shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from handlers.achievements.feature import FEATURE as ACHIEVEMENTS
from handlers.actions.feature import FEATURE as ACTIONS
from handlers.answers.feature import FEATURE as ANSWERS
from handlers.assessment.feature import FEATURE as ASSESSMENT
from handlers.channels.feature import FEATURE as CHANNELS
from handlers.daily import daily_round
from handlers.demand.feature import FEATURE as DEMAND
from handlers.enquiries.feature import FEATURE as ENQUIRIES
from handlers.feature import (
    AnonymousForm,
    AnonymousPress,
    Chore,
    Command,
    CommandHelp,
    Composer,
    DropHandler,
    Feature,
    FormRoute,
    Job,
    Press,
)
from handlers.files.feature import FEATURE as FILES
from handlers.guides.feature import FEATURE as GUIDES
from handlers.help.feature import FEATURE as HELP
from handlers.knowledge.feature import FEATURE as KNOWLEDGE
from handlers.measures.feature import FEATURE as MEASURES
from handlers.nudges.feature import FEATURE as NUDGES
from handlers.packs.feature import FEATURE as PACKS
from handlers.plans.checking.feature import FEATURE as PLAN_CHECK
from handlers.plans.feature import FEATURE as PLANS
from handlers.posts.feature import FEATURE as POSTS
from handlers.precheck.feature import FEATURE as PRECHECK
from handlers.public_page.feature import FEATURE as PUBLIC_PAGE
from handlers.reviews.feature import FEATURE as REVIEWS
from handlers.status.feature import FEATURE as STATUS
from handlers.submission.feature import FEATURE as SUBMISSION
from handlers.voice.events.feature import FEATURE as VOICE_EVENTS
from handlers.voice.evidence_files import FEATURE as VOICE_EVIDENCE
from handlers.voice.feature import FEATURE as VOICE
from handlers.voice.making.feature import FEATURE as SURVEY_QUESTIONS
from handlers.voice.showing.feature import FEATURE as SURVEY_RESULTS
from handlers.voice.you_said.feature import FEATURE as YOU_SAID

FEATURES: tuple[Feature, ...] = (
    ANSWERS,
    GUIDES,
    ENQUIRIES,
    KNOWLEDGE,
    ACTIONS,
    VOICE,
    SURVEY_RESULTS,
    SURVEY_QUESTIONS,
    VOICE_EVENTS,
    VOICE_EVIDENCE,
    YOU_SAID,
    STATUS,
    ACHIEVEMENTS,
    ASSESSMENT,
    PLANS,
    PLAN_CHECK,
    PRECHECK,
    MEASURES,
    REVIEWS,
    PACKS,
    SUBMISSION,
    PUBLIC_PAGE,
    NUDGES,
    POSTS,
    DEMAND,
    CHANNELS,
    FILES,
    HELP,
)

_SHORT_NAME = 4
"""Of a name this short, a word that looks much like it is often another word: "funds" and "refund" are questions."""
_MOST_WORDS_WITH_A_MARK = 3
"""What follows an opening and ends in a question mark is a question if it is longer than this: "action web page?"."""

_OWN = frozenset(("my", "our"))
"""Who goes on with these asks about a matter of their own: "status of my application"."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a typed text asks for: a command and the rest of the words, or an unknown word with the nearest names."""

    command: Command | None
    rest: str = ""
    nearest: tuple[str, ...] = ()


class Registry:
    """Looks names up; it holds no state besides the features."""

    def __init__(self, features: Sequence[Feature] = FEATURES) -> None:
        self.features = tuple(features)
        self._commands = {
            name: command for feature in features for command in feature.commands for name in _names(command)
        }
        self._openings = {
            opening: command for feature in features for command in feature.commands for opening in command.openings
        }
        self.presses: Mapping[str, Press | AnonymousPress] = {p.name: p for f in features for p in f.presses}
        self.forms: Mapping[str, FormRoute | AnonymousForm] = {r.name: r for f in features for r in f.forms}
        self.composers: Mapping[str, Composer] = {k: c for f in features for k, c in f.deliveries.items()}
        self.drop: DropHandler | None = next((f.drop for f in features if f.drop is not None), None)
        checks = [check for f in features for check in f.daily]
        self.jobs: tuple[Job | Chore, ...] = (*(job for f in features for job in f.jobs), daily_round(checks))
        self.help: tuple[CommandHelp, ...] = tuple(
            CommandHelp(command.name, command.summary, command.right) for f in features for command in f.commands
        )

    def said(self, text: str) -> Typed:
        """Read a mention or direct message: a command when it is nothing but its name, a question otherwise."""
        words = _words(text.replace("?", " ").replace("!", " "))
        if not words:
            return Typed(self._commands["help"])
        exact = self._commands.get(_name(words).rstrip("."))
        if exact is not None:
            return Typed(exact)
        if (opened := self._opened(words, asks=text.rstrip().endswith("?"))) is not None:
            return opened
        first, _, rest = text.strip().partition(" ")
        if first.casefold().rstrip(":") == "ask":
            return Typed(self._commands["ask"], rest.strip())
        long_names = [name for name in self._commands if len(name) > _SHORT_NAME]
        if len(words) == 1 and (near := get_close_matches(first.casefold(), long_names, n=1, cutoff=0.8)):
            return Typed(None, first, tuple(near))
        return Typed(self._commands["ask"], text.strip())

    def commanded(self, text: str) -> Typed:
        """Read what stands behind a slash command: a command's name, with more words only where it takes them.

        Several words that are no command are a question: "back pain, who can help" does not end anybody's leave.
        """
        words = _words(text)
        if not words:
            return Typed(self._commands["help"])
        exact = self._commands.get(_name(words))
        if exact is not None:
            return Typed(exact)
        if (opened := self._opened(words, asks=text.rstrip().endswith("?"))) is not None:
            return opened
        first = self._commands.get(_name(words[:1]))
        if first is not None and first.takes_words:
            return Typed(first, " ".join(words[1:]))
        if len(words) > 1:
            return Typed(self._commands["ask"], text.strip())
        return Typed(None, words[0], tuple(get_close_matches(words[0].casefold(), self._commands, n=3)))

    def _opened(self, words: Sequence[str], *, asks: bool) -> Typed | None:
        """A sentence that begins like a command that takes words; None for what is rather a question.

        "action V1" is the command, "action plan template" and "action learning sets, who pays for them?" are not.
        """
        for opening, command in self._openings.items():
            length = len(opening.split())
            if len(words) <= length or _name(words[:length]) != opening:
                continue
            if _OWN & {word.casefold() for word in words[length : length + 2]}:
                continue
            longer = any(_name(words[:more]) in self._commands for more in range(length + 1, len(words)))
            if not longer and not (asks and len(words) - length > _MOST_WORDS_WITH_A_MARK):
                return Typed(command, " ".join(words[length:]))
        return None


def _names(command: Command) -> tuple[str, ...]:
    return (command.name, *command.aliases)


def _words(text: str) -> list[str]:
    # The start of the text decides which command it is; a message of 4 MB is not split for that.
    return text[:4000].split()


def _name(words: Sequence[str]) -> str:
    # Phones write a curly apostrophe: "I'm back".
    return " ".join(words).casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
