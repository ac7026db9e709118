"""What people read when they are asked for a report."""

from collections.abc import Sequence

from handlers.actions.presses import ALL, REPORT_PRESS, WAITING
from handlers.cards import Bullets, Button, Buttons, ButtonStyle, Card, Element, Leads, Text, Tone
from handlers.dates import spoken, spoken_with_weekday
from handlers.nudges import presses
from handlers.nudges.answering import Office
from handlers.nudges.desk import Desk, Missing
from handlers.nudges.missing import missing_page
from handlers.nudges.planning import asks_about_own, step_for
from handlers.phrases import counted_in_words
from handlers.plans.brief import AnyAction
from handlers.reviews.model import Review
from handlers.reviews.schedule import Audience


def nudge(desk: Desk, person_id: int, page: int = 1) -> Card | None:
    """All that this person is to hear now, in one message; None where nothing is left to say."""
    review = desk.review
    if review is None:
        return None
    step = step_for(desk, person_id)
    audience = step.audience if step else Audience.OWNERS
    own = _own(desk, person_id)
    deputised = desk.deputised.get(person_id, ()) if audience is not Audience.OWNERS else ()
    listed = desk.missing if audience is Audience.COMMITTEE and person_id in desk.committee else ()
    due = [action for action in desk.due_soon(person_id) if action not in own]
    if not (own or deputised or listed or due):
        return None
    body: list[Element] = []
    body += _own_part(desk, person_id, own)
    body += _deputy_part(deputised, own)
    body += missing_page(desk, listed, page)
    body += _due_part(due)
    if own or deputised:
        body.append(Text("One form for all of them; a status and a sentence each will do.", Tone.QUIET))
    body.append(Buttons(_buttons(desk, person_id, bool(own), bool(deputised))))
    papers = f"The papers close on {spoken_with_weekday(review.papers_due_on)}."
    return Card(_title(review, own, deputised, listed), (Text(papers), *body), _seen(desk, person_id))


def due_soon(actions: Sequence[AnyAction]) -> Card:
    """Remind of actions' own due dates."""
    one = len(actions) == 1
    return Card(
        "One of your actions is due soon" if one else f"{len(actions)} of your actions are due soon",
        (
            Bullets(tuple(map(_due_line, actions))),
            Text("If a date cannot be met, it is better to move it and say why than to let it pass.", Tone.QUIET),
            Buttons((Button("Report on it" if one else "Report on them", REPORT_PRESS, ALL, _PRIMARY, Leads.FORM),)),
        ),
    )


def reported(review: Review | None, still_waiting: Sequence[AnyAction]) -> Card:
    """Take the place of a nudge once it was answered by a report."""
    if still_waiting and review is not None:
        still = counted_in_words(len(still_waiting), "action of yours is still", "actions of yours are still")
        return Card(
            f"Your report for the review on {spoken(review.held_on)}",
            (
                Text(f"Recorded, thank you. {still.capitalize()} to report on:"),
                Bullets(tuple(map(line, still_waiting))),
                Buttons((_report_button(), *_answers(review))),
            ),
            f"The papers close on {spoken(review.papers_due_on)}.",
        )
    again = Button("Change it", REPORT_PRESS, ALL, leads=Leads.FORM)
    return Card("Your report is in, thank you", (Text("You can still change what you said."), Buttons((again,))))


def line(action: AnyAction) -> str:
    """An action in a list, with its own due date."""
    due = f" (due {spoken(action.due_on)})" if action.due_on else ""
    return f"{action.name}{due}"


_PRIMARY = ButtonStyle.PRIMARY


def _own(desk: Desk, person_id: int) -> Sequence[AnyAction]:
    return desk.own.get(person_id, ()) if asks_about_own(desk, person_id) else ()


def _title(review: Review, own: object, deputised: object, listed: object) -> str:
    day = spoken(review.held_on)
    if listed:
        return f"What is missing for the review on {day}"
    if own:
        return f"Your report for the review on {day}"
    return f"Reports are missing for the review on {day}" if deputised else f"Before the review on {day}"


def _own_part(desk: Desk, person_id: int, own: Sequence[AnyAction]) -> list[Element]:
    if not own:
        return []
    said: list[Element] = [Text(f"You own {counted_in_words(len(own), 'action')} without a report so far:")]
    if offices := desk.standing_in.get(person_id):
        said = [Text(f"{_instead(office)} So I ask you, as the deputy.") for office in offices]
        said.append(Text(f"{counted_in_words(len(own), 'action').capitalize()} without a report so far:"))
    return [*said, Bullets(tuple(map(line, own)))]


def _instead(office: Office) -> str:
    if not office.holders:
        return f"Nobody holds the post {office.post.name} at the moment."
    back = max((person.away_until for person in office.holders if person.away_until), default=None)
    until = f" until {spoken(back)}" if back else ""
    return f"{office.held_by} ({office.post.name}) is on leave{until}."


def _deputy_part(deputised: Sequence[Missing], own: Sequence[AnyAction]) -> list[Element]:
    """What is missing in posts that somebody deputises for, unless their own part has said it."""
    body: list[Element] = []
    for missing in deputised:
        actions = [action for action in missing.actions if action not in own]
        if actions and missing.office is not None:
            whose = f"{missing.office.post.name} ({missing.office.held_by or 'vacant'})"
            body.append(Text(f"Nobody has reported yet for {whose}, whose deputy you are:"))
            body.append(Bullets(tuple(map(line, actions))))
    return body


def _due_part(actions: Sequence[AnyAction]) -> list[Element]:
    return [Text("Due soon:"), Bullets(tuple(map(_due_line, actions)))] if actions else []


def _due_line(action: AnyAction) -> str:
    return f"{action.name}: by {spoken(action.due_on)}" if action.due_on else action.name


def _buttons(desk: Desk, person_id: int, own: bool, deputised: bool) -> tuple[Button, ...]:
    review = desk.review
    assert review is not None  # noqa: S101 - a nudge is for a review
    buttons = [_report_button()] if own or deputised else []
    answer = desk.answers.get(person_id)
    if answer is None or answer.seen_at is None:
        buttons.append(Button("Seen", presses.SEEN_PRESS, str(review.id)))
    return (*buttons, *_answers(review)) if own else tuple(buttons)


def _answers(review: Review) -> tuple[Button, ...]:
    return (
        Button("Later", presses.LATER_PRESS, str(review.id), leads=Leads.FORM),
        Button("Not mine", presses.NOT_MINE_PRESS, str(review.id), leads=Leads.FORM),
    )


def _report_button() -> Button:
    return Button("Report now", REPORT_PRESS, WAITING, _PRIMARY, Leads.FORM)


def _seen(desk: Desk, person_id: int) -> str:
    answer = desk.answers.get(person_id)
    if answer is None or answer.seen_at is None:
        return ""
    return f"You have seen this ({spoken(desk.institution.day(answer.seen_at))})."
