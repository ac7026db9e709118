"""What was understood of a file, shown before anything is written."""

from collections import Counter
from collections.abc import Sequence

from handlers.cards import Bullets, Button, Buttons, ButtonStyle, Card, Element, Facts, Leads, Text, Tone
from handlers.dates import spoken
from handlers.files.model import Upload
from handlers.phrases import counted
from handlers.plans.difference import FIELDS, Difference
from handlers.plans.reading import ActionDraft, PlanDraft
from handlers.plans.remarks import Remark, grouped
from handlers.problems import Problem
from handlers.wording import RAG_WORDS

ROWS_PRESS = "plans.rows"
IMPORT_PRESS = "plans.import"
WRITE_PRESS = "plans.write"
FORGET_PRESS = "plans.forget"
PAGE = 8
SURE = 0.9
_MOST_PROBLEMS = 6
_MOSTLY_NEW = (
    "Most of the file is not in this plan so far. If it is another plan, press “Import it” above once more, and "
    "choose a new plan or a draft."
)


def summary(upload: Upload, draft: PlanDraft) -> Card:
    """Say what was read in a file, and what a person should look at before it is imported."""
    if not draft.actions:
        return Card(f"I found no action in {upload.name}", (Bullets(_in_words(grouped(draft.problems))),))
    body: list[Element] = [
        Facts(_facts(draft)),
        *_to_check(draft),
        Text("Nothing is written yet.", Tone.QUIET),
        Buttons(
            (
                Button("Show it row by row", ROWS_PRESS, f"{upload.id}:1"),
                Button("Import it", IMPORT_PRESS, str(upload.id), ButtonStyle.PRIMARY, Leads.FORM),
                Button("Forget it", FORGET_PRESS, str(upload.id)),
            )
        ),
    ]
    return Card(f"I read {counted(len(draft.actions), 'action')} in {upload.name}", tuple(body))


def rows(upload: Upload, draft: PlanDraft, page: int) -> Card:
    """Show what was understood, row by row, a page at a time."""
    pages = (len(draft.actions) + PAGE - 1) // PAGE
    page = min(max(page, 1), pages)
    shown = draft.actions[(page - 1) * PAGE : page * PAGE]
    said = tuple((_where(action.sheet, action.row), _understood(action, draft.problems)) for action in shown)
    buttons = [Button("Earlier rows", ROWS_PRESS, f"{upload.id}:{page - 1}")] if page > 1 else []
    if page < pages:
        buttons.append(Button("Next rows", ROWS_PRESS, f"{upload.id}:{page + 1}"))
    buttons.append(Button("Import it", IMPORT_PRESS, str(upload.id), ButtonStyle.PRIMARY, Leads.FORM))
    return Card(f"{upload.name}, page {page} of {pages}", (Facts(said), Buttons(tuple(buttons))))


def confirmation(found: Difference, title: str, updates: str, closes: str, write_value: str, forget_value: str) -> Card:
    """Say what an import would do, and ask for the yes.

    `updates` names the plan that is updated, if any is; `closes` says which one is closed by it.
    """
    body: list[Element] = [Bullets(changes_in_words(found, updates))]
    body += [Text(closes, Tone.WARNING)] if closes else []
    if updates and len(found.new) > len(found.changed) + found.same:
        body.append(Text(_MOSTLY_NEW))
    body += [Text(line) for line in examples(found)]
    buttons = (
        Button("Yes, import it", WRITE_PRESS, write_value, ButtonStyle.PRIMARY),
        Button("No", FORGET_PRESS, forget_value),
    )
    return Card(f"Import “{title}”?", (*body, Text("All of it is written, or nothing.", Tone.QUIET), Buttons(buttons)))


def changes_in_words(found: Difference, updates: str) -> tuple[str, ...]:
    """Say in a few lines what an import does; the same in chat and on the command line."""
    if not updates:
        return (f"{counted(len(found.new), 'new action')} in a plan of their own",)
    lines = [_many(len(found.new), "1 action is new", "actions are new")] if found.new else []
    if found.changed:
        lines.append(_many(len(found.changed), f"1 action of “{updates}” changes", f"actions of “{updates}” change"))
    if found.same:
        lines.append(_many(found.same, "1 action stays as it is", "actions stay as they are"))
    if kept := [each for each in found.changed if each.kept]:
        refs = ", ".join(each.action.ref or each.action.title[:40] for each in kept[:5])
        keep = _many(len(kept), "1 action keeps the colour", "actions keep the colour")
        lines.append(f"{keep} that was reported in chat since ({refs})")
    if found.missing:
        lines.append(
            _many(
                len(found.missing),
                "1 action is not in the file; it stays in the plan, untouched",
                "actions are not in the file; they stay in the plan, untouched",
            )
        )
    return tuple(lines)


def examples(found: Difference) -> list[str]:
    """The first few changes, field by field."""
    lines = []
    for each in found.changed[:5]:
        said = [
            f"{FIELDS[name]}: “{before or 'nothing'}” becomes “{after}”"
            for name, (before, after) in each.fields.items()
        ]
        if each.rag is not None:
            before = RAG_WORDS[each.action.latest.rag] if each.action.latest else "no colour"
            said.append(f"Status: {before} becomes {RAG_WORDS[each.rag]}")
        if said:
            lines.append(f"{each.action.name[:80]}: {'; '.join(said)[:400]}")
    return lines


def _facts(draft: PlanDraft) -> tuple[tuple[str, str], ...]:
    total = len(draft.actions)
    period = f"{spoken(draft.starts_on)} to {spoken(draft.ends_on)}" if draft.starts_on and draft.ends_on else ""
    themes = Counter(action.theme or "no theme" for action in draft.actions)
    found = (
        ("Plan", draft.title),
        ("Period", period),
        ("Themes", ", ".join(f"{theme} {count}" for theme, count in themes.most_common(8))),
        ("With an owner", f"{sum(bool(action.owners) for action in draft.actions)} of {total}"),
        ("With a due date", f"{sum(action.due is not None for action in draft.actions)} of {total}"),
        ("With a status", f"{sum(action.rag is not None for action in draft.actions)} of {total}{_by_colour(draft)}"),
        ("Understood well", f"{sum(action.confidence >= SURE for action in draft.actions)} of {total}"),
    )
    return tuple((label, value) for label, value in found if value)


def _by_colour(draft: PlanDraft) -> str:
    return ", read from the colours of the cells" if draft.coloured else ""


def _to_check(draft: PlanDraft) -> list[Element]:
    if not draft.problems:
        return []
    remarks = sorted(grouped(draft.problems), key=lambda remark: remark.severity != "error")
    more = len(remarks) - _MOST_PROBLEMS
    said: list[Element] = [Text("Please check:", Tone.STRONG), Bullets(_in_words(remarks[:_MOST_PROBLEMS]))]
    if more > 0:
        said.append(Text(_many(more, "1 more stands beside its row.", "more stand beside their rows."), Tone.QUIET))
    return said


def _in_words(remarks: Sequence[Remark]) -> tuple[str, ...]:
    return tuple(f"{remark.where[:1].upper()}{remark.where[1:]}: {remark.message}" for remark in remarks)


def _where(sheet: str, row: int) -> str:
    return f"{sheet}, row {row}" if sheet else f"Row {row}"


def _understood(action: ActionDraft, problems: Sequence[Problem]) -> str:
    due = spoken(action.due) if action.due else action.due_text
    parts = [
        action.theme or "no theme",
        " and ".join(action.owners) or "no owner",
        f"due {due}" if due else "no date",
        RAG_WORDS[action.rag].lower() if action.rag else "no status",
    ]
    sure = "" if action.confidence >= SURE else f" ({round(action.confidence * 100)}% sure)"
    lines = [f"{action.ref} {action.title}".strip()[:300], "; ".join(parts) + sure]
    remarks = [problem.message for problem in problems if (problem.sheet, problem.row) == (action.sheet, action.row)]
    return "\n".join([*lines, *(remark if "check" in remark else f"Please check: {remark}" for remark in remarks[:3])])


def _many(number: int, one: str, several: str) -> str:
    return one if number == 1 else f"{number} {several}"
