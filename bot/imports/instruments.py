"""Surveys read from YAML: those that come with Bunsen, and those of an institution."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.imports.knowledge import load_yaml
from handlers.answers.entries import Problem
from handlers.voice.checking import Fault, parse_instrument
from handlers.voice.model import Instrument


def shipped_instruments() -> Mapping[str, Instrument]:
    """Read the instruments in `handlers/voice/instruments`, by id."""
    folder = files("handlers.voice") / "instruments"
    found = [read_instrument(file) for file in folder.iterdir() if file.name.endswith(".yaml")]
    return {each.id: each for each in found if isinstance(each, Instrument)}


def read_instrument(file: Traversable) -> Instrument | list[Fault]:
    """Read one survey, or say everything that is wrong with it."""
    loaded = load_yaml(file)
    if isinstance(loaded, Problem):
        return [Fault(loaded.field, loaded.message)]
    return parse_instrument(loaded)
