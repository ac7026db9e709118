"""Forms as HTML: every input has its label, its hint and a place for what is wrong with it."""

from html import escape
from typing import Final, assert_never

from handlers.forms import ChoiceField, DateField, Field, Form, Option, ScaleField, Section, SeveralField, TextField

_SHORT: Final = 9
"""Up to this many letters, the steps of a scale stand side by side; longer ones form columns."""


def form_html(form: Form, origin: str) -> str:
    """Render a form for the dialog; `origin` is the message whose button opened it."""
    intro = f'<p class="intro">{escape(form.intro)}</p>' if form.intro else ""
    places = {field.key: f"field-{number}" for number, field in enumerate(form.fields)}
    sections = "".join(_section(section, places) for section in form.sections)
    # Nothing is checked by the browser: the same rules and words hold on every platform, and they live in the core.
    return (
        f'<form novalidate autocomplete="off" data-form="{escape(form.name)}" data-context="{escape(form.context)}" '
        f'data-nonce="{escape(form.nonce)}" data-origin="{escape(origin)}">'
        f'<h2 id="dialog-title" tabindex="-1">{escape(form.title)}</h2>'
        f'<div class="trouble" role="alert" tabindex="-1"></div>{intro}{sections}'
        '<div class="buttons"><button type="button" class="plain" data-cancel>Cancel</button>'
        f'<button type="submit" class="primary">{escape(form.submit_label)}</button></div></form>'
    )


def _section(section: Section, places: dict[str, str]) -> str:
    text = f'<p class="help">{escape(section.text)}</p>' if section.text else ""
    fields = "".join(_field(field, places[field.key]) for field in section.fields)
    if not section.heading:
        return f'<div class="section">{text}{fields}</div>'
    return f'<fieldset class="section"><legend>{escape(section.heading)}</legend>{text}{fields}</fieldset>'


def _field(field: Field, uid: str) -> str:
    match field:
        case TextField():
            return _labelled(field, uid, _text(field, uid))
        case ChoiceField():
            return _labelled(field, uid, _choice(field, uid))
        case ScaleField():
            return _scale(field, uid)
        case SeveralField():
            return _several(field, uid)
        case DateField():
            day = field.value.isoformat() if field.value else ""
            return _labelled(field, uid, f'<input type="date" value="{day}" {_attributes(field, uid)}>')
        case _:
            assert_never(field)


def _labelled(field: Field, uid: str, control: str) -> str:
    label = f'<label for="{uid}">{escape(field.label)}{_required(field)}</label>'
    return f'<div class="field">{label}{_notes(field, uid)}{control}</div>'


def _text(field: TextField, uid: str) -> str:
    # No maxlength: it would cut what is pasted without a word. The page says when something is too long.
    attributes = f'data-longest="{field.max_length}" {_attributes(field, uid)}'
    if field.multiline:
        # A line break right behind the tag is dropped by the browser, so one is given to drop.
        return f'<textarea rows="4" {attributes}>\n{escape(field.value)}</textarea>'
    return f'<input type="text" value="{escape(field.value)}" {attributes}>'


def _choice(field: ChoiceField, uid: str) -> str:
    options = (Option("", "Please choose"), *field.options)
    inside = "".join(
        f'<option value="{escape(option.value)}"{" selected" if option.value and option.value == field.value else ""}>'
        f"{escape(option.label)}</option>"
        for option in options
    )
    return f"<select {_attributes(field, uid)}>{inside}</select>"


def _scale(field: ScaleField, uid: str) -> str:
    # A radio button cannot be taken back, so a voluntary question offers a way to leave it unanswered.
    options = field.options if field.required else (*field.options, Option("", "No answer"))
    long = " long" if any(len(option.label) > _SHORT for option in field.options) else ""
    steps = "".join(_step(field, option, f"{uid}-{number}") for number, option in enumerate(options))
    return (
        f'<fieldset class="field scale" role="radiogroup" {_described(field, uid)}>'
        f"<legend>{escape(field.label)}{_required(field)}</legend>{_notes(field, uid)}"
        f'<div class="steps{long}">{steps}</div></fieldset>'
    )


def _step(field: ScaleField, option: Option, uid: str) -> str:
    checked = " checked" if option.value == field.value else ""
    unanswered = "" if option.value else ' class="none"'
    return (
        f'<label for="{uid}"{unanswered}><input type="radio" id="{uid}" name="{escape(field.key)}" '
        f'value="{escape(option.value)}"{checked}><span>{escape(option.label)}</span></label>'
    )


def _several(field: SeveralField, uid: str) -> str:
    boxes = "".join(_box(field, option, f"{uid}-{number}") for number, option in enumerate(field.options))
    return (
        f'<fieldset class="field scale" role="group" {_described(field, uid)}>'
        f"<legend>{escape(field.label)}{_required(field)}</legend>{_notes(field, uid)}"
        f'<div class="steps long">{boxes}</div></fieldset>'
    )


def _box(field: SeveralField, option: Option, uid: str) -> str:
    checked = " checked" if option.value in field.values else ""
    return (
        f'<label for="{uid}"><input type="checkbox" id="{uid}" name="{escape(field.key)}" '
        f'value="{escape(option.value)}"{checked}><span>{escape(option.label)}</span></label>'
    )


def _attributes(field: Field, uid: str) -> str:
    return f'id="{uid}" name="{escape(field.key)}" {_described(field, uid)}'


def _described(field: Field, uid: str) -> str:
    notes = f"{uid}-hint {uid}-error" if field.hint else f"{uid}-error"
    required = ' aria-required="true"' if field.required else ""
    return f'aria-describedby="{notes}"{required}'


def _notes(field: Field, uid: str) -> str:
    hint = f'<p class="hint" id="{uid}-hint">{escape(field.hint)}</p>' if field.hint else ""
    return f'{hint}<p class="error" id="{uid}-error" hidden></p>'


def _required(field: Field) -> str:
    return ' <span class="required">(required)</span>' if field.required else ""
