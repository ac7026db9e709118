"""The words with which people say what is to be done."""

import re

_DOING = (
    "develop create establish review continue support promote ensure introduce provide raise identify explore publish "
    "increase encourage set work run hold include extend offer update build appoint host report launch improve embed "
    "deliver implement expand facilitate celebrate recruit carry undertake enable maintain "
    "investigate organise produce "
    "share scope design monitor seek pilot engage map strengthen agree define invite advertise communicate consult "
    "consider collect gather evaluate make use bring give write conduct form regularly complete prepare revise refresh "
    "analyse assess audit benchmark broaden champion clarify commission confirm coordinate deepen document draft drive "
    "educate empower enhance ensuring examine feature find formalise fund get grow harmonise help highlight inform "
    "initiate integrate lobby liaise look measure merge move nominate obtain open participate plan present prioritise "
    "progress propose recognise redesign reduce relaunch renew research roll secure select send showcase simplify "
    "standardise start streamline submit survey sustain take test track train transform trial understand upgrade "
    "upload widen working"
)
_BEGINS = re.compile(rf"(?:to |we (?:will|are|plan to|aim to) |re-?)?(?:{'|'.join(_DOING.split())})\b|we will\b", re.I)


def begins_with_doing(text: str) -> bool:
    """Tell whether a text begins as an action does: "Develop …", "We will …"."""
    return _BEGINS.match(text) is not None
