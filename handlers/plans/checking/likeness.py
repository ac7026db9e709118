"""Which of many short texts say the same in nearly the same words. Pure, and fast enough for thousands of them.

Texts are compared as weighted words (Dice's measure): endings are taken off, a few words of the field are taken for one
another ("web page", "website"), and words that stand in every plan weigh little. Only texts that share one of their
rarer words are ever compared, which finds every pair that is alike enough (the prefix filter of similarity joins), and
none with more than some sixty others, so that thousands of nearly equal rows take no longer than different ones.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from handlers.plans.checking import words

Weigh = Callable[[str], float]

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""))
_SUFFIXES = ("ment", "ing", "ed", "ion", "e")
_SHORTEST_STEM = 4
_MOST_COMPARED = 60
_LONGEST = 2_000
_TYPO_LENGTH = 7
_TYPO = 2
_STAGE = re.compile(words.STAGE, re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")


def _stem(word: str) -> str:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST_STEM - 1:
            word = word[: len(word) - len(ending)] + instead
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            word = word[: -len(suffix)]
            if suffix in ("ing", "ed") and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
    return word


_TAKEN_FOR = {_stem(word): _stem(line.split()[0]) for line in words.TAKEN_FOR for word in line.split()}
_LIGHT = {
    _TAKEN_FOR.get(_stem(word), _stem(word)): weight
    for weight, many in words.LIGHT_WORDS.items()
    for word in many.split()
}
_STOP_WORDS = frozenset(words.STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Bag:
    """A text as its words with their weights, its figures and stages, and the words with a capital inside it."""

    weights: Mapping[str, float]
    figures: frozenset[str]
    stages: frozenset[str]
    names: frozenset[str]
    total: float


@dataclass(frozen=True, slots=True)
class Alike:
    """How near two texts must be: nearly the `same`, or one `within` the other with a few words added to it.

    `least` is the weight that both must share, so that two short texts are not alike by a single word; texts of the
    very same words need share no more than `least_if_same`.
    """

    same: float
    within: float
    least: float
    least_if_same: float = 0.0
    years_matter: bool = True

    @property
    def lowest(self) -> float:
        """The lowest measure at which two texts can be alike."""
        return min(self.same, self.within)


TITLES = Alike(same=0.75, within=0.7, least=1.5)
"""Two actions of one plan."""
TITLES_ACROSS = Alike(same=0.7, within=0.65, least=1.5, years_matter=False)
"""An action of another plan: the wording drifts from plan to plan, and the years change."""
EXPLANATIONS = Alike(same=0.8, within=0.85, least=6.0, least_if_same=6.0)
"""Comments and learnings: six words of weight at the least, as many short remarks are rightly the same."""


def weigh_title(word: str) -> float:
    """What a word of a title weighs: little where it stands in most actions of most plans."""
    return _LIGHT.get(word, 1.0)


def weigh_explanation(_word: str) -> float:
    """What a word of an explanation weighs: one as much as another."""
    return 1.0


def bag(text: str, weigh: Weigh) -> Bag:
    """Read a text for comparison; where it is very long, its beginning."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).replace("\u2019", "'").replace("'s ", " ")
    weights: dict[str, float] = {}
    figures, names = set(), set()
    for place, word in enumerate(_WORD.findall(_phrases_folded(plain))):
        small = word.casefold()
        figure = words.NUMBERS.get(small, small)
        if figure.isdigit():
            figures.add(figure)
        elif small not in _STOP_WORDS:
            stem = stemmed(small)
            weights[stem] = weigh(stem)
            if place and word[0].isupper():
                names.add(stem)
    return Bag(weights, frozenset(figures), _stages(plain), frozenset(names), sum(weights.values()))


def _stages(text: str) -> frozenset[str]:
    return frozenset(" ".join(stage.casefold().split()) for stage in _STAGE.findall(text))


def stemmed(word: str) -> str:
    """Take off common endings, and take some words for others: "websites" is "web"."""
    stem = _stem(word)
    return _TAKEN_FOR.get(stem, stem)


def likeness(one: Bag, other: Bag) -> float:
    """Dice's measure of two texts, from 0 to 1; one long word with a slip in it counts as the same."""
    return 2 * _shared(one, other, 0, inf) / (one.total + other.total) if one.total and other.total else 0.0


def are_alike(one: Bag, other: Bag, alike: Alike) -> bool:
    """Tell whether two texts say the same in nearly the same words."""
    both = one.total + other.total
    if 2 * min(one.total, other.total) < alike.lowest * both or _figures_apart(one, other, alike):
        return False
    if one.weights == other.weights:
        return 0 < one.total >= alike.least_if_same
    shared = _shared(one, other, alike.lowest * both / 2, alike.same * both / 2)
    measure = 2 * shared / both
    if shared < alike.least or measure < alike.lowest or _set_apart(one, other, measure):
        return False
    left_over = min(one.total, other.total) - shared
    return measure >= alike.same or (measure >= alike.within and left_over < words.LEFT_OVER)


class Index:
    """Finds the text that is most like another. `bags` are all that will be added or looked for."""

    def __init__(self, bags: Iterable[Bag], alike: Alike) -> None:
        self._alike = alike
        self._count = Counter(word for each in bags for word in each.weights)
        self._texts: list[Bag] = []
        self._by_words: dict[frozenset[str], list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)

    def add(self, text: Bag) -> int:
        """Add a text; gives its number, counted from 0."""
        number = len(self._texts)
        self._texts.append(text)
        self._by_words[frozenset(text.weights)].append(number)
        for word in self._telling(text):
            self._by_word[word].append(number)
        return number

    def find(self, text: Bag) -> int | None:
        """The number of the text that is most like this one, the first of equals; None where none is alike."""
        found = [number for number in self._near(text) if are_alike(text, self._texts[number], self._alike)]
        return max(found, key=lambda number: (likeness(text, self._texts[number]), -number), default=None)

    def _near(self, text: Bag) -> set[int]:
        """What is worth comparing: texts of the same words, then those that share a rarer word, the rarest first."""
        near = set(self._by_words.get(frozenset(text.weights), ())[:_MOST_COMPARED])
        for word in self._telling(text):
            near.update(self._by_word.get(word, ())[: max(_MOST_COMPARED - len(near), 0)])
        return near

    def _telling(self, text: Bag) -> list[str]:
        """The rarer words of a text, of which any text that is alike has at least one among its own rarer words."""
        needed = self._alike.lowest / (2 - self._alike.lowest) * text.total
        telling, remaining = [], text.total
        for word in sorted(text.weights, key=lambda word: (self._count[word], word)):
            if remaining < needed:
                break
            telling.append(word)
            remaining -= text.weights[word]
        return telling


def groups(bags: Sequence[Bag], alike: Alike) -> list[list[int]]:
    """Group the texts that say the same, by their places, in order; texts that stand alone are left out.

    Each is compared with the first of its group, so that a chain of small steps does not join what is different.
    """
    index = Index(bags, alike)
    found: list[list[int]] = []
    for place, text in enumerate(bags):
        number = index.find(text)
        if number is None:
            index.add(text)
            found.append([place])
        else:
            found[number].append(place)
    return [group for group in found if len(group) > 1]


def _phrases_folded(text: str) -> str:
    for phrase, word in words.PHRASES:
        text = phrase.sub(word, text)
    return text


def _shared(one: Bag, other: Bag, least: float, enough: float) -> float:
    """The weight of the words of both texts; one slip is forgiven where that matters, from `least` up to `enough`."""
    common = one.weights.keys() & other.weights.keys()
    shared = sum(one.weights[word] for word in common)
    if least - 1 <= shared < enough:
        theirs = other.weights.keys() - common
        pairs = ((mine, word) for mine in one.weights.keys() - common for word in theirs if _slip(mine, word))
        shared += max((min(one.weights[mine], other.weights[word]) for mine, word in pairs), default=0.0)
    return shared


def _slip(one: str, other: str) -> bool:
    """Tell whether two long words differ in one place only, by no more than two letters: "acknowlegement"."""
    if min(len(one), len(other)) < _TYPO_LENGTH or one[0] != other[0] or abs(len(one) - len(other)) > _TYPO:
        return False
    start = _same_beginning(one, other)
    mine, theirs = one[start:], other[start:]
    end = _same_beginning(mine[::-1], theirs[::-1])
    return len(mine) + len(theirs) - 2 * end <= _TYPO


def _same_beginning(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((place for place, (mine, theirs) in enumerate(pairs) if mine != theirs), min(len(one), len(other)))


def _figures_apart(one: Bag, other: Bag, alike: Alike) -> bool:
    mine, theirs = one.figures, other.figures
    if alike.years_matter and one.stages != other.stages:
        return True
    if not alike.years_matter:
        mine, theirs = (frozenset(each for each in figures if not _YEAR.fullmatch(each)) for figures in (mine, theirs))
    return bool(mine and theirs and mine != theirs)


def _set_apart(one: Bag, other: Bag, measure: float) -> bool:
    """Tell whether a single word was put in the place of another, or one proper name in the place of another.

    "… for the School of Physics" and "… for the School of Chemistry" are two actions. Only where few words differ: a
    title with capitals throughout says nothing by them.
    """
    mine, theirs = one.weights.keys() - other.weights.keys(), other.weights.keys() - one.weights.keys()
    few = len(mine) <= words.FEW_NAMES and len(theirs) <= words.FEW_NAMES
    if few and mine & one.names and theirs & other.names:
        return True
    full = [word for word in mine if one.weights[word] >= 1], [word for word in theirs if other.weights[word] >= 1]
    swapped = len(full[0]) == len(full[1]) == 1 and not _slip(full[0][0], full[1][0])
    return swapped and measure < words.ONE_WORD_APART
