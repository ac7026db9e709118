"""From what people type to the words and letter groups that are compared.

Light on purpose: a wrong stem does no harm where questions and phrasings are cut alike.
"""

import re
import unicodedata
from functools import lru_cache

# A question is clipped to this much text: a pasted page costs no more time than a long question.
LONGEST = 1_000

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019`](?=\w)")

# Names that people write in several pieces, joined before the text is cut into words.
_JOINED = tuple(
    (re.compile(rf"\b{pattern}\b"), joined)
    for pattern, joined in (
        (r"r\W?sci\W?tech", "rscitech"),
        (r"c\W?sci\W?teach", "csciteach"),
        (r"r\W?sci", "rsci"),
        (r"c\W?sci", "csci"),
        (r"eng\W?tech", "engtech"),
        (r"ict\W?tech", "icttech"),
        (r"rit\W?tech", "rittech"),
        (r"i\Weng", "ieng"),
        (r"c\Weng", "ceng"),
        (r"tech\W?yes", "techyes"),
        (r"t\W?levels?", "tlevel"),
        (r"e\W?zines?", "ezine"),
        (r"pro\W?vice\W?chancellor", "pvc"),
    )
)

# Short forms and the words they stand for. Both sides of a comparison go through the tables.
MEANT_ANYWHERE = {
    "info": "information",
    "n": "and",
    "u": "you",
    "ur": "your",
    "pls": "please",
    "plz": "please",
    "abt": "about",
    "cud": "could",
    "shud": "should",
    "wud": "would",
    "wot": "what",
    "wots": "what is",
    "gonna": "going to",
    "wanna": "want to",
}
MEANT = {
    **MEANT_ANYWHERE,
    "tdf": "technician development fund",
    "tc": "technician commitment",
    "tech": "technician",
    "techs": "technician",
    "technican": "technician",
    "cpd": "cpd professional development",
    "reg": "registration",
    "regs": "registration",
    "prof": "professional",
    "dev": "development",
    "uni": "university",
    "unis": "university",
    "dept": "department",
    "mgr": "manager",
    "mgmt": "management",
    "yr": "year",
    "yrs": "year",
    "app": "application",
    "appl": "application",
    "org": "organisation",
    "conf": "conference",
    "confs": "conference",
    "quals": "qualification",
    "qual": "qualification",
    "recs": "recommendation",
    "rec": "recommendation",
    "toty": "technician of the year",
    "tfa": "fair attribution",
    "sa": "self assessment",
    "rtp": "rtp research technical professional",
    "vc": "vice chancellor",
    "ist": "ist institute of science and technology",
    "edi": "edi equality diversity inclusion",
    "mh": "mental health",
    "hea": "hea higher education academy",
    "gov": "governance",
    "cttee": "committee",
    "grp": "group",
    "mtg": "meeting",
    "wkshp": "workshop",
}

STOP = frozenset(
    _WORD.findall(
        "a an the this that these those it its is are was were be been being am do does did doing done have "
        "has had having i me my mine we us our ours you your yours he him his she her hers they them their "
        "theirs who whom whose which what when where why how of to in on at by for with about into from up "
        "down out off over under as and or but if so than then there here can could will would should shall "
        "may might must not no nor just only also too very please thanks thank hi hello hey ok okay yes some "
        "any all each every more most other such own same s t d ll re ve im ive id dont doesnt didnt cant "
        "wont isnt whats whos hows wheres thats theres get got getting go going one ones want wants need "
        "needs know tell say says said like much many something anything someone anyone sorry another really "
        "actually again now still ever even etc let lets make thing things way bit lot help "
    )
)

_ENDINGS = (
    ("isation", "is"), ("ization", "is"), ("isations", "is"), ("ations", ""), ("ation", ""), ("ments", ""),
    ("ment", ""), ("ising", "is"), ("izing", "is"), ("ities", ""), ("ity", ""), ("ings", ""), ("ing", ""),
    ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ed", ""), ("ers", "er"), ("es", ""), ("s", ""), ("e", ""),
)  # fmt: skip


# Names that look like a form of another word: HEaTED is no heating.
_NAMES = frozenset({"heated"})


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Cut the commonest endings off a word, and keep at least four letters."""
    if word in _NAMES or word.endswith("ss") or not word.isalpha():
        return word
    for ending, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(left) >= 4:
            return word[: len(word) - len(ending)] + left
    return word


def words(text: str) -> list[str]:
    """Cut a text into words in small letters, with short forms written out."""
    # Twice clipped: before, as normalising a huge text is slow, and after, as one character may become eighteen.
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()[:LONGEST]
    plain = _APOSTROPHE.sub("", plain)
    for pattern, joined in _JOINED:
        plain = pattern.sub(joined, plain)
    return [part for word in _WORD.findall(plain) for part in MEANT.get(word, word).split()]


@lru_cache(maxsize=20_000)
def letter_groups(word: str) -> tuple[str, ...]:
    """Give the groups of three to five letters of a word, its two ends marked."""
    marked = f"#{word}#"
    return tuple(marked[i : i + n] for n in (3, 4, 5) for i in range(len(marked) - n + 1))
