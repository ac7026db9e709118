"""The public page: looked at and approved in chat, written by the command line."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from handlers.actions.case import with_note
from handlers.actions.form_faults import faults
from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import (
    Command,
    Context,
    DailyCheck,
    DeliveryContext,
    Feature,
    FormInput,
    FormRoute,
    JobContext,
    Press,
)
from handlers.forms import OPTION_LABEL, Form, Option, refilled
from handlers.nudges.answering import offices
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.people.hours import here_at
from handlers.phrases import shortened
from handlers.plans.model import Action
from handlers.posts.picking import MOST
from handlers.public_page import cards, contacts, names
from handlers.public_page.gathering import state_now
from handlers.public_page.model import PageVersion, PublicComment, as_data
from handlers.rights import PostKind, Right
from handlers.voice.events.privacy import ASKED, pointed_out
from handlers.work import Work

_USEFUL_FOR: Final = timedelta(days=28)


async def show(context: Context, _rest: str) -> Reply:
    """Show what is approved; to the contact what is said of them."""
    state = await state_now(context.work, context.institution, context.now)
    named = await contacts.named_as(context, state)
    if Right.COMMITTEE in context.rights:
        card = cards.overview(state, context.institution, lead=Right.LEAD in context.rights, named=named)
    elif named is not None:
        card = cards.standing(named)
    else:
        card = cards.not_for_you()
    return Reply(card, private=True)


async def preview(context: Context, _value: str) -> Outcome:
    """Show all that the page will say."""
    state = await state_now(context.work, context.institution, context.now)
    if state.page is None:
        return Reply(cards.no_page(), private=True)
    return Reply(cards.preview(state, state.page, chair=await _is_chair(context)), private=True)


async def approve(context: Context, value: str) -> Outcome:
    """Approve what was shown, if it still is what the page would say; only a chair can."""
    await context.work.alone()
    if not await _is_chair(context):
        return Reply(cards.chairs_only(), private=True)
    state = await state_now(context.work, context.institution, context.now)
    if state.page is None or state.contact is None or not state.hash or state.hash != value:
        return Reply(cards.changed_meanwhile(state), private=True)
    if state.version is not None and not state.has_changed:
        return Update(cards.approved(state.version))
    number = state.version.number + 1 if state.version else 1
    person, data = context.person, as_data(state.page)
    new = PageVersion(0, number, state.hash, data, state.contact.id, context.now, person.name, person.id)
    kept = await context.work.public_pages.approve(new)
    return Update(cards.approved(kept)) if kept else Reply(cards.changed_meanwhile(state), private=True)


async def open_comment(context: Context, _value: str) -> Outcome:
    """Open the form for what the public may read of an action."""
    actions = await _actions(context.work)
    return OpenForm(_comment_form(actions)) if actions else Reply(cards.no_page(), private=True)


async def take_comment(context: Context, form: FormInput) -> Outcome:
    """Keep what the public may read of an action; a name in it is pointed out first."""
    actions = await _actions(context.work)
    asked = replace(_comment_form(actions), context=form.context)
    errors = faults(asked, form.values)
    typed = form.values.get(cards.ACTION, "").strip()
    action = next((each for each in actions if typed in (str(each.id), each.ref)), None)
    if typed and action is None:
        errors[cards.ACTION] = "There is no such action in the plan any more. Please choose another."
    if errors or action is None:
        return FormErrors(refilled(asked, form.values), errors, look_again("kept"))
    words = " ".join(form.values.get(cards.WORDS, "").split())
    if not words:
        await context.work.public_pages.hide_comment(action.id)
        return Close(cards.commented(action.name, ""))
    if form.context != ASKED and (note := await pointed_out(context.work, [words], "kept")):
        return with_note(replace(asked, context=ASKED), note, form.values)
    person = context.person
    comment = PublicComment(action.id, words, context.now, person.name, person.id)
    await context.work.public_pages.show_comment(comment)
    return Close(cards.commented(action.name, words))


async def remind_of_review(context: JobContext) -> None:
    """After each review, tell the lead once that the page is older."""
    if not await context.work.public_pages.versions():
        return
    state = await state_now(context.work, context.institution, context.now)
    if not state.is_older_than_review or state.last_review is None:
        return
    day = context.institution.day(context.now)
    known = offices(await context.work.people.holdings(day))
    leads = [each for each in known.values() if each.post.kind is PostKind.LEAD]
    ids = {"review": str(state.last_review.id)}
    await context.work.outbox.add(
        NewDelivery(
            f"{names.STALE}:{state.last_review.id}:{person.id}",
            names.STALE,
            person.id,
            ids,
            here_at(context.institution, person, context.now),
            context.now + _USEFUL_FOR,
        )
        for office in leads
        for person in office.answering(day)
    )


async def compose_stale(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Say that the page is older than the review; None once a newer one is approved."""
    state = await state_now(context.work, context.institution, context.now)
    same = state.last_review is not None and str(state.last_review.id) == delivery.ids["review"]
    return cards.stale(state) if same else None


async def _is_chair(context: Context) -> bool:
    mine = await context.work.people.holdings(context.today, context.person.id)
    return any(holding.post.kind is PostKind.CHAIR for holding in mine)


async def _actions(work: Work) -> list[Action]:
    plan = await work.plans.current()
    return list(await work.plans.actions(plan.id)) if plan else []


def _comment_form(actions: list[Action]) -> Form:
    return cards.comment_form(
        [Option(str(each.id), shortened(each.name, OPTION_LABEL)) for each in actions[: MOST + 1]]
    )


FEATURE = Feature(
    "public page",
    commands=(
        Command(
            "public page",
            "see what the institution's public page says of the plan; for chairs: approve it",
            show,
            aliases=("web page of the plan",),
        ),
    ),
    presses=(
        Press(names.PREVIEW_PRESS, preview, Right.COMMITTEE),
        Press(names.APPROVE_PRESS, approve, Right.COMMITTEE),
        Press(names.ASK_PRESS, contacts.open_ask, Right.LEAD),
        Press(names.AGREE_PRESS, contacts.agree),
        Press(names.DECLINE_PRESS, contacts.decline),
        Press(names.WITHDRAW_PRESS, contacts.withdraw),
        Press(names.COMMENT_PRESS, open_comment, Right.LEAD),
    ),
    forms=(
        FormRoute(names.ASK_PRESS, contacts.take_ask, Right.LEAD),
        FormRoute(names.COMMENT_PRESS, take_comment, Right.LEAD),
    ),
    deliveries={names.ASKED: contacts.compose_asked, names.STALE: compose_stale},
    daily=(DailyCheck("public page", remind_of_review),),
)
