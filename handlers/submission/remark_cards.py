"""What panels remarked: the list of it, the form, and how the plan answers."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.cards import Bullets, Button, Buttons, ButtonStyle, Card, Divider, Element, Leads, Text, Tone
from handlers.dates import spoken
from handlers.forms import ChoiceField, DateField, Form, Option, Section, TextField, fresh_nonce
from handlers.paging import page_of
from handlers.phrases import shortened
from handlers.plans.themes import THEMES
from handlers.submission import names
from handlers.submission.forms import stage_options
from handlers.submission.model import LONGEST_REMARK, Remark, RemarkKind
from handlers.submission.taken_up import Taken

WORDS, THEME, KIND, LETTER, STAGE, ACTIONS = "words", "theme", "kind", "letter", "stage", "actions"
WHOLE = "whole"
PAGE = 5
KIND_WORDS: Mapping[RemarkKind, str] = {
    RemarkKind.PRAISE: "Praise",
    RemarkKind.SUGGESTION: "Suggestion",
    RemarkKind.CONDITION: "Condition",
}
_ADD = Button("Record a remark", names.ADD_REMARK_PRESS, leads=Leads.FORM)


def remark_list(found: Sequence[Taken], page: int, *, lead: bool) -> Card:
    """All remarks, with what takes each up; for the lead, buttons to change them."""
    if not found:
        said = "When the panel's letter has come, record its remarks one by one: they are shown with the next plan."
        return Card("No remark of a panel is recorded", (Text(said), *((Buttons((_ADD,)),) if lead else ())))
    shown = page_of(found, page, PAGE)
    body: list[Element] = []
    for each in shown.items:
        body += [Divider(), *_remark(each, lead)]
    turning = shown.turning(names.REMARKS_PRESS)
    buttons = (*turning, _ADD) if lead else turning
    if buttons:
        body.append(Buttons(buttons))
    return Card("What panels remarked", tuple(body[1:]), shown.span)


def _remark(taken: Taken, lead: bool) -> list[Element]:
    remark = taken.remark
    letter = f"letter of {spoken(remark.letter_on)}, stage {remark.stage}"
    head = f"{KIND_WORDS[remark.kind]}, {remark.theme or 'the whole'}: {letter}"
    body: list[Element] = [Text(head, Tone.STRONG), Text(remark.words)]
    if taken.answers:
        body.append(Bullets(taken.answers))
    if lead:
        edit = Button("Change it", names.EDIT_REMARK_PRESS, str(remark.id), leads=Leads.FORM)
        ask = "This remark is taken away, with its links to actions."
        away = Button("Take it away", names.REMOVE_REMARK_PRESS, str(remark.id), ButtonStyle.DANGER, confirm=ask)
        body.append(Buttons((edit, away)))
    return body


def remark_form(known: Remark | None, refs: str, stage: int | None, last_letter: date | None, nonce: str = "") -> Form:
    """One remark of the letter: its words, theme, kind, and the actions that it is about."""
    themes = (Option(WHOLE, "The whole submission"), *(Option(theme, theme) for theme in THEMES))
    kinds = tuple(Option(kind.value, KIND_WORDS[kind]) for kind in RemarkKind)
    first = Section(
        "What does the letter say?",
        (
            TextField(
                WORDS, "The remark", "One remark at a time.", known.words if known else "", True, True, LONGEST_REMARK
            ),
            ChoiceField(KIND, "What is it?", kinds, value=known.kind.value if known else "", required=True),
            ChoiceField(THEME, "About", themes, value=(known.theme or WHOLE) if known else WHOLE, required=True),
            TextField(
                ACTIONS,
                "Actions that it is about",
                "Their references, such as V1, R3; if there are any.",
                refs,
                max_length=500,
            ),
        ),
    )
    second = Section(
        "Which letter?",
        (
            DateField(LETTER, "Date of the letter", value=known.letter_on if known else last_letter, required=True),
            ChoiceField(
                STAGE,
                "Of the submission for",
                stage_options(),
                value=str(known.stage if known else stage or ""),
                required=True,
            ),
        ),
    )
    name = names.EDIT_REMARK_PRESS if known else names.ADD_REMARK_PRESS
    context = str(known.id) if known else ""
    return Form(
        name, "A panel's remark", (first, second), nonce or fresh_nonce(), context=context, submit_label="Keep it"
    )


def kept(taken: Taken) -> Card:
    """Say that a remark is kept."""
    return Card(
        "The remark is kept",
        (
            Text(shortened(taken.remark.words, 200)),
            *((Bullets(taken.answers),) if taken.answers else ()),
            Buttons((_ADD, Button("All remarks", names.REMARKS_PRESS, "1"))),
        ),
    )


def removed() -> Card:
    """Say that a remark was taken away."""
    return Card("The remark is taken away", (Buttons((Button("All remarks", names.REMARKS_PRESS, "1"),)),))


def remark_gone() -> Card:
    """Say that a remark is not there any more."""
    return Card("That remark is no longer there", (Text("“remarks” shows those that are."),))


def for_check(found: Sequence[Taken]) -> Sequence[Element]:
    """What the check of the next plan shows: what panels asked for, and what of the plan takes it up."""
    lines = for_check_lines(found)
    return (Text("What the panel remarked", Tone.STRONG), Bullets(tuple(lines))) if lines else ()


def for_check_lines(found: Sequence[Taken]) -> Sequence[str]:
    """The same, a line each: suggestions and conditions only."""
    asked = [each for each in found if each.remark.kind is not RemarkKind.PRAISE]
    return [
        f"{KIND_WORDS[each.remark.kind]} ({each.remark.theme or 'the whole'}): “{shortened(each.remark.words, 300)}” "
        f"{'; '.join(each.answers) if each.answers else 'Nothing in this plan is linked to it.'}"
        for each in asked
    ]


def remarks_as_json(found: Sequence[Taken]) -> list[dict[str, object]]:
    """Remarks as `bunsen plan check --json` prints them (docs/operators.md)."""
    return [
        {
            "kind": each.remark.kind.value,
            "theme": each.remark.theme,
            "words": each.remark.words,
            "letter_on": each.remark.letter_on.isoformat(),
            "stage": each.remark.stage,
            "actions": [{"id": action.id, "ref": action.ref, "title": action.title} for action in each.here],
        }
        for each in found
    ]
