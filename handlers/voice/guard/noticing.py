"""What in a free text tells who somebody is. Pure and local: nothing is kept, counted or sent anywhere.

It errs in both directions (benchmarks/voice_guard says how often), so it only ever points and never forbids.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.voice.guard.lists import Kind, kinds, particulars
from handlers.voice.guard.names import buildings_in, names_in
from handlers.voice.guard.reading import Reading


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something that may tell who somebody is, and where: `text[start:end]` are the words."""

    kind: str
    start: int
    end: int

    @property
    def said(self) -> str:
        """What it is, as whoever wrote it is told: "a name"."""
        together = particulars().kind
        return together.said if self.kind == together.id else kinds()[self.kind].said


def notice(text: str, known_names: Sequence[str] = ()) -> Sequence[Noticed]:
    """Give what was noticed, in the order of the text, no two overlapping.

    `known_names` are names of people of the institution; names that nobody told about are noticed as well. A text of
    any length and any characters is taken.
    """
    reading = Reading(text)
    if not reading.words:
        return ()
    found = [Noticed("name", start, end) for start, end in names_in(reading, known_names)]
    found += [Noticed("place", start, end) for start, end in buildings_in(reading)]
    for kind in kinds().values():
        found += [Noticed(kind.id, start, end) for start, end in _of_kind(kind, reading)]
    found += _together(reading, found)
    return _apart(found)


def _of_kind(kind: Kind, reading: Reading) -> Iterator[tuple[int, int]]:
    not_it = [reading.span(*match.span()) for pattern in kind.unless for match in pattern.finditer(reading.line)]
    for start, end in _matches(kind, reading):
        if start < end and not any(start < until and since < end for since, until in not_it):
            yield start, end


def _matches(kind: Kind, reading: Reading) -> Iterator[tuple[int, int]]:
    for pattern in kind.phrases:
        for match in pattern.finditer(reading.line):
            yield reading.span(*match.span())
    for pattern in kind.as_written:
        for match in pattern.finditer(reading.text):
            yield match.span()


def _together(reading: Reading, found: Sequence[Noticed]) -> Iterator[Noticed]:
    """Sentences in which nothing was found, but whose details tell together who writes."""
    rules = particulars()
    for sentence in reading.sentences():
        first, last = sentence[0].start, sentence[-1].end
        if any(each.start < last and first < each.end for each in found):
            continue
        line = reading.line_of(sentence)
        if rules.first_person.search(line) is None:
            continue
        points = sum(cue.points * min(len(cue.words.findall(line)), cue.most) for cue in rules.cues)
        if points >= rules.least:
            yield Noticed(rules.kind.id, first, last)


def _apart(found: Sequence[Noticed]) -> Sequence[Noticed]:
    """Of what overlaps the first and longest, which says most in one go."""
    kept: list[Noticed] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)
