"""Minutes: written by chairs and the lead during a review; a decision about an action becomes part of its history."""

from dataclasses import replace

from handlers.actions.changing import noted, reported
from handlers.actions.entitled import sight
from handlers.actions.evidence import add_link
from handlers.actions.form_faults import faults
from handlers.dates import spoken
from handlers.feature import Context, FormInput
from handlers.forms import Form, as_id, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.paging import page_asked
from handlers.plans.model import Action, ActionUpdate, ChangeKind
from handlers.plans.rag import Rag
from handlers.reviews import minutes_cards as cards
from handlers.reviews.minutes_form import ACTION, Given, line_form, present_form, read_line, read_present
from handlers.reviews.minutes_model import Item, MinuteLine, present
from handlers.reviews.model import Review


async def show_minutes(context: Context, value: str) -> Outcome:
    """Show a page of the minutes; a page that was turned takes the place of the one before."""
    which, _, page = value.partition(":")
    review = await _review(context, which)
    if review is None:
        return Reply(cards.no_such_review(), private=True)
    lines = await context.work.minutes.of(review.id)
    names = {action.id: action.name for action in await _actions(context)}
    card = cards.minutes_card(review, lines, names, page_asked(page))
    return Reply(card, private=True) if page_asked(page) == 1 else Update(card)


async def open_line(context: Context, value: str) -> Outcome:
    """Open the form for a line."""
    review = await _review(context, value)
    if review is None or review.held_on > context.today:
        return Reply(cards.too_early(review) if review else cards.no_such_review(), private=True)
    return OpenForm(await _form(context, review, None))


async def open_correction(context: Context, value: str) -> Outcome:
    """Open the form that puts a line right, with what stands in the line."""
    found = await _to_correct(context, as_id(value))
    if found is None:
        return Reply(cards.no_such_line(), private=True)
    review, line = found
    return OpenForm(await _form(context, review, line))


async def take_line(context: Context, form: FormInput) -> Outcome:
    """Keep a line; a decision about an action goes into its history, and a status becomes a report of it."""
    # Two people may put the same line right at the same moment.
    await context.work.alone()
    which, _, corrects = form.context.partition(":")
    review, line = await _review(context, which), None
    if corrects:
        found = await _to_correct(context, as_id(corrects))
        if found is None:
            return Close(cards.no_such_line())
        review, line = found
    if review is None or review.held_on > context.today:
        return Close(cards.too_early(review) if review else cards.no_such_review())
    asked = await _form(context, review, line)
    errors = faults(asked, form.values)
    given, wrong = read_line(
        form.values,
        await _actions(context),
        await context.work.people.posts(),
        await _proved(context),
        context.today,
        with_status=_takes_status(review, line),
    )
    errors = {**errors, **wrong}
    if given is not None and given.rag is not None and given.action is not None:
        seen = await sight(context, str(given.action.id))
        if seen is None or not seen.may.report:
            errors[ACTION] = (
                "Nobody can report on this action any more: it was dropped or merged, or its plan is closed."
            )
    if errors or given is None:
        return FormErrors(refilled(asked, form.values), errors, look_again())
    return await _keep(context, review, line, given)


async def open_present(context: Context, value: str) -> Outcome:
    """Open the form for who was there, with those that are written down already."""
    review = await _review(context, value)
    if review is None or review.held_on > context.today:
        return Reply(cards.too_early(review) if review else cards.no_such_review(), private=True)
    there = present(await context.work.minutes.of(review.id))
    return OpenForm(present_form(str(review.id), await context.work.people.posts(), there))


async def take_present(context: Context, form: FormInput) -> Outcome:
    """Keep who was there; a list that was kept before stays, and the newest holds."""
    review = await _review(context, form.context)
    if review is None or review.held_on > context.today:
        return Close(cards.too_early(review) if review else cards.no_such_review())
    posts = await context.work.people.posts()
    asked = present_form(str(review.id), posts, ())
    if errors := faults(asked, form.values):
        return FormErrors(refilled(asked, form.values), errors, look_again())
    there = read_present(form.values, posts)
    await context.work.minutes.add(_signed(context, MinuteLine(0, review.id, Item.PRESENT, context.now, posts=there)))
    return Close(cards.present_kept(there))


async def _keep(context: Context, review: Review, before: MinuteLine | None, given: Given) -> Outcome:
    line = MinuteLine(
        id=0,
        review_id=review.id,
        item=given.item,
        at=context.now,
        action_id=given.action.id if given.action else None,
        said=given.said,
        decision=given.decision,
        task=given.task,
        who_post_id=given.post.id if given.post else None,
        who=given.post.name if given.post else "",
        due_on=given.due_on,
        rag=given.rag,
        corrects_id=before.id if before else None,
    )
    kept = await context.work.minutes.add(_signed(context, line))
    if given.action is not None:
        await _into_history(context, review, given.action, given, corrects=before is not None)
    return Close(cards.kept(kept, review, given.action))


async def _into_history(context: Context, review: Review, action: Action, given: Given, *, corrects: bool) -> None:
    """A status is a report like any other; that the review decided stands beside it."""
    if given.rag is not None:
        shown = action.id in await _proved(context)
        await reported(context, action, _update(context, action, given, given.rag, shown=shown))
        if given.proof.link:
            await add_link(context, action.id, given.proof.title, given.proof.link)
    if given.decision or given.rag is not None:
        what = "Put right in the minutes of" if corrects else "Decided at"
        said = given.decision or given.said or "its status"
        await noted(context, action.id, ChangeKind.DECIDED, f"{what} the review on {spoken(review.held_on)}: {said}")


def _update(context: Context, action: Action, given: Given, rag: Rag, *, shown: bool) -> ActionUpdate:
    latest = action.latest
    amber = rag is Rag.AMBER
    unproved = rag is Rag.GREEN and not shown and not given.proof.link
    return ActionUpdate(
        action_id=action.id,
        at=context.now,
        rag=rag,
        comment=given.decision or given.said,
        learning=given.learning,
        next_step=given.task if amber else "",
        by=context.person.name,
        by_person_id=context.person.id,
        next_step_on=given.due_on if amber else None,
        # A reading stands until there is another.
        reading=latest.reading if latest is not None else "",
        override=given.proof.reason if unproved else "",
    )


def _signed(context: Context, line: MinuteLine) -> MinuteLine:
    return replace(line, by=context.person.name, by_person_id=context.person.id)


async def _form(context: Context, review: Review, line: MinuteLine | None) -> Form:
    where = f"{review.id}:{line.id}" if line else str(review.id)
    posts = await context.work.people.posts()
    with_status = _takes_status(review, line)
    return line_form(where, await _actions(context), posts, before=line, with_status=with_status)


def _takes_status(review: Review, line: MinuteLine | None) -> bool:
    """A status is decided while the review is open: closing froze it, and a correction is one of words."""
    return review.closed_at is None and line is None


async def _to_correct(context: Context, line_id: int | None) -> tuple[Review, MinuteLine] | None:
    """A line that no other has put right, with its review."""
    line = await context.work.minutes.get(line_id) if line_id is not None else None
    if line is None or line.item is Item.PRESENT:
        return None
    review = await context.work.reviews.get(line.review_id)
    lines = await context.work.minutes.of(line.review_id)
    return (review, line) if review and all(each.corrects_id != line.id for each in lines) else None


async def _review(context: Context, value: str) -> Review | None:
    review_id = as_id(value)
    return await context.work.reviews.get(review_id) if review_id is not None else None


async def _actions(context: Context) -> list[Action]:
    plan = await context.work.plans.current()
    return list(await context.work.plans.actions(plan.id)) if plan else []


async def _proved(context: Context) -> frozenset[int]:
    plan = await context.work.plans.current()
    return frozenset(await context.work.plans.evidence_counts(plan.id)) if plan else frozenset()
