"""Who Bunsen is to Microsoft Teams, checked before anything starts."""

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit


class TeamsIdentityError(Exception):
    """The Teams settings cannot be used; the message says which one and what to do."""


class AppType(StrEnum):
    """The three kinds of bot registration that Microsoft knows."""

    SINGLE_TENANT = "SingleTenant"
    MULTI_TENANT = "MultiTenant"
    MANAGED_IDENTITY = "UserAssignedMSI"

    @classmethod
    def parse(cls, text: str) -> "AppType":
        """Read the type in any case; anything unknown is refused.

        The SDK takes every unknown word for MultiTenant (platform-facts 3.2, 22 Nov 2026).
        """
        for known in cls:
            if known.value.lower() == text.strip().lower():
                return known
        raise TeamsIdentityError(
            f"MicrosoftAppType is {text!r}, which is not a kind of bot."
            " Use SingleTenant, UserAssignedMSI or MultiTenant."
        )


@dataclass(frozen=True, slots=True)
class TeamsIdentity:
    """The app registration, and the addresses of the service that vouches for it.

    The addresses are those of the public cloud; a gateway or a government cloud has its own
    (botframework/connector/auth/government_constants.py lists them).
    """

    app_id: str
    password: str = field(default="", repr=False)
    app_type: str = AppType.MULTI_TENANT
    tenant_id: str = ""
    dev_no_auth: bool = False
    metadata_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    issuer: str = "https://api.botframework.com"
    token_authority: str = "https://login.microsoftonline.com"  # noqa: S105 (an address, not a secret)
    token_resource: str = "https://api.botframework.com"  # noqa: S105 (an address, not a secret)
    shared_tenant: str = "botframework.com"

    def __post_init__(self) -> None:
        """Refuse settings under which anybody could speak to Bunsen, or Bunsen could not speak."""
        object.__setattr__(self, "app_type", AppType.parse(self.app_type))
        if self.dev_no_auth:
            self._require_no_app()
            return
        if not self.app_id.strip():
            raise TeamsIdentityError(
                "MicrosoftAppId is empty, so Bunsen could not tell Microsoft Teams from anybody else. Set it to the"
                " bot's application id. Only for tools on your own machine: leave it empty and set"
                " BUNSEN_TEAMS_DEV_NO_AUTH=1."
            )
        self._require_credentials()
        for name, url in (("metadata_url", self.metadata_url), ("token_authority", self.token_authority)):
            if not may_hold_secrets(url):
                raise TeamsIdentityError(f"The Teams {name} is {url!r}; it must begin with https://.")

    def _require_no_app(self) -> None:
        # Unsigned messages name the address that Bunsen answers to, so with an
        # app id anybody could have the bot's own token sent to an address of
        # their choice.
        if self.app_id.strip():
            raise TeamsIdentityError(
                "BUNSEN_TEAMS_DEV_NO_AUTH=1 lets anybody speak as Microsoft Teams, so it cannot be used together with"
                " a MicrosoftAppId. Remove one of the two."
            )

    def _require_credentials(self) -> None:
        if self.app_type != AppType.MANAGED_IDENTITY and not self.password:
            raise TeamsIdentityError(f"MicrosoftAppPassword is empty; a {self.app_type} bot needs its client secret.")
        if self.app_type != AppType.MULTI_TENANT and not self.tenant_id.strip():
            raise TeamsIdentityError(f"MicrosoftAppTenantId is empty; a {self.app_type} bot needs its directory id.")

    @property
    def token_url(self) -> str:
        """Return the address at which the bot's own tokens are asked for."""
        # A multi-tenant bot gets its tokens from Microsoft's own tenant, even
        # when a tenant is set (configuration_service_client_credential_factory.py).
        tenant = self.shared_tenant if self.app_type == AppType.MULTI_TENANT else self.tenant_id.strip()
        return f"{self.token_authority.rstrip('/')}/{tenant}/oauth2/v2.0/token"


def may_hold_secrets(url: str) -> bool:
    """Tell whether keys and tokens may travel to this address: https, or this machine."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and _is_this_machine(parts.hostname or "")


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
