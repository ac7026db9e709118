"""A setting that cannot be used is said in plain words, by its name, without its value."""

import pytest

from bot.settings import SettingsWrong, read_settings


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BUNSEN_SLACK_PER_MINUTE", "many", "BUNSEN_SLACK_PER_MINUTE cannot be used: it must be a whole number."),
        ("BUNSEN_SLACK_PER_MINUTE", "1", "BUNSEN_SLACK_PER_MINUTE cannot be used: it must be 10 or more."),
        ("BUNSEN_SLACK_PER_MINUTE", "9999", "BUNSEN_SLACK_PER_MINUTE cannot be used: it must be 2000 or less."),
        ("BUNSEN_TEAMS_DEV_NO_AUTH", "perhaps", "BUNSEN_TEAMS_DEV_NO_AUTH cannot be used: it must be true or false."),
        ("BUNSEN_LOG_FORMAT", "xml", "BUNSEN_LOG_FORMAT cannot be used: it is none of the values that are known."),
    ],
)
def test_it_says_what_the_value_must_be(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsWrong, match=said):
        read_settings()
