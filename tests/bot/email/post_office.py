"""What the tests of e-mail write, and how."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

from pydantic import SecretStr

from bot.email.messenger import SECONDS, EmailMessenger
from bot.email.settings import MailSettings, Security, mail_settings
from bot.settings import Settings
from handlers.cards import Bullets, Button, Buttons, Card, Facts, Link, Table, Text, Tone
from handlers.interactions import Conversation, Platform
from tests.support.mail_server import PASSWORD, USER, MailServer

NOW = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
ADA = Conversation(Platform.EMAIL, "", "ada@wenlow.example", True)
PLAIN = MailSettings("127.0.0.1", 25, Security.NONE, "bunsen@wenlow.example")
NUDGE = Card(
    "Your report for the review on 29 March 2027",
    (
        Text("The papers close on 15 March 2027. You own two actions without a report so far:"),
        Bullets(("V1 Update the web page (due 1 April 2027)", "R3 Count technicians <by grade> & unit")),
        Text("One form for all of them.", Tone.QUIET),
        Buttons((Button("Report now", "actions.report", "waiting"),)),
    ),
)
STATUS = Card(
    "How the plan stands",
    (
        Text("Nobody has reported on three actions.", Tone.WARNING),
        Facts((("Papers close", "15 March 2027"), ("Review", "29 March 2027"))),
        Table(
            "Actions by theme",
            ("Theme", "Green", "Amber", "Red", "Not due yet", "Dropped", "Not reported"),
            (("Career Development", "4", "5", "1", "2", "0", "0"), ("Evaluating Impact", "0", "1", "2", "0", "0", "3")),
        ),
        Table("Changes", ("Action", "Status"), (("V1 Update the web page and tell everybody", "Green"),)),
        Link("The Technician Commitment", "https://www.technicians.org.uk/commitment"),
    ),
    "As of 1 March 2027",
)


def read(**settings: object) -> MailSettings | None:
    """Read settings as an operator gives them; the sender is there unless it is what is tested."""
    given = {"smtp_from": "Bunsen <bunsen@wenlow.example>"} | settings
    known = {name: SecretStr(str(value)) if name == "smtp_url" else value for name, value in given.items()}
    return mail_settings(Settings().model_copy(update=known))


def understood(**settings: object) -> MailSettings:
    """The same, where a mail server is named."""
    found = read(**settings)
    assert found is not None
    return found


def messenger(server: MailServer, settings: MailSettings = PLAIN, seconds: float = SECONDS) -> EmailMessenger:
    """A messenger that uses this server."""
    return EmailMessenger(replace(settings, port=server.port), lambda: NOW, seconds)


def url(server: MailServer, scheme: str = "smtp", host: str = "127.0.0.1", password: str = PASSWORD) -> str:
    """The address of the server with its one user."""
    return f"{scheme}://{USER}:{quote(password, safe='')}@{host}:{server.port}"
