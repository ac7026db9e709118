"""Forms: the only place where Bunsen takes input besides a typed message.

A form opens as a Slack modal, a Teams dialog and an HTML dialog. Nothing is
stored until it is sent.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

OPTION_LABEL = 75
"""Characters of an option's label: Slack spells longer ones out above the list (platform-facts 2.6)."""
FormValues = Mapping[str, str]
"""What came back: the field's key to its text; an option's value, an ISO date, or "" where nothing was given."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `value` comes back, `label` is read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class TextField:
    """Free text of at most `max_length` characters."""

    key: str
    label: str
    hint: str = ""
    value: str = ""
    required: bool = False
    multiline: bool = False
    max_length: int = 2000


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of several options, shown as a drop-down."""

    key: str
    label: str
    options: tuple[Option, ...]
    hint: str = ""
    value: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class ScaleField:
    """One step of an ordered scale, shown as radio buttons (ten steps at most)."""

    key: str
    label: str
    options: tuple[Option, ...]
    hint: str = ""
    value: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class SeveralField:
    """Any number of several options, shown as boxes to tick.

    The ticked options come back as one text, their values joined by commas (see `ticked`): so Teams sends them. A value
    with a comma in it raises ValueError.
    """

    key: str
    label: str
    options: tuple[Option, ...]
    hint: str = ""
    values: tuple[str, ...] = ()
    required: bool = False

    def __post_init__(self) -> None:
        if any("," in option.value for option in self.options):
            raise ValueError(f"the values of “{self.key}” are joined by commas, and one holds a comma")

    @property
    def value(self) -> str:
        """What is ticked, as it would come back."""
        return ",".join(self.values)


@dataclass(frozen=True, slots=True)
class DateField:
    """A day, or none."""

    key: str
    label: str
    hint: str = ""
    value: date | None = None
    required: bool = False


Field = TextField | ChoiceField | ScaleField | SeveralField | DateField


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together, under a heading and a sentence of help."""

    heading: str
    fields: tuple[Field, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One form. `name` is registered; `context` holds opaque ids; `nonce` makes sending it twice harmless.

    `title` and `submit_label` have at most 24 characters (the narrowest platform's limit, platform-facts 2.6).
    """

    name: str
    title: str
    sections: tuple[Section, ...]
    nonce: str
    intro: str = ""
    context: str = ""
    submit_label: str = "Send"

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields, in order."""
        return tuple(field for section in self.sections for field in section.fields)


def fresh_nonce() -> str:
    """Make a nonce for a new form."""
    return secrets.token_urlsafe(12)


def parse_date(value: str) -> date | None:
    """Read an ISO date; None where there is none, or none that exists."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def ticked(value: str) -> tuple[str, ...]:
    """The values of the options that were ticked in a `SeveralField`, each once, in the order in which they came."""
    return tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))


def as_id(text: str) -> int | None:
    """Read an id that came back from a platform; None for anything that cannot be one."""
    # At most as many digits as an id can have, and only plain ones: int() takes "²" and "٣" for digits, or fails.
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def refilled(form: Form, values: FormValues) -> Form:
    """The same form with what was given in it; a field that did not come back is empty."""
    sections = tuple(
        replace(section, fields=tuple(_refilled(field, values.get(field.key, "")) for field in section.fields))
        for section in form.sections
    )
    return replace(form, sections=sections)


def _refilled(field: Field, value: str) -> Field:
    match field:
        case TextField():
            return replace(field, value=value)
        case ChoiceField() | ScaleField():
            known = any(option.value == value for option in field.options)
            return replace(field, value=value if known else "")
        case SeveralField():
            given = ticked(value)
            return replace(field, values=tuple(option.value for option in field.options if option.value in given))
        case DateField():
            return replace(field, value=parse_date(value))
        case _:
            assert_never(field)
