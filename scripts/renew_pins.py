"""Renew every pinned version: `python3 scripts/renew_pins.py` (with `--keep` only writes down what is pinned already).

Writes `[tool.uv] constraint-dependencies` in pyproject.toml (every version, those of the tests too) and
requirements.lock (what production needs, with hashes). Neither names the registry that the packages come from.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = ROOT / "pyproject.toml"
LOCK = ROOT / "requirements.lock"
_BLOCK = re.compile(r"\n\[tool\.uv\]\n.*?\n\]\n", re.DOTALL)
_PACKAGES = ("bot", "handlers", "scheduler", "storage")
_HEADER = "# Made by scripts/renew_pins.py. For production: pip install --require-hashes -r requirements.lock\n"


def main() -> None:
    """Resolve afresh, and write both files."""
    text = PYPROJECT.read_text("utf-8")
    keep = "--keep" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        (copy / "pyproject.toml").write_text(text if keep else _BLOCK.sub("", text), "utf-8")
        for name in ("README.md", "LICENSE"):
            shutil.copy(ROOT / name, copy / name)
        for name in _PACKAGES:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        _uv(copy, "lock")
        pins = _uv(copy, "export", "--all-groups", "--no-hashes", "--no-header", "--no-annotate")
        production = _uv(copy, "export", "--no-dev", "--no-header", "--no-annotate")
    lines = [line.replace('"', "'") for line in pins.splitlines() if "==" in line]
    block = "\n[tool.uv]\nconstraint-dependencies = [\n" + "".join(f'  "{line}",\n' for line in lines) + "]\n"
    PYPROJECT.write_text(_BLOCK.sub("", text).rstrip("\n") + "\n" + block, "utf-8")
    LOCK.write_text(_HEADER + production, "utf-8")


def _uv(folder: Path, command: str, *arguments: str) -> str:
    selection = () if command == "lock" else ("--frozen", "--no-emit-project")
    full = ["uv", command, "--quiet", *selection, *arguments]
    return subprocess.run(full, cwd=folder, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
