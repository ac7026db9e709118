"""What Bunsen says when it meets somebody, helps, or cannot do what was asked."""

from collections.abc import Iterable

from handlers.cards import Bullets, Card, Element, Facts, Text, Tone
from handlers.feature import CommandHelp
from handlers.interactions import Platform
from handlers.rights import Right, who_may


def help_card(commands: Iterable[CommandHelp], rights: frozenset[Right]) -> Card:
    """List what this person can ask for."""
    rows = tuple((command.name, command.summary) for command in commands if command.right in rights)
    return Card(
        "What I can do",
        (
            Text("Ask me anything about development funds and professional registration, in your own words."),
            Facts(rows),
        ),
        footer="I answer only from approved, dated entries. Where I have none, I say so and name a person.",
    )


def welcome(name: str, suggested: tuple[Element, ...] = ()) -> Card:
    """Greet somebody whom Bunsen can now reach; `suggested` are questions to try."""
    return Card(
        f"Hello {name}, I am Bunsen" if name else "Hello, I am Bunsen",
        (
            Text("I help technicians here with development funds, professional registration and the action plan."),
            Bullets(
                (
                    "Ask me anything about them in your own words.",
                    "Type “help” to see everything that I can do.",
                )
            ),
            *suggested,
        ),
    )


def unknown_command(word: str, nearest: tuple[str, ...]) -> Card:
    """Say that a command is unknown, and what was perhaps meant."""
    hint = f"Did you mean “{'” or “'.join(nearest)}”?" if nearest else "Type “help” to see what I can do."
    return Card(
        f"I don't know the command “{word[:60]}”",
        (Text(hint), Text("To ask a question, put “ask” before it.", Tone.QUIET)),
    )


def not_allowed(right: Right, instead: str = "") -> Card:
    """Refuse politely: say who may, and what to do instead."""
    body = [Text(f"Only {who_may(right)} can do this. Nothing was changed.")]
    if instead:
        body.append(Text(instead))
    body.append(Text("Type “help” to see what I can do for you, or ask me anything in your own words."))
    body.append(Text("If you think this should be yours, your institutional lead can give you a post.", Tone.QUIET))
    return Card("That belongs to a post that you do not hold", tuple(body))


def not_linked(platform: Platform, tenant: str) -> Card:
    """Refuse a workspace or tenant that belongs to no institution, and say how to link it."""
    place = "workspace" if platform is Platform.SLACK else "organisation"
    return Card(
        f"This {place} is not linked to an institution yet",
        (
            Text(
                "I keep every institution's plan and people apart, so I cannot answer until I know which one this is."
            ),
            Text(f"Whoever runs Bunsen can link it with: bunsen institution link SLUG --{platform.value} {tenant}"),
        ),
    )


def no_use_for_files() -> Card:
    """Decline a file of somebody who owns no actions."""
    return Card(
        "I did not keep your file",
        (
            Text("I take files from owners of actions, as evidence, and action plans from the institutional lead."),
            Text("Type “help” to see what I can do for you.", Tone.QUIET),
        ),
    )


def unknown_button() -> Card:
    """Answer a button that no longer does anything."""
    return Card(
        "That button is out of date",
        (Text("It comes from an older message, and nothing was changed. Type “help” to see what I can do now."),),
    )


def unknown_form() -> Card:
    """Answer a form that is no longer known."""
    return Card(
        "That form is out of date",
        (Text("Nothing was saved. Please open it again from its button or command."),),
    )


def already_sent() -> Card:
    """Answer a form that arrived a second time."""
    return Card("I already have this", (Text("The form arrived twice; I kept it once."),))


def already_done() -> Card:
    """Answer a press that arrived a second time."""
    return Card("Already done", (Text("That press arrived twice; I acted on it once."),))


def not_managed() -> Card:
    """Own up to a message that could not be dealt with, however often it was tried."""
    return Card(
        "I could not deal with your last message",
        (Text("I have tried several times, and kept nothing of it. Please try it once more in other words."),),
    )


def already_said() -> Card:
    """Answer a press that counts once, made again."""
    return Card("I have noted that already", (Text("You told me before, and it counts once. Thank you."),))


def not_of_this_institution() -> Card:
    """Refuse somebody who is only a guest in a shared channel."""
    return Card(
        "I serve the people of this institution",
        (Text("You are here from somewhere else, so I cannot tell you anything of its plan and people."),),
    )


def only_in_private() -> Card:
    """Say in a channel that an answer is for one person, who cannot be reached."""
    return Card(
        "That answer is for you alone",
        (Text("I could not open a direct chat with you. Please write to me directly, and ask again there."),),
    )


def trouble(reference: str) -> Card:
    """Own up to an unexpected error."""
    return Card(
        "Something went wrong on my side",
        (
            Text("Nothing was saved. Please try again in a minute."),
            Text(f"If it happens again, tell whoever runs Bunsen the reference {reference}.", Tone.QUIET),
        ),
    )
