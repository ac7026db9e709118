"""The house: who may import whom, what is packaged, how large a room may grow."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("bot", "handlers", "scheduler", "storage")
SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
LONGEST_FILE = 350


def test_the_dependency_rule_holds() -> None:
    check = subprocess.run(
        [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == 0, check.stdout


def test_every_package_is_listed_for_setuptools() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    there = {str(path.parent.relative_to(ROOT)).replace("/", ".") for path in SOURCES if path.name == "__init__.py"}
    assert set(listed) == there


def test_every_folder_with_code_is_a_package() -> None:
    without = {path.parent for path in SOURCES if not (path.parent / "__init__.py").exists()}
    assert without == set()


# A migration is a record of what was done, and is not edited again.
ROOMS = [path for path in SOURCES if path.parent.name != "versions"]


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_holds_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_nothing_happens_at_import() -> None:
    """No client, engine, scheduler or settings object is made by importing: the environment is empty and it works."""
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in SOURCES
        if path.name not in ("__main__.py", "env.py", "__init__.py")
    ]
    code = "import importlib, threading\n" + "\n".join(f"importlib.import_module({name!r})" for name in modules)
    code += "\nassert threading.active_count() == 1"
    check = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={}, capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stderr
