"""What people read about a survey."""

from collections.abc import Mapping, Sequence

from handlers.cards import (
    NAME_ON_BUTTON,
    Button,
    Buttons,
    ButtonStyle,
    Card,
    Divider,
    Element,
    Facts,
    Leads,
    Text,
    Tone,
)
from handlers.dates import spoken
from handlers.phrases import counted, shortened
from handlers.voice.model import SMALLEST_GROUP, Cast, Closing, QuestionKind, Survey, SurveyState

ANSWER_PRESS = "voice.answer"
OPEN_PRESS = "voice.open"
CLOSE_PRESS = "voice.close"
GIVE_UP_PRESS = "voice.give-up"
PAUSE_PRESS = "voice.pause-reminders"
RESULTS_PRESS = "voice.results"
EVIDENCE_PRESS = "voice.evidence"
RESULTS_SHOWN = 4
"""As many rounds as two years of reviews hold."""

_SEALED = (
    "Nobody can see who said what: your answers are sealed when you send them, and shuffled before anybody reads them."
)

_CLOSING = "Nobody can answer any more, the ballots are opened, and this cannot be undone."
_GIVING_UP = "The sealed answers are deleted for good."

_NEARLY_THE_SAME = (
    "Within three months, all but a few of these people were asked in another survey. If nearly everybody answers "
    "both, figures of this one stay hidden, as they would tell what those few said."
)


def promise(survey: Survey) -> str:
    """What respondents read first, in two plain sentences: how they stay unknown, and from how many what is shown."""
    terms = survey.terms
    shown = f"figures from {terms.scores_from} ballots up"
    if any(question.kind is QuestionKind.OPEN for question in survey.instrument.questions):
        shown += f", what people wrote from {terms.comments_from}"
    return f"{_SEALED} Results are shown only after the survey closes{_where(survey)}: {shown}."


def _where(survey: Survey) -> str:
    if survey.compares:
        return ", for everybody together and for lead and chairs beside technicians"
    return f", for everybody together and for {len(survey.groups)} groups of units" if survey.groups else ""


def evidence_button() -> Button:
    """Leads to the evidence as a file, from every card about what technicians said."""
    return Button("Evidence as a file", EVIDENCE_PRESS)


def invitation(survey: Survey) -> Card:
    """Ask somebody to take part, with the promise first."""
    count = len(survey.instrument.questions)
    return Card(
        survey.instrument.title,
        (
            Text(promise(survey)),
            Text(f"{counted(count, 'question')}, {_minutes(survey)}. Open until {spoken(survey.closes_on)}."),
            Buttons((_answer_button(survey),)),
        ),
    )


def reminder(survey: Survey) -> Card:
    """Ask once more somebody who has not taken part yet; nobody else learns that."""
    asked = invitation(survey)
    first = Text(f"This is open until {spoken(survey.closes_on)}, and your answers are still missing.")
    return Card(f"A reminder: {asked.title}", (first, *asked.body), "Nobody is told who was reminded.")


def low_response(survey: Survey, taken_part: int) -> Card:
    """Warn the lead that little could be shown."""
    return Card(
        f"Few have answered: {survey.instrument.title}",
        (
            Text(
                f"{how_many(taken_part)} of {survey.invited} people have taken part so far; it closes on "
                f"{spoken(survey.closes_on)}. Figures are shown from {survey.terms.scores_from} ballots up."
            ),
            Text(
                "What helps: a word at a team meeting, ten minutes of working time, news of what came of the last one."
            ),
        ),
        "Who has answered is shown to nobody.",
    )


def how_many(taken_part: int) -> str:
    """How many have taken part while a round is open; small numbers would point at persons."""
    return str(taken_part) if taken_part >= SMALLEST_GROUP else f"Fewer than {SMALLEST_GROUP}"


def for_technician(surveys: Sequence[Survey]) -> Card:
    """Answer somebody who asks for the survey."""
    if not surveys:
        return Card("No survey is open", (Text("I shall tell you when the next one opens."),))
    if len(surveys) == 1:
        return invitation(surveys[0])
    body: list[Element] = []
    for survey in surveys:
        asked = invitation(survey)
        body += [Text(asked.title, Tone.STRONG), *asked.body, Divider()]
    return Card("These surveys are open", tuple(body[:-1]))


def for_lead(
    rounds: Sequence[Survey], taken_part: Mapping[int, int], closing: Mapping[int, Closing] | None = None
) -> Card:
    """Show the lead the rounds that are open, those that close now, and those before.

    `taken_part` counts by the id of a round, and `closing` says how far it is.
    """
    body: list[Element] = []
    still_open = [survey for survey in rounds if survey.state is SurveyState.OPEN]
    for survey in still_open:
        body += [*_open_round(survey, taken_part.get(survey.id, 0)), Divider()]
    for survey in rounds:
        if (progress := (closing or {}).get(survey.id)) is not None:
            body += [Text(f"{survey.instrument.title}, round {survey.wave}, {_how_far(progress)}"), Divider()]
    if not still_open:
        body.append(Text("No survey is open."))
    style = ButtonStyle.PLAIN if still_open else ButtonStyle.PRIMARY
    body.append(Buttons((Button("Open a survey", OPEN_PRESS, style=style, leads=Leads.FORM),)))
    closed = [survey for survey in rounds if survey.state in (SurveyState.CLOSED, SurveyState.PUBLISHED)]
    if closed:
        buttons = (Button(_results_label(each), RESULTS_PRESS, str(each.id)) for each in closed[:RESULTS_SHOWN])
        body.append(Buttons((*buttons, evidence_button())))
    return Card("The technician voice", tuple(body))


def _open_round(survey: Survey, taken_part: int) -> tuple[Element, ...]:
    asked = f"{survey.invited} people"
    if survey.groups:
        asked += f", counted together and as {', '.join(group.name for group in survey.groups)}"
    rows = (
        ("Survey", f"{survey.instrument.title}, round {survey.wave}"),
        ("Open until", spoken(survey.closes_on)),
        ("Invited", asked),
        ("Answered", how_many(taken_part)),
    )
    paused = survey.reminders_paused_at is not None
    pause = Button("Send reminders again" if paused else "Pause the reminders", PAUSE_PRESS, str(survey.id))
    close = Button("Close it now", CLOSE_PRESS, str(survey.id), ButtonStyle.DANGER, confirm=_CLOSING)
    return Facts(rows), Buttons((_answer_button(survey), pause, close))


def _how_far(closing: Closing) -> str:
    if closing.ballots < SMALLEST_GROUP:
        return "is closing. Nobody can answer any more."
    return f"is closing: {closing.opened:,} of {closing.ballots:,} ballots are opened. Nobody can answer any more."


def _results_label(survey: Survey) -> str:
    return f"Results of {shortened(survey.instrument.title, NAME_ON_BUTTON)}, {spoken(survey.closes_on)}"


def paused(survey: Survey) -> Card:
    """Confirm that reminders are paused, or go on."""
    if survey.reminders_paused_at is not None:
        return Card("Reminders are paused", (Text("Nobody is reminded until you say so. It closes as planned."),))
    return Card("Reminders go on", (Text("Those who have not taken part are reminded, twice at most."),))


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


def opened(survey: Survey, *, near: bool = False) -> Card:
    """Confirm to the lead that a round is open; `near` says that nearly the same people were asked a short time ago."""
    invited = f"{survey.invited} people are invited until {spoken(survey.closes_on)}. Results come after closing."
    told = (Text(_NEARLY_THE_SAME),) if near else ()
    return Card(f"{survey.instrument.title} is open", (Text(invited), *told, Text(_counted_in(survey), Tone.QUIET)))


def _counted_in(survey: Survey) -> str:
    if not survey.groups:
        return "Results are shown for everybody together. This cannot be changed any more."
    names = ", ".join(f"{group.name} ({group.invited})" for group in survey.groups)
    return f"Results are shown for everybody together and for {names}. This cannot be changed any more."


def too_few(invited: int, fewest: int) -> Card:
    """Refuse to open a round to so few."""
    return Card(
        "Too few people to ask",
        (
            Text(
                f"That would be {counted(invited, 'person', 'people')}, and a survey needs at least {fewest}, "
                "or the answers would point at persons. Nothing was opened."
            ),
        ),
    )


def already_open() -> Card:
    """Refuse a second round of the same survey while one is open."""
    return Card("That survey is already open", (Text("Close it before you open the next round of it."),))


def closed(survey: Survey, state: SurveyState = SurveyState.CLOSED) -> Card:
    """Confirm to the lead that a round is closed, or closing."""
    if state is SurveyState.CLOSING:
        return Card(
            "The survey is closing",
            (
                Text("Nobody can answer any more. The ballots are being opened, which takes a minute or two."),
                Text("Type “pulse” to see how far that is; the results come after it.", Tone.QUIET),
            ),
        )
    return Card(
        "The survey is closed",
        (
            Text("The ballots are opened and shuffled. The key to the sealed ones is destroyed within a minute."),
            Buttons((Button("See the results", RESULTS_PRESS, str(survey.id), ButtonStyle.PRIMARY),)),
        ),
    )


def keys_apart() -> Card:
    """Refuse to open a round that not every process could close."""
    return Card(
        "A survey cannot be opened just now",
        (
            Text("Bunsen runs on several machines, and they keep the keys of surveys in different places."),
            Text("Nothing was opened. Please ask whoever runs Bunsen to give all of them one key folder."),
            Text("If one of them was stopped or moved a moment ago, try again in ten minutes.", Tone.QUIET),
        ),
    )


def key_elsewhere() -> Card:
    """Refuse to delete ballots that another process may be able to open."""
    return Card(
        "Another machine may have the key",
        (
            Text("Bunsen runs on several machines with different key folders, so the key may be on another one."),
            Text("Nothing was deleted. Please ask whoever runs Bunsen to look for it, then try again."),
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


def _minutes(survey: Survey) -> str:
    """How long it takes: some ten seconds to tick, a minute to write."""
    written = sum(question.kind is QuestionKind.OPEN for question in survey.instrument.questions)
    seconds = 60 * written + 10 * (len(survey.instrument.questions) - written)
    return "under two minutes" if seconds < 110 else f"about {max(2, round(seconds / 60))} minutes"


def _answer_button(survey: Survey) -> Button:
    return Button("Answer", ANSWER_PRESS, str(survey.id), ButtonStyle.PRIMARY, Leads.FORM)
