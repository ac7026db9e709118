"""What a chair reads when asking where the plan stands."""

from collections.abc import Sequence

from handlers.cards import Bullets, Card, Divider, Element, Table, Text, Tone
from handlers.dates import spoken
from handlers.people.model import Institution
from handlers.phrases import counted
from handlers.plans.model import Action, Plan
from handlers.reviews.model import Review
from handlers.reviews.reporting import Colour
from handlers.status.counting import Change, Status
from handlers.wording import COLOUR_WORDS


def no_plan() -> Card:
    """Say that there is nothing to report on."""
    return Card(
        "There is no action plan here yet",
        (Text("The institutional lead can bring one in: drop the plan's file into a chat with me."),),
    )


def status_card(plan: Plan, found: Status, coming: Review | None, institution: Institution) -> Card:
    """Tell the truth about the plan: counts, changes, reds with their explanation, and what nobody reported."""
    body: list[Element] = [summary(found), _table(found)]
    body += _changes(found)
    body += _named("Red, and why", [f"{action.name}: {explanation(action)}" for action in found.reds])
    body += _named("Not reported", [last_said(action, institution) for action in found.not_reported])
    body += _named("Nobody answers for", [action.name for action in found.without_owner])
    return Card(f"Status: {plan.title}", tuple(body), footer=_footer(found, coming, institution))


def summary(found: Status) -> Text:
    """The whole plan in one sentence."""
    total = found.total
    said = ", ".join(f"{total[colour]} {COLOUR_WORDS[colour].lower()}" for colour in Colour if total[colour])
    actions = counted(sum(total.values()), "action")
    return Text(f"{actions}: {said}." if said else "The plan has no actions yet.", Tone.STRONG)


def _table(found: Status) -> Table:
    headings = ("Theme", *(COLOUR_WORDS[colour] for colour in Colour))
    rows = [(theme, *(str(counts[colour]) for colour in Colour)) for theme, counts in found.themes.items()]
    rows.append(("All", *(str(found.total[colour]) for colour in Colour)))
    return Table("Actions by theme and status", headings, tuple(rows))


def _changes(found: Status) -> list[Element]:
    if found.since is None:
        return [Text("No review has been closed yet, so there is nothing to compare with.", Tone.QUIET)]
    title = f"Changed since the review on {spoken(found.since.held_on)}"
    if not found.changes:
        return [Divider(), Text(title, Tone.STRONG), Text("Nothing has changed.")]
    return _named(title, [change_line(change) for change in found.changes])


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


def _named(title: str, lines: Sequence[str]) -> list[Element]:
    return [Divider(), Text(title, Tone.STRONG), Bullets(tuple(lines))] if lines else []


def _footer(found: Status, coming: Review | None, institution: Institution) -> str:
    as_of = f"As of {spoken(institution.day(found.as_of))}."
    if coming is None:
        return f"{as_of} No next review is set."
    return f"{as_of} Next review {spoken(coming.held_on)}, papers by {spoken(coming.papers_due_on)}."
