"""Forms as Teams dialogs: pure. What was wrong is said beside each field and once more on top."""

from collections.abc import Iterable, Mapping
from typing import Any, assert_never

from botbuilder.schema import Attachment
from botbuilder.schema.teams import (
    TaskModuleContinueResponse,
    TaskModuleMessageResponse,
    TaskModuleResponse,
    TaskModuleTaskInfo,
)
from microsoft_teams.cards import (
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    DateInput,
    SubmitAction,
    TextInput,
)

from bot.teams import wire
from bot.teams.literal import heading_text, run_text
from bot.teams.render_cards import VERSION, as_json, heading, lines
from handlers.forms import ChoiceField, DateField, Field, Form, Option, ScaleField, Section, SeveralField, TextField

# Shown by the client itself, beside a required field that is empty.
FILL_IN = "Please fill this in."
CHOOSE = "Please choose one."
CHOOSE_HERE = "Choose one"
PICK_A_DAY = "Please give a day."
LOOK = "Please look at what is marked."
# Beside the colour, which not everybody sees.
MARK = "⚠ "
# A longer form in a lower dialog would be read through a letter box.
FIELDS_IN_A_LOW_DIALOG = 3


def dialog(
    form: Form, origin: str = "", errors: Mapping[str, str] | None = None, summary: str = ""
) -> TaskModuleResponse:
    """The answer that opens a form, or shows it again; `origin` is the message whose button opened it."""
    height = "medium" if len(form.fields) <= FIELDS_IN_A_LOW_DIALOG else "large"
    return card_dialog(form.title, form_card(form, origin, errors or {}, summary), height)


def card_dialog(title: str, card: dict[str, Any], height: str = "medium") -> TaskModuleResponse:
    """The answer that shows a card in a dialog, to nobody but the one who pressed."""
    shown = Attachment(content_type=wire.ADAPTIVE_CARD, content=card)
    return TaskModuleResponse(
        task=TaskModuleContinueResponse(
            value=TaskModuleTaskInfo(title=title, height=height, width="medium", card=shown)
        )
    )


def message_dialog(text: str) -> TaskModuleResponse:
    """The answer that closes the dialog with a sentence."""
    return TaskModuleResponse(task=TaskModuleMessageResponse(value=text))


def form_card(form: Form, origin: str, errors: Mapping[str, str], summary: str) -> dict[str, Any]:
    """The card inside the dialog."""
    body: list[CardElement] = [*_trouble(form, errors, summary), *lines(form.intro)]
    for section in form.sections:
        body += _section(section, errors)
    data = {wire.FORM: form.name, wire.CONTEXT: form.context, wire.NONCE: form.nonce, wire.ORIGIN: origin}
    send = SubmitAction(title=form.submit_label, data=data, style="positive")
    fallback = "\n".join(part for part in (form.title, form.intro) if part)
    return as_json(AdaptiveCard(version=VERSION, fallback_text=fallback, body=body, actions=[send]))


def _trouble(form: Form, errors: Mapping[str, str], summary: str) -> list[CardElement]:
    if not errors and not summary:
        return []
    labels = {field.key: field.label for field in form.fields}
    items = lines(summary or LOOK, weight="Bolder")
    for key, error in errors.items():
        items += lines(f"{labels[key]}: {error}" if key in labels else error)
    return [Container(style="attention", items=items)]


def _section(section: Section, errors: Mapping[str, str]) -> list[CardElement]:
    top: list[CardElement] = [heading(section.heading, size="Medium", spacing="Large")] if section.heading else []
    top += lines(section.text)
    return [*top, *(part for field in section.fields for part in _with_help(field, errors.get(field.key, "")))]


def _with_help(field: Field, error: str) -> list[CardElement]:
    """The field, with what was wrong before it and its hint behind it, where a reader meets them in order."""
    wrong = lines(MARK + error, color="Attention", weight="Bolder") if error else []
    return [*wrong, _input(field), *lines(field.hint, is_subtle=True, size="Small")]


def _input(field: Field) -> CardElement:
    name, label, required = wire.FIELD_PREFIX + field.key, run_text(field.label), field.required or None
    match field:
        case TextField():
            return TextInput(
                id=name,
                label=label,
                is_required=required,
                error_message=required and FILL_IN,
                value=field.value or None,
                max_length=field.max_length,
                is_multiline=field.multiline or None,
            )
        case ChoiceField():
            return ChoiceSetInput(
                id=name,
                label=label,
                is_required=required,
                error_message=required and CHOOSE,
                value=field.value or None,
                style="compact",
                placeholder=CHOOSE_HERE,
                choices=[Choice(title=run_text(option.label), value=option.value) for option in field.options],
            )
        case ScaleField():
            return ChoiceSetInput(
                id=name,
                label=label,
                is_required=required,
                error_message=required and CHOOSE,
                value=field.value or None,
                style="expanded",
                wrap=True,
                choices=list(_spelt_out(field.options)),
            )
        case SeveralField():
            return ChoiceSetInput(
                id=name,
                label=label,
                is_required=required,
                error_message=required and CHOOSE,
                value=field.value or None,
                style="expanded",
                is_multi_select=True,
                wrap=True,
                choices=list(_spelt_out(field.options)),
            )
        case DateField():
            return DateInput(
                id=name,
                label=label,
                is_required=required,
                error_message=required and PICK_A_DAY,
                value=field.value.isoformat() if field.value else None,
            )
        case _:
            assert_never(field)


def _spelt_out(options: Iterable[Option]) -> Iterable[Choice]:
    # The labels of radio buttons and boxes are read as Markdown, those of a drop-down are not
    # (useMarkdownInRadioButtonAndCheckbox in the renderer that Teams uses).
    return (Choice(title=heading_text(option.label), value=option.value) for option in options)
