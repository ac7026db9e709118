"""The surveys that come with Bunsen."""

from collections.abc import Mapping
from importlib.resources import files

import yaml

from handlers.voice.model import Instrument, Question


def shipped_instruments() -> Mapping[str, Instrument]:
    """Read the instruments in `handlers/voice/instruments`, by id."""
    folder = files("handlers.voice") / "instruments"
    found = [_instrument(path.read_text("utf-8")) for path in folder.iterdir() if path.name.endswith(".yaml")]
    return {instrument.id: instrument for instrument in found}


def _instrument(text: str) -> Instrument:
    content = yaml.safe_load(text)
    questions = tuple(Question(each["id"], each["theme"], each["wording"]) for each in content["questions"])
    return Instrument(content["id"], content["title"], questions)
