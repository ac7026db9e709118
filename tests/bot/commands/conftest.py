"""The command line as somebody uses it, on a database of its own."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app

PEOPLE = """\
email,name,unit,roll-up group,posts
xi@wenlow.example,Xi Chen,Physics,Science,OSD Manager
nell@wenlow.example,Nell Thistlewick,Chemistry,Science,Committee chair; HR Lead
sam@wenlow.example,Sam Poole,Chemistry,Science,
"""
PLAN = """\
Ref,Theme,Action,Owner,Due,Status
V1,Visibility,Put technicians on the website,OSD Manager,2027-06-30,In progress
R1,Recognition,Open the award to technicians,HR Lead,2027-07-31,Completed
"""
OTHER_PLAN = """\
Ref,Theme,Action,Owner
N1,Visibility,Hold an open day in the workshops,Estates
N2,Recognition,Write to former apprentices,Alumni Office
N3,Sustainability,Insure the kilns together,Finance
"""


@dataclass
class CommandLine:
    """Runs commands; `url` names the database."""

    folder: Path
    url: str
    environment: dict[str, str | None] = field(default_factory=dict)

    def __call__(self, *words: str | Path, typed: str | None = None) -> Result:
        """Run a command to its end. An exception that it did not expect fails the test."""
        environment = {"BUNSEN_DATABASE_URL": self.url, "COLUMNS": "80", **self.environment}
        result = CliRunner().invoke(app, [str(word) for word in words], input=typed, env=environment)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def done(self, *words: str | Path) -> str:
        """Run a command that does what it should; give what it says."""
        result = self(*words)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    def refused(self, *words: str | Path, code: int = 1) -> str:
        """Run a command that is refused; give what it says on standard error, in one line."""
        result = self(*words)
        assert result.exit_code == code, (result.exit_code, result.stdout, result.stderr)
        return " ".join(result.stderr.split())

    def file(self, name: str, content: str | bytes) -> Path:
        """Write a file to bring in."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


@pytest.fixture
def bunsen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line on an empty SQLite database, in a folder of its own."""
    for name in (
        "BUNSEN_KNOWLEDGE",
        "BUNSEN_TIMEZONE",
        "SLACK_BOT_TOKEN",
        "MicrosoftAppId",
        "MicrosoftAppPassword",
        "BUNSEN_SMTP_URL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return CommandLine(tmp_path, f"sqlite:///{tmp_path / 'bunsen.db'}")


@pytest.fixture
def wenlow(bunsen: CommandLine) -> CommandLine:
    """The command line of a Bunsen with one institution."""
    bunsen.done("institution", "add", "wenlow", "University of Little Wenlow")
    return bunsen


@pytest.fixture
def staffed(wenlow: CommandLine) -> CommandLine:
    """One institution with people and posts."""
    wenlow.done("people", "import", wenlow.file("people.csv", PEOPLE))
    return wenlow


@pytest.fixture
def either(bunsen: CommandLine, database_url: str) -> CommandLine:
    """The command line on an empty database of each kind."""
    bunsen.url = database_url
    return bunsen
