"""300 entries of ten phrasings, made of the words of the shipped ones: as long and as alike as real ones, senseless."""

import random
from dataclasses import replace

from bot.imports.knowledge import shipped_knowledge
from handlers.answers.entries import Entry

ENTRIES = 300
PHRASINGS = 10


def entries(chosen: random.Random | None = None) -> list[Entry]:
    """Make the entries."""
    chosen = chosen or random.Random(2027)  # noqa: S311
    shipped, _ = shipped_knowledge()
    vocabulary = sorted({word for entry in shipped for way in entry.phrasings for word in way.split() if len(word) > 3})
    made = []
    for number in range(ENTRIES):
        topic = chosen.sample(vocabulary, 4)
        ways = {_way(chosen, topic, vocabulary) for _ in range(PHRASINGS)}
        made.append(replace(shipped[0], id=f"entry-{number}", title=" ".join(topic[:2]), phrasings=tuple(sorted(ways))))
    return made


def questions(chosen: random.Random, count: int) -> list[str]:
    """Draw questions like the shipped phrasings."""
    shipped, _ = shipped_knowledge()
    return [f"{chosen.choice(chosen.choice(shipped).phrasings)} please" for _ in range(count)]


def _way(chosen: random.Random, topic: list[str], vocabulary: list[str]) -> str:
    words = [*chosen.sample(topic, 2), *chosen.sample(vocabulary, chosen.randint(1, 7))]
    chosen.shuffle(words)
    return " ".join(words)
