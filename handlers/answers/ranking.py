"""The answer engine: which entry fits a question, how surely, and when to stay silent.

Lexical, without any model. Two questions are asked of each match, as they want different evidence: does the question
belong to this knowledge base at all (is it near to an entry, and nearer than to what Bunsen does not answer), and is
the first entry the right one (is it also well ahead of the second)? Another engine takes this one's place by offering
the same `decide`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from handlers.answers.entries import Entry, folded
from handlers.answers.lexical import Lexicon, Ranking
from handlers.answers.outside import GROUPS, is_about_people, is_order
from handlers.answers.words import LONGEST

MOST_CANDIDATES = 3

# The weights below were fitted by logistic regression on the questions of tests/data/questions-own.csv, worded apart
# from the phrasings, and on phrasings left out of their own entry. The order: constant, nearness of the entry, its
# share of lead over the second, nearness of what lies outside, share of the question in known words.
_RIGHT = (-3.29, 5.73, 2.37, -2.84, 0.55)
_BELONGS = (-1.67, 8.18, -0.81, -6.17, 1.01)
_ANSWER_FROM = 0.6
_CHOOSE_FROM = 0.6
# Two entries this close are both offered, however near they are: "development fund" may mean its size or its uses.
_LEAD_FROM = 0.1
# Something far behind the first is not worth a button.
_OFFER_FROM = 0.45
_EXACT = 0.99


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be meant."""

    entry: Entry
    confidence: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a question: give the entry, offer the candidates, or stay silent."""

    outcome: Literal["answered", "choose", "abstained"]
    entry: Entry | None = None
    confidence: float = 0.0
    candidates: tuple[Candidate, ...] = ()


class Engine(Protocol):
    """Anything that decides on questions."""

    def decide(self, question: str) -> Decision:
        """Choose an entry, offer some, or abstain."""


class AnswerEngine:
    """Ranks the entries of one knowledge base; built once, then read only."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        # No source, no answer.
        self._entries = tuple(entry for entry in entries if entry.sources)
        self._lexicon = Lexicon([*((e.title, *e.phrasings) for e in self._entries), *GROUPS])
        self._exact = _word_for_word(self._entries)

    def decide(self, question: str) -> Decision:
        """Choose an entry, offer some, or abstain."""
        text = question[:LONGEST]
        if is_order(text) or is_about_people(text):
            return Decision("abstained")
        exact = self._exact.get(folded(text))
        if exact is not None:
            return Decision("answered", exact, _EXACT, (Candidate(exact, _EXACT),))
        return self._weigh(self._lexicon.rank(text))

    def _weigh(self, ranking: Ranking) -> Decision:
        near = [(topic, score) for topic, score in ranking.nearness if topic < len(self._entries)]
        if not near:
            return Decision("abstained")
        outside = max((score for topic, score in ranking.nearness if topic >= len(self._entries)), default=0.0)
        best = near[0][1]
        belongs = _chance(_BELONGS, best, _lead(near, 0), outside, ranking.known)
        candidates = tuple(
            Candidate(self._entries[topic], _chance(_RIGHT, score, _lead(near, place), outside, ranking.known))
            for place, (topic, score) in enumerate(near[:MOST_CANDIDATES])
            if score >= _OFFER_FROM * best
        )
        return _decision(candidates, belongs, _lead(near, 0))


def _decision(candidates: tuple[Candidate, ...], belongs: float, lead: float) -> Decision:
    best = candidates[0]
    # Nearer to something that is somebody else's: silent, however near.
    if belongs < _CHOOSE_FROM:
        return Decision("abstained", None, min(best.confidence, belongs))
    if best.confidence >= _ANSWER_FROM and lead >= _LEAD_FROM:
        return Decision("answered", best.entry, best.confidence, candidates)
    return Decision("choose", None, best.confidence, candidates)


def _lead(near: Sequence[tuple[int, float]], place: int) -> float:
    """Give how far an entry is ahead of the best of the others, as a share of its own nearness."""
    others = [score for i, (_, score) in enumerate(near) if i != place]
    own = near[place][1]
    return max(-1.0, (own - others[0]) / own) if others and own else 1.0


def _chance(weights: Sequence[float], *evidence: float) -> float:
    sum_ = weights[0] + sum(w * e for w, e in zip(weights[1:], evidence, strict=True))
    return 1 / (1 + math.exp(-sum_))


def _word_for_word(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Map what is asked in exactly the words of one entry, and of no other, to that entry."""
    found: dict[str, Entry] = {}
    shared: set[str] = set()
    for entry in entries:
        for phrasing in {folded(text) for text in (entry.title, *entry.phrasings)} - {""}:
            if phrasing in found:
                shared.add(phrasing)
            found[phrasing] = entry
    return {phrasing: entry for phrasing, entry in found.items() if phrasing not in shared}
