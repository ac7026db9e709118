"""What goes wrong between Bunsen and a mail server, as the one error that the rest of Bunsen knows.

- The server refuses the recipient or the message for good (5xx): permanent.
- It asks to come back (4xx), or cannot be reached, or takes too long: tried again. If the text had been handed over by
  then, nobody knows whether it was taken, and the failure says so (`unknown`).
- It refuses Bunsen itself (login, sender, certificate): the operator has to act, so it is logged as an error, and tried
  again an hour later, when the setting may have been put right.

Neither addresses nor what the server said are logged or kept: its words repeat addresses, and sometimes more.
"""

import re
import ssl

import structlog
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from handlers.deliveries import DeliveryFailed

log = structlog.get_logger(__name__)

MAIL_ERRORS = (SMTPException, OSError, TimeoutError, ValueError)
"""All that sending can raise; ValueError where the server's words make no sense."""
OPERATOR_SECONDS = 3600.0
"""How long to wait for somebody to put a setting right."""
# "Log in first", and its relatives of RFC 4954, which servers say to any command.
_LOGIN_CODES = frozenset({530, 534, 535, 538})
_REFUSALS = range(400, 600)
"""What else a server says to the text is no answer that means anything: whether it took it, nobody knows."""
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?!\d)")


def failure(error: Exception, *, handed_over: bool) -> DeliveryFailed:
    """Say what an error means; `handed_over` is whether the server may already have had the text."""
    match error:
        case SMTPResponseException(code=code) if code in _LOGIN_CODES:
            return _refused_us(error)
        case SMTPAuthenticationError(code=code) | SMTPSenderRefused(code=code) if code >= 500:
            return _refused_us(error)
        case SMTPRecipientRefused(code=code):
            return DeliveryFailed(f"the mail server refused the address ({_codes(error)})", permanent=code >= 500)
        case SMTPResponseException(code=code) if code in _REFUSALS or not handed_over:
            # Before it was offered the text, the server cannot have meant this message.
            what, permanent = ("the message", code >= 500) if handed_over else ("the connection", False)
            return DeliveryFailed(f"the mail server refused {what} ({_codes(error)})", permanent=permanent)
        case ssl.SSLError() if not handed_over:
            log.error("email.certificate_refused", error=type(error).__name__)
            return DeliveryFailed("the mail server's certificate is not trusted", retry_after=OPERATOR_SECONDS)
        case _:
            return DeliveryFailed(f"the mail server could not be used ({type(error).__name__})", unknown=handed_over)


def _refused_us(refused: SMTPResponseException) -> DeliveryFailed:
    log.error("email.refused_bunsen", error=type(refused).__name__, code=_codes(refused))
    reason = f"the mail server does not let Bunsen send ({_codes(refused)})"
    return DeliveryFailed(reason, retry_after=OPERATOR_SECONDS)


def _codes(refused: SMTPResponseException) -> str:
    """The code, and the finer one of RFC 3463 where the server gave it: 550 5.1.1."""
    finer = _ENHANCED.match(refused.message)
    return f"{refused.code} {finer[0]}" if finer else str(refused.code)
