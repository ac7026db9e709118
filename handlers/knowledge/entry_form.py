"""The form of an entry."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from handlers.answers.entries import EVERYONE, PRIVATE, Entry
from handlers.answers.values import ValueKind, names_in
from handlers.forms import OPTION_LABEL, ChoiceField, DateField, Field, Form, Option, Section, TextField, fresh_nonce
from handlers.knowledge.entry_reading import source_line
from handlers.knowledge.lists import FIELD, list_fields
from handlers.knowledge.shelf import Shelf
from handlers.phrases import shortened

NEXT_REVIEW: Final = timedelta(days=183)
"""Half a year: there are usually two reviews a year."""
_MOST_POSTS: Final = 100
"""In one list; a longer one makes a Teams dialog too large (platform-facts 3.6)."""
_LONGEST_OWNER: Final = 120
_AUDIENCES: Final = {EVERYONE: "Everybody, in channels too", PRIVATE: "Only the person who asked, in a direct chat"}

_ANSWER: Final = "What stays true. Blank lines and lists are kept."
_CURRENT: Final = "Sums, fees and deadlines; they are left out once a review is late."
_PHRASINGS: Final = "As people really type: short, sloppy, different from each other. At least four, better eight."
_SOURCES: Final = "The name, then | and the web address if there is one: Staff handbook | https://www.example.ac.uk"
_OWNER: Final = "A post, not a person, so that it passes on with the post."
_ENDS: Final = "After that day it is not answered any more. Leave it empty if there is no such day."


def who_may_read(audience: str) -> str:
    """An audience in words, as the form has them."""
    return _AUDIENCES.get(audience, audience)


def new_entry(today: date, owner: str, title: str = "", phrasing: str = "", answer: str = "") -> Entry:
    """An entry to begin with."""
    return Entry("", title, (phrasing,) if phrasing else (), answer, (), owner, today + NEXT_REVIEW)


def entry_form(name: str, title: str, entry: Entry, shelf: Shelf, context: str, intro: str = "") -> Form:
    """The form with an entry as it stands."""
    read = (
        TextField("title", "Title", value=entry.title, required=True, max_length=120),
        TextField("answer", "Answer", _ANSWER, entry.answer, required=True, multiline=True, max_length=2500),
        TextField("current", "Only now", _CURRENT, entry.current, multiline=True, max_length=1000),
        *_local_field(entry, shelf.base.values),
    )
    kept = (
        *list_fields("sources", "Sources, one a line", _SOURCES, [source_line(source) for source in entry.sources]),
        _owner_field(entry, shelf),
        DateField("review_by", "Next review", "By when somebody looks at it again.", entry.review_by, required=True),
        _audience_field(entry),
        DateField("valid_until", "Ends on", _ENDS, entry.valid_until),
    )
    sections = (
        Section("What people read", read),
        Section("How people ask", list_fields("phrasings", "Ways to ask, one a line", _PHRASINGS, entry.phrasings)),
        Section("Where it comes from, and who looks after it", kept),
    )
    return Form(name, title, sections, fresh_nonce(), intro, context, "Propose")


def _local_field(entry: Entry, kinds: Mapping[str, ValueKind]) -> tuple[Field, ...]:
    if not kinds:
        return ()
    lines = "\n".join(entry.local)
    named = {kinds[name].group for name in names_in(lines) if name in kinds}
    # Of a few groups where the entry says which it is about; all would be a page of names.
    near = [name for name, kind in kinds.items() if not named or kind.group in named]
    hint = f"One a line; each is shown once the values in braces are set. There are: {{{'}, {'.join(near)}}}"
    hint = shortened(hint, 1900)
    return (TextField("local", "Lines with our own values", hint, lines, multiline=True, max_length=FIELD),)


def _owner_field(entry: Entry, shelf: Shelf) -> Field:
    names = sorted({each.post.name for each in shelf.holdings} | ({entry.owner} if entry.owner else set()))
    if len(names) > _MOST_POSTS:
        return TextField("owner", "Looked after by", _OWNER, entry.owner, required=True, max_length=_LONGEST_OWNER)
    options = tuple(Option(name, shortened(name, OPTION_LABEL)) for name in names if len(name) <= _LONGEST_OWNER)
    return ChoiceField("owner", "Looked after by", options, _OWNER, entry.owner, required=True)


def _audience_field(entry: Entry) -> ChoiceField:
    known = {**_AUDIENCES, **({} if entry.audience in _AUDIENCES else {entry.audience: entry.audience})}
    options = tuple(Option(value, label) for value, label in known.items())
    return ChoiceField("audience", "Who may read it", options, value=entry.audience, required=True)
