"""Sending over real SMTP connections, and what happens when the server does not play along."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable
from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from cryptography import x509

from bot.email.errors import OPERATOR_SECONDS, failure
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account, MessageRef, Platform
from handlers.outcomes import SendFile
from tests.bot.email.post_office import ADA, NUDGE, STATUS, messenger, understood, url
from tests.support.mail_server import USER, Certificate, MailServer, make_certificate, serving

KEY = "nudge:3:1:first:7"
SHORT = 0.2
"""Seconds to wait for what never comes."""


async def failed(sending: Awaitable[object]) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failure:
        await sending
    return failure.value


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return make_certificate(tmp_path)


@pytest.fixture
async def guarded(certificate: Certificate) -> AsyncIterator[MailServer]:
    """A server as institutions run them: STARTTLS first, then a login."""
    options = {"tls_context": certificate.context, "require_starttls": True, "auth_required": True}
    async with serving(**options) as mail:
        yield mail


# --- what arrives ---


async def test_a_card_arrives(server: MailServer) -> None:
    await messenger(server).send(ADA, NUDGE, key=KEY)
    (taken,) = server.taken
    assert (taken.sender, taken.recipients) == ("bunsen@wenlow.example", ("ada@wenlow.example",))


async def test_its_text_is_whole(server: MailServer) -> None:
    await messenger(server).send(ADA, NUDGE, key=KEY)
    assert "R3 Count technicians <by grade> & unit" in server.taken[0].part("plain")


async def test_the_reference_is_the_message_id(server: MailServer) -> None:
    sent = await messenger(server).send(ADA, NUDGE, key=KEY)
    assert sent == MessageRef(ADA, str(server.taken[0].message["Message-ID"]))


async def test_lines_of_one_dot_do_not_end_it(server: MailServer) -> None:
    dots = replace(NUDGE, title="Dots", footer=".\n.\nthe end")
    await messenger(server).send(ADA, dots)
    assert ".\n.\nthe end" in server.taken[0].part("plain").replace("\r\n", "\n")


async def test_a_file_arrives(server: MailServer) -> None:
    await messenger(server).send_file(ADA, SendFile("plan.csv", "text/csv", b"a,b\n", "The plan"))
    (attached,) = server.taken[0].message.iter_attachments()
    assert (attached.get_filename(), attached.get_payload(decode=True)) == ("plan.csv", b"a,b\n")


async def test_an_update_sends_nothing(server: MailServer) -> None:
    sent = await messenger(server).send(ADA, NUDGE, key=KEY)
    await messenger(server).update(sent, STATUS)
    assert len(server.taken) == 1


async def test_a_domain_with_umlauts_is_written_as_mail_servers_read_it(server: MailServer) -> None:
    await messenger(server).send(replace(ADA, id="ada@münchen.example"), NUDGE)
    assert server.taken[0].recipients == ("ada@xn--mnchen-3ya.example",)


async def test_the_mailbox_of_an_account_is_its_address(server: MailServer) -> None:
    account = Account(Platform.EMAIL, "", "ada@wenlow.example")
    assert await messenger(server).direct(account) == ADA


async def test_an_account_in_chat_has_no_mailbox(server: MailServer) -> None:
    assert await messenger(server).direct(Account(Platform.SLACK, "T1", "U1")) is None


# --- who is let in, and over which connection ---


async def test_the_login_and_the_message_travel_encrypted(guarded: MailServer, certificate: Certificate) -> None:
    settings = understood(smtp_url=url(guarded), smtp_ca_file=certificate.file)
    await messenger(guarded, settings).send(ADA, NUDGE)
    assert [(taken.encrypted, taken.login) for taken in guarded.taken] == [(True, USER)]


async def test_tls_from_the_first_byte(certificate: Certificate) -> None:
    async with serving(ssl=certificate.context, auth=True, auth_require_tls=False) as server:
        settings = understood(smtp_url=url(server, "smtps"), smtp_ca_file=certificate.file)
        await messenger(server, settings).send(ADA, NUDGE)
        assert [taken.login for taken in server.taken] == [USER]


async def test_a_server_without_starttls_gets_neither_password_nor_message(certificate: Certificate) -> None:
    async with serving(auth=True, auth_require_tls=False) as server:
        settings = understood(smtp_url=url(server), smtp_ca_file=certificate.file)
        await failed(messenger(server, settings).send(ADA, NUDGE))
        assert (server.logins, server.taken) == (0, [])


async def test_a_certificate_that_nobody_vouches_for_gets_neither(guarded: MailServer) -> None:
    # Any file of certificates that this one is not in stands for the system's own.
    settings = understood(smtp_url=f"smtp://{USER}:x@mail.wenlow.example")
    failure = await failed(messenger(guarded, replace(settings, host="127.0.0.1")).send(ADA, NUDGE))
    assert (failure.permanent, failure.retry_after, guarded.logins, guarded.taken) == (False, OPERATOR_SECONDS, 0, [])


async def test_a_server_that_does_not_speak_tls_from_the_first_byte_is_tried_again(certificate: Certificate) -> None:
    async with serving(tls_context=certificate.context) as server:
        settings = understood(smtp_url=f"smtps://127.0.0.1:{server.port}", smtp_ca_file=certificate.file)
        failure = await failed(messenger(server, settings).send(ADA, NUDGE))
        assert (failure.permanent, failure.unknown) == (False, False)


async def test_a_certificate_for_another_name_gets_neither(tmp_path: Path) -> None:
    other = make_certificate(tmp_path, good_for=lambda: x509.DNSName("mail.elsewhere.example"))
    async with serving(tls_context=other.context, require_starttls=True, auth_required=True) as server:
        settings = understood(smtp_url=url(server), smtp_ca_file=other.file)
        await failed(messenger(server, settings).send(ADA, NUDGE))
        assert (server.logins, server.taken) == (0, [])


async def test_a_wrong_password_is_tried_again_when_somebody_may_have_put_it_right(
    guarded: MailServer, certificate: Certificate
) -> None:
    settings = understood(smtp_url=url(guarded, password="wrong-secret"), smtp_ca_file=certificate.file)
    failure = await failed(messenger(guarded, settings).send(ADA, NUDGE))
    assert (failure.permanent, failure.retry_after) == (False, OPERATOR_SECONDS)


async def test_a_wrong_password_is_logged_without_it(guarded: MailServer, certificate: Certificate) -> None:
    settings = understood(smtp_url=url(guarded, password="wrong-secret"), smtp_ca_file=certificate.file)
    with structlog.testing.capture_logs() as logs:
        await failed(messenger(guarded, settings).send(ADA, NUDGE))
    (line,) = logs
    assert (line["event"], line["code"][:3], {"wrong-secret", USER, ADA.id} & set(map(str, line.values()))) == (
        "email.refused_bunsen",
        "535",
        set(),
    )


# --- what the server refuses ---


@pytest.mark.parametrize(
    ("word", "answer", "permanent"),
    [
        ("RCPT", "550 5.1.1 No such user ada@wenlow.example", True),
        ("RCPT", "553 Mailbox name not allowed", True),
        ("RCPT", "450 4.2.0 Greylisted, ada@wenlow.example", False),
        ("RCPT", "421 Closing down", False),
        ("RCPT", "530 Log in first", False),
        ("MAIL", "553 5.7.1 Sender not allowed", False),
        ("MAIL", "451 Later", False),
        ("DATA", "554 5.7.1 Looks like spam", True),
        ("DATA", "452 4.3.1 Disk full", False),
    ],
)
async def test_what_is_refused_for_good_is_not_tried_again(
    server: MailServer, word: str, answer: str, permanent: bool
) -> None:
    server.answers[word] = answer
    assert (await failed(messenger(server).send(ADA, NUDGE))).permanent is permanent


async def test_the_reason_names_the_codes_and_nothing_that_the_server_said(server: MailServer) -> None:
    server.answers["RCPT"] = "550 5.1.1 No such user ada@wenlow.example"
    failure = await failed(messenger(server).send(ADA, NUDGE))
    assert failure.reason == "the mail server refused the address (550 5.1.1)"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ada",
        "ada@",
        "@wenlow.example",
        "a b@x.example",
        "ada@x.example>\r\nDATA",
        "äda@x.example",
        "a@b..c",
        "x" * 250 + "@y.example",
    ],
)
async def test_what_is_no_address_never_reaches_the_server(server: MailServer, address: str) -> None:
    failure = await failed(messenger(server).send(replace(ADA, id=address), NUDGE))
    assert (failure.permanent, server.taken) == (True, [])


# --- what breaks ---


async def test_a_server_that_is_away_is_tried_again(server: MailServer) -> None:
    closed = messenger(server)
    async with serving() as other:
        closed = messenger(other)
    failure = await failed(closed.send(ADA, NUDGE))
    assert (failure.permanent, failure.unknown) == (False, False)


@pytest.mark.parametrize("when", ["before", "after"])
async def test_after_a_connection_that_breaks_at_the_text_nobody_knows(server: MailServer, when: str) -> None:
    server.hang_up = when
    failure = await failed(messenger(server).send(ADA, NUDGE, key=KEY))
    assert (failure.permanent, failure.unknown) == (False, True)


@pytest.mark.parametrize("answer", ["what", "25O OK", "299 Perhaps"])
async def test_after_an_answer_to_the_text_that_makes_no_sense_nobody_knows(server: MailServer, answer: str) -> None:
    server.answers["DATA"] = answer
    failure = await failed(messenger(server).send(ADA, NUDGE))
    assert (failure.permanent, failure.unknown) == (False, True)


async def test_a_refusal_of_the_text_is_known(server: MailServer) -> None:
    server.answers["DATA"] = "452 4.3.1 Disk full"
    assert not (await failed(messenger(server).send(ADA, NUDGE))).unknown


@pytest.mark.parametrize("handed_over", [False, True])
def test_after_encryption_that_breaks_at_the_text_nobody_knows(handed_over: bool) -> None:
    broken = failure(ssl.SSLError("the connection was cut"), handed_over=handed_over)
    assert broken.unknown is handed_over


async def test_a_message_that_had_been_taken_all_the_same_comes_again_under_the_same_id(server: MailServer) -> None:
    server.hang_up = "after"
    await failed(messenger(server).send(ADA, NUDGE, key=KEY))
    server.hang_up = ""
    await messenger(server).send(ADA, NUDGE, key=KEY)
    first, second = server.taken
    assert first.message["Message-ID"] == second.message["Message-ID"]


@pytest.mark.parametrize(("word", "unknown"), [("RCPT", False), ("DATA", True)])
async def test_a_server_that_does_not_answer_is_tried_again(server: MailServer, word: str, unknown: bool) -> None:
    server.wait_for[word] = asyncio.Event()
    failure = await failed(messenger(server, seconds=SHORT).send(ADA, NUDGE))
    assert (failure.permanent, failure.unknown) == (False, unknown)


async def test_a_server_that_never_says_goodbye_has_the_message_all_the_same(server: MailServer) -> None:
    server.wait_for["QUIT"] = asyncio.Event()
    await messenger(server).send(ADA, NUDGE)
    assert len(server.taken) == 1


async def test_sending_can_be_stopped(server: MailServer) -> None:
    server.wait_for["RCPT"] = asyncio.Event()
    sending = asyncio.create_task(messenger(server).send(ADA, NUDGE))
    await asyncio.sleep(SHORT)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending


async def test_nothing_that_goes_wrong_names_the_person(server: MailServer) -> None:
    server.answers["RCPT"] = "530 5.7.0 Log in first, ada@wenlow.example"
    with structlog.testing.capture_logs() as logs:
        failure = await failed(messenger(server).send(ADA, NUDGE))
    assert "ada@" not in f"{failure.reason} {failure.__cause__} {logs}"
