"""The form in which somebody reports on one action or on several at once.

Ten actions must take no longer than two minutes on a phone. So what was said last is filled in, each action shows the
fields that its status asks for and no others, and the form grows where a status is changed to one that asks for more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from handlers.actions import describing, telling
from handlers.actions.meanwhile import Known
from handlers.actions.rules import WANTED, Part
from handlers.dates import spoken
from handlers.forms import (
    ChoiceField,
    DateField,
    Field,
    Form,
    Option,
    Section,
    TextField,
    as_id,
    fresh_nonce,
    parse_date,
)
from handlers.people.model import Institution
from handlers.phrases import shortened
from handlers.plans.model import Action
from handlers.plans.rag import Rag

FORM = "actions.report"
PAGE = 10
"""Actions on one form: a heading, a text and seven fields each stay under a modal's 100 blocks (platform-facts 2.6)."""

_MOST_LATER = 200
"""More would not fit beside them into a modal's 3,000 characters; whoever has more sends the form twice."""
_LONGEST_CONTEXT = 3000
_LONGEST_HEADING = 250
_LONGEST_QUOTE = 200

RAG_LABELS: Mapping[Rag, str] = {
    Rag.GREEN: "Green: done",
    Rag.AMBER: "Amber: in progress",
    Rag.RED: "Red: still to be carried out",
}
NOTHING = "nothing"
"""The choice to say nothing: once a status is filled in, not every platform lets people empty it again."""
_STATUSES = tuple(Option(rag.value, label) for rag, label in RAG_LABELS.items())
_SAY_NOTHING = Option(NOTHING, "Say nothing this time")
LONGEST: Mapping[Part, int] = {
    Part.COMMENT: 2000,
    Part.READING: 200,
    Part.NEXT: 300,
    Part.LEARNING: 2000,
    Part.PROOF: 2000,
}
_LETTERS = {Part.COMMENT: "c", Part.READING: "r", Part.NEXT: "n", Part.LEARNING: "l", Part.PROOF: "p"}
_ALWAYS_TOGETHER = {Part.NEXT: (Part.NEXT, Part.NEXT_ON)}


@dataclass(frozen=True, slots=True)
class Shown:
    """An action on a form: as it was known when the form was opened, and which parts are asked of it."""

    known: Known
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        """Write it down: "17.3.cn"."""
        return f"{self.known}.{''.join(letter for part, letter in _LETTERS.items() if part in self.parts)}"

    @classmethod
    def read(cls, text: str) -> "Shown | None":
        """Read it back; None where it cannot be read."""
        first, _, letters = text.rpartition(".")
        known = Known.read(first)
        chosen = [part for part, letter in _LETTERS.items() if letter in letters]
        parts = tuple(each for part in chosen for each in _ALWAYS_TOGETHER.get(part, (part,)))
        return cls(known, parts) if known is not None else None


@dataclass(frozen=True, slots=True)
class Page:
    """The actions on this page, those still to come, and how many reports the pages before it brought.

    `alone` is for the form of a single action; `place` is the card that it was opened from, where that is renewed.
    It travels as the form's context; what was tampered with on the way is left out.
    """

    shown: tuple[Shown, ...]
    later: tuple[int, ...] = ()
    done: int = 0
    alone: bool = False
    place: str = ""

    def __str__(self) -> str:
        """Write it down."""
        shown, later = ",".join(map(str, self.shown)), ",".join(map(str, self.later))
        return ";".join((shown, later, str(self.done), "1" if self.alone else "", self.place))

    @property
    def ids(self) -> tuple[int, ...]:
        """The actions on this page."""
        return tuple(shown.known.action_id for shown in self.shown)

    @classmethod
    def read(cls, context: str) -> "Page":
        """Read it back; an action that is named twice counts once."""
        shown, later, done, alone, place = [*context[:_LONGEST_CONTEXT].split(";"), "", "", "", "", ""][:5]
        found = [each for each in map(Shown.read, shown.split(",")) if each is not None]
        once = {each.known.action_id: each for each in found}
        ids = (as_id(part) for part in later.split(","))
        rest = tuple(dict.fromkeys(number for number in ids if number is not None))
        return cls(tuple(once.values())[:PAGE], rest, as_id(done) or 0, alone == "1", place[:10])


@dataclass(frozen=True, slots=True)
class Subject:
    """An action to report on. `proved` tells whether evidence is kept with it; `notes` stand above its fields."""

    action: Action
    version: int
    proved: bool = False
    notes: tuple[str, ...] = field(default=())


def first_page(subjects: Sequence[Subject], done: int = 0, *, alone: bool = False, place: str = "") -> Page:
    """The page for the first of these, with the others to follow."""
    shown = tuple(
        Shown(Known(each.action.id, each.version), _alone(each) if alone else _at_once(each))
        for each in subjects[:PAGE]
    )
    later = tuple(each.action.id for each in subjects[PAGE : PAGE + _MOST_LATER])
    return Page(shown, later, done, alone, place)


def _alone(subject: Subject) -> tuple[Part, ...]:
    """Everything, on the form of a single action; of a measure only where there is one."""
    measured = describing.measure(subject.action) or subject.action.success_measure
    return tuple(part for part in Part if part is not Part.READING or measured)


def _at_once(subject: Subject) -> tuple[Part, ...]:
    """The parts that show from the beginning: those that go with what was said last."""
    action = subject.action
    parts = [Part.COMMENT]
    if action.baseline or action.target:
        parts.append(Part.READING)
    if action.latest is not None:
        parts += wanted(action.latest.rag, proved=subject.proved)
    return tuple(parts)


def wanted(rag: Rag, *, proved: bool) -> tuple[Part, ...]:
    """The parts besides the comment that a status asks for."""
    return () if rag is Rag.GREEN and proved else WANTED.get(rag, ())


def grown(page: Page, more: Mapping[int, Iterable[Part]]) -> Page:
    """The same page, with more parts asked of some actions."""
    shown = tuple(
        replace(each, parts=tuple(dict.fromkeys((*each.parts, *more.get(each.known.action_id, ())))))
        for each in page.shown
    )
    return replace(page, shown=shown)


def report_form(subjects: Sequence[Subject], page: Page, institution: Institution, today: date) -> Form:
    """Build the form for the actions of a page."""
    parts = {each.known.action_id: each.parts for each in page.shown}
    return Form(
        name=FORM,
        title="Report on your actions" if not page.alone else "Report on an action",
        sections=tuple(_section(each, parts[each.action.id], institution, today) for each in subjects),
        nonce=fresh_nonce(),
        intro=_intro(subjects, page),
        context=str(page),
    )


def _intro(subjects: Sequence[Subject], page: Page) -> str:
    if any(subject.notes for subject in subjects):
        return "Nothing is saved yet: please look at what is marked, and send it again."
    sentences = []
    if any(prefilled(subject.action, date.min) for subject in subjects):
        sentences.append(
            "What is filled in was said last: sending it says it again. An empty comment keeps the old one."
        )
    sentences.append("Red needs a reason, amber a next step with its day, green something that shows it.")
    if page.later:
        sentences.append(f"{len(page.later)} more follow on the next page.")
    return " ".join(sentences)


def _section(subject: Subject, parts: Sequence[Part], institution: Institution, today: date) -> Section:
    action = subject.action
    status = prefilled(action, today).get(key("rag", action), "")
    statuses = (*_STATUSES, _SAY_NOTHING) if status else _STATUSES
    fields: list[Field] = [ChoiceField(key("rag", action), "Status", statuses, value=status)]
    # A sentence will do, and ten large boxes are a long way on a phone; what must be explained has room.
    roomy = Part.LEARNING in parts
    fields += [_field(part, action, today, roomy=roomy) for part in Part if part in parts]
    heading = shortened(action.name, _LONGEST_HEADING)
    text = "\n".join((*subject.notes, _said_last(action, institution, today)))
    return Section(heading, tuple(fields), text)


def key(name: str, action: Action) -> str:
    """The key of a field: its part (or "rag") and the action's id."""
    return f"{name}-{action.id}"


def prefilled(action: Action, today: date) -> Mapping[str, str]:
    """What stands in the fields of an action before anybody types, by key: what was said last and still holds."""
    latest = action.latest
    if latest is None or latest.rag not in RAG_LABELS:
        return {}
    values = {key("rag", action): latest.rag.value, key(Part.READING, action): latest.reading}
    if latest.rag is Rag.AMBER:
        values[key(Part.NEXT, action)] = latest.next_step
        if latest.next_step_on is not None and latest.next_step_on >= today:
            values[key(Part.NEXT_ON, action)] = latest.next_step_on.isoformat()
    return values


def _field(part: Part, action: Action, today: date, *, roomy: bool) -> Field:
    name, value = key(part, action), prefilled(action, today).get(key(part, action), "")
    match part:
        case Part.COMMENT:
            return TextField(name, "Comment", value=value, multiline=roomy, max_length=LONGEST[part])
        case Part.READING:
            return TextField(name, "The measure is now at", _measure(action), value, max_length=LONGEST[part])
        case Part.NEXT:
            return TextField(name, "Next step", value=value, max_length=LONGEST[part])
        case Part.NEXT_ON:
            return DateField(name, "By when", value=parse_date(value))
        case Part.LEARNING:
            return TextField(name, "What was learned", value=value, multiline=True, max_length=LONGEST[part])
        case Part.PROOF:
            label = "What shows it: a link, or why there is none"
            return TextField(name, label, value=value, max_length=LONGEST[part])


def _measure(action: Action) -> str:
    known = describing.measure(action) or action.success_measure
    return known[:1].upper() + known[1:]


def _said_last(action: Action, institution: Institution, today: date) -> str:
    due = describing.due(action, today)
    when = f"Due {due}." if action.due_on else f"Due: {due.rstrip('.')}." if action.due_text else ""
    latest = action.latest
    if latest is None:
        return f"{when} Nobody has reported on this yet.".strip()
    label = RAG_LABELS.get(latest.rag, latest.rag.value.replace("_", " "))
    said = f"Last said: {label}, {spoken(institution.day(latest.at))}."
    quote = f" {telling.quoted(latest.comment, _LONGEST_QUOTE)}" if latest.comment else ""
    return f"{when} {said}{quote}".strip()
