"""What chairs and lead read about nudges: when the next go out, to whom, and what came of them."""

from collections.abc import Sequence
from datetime import datetime

from handlers.cards import Bullets, Button, Buttons, ButtonStyle, Card, Element, Facts, Leads, Table, Text, Tone
from handlers.dates import spoken, spoken_with_weekday
from handlers.nudges import presses
from handlers.nudges.preview import Channel, Preview, Recipient
from handlers.nudges.reporting_back import STEP_WORDS, Answer, Line, Report
from handlers.people.model import Institution
from handlers.phrases import counted, counted_in_words
from handlers.reviews.cards import DATES_PRESS

_PREVIEW = Button("Who is asked next?", presses.PREVIEW_PRESS)
_REPORT = Button("Who was reached?", presses.REPORT_PRESS)
_PAUSE = Button(
    "Pause all nudges",
    presses.PAUSE_PRESS,
    confirm="No nudge goes out until you let them go again. Answers and reports still come in.",
)
_RESUME = Button("Let them go again", presses.RESUME_PRESS, style=ButtonStyle.PRIMARY)


def overview(found: Preview, institution: Institution, is_lead: bool) -> Card:
    """Say when the next nudges go out, and whether they may."""
    paused = institution.nudges_paused_at
    switch = (_RESUME if paused else _PAUSE,) if is_lead else ()
    if found.review is None:
        dates = Button("Set the dates", DATES_PRESS, style=ButtonStyle.PRIMARY, leads=Leads.FORM)
        return Card(
            "Nobody is asked for reports",
            (Text("No next review is set, and nudges count back from its papers deadline."), Buttons((dates, *switch))),
        )
    rows = [("Review", spoken_with_weekday(found.review.held_on))]
    rows.append(("Papers close", spoken_with_weekday(found.review.papers_due_on)))
    rows.append(("Next nudges", _when(found, institution)))
    body: list[Element] = [Facts(tuple(rows))]
    if paused:
        body.append(Text(_paused(paused, institution), Tone.WARNING))
    body.append(Buttons((_PREVIEW, _REPORT, *switch)))
    return Card("Nudges are paused" if paused else "Nudges", tuple(body))


def preview(found: Preview, institution: Institution) -> Card:
    """Name everybody who is asked next, and how they are reached."""
    if found.review is None or found.at is None:
        why = "No more nudges are due before this review." if found.review else "No next review is set."
        return Card("Nobody is asked next", (Text(why), Buttons((_REPORT,))))
    body: list[Element] = [Text(_counts(found), Tone.STRONG)]
    if found.recipients:
        rows = tuple(_recipient(each) for each in found.recipients)
        body.append(Table("One message each", ("Person", "Why", "Actions", "How"), rows))
    if found.without_mail:
        body.append(Text(_without_mail(found.without_mail), Tone.WARNING))
    if found.away:
        lines = tuple(_away(each) for each in found.away)
        body += [Text("On leave for too long, and without a deputy", Tone.STRONG), Bullets(lines)]
    if found.unanswered:
        many = counted_in_words(found.unanswered, "action has", "actions have").capitalize()
        body.append(Text(f"{many} nobody who could be asked: “queue” shows them to the lead.", Tone.WARNING))
    body.append(Text("Whoever reports before then gets no message.", Tone.QUIET))
    if institution.nudges_paused_at:
        body.append(Text(_paused(institution.nudges_paused_at, institution), Tone.WARNING))
    return Card(f"Who is asked {_when(found, institution)}", (*body, Buttons((_REPORT,))))


def _when(found: Preview, institution: Institution) -> str:
    if found.at is None:
        return "no more before this review"
    day = spoken_with_weekday(institution.day(found.at))
    return f"from {day} on"


def _counts(found: Preview) -> str:
    many = len(found.recipients)
    if not many:
        return "As things are, nobody: everything is reported." if not found.waiting else "As things are, nobody."
    ways = ", ".join(f"{found.by_channel[way]} {said}" for way, said in _WAYS.items() if found.by_channel.get(way))
    return f"{counted(many, 'person', 'people')}: {ways}."


_WAYS = {
    Channel.CHAT: "by chat",
    Channel.EMAIL: "by e-mail",
    Channel.IF_FOUND: "only if found in chat by the address",
    Channel.NOBODY: "cannot be reached",
}


def _without_mail(number: int) -> str:
    many = counted_in_words(number, "of them", "of them").capitalize()
    return f"{many} would get e-mail, but no mail server is set up: whoever runs Bunsen can name one (BUNSEN_SMTP_URL)."


def _recipient(each: Recipient) -> tuple[str, ...]:
    return each.planned.person.name, STEP_WORDS[each.planned.step], str(each.actions), each.channel.value


def _away(each: Recipient) -> str:
    until = each.planned.person.away_until
    return f"{each.planned.person.name}, until {spoken(until)}" if until else each.planned.person.name


def report(found: Report, institution: Institution) -> Card:
    """Tell who was reached and what came of it; first those who were not."""
    if found.review is None:
        return Card("Nobody was asked", (Text("No next review is set."),))
    if not found.lines and not found.vacant:
        return Card("Nobody was asked yet", (Text("No nudge of this review has fallen due."), Buttons((_PREVIEW,))))
    body: list[Element] = [Text(_summary(found), Tone.STRONG)]
    lost = [f"{line.person.name}: {line.why}" for line in found.of(Answer.FAILED)]
    body += _named("Could not be reached", lost)
    body += _named("Not sent yet", [_not_yet(line) for line in found.of(Answer.WAITING)])
    body += _named("Nobody answers for", found.vacant)
    body += _named("Asked, not heard from", [_asked(line) for line in found.of(Answer.ASKED)])
    body += _named("Seen, not reported", [_asked(line) for line in found.of(Answer.SEEN)])
    body += _named("Put off", [_put_off(line) for line in found.of(Answer.LATER)])
    body += _named("Told what is missing", [_asked(line) for line in found.of(Answer.TOLD)])
    body += _named("Reported", [line.person.name for line in found.of(Answer.REPORTED)])
    buttons = [_PREVIEW]
    if found.failed:
        many = "it" if len(found.failed) == 1 else f"these {len(found.failed)}"
        buttons.insert(0, Button(f"Send {many} again", presses.AGAIN_PRESS, str(found.review.id)))
    title = f"Nudges of the review on {spoken(found.review.held_on)}"
    return Card(title, (*body, Buttons(tuple(buttons))), _as_of(institution))


def _as_of(institution: Institution) -> str:
    paused = institution.nudges_paused_at
    return _paused(paused, institution) if paused else ""


def _summary(found: Report) -> str:
    reported = len(found.of(Answer.REPORTED))
    asked = reported + len(found.of(Answer.ASKED, Answer.SEEN, Answer.LATER))
    people = counted(asked, "person was", "people were")
    return f"{people} asked for a report; {reported} of them reported."


def _named(title: str, lines: Sequence[str]) -> list[Element]:
    return [Text(title, Tone.STRONG), Bullets(tuple(lines))] if lines else []


def _asked(line: Line) -> str:
    when = f", {spoken(line.asked_on)}" if line.asked_on else ""
    left = f" ({line.open} open)" if line.open else ""
    return f"{line.person.name}{left}{when}"


def _not_yet(line: Line) -> str:
    return f"{line.person.name}: {line.why}" if line.why else line.person.name


def _put_off(line: Line) -> str:
    return f"{line.person.name}, until {spoken(line.until)}" if line.until else line.person.name


def _paused(since: datetime, institution: Institution) -> str:
    return f"Nudges have been paused since {spoken(institution.day(since))}: none goes out."


def now_paused() -> Card:
    """Confirm the pause."""
    return Card(
        "Nudges are paused",
        (
            Text("No nudge goes out until you let them go again. What somebody has in their chat already stays there."),
            Text("What falls due meanwhile is not sent in a heap later: each person gets the newest message only."),
            Text("Leads and chairs still hear what is amiss with posts and reviews.", Tone.QUIET),
            Buttons((_RESUME,)),
        ),
    )


def resumed(waiting: int) -> Card:
    """Confirm the end of a pause; `waiting` people have a message that is still of use."""
    if not waiting:
        return Card("Nudges go out again", (Text("Nothing waits; the next go out when they fall due."),))
    people = counted_in_words(waiting, "person gets", "people get").capitalize()
    said = f"{people} a message on their next working morning: one each, and only what is still of use then."
    return Card("Nudges go out again", (Text(said), Buttons((_PREVIEW, _REPORT))))


def sent_again(number: int) -> Card:
    """Confirm that given-up nudges are tried anew."""
    if not number:
        return Card("There is nothing to send again", (Text("No nudge of this review was given up."),))
    many = counted_in_words(number, "message is", "messages are").capitalize()
    said = f"{many} tried again now, in working hours. What is of no use any more is left out."
    return Card("Trying again", (Text(said), Buttons((_REPORT,))))
