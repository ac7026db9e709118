"""What people type: when it is a command, and when it is a question."""

import pytest

from handlers.registry import Registry, Typed

QUESTIONS = (
    "who is the committee chair",
    "are there plans for a new career pathway",
    "plan for technician of the year",
    "action plan template",
    "action plan for technicians, where do I find it?",
    "action learning sets, who pays for them?",
    "away days for technicians, who pays?",
    "away until when can I claim travel costs?",
    "away day",
    "back pain from lifting equipment, who can help",
    "I'm back from leave and need a mentor",
    "queues at the workshop",
    "postdoc fund",
    "posts for apprentices",
    "post-16 outreach",
    "review my application",
    "reviews of RSci applications",
    "status of my application",
    "what is the status of the development fund",
    "survey equipment training",
    "voice coaching",
    "help me with professional registration",
    "help with RSci",
    "mine safety course",
    "nudge theory course",
    "reminders for renewing my registration",
    "check my registration fee",
    "assign a mentor to me",
    "agenda for change pay bands",
    "on leave until my registration lapses, what then?",
    "how do I report an accident",
    "funds",
)

TAKES_WORDS = ("away", "posts")
"""Behind a slash command, any words behind these belong to them."""

COMMANDS = {
    "my actions": "my actions",
    "My actions.": "my actions",
    "what are my actions?": "my actions",
    "report on my actions": "my actions",
    "action V1": "action",
    "action web page?": "action",
    "show action 12": "action",
    "add action": "add action",
    "plan": "plan",
    "action plan": "plan",
    "show me the plan": "plan",
    "status?": "status",
    "plans": "plans",
    "check the plan": "check the plan",
    "reviews": "reviews",
    "agenda": "reviews",
    "when is the next review?": "reviews",
    "nudges": "nudges",
    "pause nudges": "nudges",
    "posts": "posts",
    "my posts": "posts",
    "queue": "queue",
    "away": "away",
    "away until 12 May": "away",
    "I\N{RIGHT SINGLE QUOTATION MARK}m away until Monday": "away",
    "I am on leave until 3 June": "away",
    "back": "back",
    "I\N{RIGHT SINGLE QUOTATION MARK}m back!": "back",
    "survey": "pulse",
    "fund": "fund",
    "Development fund?": "fund",
    "route": "route",
    "registration route": "route",
    "help": "help",
    "thank you!": "help",
}


def _command(found: Typed) -> str:
    return found.command.name if found.command else ""


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_in_a_direct_chat_is_no_command(text: str) -> None:
    assert _command(Registry().said(text)) == "ask"


@pytest.mark.parametrize("text", [text for text in QUESTIONS if not text.startswith(TAKES_WORDS) and " " in text])
def test_a_question_behind_a_slash_command_is_no_command(text: str) -> None:
    found = Registry().commanded(text)
    assert (_command(found), found.rest) == ("ask", text)


@pytest.mark.parametrize("text", COMMANDS)
def test_a_command_in_a_direct_chat_is_known_by_all_its_names(text: str) -> None:
    assert _command(Registry().said(text)) == COMMANDS[text]


def test_a_slash_command_of_four_words_is_known() -> None:
    assert _command(Registry().commanded("what are my actions")) == "my actions"


def test_words_behind_a_slash_command_that_takes_them_are_given_to_it() -> None:
    found = Registry().commanded("action web page")
    assert (_command(found), found.rest) == ("action", "web page")


def test_a_sentence_behind_a_slash_command_opens_like_one_in_a_chat() -> None:
    found = Registry().commanded("I\N{RIGHT SINGLE QUOTATION MARK}m away until 12 May")
    assert (_command(found), found.rest) == ("away", "12 May")


def test_a_word_that_is_nearly_a_command_is_asked_about() -> None:
    assert Registry().said("nudgess").nearest == ("nudges",)
