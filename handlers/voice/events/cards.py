"""What chairs and the lead read about voice events."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from handlers.cards import (
    CONFIRM_LIMIT,
    NAME_ON_BUTTON,
    Button,
    Buttons,
    ButtonStyle,
    Card,
    Element,
    Facts,
    Leads,
    Text,
    Tone,
)
from handlers.dates import spoken
from handlers.paging import Page
from handlers.phrases import counted, shortened
from handlers.plans.model import Action
from handlers.voice.cards import evidence_button
from handlers.voice.events.forms import METHOD_WORDS
from handlers.voice.events.model import ASKED, Led, VoiceEvent, VoicePoint

NEW_PRESS: Final = "voice.events.new"
LIST_PRESS: Final = "voice.events.list"
SHOW_PRESS: Final = "voice.events.show"
"""Its value is an event's id, and the page of its points behind a colon."""
CHANGE_PRESS: Final = "voice.events.change"
REMOVE_PRESS: Final = "voice.events.remove"
ADD_PRESS: Final = "voice.events.add-points"
POINT_PRESS: Final = "voice.events.point"
DROP_PRESS: Final = "voice.events.drop-point"
LINK_PRESS: Final = "voice.events.link"
UNLINK_PRESS: Final = "voice.events.unlink"
PAGE: Final = 8
"""Events or points on a card: as many as buttons are read on a phone."""


def list_card(page: Page[VoiceEvent], points: Mapping[int, int]) -> Card:
    """The events that were recorded, the latest first; `points` counts theirs, by event id."""
    new = Button("Record a voice event", NEW_PRESS, style=ButtonStyle.PRIMARY, leads=Leads.FORM)
    if not page.total:
        said = Text(
            "Nothing is recorded yet. A workshop, a focus group, an away day, a forum, or what your staff survey says "
            "of technicians: record it here, with what was said, and it counts as evidence of the technician voice."
        )
        return Card("Voice events", (said, Buttons((new,))), _BY_FILE)
    rows = tuple(
        (f"{spoken(each.held_on)}: {each.title}", _in_short(each, points.get(each.id, 0))) for each in page.items
    )
    looks = tuple(Button(_named(each), SHOW_PRESS, str(each.id)) for each in page.items)
    body: list[Element] = [Facts(rows), Buttons((*looks, *page.turning(LIST_PRESS))), Buttons((new, evidence_button()))]
    if page.pages > 1:
        body.insert(0, Text(f"{page.span}, the latest first.", Tone.QUIET))
    return Card("Voice events", tuple(body), _BY_FILE)


def event_card(event: VoiceEvent, page: Page[VoicePoint], led: Collection[Led], actions: Mapping[int, Action]) -> Card:
    """One event, and a page of what was said there."""
    body: list[Element] = [Facts(_facts(event))]
    if event.note:
        body.append(Text(event.note))
    add = Button("Add points", ADD_PRESS, str(event.id), ButtonStyle.PRIMARY, Leads.FORM)
    if page.total:
        body.append(Text(f"What was said: {page.span}", Tone.STRONG))
        rows = [
            (f"{number}. {point.theme}: {ASKED[point.prompt]}", _with_links(point, led, actions))
            for number, point in enumerate(page.items, page.before + 1)
        ]
        body.append(Facts(tuple(rows)))
        each = (
            Button(f"Point {number}", POINT_PRESS, str(point.id))
            for number, point in enumerate(page.items, page.before + 1)
        )
        body.append(Buttons((*each, *page.turning(SHOW_PRESS, f"{event.id}:"))))
    else:
        body.append(Text("Nothing that was said there is recorded yet."))
    change = Button("Change the event", CHANGE_PRESS, str(event.id), leads=Leads.FORM)
    body.append(Buttons((add, change, _remove(event, page.total))))
    return Card(event.title, tuple(body))


def point_card(point: VoicePoint, event: VoiceEvent, led: Sequence[Led], actions: Mapping[int, Action]) -> Card:
    """One point, and what it led to."""
    mine = [each for each in led if each.point_id == point.id and each.action_id in actions]
    rows = [("Theme", point.theme), ("Prompt", ASKED[point.prompt]), ("Said", counted(point.times, "time"))]
    rows += [(f"Led to {actions[each.action_id].name}", each.did or "What was done is not said yet.") for each in mine]
    link = Button("What it led to", LINK_PRESS, str(point.id), ButtonStyle.PRIMARY, Leads.FORM)
    unlinks = (
        Button(
            f"Not {shortened(actions[each.action_id].name, NAME_ON_BUTTON)}",
            UNLINK_PRESS,
            f"{point.id}:{each.action_id}",
        )
        for each in mine
    )
    drop = Button(
        "Take it out",
        DROP_PRESS,
        str(point.id),
        ButtonStyle.DANGER,
        confirm="The point is deleted, with what it led to.",
    )
    back = Button("Back to the event", SHOW_PRESS, str(event.id))
    body = (Text(point.words, Tone.STRONG), Facts(tuple(rows)), Buttons((link, *unlinks, drop, back)))
    return Card("What was said", body, f"At: {event.title}")


def removed(event: VoiceEvent) -> Card:
    """Confirm that an event is forgotten."""
    return Card("Removed", (Text(f"“{event.title}” is deleted, with all that was said there."),))


def gone() -> Card:
    """Say that an event or a point is not there any more."""
    return Card("That is gone", (Text("Somebody has removed it. “voice events” shows what there is."),))


def _facts(event: VoiceEvent) -> tuple[tuple[str, str], ...]:
    return (
        ("When", spoken(event.held_on)),
        ("How", METHOD_WORDS[event.method]),
        ("Invited", _people(event.invited)),
        ("Took part", _people(event.took_part)),
        ("Recorded", f"{spoken(event.added_at.date())}, by {event.by or 'an import'}"),
    )


def _people(count: int | None) -> str:
    return "not recorded" if count is None else counted(count, "person", "people")


def _in_short(event: VoiceEvent, points: int) -> str:
    took_part = "" if event.took_part is None else f"{event.took_part} took part, "
    return f"{METHOD_WORDS[event.method]}: {took_part}{counted(points, 'point')}"


def _with_links(point: VoicePoint, led: Collection[Led], actions: Mapping[int, Action]) -> str:
    names = [
        _in_brief(actions[each.action_id]) for each in led if each.point_id == point.id and each.action_id in actions
    ]
    times = f" ({point.times} times)" if point.times > 1 else ""
    return f"{point.words}{times}" + (f"\nLed to {'; '.join(names)}" if names else "")


def _in_brief(action: Action) -> str:
    return shortened(action.name, 80)


def _remove(event: VoiceEvent, points: int) -> Button:
    asks = f"“{shortened(event.title, 150)}” is deleted, with {counted(points, 'point')} and what they led to."
    return Button("Remove the event", REMOVE_PRESS, str(event.id), ButtonStyle.DANGER, confirm=asks[:CONFIRM_LIMIT])


def _named(event: VoiceEvent) -> str:
    return f"Look at {shortened(event.title, NAME_ON_BUTTON)}"


_BY_FILE: Final = "Many at once? bunsen voice import FILE.csv"
