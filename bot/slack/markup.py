"""Slack's own way of writing text: escaped once on the way out, made readable once on the way in."""

import re
from collections.abc import Iterator

TEXT_LIMIT = 3000
"""Characters of one text object (platform-facts 2.6)."""

_MENTION = r"[ \t]*<@{user}(?:\|[^<>]*)?>[:,]?[ \t]*"
_TOKEN = re.compile(r"<([^<>]+)>")


def escape(text: str) -> str:
    """Make `<!channel>` and all that Slack would read as a command into plain characters (platform-facts 2.5)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Undo Slack's escaping, once."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def readable(text: str) -> str:
    """Turn the text of a payload into what the person typed."""
    return unescape(_TOKEN.sub(_spoken, text)).replace("\u00a0", " ").strip()


def without_mention(text: str, bot_user: str) -> str:
    """Take the mention of Bunsen out of a text that is still as Slack sent it."""
    # Where the payload does not name the bot, only a mention at the very beginning is surely Bunsen's.
    mention = _MENTION.format(user=re.escape(bot_user)) if bot_user else r"\A" + _MENTION.format(user=r"\w+")
    return re.sub(mention, " ", text)


def _spoken(token: re.Match[str]) -> str:
    target, _, label = token[1].partition("|")
    sign, name = target[0], target[1:]
    if sign in "@#":
        return sign + (label.lstrip(sign) or name)
    if sign == "!":
        return label or "@" + name
    return _link(target, label)


def _link(url: str, label: str) -> str:
    bare = re.sub(r"^(?:https?://|mailto:|tel:)", "", url).rstrip("/")
    if not label:
        return url
    # Slack makes a link of every address that somebody types: then the label is what they typed.
    return label if label.rstrip("/") in {bare, url.rstrip("/")} else f"{label} ({url})"


def size(text: str) -> int:
    """Count as Slack might at most: after escaping, and in UTF-16 units. Its own way of counting is not documented."""
    units = len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
    return units + 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))


def fits(text: str, limit: int) -> int:
    """Tell how many characters of `text`, from its beginning, stay within `limit`."""
    if size(text) <= limit:
        return len(text)
    spent = 0
    for index, char in enumerate(text):
        spent += _cost(char)
        if spent > limit:
            return index
    return len(text)


def split(text: str, limit: int = TEXT_LIMIT) -> Iterator[str]:
    """Cut a text into pieces within `limit`: between lines or words where there are any. Only blanks are dropped."""
    rest = text.strip()
    while rest:
        cut = fits(rest, limit)
        if cut < len(rest):
            # A break in the first half would leave a stub; better a word cut in two than a message in shreds.
            cut = max(rest.rfind("\n", cut // 2, cut), 0) or max(rest.rfind(" ", cut // 2, cut), 0) or cut
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()


def shorten(text: str, limit: int) -> str:
    """Cut a text to `limit`, with an ellipsis that shows it. Say the whole of it somewhere else."""
    return text if size(text) <= limit else text[: fits(text, limit - 1)].rstrip() + "…"


def _cost(char: str) -> int:
    if char in "&<>":
        return len(escape(char))
    return 2 if ord(char) > 0xFFFF else 1
