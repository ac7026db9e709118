"""Forms as Slack modals. Pure. A form's limits are met by other means than cutting, or refused in plain words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, assert_never

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DatePickerElement,
    InputBlock,
    OptionGroup,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
)
from slack_sdk.models.blocks import Option as SlackOption
from slack_sdk.models.views import View

from bot.slack.markup import shorten, size
from bot.slack.origin import CannotRender, Origin, pack
from bot.slack.render_cards import plain, quiet_parts, text_parts, title_parts
from handlers.forms import ChoiceField, DateField, Field, Form, Option, ScaleField, Section, SeveralField, TextField

_Element = (
    PlainTextInputElement
    | StaticSelectElement
    | StaticMultiSelectElement
    | RadioButtonsElement
    | CheckboxesElement
    | DatePickerElement
)

ACTION = "v"
"""The beginning of every input's action_id; the form's nonce is the rest. While both it and the block_id (the field's
key) stay the same, Slack keeps what was typed (platform-facts 2.7): right while a form only comes back with errors, but
a form that takes its place, with a nonce of its own, brings what is to stand in its fields."""

# The limits of platform-facts 2.6.
TITLE_LIMIT = 24
BLOCKS_PER_VIEW = 100
LABEL_LIMIT = 2000
INPUT_LIMIT = 3000
RADIO_LIMIT = 10
BOXES_LIMIT = 10
OPTIONS_LIMIT = 100
OPTION_LABEL_LIMIT = 75
OPTION_VALUE_LIMIT = 150


def render_form(form: Form, origin: Origin) -> dict[str, Any]:
    """Render a form as a modal that remembers where it was opened from."""
    blocks = list(_form_blocks(form))
    if len(blocks) > BLOCKS_PER_VIEW:
        raise CannotRender(f"The form “{form.name}” is too long for Slack: {len(blocks)} blocks, of {BLOCKS_PER_VIEW}.")
    if size(form.submit_label) > TITLE_LIMIT:
        raise CannotRender(f"The button “{form.submit_label}” is too long for Slack: {TITLE_LIMIT} characters at most.")
    view = View(
        type="modal",
        callback_id=form.name,
        title=plain(shorten(form.title, TITLE_LIMIT)),
        submit=plain(form.submit_label),
        close=plain("Cancel"),
        private_metadata=pack(form.name, form.context, form.nonce, origin),
        blocks=blocks,
    )
    try:
        return _with_own_inputs(view.to_dict(), form.nonce)
    except SlackObjectFormationError as error:
        raise CannotRender(f"Slack cannot show the form “{form.name}”: {error}") from None


def _with_own_inputs(view: dict[str, Any], nonce: str) -> dict[str, Any]:
    for block in view["blocks"]:
        if block["type"] == "input":
            block["element"]["action_id"] = f"{ACTION}.{nonce}"
    return view


def render_notice(title: str, text: str) -> dict[str, Any]:
    """Render a modal that only says something."""
    blocks = [part.block for part in text_parts(text)]
    return View(type="modal", title=plain(shorten(title, TITLE_LIMIT)), close=plain("Close"), blocks=blocks).to_dict()


def form_errors(errors: Mapping[str, str], summary: str, fields: Sequence[str]) -> dict[str, str]:
    """Place errors beside the fields of a form; empty where it has none, and so nothing can be said inside it."""
    placed = {field: errors[field] for field in fields if errors.get(field)}
    general = [summary, *(text for key, text in errors.items() if key not in placed)]
    said = " ".join(text for text in general if text)
    if said and fields:
        # Slack shows errors only beside fields, and leads to the first one; a text at the top of the form would go
        # unseen by somebody who has just pressed the button at its end. So the first field carries the summary.
        first = next((field for field in fields if field in placed), fields[0])
        placed[first] = " ".join(filter(None, (said, placed.get(first))))
    if fields and not placed:
        placed[fields[0]] = "This could not be accepted. Please check what you entered."
    return placed


def _form_blocks(form: Form) -> Iterator[Block]:
    if size(form.title) > TITLE_LIMIT:
        # The window's title can only hold the beginning, so the whole title stands inside.
        yield from (part.block for part in title_parts(form.title))
    yield from (part.block for part in text_parts(form.intro))
    for section in form.sections:
        yield from _section_blocks(section)


def _section_blocks(section: Section) -> Iterator[Block]:
    yield from (part.block for part in title_parts(section.heading))
    yield from (part.block for part in text_parts(section.text))
    for field in section.fields:
        yield from _field_blocks(field)


def _field_blocks(field: Field) -> Iterator[Block]:
    if size(field.label) > LABEL_LIMIT or not field.label.strip():
        raise CannotRender(f"The label of the field “{field.key}” is empty, or too long for Slack.")
    match field:
        case TextField():
            yield _input(field, _text_input(field))
        case ChoiceField():
            yield from _spelled_out(field.options)
            yield _input(field, _select(field))
        case ScaleField():
            yield from _spelled_out(field.options)
            # Radio buttons end at ten; a longer scale still works as a drop-down.
            yield _input(field, _radio(field) if len(field.options) <= RADIO_LIMIT else _select(field))
        case SeveralField():
            yield from _spelled_out(field.options)
            yield _input(field, _boxes(field) if len(field.options) <= BOXES_LIMIT else _multi_select(field))
        case DateField():
            yield _input(field, _date_picker(field.value))
        case _:
            assert_never(field)
    if size(field.hint) > LABEL_LIMIT:
        yield from (part.block for part in quiet_parts(field.hint))


def _input(field: Field, element: _Element) -> InputBlock:
    hint = plain(field.hint) if field.hint.strip() and size(field.hint) <= LABEL_LIMIT else None
    return InputBlock(
        block_id=field.key, label=plain(field.label), element=element, hint=hint, optional=not field.required
    )


def _text_input(field: TextField) -> PlainTextInputElement:
    if len(field.value) > INPUT_LIMIT:
        raise CannotRender(f"The text in the field “{field.key}” is too long for Slack, of {INPUT_LIMIT} characters.")
    return PlainTextInputElement(
        action_id=ACTION,
        multiline=field.multiline,
        # Slack opens no form whose text is longer than it allows; the handler says so when it is sent.
        max_length=max(1, min(max(field.max_length, len(field.value)), INPUT_LIMIT)),
        initial_value=field.value or None,
    )


def _select(field: ChoiceField | ScaleField) -> StaticSelectElement:
    options = _options(field)
    initial = next((option for option in options if option.value == field.value), None)
    placeholder = plain("Choose one")
    if len(options) <= OPTIONS_LIMIT:
        return StaticSelectElement(action_id=ACTION, placeholder=placeholder, options=options, initial_option=initial)
    if len(options) > OPTIONS_LIMIT**2:
        raise CannotRender(f"The field “{field.key}” has more options than Slack can show.")
    starts = range(0, len(options), OPTIONS_LIMIT)
    groups = [
        OptionGroup(
            label=plain(f"{start + 1} to {min(start + OPTIONS_LIMIT, len(options))}"),
            options=options[start : start + OPTIONS_LIMIT],
        )
        for start in starts
    ]
    return StaticSelectElement(action_id=ACTION, placeholder=placeholder, option_groups=groups, initial_option=initial)


def _radio(field: ScaleField) -> RadioButtonsElement:
    options = _options(field)
    initial = next((option for option in options if option.value == field.value), None)
    return RadioButtonsElement(action_id=ACTION, options=options, initial_option=initial)


def _boxes(field: SeveralField) -> CheckboxesElement:
    options = _options(field)
    return CheckboxesElement(action_id=ACTION, options=options, initial_options=_initial(field, options))


def _multi_select(field: SeveralField) -> StaticMultiSelectElement:
    options = _options(field)
    if len(options) > OPTIONS_LIMIT:
        raise CannotRender(f"The field “{field.key}” has more options than Slack can show.")
    return StaticMultiSelectElement(
        action_id=ACTION,
        placeholder=plain("Choose any"),
        options=options,
        initial_options=_initial(field, options),
    )


def _initial(field: SeveralField, options: Sequence[SlackOption]) -> list[SlackOption] | None:
    # Slack refuses an empty list.
    return [option for option in options if option.value in field.values] or None


def _date_picker(day: date | None) -> DatePickerElement:
    return DatePickerElement(
        action_id=ACTION, placeholder=plain("Choose a day"), initial_date=day.isoformat() if day else None
    )


def _options(field: ChoiceField | ScaleField | SeveralField) -> list[SlackOption]:
    if not field.options:
        raise CannotRender(f"The field “{field.key}” has no options to choose from.")
    for option in field.options:
        if not option.value or size(option.value) > OPTION_VALUE_LIMIT:
            raise CannotRender(f"An option of the field “{field.key}” has no value, or one too long for Slack.")
    return [
        SlackOption(value=option.value, text=plain(_option_label(number, option)))
        for number, option in enumerate(field.options, start=1)
    ]


def _option_label(number: int, option: Option) -> str:
    label = option.label.strip() or option.value
    if size(label) <= OPTION_LABEL_LIMIT:
        return label
    return shorten(f"{number}. {label}", OPTION_LABEL_LIMIT)


def _spelled_out(options: Sequence[Option]) -> Iterator[Block]:
    """Say in full the options whose labels Slack has no room for; their numbers lead from one to the other."""
    long = [
        f"{number}. {option.label.strip()}"
        for number, option in enumerate(options, start=1)
        if size(option.label.strip()) > OPTION_LABEL_LIMIT
    ]
    yield from (part.block for part in text_parts("\n".join(long)))
