"""Editing an action: its words, its measure, and the posts that help."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from handlers.actions import case, changed_cards, meanwhile, presses
from handlers.actions.case import Case
from handlers.actions.changing import changed, values
from handlers.actions.form_faults import faults
from handlers.feature import Context, FormInput
from handlers.forms import ChoiceField, Field, Form, Option, Section, TextField, as_id, fresh_nonce, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.people.model import Post
from handlers.plans.model import Action, ChangeKind

FORM = presses.EDIT_PRESS
_WORDS = (
    TextField("title", "Title", required=True, multiline=True, max_length=1000),
    TextField("success_measure", "Measure of success", max_length=1000),
    TextField("baseline", "Baseline", "Where the measure stood at the beginning, and when.", max_length=300),
    TextField("target", "Target", max_length=300),
    TextField("rationale", "Why we do it", multiline=True),
    TextField("benefit", "What it should bring", multiline=True),
    TextField("resource", "Resource", "Money or hours.", max_length=300),
    TextField("cross_reference", "See also", "Athena SWAN, REF, another plan, …", max_length=300),
)
_NAMES = tuple(field.key for field in _WORDS)
_HELPS, _HELPS_NO_MORE = "helps", "helps-no-more"


async def open_edit(context: Context, value: str) -> Outcome:
    """Open the form with the action as it is."""
    found = await case.opened(context, value, case.may_change)
    return found if isinstance(found, Reply) else OpenForm(_form(found, await context.work.people.posts()))


async def take_edit(context: Context, form: FormInput) -> Outcome:
    """Change an action; where somebody else has changed it meanwhile, show both and ask again."""
    found = await case.sent(context, form.context, case.may_change)
    if isinstance(found, Close):
        return found
    posts = await context.work.people.posts()
    asked = _form(found, posts)
    if found.news:
        return case.again(context, found, asked, _meant(found, form.values))
    if errors := faults(asked, form.values):
        return FormErrors(refilled(asked, form.values), errors)
    after = _edited(found.action, form.values)
    if after == found.action:
        return Close(changed_cards.nothing_changed(found.action))
    written = await changed(context, found.action, after, ChangeKind.EDITED)
    return Close(changed_cards.edited(written), await case.renewed(context, found, written))


def _meant(found: Case, typed: Mapping[str, str]) -> Mapping[str, str]:
    current = {name: text for name, text in values(found.action, {}).items() if name in _NAMES}
    return meanwhile.three_way(typed, meanwhile.as_it_was(current, found.news), current)


def _edited(action: Action, typed: Mapping[str, str]) -> Action:
    words: dict[str, Any] = {name: typed[name].strip() for name in _NAMES if name in typed}
    words["title"] = " ".join(words["title"].split())
    helpers = set(action.helper_post_ids)
    if (post_id := as_id(typed.get(_HELPS, ""))) is not None:
        helpers.add(post_id)
    if (post_id := as_id(typed.get(_HELPS_NO_MORE, ""))) is not None:
        helpers.discard(post_id)
    return replace(action, **words, helper_post_ids=tuple(sorted(helpers)))


def _form(found: Case, posts: Sequence[Post]) -> Form:
    action = found.action
    fields: list[Field] = [_filled(field, getattr(action, field.key)) for field in _WORDS]
    helping = [post for post in posts if post.id in action.helper_post_ids]
    others = [post for post in posts if post not in helping and post.id != action.owner_post_id and not post.ended_on]
    if others:
        fields.append(ChoiceField(_HELPS, "Another post that helps", _options(others)))
    if helping:
        fields.append(ChoiceField(_HELPS_NO_MORE, "A post that helps no longer", _options(helping)))
    section = Section(action.name[:250], tuple(fields))
    return Form(FORM, "Edit the action", (section,), fresh_nonce(), context=found.context, submit_label="Save")


def _filled(field: TextField, value: str) -> TextField:
    # What an import brought may be longer than what people are asked to keep to.
    return replace(field, value=value, max_length=max(field.max_length, len(value)))


def _options(posts: Sequence[Post]) -> tuple[Option, ...]:
    return tuple(Option(str(post.id), post.name) for post in posts)
