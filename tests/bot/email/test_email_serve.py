"""bunsen serve with a mail server in its settings."""

from pathlib import Path

import pytest

from tests.bot.commands.processes import ended, running

TEAMS = {"BUNSEN_TEAMS_DEV_NO_AUTH": "1"}
MAIL = {"BUNSEN_SMTP_URL": "smtp://bunsen:secret-value@127.0.0.1:9", "BUNSEN_SMTP_FROM": "bunsen@wenlow.example"}


async def test_it_starts_while_the_mail_server_is_away(tmp_path: Path) -> None:
    async with running(tmp_path, "serve", "--port", "0", **TEAMS, **MAIL) as server:
        assert server.url


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"BUNSEN_SMTP_URL": "smtp://bunsen:secret-value@"}, "BUNSEN_SMTP_URL names no mail server"),
        ({"BUNSEN_SMTP_FROM": ""}, "BUNSEN_SMTP_FROM is missing"),
        ({"BUNSEN_SMTP_CA_FILE": "nowhere.pem"}, "BUNSEN_SMTP_CA_FILE cannot be used"),
    ],
)
async def test_a_wrong_setting_is_refused_in_words(tmp_path: Path, wrong: dict[str, str], said: str) -> None:
    result = await ended(tmp_path, "serve", "--port", "0", **(TEAMS | MAIL | wrong))
    assert (result.code, said in result.errors) == (1, True)


async def test_a_refusal_repeats_no_password(tmp_path: Path) -> None:
    wrong = {"BUNSEN_SMTP_URL": "smtp://bunsen:secret-value@"}
    assert "secret-value" not in (await ended(tmp_path, "serve", "--port", "0", **(TEAMS | MAIL | wrong))).errors


async def test_a_refusal_leaves_no_database_behind(tmp_path: Path) -> None:
    await ended(tmp_path, "serve", "--port", "0", **(TEAMS | MAIL | {"BUNSEN_SMTP_FROM": ""}))
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240
