"""Names of people in a text, without knowing everybody: by lists of given names, and by what stands beside a word."""

from collections.abc import Iterator, Sequence
from typing import Final

from handlers.voice.guard.lists import NameLists, name_lists
from handlers.voice.guard.reading import Reading, Word

_ROOMS: Final = frozenset(
    (
        "lab",
        "office",
        "workshop",
        "unit",
        "team",
        "suite",
        "room",
        "department",
        "stores",
        "science",
        "sciences",
        "studies",
    )
)
_WHERE: Final = frozenset(("in", "from", "at", "over", "on"))
_ALWAYS_TITLES: Final = frozenset(("mr", "mrs", "dr", "prof"))
_ALWAYS_BUILDINGS: Final = frozenset(("building", "block", "wing", "annexe", "annex"))
_LEAST: Final = 3
"""Letters of a name that is known by nothing but what stands beside it."""


class _Names:
    """One text being looked through for names."""

    def __init__(self, reading: Reading, known_names: Sequence[str]) -> None:
        self._lists: NameLists = name_lists()
        self._words = reading.words
        self._shouted = reading.shouted
        self._known = {part for name in known_names for part in name.lower().split() if len(part) >= _LEAST - 1}
        self._things = self._known_things()
        self._bodies = self._in_bodies()

    def spans(self) -> Iterator[tuple[int, int]]:
        at = 0
        while at < len(self._words):
            length = self._length_at(at)
            if length:
                yield self._words[at].start, self._words[at + length - 1].end
            at += length or 1

    def _length_at(self, at: int) -> int:
        """How many words of a name begin here."""
        word = self._words[at]
        if not word.is_word:
            return 0
        if titled := self._titled(at):
            return titled
        if at in self._bodies or at in self._things:
            return 0
        if self._is_initials(at):
            return 1
        if not (self._is_given(at) or self._is_known(at) or self._is_new(at)):
            return 0
        return 1 + self._more(at + 1)

    def _more(self, at: int) -> int:
        """How many words that follow a name belong to it."""
        count = 0
        while count < _LEAST and at + count < len(self._words) and self._is_surname(at + count):
            count += 1
        return count

    def _is_surname(self, at: int) -> bool:
        word = self._words[at]
        if not word.is_word or self._words[at - 1].owning:
            return False
        if word.name in self._known and word.name not in self._lists.common:
            return True
        return self._capital(word) and not word.first and word.name not in self._lists.acronyms

    def _titled(self, at: int) -> int:
        """A title and the name behind it: Dr Marsh, mrs dunmore."""
        word = self._words[at]
        if word.lower not in self._lists.titles:
            return 0
        behind = at + 1 + (at + 1 < len(self._words) and self._words[at + 1].lower == ".")
        named = self._words[behind] if behind < len(self._words) else None
        if named is None or not named.is_word or behind in self._bodies:
            return 0
        surely = self._capital(named) and (word.text[0].isupper() or word.lower in _ALWAYS_TITLES)
        lazily = not self._is_common(named) and (word.lower in _ALWAYS_TITLES or self._is_lazy_miss(at, behind))
        return behind - at + 1 + self._more(behind + 1) if surely or lazily else 0

    def _is_lazy_miss(self, at: int, behind: int) -> bool:
        """Whether "ms" or "miss" is a title: "ms okafor says", and not "MS data" or "miss deadlines"."""
        used = self._somewhere(behind) or self._after(behind) in self._lists.after
        return used and self._words[at].lower in ("ms", "miss")

    def _is_given(self, at: int) -> bool:
        word = self._words[at]
        name = word.name.split("-")[0] if "-" in word.name else word.name
        if name in self._lists.also_words:
            return self._is_used_as_name(at)
        return name in self._lists.given

    def _is_used_as_name(self, at: int) -> bool:
        """Whether a word that can be a given name is one here."""
        word = self._words[at]
        if not self._capital(word):
            asked = self._before(at) in self._lists.plain_before or self._led_in(at)
            return asked and self._after(at) in _WHERE and self._at_a_unit(at + 2)
        if self._somewhere(at) or self._after(at) in self._lists.after_sure or self._beside_i(at):
            return True
        if word.first and self._after(at) in ("is", "was") and self._words[at + 2 : at + 3]:
            return self._words[at + 2].lower in self._lists.surely
        if word.first or word.name in self._lists.months or self._before(at) in self._lists.thing_before:
            return False
        return self._led_in(at) or self._before(at) in self._lists.before or word.owning

    def _is_known(self, at: int) -> bool:
        """Whether it is part of a name that the institution knows; everyday words need a capital inside a sentence."""
        word = self._words[at]
        if word.name not in self._known:
            return False
        if not self._is_common(word) and word.name not in self._lists.also_words:
            return True
        return (
            self._capital(word)
            and not word.first
            and self._before(at) not in self._lists.thing_before
            and self._is_led(at)
        )

    def _is_new(self, at: int) -> bool:
        """Whether an unknown word with a capital is used as names are."""
        word = self._words[at]
        if len(word.name) < _LEAST or self._is_common(word):
            return False
        if not self._capital(word):
            asked = self._before(at) in self._lists.plain_before or self._led_in(at)
            return asked and self._somewhere(at)
        if word.name in self._lists.also_words or word.name in self._lists.months:
            return False
        if self._before(at) in self._lists.places and not word.first:
            # Nottingham Trent, Leeds Beckett.
            return False
        if self._after(at) in self._lists.research:
            return True
        if self._somewhere(at) or self._after(at) in self._lists.after_sure or self._beside_i(at):
            return self._before(at) not in self._lists.thing_before
        following = self._words[at + 1] if at + 1 < len(self._words) else None
        if following is not None and self._capital(following) and not self._is_common(following) and not word.owning:
            return (
                self._before(at) not in self._lists.thing_before
                and at + 1 not in self._bodies
                and at + 1 not in self._things
            )
        if word.first or self._before(at) in self._lists.thing_before:
            return False
        return self._is_led(at)

    def _is_led(self, at: int) -> bool:
        return (
            self._led_in(at)
            or self._before(at) in self._lists.before
            or self._after(at) in self._lists.after
            or self._words[at].owning
        )

    def _is_initials(self, at: int) -> bool:
        """Two or three capitals that are used as somebody's name: JW in physics."""
        word = self._words[at]
        letters = word.name_as_written
        if self._shouted or not letters.isupper() or not letters.isalpha() or word.name in self._lists.acronyms:
            return False
        if len(letters) == 1:
            behind = at + 1 + (at + 1 < len(self._words) and self._words[at + 1].lower == ".")
            named = self._words[behind] if behind < len(self._words) else None
            return letters not in "AI" and named is not None and self._capital(named) and not self._is_common(named)
        if len(letters) == _LEAST - 1:
            return self._somewhere(at) or self._after(at) in self._lists.after_sure or self._beside_i(at)
        return len(letters) == _LEAST and self._before(at) in self._lists.plain_before and self._after(at) in _WHERE

    def _somewhere(self, at: int) -> bool:
        """Whether a unit follows: Mark in stores, Anneliese from the imaging suite."""
        return self._after(at) in ("in", "from", "at") and self._at_a_unit(at + 2)

    def _at_a_unit(self, at: int) -> bool:
        units = [word for word in self._words[at : at + 3] if word.lower not in ("the", "our", "my")]
        if not units:
            return False
        is_unit = units[0].lower in self._lists.units or units[0].text in self._lists.units
        return is_unit or any(word.lower in _ROOMS for word in units)

    def _beside_i(self, at: int) -> bool:
        following = [word.lower for word in self._words[at + 1 : at + 3]]
        return following in (["and", "i"], ["and", "me"])

    def _led_in(self, at: int) -> bool:
        before = tuple(word.lower for word in self._words[max(0, at - 2) : at])
        return before in self._lists.before_phrases or before[-1:] in self._lists.before_phrases

    def _before(self, at: int) -> str:
        return self._words[at - 1].lower if at else ""

    def _after(self, at: int) -> str:
        return self._words[at + 1].lower if at + 1 < len(self._words) else ""

    def _capital(self, word: Word) -> bool:
        return not self._shouted and word.is_word and word.capital

    def _is_common(self, word: Word) -> bool:
        """Whether it is an everyday word, a place, a machine or part of an office's name."""
        lists, name = self._lists, word.name
        if name in lists.common or name in lists.places or name in lists.acronyms or name in lists.equipment:
            return True
        if name in lists.institutions or name in lists.units or ("-" in name and name.split("-")[0] in lists.common):
            return True
        stems = (name.removesuffix("s"), name.removesuffix("es"), name.removesuffix("d"), name.removesuffix("ly"))
        if any(stem != name and stem in lists.common for stem in stems):
            return True
        return len(name) > 2 * _LEAST and name.endswith(lists.word_endings)

    def _known_things(self) -> frozenset[int]:
        """The words of schemes, makers and places that have people's names."""
        found: set[int] = set()
        for at, word in enumerate(self._words):
            for phrase in self._lists.known_things.get(word.name, ()) or self._lists.known_things.get(word.lower, ()):
                here = tuple(each.lower for each in self._words[at : at + len(phrase)])
                if here == phrase or (len(phrase) == 1 and not self._follows_a_name(at)):
                    found.update(range(at, at + len(phrase)))
                    break
        return frozenset(found)

    def _follows_a_name(self, at: int) -> bool:
        before = self._before(at)
        return before in self._lists.given and before not in self._lists.also_words

    def _in_bodies(self) -> frozenset[int]:
        """The words of runs of capitals that end as bodies, schemes and machines do: the Jane Marsh Bursary."""
        found: set[int] = set()
        at = 0
        while at < len(self._words):
            end = self._run_end(at)
            if end > at:
                found.update(range(at, self._body_end(at, end)))
            at = max(end, at + 1)
        return frozenset(found)

    def _run_end(self, start: int) -> int:
        """Where a run of capitals within one sentence ends that begins here."""
        end = start
        while end < len(self._words) and self._capital(self._words[end]):
            if end > start and self._words[end].first:
                break
            end += 1
        return end

    def _body_end(self, start: int, end: int) -> int:
        """Up to where the words of a run are part of a body's name."""
        nouns = self._lists.institutions | self._lists.equipment
        last = next((at for at in reversed(range(start + 1, end)) if self._words[at].name in nouns), start)
        noun_follows = end < len(self._words) and self._words[end].name in nouns and not self._words[end - 1].owning
        if noun_follows and self._is_thing(start, end):
            return end
        return last

    def _is_thing(self, start: int, end: int) -> bool:
        """Whether a run before a plain noun names a thing (the Papin prize), and nobody who does it (Pete plans)."""
        sure = self._words[end - 1].name in self._lists.given - self._lists.also_words
        return not sure or self._before(start) in self._lists.thing_before


def names_in(reading: Reading, known_names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where names of people stand in a text."""
    return _Names(reading, known_names).spans()


def buildings_in(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where a building is named: Thornbury House, the Hargreave building."""
    lists = name_lists()
    for named, noun in zip(reading.words, reading.words[1:], strict=False):
        if noun.lower not in lists.buildings or not named.capital or named.owning or reading.shouted:
            continue
        ordinary = named.name in lists.common_buildings | lists.units or (named.first and named.name in lists.common)
        if not ordinary and (noun.capital or noun.lower in _ALWAYS_BUILDINGS):
            yield named.start, noun.end
