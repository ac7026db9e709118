"""Texts as weighted words and letter groups, and how near they are to each other."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from handlers.answers.words import STOP, letter_groups, one_edit_shorter, stem, words

Vector = dict[str, float]

_STOP_WORD_WEIGHT = 0.25
# A question is never nearer to a whole group of phrasings than to the one that says the same.
_NEAREST_SHARE = 0.4
_NEAREST_OF = 12
_SHORTEST_RESPELT = 5
_LONGEST_RESPELT = 24
# Words and letter groups count half each: the squares of the two parts add up to one.
_HALF = math.sqrt(0.5)


@dataclass(frozen=True, slots=True)
class Ranking:
    """How near each topic is, and how much of the question is made of words that any topic knows."""

    nearness: tuple[tuple[int, float], ...]
    known: float


@dataclass(frozen=True, slots=True)
class _Cut:
    plain: tuple[str, ...]
    stems: tuple[str, ...]


class Lexicon:
    """Compares a question with topics, each given as the ways in which people ask about it."""

    def __init__(self, topics: Sequence[Iterable[str]]) -> None:
        cut = [[_cut(words(phrasing)) for phrasing in phrasings] for phrasings in topics]
        self._spelling = _Spelling(word for topic in cut for phrasing in topic for word in phrasing.plain)
        self._rarity = _rarities([[_features(phrasing) for phrasing in topic] for topic in cut])
        self._unknown = math.log(1 + len(topics)) + 1
        self._phrasings = [[self._vector(phrasing) for phrasing in topic] for topic in cut]
        self._postings = _postings(_centre(vectors) for vectors in self._phrasings)

    def rank(self, question: str) -> Ranking:
        """Order the topics by nearness, the nearest first; empty where nothing is shared."""
        cut = _cut(self._spelling.respelt(words(question)))
        vector = self._vector(cut)
        scores: defaultdict[int, float] = defaultdict(float)
        for feature, weight in vector.items():
            for topic, share in self._postings.get(feature, ()):
                scores[topic] += weight * share
        # The index settles a draw, so that the same question always gets the same answer.
        first = sorted(scores, key=lambda topic: (-scores[topic], topic))[:_NEAREST_OF]
        near = [(topic, self._nearness(topic, scores[topic], vector)) for topic in first]
        return Ranking(tuple(sorted(near, key=lambda pair: (-pair[1], pair[0]))), self._known(cut))

    def _nearness(self, topic: int, centre: float, vector: Vector) -> float:
        nearest = max((_dot(vector, phrasing) for phrasing in self._phrasings[topic]), default=0.0)
        return (1 - _NEAREST_SHARE) * centre + _NEAREST_SHARE * nearest

    def _known(self, cut: "_Cut") -> float:
        telling = [s for p, s in zip(cut.plain, cut.stems, strict=True) if p not in STOP]
        known = sum(self._rarity.get("w:" + s, 0.0) for s in telling)
        total = sum(self._rarity.get("w:" + s, self._unknown) for s in telling)
        return known / total if total else 0.0

    def _vector(self, cut: "_Cut") -> Vector:
        found, letters = _features(cut)
        return self._weighted(found) | self._weighted(letters)

    def _weighted(self, counts: Counter[str]) -> Vector:
        weighted = {
            f: (1 + math.log(n)) * self._rarity[f] * (_STOP_WORD_WEIGHT if f.startswith("s:") else 1.0)
            for f, n in counts.items()
            if f in self._rarity
        }
        # What no topic knows counts towards the length: three known words among thirty are a poor match.
        unknown = sum(self._unknown**2 for f in counts if f not in self._rarity and f.startswith("w:"))
        length = math.sqrt(sum(w * w for w in weighted.values()) + unknown)
        return {f: w / length * _HALF for f, w in weighted.items()} if length else {}


def _cut(plain: Sequence[str]) -> _Cut:
    return _Cut(tuple(plain), tuple(stem(word) for word in plain))


def _features(cut: _Cut) -> tuple[Counter[str], Counter[str]]:
    """Count words (`w:`), pairs of words (`b:`), anything with a stop word in it (`s:`), and letter groups."""
    tagged = [(stemmed, plain in STOP) for plain, stemmed in zip(cut.plain, cut.stems, strict=True)]
    found = Counter(("s:" if stop else "w:") + stemmed for stemmed, stop in tagged)
    for (first, first_stop), (second, second_stop) in pairwise(tagged):
        found[("s:" if first_stop or second_stop else "b:") + f"{first} {second}"] += 1
    return found, Counter(group for plain in cut.plain if plain not in STOP for group in letter_groups(plain))


def _rarities(topics: Sequence[Sequence[tuple[Counter[str], Counter[str]]]]) -> dict[str, float]:
    """Weigh each feature by how few topics have it: a word that is everywhere tells nothing."""
    seen: Counter[str] = Counter()
    for topic in topics:
        seen.update({feature for found, letters in topic for feature in (*found, *letters)})
    return {feature: math.log((1 + len(topics)) / (1 + n)) + 1 for feature, n in seen.items()}


def _centre(vectors: Sequence[Vector]) -> Vector:
    total: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for feature, weight in vector.items():
            total[feature] += weight
    length = math.sqrt(sum(w * w for w in total.values()))
    return {f: w / length for f, w in total.items()} if length else {}


def _postings(centres: Iterable[Vector]) -> dict[str, list[tuple[int, float]]]:
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for topic, centre in enumerate(centres):
        for feature, weight in centre.items():
            postings[feature].append((topic, weight))
    return dict(postings)


def _dot(one: Vector, other: Vector) -> float:
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * large[f] for f, weight in small.items() if f in large)


class _Spelling:
    """Puts a word that nobody knows right, where one edit makes it a word that a topic knows."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._shorter: dict[str, str] = {}
        for word in sorted(self._known):
            if _SHORTEST_RESPELT <= len(word) <= _LONGEST_RESPELT:
                for left in one_edit_shorter(word):
                    self._shorter.setdefault(left, word)

    def respelt(self, plain: Iterable[str]) -> list[str]:
        """Put the words right that are one edit from a known one."""
        return [word if word in self._known else self._nearest(word) for word in plain]

    def _nearest(self, word: str) -> str:
        if not _SHORTEST_RESPELT <= len(word) <= _LONGEST_RESPELT or word in STOP:
            return word
        found = {self._shorter[left] for left in one_edit_shorter(word) if left in self._shorter}
        # The first letter is seldom mistyped, and "grading" is not "trading".
        alike = sorted(w for w in found if w[0] == word[0] and abs(len(w) - len(word)) <= 1)
        return alike[0] if alike else word
