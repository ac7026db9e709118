"""The words that the check goes by, as data. Each list was tuned on published plans; see tests and benchmarks."""

import re

STOP_WORDS = (
    "a an and any are as at be been being between both by each for from has have in into is it its of on or our "
    "own s so such than that the their them there these they this those through to up we where which who will "
    "with within across all also new more can could may should would not no but if when what how etc via per us "
    "was were had further other others every during appropriate relevant"
)
"""Words that tell nothing of what a text is about."""

LIGHT_WORDS = {
    0.2: (
        "technician technical tech staff university institution institutional colleague team school department faculty "
        "college unit commitment"
    ),
    0.4: (
        "develop create establish continue support introduce provide ensure review update promote increase improve "
        "deliver run hold publish implement encourage identify offer produce set make explore work raise enable "
        "annual regular appoint professional year plan action opportunity use build agree organise pilot expand "
        "extend part take"
    ),
}
"""Words that weigh less than one: what is in almost every title, and what is done (actions are alike by its object)."""

TAKEN_FOR = (
    "technician technical staff tech",
    "include inclusion involve",
    "web webpage website webhub page hub site intranet",
    "update refresh revise renew redesign",
    "policy guidance guideline",
    "acknowledge acknowledgment attribution credit",
    "recognition recognise recognize",
    "establish create launch introduce start",
    "mentor mentee mentorship",
    "award prize",
    "annual yearly",
    "conference symposium",
    "promote publicise publicize advertise",
    "apprentice apprenticeship",
    "training course",
    "role post job",
    "pathway path ladder",
    "analyse analysis analyze",
    "explore investigate consider",
    "register registration",
)
"""Words that plans use for one another; each is read as the first of its line."""

PHRASES = (
    (re.compile(r"\bcodes? of practice\b", re.I), "policy"),
    (re.compile(r"\bset(?:ting)? up\b", re.I), "establish"),
    (re.compile(r"\b(?:dis)?play screens?\b", re.I), "screen"),
)
"""Phrases that are read as one word."""

NUMBERS = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "first": "1",
    "second": "2",
    "third": "3",
}

LEFT_OVER = 0.5
"""What may be left of the shorter text when it stands within the longer."""

FEW_NAMES = 2
"""Where no more words differ than this, a proper name among them sets two titles apart."""

VAGUE_VERBS = (
    r"review(?: of)?",
    r"continue(?: to)?(?: \w+)?",
    r"support(?: for)?",
    r"explor(?:e|ation of)",
    r"promot(?:e|ion of)",
    r"rais(?:e|ing) (?:\w+ )?(?:awareness|(?:the )?profile)",
    r"increas(?:e|ing) (?:\w+ )?(?:awareness|visibility|understanding|engagement)",
    r"encourag(?:e|ement of)",
    r"consider(?:ation of)?",
    r"(?:look|looking) (?:in)?(?:to|at)",
    r"work (?:(?:more )?(?:closely|\w+ly)(?: and \w+ly)? )?(?:with|together|towards?|across|alongside)\b",
    r"investigat(?:e|ion of)",
    r"ensure(?: that)?",
    r"engage(?:ment)? with",
    r"improve",
    r"enhance",
    r"strengthen",
    r"foster",
    r"facilitate",
    r"(?:seek|aim|try|endeavour|attempt) to",
    r"liaise",
    r"champion",
    r"communicate with",
    r"monitor(?:ing of)?",
    r"think about",
    r"discuss",
    r"highlight",
    r"help",
    r"enable",
    r"advocate",
    r"strive",
    r"collaborate",
)
"""How actions begin that say an effort, not a result. A title is vague only where no product or figure follows."""

OWNER_LEAD_IN = (
    r"team|committee|group|board|panel|manager|lead|leader|officer|office|co-?ordinator|director|directorate|head|chair|"
    r"champions?|managers|heads|schools|departments|HR|IT|university|institute|institution"
)
"""Before "to" or "will", the last word of who does it: "EDI Team to …"."""

PRODUCTS = (
    r"polic(?:y|ies)|guid(?:e|es|ance|elines?)|handbook|reports?|paper|(?:web ?)?pages?|web ?sites?|hub|brochure|"
    r"leaflet|toolkit|templates?|frameworks?|database|dataset|directory|register|list|survey|events?|conferences?|showcases?|"
    r"workshops?|sessions?|briefings?|forums?|meetings?|courses?|modules?|programmes?|schemes?|funds?|awards?|prizes?|"
    r"newsletters?|e-?zine|bulletins?|videos?|podcasts?|blogs?|articles?|case stud(?:y|ies)|profiles?|"
    r"(?:job|role) (?:descriptions?|profiles?|famil(?:y|ies))|pathways?|committees?|networks?|groups?|strateg(?:y|ies)|"
    r"procedures?|process(?:es)?|codes? of practice|statement|terms of reference|forms?|dashboards?|apps?|posters?|"
    r"inductions?|packs?|structures?|budgets?|mailing lists?|review|audit|analysis|facility|terms|agreements?|charter|"
    r"contracts?|placements?|apprentic(?:es|eships?)|posts|appointments?|membership|records?|minutes|certificates?|"
    r"registrations?|accreditations?|nominations?|applications?|materials?|documents?|calendar|timetable|map|matrix"
)
"""Things of which anybody can see whether they are there."""

PRODUCING = (
    r"publish(?:es|ed|ing)?|produc(?:e|es|ed|ing)|writ(?:e|ten|ing)|draft(?:s|ed|ing)?|draw up|creat(?:e|es|ed|ing)|"
    r"launch(?:es|ed|ing)?|hold(?:ing)?|host(?:s|ed|ing)?|run(?:ning)?|establish(?:es|ed|ing)?|set(?:ting)? up|"
    r"introduc(?:e|es|ed|ing)|deliver(?:s|ed|ing)?|appoint(?:s|ed|ing)?|recruit(?:s|ed|ing)?|issu(?:e|ed|ing)|"
    r"agree(?:d|ing)?|approv(?:e|ed|ing)|implement(?:s|ed|ing)?|updat(?:e|es|ed|ing)|revis(?:e|es|ed|ing)|rewrite|"
    r"replac(?:e|ed|ing)|build(?:ing)?|open(?:ed|ing)?|distribut(?:e|ed|ing)|circulat(?:e|ed|ing)|submit(?:ted|ting)?|"
    r"install(?:ed|ing)?|purchas(?:e|ed|ing)|buy|fund(?:ed|ing)?|pilot(?:ed|ing)?|roll(?:ed|ing)? out|"
    r"develop(?:ed|ing)?|design(?:ed|ing)?|organis(?:e|ed|ing)|present(?:ed|ing)?|form(?:ed|ing)?|record(?:ed|ing)?"
)
"""Verbs after which a product comes into being."""

DONE = (
    r"published|agreed|approved|launched|established|in place|held|appointed|signed|available|introduced|created|"
    r"adopted|issued|delivered|implemented|reported|recorded|updated|written|circulated|documented|submitted|completed?|opened|"
    r"set up|installed|recruited|achieved|awarded|defined|identified|live|reviewed|running|formed|endorsed"
)
"""How a measure says that something is there."""

FIGURE_WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half|third|quarter|twice|once|double|all|every|each|"
    r"none|no|majority|annual(?:ly)?|yearly|monthly|quarterly|termly|weekly|biannual(?:ly)?|first"
)
"""Words that count."""

CHANGE = (
    r"increas(?:e|es|ed|ing)|rise|growth|grow|uplift|improve(?:ment)?|more|higher|reduc(?:tion|e|ed)|decreas(?:e|ed)|"
    r"fewer|less|drop|decline"
)
"""How a measure speaks of a difference to today."""

STEPS = (
    "review identify create develop establish publish launch hold run host introduce deliver appoint recruit write "
    "draft produce update revise set promote publicise encourage support explore consider investigate ensure "
    "provide offer organise arrange implement pilot roll design build monitor report analyse communicate circulate "
    "distribute invite nominate train fund survey consult map audit evaluate assess agree submit share celebrate "
    "embed raise increase improve engage work collect gather compile advertise extend expand adopt approve present "
    "form add include make maintain continue conduct undertake carry enable facilitate use apply secure negotiate "
    "amend replace"
)
"""Verbs with which a step of the work begins."""

SOFT_STEPS = (
    "ensure provide support enable encourage promote include make facilitate continue maintain embed raise increase "
    "improve engage work use apply add"
)
"""Verbs that in a second half of a sentence often only say how the first is done."""

UNBOUNDED = (
    r"\b(?:on-?going|continu\w*|regular(?:ly)?|rolling|always|permanent(?:ly)?|throughout|"
    r"as (?:and when )?(?:required|needed))\b"
)
"""Dates that never come."""

ONE_WORD_APART = 0.85
"""Where a single word of weight stands in the place of another, two texts must be as much alike as this."""

STAGE = r"\b(?:stage|phase|year|part|step|round|cohort)\s+(?:\d+|one|two|three|four)\b"
"""How two steps of one action are told apart."""
