"""BUNSEN_SMTP_URL and its neighbours, as operators write them."""

from pathlib import Path
from traceback import format_exception

import pytest

from bot.email.settings import Security
from bot.settings import SettingsWrong
from tests.bot.email.post_office import read, understood
from tests.support.mail_server import make_certificate

SECRET = "hunter2"


def test_without_a_mail_server_there_is_no_mail() -> None:
    assert read() is None


@pytest.mark.parametrize(
    ("url", "port", "security"),
    [
        ("smtp://mail.wenlow.example", 587, Security.STARTTLS),
        ("smtp://mail.wenlow.example:25", 25, Security.STARTTLS),
        ("smtps://mail.wenlow.example/", 465, Security.TLS),
        ("smtps://localhost", 465, Security.TLS),
        ("smtp://localhost:25", 25, Security.NONE),
        ("smtp://127.0.0.1:25", 25, Security.NONE),
        ("smtp://[::1]:25", 25, Security.NONE),
        ("smtp://localhost.wenlow.example", 587, Security.STARTTLS),
    ],
)
def test_only_the_way_to_this_machine_is_not_encrypted(url: str, port: int, security: Security) -> None:
    found = understood(smtp_url=url)
    assert (found.port, found.security) == (port, security)


def test_with_a_certificate_of_its_own_this_machine_too_is_spoken_to_encrypted(tmp_path: Path) -> None:
    found = understood(smtp_url="smtp://localhost", smtp_ca_file=make_certificate(tmp_path).file)
    assert found.security is Security.STARTTLS


def test_percent_codes_in_name_and_password_are_read() -> None:
    found = understood(smtp_url="smtp://bunsen%40wenlow.example:a%2Fb%23c%3A@mail.wenlow.example")
    assert (found.user, found.password) == ("bunsen@wenlow.example", "a/b#c:")


def test_the_password_is_not_shown_when_the_settings_are() -> None:
    assert SECRET not in repr(understood(smtp_url=f"smtp://bunsen:{SECRET}@mail.wenlow.example"))


WRONG = [
    (f"http://bunsen:{SECRET}@mail.wenlow.example", "must begin with smtp://"),
    (f"bunsen:{SECRET}@mail.wenlow.example", "must begin with smtp://"),
    (f"smtp://bunsen:{SECRET}/x@mail.wenlow.example", "cannot be read"),
    (f"smtp://bunsen:{SECRET}@mail.wenlow.example:{SECRET}", "cannot be read"),
    (f"smtp://bunsen:{SECRET}@mail.wenlow.example:99999", "cannot be read"),
    (f"smtp://bunsen:{SECRET}@[::1", "cannot be read"),
    (f"smtp://bunsen:{SECRET}@", "names no mail server"),
    (f"smtp://bunsen:{SECRET}@mail wenlow", "names no mail server"),
    (f"smtp://bunsen:{SECRET}@mail.wenlow.example/inbox", "must end with the mail server"),
    (f"smtp://bunsen:1#{SECRET}@mail.wenlow.example", "must end with the mail server"),
    (f"smtp://:{SECRET}@mail.wenlow.example", "a user name and a password, or neither"),
    ("smtp://bunsen@mail.wenlow.example", "a user name and a password, or neither"),
]


@pytest.mark.parametrize(("url", "said"), WRONG)
def test_a_wrong_address_is_refused_in_words(url: str, said: str) -> None:
    with pytest.raises(SettingsWrong, match=said):
        read(smtp_url=url)


@pytest.mark.parametrize("url", [url for url, _ in WRONG if SECRET in url])
def test_a_refusal_does_not_quote_the_password(url: str) -> None:
    with pytest.raises(SettingsWrong) as refused:
        read(smtp_url=url)
    assert SECRET not in "".join(format_exception(refused.value))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"smtp_from": ""}, "BUNSEN_SMTP_FROM is missing"),
        ({"smtp_from": "Bunsen"}, "BUNSEN_SMTP_FROM is not an e-mail address"),
        ({"smtp_from": "a@wenlow.example, b@wenlow.example"}, "BUNSEN_SMTP_FROM is not an e-mail address"),
        ({"smtp_from": "bunsen@wenlow.example\r\nBcc: x@y.example"}, "BUNSEN_SMTP_FROM is not an e-mail address"),
        ({"smtp_contact": "Lena Lead"}, "BUNSEN_SMTP_CONTACT is not an e-mail address"),
        ({"smtp_contact": "x@y.example\r\nBcc: z@y.example"}, "BUNSEN_SMTP_CONTACT is not an e-mail address"),
        ({"chat_url": "javascript:alert(1)"}, "BUNSEN_CHAT_URL is not a web address"),
        ({"chat_url": "https://[half"}, "BUNSEN_CHAT_URL is not a web address"),
        ({"smtp_ca_file": Path("/nowhere/ca.pem")}, "BUNSEN_SMTP_CA_FILE cannot be used"),
        ({"smtp_ca_file": Path(__file__)}, "BUNSEN_SMTP_CA_FILE cannot be used"),
    ],
)
def test_what_cannot_work_is_refused_in_words(settings: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsWrong, match=said):
        read(smtp_url="smtp://mail.wenlow.example", **settings)


@pytest.mark.parametrize(
    ("text", "name"),
    [("bunsen@wenlow.example", "Bunsen"), ("Bunsen für Wenlow <bunsen@wenlow.example>", "Bunsen für Wenlow")],
)
def test_the_sender_may_have_a_name(text: str, name: str) -> None:
    found = understood(smtp_url="smtp://mail.wenlow.example", smtp_from=text)
    assert (found.sender_name, found.sender) == (name, "bunsen@wenlow.example")
