"""The answer engine: which entry fits a question, how surely, and when to stay silent.

Meaning (a vector of the whole text) and wording (words, pairs of words, groups of letters) stand side by side in one
vector. What was learnt from the phrasings gives the best entries; what was learnt by holding phrasings out says
how sure that is. Then what does the least harm is done: a wrong answer is three times as bad as a needless silence.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol

import numpy as np

from handlers.answers import confidence, kept, lexical, matching
from handlers.answers.elsewhere import Elsewhere
from handlers.answers.entries import Entry, folded
from handlers.answers.follow_ups import leans_on_what_came_before
from handlers.answers.guards import Guards
from handlers.answers.kept import Arrays, Kept
from handlers.answers.languages import asks_for_english
from handlers.answers.lexical import Floats, Lexicon
from handlers.answers.matching import Matcher, Phrasings
from handlers.answers.ranking import MOST_CANDIDATES, MOST_PREVIOUS, Candidate, Decision
from handlers.answers.spelling import Spelling
from handlers.answers.words import LONGEST

_LEXICAL_SHARE: Final = 0.2
_EXACT: Final = 0.99
_WRONG: Final = 3.0
_SILENT: Final = 1.0
# Choosing from three costs a moment and some trust; being offered what is all beside the point, more than an honest
# silence. Both were set on tests/data/questions-own.csv.
_CHOICE: Final = 0.6
_BESIDE_THE_POINT: Final = 1.2
# Below this chance nothing is answered, as offering two that share it does less harm (`_least_harm`).
_LEAST_SURE: Final = (_WRONG - _BESIDE_THE_POINT) / (_WRONG - (_BESIDE_THE_POINT - _CHOICE))
# A third that is far less likely than the first is not worth a button.
_OFFER_FROM: Final = 0.12
# "Is it raining" changes the subject, whatever was asked before; "when does it close" may not.
_OFF_TOPIC: Final = 0.08
# "How do I get a new ID card then" is most likely another subject, "are we in it" is not: what came before is offered
# for such questions, and never given as the answer.
_HARDLY_OURS: Final = 0.25


class Reader(Protocol):
    """Whatever understands English."""

    @property
    def english(self) -> Mapping[str, int]:
        """English words and their rank; 0 is the commonest."""

    def question(self, text: str) -> Floats:
        """Give a question its vector, as one row: about as long as one, and nearer to others the more is alike."""

    def phrasings(self, texts: Sequence[str], done: Callable[[int], None]) -> Floats:
        """Give each phrasing its vector, one row each; `done` hears how many are finished."""


class AnswerEngine:
    """Learns one knowledge base when it is built, and is read only from then on.

    The same entries, in any order, with the same negatives make the same engine. `logged` are questions that people
    said are not ours. `done` hears the share of the learning that is finished, from 0 to 1. `before` is what was
    learnt before, with its mark: it is used if it was learnt from just these texts.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        reader: Reader,
        elsewhere: Sequence[Elsewhere] = (),
        logged: Sequence[str] = (),
        done: Callable[[float], None] = lambda _: None,
        before: tuple[bytes, Arrays] = (b"", {}),
    ) -> None:
        # No source, no answer.
        self._entries = _in_order(entries)
        self._elsewhere = sorted(elsewhere, key=lambda group: group.id)
        self._reader = reader
        classes = _classes(self._entries, self._elsewhere, logged)
        texts = [text for ways in classes for text in ways]
        self._guards = Guards(texts[: sum(len(ways) for ways in classes[: len(self._entries)])])
        self._spelling = Spelling(texts, reader.english)
        self._exact = _word_for_word(classes)
        if self._entries:
            self.mark = kept.mark(classes, len(self._entries))
            known = before[0] == self.mark
            self.kept = kept.from_arrays(before[1]) if known else self._learn(classes, done)
            self._matcher = Matcher(self.kept.learnt, len(self._entries))

    def _learn(self, classes: Sequence[Sequence[str]], done: Callable[[float], None]) -> Kept:
        lexicon, phrasings = _read(classes, len(self._entries), self._spelling, self._reader, done)
        sure = confidence.learn(phrasings, lambda share: done(0.7 + 0.25 * share))
        learnt = Kept(lexicon, matching.learn(phrasings), sure)
        done(1.0)
        return learnt

    def decide(self, question: str, previous: Sequence[str] = ()) -> Decision:
        """Choose an entry, offer some, or abstain. See `ranking.Engine`."""
        text = question[:LONGEST]
        if not self._entries:
            return Decision("abstained")
        # What is asked word for word as it was approved, no guard needs to look at.
        exact = self._exact.get(folded(text))
        if exact is not None:
            return self._known(exact)
        if self._guards.stop(text):
            return Decision("abstained")
        if other_language := asks_for_english(text):
            return Decision("abstained", signpost=other_language)
        ours, alone = self._weigh(text)
        if alone.outcome == "answered" or ours < _OFF_TOPIC or not leans_on_what_came_before(text):
            return alone
        together = self._with_what_came_before(alone, text, previous)
        return _only_offered(together) if ours < _HARDLY_OURS else together

    def _with_what_came_before(self, alone: Decision, text: str, previous: Sequence[str]) -> Decision:
        """Take the question together with the latest earlier one with which it is answered or narrowed down."""
        for earlier in reversed(previous[-MOST_PREVIOUS:]):
            earlier_text = earlier[:LONGEST]
            if self._guards.stop(earlier_text):
                continue
            _, together = self._weigh(f"{earlier_text} {text}")
            if together.outcome != "abstained" and _best(together) > _best(alone):
                return together
        return alone

    def _known(self, number: int) -> Decision:
        """Decide on what is asked in exactly the words of one class."""
        if number < len(self._entries):
            entry = self._entries[number]
            return Decision("answered", entry, _EXACT, (Candidate(entry, _EXACT),))
        return Decision("abstained", signpost=self._signpost(number))

    def _weigh(self, text: str) -> tuple[float, Decision]:
        """Give the chance that a question is ours at all, and what to do with it."""
        meant = self._spelling.meant(text)
        wording = self.kept.lexicon.vectors([meant])
        matches = self._matcher.matches(_joined(self._reader.question(meant), wording))
        chances = self.kept.confidence.chances(matches)
        ours, right = float(chances.ours[0]), chances.right[0]
        pairs = sorted(zip(right.tolist(), matches.best[0].tolist(), strict=True), key=lambda pair: (-pair[0], pair[1]))
        candidates = tuple(
            Candidate(self._entries[number], share)
            for place, (share, number) in enumerate(pairs[:MOST_CANDIDATES])
            if place < 2 or share >= _OFFER_FROM * pairs[0][0]
        )
        outcome = _least_harm(ours, [candidate.confidence for candidate in candidates])
        best = candidates[0]
        if outcome == "answered":
            return ours, Decision("answered", best.entry, best.confidence, candidates)
        # What is not answered is no surer than the least sure answer.
        among = max(best.confidence, min(_LEAST_SURE, sum(candidate.confidence for candidate in candidates)))
        if outcome == "choose":
            return ours, Decision("choose", None, among, candidates)
        signpost = self._signpost(int(matches.outside[0])) if ours < 0.5 else ""
        return ours, Decision("abstained", None, among, candidates, signpost)

    def _signpost(self, number: int) -> str:
        place = number - len(self._entries)
        return self._elsewhere[place].signpost if 0 <= place < len(self._elsewhere) else ""


def phrasings_of(entries: Sequence[Entry], reader: Reader, elsewhere: Sequence[Elsewhere]) -> Phrasings:
    """What an engine of these entries learns from; for measuring how it learns."""
    ours = _in_order(entries)
    classes = _classes(ours, sorted(elsewhere, key=lambda group: group.id), ())
    spelling = Spelling([text for ways in classes for text in ways], reader.english)
    return _read(classes, len(ours), spelling, reader, lambda _: None)[1]


def _in_order(entries: Sequence[Entry]) -> list[Entry]:
    # No source, no answer.
    return sorted((entry for entry in entries if entry.sources), key=lambda entry: entry.id)


def _classes(entries: Sequence[Entry], elsewhere: Sequence[Elsewhere], logged: Sequence[str]) -> list[tuple[str, ...]]:
    """The texts of each class: the entries first, then what lies elsewhere."""
    classes = [*_ways_of(entries), *(group.phrasings for group in elsewhere)]
    return [*classes, tuple(sorted(set(logged)))] if logged else classes


def _read(
    classes: Sequence[Sequence[str]],
    entries: int,
    spelling: Spelling,
    reader: Reader,
    done: Callable[[float], None],
) -> tuple[Lexicon, Phrasings]:
    meant = [spelling.meant(text) for ways in classes for text in ways]
    lexicon = lexical.learnt(meant)
    meaning = reader.phrasings(meant, lambda n: done(0.7 * n / len(meant)))
    of = np.repeat(np.arange(len(classes)), [len(ways) for ways in classes])
    return lexicon, Phrasings(_joined(meaning, lexicon.vectors(meant)), of, entries, len(classes))


def _joined(meaning: Floats, wording: Floats) -> Floats:
    """One row a text: the reader's vector and the wording's."""
    shares = np.sqrt(np.array([1 - _LEXICAL_SHARE, _LEXICAL_SHARE], np.float32))
    return np.hstack([meaning * shares[0], wording * shares[1]])


def _best(decision: Decision) -> float:
    return decision.candidates[0].confidence if decision.candidates else 0.0


def _only_offered(decision: Decision) -> Decision:
    """Offer what would be answered: what came before is sure of it, the question itself is not."""
    if decision.entry is None:
        return decision
    return replace(decision, outcome="choose", entry=None, confidence=min(decision.confidence, _LEAST_SURE))


def _least_harm(ours: float, right: Sequence[float]) -> str:
    """Take what is expected to do the least harm; `right` are the chances of the candidates."""
    among = sum(right)
    harm = {
        "abstained": ours * _SILENT,
        "answered": (1 - right[0]) * _WRONG,
        "choose": among * _CHOICE + (1 - among) * _BESIDE_THE_POINT if len(right) > 1 else math.inf,
    }
    return min(harm, key=lambda outcome: harm[outcome])


def _ways_of(entries: Sequence[Entry]) -> list[tuple[str, ...]]:
    """The different ways to ask for each entry: its phrasings, and its title unless others have the same."""
    titles = Counter(folded(entry.title) for entry in entries)
    texts = [(*e.phrasings, *([e.title] if titles[folded(e.title)] == 1 else [])) or (e.title,) for e in entries]
    return [tuple({folded(text): text for text in reversed(ways)}.values())[::-1] for ways in texts]


def _word_for_word(classes: Sequence[Sequence[str]]) -> dict[str, int]:
    """Map what is asked in exactly the words of one class, and of no other, to that class."""
    found: dict[str, int] = {}
    shared: set[str] = set()
    for number, ways in enumerate(classes):
        for phrasing in {folded(text) for text in ways} - {""}:
            if phrasing in found:
                shared.add(phrasing)
            found[phrasing] = number
    return {phrasing: number for phrasing, number in found.items() if phrasing not in shared}
