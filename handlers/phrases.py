"""Numbers, lists of names and long names, as sentences and buttons have them."""

from collections.abc import Sequence


def counted(number: int, one: str, many: str = "") -> str:
    """Write "1 action" or "3 actions"; `many` where it does more than end in s."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def counted_in_words(number: int, one: str, many: str = "") -> str:
    """Write "one action" or "3 actions", for the middle of a sentence."""
    return f"one {one}" if number == 1 else counted(number, one, many)


def joined(names: Sequence[str]) -> str:
    """Join with commas and an "and"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def shortened(text: str, longest: int) -> str:
    """The text, or as much of its beginning as fits into `longest` characters, with "…" in place of the rest."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
