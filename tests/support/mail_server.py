"""A real SMTP server on this machine, which records what it takes and can be told to misbehave."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "bunsen", "p@ss/word#1"


@dataclass(frozen=True)
class Taken:
    """A message that the server has taken, as it came."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    encrypted: bool
    login: str

    @property
    def message(self) -> EmailMessage:
        """The message as a mail program reads it."""
        read = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(read, EmailMessage)
        return read

    def part(self, kind: str) -> str:
        """Its text of one kind: plain or html."""
        body = self.message.get_body((kind,))
        assert body is not None
        return str(body.get_content())


@dataclass
class MailServer:
    """What it took, and what it answers. An answer that is empty means: as usual."""

    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    """What to say to MAIL, RCPT and DATA."""
    hang_up: str = ""
    """“before” or “after” taking a message: when to drop the connection at DATA."""
    wait_for: dict[str, asyncio.Event] = field(default_factory=dict)
    """What to wait for before RCPT, DATA or QUIT is answered."""
    logins: int = 0

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the sender, or answer as told."""
        envelope.mail_from = address
        return self.answers.get("MAIL") or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or answer as told."""
        await self._waited("RCPT")
        if refused := self.answers.get("RCPT"):
            return refused
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a message, or do as told."""
        await self._waited("DATA")
        if self.hang_up == "before":
            return self._hung_up(server)
        if refused := self.answers.get("DATA"):
            return refused
        content = envelope.content
        assert isinstance(content, bytes)
        login = session.auth_data.login.decode() if isinstance(session.auth_data, LoginPassword) else ""
        taken = (str(envelope.mail_from), tuple(envelope.rcpt_tos), content, session.ssl is not None, login)
        self.taken.append(Taken(*taken))
        return self._hung_up(server) if self.hang_up else "250 OK"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Part."""
        await self._waited("QUIT")
        return "221 Bye"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        """Let the one user in who has the password."""
        self.logins += 1
        assert isinstance(data, LoginPassword)
        good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=False, auth_data=data)

    async def _waited(self, word: str) -> None:
        if (event := self.wait_for.get(word)) is not None:
            await event.wait()

    def _hung_up(self, server: SMTP) -> str:
        assert isinstance(server.transport, asyncio.WriteTransport)
        server.transport.abort()
        return "250 never heard"


@asynccontextmanager
async def serving(**options: Any) -> AsyncIterator[MailServer]:
    """Run a server on a free port; the options are aiosmtpd's, `auth`, and `ssl` for TLS from the first byte on."""
    mail = MailServer()
    tls = options.pop("ssl", None)
    if options.get("auth_required") or options.pop("auth", False):
        options["authenticator"] = mail.authenticate
    connections: list[SMTP] = []

    def connection() -> SMTP:
        connections.append(SMTP(mail, hostname="mail.wenlow.example", loop=asyncio.get_running_loop(), **options))
        return connections[-1]

    server = await asyncio.get_running_loop().create_server(connection, "127.0.0.1", 0, ssl=tls)
    mail.port = server.sockets[0].getsockname()[1]
    try:
        yield mail
    finally:
        server.close()
        for each in connections:
            if isinstance(each.transport, asyncio.WriteTransport):
                each.transport.abort()
        await server.wait_closed()


@dataclass(frozen=True)
class Certificate:
    """A certificate that signed itself: the file that a client can trust, and the context of a server that has it."""

    file: Path
    context: ssl.SSLContext


def make_certificate(folder: Path, *, good_for: Callable[[], x509.GeneralName] | None = None) -> Certificate:
    """Make a certificate for 127.0.0.1, or for the name given."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Wenlow test")])
    subject = good_for() if good_for else x509.IPAddress(ip_address("127.0.0.1"))
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([subject]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, secret = folder / "mail.pem", folder / "mail.key"
    file.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file, secret)
    return Certificate(file, context)
