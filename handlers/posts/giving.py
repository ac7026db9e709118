"""Giving a post to somebody, and letting somebody leave it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from handlers.dates import spoken
from handlers.feature import Context, FormInput
from handlers.forms import Form, FormValues, as_id, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, look_again
from handlers.people.model import Holding, Institution, Person, Post
from handlers.phrases import joined
from handlers.posts import cards
from handlers.posts.board import Board
from handlers.posts.forms import Given, end_form, give_form, read_given, read_last_day
from handlers.posts.holding import replace_holders, take
from handlers.posts.looking import the_board, the_post
from handlers.posts.permission import leads, may_give
from handlers.posts.telling import tell_committee, tell_of_holding, tell_of_leaving
from handlers.rights import PostKind
from handlers.work import Work


async def open_give(context: Context, value: str) -> Outcome:
    """Ask who takes a post."""
    post = await the_post(context, value)
    if post is None or post.ended_on is not None:
        return Reply(cards.no_such_post(), private=True)
    board = await the_board(context)
    if not may_give(context, board, post):
        return Reply(cards.not_yours("give this post to somebody"), private=True)
    return OpenForm(give_form(post, board))


async def take_give(context: Context, form: FormInput) -> Outcome:
    """Give a post to somebody."""
    await context.work.alone()
    post = await the_post(context, form.context)
    if post is None or post.ended_on is not None:
        return Close(reply=cards.no_such_post())
    board = await the_board(context)
    if not may_give(context, board, post):
        return Close(reply=cards.not_yours("give this post to somebody"))
    again = give_form(post, board)
    given = read_given(form.values, context.today)
    person = await person_by_email(context.work, board, form.values)
    if isinstance(person, str) or not isinstance(given, Given):
        errors = {} if isinstance(given, Given) else dict(given)
        return _errors(again, form.values, errors | ({"email": person} if isinstance(person, str) else {}))
    if wrong := _cannot(context, board, Holding(post, person, given.deputy, given.starts_on)):
        return _errors(again, form.values, wrong)
    return await _give(context, board, Holding(post, person, given.deputy, given.starts_on, given.ends_on), given, form)


async def give(
    work: Work, institution: Institution, now: datetime, board: Board, new: Holding, by: Person | None
) -> bool:
    """Let a holding begin, and tell whoever is concerned; False, and nothing is written, where it is there already.

    `by` decided it; None where nobody knows who that was, as on the command line.
    """
    if not await take(work, new):
        return False
    await tell_of_holding(work, institution, now, new)
    await tell_committee(work, institution, now, board, new, by)
    return True


async def _give(context: Context, board: Board, new: Holding, given: Given, form: FormInput) -> Outcome:
    if not await give(context.work, context.institution, context.now, board, new, context.person):
        said = f"{new.person.name} {'stands in for' if new.deputy else 'holds'} this post already."
        return _errors(give_form(new.post, board), form.values, {"email": said})
    left: list[Person] = []
    # A holding may be recorded late; nobody else's is shortened for that in hindsight.
    first_day = max(given.starts_on, context.today)
    if given.others_leave and not given.deputy:
        left = await replace_holders(context.work, new.post, new.person, first_day)
    last_day = first_day - timedelta(days=1)
    await tell_of_leaving(context.work, context.institution, context.now, new.post, left, last_day)
    gone = joined([person.name for person in left])
    return Close(
        reply=cards.done(
            f"{new.person.name} {'stands in for' if new.deputy else 'holds'} “{new.post.name}”",
            _term(new, context),
            f"{gone} {'leaves' if len(left) == 1 else 'leave'} it; the last day is {spoken(last_day)}." if left else "",
            "Everybody concerned is told.",
            post=new.post,
        )
    )


def _term(new: Holding, context: Context) -> str:
    later = new.starts_on is not None and new.starts_on > context.today
    begins = f"from {spoken(new.starts_on)}" if later and new.starts_on else "from now on"
    ends = f", until {spoken(new.ends_on)}" if new.ends_on else ""
    return f"{begins}{ends}.".capitalize()


def _cannot(context: Context, board: Board, new: Holding) -> Mapping[str, str]:
    """What speaks against it besides the form itself."""
    # Chairs may fill a vacant lead, but a second person decides who leads.
    if new.person.id == context.person.id and not leads(context) and new.post.kind is PostKind.LEAD:
        return {"email": "Somebody else has to decide that you lead. Please ask another chair."}
    there = any(each.person.id == new.person.id for each in board.now_in(new.post.id))
    if there and new.starts_on is not None and new.starts_on < context.today:
        return {"starts": f"{new.person.name} is in this post already. Please choose today or later."}
    return {}


async def open_end(context: Context, value: str) -> Outcome:
    """Ask who leaves a post."""
    post = await the_post(context, value)
    board = await the_board(context)
    if post is None or not (board.now_in(post.id) or board.coming(post.id)):
        return Reply(cards.no_such_post(), private=True)
    return OpenForm(end_form(post, board))


async def take_end(context: Context, form: FormInput) -> Outcome:
    """Let somebody leave a post."""
    await context.work.alone()
    post = await the_post(context, form.context)
    board = await the_board(context)
    if post is None or not (board.now_in(post.id) or board.coming(post.id)):
        return Close(reply=cards.no_such_post())
    again = end_form(post, board)
    day = read_last_day(form.values, "day", context.today, past=True)
    person_id = as_id(form.values.get("person", ""))
    person = await context.work.people.get(person_id) if person_id is not None else None
    errors = {"day": day} if isinstance(day, str) else {}
    if person is None:
        errors["person"] = "Please choose who leaves."
    if errors or person is None or isinstance(day, str):
        return _errors(again, form.values, errors)
    if early := _not_begun(board, post, person, day):
        return _errors(again, form.values, {"day": early})
    if leaves_nobody_to_lead(board, post, person, day):
        said = "Nobody else leads here after that day. Please give the post to somebody first."
        return _errors(again, form.values, {"person": said})
    if not await context.work.people.end_holding(post.id, person.id, day):
        return _errors(again, form.values, {"day": f"{person.name} does not hold it after {spoken(day)}."})
    if person.id != context.person.id:
        await tell_of_leaving(context.work, context.institution, context.now, post, [person], day)
    said = f"The last day is {spoken(day)}. The record of it stays."
    return Close(reply=cards.done(f"{person.name} leaves “{post.name}”", said, post=post))


def _not_begun(board: Board, post: Post, person: Person, day: date) -> str:
    begun = [each.starts_on for each in board.now_in(post.id) if each.person.id == person.id]
    late = [starts_on for starts_on in begun if starts_on is not None and starts_on > day]
    return f"{person.name} is in this post since {spoken(late[0])} only. Please choose a later day." if late else ""


def leaves_nobody_to_lead(board: Board, post: Post, person: Person, last_day: date) -> bool:
    """Tell whether nobody who can be reached would lead once somebody has left this post.

    A deputy may always leave a holder; one who stands in for a vacant post is all that there is.
    """
    if post.kind is not PostKind.LEAD:
        return False
    leading = (each for each in board.holdings if each.post.kind is PostKind.LEAD and not each.deputy)
    others = (each for each in leading if (each.post.id, each.person.id) != (post.id, person.id))
    return not any(_goes_on(each, last_day) and not board.is_gone(each.person) for each in others)


def _goes_on(holding: Holding, day: date) -> bool:
    return holding.ends_on is None or holding.ends_on > day


async def person_by_email(work: Work, board: Board, values: FormValues) -> Person | str:
    """Find whom a form names; a sentence where that is nobody, or somebody who has left."""
    email = values.get("email", "").strip()
    if not email:
        return "Please give their e-mail address."
    person = await work.people.by_email(email)
    if person is None:
        return (
            "I know nobody with this address. People come in with the list of people, or by writing to me once; "
            "please check how it is written."
        )
    accounts = await work.accounts.of({person.id})
    if Board(board.today, board.institution, (), (), accounts).is_gone(person):
        return f"The account of {person.name} was deactivated, so they have probably left. Please choose somebody else."
    return person


def _errors(form: Form, values: FormValues, errors: Mapping[str, str]) -> FormErrors:
    return FormErrors(refilled(form, values), errors, look_again())
