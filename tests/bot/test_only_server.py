"""One server at a time on a database that is a file."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.only_server import AnotherServer, only_server
from storage.database import Database

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from bot.only_server import only_server
with only_server(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the database."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "bunsen.db")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_server_is_refused_and_the_first_named(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with (
        pytest.raises(AnotherServer, match=rf"process {holder.pid}\) already runs on"),
        only_server(tmp_path / "bunsen.db"),
    ):
        pass


def test_the_refusal_says_what_to_do(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(AnotherServer, match="use PostgreSQL"), only_server(tmp_path / "bunsen.db"):
        pass


def test_after_a_kill_the_next_server_may_start(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with only_server(tmp_path / "bunsen.db"):
        assert (tmp_path / "bunsen.db.server").read_text() == f"{os.getpid()}\n"


def test_after_the_end_the_next_server_may_start(tmp_path: Path) -> None:
    for _ in range(2):
        with only_server(tmp_path / "bunsen.db"):
            pass


def test_another_database_is_another_matter(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with only_server(tmp_path / "other.db"):
        assert holder.poll() is None


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(AnotherServer, match="cannot be written"), only_server(tmp_path / "nowhere" / "bunsen.db"):
        pass


def test_a_database_that_is_no_file_takes_any_number() -> None:
    with only_server(None), only_server(None):
        pass


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:///some/bunsen.db", Path("some/bunsen.db")),
        ("sqlite:////abs/bunsen.db", Path("/abs/bunsen.db")),
        ("sqlite://", None),
        ("postgresql://u:p@h/bunsen", None),
    ],
)
async def test_a_database_knows_its_file(url: str, file: Path | None) -> None:
    database = Database(url)
    assert database.file == file
    await database.close()
