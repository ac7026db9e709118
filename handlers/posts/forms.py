"""The forms of posts, and what each refuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.dates import spoken
from handlers.forms import (
    ChoiceField,
    DateField,
    Field,
    Form,
    FormValues,
    Option,
    Section,
    TextField,
    fresh_nonce,
    parse_date,
)
from handlers.people.model import MOST_CHAIRS, Holding, Person, Post, Unit
from handlers.phrases import joined, shortened
from handlers.posts import names
from handlers.posts.board import Board
from handlers.posts.holding import FARTHEST, term_problem
from handlers.posts.naming import LONGEST, name_problem
from handlers.posts.picking import options, pick, picked
from handlers.rights import PostKind

LONGEST_NOTE = 1000
_ADDRESS = 254
HOLDER, DEPUTY = "holder", "deputy"
STAY, LEAVE = "stay", "leave"
_SURE = "Is the year right?"

_KINDS = (
    Option(PostKind.OWNER, "Owns actions"),
    Option(PostKind.CHAIR, "Chairs the committee"),
    Option(PostKind.LEAD, "Leads for the institution"),
)


def choose_form(posts: Sequence[Post]) -> Form:
    """Ask which of these posts to open."""
    return _form(
        names.CHOOSE_PRESS,
        "Open a post",
        (ChoiceField("post", "Which post?", options(posts), required=True),),
        "",
        "Open",
    )


def give_form(post: Post, board: Board) -> Form:
    """Ask who takes a post, for how long, and what becomes of those who hold it."""
    holders = board.holders(post.id)
    fields: list[Field] = [
        _email("Who takes it?"),
        ChoiceField(
            "as",
            "As what?",
            (Option(HOLDER, "Holds the post"), Option(DEPUTY, "Stands in as deputy")),
            value=HOLDER,
            required=True,
        ),
        DateField("starts", "First day", value=board.today, required=True),
        DateField("ends", "Last day of the term", hint="Leave it empty where there is none."),
    ]
    if holders:
        said = joined([person.name for person in holders])
        leave = board.needs_somebody(post)
        fates = (Option(STAY, "They stay: the post is shared"), Option(LEAVE, "They leave the day before"))
        value = LEAVE if leave else STAY
        fields.append(ChoiceField("others", f"And {shortened(said, 200)}?", fates, value=value, required=True))
    intro = f"“{shortened(post.name, 200)}” is given from the first day on, and the person is told."
    return _form(names.GIVE_PRESS, "Give a post", tuple(fields), str(post.id), "Give it", intro)


def end_form(post: Post, board: Board) -> Form:
    """Ask who leaves a post, and when."""
    people = _people_of(board.now_in(post.id) + board.coming(post.id))
    only = str(people[0][0]) if len(people) == 1 else ""
    fields: tuple[Field, ...] = (
        ChoiceField(
            "person",
            "Who leaves?",
            tuple(Option(str(number), name) for number, name in people),
            value=only,
            required=True,
        ),
        DateField("day", "Last day in the post", value=board.today, required=True),
    )
    intro = f"The last day in “{shortened(post.name, 200)}”. Nothing is taken out of the record."
    return _form(names.END_PRESS, "Leave a post", fields, str(post.id), "Record it", intro)


def change_form(post: Post, units: Sequence[Unit]) -> Form:
    """Ask for another name, kind or unit."""
    return _form(names.CHANGE_PRESS, "Change a post", _described(post, units), str(post.id), "Change it")


def add_form(units: Sequence[Unit]) -> Form:
    """Ask for a new post."""
    new = Post(0, "", PostKind.OWNER)
    return _form(names.ADD_PRESS, "Add a post", _described(new, units), "", "Add it")


def _described(post: Post, units: Sequence[Unit]) -> tuple[Field, ...]:
    fields: list[Field] = [
        TextField(
            "name",
            "Its name",
            hint="An office, such as OSD Manager; not a person.",
            value=post.name,
            required=True,
            max_length=LONGEST,
        ),
        ChoiceField("kind", "What is it for?", _KINDS, value=post.kind.value, required=True),
    ]
    if units:
        known = next((str(unit.id) for unit in units if unit.name == post.unit), "")
        fields.append(pick("unit", "Its unit", units, known, "If it belongs to one."))
    return tuple(fields)


def offer_form(post: Post, board: Board, giver: Person) -> Form:
    """Ask to whom a post is handed over, and when."""
    note = "What should they know? It goes into the message and the pack."
    fields: tuple[Field, ...] = (
        _email("To whom?"),
        DateField(
            "last",
            "Your last day" if _holds(board, post, giver) else "Last day as it is",
            value=board.today,
            required=True,
        ),
        TextField("note", "A word to them", hint=note, multiline=True, max_length=LONGEST_NOTE),
    )
    intro = f"“{shortened(post.name, 200)}” goes over on the day after, once they accept. Until then nothing changes."
    return _form(names.OFFER_PRESS, "Hand over a post", fields, str(post.id), "Offer it", intro)


def rule_form(chairs: int) -> Form:
    """Ask how many chairs the committee is to have."""
    numbers = tuple(Option(str(number), str(number)) for number in range(MOST_CHAIRS + 1))
    field = ChoiceField(
        "chairs",
        "How many chairs?",
        numbers,
        hint="Two is usual, so that nothing hangs on one person.",
        value=str(chairs),
        required=True,
    )
    return _form(names.RULE_PRESS, "Rule for chairs", (field,), "", "Set it")


def contact_form(units: Sequence[Unit], posts: Sequence[Post], page: str = "") -> Form:
    """Ask for the contact post of one of these units; `page` says which page of units they are."""
    fields: tuple[Field, ...] = (
        ChoiceField("unit", "Which unit?", options(units), required=True),
        pick("post", "Whom to turn to", posts, hint="Leave it empty to have nobody."),
    )
    return _form(names.CONTACT_PRESS, "Contact of a unit", fields, page, "Set it")


def _form(name: str, title: str, fields: tuple[Field, ...], context: str, submit: str, intro: str = "") -> Form:
    return Form(name, title, (Section("", fields),), fresh_nonce(), intro, context, submit)


def _email(label: str) -> TextField:
    return TextField("email", label, hint="Their e-mail address at work.", required=True, max_length=_ADDRESS)


def _people_of(holdings: Sequence[Holding]) -> list[tuple[int, str]]:
    return list({each.person.id: each.person.name for each in holdings}.items())


def _holds(board: Board, post: Post, person: Person) -> bool:
    return any(holder.id == person.id for holder in board.holders(post.id))


@dataclass(frozen=True, slots=True)
class Given:
    """What a form to give a post said."""

    deputy: bool
    starts_on: date
    ends_on: date | None
    others_leave: bool


def read_given(values: FormValues, today: date) -> Given | Mapping[str, str]:
    """Check it; errors by field where something is wrong."""
    starts_on, ends_on = parse_date(values.get("starts", "")), parse_date(values.get("ends", ""))
    errors: dict[str, str] = {}
    if starts_on is None:
        errors["starts"] = "There is no such day." if values.get("starts") else "Please choose the first day."
    if ends_on is None and values.get("ends"):
        errors["ends"] = "There is no such day."
    if values.get("as") not in (HOLDER, DEPUTY):
        errors["as"] = "Please choose whether they hold the post or stand in."
    if starts_on is not None and not errors and (problem := term_problem(starts_on, ends_on, today)):
        errors[problem.field] = problem.message
    if errors or starts_on is None:
        return errors
    return Given(values.get("as") == DEPUTY, starts_on, ends_on, values.get("others") == LEAVE)


def read_last_day(values: FormValues, key: str, today: date, *, past: bool) -> date | str:
    """Check the last day in a post; a sentence where it cannot be that. With `past` it may lie behind us."""
    day = parse_date(values.get(key, ""))
    if day is None:
        return "There is no such day." if values.get(key) else "Please choose the last day."
    if not past and day < today:
        return f"{spoken(day)} has passed. Please choose today or later."
    if abs(day - today) > FARTHEST:
        return f"{spoken(day)} is more than ten years away. {_SURE}"
    return day


def read_described(values: FormValues, post: Post, units: Sequence[Unit]) -> tuple[Post, Mapping[str, str]]:
    """The post as the form describes it, and what is wrong with that."""
    name, kind = values.get("name", ""), values.get("kind", "")
    errors = {"name": problem} if (problem := name_problem(name)) else {}
    if kind not in tuple(PostKind):
        return post, errors | {"kind": "Please choose what the post is for."}
    wanted = values.get("unit", "").strip()
    unit = picked(wanted, units)
    if wanted and unit is None:
        errors["unit"] = "There is no such unit in the list of people."
    return Post(post.id, name, PostKind(kind), unit.name if unit else "", post.ended_on), errors
