"""The forms for those who are asked."""

from collections.abc import Sequence

from handlers.enquiries import names
from handlers.enquiries.desk import Waiting
from handlers.forms import (
    OPTION_LABEL,
    Field,
    Form,
    Option,
    Section,
    SeveralField,
    TextField,
    fresh_nonce,
)
from handlers.people.model import Post
from handlers.phrases import shortened
from handlers.posts.picking import pick

ANSWER, SOURCE, LINK, KEEP, WHO = "answer", "source", "link", "keep", "who"
SIGNPOST, TO, NOTE = "signpost", "to", "note"
YES = "yes"
LONGEST_ANSWER = 2500
"""As long as the answer of an entry may be: it is read on a phone."""
_LONGEST_SIGNPOST = 500
_IN_A_FORM = 600
_OF_MANY = 150


def answer_form(those: Sequence[Waiting]) -> Form:
    """Ask for the answer to one question, or to several that say nearly the same."""
    first = those[0].enquiry
    fields: list[Field] = []
    if len(those) > 1:
        options = tuple(_asker(each) for each in those)
        everybody = tuple(option.value for option in options)
        fields.append(SeveralField(WHO, "Send it to", options, "Each gets it alone.", everybody, required=True))
    again = first.answer if len(those) == 1 else ""
    hint = "It goes to them alone, with your name and post."
    fields += [
        TextField(ANSWER, "Your answer", hint, again, required=True, multiline=True, max_length=LONGEST_ANSWER),
        TextField(SOURCE, "Where it is written", "If it is: the name of the page or paper.", max_length=200),
        TextField(LINK, "Link to it", "A whole address that begins with https://", max_length=2000),
        SeveralField(
            KEEP,
            "For everybody",
            (Option(YES, "Offer this as an entry"),),
            "Without their name: you write it in the next step, and a second person confirms it.",
        ),
    ]
    return _form(names.ANSWER_PRESS, "Answer", fields, those, "Send")


def not_ours_form(one: Waiting) -> Form:
    """Ask who does help with what is not theirs."""
    hint = (
        "For example: Parking is looked after by Estates, estates@example.ac.uk. Name an office rather than a person: "
        "others who ask this are told the same."
    )
    field = TextField(SIGNPOST, "Who does help?", hint, required=True, multiline=True, max_length=_LONGEST_SIGNPOST)
    return _form(names.NOT_OURS_PRESS, "Not ours", [field], [one], "Tell them")


def move_form(one: Waiting, posts: Sequence[Post]) -> Form:
    """Ask to which post a question goes."""
    fields: list[Field] = [
        pick(TO, "To which post", posts),
        TextField(NOTE, "A word for whoever gets it", multiline=True, max_length=500),
    ]
    return _form(names.MOVE_PRESS, "Pass it on", fields, [one], "Pass it on")


def _form(name: str, title: str, fields: Sequence[Field], those: Sequence[Waiting], send: str) -> Form:
    value = ".".join(str(each.enquiry.id) for each in those)
    return Form(name, title, (Section("", tuple(fields)),), fresh_nonce(), _questions(those), value, send)


def _questions(those: Sequence[Waiting]) -> str:
    longest = _IN_A_FORM if len(those) == 1 else _OF_MANY
    return "\n".join(f"{each.asker.name}: “{shortened(each.enquiry.question, longest)}”" for each in those)


def _asker(one: Waiting) -> Option:
    return Option(str(one.enquiry.id), shortened(one.asker.name, OPTION_LABEL))
