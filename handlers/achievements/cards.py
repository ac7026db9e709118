"""What people read about achievements."""

from collections.abc import Mapping, Sequence
from typing import Final

from handlers.achievements import names
from handlers.achievements.model import Achievement, AchievementProof, State
from handlers.cards import (
    NAME_ON_BUTTON,
    Button,
    Buttons,
    ButtonStyle,
    Card,
    Element,
    Facts,
    Leads,
    Link,
    Text,
    Tone,
)
from handlers.dates import spoken
from handlers.paging import Page
from handlers.people.model import Institution
from handlers.phrases import counted, shortened
from handlers.plans.model import Action

PAGE: Final = 8
_STATE_WORDS: Final = {
    State.SUGGESTED: "Suggested; somebody who looks after the plan decides on it",
    State.KEPT: "Kept",
    State.DECLINED: "Not taken up",
    State.WITHDRAWN: "Withdrawn",
}


def list_card(page: Page[Achievement], *, records: bool, papers: bool) -> Card:
    """The achievements, those done last first. `records`: may record them; `papers`: may ask for the update paper."""
    label = "Record an achievement" if records else "Suggest an achievement"
    below = [Button(label, names.NEW, style=ButtonStyle.PRIMARY, leads=Leads.FORM)]
    if papers:
        below.append(Button("Update paper", names.PAPER))
    if not page.total:
        said = Text(
            "Nothing is recorded yet. What was done for technicians, in the plan or outside it, belongs here: a figure "
            "and a link make it count in the self-assessment."
        )
        return Card("Achievements", (said, Buttons(tuple(below))))
    body: list[Element] = []
    if page.pages > 1:
        body.append(Text(f"{page.span}, the latest first.", Tone.QUIET))
    body.append(Facts(tuple((f"{spoken(each.done_on)}: {each.theme}", _in_short(each)) for each in page.items)))
    looks = tuple(Button(_look_at(each), names.SHOW, str(each.id)) for each in page.items)
    body += [Buttons((*looks, *page.turning(names.LIST))), Buttons(tuple(below))]
    return Card("Achievements", tuple(body))


def achievement_card(
    found: Achievement,
    proofs: Sequence[AchievementProof],
    actions: Mapping[int, Action],
    institution: Institution,
    *,
    decides: bool,
    corrects: bool,
    versions: bool,
) -> Card:
    """One achievement with what shows it, and what this person may do with it."""
    body: list[Element] = [Text(found.what, Tone.STRONG), Facts(_facts(found, actions, institution))]
    if found.testimonial is not None:
        body += [Text(f"“{found.testimonial.words}”"), Text(f"{found.testimonial.of}. {_agreed(found)}", Tone.QUIET)]
    for each in proofs:
        body.append(Link(each.title, each.link) if each.link else Text(f"{each.title}, a file that is kept here"))
    if not proofs and found.is_kept:
        body.append(Text("Nothing is kept yet that shows it.", Tone.QUIET))
    value = str(found.id)
    buttons = [
        Button(f"Fetch {shortened(each.title, NAME_ON_BUTTON)}", names.FETCH, str(each.id))
        for each in proofs
        if not each.link and versions
    ]
    if decides:
        buttons.append(Button("Accept it", names.ACCEPT, value, ButtonStyle.PRIMARY))
        buttons.append(Button("Decline it", names.DECLINE, value, leads=Leads.FORM))
    if corrects:
        buttons.append(Button("Correct it", names.CORRECT, value, leads=Leads.FORM))
        buttons.append(Button("Add a link", names.ADD_LINK, value, leads=Leads.FORM))
        buttons.append(Button("Withdraw it", names.WITHDRAW, value, leads=Leads.FORM))
        if found.testimonial is not None:
            buttons.append(_take_out(value))
    if versions and found.number > 1:
        buttons.append(Button("What it said before", names.HISTORY, value))
    buttons.append(Button("All achievements", names.LIST))
    body.append(Buttons(tuple(buttons)))
    return Card(f"Achievement: {found.theme}", tuple(body))


def history_card(versions: Sequence[Achievement], institution: Institution) -> Card:
    """What an achievement said before, the newest version first."""
    rows = tuple((f"Version {each.number}: {_made(each, institution)}", _version(each)) for each in reversed(versions))
    back = Button("Back to it", names.SHOW, str(versions[-1].id))
    return Card("What it said before", (Facts(rows), Buttons((back,))), "Nothing is overwritten.")


def suggested(found: Achievement) -> Card:
    """Tell whoever decides that something was suggested."""
    look = Button("Look at it", names.SHOW, str(found.id), ButtonStyle.PRIMARY)
    return Card("An achievement was suggested", (Text(f"{found.theme}: {found.what}"), Buttons((look,))))


def settled(found: Achievement) -> Card:
    """Tell whoever suggested it what became of it."""
    if found.state is State.KEPT:
        return Card("Your suggestion was accepted", (Text(f"“{found.what}” can stand in papers now. Thank you."),))
    why = found.note or "No reason was given."
    return Card("Your suggestion was not taken up", (Text(f"“{found.what}”"), Text(why)))


def thanks(found: Achievement) -> Card:
    """Confirm a suggestion to whoever made it."""
    said = "It waits for somebody who looks after the plan. I tell you what they decide."
    look = Button("Look at it", names.SHOW, str(found.id))
    return Card("Thank you", (Text(said), Buttons((look,))))


def gone() -> Card:
    """Say that there is nothing (any more) that this person may see."""
    return Card(
        "That is not there", (Text("It was withdrawn, or it is not for you. “achievements” shows what there is."),)
    )


def decided_already(found: Achievement) -> Card:
    """Say that nothing can be done with it as it stands."""
    return Card("Nothing was changed", (Text(f"Where it stands: {_STATE_WORDS[found.state].lower()}."),))


def may_not(found: Achievement) -> Card:
    """Refuse somebody who may look but not change."""
    del found
    said = "Whoever recorded it, a committee chair or the institutional lead can do this. Nothing was changed."
    return Card("This is not yours to change", (Text(said),))


def too_many(most: int) -> Card:
    """Refuse one more suggestion where many wait."""
    said = (
        f"{counted(most, 'suggestion')} of yours are waiting. Once somebody has decided on them, please suggest more."
    )
    return Card("Please wait a little", (Text(said),))


def file_kept(found: Achievement, proof: AchievementProof) -> Card:
    """Confirm that a copy is kept."""
    return Card("Kept as evidence", (Text(f"“{proof.title}” is kept with “{shortened(found.what, 120)}”."),))


def not_kept(why: str) -> Card:
    """Say why a file was not kept."""
    return Card("I did not keep it", (Text(why), Text("Nothing was changed.")))


def nothing_to_show() -> Card:
    """Say that there is no achievement that a file could show."""
    said = "There is no achievement that you may add to. Record one first: “achievements”."
    return Card("There is nothing to keep it with", (Text(said),))


def _facts(found: Achievement, actions: Mapping[int, Action], institution: Institution) -> tuple[tuple[str, str], ...]:
    rows = [("When", spoken(found.done_on))]
    if found.measured:
        rows.append(("Figure", found.measured))
    names_of = [actions[each].name for each in found.action_ids if each in actions]
    rows.append(("In the plan", "\n".join(names_of) or "outside the plan"))
    if found.cross_reference:
        rows.append(("Also in", found.cross_reference))
    if not found.is_kept:
        rows.append(("Where it stands", _STATE_WORDS[found.state]))
    rows.append(("Recorded", _made(found, institution)))
    return tuple(rows)


def _made(found: Achievement, institution: Institution) -> str:
    by = f", by {found.by}" if found.by else ""
    why = f" ({found.note})" if found.note else ""
    return f"{spoken(institution.day(found.at))}{by}{why}"


def _version(found: Achievement) -> str:
    figure = f" ({found.measured})" if found.measured else ""
    return f"{found.theme}, {spoken(found.done_on)}: {found.what}{figure}. {_STATE_WORDS[found.state]}."


def _agreed(found: Achievement) -> str:
    said = found.testimonial
    return f"Agreed to be quoted on {spoken(said.consented_on)}: {said.consent}." if said else ""


def _in_short(found: Achievement) -> str:
    figure = f" ({found.measured})" if found.measured else ""
    state = "" if found.is_kept else f". {_STATE_WORDS[found.state]}"
    return f"{shortened(found.what, 200)}{figure}{state}"


def _look_at(found: Achievement) -> str:
    return f"Look at {shortened(found.what, NAME_ON_BUTTON)}"


def _take_out(value: str) -> Button:
    asks = "Their words are deleted, from what it said before too. This is for when they no longer agree."
    return Button("Take their words out", names.FORGET_WORDS, value, ButtonStyle.DANGER, confirm=asks)
