"""What Bunsen needs to know to send e-mail, read from `BUNSEN_SMTP_URL` and its neighbours."""

import re
import ssl
from dataclasses import dataclass, field
from email.utils import getaddresses
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from bot.settings import Settings, SettingsWrong

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"smtp": 587, "smtps": 465}
_HOST = re.compile(r"[A-Za-z0-9._:-]+")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_SHAPE = (
    "Write it like smtp://user:password@mail.wenlow.example:587, or smtps://… for port 465. What is not a letter or "
    "digit in the user name or the password is written with its percent code, such as %40 for @ and %2F for /."
)


class Security(StrEnum):
    """How the connection to the mail server is encrypted."""

    TLS = "tls"
    """From the first byte on."""
    STARTTLS = "starttls"
    """After a word in the clear, and never without."""
    NONE = "none"
    """Not at all: only to this machine."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The mail server, and whose name stands on the mail.

    `contact` is the address that replies go to, `chat_url` a page that opens Bunsen in chat; both may be empty.
    """

    host: str
    port: int
    security: Security
    sender: str
    sender_name: str = "Bunsen"
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    contact: str = ""
    chat_url: str = ""
    chats: str = "Slack or Teams"
    trust: ssl.SSLContext | None = field(default=None, repr=False, compare=False)


def mail_settings(settings: Settings) -> MailSettings | None:
    """Read the settings of e-mail; None where no mail server is named.

    Raises SettingsWrong, which names the setting and never quotes a password.
    """
    url = settings.smtp_url.get_secret_value()
    if not url:
        return None
    parts, port = _split(url)
    host, security = parts.hostname or "", _security(parts, settings.smtp_ca_file)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) is not bool(password):
        raise SettingsWrong(f"BUNSEN_SMTP_URL needs a user name and a password, or neither. {_SHAPE}")
    name, sender = _sender(settings.smtp_from)
    return MailSettings(
        host=host,
        port=port,
        security=security,
        sender=sender,
        sender_name=name or "Bunsen",
        user=user,
        password=password,
        contact=_contact(settings.smtp_contact),
        chat_url=_chat_url(settings.chat_url),
        chats=_chats(settings),
        trust=_trust(settings.smtp_ca_file) if security is not Security.NONE else None,
    )


def _split(url: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        given = parts.port
    except ValueError:
        # The library's own message may quote a piece of the password.
        raise SettingsWrong(f"BUNSEN_SMTP_URL cannot be read. {_SHAPE}") from None
    if parts.scheme not in _PORTS:
        raise SettingsWrong(f"BUNSEN_SMTP_URL must begin with smtp:// or smtps://. {_SHAPE}")
    if not _HOST.fullmatch(parts.hostname or ""):
        raise SettingsWrong(f"BUNSEN_SMTP_URL names no mail server. {_SHAPE}")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise SettingsWrong(f"BUNSEN_SMTP_URL must end with the mail server and its port. {_SHAPE}")
    return parts, _PORTS[parts.scheme] if given is None else given


def _security(parts: SplitResult, ca_file: Path | None) -> Security:
    if parts.scheme == "smtps":
        return Security.TLS
    # A mail server on this machine mostly has a certificate that nobody can check, unless it is named here.
    return Security.NONE if parts.hostname in _HERE and ca_file is None else Security.STARTTLS


def _trust(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except (OSError, ValueError):
        # ssl.SSLError, for a file that holds no certificate, is an OSError too.
        raise SettingsWrong(
            "BUNSEN_SMTP_CA_FILE cannot be used: it must be a file of certificates in PEM form that Bunsen may read."
        ) from None


def _sender(text: str) -> tuple[str, str]:
    """The name (perhaps empty) and the address of whom the mail is from."""
    if not text:
        raise SettingsWrong(
            "BUNSEN_SMTP_FROM is missing: the address that mail comes from, such as Bunsen <bunsen@wenlow.example>."
        )
    ((name, address),) = found if len(found := getaddresses([text])) == 1 else (("", ""),)
    if not _ADDRESS.fullmatch(address) or not name.isprintable():
        raise SettingsWrong("BUNSEN_SMTP_FROM is not an e-mail address. Write it like Bunsen <bunsen@wenlow.example>.")
    return name, address


def _contact(text: str) -> str:
    if text and not _ADDRESS.fullmatch(text):
        raise SettingsWrong("BUNSEN_SMTP_CONTACT is not an e-mail address. Write it like technicians@wenlow.example.")
    return text


def _chat_url(text: str) -> str:
    wrong = SettingsWrong("BUNSEN_CHAT_URL is not a web address. It must begin with https://, or be left out.")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise wrong from None
    if text and (parts.scheme != "https" or not parts.netloc or not text.isprintable() or " " in text):
        raise wrong
    return text


def _chats(settings: Settings) -> str:
    wanted = {"Slack": settings.wants_slack, "Teams": settings.wants_teams}
    return " or ".join(chat for chat, there in wanted.items() if there) or "Slack or Teams"
