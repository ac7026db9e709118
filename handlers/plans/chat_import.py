"""Importing a plan in chat: a file is dropped, shown, decided on, and written after a yes."""

from pathlib import PurePath

from handlers.actions.rules import missing_for_closing
from handlers.cards import Bullets, Card, Text
from handlers.feature import Context, FormInput
from handlers.files.cards import gone
from handlers.files.model import Upload
from handlers.files.uploads import find
from handlers.forms import Form, as_id, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.phrases import counted
from handlers.plans import plans_card, preview
from handlers.plans.import_form import Choice, import_form, read_choice
from handlers.plans.importing import Import, carry_out, compare
from handlers.plans.model import PlanState
from handlers.plans.reading import PlanDraft


async def show_rows(context: Context, value: str) -> Outcome:
    """Show what was understood, a page at a time."""
    upload_id, _, page = value.partition(":")
    upload = await find(context, upload_id)
    if upload is None or upload.draft is None:
        return Reply(gone(), private=True)
    return Update(preview.rows(upload, upload.draft, as_id(page) or 1))


async def open_import(context: Context, value: str) -> Outcome:
    """Ask which plan it is, and as of when its colours are."""
    upload = await find(context, value)
    if upload is None or upload.draft is None:
        return Reply(gone(), private=True)
    return OpenForm(await _form(context, upload, upload.draft))


async def take_import(context: Context, form: FormInput) -> Outcome:
    """Show what would change, and ask for the yes."""
    upload = await find(context, form.context)
    if upload is None or upload.draft is None:
        return Close(reply=gone())
    plans = await context.work.plans.all()
    choice, errors = read_choice(form.values, upload.id, plans, upload.draft, context.today)
    if choice is None:
        again = refilled(await _form(context, upload, upload.draft), form.values)
        return FormErrors(again, errors, look_again("written"))
    wanted = await _wanted(context, choice, upload.draft)
    found = await compare(context.work, wanted, context.institution)
    updates = wanted.into.title if wanted.into else ""
    closes = await _closes(context, wanted)
    return Close(reply=preview.confirmation(found, choice.title, updates, closes, choice.as_value(), str(upload.id)))


async def _closes(context: Context, wanted: Import) -> str:
    """Say which plan an import closes, and what that one still owes the self-assessment; empty where it closes none."""
    running = await context.work.plans.current()
    if running is None or wanted.into is not None or wanted.state is not PlanState.ACTIVE:
        return ""
    missing = missing_for_closing(await context.work.plans.actions(running.id))
    owed = sum(each.action.latest is not None for each in missing)
    said = f"“{running.title}”, which runs now, is closed and kept."
    return f"{said} {counted(owed, 'red action')} in it: why, or what was learned, is still missing." if owed else said


async def write(context: Context, value: str) -> Outcome:
    """Write it: all or nothing."""
    await context.work.alone()
    choice = Choice.from_value(value)
    upload = await context.work.uploads.get(choice.upload_id, context.person.id) if choice else None
    if choice is None or upload is None or upload.draft is None:
        return Update(gone())
    known = {post.id for post in await context.work.people.posts()}
    wanted = await _wanted(context, choice, upload.draft)
    if choice.into_id is not None and (wanted.into is None or wanted.into.state is PlanState.CLOSED):
        # Closed since the changes were shown: what it says is settled.
        return Update(plans_card.out_of_date())
    plan, found = await carry_out(context.work, wanted, context.institution, context.now)
    await context.work.uploads.remove(upload.id)
    added = [post.name for post in await context.work.people.posts() if post.id not in known]
    lines = preview.changes_in_words(found, wanted.into.title if wanted.into else "")
    return Update(_written(plan.title, lines, added))


async def forget(context: Context, value: str) -> Outcome:
    """Forget a file."""
    upload = await find(context, value)
    if upload is not None:
        await context.work.uploads.remove(upload.id)
    return Update(Card("I have forgotten the file", (Text("Nothing was written."),)))


async def _wanted(context: Context, choice: Choice, draft: PlanDraft) -> Import:
    into = await context.work.plans.get(choice.into_id) if choice.into_id is not None else None
    return Import(draft, choice.title, choice.as_of, into, choice.state, context.person.name, context.person.id)


async def _form(context: Context, upload: Upload, draft: PlanDraft) -> Form:
    return import_form(upload, draft, await context.work.plans.all(), _title(upload, draft))


def _title(upload: Upload, draft: PlanDraft) -> str:
    return draft.title or PurePath(upload.name).stem


def _written(title: str, lines: tuple[str, ...], added: list[str]) -> Card:
    posts = (
        f"New posts, which nobody holds yet: {'; '.join(added[:20])}." if added else "Every owner was known already."
    )
    return Card(f"“{title}” is imported", (Bullets(lines), Text(posts)))
