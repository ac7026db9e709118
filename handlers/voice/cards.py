"""What people read about a survey."""

from collections.abc import Sequence

from handlers.cards import Button, Buttons, ButtonStyle, Card, Element, Facts, Leads, Table, Text, Tone
from handlers.dates import spoken
from handlers.voice.model import Cast, Survey, SurveyState
from handlers.voice.results import SMALLEST_GROUP, Results, percent

ANSWER_PRESS = "voice.answer"
OPEN_PRESS = "voice.open"
CLOSE_PRESS = "voice.close"
GIVE_UP_PRESS = "voice.give-up"
RESULTS_PRESS = "voice.results"
RESULTS_SHOWN = 4
"""As many rounds as two years of reviews hold."""

PROMISE = (
    "Nobody can see who said what: your answers are sealed when you send them, and shuffled before anybody reads them. "
    "Results are shown only after the survey closes, and only from {smallest} ballots up."
)

_CLOSING = "Nobody can answer any more, the ballots are opened, and this cannot be undone."
_GIVING_UP = "The sealed answers are deleted for good."


def invitation(survey: Survey) -> Card:
    """Ask somebody to take part, with the promise first."""
    questions = len(survey.instrument.questions)
    return Card(
        survey.instrument.title,
        (
            Text(PROMISE.format(smallest=SMALLEST_GROUP)),
            Text(f"{questions} statements, under two minutes. Open until {spoken(survey.closes_on)}."),
            Buttons((_answer_button(survey),)),
        ),
    )


def for_technician(survey: Survey | None) -> Card:
    """Answer somebody who asks for the survey."""
    if survey is None:
        return Card("No survey is open", (Text("I shall tell you when the next one opens."),))
    return invitation(survey)


def for_lead(rounds: Sequence[Survey], taken_part: int) -> Card:
    """Show the lead the round that is open, and the one before."""
    body: list[Element] = []
    newest = rounds[0] if rounds else None
    if newest is not None and newest.state is SurveyState.OPEN:
        rows = (
            ("Open until", spoken(newest.closes_on)),
            ("Invited", str(newest.invited)),
            ("Answered", str(taken_part)),
        )
        close = Button("Close it now", CLOSE_PRESS, str(newest.id), ButtonStyle.DANGER, confirm=_CLOSING)
        body += [Facts(rows), Buttons((_answer_button(newest), close))]
    else:
        body += [
            Text("No survey is open."),
            Buttons((Button("Open a pulse", OPEN_PRESS, style=ButtonStyle.PRIMARY, leads=Leads.FORM),)),
        ]
    closed = [survey for survey in rounds if survey.state is SurveyState.CLOSED]
    if closed:
        shown = closed[:RESULTS_SHOWN]
        buttons = (Button(f"Results of {spoken(each.closes_on)}", RESULTS_PRESS, str(each.id)) for each in shown)
        body.append(Buttons(tuple(buttons)))
    return Card("The technician voice", tuple(body))


def cast_card(verdict: Cast) -> Card:
    """Tell what became of a ballot."""
    match verdict:
        case Cast.COUNTED:
            return Card("Thank you, your ballot is sealed", (Text("It is counted once the survey has closed."),))
        case Cast.ALREADY:
            return Card("You have already taken part", (Text("One ballot a person; the first one counts."),))
        case Cast.NOT_INVITED:
            return Card(
                "This survey does not include you",
                (Text("It is for the technicians who were on the list when it opened."),),
            )
        case Cast.CLOSED:
            return Card("That survey is closed", (Text("Nothing was sent. Thank you for wanting to take part."),))


def opened(survey: Survey) -> Card:
    """Confirm to the lead that a round is open."""
    return Card(
        "The pulse is open",
        (Text(f"{survey.invited} people are invited until {spoken(survey.closes_on)}. Results come after closing."),),
    )


def too_few(invited: int, fewest: int) -> Card:
    """Refuse to open a round to so few."""
    return Card(
        "Too few people to ask",
        (
            Text(
                f"{invited} people are on the list, and a survey needs at least {fewest}, "
                "or the answers would point at persons. Nothing was opened."
            ),
        ),
    )


def already_open() -> Card:
    """Refuse a second round while one is open."""
    return Card("A survey is already open", (Text("Close it before you open the next."),))


def closed(survey: Survey) -> Card:
    """Confirm to the lead that a round is closed."""
    return Card(
        "The survey is closed",
        (
            Text("The ballots are opened and shuffled. The key to the sealed ones is destroyed within a minute."),
            Buttons((Button("See the results", RESULTS_PRESS, str(survey.id), ButtonStyle.PRIMARY),)),
        ),
    )


def given_up() -> Card:
    """Confirm that a round was closed without results."""
    return Card(
        "The survey is closed without results",
        (Text("Its sealed ballots, which nobody could open any more, are deleted. You can open the next one."),),
    )


def key_lost(survey: Survey) -> Card:
    """Own up that a round cannot be opened."""
    return Card(
        "The survey cannot be opened",
        (
            Text("The key of this round is missing, so its ballots stay sealed. Nothing was changed or deleted."),
            Text("Whoever runs Bunsen can put the key folder back from where it was moved, then close it again."),
            Text("If the key is gone for good, so are the answers: then give the round up.", Tone.QUIET),
            Buttons(
                (Button("Give this round up", GIVE_UP_PRESS, str(survey.id), ButtonStyle.DANGER, confirm=_GIVING_UP),)
            ),
        ),
    )


def not_yet() -> Card:
    """Refuse results of an open or unknown round."""
    return Card("No results yet", (Text("Results are shown only after a survey has closed."),))


def results_card(survey: Survey, found: Results | None) -> Card:
    """Show the results of a closed round, or say that too few took part."""
    title = f"{survey.instrument.title}: results"
    if found is None:
        return Card(
            title,
            (Text(f"Fewer than {SMALLEST_GROUP} people took part, so nothing is shown, to anybody."),),
        )
    rows = tuple(
        (f"{item.id} {item.wording}", "too few", "too few", "too few", "under 5")
        if result is None
        else (
            f"{item.id} {item.wording}",
            percent(result.agree, result.opinions),
            percent(result.neither, result.opinions),
            percent(result.disagree, result.opinions),
            str(result.opinions),
        )
        for item, result in found.items
    )
    headings = ("Statement", "Agree", "Neither", "Disagree", "Opinions")
    return Card(
        title,
        (
            Text(f"{found.ballots} of {found.invited} people took part ({percent(found.ballots, found.invited)})."),
            Table("How far people agree", headings, rows),
            Text("“Not sure” and skipped statements are no opinion.", Tone.QUIET),
        ),
    )


def _answer_button(survey: Survey) -> Button:
    return Button("Answer", ANSWER_PRESS, str(survey.id), ButtonStyle.PRIMARY, Leads.FORM)
