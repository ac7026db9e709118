"""What people read about a file that they dropped."""

from collections.abc import Sequence

from handlers.achievements.names import FROM_FILE
from handlers.cards import Button, Buttons, Card, Element, Leads, Text
from handlers.files.model import ReceivedFile, Upload
from handlers.plans.model import Action, Evidence
from handlers.plans.reading import PlanDraft
from handlers.problems import Problem
from handlers.submission.names import FILE_PRESS

EVIDENCE_PRESS = "files.evidence"


def reading(name: str, progress: str) -> Card:
    """Say that a long file is being read, and how far it is."""
    return Card(f"I am reading {name}", (Text(progress or "This takes a moment."),))


def have_read(name: str) -> Card:
    """Take the place of that once it is read."""
    return Card(f"I have read {name}")


def not_taken(file: ReceivedFile) -> Card:
    """Say why a file could not be taken."""
    return Card(f"I could not read {file.name}", (Text(file.problem), Text("Nothing was kept of it.")))


def what_for(upload: Upload, draft: PlanDraft | None, *, achievements: bool, to_sign: bool = False) -> Card:
    """Ask what a file is for; where it was to be a plan, say first why it is none.

    `achievements`: there are some that this person may add to. `to_sign`: it may be the self-assessment, for signature.
    """
    buttons = [Button("Keep it as evidence", EVIDENCE_PRESS, str(upload.id), leads=Leads.FORM)]
    if achievements:
        buttons.append(Button("It shows an achievement", FROM_FILE, str(upload.id), leads=Leads.FORM))
    if to_sign:
        ask = "It is kept as it is, and both signatories are asked to sign it."
        buttons.append(Button("Put it up for signature", FILE_PRESS, str(upload.id), confirm=ask))
    body: list[Element] = [Text(f"I cannot read it as a plan. {problem.message}") for problem in _first(draft)]
    body += [
        Text("Is it evidence for an action? I keep a copy with the action, as long as the plan is kept."),
        Buttons(tuple(buttons)),
    ]
    return Card(f"I have {upload.name}", tuple(body), "What is not used I forget after 30 days.")


def kept(evidence: Evidence, action: Action) -> Card:
    """Confirm that a copy is kept."""
    return Card("Kept as evidence", (Text(f"“{evidence.title}” is kept with {action.name}."),))


def not_kept(why: str) -> Card:
    """Say why a file was not kept."""
    return Card("I did not keep it", (Text(why), Text("Nothing was changed.")))


def gone() -> Card:
    """Say that a file is no longer here."""
    return Card(
        "That file is no longer here",
        (Text("It was used, forgotten, or sent by somebody else. Please send it again; nothing was changed."),),
    )


def no_actions() -> Card:
    """Say that there is nothing to keep evidence for."""
    why = "Evidence is kept with an action, and no action of the current plan is owned or helped by a post of yours."
    return Card("There is no action to keep it with", (Text(why),))


def _first(draft: PlanDraft | None) -> Sequence[Problem]:
    return draft.problems[:1] if draft is not None else ()
