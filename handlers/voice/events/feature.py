"""Voice events in chat, for chairs and the lead: recording them, what was said, and what it led to."""

from collections import Counter
from dataclasses import replace

from handlers.actions.case import with_note
from handlers.actions.form_faults import faults
from handlers.cards import Card
from handlers.feature import Command, Context, Feature, FormInput, FormRoute, Press
from handlers.forms import Form, FormValues, as_id, parse_date, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.paging import page_asked, page_of
from handlers.rights import Right
from handlers.voice.events import cards, forms
from handlers.voice.events.keeping import linked, references, twin_of
from handlers.voice.events.model import MOST_POINTS, Led, Method, Prompt, VoiceEvent, VoicePoint
from handlers.voice.events.privacy import ASKED, pointed_out
from handlers.voice.events.reading import (
    count_of,
    day_problem,
    lines_of,
    point_problem,
    references_in,
    tidied,
    too_many,
)


async def list_events(context: Context, _rest: str) -> Reply:
    """Show the events that were recorded."""
    return Reply(await _list(context, 1), private=True)


async def turn_list(context: Context, value: str) -> Outcome:
    """Show another page of the events."""
    return Update(await _list(context, page_asked(value)))


async def show_event(context: Context, value: str) -> Outcome:
    """Show an event; with a page behind its id, that page in the place of the one before."""
    event_id, turned, number = value.partition(":")
    event = await _event(context, event_id)
    if event is None:
        return Reply(cards.gone(), private=True)
    card = await _card(context, event, page_asked(number))
    return Update(card) if turned else Reply(card, private=True)


async def open_event(context: Context, value: str) -> Outcome:
    """Open the form for a new event, or for one that is to be changed."""
    if not value:
        return OpenForm(forms.event_form(None))
    event = await _event(context, value)
    return OpenForm(forms.event_form(event)) if event else Reply(cards.gone(), private=True)


async def take_event(context: Context, form: FormInput) -> Outcome:
    """Keep an event."""
    # The same event may be sent by two chairs at the same moment.
    await context.work.alone()
    known = await _event(context, form.context) if form.context else None
    if form.context and known is None:
        return Close(reply=cards.gone())
    asked = forms.event_form(known)
    found = _event_given(asked, form.values, context)
    if isinstance(found, VoiceEvent):
        found = replace(found, id=known.id if known else 0)
        if await twin_of(context.work, found) is not None:
            found = {"title": "This is recorded already: the same name on the same day. “voice events” shows it."}
    if not isinstance(found, VoiceEvent):
        return FormErrors(refilled(asked, form.values), found, look_again("kept"))
    if known is None:
        event = await context.work.voice_events.add(found)
    else:
        event = replace(found, added_at=known.added_at, by=known.by, by_person_id=known.by_person_id)
        await context.work.voice_events.change(event)
    card = await _card(context, event, 1)
    return Close(reply=None if known else card, update=card if known else None)


async def remove_event(context: Context, value: str) -> Outcome:
    """Forget an event with all that was said there."""
    event = await _event(context, value)
    if event is None:
        return Reply(cards.gone(), private=True)
    await context.work.voice_events.remove(event.id)
    return Update(cards.removed(event))


async def open_points(context: Context, value: str) -> Outcome:
    """Open the form for what was said on a theme."""
    event = await _event(context, value)
    return OpenForm(forms.points_form(event)) if event else Reply(cards.gone(), private=True)


async def take_points(context: Context, form: FormInput) -> Outcome:
    """Keep what was said on a theme; where it may tell of somebody, say so first."""
    await context.work.alone()
    event_id, _, was_asked = form.context.partition(":")
    event = await _event(context, event_id)
    if event is None:
        return Close(reply=cards.gone())
    asked = forms.points_form(event, form.context)
    there = len(await context.work.voice_events.points_of(event.id))
    found = _points_given(asked, form.values, event, there)
    if isinstance(found, dict):
        return FormErrors(refilled(asked, form.values), found, look_again("added"))
    words = [point.words for point in found]
    if not was_asked and (note := await pointed_out(context.work, words, "added")):
        return with_note(replace(asked, context=f"{event.id}:{ASKED}"), note, form.values)
    await context.work.voice_events.add_points(found)
    last = -(-(there + len(found)) // cards.PAGE)
    card = await _card(context, event, last)
    return Close(update=card)


async def show_point(context: Context, value: str) -> Outcome:
    """Show a point, and what it led to."""
    card = await _point_card(context, value)
    return Reply(card or cards.gone(), private=True)


async def drop_point(context: Context, value: str) -> Outcome:
    """Forget a point."""
    point = await _point(context, value)
    event = await context.work.voice_events.get(point.event_id) if point else None
    if point is None or event is None:
        return Reply(cards.gone(), private=True)
    await context.work.voice_events.remove_point(point.id)
    return Update(await _card(context, event, 1))


async def open_link(context: Context, value: str) -> Outcome:
    """Open the form for what a point led to."""
    point = await _point(context, value)
    if point is None:
        return Reply(cards.gone(), private=True)
    return OpenForm(forms.link_form(point, list((await references(context.work)).values())))


async def take_link(context: Context, form: FormInput) -> Outcome:
    """Keep which actions a point led to."""
    point_id, _, was_asked = form.context.partition(":")
    point = await _point(context, point_id)
    if point is None:
        return Close(reply=cards.gone())
    known = await references(context.work)
    asked = replace(forms.link_form(point, list(known.values())), context=form.context)
    errors = faults(asked, form.values)
    wanted = references_in(form.values.get("actions", ""))
    strange = [each for each in wanted if each.casefold() not in known]
    if strange and "actions" not in errors:
        errors["actions"] = f"The plan that runs has no action {', '.join(strange)}. “plan” shows their references."
    if errors:
        return FormErrors(refilled(asked, form.values), errors, look_again("kept"))
    did = tidied(form.values.get("did", ""))
    if not was_asked and (note := await pointed_out(context.work, [did], "kept")):
        return with_note(replace(asked, context=f"{point.id}:{ASKED}"), note, form.values)
    for each in wanted:
        await context.work.voice_events.lead(Led(point.id, known[each.casefold()].id, did))
    return Close(update=await _point_card(context, point_id))


async def unlink(context: Context, value: str) -> Outcome:
    """Forget that a point led to an action."""
    point_id, _, action = value.partition(":")
    point, action_id = await _point(context, point_id), as_id(action)
    if point is None or action_id is None:
        return Reply(cards.gone(), private=True)
    await context.work.voice_events.unlink(point.id, action_id)
    return Update(await _point_card(context, point_id) or cards.gone())


async def _list(context: Context, number: int) -> Card:
    events = await context.work.voice_events.all()
    points = Counter(point.event_id for point in await context.work.voice_events.points())
    return cards.list_card(page_of(events, number, cards.PAGE), points)


async def _card(context: Context, event: VoiceEvent, number: int) -> Card:
    points = page_of(await context.work.voice_events.points_of(event.id), number, cards.PAGE)
    shown = {point.id for point in points.items}
    led = [each for each in await context.work.voice_events.led() if each.point_id in shown]
    return cards.event_card(event, points, led, await linked(context.work, led))


async def _point_card(context: Context, value: str) -> Card | None:
    point = await _point(context, value)
    event = await context.work.voice_events.get(point.event_id) if point else None
    if point is None or event is None:
        return None
    led = [each for each in await context.work.voice_events.led() if each.point_id == point.id]
    return cards.point_card(point, event, led, await linked(context.work, led))


async def _event(context: Context, value: str) -> VoiceEvent | None:
    event_id = as_id(value)
    return await context.work.voice_events.get(event_id) if event_id is not None else None


async def _point(context: Context, value: str) -> VoicePoint | None:
    point_id = as_id(value)
    return await context.work.voice_events.point(point_id) if point_id is not None else None


def _event_given(asked: Form, values: FormValues, context: Context) -> VoiceEvent | dict[str, str]:
    """The event of a form, or what is wrong by the key of its field."""
    errors = faults(asked, values)
    counts: dict[str, int | None] = {}
    for name in ("invited", "took_part"):
        found = count_of(values.get(name, ""))
        if isinstance(found, str):
            errors[name] = found
        else:
            counts[name] = found
    day = parse_date(values.get("held_on", ""))
    if day is not None and (said := day_problem(day, context.today)):
        errors["held_on"] = said
    if said := too_many(counts.get("invited"), counts.get("took_part")):
        errors["took_part"] = said
    title = tidied(values.get("title", ""))
    if not title:
        errors.setdefault("title", "Please give it a name.")
    if errors or day is None:
        return errors
    return VoiceEvent(
        0,
        Method(values["method"]),
        title,
        day,
        context.now,
        counts["invited"],
        counts["took_part"],
        tidied(values.get("note", "")),
        context.person.name,
        context.person.id,
    )


def _points_given(asked: Form, values: FormValues, event: VoiceEvent, there: int) -> list[VoicePoint] | dict[str, str]:
    """The points of a form, or what is wrong by the key of its field."""
    errors = faults(asked, values)
    points = []
    for prompt in Prompt:
        for words, times in lines_of(values.get(prompt.value, "")) if prompt.value not in errors else ():
            if said := point_problem(words, times):
                errors.setdefault(prompt.value, said)
            points.append(VoicePoint(0, event.id, values.get("theme", ""), prompt, words, times))
    first = next(iter(Prompt)).value
    if not points:
        errors.setdefault(first, "Please write at least one point, here or below.")
    if there + len(points) > MOST_POINTS:
        errors.setdefault(
            first,
            f"That would be {there + len(points)} points; an event has at most {MOST_POINTS}. Put like ones together.",
        )
    return errors or points


FEATURE = Feature(
    "voice events",
    commands=(
        Command(
            "voice events",
            "record workshops and the like, what was said there, and what it led to",
            list_events,
            Right.COMMITTEE,
            ("voice event", "workshops", "focus groups", "record a workshop", "record a voice event"),
        ),
    ),
    presses=(
        Press(cards.LIST_PRESS, turn_list, Right.COMMITTEE),
        Press(cards.SHOW_PRESS, show_event, Right.COMMITTEE),
        Press(cards.NEW_PRESS, open_event, Right.COMMITTEE),
        Press(cards.CHANGE_PRESS, open_event, Right.COMMITTEE),
        Press(cards.REMOVE_PRESS, remove_event, Right.COMMITTEE),
        Press(cards.ADD_PRESS, open_points, Right.COMMITTEE),
        Press(cards.POINT_PRESS, show_point, Right.COMMITTEE),
        Press(cards.DROP_PRESS, drop_point, Right.COMMITTEE),
        Press(cards.LINK_PRESS, open_link, Right.COMMITTEE),
        Press(cards.UNLINK_PRESS, unlink, Right.COMMITTEE),
    ),
    forms=(
        FormRoute(forms.EVENT_FORM, take_event, Right.COMMITTEE),
        FormRoute(forms.POINTS_FORM, take_points, Right.COMMITTEE),
        FormRoute(forms.LINK_FORM, take_link, Right.COMMITTEE),
    ),
)
