"""The forms about voice events."""

from collections.abc import Sequence
from typing import Final

from handlers.forms import ChoiceField, DateField, Form, Option, Section, TextField, fresh_nonce
from handlers.plans.model import Action
from handlers.plans.themes import OTHER, THEMES
from handlers.voice.events.model import (
    ASKED,
    LONGEST_DEED,
    LONGEST_NOTE,
    LONGEST_TITLE,
    MOST_POINTS,
    Method,
    VoiceEvent,
    VoicePoint,
)

EVENT_FORM: Final = "voice.events.event"
POINTS_FORM: Final = "voice.events.points"
LINK_FORM: Final = "voice.events.link"
NO_NAMES: Final = "Write no names, and nothing by which somebody can be told: what was said, in your own words."
_LONGEST_FIELD: Final = 3000
"""Slack's, for one field (platform-facts 2.6)."""


def event_form(event: VoiceEvent | None) -> Form:
    """Asks what an event was; with one, to change what was recorded of it."""
    what = (
        ChoiceField(
            "method",
            "How were technicians heard?",
            tuple(Option(each.value, METHOD_WORDS[each]) for each in Method),
            value=event.method.value if event else "",
            required=True,
        ),
        TextField(
            "title", "What was it called?", value=event.title if event else "", required=True, max_length=LONGEST_TITLE
        ),
        DateField("held_on", "When was it?", value=event.held_on if event else None, required=True),
    )
    who = (
        TextField(
            "invited",
            "Invited",
            "A number; empty where it was open to all.",
            value=_number(event.invited if event else None),
        ),
        TextField(
            "took_part",
            "Took part",
            "A number; empty if nobody counted.",
            value=_number(event.took_part if event else None),
        ),
        TextField("note", "Note", NO_NAMES, event.note if event else "", multiline=True, max_length=LONGEST_NOTE),
    )
    return Form(
        EVENT_FORM,
        "Change the event" if event else "Record a voice event",
        (Section("What it was", what), Section("Who was there", who)),
        fresh_nonce(),
        intro="What was said there is added afterwards, theme by theme.",
        context=str(event.id) if event else "",
        submit_label="Keep it",
    )


def points_form(event: VoiceEvent, context: str = "") -> Form:
    """Asks what was said on one theme, prompt by prompt."""
    themes = tuple(Option(each, each) for each in (*THEMES, OTHER))
    hint = "One point on each line. Said more than once? End the line with x3."
    asked = tuple(
        TextField(prompt.value, said, hint, multiline=True, max_length=_LONGEST_FIELD) for prompt, said in ASKED.items()
    )
    return Form(
        POINTS_FORM,
        "Add points",
        (Section("", (ChoiceField("theme", "Theme", themes, required=True),)), Section("What was said", asked)),
        fresh_nonce(),
        intro=f"{NO_NAMES} At most {MOST_POINTS} points an event.",
        context=context or str(event.id),
        submit_label="Add them",
    )


def link_form(point: VoicePoint, plan: Sequence[Action]) -> Form:
    """Asks which actions a point led to."""
    example = ", ".join([action.ref for action in plan if action.ref][:2]) or "V1, C3"
    fields = (
        TextField("actions", "Actions", f"Their references, with commas: {example}.", required=True, max_length=200),
        TextField(
            "did", "What was done?", f"A sentence. {NO_NAMES}", required=False, multiline=True, max_length=LONGEST_DEED
        ),
    )
    return Form(
        LINK_FORM,
        "What it led to",
        (Section("", fields),),
        fresh_nonce(),
        intro=point.words,
        context=str(point.id),
        submit_label="Keep it",
    )


def _number(count: int | None) -> str:
    return "" if count is None else str(count)


METHOD_WORDS: Final = {
    Method.WORKSHOP: "Workshop",
    Method.FOCUS_GROUP: "Focus group",
    Method.AWAY_DAY: "Away day",
    Method.STAFF_SURVEY: "Staff survey, looked at for technicians",
    Method.FORUM: "Forum",
    Method.OTHER: "Something else",
}
