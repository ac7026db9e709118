"""The forms of the submission."""

from collections.abc import Sequence
from datetime import date

from handlers.assessment.sections import Section as FormSection
from handlers.assessment.sections import stages
from handlers.forms import ChoiceField, DateField, Field, Form, Option, Section, TextField, fresh_nonce
from handlers.people.model import Person, Post
from handlers.posts.picking import MOST, pick
from handlers.submission import names
from handlers.submission.cards import STATE_WORDS
from handlers.submission.model import LONGEST_NOTE, SectionState, SectionWork, Submission

STAGE, DUE, LEADER = "stage", "due", "leader"
POST, PERSON = "post", "person"
STATE, NOTE, DAY = "state", "note", "day"


def set_form(known: Submission | None, posts: Sequence[Post]) -> Form:
    """Stage, day and the post that signs for the institution."""
    fields: tuple[Field, ...] = (
        ChoiceField(STAGE, "Stage", stage_options(), value=str(known.stage) if known else "", required=True),
        DateField(DUE, "To be handed in on", value=known.due_on if known else None, required=True),
        pick(
            LEADER,
            "Post of the leader of the institution",
            posts,
            str(known.leader_post_id) if known and known.leader_post_id else "",
            "Vice-chancellor, president or director level: its holder signs besides you.",
        ),
    )
    return Form(names.SET_PRESS, "The submission", (Section("", fields),), fresh_nonce(), submit_label="Set it")


def stage_options() -> tuple[Option, ...]:
    """The stages to choose from."""
    return tuple(Option(str(each.number), f"{each.name}: a plan of {each.months} months") for each in stages())


def assign_form(
    section: FormSection, work: SectionWork | None, posts: Sequence[Post], people: Sequence[Person]
) -> Form:
    """The writer of a section: a post, or somebody who holds one."""
    post = str(work.post_id) if work and work.post_id else ""
    fields: tuple[Field, ...] = (
        pick(POST, "A post", posts, post, "Whoever holds it writes; it passes on with the post."),
        _people_field(people, str(work.person_id) if work and work.person_id else ""),
    )
    intro = f"{section.heading}. {section.asks} Usually written by {section.writer}. Leave both empty for nobody."
    head = Section("Who writes it?", fields)
    return Form(names.ASSIGN_PRESS, "Writer of a section", (head,), fresh_nonce(), intro, section.id, "Give it to them")


def _people_field(people: Sequence[Person], value: str) -> Field:
    label = "Or one person who holds a post"
    if len(people) <= MOST:
        options = tuple(Option(str(person.id), person.name[:75] or "nameless") for person in people)
        return ChoiceField(PERSON, label, options, value=value)
    known = next((person.email for person in people if str(person.id) == value), "")
    return TextField(PERSON, label, "Their e-mail address.", known, max_length=300)


def mark_form(section: FormSection, work: SectionWork) -> Form:
    """How far a section is, with a note."""
    options = tuple(Option(state.value, STATE_WORDS[state].capitalize()) for state in SectionState)
    fields: tuple[Field, ...] = (
        ChoiceField(STATE, "How far is it?", options, value=work.state.value, required=True),
        TextField(
            NOTE, "A note", "What is missing, or where the text is.", work.note, multiline=True, max_length=LONGEST_NOTE
        ),
    )
    head = Section(section.heading[:250], fields)
    return Form(names.MARK_PRESS, "How far is it?", (head,), fresh_nonce(), section.asks, section.id, "Save")


def hand_in_form(today: date, missing: Sequence[str]) -> Form:
    """The day on which it was handed in; what is missing is said first, and stops nobody."""
    intro = " ".join(("So that you know:", *missing)) if missing else "Both signatures are there."
    field = DateField(DAY, "Handed in on", value=today, required=True)
    return Form(
        names.HAND_IN_PRESS,
        "It was handed in",
        (Section("", (field,)),),
        fresh_nonce(),
        intro,
        submit_label="Record it",
    )
