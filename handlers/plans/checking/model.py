"""What the check looks at, and what it finds. Nothing here knows how a plan is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlers.plans.rag import Rag


class Severity(StrEnum):
    """How much a finding matters. None of them ever stops anybody."""

    LOOK = "look at this"
    IMPROVE = "worth improving"


class Rule(StrEnum):
    """Every rule of the check, the most important first: findings of equal severity stand in this order."""

    NO_OWNER = "no_owner"
    VACANT_POST = "vacant_post"
    PERSON_LOAD = "owner_load_person"
    OFFICE_LOAD = "owner_load_office"
    POST_LOAD = "owner_load_post"
    DUPLICATE = "duplicate"
    COPIED_EXPLANATION = "copied_explanation"
    COMMENT_AS_LEARNING = "comment_as_learning"
    DUE_BEFORE_START = "due_before_start"
    OUTSIDE_PLAN = "outside_plan"
    OVERDUE_UNREPORTED = "overdue_unreported"
    IMPOSSIBLE = "date_impossible"
    THEME_EMPTY = "theme_empty"
    WAITING = "waiting_too_long"
    BASELINE_MISSING = "baseline_missing"
    NO_MEASURE = "no_measure"
    NO_DATE = "no_date"
    STALE = "stale"
    CARRIED_UNLINKED = "carried_unlinked"
    DUPLICATE_ACROSS = "duplicate_across_plans"
    VAGUE_MEASURE = "vague_measure"
    NO_TARGET = "no_target"
    BARE_TITLE = "bare_title"
    VAGUE_VERB = "vague_verb"
    ONGOING = "date_ongoing"
    CONDITIONAL = "date_conditional"
    RELATIVE = "date_relative"
    UNCLEAR = "date_unclear"
    BUNCHED = "dates_bunched"
    SEVERAL_ACTIONS = "several_actions"
    SEVERAL_TARGETS = "several_targets"
    NO_BASELINE = "no_baseline"
    NO_DEPUTY = "no_deputy"
    NO_RATIONALE = "no_rationale"
    NO_BENEFIT = "no_benefit"
    NO_RESOURCE = "no_resource"


_LOOKED_AT = 2_000

SUGGESTIONS: Mapping[Rule, str] = {
    Rule.NO_OWNER: "Give each a post that answers for it, and name those who help.",
    Rule.VACANT_POST: "Name somebody for the post, or a deputy until there is somebody.",
    Rule.PERSON_LOAD: "Share some of them out; a working group or a deputy can carry part of the work.",
    Rule.OFFICE_LOAD: "Spread some of them to other offices: wider involvement is what reviewers ask for.",
    Rule.POST_LOAD: "Share some of them out; a working group or a deputy can carry part of the work.",
    Rule.DUPLICATE: "Merge them, or say in each title what sets it apart.",
    Rule.COPIED_EXPLANATION: "Say for each what held it up and what was learnt from it.",
    Rule.COMMENT_AS_LEARNING: "Say in the learning what will be done differently next time.",
    Rule.DUE_BEFORE_START: "Correct the start or the due date.",
    Rule.OUTSIDE_PLAN: "Move the date into the plan's time, or carry the action over to the next plan.",
    Rule.OVERDUE_UNREPORTED: "Ask its owner where it stands, or give it a new date.",
    Rule.IMPOSSIBLE: "Correct the day; until then it counts as no date.",
    Rule.THEME_EMPTY: "Add an action for each, or say in the self-assessment why there is none.",
    Rule.WAITING: "Decide now: give it what it lacked, make it smaller, or drop it with a reason.",
    Rule.BASELINE_MISSING: "Write down the figure of today that it starts from, and its date.",
    Rule.NO_MEASURE: "Say how anybody will see that it is done: a figure, or something that exists by then.",
    Rule.NO_DATE: "Give each a month by which it is done.",
    Rule.STALE: "Ask the owners for a line, or drop what nobody works on any more.",
    Rule.CARRIED_UNLINKED: "Link it to the earlier action, so that its history and its waiting stay visible.",
    Rule.DUPLICATE_ACROSS: "Name the other action as a cross-reference, so that it is done and reported once.",
    Rule.VAGUE_MEASURE: "Name a figure, or something that exists when it is done: a page, a policy, an event held.",
    Rule.NO_TARGET: "Say how many, and by when.",
    Rule.BARE_TITLE: "Begin with a verb: who will have what, how many, by when.",
    Rule.VAGUE_VERB: "Say what will be there at the end, and how many or by when.",
    Rule.ONGOING: "Give the next milestone a date, or say how often it happens.",
    Rule.CONDITIONAL: "Give a date to come back to it, even if what it waits for is not decided.",
    Rule.RELATIVE: "Write the month that is meant.",
    Rule.UNCLEAR: "Write a day, a month with its year, a quarter or an academic year.",
    Rule.BUNCHED: "Bring some of them forward, so that there is something to show at each review.",
    Rule.SEVERAL_ACTIONS: "Split it, so that each part has its own owner, date and status.",
    Rule.SEVERAL_TARGETS: "Split it, or make one of them the target and the others steps with dates.",
    Rule.NO_BASELINE: "Write down where each stands today, or plan when it will be counted.",
    Rule.NO_DEPUTY: "Name a deputy for each, so that nothing stalls when somebody is away or leaves.",
    Rule.NO_RATIONALE: "A sentence each is enough: what technicians said or lacked, and what it will bring them.",
    Rule.NO_BENEFIT: "Say in a sentence each what technicians will have from it.",
    Rule.NO_RESOURCE: "Note money or hours where they are needed; no resource is the usual reason for a red.",
}
"""What would mend what each rule finds."""


@dataclass(frozen=True, slots=True)
class Office:
    """The post that answers for an action: its unit, the people in it (by id), and how many deputise for them."""

    id: int
    name: str
    unit: str = ""
    holders: tuple[int, ...] = ()
    deputies: int = 0


@dataclass(frozen=True, slots=True)
class CheckedAction:
    """One action as the check sees it.

    `owner` is the accountable post. `helpers` counts the posts that help. `carried` counts the plans that it was in
    before this one; `linked` tells whether it says which action it continues or is kept in step with.
    """

    id: int
    ref: str
    theme: str
    title: str
    owner: Office | None = None
    owner_text: str = ""
    helpers: int = 0
    start: date | None = None
    due: date | None = None
    due_text: str = ""
    success_measure: str = ""
    baseline: str = ""
    target: str = ""
    rationale: str = ""
    benefit: str = ""
    resource: str = ""
    rag: Rag | None = None
    comment: str = ""
    learning: str = ""
    last_reported: date | None = None
    carried: int = 0
    linked: bool = False

    @property
    def open(self) -> bool:
        """Tell whether there is still something to do, and so something to improve."""
        return self.rag not in (Rag.GREEN, Rag.DROPPED)

    @property
    def measured_by(self) -> str:
        """What is said of how its success shows; of a very long text its beginning, which is enough to judge it by."""
        return ";\n".join(filter(None, (self.success_measure[:_LOOKED_AT], self.target[:_LOOKED_AT])))

    @property
    def wording(self) -> str:
        """The title as it is judged: of a very long one its beginning."""
        return self.title[:_LOOKED_AT]


@dataclass(frozen=True, slots=True)
class OtherPlan:
    """Another plan of the institution; `earlier` for one that is closed."""

    title: str
    actions: tuple[CheckedAction, ...]
    earlier: bool = True


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """A plan to check on the day `today`. What was reported before `reported_since` is more than one cycle old."""

    title: str
    actions: tuple[CheckedAction, ...]
    today: date
    starts_on: date | None = None
    ends_on: date | None = None
    reported_since: date | None = None
    others: tuple[OtherPlan, ...] = ()

    @property
    def open(self) -> tuple[CheckedAction, ...]:
        """The actions with something left to do, in the plan's order."""
        return tuple(action for action in self.actions if action.open)


_WORTH_IMPROVING = frozenset(list(Rule)[list(Rule).index(Rule.CARRIED_UNLINKED) :])


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: a sentence with the words or figures it was found in, and the actions it is about."""

    rule: Rule
    message: str
    actions: tuple[CheckedAction, ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return Severity.IMPROVE if self.rule in _WORTH_IMPROVING else Severity.LOOK

    @property
    def suggestion(self) -> str:
        """One sentence on what would mend it."""
        return SUGGESTIONS[self.rule]
