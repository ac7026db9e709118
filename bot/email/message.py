"""Messages as they travel: headers, plain text, HTML and perhaps a file, as the bytes of RFC 5322. Pure.

The older, simpler classes of the standard library are used on purpose. The newer ones decode what looks like an encoded
word in a header that they are given, so that a title could bring line breaks into the headers (platform-facts 7).
"""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr, make_msgid

from bot.email.html import letter_html
from bot.email.letter import NO_TITLE, letter, letter_text
from bot.email.settings import MailSettings
from handlers.cards import Card, Text
from handlers.interactions import storable
from handlers.outcomes import SendFile

LONGEST_SUBJECT = 150
"""Characters. The title stands in full in the letter, so that nothing is lost."""

# Not the types whose parts may not be encoded.
_MEDIA_TYPE = re.compile(r"(?!message/|multipart/)([a-z0-9][a-z0-9.+-]*)/([a-z0-9][a-z0-9.+-]*)", re.IGNORECASE)
_TRAVELS = policy.compat32.clone(linesep="\r\n")


@dataclass(frozen=True, slots=True)
class Mail:
    """A message ready to travel: to which address, under which Message-ID, and its bytes."""

    to: str
    id: str
    content: bytes


def card_mail(card: Card, to: str, key: str, settings: MailSettings, now: datetime) -> Mail:
    """Write a card to an address (of ASCII characters); the same key and address always make the same Message-ID."""
    return _mail(_written(card, settings), card.title, to, key, settings, now)


def file_mail(file: SendFile, to: str, settings: MailSettings, now: datetime) -> Mail:
    """Write to an address, with a file attached and its caption as the text."""
    whole = MIMEMultipart("mixed")
    whole.attach(_written(Card(file.name, (Text(file.caption),)), settings))
    whole.attach(_attached(file))
    return _mail(whole, file.name, to, "", settings, now)


def one_line(text: str) -> str:
    """Put a text on one line, without anything that could end a header."""
    return " ".join(_printable(text).split())


def _mail(message: Message, subject: str, to: str, key: str, settings: MailSettings, now: datetime) -> Mail:
    message_id = _message_id(key, to, settings)
    message["Subject"] = _subject(subject)  # type: ignore[assignment]  # the stub knows only text
    message["From"] = formataddr((settings.sender_name, settings.sender))
    message["To"] = to
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id
    if settings.contact:
        message["Reply-To"] = settings.contact
    # So that out-of-office notes do not answer a machine (platform-facts 7). “All” would suppress, besides, the notice
    # that an address does not exist, and that one is wanted.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "DR, RN, NRN, OOF, AutoReply"
    return Mail(to, message_id, message.as_bytes(policy=_TRAVELS))


def _message_id(key: str, to: str, settings: MailSettings) -> str:
    """Derived from the delivery, so that a repeat is the same message to every mail system on the way."""
    domain = settings.sender.rpartition("@")[2]
    if not key:
        return make_msgid("bunsen", domain)
    digest = hashlib.sha256(json.dumps([key, to]).encode()).hexdigest()
    return f"<{digest[:40]}.bunsen@{domain}>"


def _subject(title: str) -> Header:
    said = one_line(title) or NO_TITLE
    if len(said) > LONGEST_SUBJECT:
        said = said[: LONGEST_SUBJECT - 1].rstrip() + "…"
    # What merely looks like an encoded word must arrive as it was written.
    plain = said.isascii() and "=?" not in said
    return Header(said, "us-ascii" if plain else "utf-8", header_name="Subject")


def _written(card: Card, settings: MailSettings) -> MIMEMultipart:
    written = letter(card, settings)
    both = MIMEMultipart("alternative")
    both.attach(_part(_printable(letter_text(written)), "plain"))
    both.attach(_part(_printable(letter_html(written)), "html"))
    return both


def _part(text: str, kind: str) -> MIMEText:
    # Quoted-printable keeps every line short, whatever was written, and stays readable for spam filters.
    charset = Charset("utf-8")
    charset.body_encoding = QP
    # The class takes a Charset as its documentation says; its stub only knows names.
    return MIMEText(text, kind, charset)  # type: ignore[arg-type]


def _attached(file: SendFile) -> MIMEBase:
    kind = _MEDIA_TYPE.fullmatch(file.media_type)
    part = MIMEBase(kind[1], kind[2]) if kind else MIMEBase("application", "octet-stream")
    part.set_payload(file.content)
    encode_base64(part)
    name = re.split(r"[/\\]", one_line(file.name))[-1] or "file"
    part.add_header("Content-Disposition", "attachment", filename=name if name.isascii() else ("utf-8", "", name))
    return part


def _printable(text: str) -> str:
    """Keep line ends and tabs, and leave out every other control character and what UTF-8 cannot say."""
    lines = "\n".join(storable(text).splitlines())
    return "".join(mark for mark in lines if mark in "\n\t" or unicodedata.category(mark) != "Cc")
