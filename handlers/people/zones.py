"""Time zones as platforms tell them."""

from functools import lru_cache
from zoneinfo import ZoneInfo

LONGEST = 60


@lru_cache(maxsize=1000)
def known_zone(name: str) -> str:
    """Give an IANA name back, or an empty text where there is no such time zone."""
    if not name or len(name) > LONGEST or name != name.strip():
        return ""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # KeyError: ZoneInfoNotFoundError is one. OSError: "Europe" is a folder of zones, not a zone.
        return ""
    return name
