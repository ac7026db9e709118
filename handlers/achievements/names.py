"""What the buttons, forms and deliveries of achievements are called."""

from typing import Final

LIST: Final = "achievements.list"
SHOW: Final = "achievements.show"
NEW: Final = "achievements.new"
CORRECT: Final = "achievements.correct"
ACCEPT: Final = "achievements.accept"
DECLINE: Final = "achievements.decline"
WITHDRAW: Final = "achievements.withdraw"
FORGET_WORDS: Final = "achievements.forget-words"
HISTORY: Final = "achievements.history"
ADD_LINK: Final = "achievements.add-link"
FETCH: Final = "achievements.fetch"
FROM_FILE: Final = "achievements.from-file"
"""Its value is an upload's id."""
PAPER: Final = "achievements.paper"
"""Its value is a kind of document and a day: "docx:2027-01-01"."""
PAPER_SINCE: Final = "achievements.paper-since"

SUGGESTED: Final = "achievement.suggested"
SETTLED: Final = "achievement.settled"
