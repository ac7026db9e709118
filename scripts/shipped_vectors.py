"""Learn the shipped entries once, after editing them: `uv run python scripts/shipped_vectors.py`

What it writes is only there so that Bunsen starts in a second: without it, or with other entries, everything is read
and learnt when it is needed. `usual.npy`, what all texts have in common half-way through the network, is part of how
texts are read; it is made where it is missing, and else left as it is.
"""

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.answering.weights import built, encoder  # noqa: E402
from bot.imports.knowledge import shipped_elsewhere, shipped_knowledge  # noqa: E402
from handlers.answers.engine import AnswerEngine  # noqa: E402
from handlers.answers.kept import as_arrays  # noqa: E402
from handlers.answers.semantic.encoder import WIDTH  # noqa: E402
from handlers.answers.semantic.remembered import RememberingReader  # noqa: E402

DATA = ROOT / "bot" / "answering" / "data"


def main() -> None:
    """Read and learn all shipped phrasings, and write the three files."""
    entries, elsewhere = shipped_knowledge()[0], shipped_elsewhere()[0]
    if not (DATA / "usual.npy").exists():
        ways = [*(entry.phrasings for entry in entries), *(matter.phrasings for matter in elsewhere)]
        texts = [text for each in ways for text in each]
        np.save(DATA / "usual.npy", built(None).vectors(texts)[:, WIDTH:].mean(axis=0))
    reader = RememberingReader(encoder(), {})
    engine = AnswerEngine(entries, reader, elsewhere)
    known = sorted(reader.known.items())
    keys = np.array([list(key) for key, _ in known], np.uint8)
    np.savez(DATA / "phrasings.npz", keys=keys, vectors=np.array([vector for _, vector in known]))
    lessons = {"mark": np.frombuffer(engine.mark, np.uint8), **as_arrays(engine.kept)}
    np.savez_compressed(DATA / "lessons.npz", allow_pickle=False, **lessons)
    for name in ("phrasings.npz", "lessons.npz"):
        sys.stdout.write(f"{(DATA / name).stat().st_size / 1e6:.1f} MB written to {DATA / name}\n")


if __name__ == "__main__":
    main()
