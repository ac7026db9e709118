"""What people read in the digest after a review."""

from collections import Counter
from collections.abc import Mapping, Sequence

from handlers.cards import Bullets, Button, Buttons, Card, Element, Text, Tone
from handlers.dates import spoken
from handlers.phrases import counted, joined
from handlers.reviews.model import Review, SnapshotLine
from handlers.reviews.reporting import Colour
from handlers.status import presses, tallies
from handlers.status.view import View
from handlers.wording import COLOUR_WORDS

STOP = "stop the digest"
START = "start the digest"
_MOST = 5


def digest(review: Review, lines: Sequence[SnapshotLine], before: Review | None, then: Sequence[SnapshotLine]) -> Card:
    """Say where the plan stood when a review closed, and what had changed since the one before it."""
    total = Counter(Colour(line.colour) for line in lines)
    body: list[Element] = [Text(tallies.in_a_sentence(total) or "The plan has no actions yet.")]
    if before is None:
        body.append(Text("It was the first review, so there is nothing to compare with yet.", Tone.QUIET))
    else:
        body += _changes(lines, {line.action_id: Colour(line.colour) for line in then}, before)
    show = Button("Show the status", presses.SHOW_PRESS, View().encode())
    stop = Button("Stop the digest", presses.STOP_DIGEST_PRESS)
    body.append(Buttons((show, stop)))
    return Card(f"After the review of {spoken(review.held_on)}", tuple(body), "One such message after each review.")


def _changes(lines: Sequence[SnapshotLine], then: Mapping[int, Colour], before: Review) -> Sequence[Element]:
    moved = [(line, then.get(line.action_id)) for line in lines if then.get(line.action_id) is not Colour(line.colour)]
    since = f"since the review of {spoken(before.held_on)}"
    if not moved:
        return [Text(f"Nothing has changed {since}.")]
    now = Counter(Colour(line.colour) for line, was in moved if was is not None)
    said = [f"{now[colour]} now {COLOUR_WORDS[colour].lower()}" for colour in Colour if now[colour]]
    if added := sum(was is None for _, was in moved):
        said.append(f"{added} new in the plan")
    # What was done comes first: that is the news.
    first = sorted(moved, key=lambda pair: list(Colour).index(Colour(pair[0].colour)))[:_MOST]
    more = len(moved) - len(first)
    rest = [Text(f"And {more} more: the status has all of them.", Tone.QUIET)] if more else []
    title = Text(f"{counted(len(moved), 'action')} changed {since}: {joined(said)}.", Tone.STRONG)
    return [title, Bullets(tuple(_line(line, was) for line, was in first)), *rest]


def _line(line: SnapshotLine, was: Colour | None) -> str:
    before = COLOUR_WORDS[was].lower() if was else "new"
    return f"{f'{line.ref} {line.title}'.strip()}: {before} → {COLOUR_WORDS[Colour(line.colour)].lower()}"


def stopped() -> Card:
    """Confirm that no more come."""
    return Card(
        "The digest is stopped",
        (Text(f"After reviews you hear nothing more of this kind. “{START}” brings it back; nudges go on as before."),),
    )


def started() -> Card:
    """Confirm that it comes again."""
    return Card("The digest is on", (Text("After each review you get one short message on what has changed."),))
