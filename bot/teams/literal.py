"""Text that stays text in Adaptive Cards.

Sentences are sent as TextRuns, which read no Markdown at all. A TextBlock, a Fact and the labels of
radio buttons do read it, and backslashes help against it on the desktop but show, or do nothing, on
phones (microsoft/AdaptiveCards#5590, #5758; MicrosoftDocs/msteams-docs#5793). So only headings
and radio buttons, where Teams offers nothing else, are escaped, and only where a character
would be read.
"""

import re

# TextRuns too expand {{DATE(…)}} and {{TIME(…)}}; an invisible word joiner keeps the braces apart.
_MACRO = re.compile(r"\{(?=\{(?:DATE|TIME)\()")
_WORD_JOINER = "\u2060"

_MARKUP = re.compile(
    r"""
      [\\`*\[\]<~]                           # emphasis, code, links, tags
    | (?<![^\W_]) _ | _ (?![^\W_])           # not inside a word, where it means nothing
    | (?<=\]) \(                             # phones read [a](b) even behind a backslash
    | & (?= \#?\w+; )                        # entities
    | ^ (?: [-+=\#>] | [0-9]{1,9} (?=[.)]) )    # lists, headings, quotations
    """,
    re.VERBOSE,
)


def run_text(text: str) -> str:
    """Text for a TextRun."""
    return _MACRO.sub("{" + _WORD_JOINER, text)


def heading_text(text: str) -> str:
    """One line for a TextBlock, with all Markdown made inert."""
    line = " ".join(text.split())
    return run_text(_MARKUP.sub(_escape, line))


def _escape(found: re.Match[str]) -> str:
    piece = found[0]
    # A digit takes no backslash; the point or bracket behind it does, and is not at the start.
    return piece + "\\" if piece[0].isdigit() else "\\" + piece
