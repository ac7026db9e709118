"""What of a status others than chairs and lead may have: the one place for that rule.

A channel may have guests in it, and people of other institutions. So what is said there, and to anybody who is neither
chair nor lead, is what a published plan tells: figures, and the actions by reference, title, post and day, each with
its colour. "Not reported" is part of it: leaving it out would make the rest untrue.

Left out are

- who holds a post, and that nobody does: people are named by themselves only;
- what people wrote in their reports (explanations, learning): it was written to the committee, and nothing marks a
  comment as meant for others;
- which actions nobody answers for: that is for the chairs and the lead to mend.
"""

import hashlib
from dataclasses import replace

from handlers.cards import Card, plain_text
from handlers.status.report import Report


def published(report: Report) -> Report:
    """The same status without what is left out."""
    shown = {number: words._replace(comment="", learning="") for number, words in report.shown.items()}
    figures = replace(report.figures, unowned=())
    return replace(report, figures=figures, shown=shown, office=None, vacant=False, published=True)


def seal(card: Card) -> str:
    """A mark of what a card says, so that nothing else is shared than what was looked at."""
    return hashlib.sha256(plain_text(card).encode("utf-8", "replace")).hexdigest()[:16]
