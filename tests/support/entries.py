"""Any entry that can be written: for properties that hold for all of them."""

from datetime import date

from hypothesis import strategies as st

from handlers.answers.entries import EVERYONE, GUIDES, PRIVATE, Entry, Source

_SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
# All that can be typed; what cannot be seen is refused on reading.
_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="".join(map(chr, _TURNING)))
_DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def _texts(longest: int) -> st.SearchStrategy[str]:
    return st.text(_CHARACTERS, min_size=1, max_size=longest).map(str.strip).filter(bool)


_URLS = st.from_regex(r"https://[a-z]{1,10}\.example/[a-zA-Z0-9?=&%._-]{0,20}", fullmatch=True)
SOURCES = st.builds(Source, _texts(60), st.none() | _URLS, _DAYS)
ENTRIES = st.builds(
    Entry,
    id=_SLUGS,
    title=_texts(60),
    phrasings=st.lists(_texts(60), min_size=1, max_size=6).map(tuple),
    answer=st.lists(_texts(80), min_size=1, max_size=3).map("\n".join),
    sources=st.lists(SOURCES, min_size=1, max_size=3).map(tuple),
    owner=_texts(40),
    review_by=_DAYS,
    audience=st.sampled_from([EVERYONE, PRIVATE]) | _texts(20),
    valid_until=st.none() | _DAYS,
    current=st.just("") | _texts(60),
    local=st.lists(_texts(40), max_size=3).map(tuple),
    guide=st.sampled_from(["", *GUIDES]),
    see_also=st.lists(_SLUGS, max_size=3).map(tuple),
)
