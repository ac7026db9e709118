"""The forms about achievements."""

from collections.abc import Mapping, Sequence
from typing import Final

from handlers.achievements import names
from handlers.achievements.model import (
    LONGEST_CROSS,
    LONGEST_FIGURE,
    LONGEST_NOTE,
    LONGEST_OF,
    LONGEST_TESTIMONIAL,
    LONGEST_UNIT,
    LONGEST_WHAT,
    Achievement,
)
from handlers.documents import SPOKEN, DocumentKind
from handlers.forms import OPTION_LABEL, ChoiceField, DateField, Form, Option, Section, TextField, fresh_nonce
from handlers.phrases import shortened
from handlers.plans.model import Action
from handlers.plans.themes import OTHER, THEMES

MOST_OFFERED: Final = 100
"""As many as a drop-down takes (platform-facts 2.6)."""
OFFERED_KINDS: Final = (DocumentKind.DOCX, DocumentKind.HTML)


def achievement_form(known: Achievement | None, plan: Mapping[int, Action], *, decides: bool) -> Form:
    """Asks what was done; with one, what is to be corrected in it. `decides`: it counts at once."""
    sections: tuple[Section, ...] = (
        Section("What was done", _what(known)),
        Section("In figures and in the plan", _figure(known, plan)),
        Section("Somebody's own words", _words(known), "Leave this empty if you have none."),
    )
    if known is not None:
        why = TextField("note", "Why is it corrected?", "In a few words.", required=True, max_length=LONGEST_NOTE)
        sections = (*sections, Section("", (why,)))
    waits = "" if decides else "Somebody who looks after the plan decides whether it goes into papers. "
    title = "Correct it" if known else "Record an achievement" if decides else "Suggest an achievement"
    return Form(
        names.CORRECT if known else names.NEW,
        title,
        sections,
        fresh_nonce(),
        intro=f"{waits}Write no names in what was done.",
        context=str(known.id) if known else "",
        submit_label="Keep it" if decides else "Suggest it",
    )


def decline_form(achievement: Achievement) -> Form:
    """Asks why a suggestion is not taken up."""
    why = TextField("note", "Why not?", "They read it, so be kind.", required=True, max_length=LONGEST_NOTE)
    return _short(names.DECLINE, "Not taken up", achievement, (why,), "Decline it")


def withdraw_form(achievement: Achievement) -> Form:
    """Asks why an achievement is withdrawn."""
    why = TextField("note", "Why is it withdrawn?", "In a few words.", required=True, max_length=LONGEST_NOTE)
    return _short(names.WITHDRAW, "Withdraw it", achievement, (why,), "Withdraw it")


def link_form(achievement: Achievement) -> Form:
    """Asks for a link that shows it."""
    fields = (
        TextField("link", "Link", "A whole address that begins with https://", required=True, max_length=2000),
        TextField("title", "What it shows", "In a few words.", max_length=200),
    )
    return _short(names.ADD_LINK, "Add a link", achievement, fields, "Keep it")


def file_form(upload_id: int, file_name: str, offered: Sequence[Achievement]) -> Form:
    """Asks which achievement a file shows."""
    options = tuple(Option(str(each.id), shortened(each.what, OPTION_LABEL)) for each in offered[:MOST_OFFERED])
    which = ChoiceField("achievement", "Which achievement?", options, required=True)
    section = Section(shortened(file_name, OPTION_LABEL), (which,))
    return Form(
        names.FROM_FILE,
        "Show an achievement",
        (section,),
        fresh_nonce(),
        context=str(upload_id),
        submit_label="Keep it",
    )


def since_form() -> Form:
    """Asks since when, and as which kind of file."""
    kinds = tuple(Option(kind.value, SPOKEN[kind].capitalize()) for kind in OFFERED_KINDS)
    fields = (
        DateField("since", "What was done since when?", required=True),
        ChoiceField("kind", "As", kinds, value=DocumentKind.DOCX.value, required=True),
    )
    return Form(names.PAPER_SINCE, "Update paper", (Section("", fields),), fresh_nonce(), submit_label="Write it")


def _short(name: str, title: str, achievement: Achievement, fields: tuple[TextField, ...], submit: str) -> Form:
    section = Section(shortened(achievement.what, OPTION_LABEL), fields)
    return Form(name, title, (section,), fresh_nonce(), context=str(achievement.id), submit_label=submit)


def _what(known: Achievement | None) -> tuple[ChoiceField | TextField | DateField, ...]:
    themes = tuple(Option(theme, theme) for theme in (*THEMES, OTHER))
    return (
        ChoiceField("theme", "Theme", themes, value=known.theme if known else "", required=True),
        TextField(
            "what",
            "What was done?",
            "One or two sentences, as a committee would read them.",
            known.what if known else "",
            required=True,
            multiline=True,
            max_length=LONGEST_WHAT,
        ),
        DateField(
            "done_on", "When?", "The day, or the last day of it.", known.done_on if known else None, required=True
        ),
    )


def _figure(known: Achievement | None, plan: Mapping[int, Action]) -> tuple[TextField, ...]:
    refs = ", ".join(plan[each].ref for each in known.action_ids if each in plan) if known else ""
    example = ", ".join([action.ref for action in plan.values() if action.ref][:2]) or "V1, C3"
    fields = (
        TextField(
            "figure", "Figure", "A number, such as 50.", known.figure if known else "", max_length=LONGEST_FIGURE
        ),
        TextField(
            "unit",
            "Of what?",
            "Such as: % more technicians registered.",
            known.unit if known else "",
            max_length=LONGEST_UNIT,
        ),
        TextField(
            "actions",
            "Actions of the plan",
            f"Their references, with commas: {example}. Empty if it lies outside the plan.",
            refs,
            max_length=200,
        ),
        TextField(
            "cross_reference",
            "Also in",
            "Another charter or review, such as Athena Swan action 5.5.",
            known.cross_reference if known else "",
            max_length=LONGEST_CROSS,
        ),
    )
    if known is not None:
        return fields
    link = TextField("link", "A link that shows it", "A whole address that begins with https://", max_length=2000)
    return (*fields, link)


def _words(known: Achievement | None) -> tuple[TextField | DateField, ...]:
    said = known.testimonial if known else None
    return (
        TextField(
            "testimonial", "Their words", "", said.words if said else "", multiline=True, max_length=LONGEST_TESTIMONIAL
        ),
        TextField(
            "testimonial_of",
            "As whose?",
            "As they agreed to be named, such as: a technician in Biology.",
            said.of if said else "",
            max_length=LONGEST_OF,
        ),
        DateField(
            "consented_on", "When did they agree?", "To be quoted in papers.", said.consented_on if said else None
        ),
        TextField(
            "consent", "How did they agree?", "Such as: by e-mail.", said.consent if said else "", max_length=LONGEST_OF
        ),
    )
