"""How somebody is reached: in chat, by e-mail, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.interactions import Conversation, Platform
from handlers.people.model import KnownAccount, Person


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a message to somebody goes: `platform` is None where nothing reaches them.

    `gone` means that every account they had was deactivated, so they have probably left; `without_mail` that they
    would get e-mail, were there a mail server.
    """

    platform: Platform | None
    gone: bool = False
    without_mail: bool = False

    @property
    def words(self) -> str:
        """Say it so that it follows “reached”."""
        match self.platform:
            case Platform.SLACK:
                return "in Slack"
            case Platform.TEAMS:
                return "in Teams"
            case Platform.WEB:
                return "in this chat"
            case Platform.EMAIL:
                return "by e-mail until they are met in chat"
            case None if self.gone:
                return "nowhere: the account was deactivated"
            case None if self.without_mail:
                return "nowhere: not met in chat, and no mail server is set up"
            case None:
                return "nowhere: not met in chat, and not on the institution's list"


def reach(person: Person, accounts: Sequence[KnownAccount], *, email: bool) -> Reach:
    """Where this person is reached; `accounts` are all of theirs, the one they spoke from last first.

    `email` says whether there is a mail server.
    """
    usable = (known for known in accounts if not (known.gone or known.unreachable))
    if (first := next(usable, None)) is not None:
        return Reach(first.account.platform)
    if is_gone(accounts):
        return Reach(None, gone=True)
    if last_resort(person) is None:
        return Reach(None)
    return Reach(Platform.EMAIL) if email else Reach(None, without_mail=True)


def is_gone(accounts: Sequence[KnownAccount]) -> bool:
    """Tell whether somebody has probably left: they had accounts, and all of them were deactivated."""
    return bool(accounts) and all(known.gone for known in accounts)


def last_resort(person: Person) -> Conversation | None:
    """The mailbox of somebody for whom no chat account was found; None where Bunsen must not write to it.

    Only people on the institution's own list (`invited`) get mail: an address that somebody typed in chat, or that an
    account brought, is no reason to write to it. Whoever can be reached in chat is written to there and never here.
    """
    if not (person.invited and person.email):
        return None
    return Conversation(Platform.EMAIL, "", person.email, direct=True)
