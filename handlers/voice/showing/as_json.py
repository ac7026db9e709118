"""Figures as `bunsen survey results --json` prints them: what is too few to show is null."""

from handlers.voice.figures import Figures
from handlers.voice.model import Survey
from handlers.voice.showing.lines import Line, lines, options
from handlers.voice.tallies import Tally


def as_json(survey: Survey, figures: Figures) -> dict[str, object]:
    """All kept figures of a round.

    `agree`, `neither` and `disagree` are those of a scale, null elsewhere; `counts` is by step or by option (of a rank:
    how often it was first), and `groups` holds the same of each declared group, or null.
    """
    if figures.whole.ballots is None:
        return {"invited": None, "ballots": None, "items": [], "groups": [], "comments": None}
    return {
        "invited": figures.whole.invited,
        "ballots": figures.whole.ballots,
        "items": [_item(line, list(figures.groups)) for line in lines(survey, figures)],
        "groups": [
            {"name": name, "invited": each.invited, "ballots": each.ballots} for name, each in figures.groups.items()
        ],
        "comments": None
        if figures.comments is None
        else {question: list(written) for question, written in figures.comments.items()},
    }


def _item(line: Line, names: list[str]) -> dict[str, object]:
    return {
        "id": line.key,
        "theme": line.question.theme,
        "wording": line.wording,
        "kind": str(line.question.kind),
        "reverse": line.question.reverse,
        **_figures(line, line.item.whole),
        "groups": {
            name: _figures(line, line.item.groups[name]) if name in line.item.groups else None for name in names
        },
    }


def _figures(line: Line, found: Tally | None) -> dict[str, object]:
    if found is None:
        return dict.fromkeys(("opinions", "agree", "neither", "disagree", "unsure", "counts"))
    scale = line.scale
    return {
        "opinions": found.opinions,
        "agree": found.agree if scale else None,
        "neither": found.neither if scale else None,
        "disagree": found.disagree if scale else None,
        "unsure": found.unsure if scale else None,
        "counts": dict(zip(options(line.question), found.counts, strict=True)),
    }
