"""Which addresses become links where Bunsen writes HTML itself: in the browser and in letters."""

from urllib.parse import urlsplit


def is_web_link(url: str) -> bool:
    """Tell whether this is a complete http(s) address, the only kind that becomes a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    # Browsers drop tabs and line breaks inside an address, so one that holds them is not what it seems.
    return parts.scheme in ("http", "https") and bool(parts.netloc) and url.isprintable() and " " not in url
