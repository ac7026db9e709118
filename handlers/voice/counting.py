"""How often what was answered: all that the figures of a round are made of, counted while its ballots are opened."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from handlers.voice.model import Answers

Given = Mapping[str, Mapping[str, Mapping[str, int]]]
"""How often what was given: by question, then group, then answer."""


class Counts:
    """Ballots as they are counted, by the group that was sealed into each. The ballots themselves are not kept."""

    def __init__(self) -> None:
        self._took: Counter[str] = Counter()
        self._given: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)

    def add(self, group: str, answers: Answers) -> None:
        """Count one ballot."""
        self._took[group] += 1
        self._given[group].update(answers.items())

    def took(self, groups: Iterable[str]) -> Counter[str]:
        """How many ballots there are of each of these groups; whatever else was sealed into one is in none, ""."""
        known, found = set(groups), Counter[str]()
        for group, ballots in self._took.items():
            found[group if group in known else ""] += ballots
        return found

    def given(self, groups: Iterable[str]) -> Given:
        """How often what was given, in these groups and outside them."""
        known = set(groups)
        found: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for group, counted in self._given.items():
            for (key, value), times in counted.items():
                found[key][group if group in known else ""][value] += times
        return found
