"""Setting the submission, and saying who writes what: the lead's part."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from handlers.actions.form_faults import faults
from handlers.assessment.sections import Section
from handlers.deliveries import NewDelivery
from handlers.feature import Context, FormInput
from handlers.forms import as_id, parse_date, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.paging import page_asked
from handlers.people.hours import here_at
from handlers.people.model import Institution, Person
from handlers.posts.picking import picked
from handlers.rights import Right
from handlers.submission import cards, forms
from handlers.submission.desk import Desk, read_desk, to_write
from handlers.submission.model import SectionWork, Submission
from handlers.submission.schedule import day_trouble, moved
from handlers.work import Work

GIVEN: Final = "submission.given"
_GATHERED_FOR: Final = timedelta(minutes=15)
"""Whoever is given several sections one after the other hears of them once."""
_USEFUL_FOR: Final = timedelta(days=7)


async def open_set(context: Context, _value: str) -> Outcome:
    """Open the form for stage, day and the post that signs."""
    posts = await context.work.people.posts()
    return OpenForm(forms.set_form(await context.work.submissions.open(), posts))


async def take_set(context: Context, form: FormInput) -> Outcome:
    """Set the submission, or move it."""
    await context.work.alone()
    known = await context.work.submissions.open()
    posts = await context.work.people.posts()
    asked = forms.set_form(known, posts)
    errors = faults(asked, form.values)
    due_on = parse_date(form.values.get(forms.DUE, ""))
    if forms.DUE not in errors and (trouble := day_trouble(due_on, context.today)):
        errors[forms.DUE] = trouble
    typed = form.values.get(forms.LEADER, "")
    leader = picked(typed, posts)
    if typed and leader is None:
        errors[forms.LEADER] = "There is no such post. “posts” shows those that there are."
    if errors or due_on is None:
        return FormErrors(refilled(asked, form.values), errors, look_again("set"))
    stage = int(form.values[forms.STAGE])
    await keep(context.work, known, stage, due_on, leader.id if leader else None)
    desk = await read_desk(context.work, context.institution, context.now)
    return Close(cards.set_(desk) if desk else cards.none_set(lead=True))


async def keep(
    work: Work, known: Submission | None, stage: int, due_on: date, leader_post_id: int | None
) -> Submission:
    """Write a submission down; reminders begin anew where its day moves far, sections of another stage fall away."""
    new = known or Submission(0, stage, due_on)
    saved = await work.submissions.save(replace(moved(new, due_on), stage=stage, leader_post_id=leader_post_id))
    asked = {section.id for section in to_write(stage)}
    for each in await work.submissions.sections(saved.id):
        if each.section_id not in asked:
            await work.submissions.unassign(saved.id, each.section_id)
    return saved


async def show_writers(context: Context, value: str) -> Outcome:
    """Show who writes what."""
    desk = await read_desk(context.work, context.institution, context.now)
    lead = Right.LEAD in context.rights
    return Update(cards.writers(desk, page_asked(value), lead=lead) if desk else cards.none_set(lead=lead))


async def open_assign(context: Context, value: str) -> Outcome:
    """Open the form for the writer of a section."""
    desk = await read_desk(context.work, context.institution, context.now)
    section = _section(desk, value)
    if desk is None or section is None:
        return Reply(cards.gone("That section"), private=True)
    people = in_posts(desk)
    return OpenForm(forms.assign_form(section, desk.work.get(section.id), list(desk.posts.values()), people))


async def take_assign(context: Context, form: FormInput) -> Outcome:
    """Put a section into somebody's hands; tell them."""
    await context.work.alone()
    desk = await read_desk(context.work, context.institution, context.now)
    section = _section(desk, form.context)
    if desk is None or section is None:
        return Close(cards.gone("That section"))
    posts, people = list(desk.posts.values()), in_posts(desk)
    asked = forms.assign_form(section, desk.work.get(section.id), posts, people)
    errors = faults(asked, form.values)
    typed_post, typed_person = form.values.get(forms.POST, "").strip(), form.values.get(forms.PERSON, "").strip()
    post, person = picked(typed_post, posts), _person(typed_person, people)
    if typed_post and post is None:
        errors.setdefault(forms.POST, "There is no such post.")
    if typed_person and person is None:
        errors.setdefault(forms.PERSON, "They hold no post. Give them one, or choose the post that they are to have.")
    if post and person:
        errors.setdefault(forms.PERSON, "Please choose a post or a person, not both.")
    if errors:
        return FormErrors(refilled(asked, form.values), errors, look_again("given"))
    before = desk.work.get(section.id)
    new = replace(
        before or SectionWork(section.id), post_id=post.id if post else None, person_id=person.id if person else None
    )
    await give(context.work, context.institution, context.now, new)
    desk = await read_desk(context.work, context.institution, context.now)
    return Close(cards.assigned(desk, section) if desk else None)


async def give(work: Work, institution: Institution, now: datetime, new: SectionWork) -> None:
    """Put a section into the hands of a post or person (or of nobody), and tell whoever writes it now."""
    submission = await work.submissions.open()
    if submission is None:
        return
    if new.post_id is None and new.person_id is None:
        await work.submissions.unassign(submission.id, new.section_id)
        return
    await work.submissions.assign(submission.id, new)
    desk = await read_desk(work, institution, now)
    writers = desk.writers(new.section_id) if desk else ()
    hour = now.isoformat(timespec="hours")
    await work.outbox.add(
        NewDelivery(
            f"{GIVEN}:{submission.id}:{hour}:{person.id}",
            GIVEN,
            person.id,
            {"submission": str(submission.id)},
            here_at(institution, person, now + _GATHERED_FOR),
            now + _USEFUL_FOR,
        )
        for person in writers
    )


async def open_hand_in(context: Context, _value: str) -> Outcome:
    """Open the form for the day on which it was handed in."""
    desk = await read_desk(context.work, context.institution, context.now)
    if desk is None:
        return Reply(cards.none_set(lead=True), private=True)
    return OpenForm(forms.hand_in_form(context.today, _missing(desk)))


async def take_hand_in(context: Context, form: FormInput) -> Outcome:
    """Record that it was handed in; nobody is reminded any more."""
    desk = await read_desk(context.work, context.institution, context.now)
    if desk is None:
        return Close(cards.none_set(lead=True))
    asked = forms.hand_in_form(context.today, _missing(desk))
    errors = faults(asked, form.values)
    day = parse_date(form.values.get(forms.DAY, ""))
    if day is not None and day > context.today:
        errors[forms.DAY] = "That day is still to come. Please give the day on which it was handed in."
    if errors or day is None:
        return FormErrors(refilled(asked, form.values), errors, look_again("recorded"))
    await context.work.submissions.hand_in(desk.submission.id, day)
    return Close(cards.handed_in(day))


def in_posts(desk: Desk) -> Sequence[Person]:
    """Everybody who holds a post or stands in, by name."""
    found = {person.id: person for office in desk.offices.values() for person in (*office.holders, *office.deputies)}
    return sorted(found.values(), key=lambda person: (person.name.casefold(), person.id))


def _missing(desk: Desk) -> list[str]:
    unsigned = [] if desk.version else ["Nothing was put up for signature."]
    return [
        *desk.hindrances(),
        *unsigned,
        *(f"{what}: {said}." for what, said in cards.signature_lines(desk)[1:] if said == "not signed"),
    ]


def _section(desk: Desk | None, section_id: str) -> Section | None:
    return next((each for each in desk.sections if each.id == section_id), None) if desk else None


def _person(typed: str, people: Sequence[Person]) -> Person | None:
    number = as_id(typed)
    return next(
        (each for each in people if each.id == number or (typed and each.email.casefold() == typed.casefold())), None
    )
