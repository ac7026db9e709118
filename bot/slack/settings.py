"""What Bunsen needs to know to be in a Slack workspace."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit


class SlackSettingsWrong(ValueError):
    """A setting is missing or wrong; the message says which and where to find the right one."""


PER_MINUTE = 300
"""Messages to one workspace of our own accord; Slack says “several hundred” (platform-facts 2.4)."""


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """Tokens are left out of `repr`, so that a settings object can never end up readable in a log.

    With an `app_token` Bunsen connects to Slack (Socket Mode); without, Slack connects to Bunsen (HTTP). With a
    `refresh_token` Slack rotates the bot's token, which needs the app's id and secret.
    """

    bot_token: str = field(repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    api_url: str = "https://slack.com/api/"
    refresh_token: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    per_minute: int = PER_MINUTE

    def __post_init__(self) -> None:
        """Refuse what cannot work, in plain words."""
        for wrong in (self._wrong_bot_token(), self._wrong_rotation(), self._wrong_mode(), self._wrong_api_url()):
            if wrong:
                raise SlackSettingsWrong(wrong)

    @property
    def socket_mode(self) -> bool:
        """Whether Bunsen connects to Slack, rather than Slack to Bunsen."""
        return bool(self.app_token)

    @property
    def rotates(self) -> bool:
        """Whether Slack rotates the bot's token."""
        return bool(self.refresh_token)

    @property
    def base_url(self) -> str:
        """The base of every Web API call, with a slash at its end."""
        return self.api_url.rstrip("/") + "/"

    def _wrong_bot_token(self) -> str:
        if not self.bot_token and self.rotates:
            return ""  # the first renewal brings one
        if not self.bot_token:
            return (
                "SLACK_BOT_TOKEN is missing. It is the “Bot User OAuth Token” (xoxb-…) on the page "
                "“OAuth & Permissions” of your Slack app."
            )
        # A rotated token reads xoxe.xoxb-…; a user token (xoxp-…) would act as the person who installed Bunsen.
        if "xoxb-" not in self.bot_token:
            return "SLACK_BOT_TOKEN is not a bot token: it must start with xoxb-."
        return ""

    def _wrong_rotation(self) -> str:
        if self.refresh_token and not (self.client_id and self.client_secret):
            return (
                "SLACK_REFRESH_TOKEN needs SLACK_CLIENT_ID and SLACK_CLIENT_SECRET too: they renew the bot's token, "
                "and are on the page “Basic Information” of your Slack app."
            )
        if self.bot_token.startswith("xoxe.") and not self.refresh_token:
            return (
                "SLACK_BOT_TOKEN expires within twelve hours (it begins with xoxe.): token rotation is on. Set "
                "SLACK_REFRESH_TOKEN, SLACK_CLIENT_ID and SLACK_CLIENT_SECRET too, or switch rotation off."
            )
        return ""

    def _wrong_mode(self) -> str:
        if self.app_token and not self.app_token.startswith("xapp-"):
            return (
                "SLACK_APP_TOKEN is not an app-level token: it must start with xapp- and have the scope "
                "connections:write. Leave it out to have Slack call Bunsen over HTTP instead."
            )
        if not self.app_token and not self.signing_secret.strip():
            return (
                "SLACK_SIGNING_SECRET is missing. Without it nobody could tell Slack's requests from forged ones; "
                "it is on the page “Basic Information” of your Slack app. "
                "(For Socket Mode, which needs none, set SLACK_APP_TOKEN.)"
            )
        return ""

    def _wrong_api_url(self) -> str:
        parts = urlsplit(self.api_url)
        if parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
            return "SLACK_API_URL must begin with https://, or the bot token would travel readable for everybody."
        if parts.scheme in {"http", "https"} and parts.netloc:
            return ""
        return "SLACK_API_URL is not a web address; leave it out to use Slack itself (https://slack.com/api/)."
