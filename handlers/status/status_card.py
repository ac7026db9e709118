"""The status in its two lengths: the chair's, with the actions by name, and the short one for whoever has a minute."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from handlers.cards import Bullets, Button, Buttons, Card, Divider, Element, Facts, Leads, Text, Tone
from handlers.dates import spoken
from handlers.nudges.answering import Office
from handlers.phrases import counted, joined, shortened
from handlers.plans.brief import ActionInCount
from handlers.reviews.reporting import Colour
from handlers.status import presses, tallies
from handlers.status.ages import dated
from handlers.status.figures import SOON, Behind, Moved
from handlers.status.report import Report
from handlers.status.view import WHOLE, Kind, Part
from handlers.wording import COLOUR_WORDS

_QUOTE = 240
"""How much of what somebody wrote stands here; the lists behind the numbers have all of it."""


def status_card(report: Report) -> Card:
    """Tell the truth about a part of the plan, in the length that was asked for."""
    body: list[Element] = _opening(report)
    if not report.figures.actions:
        return Card(_title(report), (*body, Text(_nothing(report))), _footer(report))
    body += tallies.chart(report)
    body += _in_short(report) if report.view.short else _in_full(report)
    return Card(_title(report), tuple(body), _footer(report))


def number_buttons(report: Report) -> Sequence[Element]:
    """A button for each number, which leads to the actions behind it."""
    figures = report.figures
    chips = [(f"{count} {COLOUR_WORDS[colour].lower()}", colour) for colour, count in figures.total.items() if count]
    others = (
        (f"{len(figures.changes)} changed", Behind.CHANGED),
        (f"{len(figures.overdue)} past due", Behind.OVERDUE),
        (f"{len(figures.soon)} due soon", Behind.SOON),
        (f"{len(figures.later)} later than planned", Behind.LATER),
        (f"{len(figures.unowned)} without owner", Behind.UNOWNED),
    )
    some = [(label, which) for label, which in others if figures.behind(which)]
    rows = [Buttons(tuple(_leading_to(report, *each) for each in group)) for group in (chips, some) if group]
    return [Text("See the actions", Tone.STRONG), *rows] if rows else []


def _leading_to(report: Report, label: str, which: Colour | Behind) -> Button:
    return Button(label, presses.LIST_PRESS, presses.behind(which, report.view))


def _theme_buttons(report: Report) -> Sequence[Element]:
    """A button for each theme of the whole plan, which leads to its actions, colour by colour."""
    sizes = {theme: sum(counts.values()) for theme, counts in report.figures.themes.items()}
    some = [(theme, size) for theme, size in sizes.items() if size]
    if report.view.part != WHOLE or len(some) < 2:
        return []
    views = {theme: replace(report.view, part=Part(Kind.THEME, theme)) for theme, _ in some}
    return [
        Buttons(
            tuple(
                Button(f"{theme}: {size}", presses.LIST_PRESS, presses.behind(Behind.ALL, views[theme]))
                for theme, size in some
            )
        )
    ]


def turning_buttons(report: Report, *, may_share: bool) -> Buttons:
    """What else can be done with a status that somebody has asked for."""
    view = report.view
    other = replace(view, short=not view.short)
    turn = Button("In full" if view.short else "In short", presses.VIEW_PRESS, other.encode())
    choose = Button("Choose what to see", presses.CHOOSE_PRESS, view.encode(), leads=Leads.FORM)
    share = Button("Share with the channel", presses.PREVIEW_PRESS, view.encode())
    return Buttons((turn, choose, share) if may_share else (turn, choose))


def _title(report: Report) -> str:
    return f"Status: {report.plan.title if report.view.part == WHOLE else report.name}"


def _opening(report: Report) -> list[Element]:
    body: list[Element] = []
    if report.explained:
        body.append(Text(report.explained, Tone.QUIET))
    if report.vacant:
        body.append(Text("Nobody holds this post at the moment, so nobody is asked about its actions.", Tone.WARNING))
    elif report.office is not None:
        body.append(Text(f"Held by {_names(report.office)}.", Tone.QUIET))
    if report.figures.actions:
        said = f"{tallies.in_a_sentence(report.figures.total)} {tallies.freshness(report)}"
        body.append(Text(said, Tone.STRONG))
    return body


def _names(office: Office) -> str:
    names = [*(person.name for person in office.holders), *(f"{person.name} (deputy)" for person in office.deputies)]
    return joined(names)


def _nothing(report: Report) -> str:
    match report.view.part.kind:
        case Kind.WHOLE:
            return "The plan has no actions yet."
        case Kind.POST:
            return f"{report.name} owns no action of this plan."
        case Kind.UNIT:
            return f"No post of {report.name} owns an action of this plan."
        case Kind.THEME | Kind.PHASE:
            return f"No action of this plan belongs to {report.name}."


def _in_short(report: Report) -> list[Element]:
    body: list[Element] = [Facts((*_dates(report), *_coming(report)))]
    body += tallies.changes(report)
    body += _section(report, _red_title(report), Colour.RED, lambda action: _red(report, action))
    return [*body, *number_buttons(report)]


def _in_full(report: Report) -> list[Element]:
    figures = report.figures
    moved = {each.action.id: each for each in figures.changes}
    body: list[Element] = [*tallies.table(report), *tallies.freshness_by_theme(report)]
    body += [*number_buttons(report), *_theme_buttons(report)]
    body += [Divider(), Facts(tuple(_dates(report)))]
    body += [Divider(), *tallies.changes(report)]
    body += _points(report, Behind.CHANGED, lambda action: _changed(report, moved[action.id]))
    body += _section(report, _red_title(report), Colour.RED, lambda action: _red(report, action))
    body += _section(report, "Not reported", Colour.NOT_REPORTED, lambda action: _last_said(report, action))
    body += _section(report, "Past the due date", Behind.OVERDUE, lambda action: _due(report, action))
    body += _section(report, f"Due in the next {SOON.days} days", Behind.SOON, lambda action: _due(report, action))
    late = _section(report, "Later than first planned", Behind.LATER, lambda action: _slipped(report, action))
    body += [*late, Text(f"All of them: by {_span(figures.later)}.", Tone.QUIET)] if len(figures.later) > 1 else late
    return [*body, *_section(report, "Nobody answers for", Behind.UNOWNED, report.name_of)]


def _section(
    report: Report, title: str, which: Colour | Behind, line: Callable[[ActionInCount], str]
) -> Sequence[Element]:
    found = report.figures.behind(which)
    return [Divider(), Text(f"{title} ({len(found)})", Tone.STRONG), *_points(report, which, line)] if found else []


def _points(report: Report, which: Colour | Behind, line: Callable[[ActionInCount], str]) -> Sequence[Element]:
    """The first actions of a group by name, and how many more there are."""
    found = report.figures.behind(which)
    named = found[: report.most]
    more = len(found) - len(named)
    rest = [Text(f"And {more} more: “See the actions” has all.", Tone.QUIET)] if more else []
    return [Bullets(tuple(map(line, named))), *rest] if named else []


def _changed(report: Report, moved: Moved) -> str:
    before = COLOUR_WORDS[moved.before].lower() if moved.before else "new"
    comment = report.shown[moved.action.id].comment if moved.now not in (Colour.RED, Colour.NOT_REPORTED) else ""
    said = f" ({_quoted(report, comment)})" if comment else ""
    return f"{report.name_of(moved.action)}: {before} → {COLOUR_WORDS[moved.now].lower()}{said}"


def _red_title(report: Report) -> str:
    return "Red" if report.published else "Red, and why"


def _red(report: Report, action: ActionInCount) -> str:
    words = report.shown[action.id]
    if report.published:
        return words.name
    learned = f" Learned: {_quoted(report, words.learning)}" if words.learning and not report.view.short else ""
    return f"{words.name}: {_quoted(report, words.comment) or 'no explanation was given'}{learned}"


def _last_said(report: Report, action: ActionInCount) -> str:
    if action.latest is None:
        return f"{report.name_of(action)}: never reported on"
    last = COLOUR_WORDS[Colour(action.latest.rag)].lower()
    said_on = dated(report.institution.day(action.latest.at), report.today)
    return f"{report.name_of(action)}: last said {last} on {said_on}"


def _due(report: Report, action: ActionInCount) -> str:
    return f"{report.name_of(action)}: {spoken(action.due_on)}" if action.due_on else report.name_of(action)


def _slipped(report: Report, action: ActionInCount) -> str:
    first = f", first planned for {spoken(action.first_due_on)}" if action.first_due_on else ""
    return f"{report.name_of(action)}: {counted(action.slipped_days, 'day')}{first}"


def _quoted(report: Report, text: str) -> str:
    return text if report.most is None else shortened(text, _QUOTE)


def _dates(report: Report) -> Sequence[tuple[str, str]]:
    coming = report.coming
    rows = [("Next review", spoken(coming.held_on) if coming else "none is set")]
    if coming is not None:
        rows.append(("Papers by", spoken(coming.papers_due_on)))
    return rows


def _coming(report: Report) -> Sequence[tuple[str, str]]:
    """The counts of what the long card lists."""
    figures = report.figures
    rows = [
        ("Past the due date", counted(len(figures.overdue), "action")),
        (f"Due in the next {SOON.days} days", counted(len(figures.soon), "action")),
    ]
    if figures.later:
        rows.append(("Later than first planned", f"{counted(len(figures.later), 'action')}, by {_span(figures.later)}"))
    return rows


def _span(later: Sequence[ActionInCount]) -> str:
    """By how many days actions have slipped: the least, the most and the one in the middle."""
    days = [action.slipped_days for action in later]
    if len(days) == 1:
        return counted(days[0], "day")
    return f"{min(days)} to {max(days)} days, {round(median(days))} in the middle"


def _footer(report: Report) -> str:
    return f"As of {spoken(report.today)}. Red is still to be carried out; not reported: nobody said anything in time."
