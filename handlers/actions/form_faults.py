"""What is wrong with a form on the face of it, whatever it is about."""

from typing import assert_never

from handlers.forms import (
    ChoiceField,
    DateField,
    Field,
    Form,
    FormValues,
    ScaleField,
    SeveralField,
    TextField,
    parse_date,
    ticked,
)


def faults(form: Form, values: FormValues) -> dict[str, str]:
    """A sentence for each field that is missing, too long, not among its options, or no day; by key."""
    found = {field.key: _fault(field, values.get(field.key, "").strip()) for field in form.fields}
    return {key: said for key, said in found.items() if said}


def _fault(field: Field, text: str) -> str:
    if not text:
        return "Please fill this in." if field.required else ""
    match field:
        case TextField():
            longest = field.max_length
            return f"Please keep this to {longest:,} characters; it has {len(text):,}." if len(text) > longest else ""
        case ChoiceField() | ScaleField():
            return "" if any(option.value == text for option in field.options) else "Please choose one of these."
        case SeveralField():
            known = {option.value for option in field.options}
            return "" if known.issuperset(ticked(text)) else "Please choose among these."
        case DateField():
            return "" if parse_date(text) is not None else "There is no such day."
        case _:
            assert_never(field)
