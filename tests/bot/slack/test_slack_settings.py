"""Settings under which a token would leak are refused."""

import pytest

from bot.slack.settings import SlackSettings, SlackSettingsWrong


def test_a_web_api_on_another_host_must_be_https() -> None:
    with pytest.raises(SlackSettingsWrong, match="must begin with https"):
        SlackSettings("xoxb-1", "secret", api_url="http://gateway.example/api/")


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/api/", "http://localhost/api/", "https://gateway.example/api/"])
def test_a_gateway_over_https_or_on_this_machine_is_fine(url: str) -> None:
    assert SlackSettings("xoxb-1", "secret", api_url=url).base_url == url


def test_the_tokens_are_not_in_its_repr() -> None:
    assert "xoxb-1" not in repr(SlackSettings("xoxb-1", "secret"))
