"""The values that an institution has set, read from a folder like those that `bunsen knowledge export` writes."""

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources.abc import Traversable

from bot.imports.knowledge import OWN, VALUES, load_yaml
from handlers.answers.entries import Problem
from handlers.answers.values import Kind, ValueKind
from handlers.forms import parse_date
from handlers.knowledge.bringing import OwnValues
from handlers.knowledge.own import WRITTEN

_LONGEST = 500


def read_own_values(folder: Traversable, kinds: Mapping[str, ValueKind]) -> tuple[OwnValues | None, Sequence[Problem]]:
    """Read `values/own.yaml` of a folder; None where there is none."""
    file = folder / VALUES / OWN
    if not file.is_file():
        return None, []
    loaded = load_yaml(file)
    if isinstance(loaded, Problem):
        return None, [loaded]
    if not isinstance(loaded, dict) or set(loaded) != {"review_by", "values"} or not isinstance(loaded["values"], dict):
        return None, [Problem(file.name, "", "Write 'review_by:' and 'values:', and under it each value by its name.")]
    read = {str(name): _value(name, value, kinds) for name, value in loaded["values"].items()}
    problems = [Problem(file.name, name[:40], said) for name, said in read.items() if isinstance(said, str)]
    review_by = _day(loaded["review_by"])
    if review_by is None:
        problems.append(Problem(file.name, "review_by", "Write a day as year-month-day, for example 2027-01-31."))
    if problems or review_by is None:
        return None, problems
    return OwnValues(review_by, {name: value for name, value in read.items() if not isinstance(value, str)}), []


def _value(name: object, value: object, kinds: Mapping[str, ValueKind]) -> Mapping[str, str] | str:
    kind = kinds.get(name) if isinstance(name, str) else None
    if kind is None:
        return "There is no value of this name to be set."
    if not isinstance(value, dict) or not set(value) <= set(WRITTEN):
        return f"Write under it only {', '.join(WRITTEN)}."
    texts = {key: _text(value.get(key)) for key in WRITTEN}
    if not texts["value"]:
        return "There is no 'value:' under it, or it is not text in quotation marks."
    if any(len(text) > _LONGEST or not text.isprintable() for text in texts.values()):
        return f"Keep each text to one line and {_LONGEST} characters."
    if texts["source"] and not texts["source"].startswith(("https://", "http://")):
        return "Its source is not a web address. Start with https://, or leave it out."
    if kind.kind is Kind.URL and not texts["value"].startswith(("https://", "http://")):
        return "This is not a web address. Start with https://."
    return texts


def _text(value: object) -> str:
    match value:
        case date():
            return value.isoformat()
        case str():
            return value.strip()
        case _:
            return ""


def _day(value: object) -> date | None:
    return parse_date(_text(value))
