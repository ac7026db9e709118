"""An action in somebody's hands: the form about it opened, and sent, with whatever has happened in between."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from handlers.actions import cards, meanwhile, telling
from handlers.actions.entitled import Sight, Standing, sight, sight_of
from handlers.actions.meanwhile import Entry, Known
from handlers.actions.presses import HERE
from handlers.actions.viewing import card_of
from handlers.cards import Card
from handlers.feature import Context
from handlers.forms import Field, Form, FormValues, refilled
from handlers.outcomes import Close, OpenForm, Reply
from handlers.plans.model import Action

Allowed = Callable[[Standing], bool]


def may_comment(standing: Standing) -> bool:
    """Whoever may add to what is known of an action."""
    return standing.comment


def may_change(standing: Standing) -> bool:
    """Whoever may edit, move and hand over an action."""
    return standing.change


def may_scan(standing: Standing) -> bool:
    """Whoever may drop, split and merge an action."""
    return standing.scan


def may_resume(standing: Standing) -> bool:
    """Whoever may take a dropped action up again."""
    return standing.resume


@dataclass(frozen=True, slots=True)
class Case:
    """An action that somebody may change, as `known` now; `news` is what has changed since the form was opened."""

    seen: Sight
    known: Known
    here: bool
    """Whether the form was opened from the card of the action itself."""
    news: Sequence[Entry] = ()

    @property
    def action(self) -> Action:
        """The action as it stands now."""
        return self.seen.action

    @property
    def context(self) -> str:
        """What a form about it is to remember."""
        return f"{self.known}:{HERE}" if self.here else str(self.known)


async def opened(context: Context, value: str, allowed: Allowed) -> Case | Reply:
    """Take an action up by the press that opens a form; a refusal where this person may not."""
    action_id, _, place = value.partition(":")
    seen = await sight(context, action_id)
    if seen is None or not allowed(seen.may):
        return Reply(cards.refusal(seen), private=True)
    return Case(seen, await meanwhile.known(context.work, seen.action.id), place == HERE)


async def sent(context: Context, form_context: str, allowed: Allowed) -> Case | Close:
    """Take an action up by a form that was sent, alone with it; a refusal where this person may not (any more)."""
    await context.work.alone()
    known, _, place = form_context.partition(":")
    remembered = Known.read(known)
    seen = await sight(context, str(remembered.action_id)) if remembered is not None else None
    if remembered is None or seen is None or not allowed(seen.may):
        return Close(cards.refusal(seen))
    now = await meanwhile.known(context.work, seen.action.id)
    news = await meanwhile.news(context.work, remembered) if now != remembered else ()
    return Case(seen, now, place == HERE, news)


async def renewed(context: Context, case: Case, action: Action) -> Card | None:
    """The card of the action as it is now, to stand in its own place; None where the form was opened from elsewhere."""
    seen = await sight_of(context, action) if case.here else None
    return await card_of(context, seen) if seen is not None else None


def again(context: Context, case: Case, form: Form, values: FormValues) -> OpenForm:
    """The form once more, with what was typed, and what has changed since it was first opened."""
    told = "\n".join(telling.lines(case.news, context.institution))
    note = (
        f"Nothing is saved yet. Since you opened this form:\n{told}\nPlease look again, and send it if it still holds."
    )
    return with_note(form, note, values)


def with_note(form: Form, note: str, values: FormValues) -> OpenForm:
    """A form once more, with what was typed and something to read first."""
    intro = "\n".join(filter(None, (note, form.intro)))
    return OpenForm(refilled(replace(form, intro=intro), {**standing_values(form), **values}))


def standing_values(form: Form) -> Mapping[str, str]:
    """What stands in the fields of a form, as it would come back."""
    return {field.key: _text(field) for field in form.fields}


def _text(field: Field) -> str:
    return str(field.value or "")
