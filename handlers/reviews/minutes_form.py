"""The forms of minutes: a line about an item of the agenda or an action, and who was there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from handlers.actions.rules import Part, Proof, missing, read_proof
from handlers.cells import one_line
from handlers.forms import (
    OPTION_LABEL,
    ChoiceField,
    DateField,
    Field,
    Form,
    FormValues,
    Option,
    Section,
    SeveralField,
    TextField,
    as_id,
    fresh_nonce,
    parse_date,
    ticked,
)
from handlers.people.model import Post
from handlers.phrases import shortened
from handlers.plans.model import Action
from handlers.plans.rag import Rag
from handlers.posts.picking import MOST, pick, picked
from handlers.reviews.minutes_model import ITEM_WORDS, Item, MinuteLine
from handlers.reviews.minutes_presses import LINE_PRESS, PRESENT_PRESS
from handlers.wording import RAG_WORDS

LINE_FORM = LINE_PRESS
PRESENT_FORM = PRESENT_PRESS
ITEM, ACTION, SAID, DECISION = "item", "action", "said", "decision"
WHO, TASK, BY = "who", "task", "by"
RAG, LEARNING, PROOF = "rag", "learning", "proof"
POSTS, OTHERS = "posts", "others"
_BLANK = MinuteLine(0, 0, Item.OTHER, datetime.min.replace(tzinfo=UTC))
_DECIDED = (Rag.GREEN, Rag.AMBER, Rag.RED)
_FIELDS: Mapping[Part, str] = {Part.COMMENT: DECISION, Part.NEXT: TASK, Part.NEXT_ON: BY, Part.PROOF: PROOF}
"""Where the parts of a report stand in this form."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a form said of a line, once read; `proof` shows that something is done."""

    item: Item
    action: Action | None
    said: str
    decision: str
    post: Post | None
    task: str
    due_on: date | None
    rag: Rag | None
    learning: str
    proof: Proof


def line_form(
    context: str,
    actions: Sequence[Action],
    posts: Sequence[Post],
    *,
    before: MinuteLine | None = None,
    with_status: bool = True,
) -> Form:
    """The form for a line; `before` is the one that it puts right. Without a status once the review is closed."""
    items = tuple(Option(item.value, words) for item, words in ITEM_WORDS.items() if item is not Item.PRESENT)
    line = before or _BLANK
    sections = [
        Section(
            "About",
            (
                ChoiceField(ITEM, "Item of the agenda", items, value=line.item.value if before else "", required=True),
                _action_field(actions, posts, line.action_id),
            ),
        ),
        Section(
            "Said and decided",
            (
                TextField(SAID, "What was said", value=line.said, multiline=True),
                TextField(DECISION, "What was decided", value=line.decision, multiline=True),
            ),
            "For the minutes: posts rather than names.",
        ),
        Section(
            "Who does what by when",
            (
                pick(WHO, "Which post", posts, str(line.who_post_id or "")),
                TextField(TASK, "Does what", value=line.task, max_length=500),
                DateField(BY, "By when", value=line.due_on),
            ),
        ),
    ]
    if with_status:
        sections.append(_status_section())
    title = "Put a line right" if before else "Minutes"
    return Form(LINE_FORM, title, tuple(sections), fresh_nonce(), context=context, submit_label="Keep")


def _status_section() -> Section:
    options = tuple(Option(rag.value, RAG_WORDS[rag]) for rag in _DECIDED)
    return Section(
        "Status, if one was decided",
        (
            ChoiceField(RAG, "The action is now", options),
            TextField(LEARNING, "What was learned (for red)", multiline=True),
            TextField(PROOF, "What shows that it is done (for green)", "A link, or why there is none."),
        ),
        "Only for an action. Red needs the decision as its explanation; amber needs, above, what comes next and by "
        "when. To drop, merge or split an action, open it with “action” and its reference.",
    )


def _are_listed(actions: Sequence[Action], posts: Sequence[Post]) -> bool:
    """Tell whether the actions stand in a list: beside that of the posts, a longer one makes the dialog too large."""
    return len(actions) + min(len(posts), MOST) <= MOST


def _action_field(actions: Sequence[Action], posts: Sequence[Post], chosen: int | None) -> Field:
    if _are_listed(actions, posts):
        options = tuple(Option(str(each.id), shortened(each.name, OPTION_LABEL)) for each in actions)
        return ChoiceField(ACTION, "Action, if it is about one", options, value=str(chosen or ""))
    known = next((each.ref for each in actions if each.id == chosen), "")
    return TextField(ACTION, "Action, if it is about one", "Its reference.", value=known, max_length=100)


def read_line(
    values: FormValues,
    actions: Sequence[Action],
    posts: Sequence[Post],
    proved: frozenset[int],
    today: date,
    *,
    with_status: bool,
) -> tuple[Given | None, Mapping[str, str]]:
    """Read a line, and what is wrong with it by field; `proved` are the actions with evidence."""
    texts = {name: values.get(name, "").strip() for name in (ACTION, SAID, DECISION, WHO, TASK, BY, LEARNING, PROOF)}
    errors: dict[str, str] = {}
    action = _action(texts[ACTION], actions, by_id=_are_listed(actions, posts))
    if texts[ACTION] and action is None:
        errors[ACTION] = "There is no such action in the plan. Please give its reference as the plan has it."
    post = picked(texts[WHO], posts) if texts[WHO] else None
    if texts[WHO] and post is None:
        errors[WHO] = "There is no such post. “posts” lists those that there are."
    if not (texts[SAID] or texts[DECISION] or texts[TASK]):
        errors[SAID] = "Please write what was said or decided, or what is to be done."
    rag = _rag(values.get(RAG, "").strip()) if with_status else None
    proof = read_proof(texts[PROOF])
    if isinstance(proof, str):
        errors[PROOF] = proof
        proof = Proof()
    due_on = parse_date(texts[BY])
    if rag is not None:
        shown = action is not None and action.id in proved
        errors = _status_errors(rag, action, texts, due_on, today, shown=shown) | errors
    item = _item(values.get(ITEM, ""))
    if item is None:
        errors[ITEM] = "Please choose an item."
    if errors or item is None:
        return None, errors
    said, decision, task = (texts[name] for name in (SAID, DECISION, TASK))
    return Given(item, action, said, decision, post, task, due_on, rag, texts[LEARNING], proof), {}


def _status_errors(
    rag: Rag, action: Action | None, texts: Mapping[str, str], due_on: date | None, today: date, *, shown: bool
) -> dict[str, str]:
    """What a decided status still lacks: the rules for reports hold at a review too."""
    if action is None:
        return {ACTION: "A status belongs to an action. Please choose one, or leave the status empty."}
    given = {
        Part.COMMENT: texts[DECISION] or texts[SAID],
        Part.NEXT: texts[TASK],
        Part.NEXT_ON: texts[BY],
        Part.PROOF: texts[PROOF],
    }
    return {_FIELDS[part]: said for part, said in missing(rag, given, due_on, shown, today).items()}


def _action(text: str, actions: Sequence[Action], *, by_id: bool) -> Action | None:
    """An action by its id, where it was chosen from a list, else by its reference; None where several have it."""
    if by_id:
        return next((each for each in actions if each.id == as_id(text)), None)
    wanted = one_line(text).casefold()
    named = [each for each in actions if one_line(each.ref).casefold() == wanted]
    return named[0] if len(named) == 1 else None


def _rag(text: str) -> Rag | None:
    return next((rag for rag in _DECIDED if rag.value == text), None)


def _item(text: str) -> Item | None:
    return next((item for item in ITEM_WORDS if item.value == text and item is not Item.PRESENT), None)


def present_form(context: str, posts: Sequence[Post], there: Sequence[str]) -> Form:
    """The form for who was there: posts to tick, and others in words; `there` is what was written down before."""
    shown = posts[:MOST]
    names = {post.name for post in shown}
    fields: list[Field] = []
    if shown:
        options = tuple(Option(str(post.id), shortened(post.name, OPTION_LABEL)) for post in shown)
        values = tuple(str(post.id) for post in shown if post.name in there)
        fields.append(SeveralField(POSTS, "Posts", options, values=values))
    others = "; ".join(name for name in there if name not in names)
    fields.append(TextField(OTHERS, "And others", "By their posts, with “;” between.", value=others, max_length=500))
    return Form(
        PRESENT_FORM,
        "Who was there",
        (Section("Who was there", tuple(fields), "Posts, not names: the minutes outlive who holds them."),),
        fresh_nonce(),
        context=context,
        submit_label="Keep",
    )


def read_present(values: FormValues, posts: Sequence[Post]) -> tuple[str, ...]:
    """The posts that were there, by name, each once."""
    chosen = ticked(values.get(POSTS, ""))
    named = [post.name for post in posts if str(post.id) in chosen]
    others = [one_line(part) for part in values.get(OTHERS, "").split(";")]
    return tuple(dict.fromkeys(filter(None, (*named, *others))))
