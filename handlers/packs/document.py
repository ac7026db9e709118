"""The review pack as a document, in the order in which a committee reads. Pure."""

from collections.abc import Iterator

from handlers.documents import Document, Heading, Part
from handlers.packs import back, front, middle
from handlers.packs.minutes_part import minutes
from handlers.packs.model import Pack


def pack_document(pack: Pack) -> Document:
    """The whole pack; all its figures are counted from the pack's lines."""
    about = back.as_of_words(pack)
    mark = f", snapshot {pack.seal[:12]}" if pack.is_frozen else ", live"
    return Document("Review pack", tuple(_parts(pack)), about, f"Review pack, {about}{mark}")


def _parts(pack: Pack) -> Iterator[Part]:
    yield from front.cover(pack)
    yield from front.summary(pack)
    yield from front.agenda(pack)
    if pack.is_frozen or pack.minutes:
        yield Heading("Minutes")
        yield from minutes(pack.minutes, {line.action_id: line.name for line in pack.lines})
    yield from middle.changes(pack)
    if pack.is_full:
        yield from middle.reds(pack)
        yield from middle.missing(pack)
        yield from middle.slippage(pack)
        yield from middle.without_owner(pack)
    yield from middle.plan_check(pack)
    yield from middle.voices(pack)
    yield from back.over_time(pack)
    yield from back.resources(pack)
    yield from back.appendix(pack)
