"""What people read when they have answered a nudge, or cannot."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.actions.presses import REPORT_PRESS, WAITING
from handlers.cards import Button, Buttons, ButtonStyle, Card, Leads, Text, Tone
from handlers.dates import spoken, spoken_with_weekday
from handlers.nudges.model import NudgeAnswer
from handlers.nudges.snoozing import Until, asked_again_on
from handlers.phrases import joined
from handlers.plans.brief import AnyAction
from handlers.reviews.calendar import Calendar
from handlers.reviews.model import Review

_REPORT = Buttons((Button("Report now", REPORT_PRESS, WAITING, ButtonStyle.PRIMARY, Leads.FORM),))


def out_of_date() -> Card:
    """Answer a button of a review that is over, or that was never this person's matter."""
    return Card(
        "That message is out of date",
        (Text("It belongs to an earlier round, and nothing was changed. “my actions” shows what is yours now."),),
    )


def nothing_waits() -> Card:
    """Say that everything is reported."""
    return Card("Nothing waits for you", (Text("Everything of yours is reported. Thank you."),))


def put_off(day: date, last_day: date | None) -> Card:
    """Confirm a snooze."""
    leave = f"Until {spoken(last_day)} reminders go to your deputy. " if last_day else ""
    said = f"{leave}You can report before then, of course."
    return Card(f"I will ask you again on {spoken_with_weekday(day)}", (Text(said), _REPORT))


def deputy_asked(names: Sequence[str], last_day: date) -> Card:
    """Confirm a leave that ends after the papers close."""
    return Card(
        f"You are on leave until {spoken(last_day)}",
        (
            Text(f"The papers close before you are back, so I ask {joined(names)} in your place."),
            Text("You can also report before you go."),
            _REPORT,
        ),
    )


def put_off_already(answer: NudgeAnswer) -> Card:
    """Say that a snooze runs."""
    when = f" on {spoken_with_weekday(answer.snoozed_until)}" if answer.snoozed_until else ""
    return Card("It is put off already", (Text(f"I will ask you again{when}. You can report before then."), _REPORT))


def used_up(review: Review) -> Card:
    """Say that a nudge cannot be put off a third time."""
    said = f"The papers close on {spoken_with_weekday(review.papers_due_on)}, so please report now."
    return _report_now("You have put this off twice", said, " If an action is not yours, say so.")


def no_time_left(review: Review) -> Card:
    """Say that nothing can be put off any more."""
    said = f"The papers close on {spoken_with_weekday(review.papers_due_on)}, before I could ask you again."
    return _report_now("There is no time left to put this off", said)


def _report_now(title: str, why: str, besides: str = "") -> Card:
    return Card(title, (Text(why), Text(f"A status and a sentence for each action are enough.{besides}"), _REPORT))


def offers(ways: Sequence[Until], today: date, calendar: Calendar) -> list[str]:
    """What somebody can do whose leave ends after the papers close, and who has no deputy."""
    days = [asked_again_on(until, today, None, calendar) for until in ways]
    known = list(dict.fromkeys(spoken(day) for day in days if day is not None))
    sentences = ["Please report before you go, or ask your lead to name a deputy for your post."]
    return [*sentences, f"I can still ask you on {' or '.join(known)}."] if known else sentences


def disputed(actions: Sequence[AnyAction], still: bool) -> Card:
    """Confirm that somebody says of actions that they are not theirs."""
    names = joined([action.name for action in actions])
    this, it = ("this is not yours", "it") if len(actions) == 1 else ("these are not yours", "them")
    rest = " Your other actions still wait for a report." if still else ""
    return Card(
        "Your lead will find out whose it is" if len(actions) == 1 else "Your lead will find out whose they are",
        (Text(f"I have passed on that {this}: {names}. I will not ask you about {it} again.{rest}"),)
        + ((_REPORT,) if still else ()),
    )


REPORTED_MEANWHILE = "That action was reported on meanwhile: nobody needs to take it up any more."


def taken_already(action: AnyAction, by: str) -> str:
    """Say who has taken an action up before."""
    return f"{by} has taken {action.name} up already. Nothing was changed."


def with_news(card: Card, news: str) -> Card:
    """A card with something to read first."""
    return replace(card, body=(Text(news, Tone.WARNING), *card.body))
