"""Settings, from the environment. Nothing is read at import time."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsWrong(Exception):
    """A setting cannot be used; the message says which one and what to set."""


class Settings(BaseSettings):
    """What an operator can set. The names are in docs/operators.md; secrets never print themselves."""

    model_config = SettingsConfigDict(
        env_prefix="BUNSEN_", env_ignore_empty=True, extra="ignore", populate_by_name=True
    )

    database_url: str = "sqlite:///bunsen.db"
    key_dir: Path = Path("bunsen-keys")
    key: SecretStr = SecretStr("")
    knowledge: Path | None = None
    # A .docx whose styles, and fields, Word files take over; bot/documents/templates.py.
    document_template: Path | None = None
    log_format: str = Field(default="console", pattern="^(console|json)$")
    teams_dev_no_auth: bool = False

    slack_bot_token: SecretStr = Field(default=SecretStr(""), alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr = Field(default=SecretStr(""), alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr = Field(default=SecretStr(""), alias="SLACK_SIGNING_SECRET")
    slack_refresh_token: SecretStr = Field(default=SecretStr(""), alias="SLACK_REFRESH_TOKEN")
    slack_client_id: str = Field(default="", alias="SLACK_CLIENT_ID")
    slack_client_secret: SecretStr = Field(default=SecretStr(""), alias="SLACK_CLIENT_SECRET")
    # How many messages a minute one workspace gets of Bunsen's own accord; Slack says “several hundred”.
    slack_per_minute: int = Field(default=300, ge=10, le=2_000)
    slack_api_url: str = Field(default="https://slack.com/api/", alias="SLACK_API_URL")

    teams_app_id: str = Field(default="", alias="MicrosoftAppId")
    teams_app_password: SecretStr = Field(default=SecretStr(""), alias="MicrosoftAppPassword")
    teams_app_type: str = Field(default="MultiTenant", alias="MicrosoftAppType")
    teams_app_tenant: str = Field(default="", alias="MicrosoftAppTenantId")
    # For a gateway or a government cloud; empty means Microsoft's public cloud.
    teams_metadata_url: str = ""
    teams_issuer: str = ""
    teams_token_authority: str = ""
    teams_token_resource: str = ""

    # E-mail, for people who are not in chat; read by bot/email/settings.py.
    smtp_url: SecretStr = SecretStr("")
    smtp_from: str = ""
    smtp_contact: str = ""
    smtp_ca_file: Path | None = None
    chat_url: str = ""

    @property
    def wants_slack(self) -> bool:
        """Whether Slack is configured."""
        return bool(self.slack_bot_token.get_secret_value() or self.slack_refresh_token.get_secret_value())

    @property
    def wants_teams(self) -> bool:
        """Whether Teams is configured."""
        return bool(self.teams_app_id or self.teams_app_password.get_secret_value() or self.teams_dev_no_auth)


def read_settings() -> Settings:
    """Read the environment. Raises SettingsWrong, which names the setting and never quotes its value."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        shown = name if name[0].isupper() else f"BUNSEN_{name.upper()}"
        raise SettingsWrong(f"{shown} cannot be used: {_plainly(first)}. Change it, or leave it out.") from None


def _plainly(error: ErrorDetails) -> str:
    """Say what a value must be, in words that ask for no knowledge of types."""
    limits = error.get("ctx", {})
    kinds = {
        "int_parsing": "it must be a whole number",
        "int_from_float": "it must be a whole number",
        "float_parsing": "it must be a number",
        "bool_parsing": "it must be true or false",
        "string_pattern_mismatch": "it is none of the values that are known",
        "greater_than_equal": f"it must be {limits.get('ge')} or more",
        "less_than_equal": f"it must be {limits.get('le')} or less",
    }
    return kinds.get(error["type"], error["msg"].lower())
