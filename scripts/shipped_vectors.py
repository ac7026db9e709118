"""Renew the vectors of the shipped phrasings after editing them: `uv run python scripts/shipped_vectors.py`

They are only there so that `bunsen ask` answers in a second or two: a phrasing without one is read when it is needed.
"""

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.answering.weights import encoder  # noqa: E402
from bot.imports.knowledge import shipped_elsewhere, shipped_knowledge  # noqa: E402
from handlers.answers.engine import AnswerEngine  # noqa: E402
from handlers.answers.semantic.remembered import RememberingReader  # noqa: E402

FILE = ROOT / "bot" / "answering" / "data" / "phrasings.npz"


def main() -> None:
    """Read all shipped phrasings, and write their vectors."""
    reader = RememberingReader(encoder(), {})
    AnswerEngine(shipped_knowledge()[0], reader, shipped_elsewhere()[0])
    known = sorted(reader.known.items())
    keys = np.array([list(key) for key, _ in known], np.uint8)
    np.savez(FILE, keys=keys, vectors=np.array([vector for _, vector in known], np.float16))
    sys.stdout.write(f"{len(known)} vectors, {FILE.stat().st_size / 1e6:.1f} MB, written to {FILE}\n")


if __name__ == "__main__":
    main()
