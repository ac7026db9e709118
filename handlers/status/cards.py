"""A status in words and lines, as the agenda of a review has them too."""

from handlers.cards import Card, Text, Tone
from handlers.dates import spoken
from handlers.people.model import Institution
from handlers.plans.model import Action
from handlers.reviews.reporting import Colour
from handlers.status.counting import Change, Status
from handlers.status.tallies import in_a_sentence
from handlers.wording import COLOUR_WORDS


def no_plan() -> Card:
    """Say that there is nothing to report on."""
    return Card(
        "There is no action plan here yet",
        (Text("The institutional lead can bring one in: drop the plan's file into a chat with me."),),
    )


def summary(found: Status) -> Text:
    """The whole plan in one sentence."""
    return Text(in_a_sentence(found.total) or "The plan has no actions yet.", Tone.STRONG)


def change_line(change: Change) -> str:
    """What an action was and what it is."""
    before = COLOUR_WORDS[change.before].lower() if change.before else "new"
    comment = f" ({change.comment})" if change.comment else ""
    return f"{change.ref} {change.title}".strip() + f": {before} → {COLOUR_WORDS[change.now].lower()}{comment}"


def explanation(action: Action) -> str:
    """Why an action is red."""
    return (action.latest.comment if action.latest else "") or "no explanation was given"


def last_said(action: Action, institution: Institution) -> str:
    """What was last said of an action that nobody has reported on."""
    if action.latest is None:
        return f"{action.name}: never reported on"
    last = COLOUR_WORDS[Colour(action.latest.rag)].lower()
    return f"{action.name}: last said {last} on {spoken(institution.day(action.latest.at))}"
