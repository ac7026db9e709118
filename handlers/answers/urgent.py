"""What must not wait for an approved entry: danger, and distress."""

import re

_DANGER = re.compile(
    r"\b(?:chest pains?|can.?t breathe|not breathing|unconscious|collapsed|bleeding|electrocuted|gas leak|"
    r"(?:chemical|solvent|acid|mercury) spill|spilt (?:acid|solvent)|on fire|explosion|swallowed|in my eyes?|"
    r"overdose)\b",
    re.IGNORECASE,
)
_DISTRESS = re.compile(
    r"\b(?:suicid\w*|kill (?:myself|himself|herself|themsel\w+)|self.?harm\w*|end (?:it all|my life)|want to die|"
    r"bull(?:y|ied|ying|ies)|harass\w*|assault\w*|abus(?:e|ed|ive)|stalk\w*|discriminat\w*)\b",
    re.IGNORECASE,
)
DANGER = (
    "If anybody is hurt or in danger, call 999 now, then your institution's security or safety office. "
    "I am a chat program, and nobody is watching this chat."
)
DISTRESS = (
    "I am sorry that this is happening. I am a chat program, and nobody is watching this chat. "
    "Please talk to somebody: your HR team, your trade union, occupational health or the staff wellbeing service. "
    "Samaritans answer day and night on 116 123; if somebody is in danger, call 999."
)


def urgent(question: str) -> str:
    """What to say at once, or an empty text."""
    if _DANGER.search(question):
        return DANGER
    return DISTRESS if _DISTRESS.search(question) else ""
