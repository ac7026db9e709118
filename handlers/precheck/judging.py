"""Holding what panels remark against the facts. Pure: each judgement names the numbers that it rests on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from handlers.phrases import counted, counted_in_words, joined
from handlers.plans.checking.model import Finding
from handlers.plans.model import Action
from handlers.plans.rag import Rag
from handlers.precheck.facts import Facts
from handlers.precheck.rules import Known, known
from handlers.submission.model import RemarkKind

TWICE_A_YEAR = 2
_EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing that panels remark: whether a panel would, the evidence, and the ids of the actions concerned.

    `details` are the findings of the plan check that it rests on, in its words.
    """

    rule: Known
    remarked: bool
    evidence: str
    action_ids: tuple[int, ...] = ()
    details: tuple[str, ...] = ()


def judge(facts: Facts) -> tuple[Judged, ...]:
    """All of it: what a panel would remark first, in the order of the rules.

    What an earlier panel wrote is left out while no letter is recorded.
    """
    judged = [_judged(rule, facts) for rule in known() if rule.id != _EARLIER or facts.remarks]
    return tuple(sorted(judged, key=lambda each: not each.remarked))


def _judged(rule: Known, facts: Facts) -> Judged:
    found = tuple(each for each in facts.checked.findings if each.rule in rule.findings)
    own = _OWN.get(rule.id)
    return own(rule, facts, found) if own else _by_findings(rule, facts, found)


def _by_findings(rule: Known, facts: Facts, found: Sequence[Finding]) -> Judged:
    ids = _ids(found)
    return Judged(rule, bool(found), _share(ids, facts), ids, _told(found))


def _ids(found: Iterable[Finding]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(action.id for each in found for action in each.actions))


def _told(found: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(each.message for each in found)


def _share(ids: Sequence[int], facts: Facts) -> str:
    among = counted(facts.checked.open, "open action")
    if not facts.checked.open:
        return "The plan has no open action."
    return f"Concerns {len(ids)} of {among}." if ids else f"Nothing stands out among {among}."


def _ownership(rule: Known, facts: Facts, found: Sequence[Finding]) -> Judged:
    posts = {action.owner_post_id for action in facts.open if action.owner_post_id is not None}
    helped = sum(bool(action.helper_post_ids) for action in facts.open)
    said = (
        f"{counted(len(posts), 'post')} for {counted(len(facts.open), 'open action')}; "
        f"{counted_in_words(helped, 'action')} with others who help."
    )
    return Judged(rule, bool(found), said.capitalize(), _ids(found), _told(found))


def _metrics(rule: Known, facts: Facts, found: Sequence[Finding]) -> Judged:
    alive = [action for action in facts.actions if not action.is_dropped]
    measured = sum(bool(action.success_measure.strip() or action.target.strip()) for action in alive)
    based = sum(bool(action.baseline.strip()) for action in alive)
    read = sum(action.id in facts.read for action in alive)
    said = (
        f"Of {counted(len(alive), 'action')}, {measured} {_have(measured)} a measure, {based} a baseline and "
        f"{read} a reading."
    )
    return Judged(rule, bool(found) or (bool(alive) and not read), said, _ids(found), _told(found))


def _voice(rule: Known, facts: Facts, _found: Sequence[Finding]) -> Judged:
    heard = facts.heard
    changed = {change.action.id for change in heard.changes}
    ids = tuple(action.id for action in facts.actions if action.id in changed)
    events = counted(len(heard.events), "workshop or event", "workshops or events")
    said = (
        f"{counted(len(heard.rounds), 'survey')} and {events}, {counted(len(heard.points), 'point')} recorded, "
        f"{counted(len(ids), 'action')} of this plan linked to them; "
        f"technicians were {_times(len(heard.told_on))} told what came of it."
    )
    return Judged(rule, not (heard.rounds or heard.events) or not ids, said, ids)


def _links(rule: Known, facts: Facts, found: Sequence[Finding]) -> Judged:
    linked = [action for action in facts.open if action.cross_reference.strip()]
    names = "names" if len(linked) == 1 else "name"
    said = f"{len(linked)} of {counted(len(facts.open), 'open action')} {names} another plan or charter."
    culture = any("culture" in action.cross_reference.casefold() for action in linked)
    more = " Research culture is among them." if culture else " Research culture is not among them."
    unlinked = _ids(found) or tuple(action.id for action in facts.open if action not in linked)
    remarked = bool(facts.open) and (bool(found) or not culture)
    return Judged(rule, remarked, said + more, unlinked if remarked else (), _told(found))


def _explained(rule: Known, facts: Facts, found: Sequence[Finding]) -> Judged:
    reds = [action for action in facts.actions if action.latest is not None and action.latest.rag is Rag.RED]
    bare = [action for action in reds if not _explains(action)]
    said = f"{counted(len(reds), 'red action')}; {len(reds) - len(bare)} with an explanation and a learning."
    if not reds:
        said = "No action is red."
    ids = tuple(dict.fromkeys([*(action.id for action in bare), *_ids(found)]))
    return Judged(rule, bool(bare or found), said, ids, _told(found))


def _explains(action: Action) -> bool:
    latest = action.latest
    return latest is not None and bool(latest.comment.strip()) and bool(latest.learning.strip())


def _reviewed(rule: Known, facts: Facts, _found: Sequence[Finding]) -> Judged:
    lately, ever = len(facts.reviewed_lately), sum(review.closed_at is not None for review in facts.reviews)
    said = f"{counted(lately, 'review')} held and closed in the last twelve months, {ever} altogether."
    return Judged(rule, lately < TWICE_A_YEAR, said)


def _horizon(rule: Known, facts: Facts, _found: Sequence[Finding]) -> Judged:
    moves = facts.moves
    said = f"{joined([f'{number} {what}' for what, number in moves.items()])} since the plan began here."
    return Judged(rule, not any(moves.values()), said)


def _published(rule: Known, facts: Facts, _found: Sequence[Finding]) -> Judged:
    page = facts.page
    version = f"version {page.version.number} is approved" if page.version else "no version of the page is approved"
    agreed = page.contact is not None and page.contact.has_agreed
    contact = "a contact has agreed to be named" if agreed else "nobody has agreed to be named"
    older = ", and it is older than the last review" if page.is_older_than_review else ""
    said = f"{version}, {contact}{older}."
    return Judged(rule, page.version is None or not agreed or page.is_older_than_review, said[0].upper() + said[1:])


def _earlier(rule: Known, facts: Facts, _found: Sequence[Finding]) -> Judged:
    asked = [each for each in facts.remarks if each.remark.kind is not RemarkKind.PRAISE]
    left = [each for each in asked if not each.here]
    ids = tuple(dict.fromkeys(action.id for each in asked for action in each.here))
    taken = len(asked) - len(left)
    requests = counted(len(asked), "suggestion or condition", "suggestions and conditions")
    said = f"{requests}; {taken} taken up by this plan."
    return Judged(rule, bool(left), said, ids, tuple(f"“{each.remark.words}”" for each in left))


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")


_OWN: Mapping[str, Callable[[Known, Facts, Sequence[Finding]], Judged]] = {
    "ownership": _ownership,
    "metrics": _metrics,
    "voice": _voice,
    "links": _links,
    "explained": _explained,
    "reviewed": _reviewed,
    "horizon": _horizon,
    "published": _published,
    _EARLIER: _earlier,
}


def as_json(facts: Facts, judged: Sequence[Judged]) -> dict[str, object]:
    """Give it as `bunsen plan precheck --json` prints it (docs/operators.md)."""
    by_id = {action.id: action for action in facts.actions}
    return {
        "plan": facts.plan.title,
        "findings": [
            {
                "id": each.rule.id,
                "title": each.rule.title,
                "remarked": each.remarked,
                "evidence": each.evidence,
                "details": list(each.details),
                "advice": each.rule.advice,
                "source": each.rule.source,
                "actions": [
                    {"id": by_id[number].id, "ref": by_id[number].ref, "title": by_id[number].title}
                    for number in each.action_ids
                    if number in by_id
                ],
            }
            for each in judged
        ],
        "counts": {
            "remarked": sum(each.remarked for each in judged),
            "in_place": sum(not each.remarked for each in judged),
        },
    }
