"""The words for the state of an action, in the form that `cells.key` gives them, by the colour each stands for."""

GREEN = (
    "green|g|complete|completed|completion|done|achieved|fully achieved|introduced|finished|delivered|"
    "implemented|met|fully met|fully completed|complete and ongoing|launched|closed complete|closed|in place|"
    "action complete|action completed|established|fully implemented|achievements|achieved to date|now complete|"
    "complete now embedded|embedded|signed off|yes|y|true|undertaken and completed|undertaken"
)
AMBER = (
    "amber|a|doing|orange|yellow|in progress|work in progress|in process|in train|ongoing|on going|ongoing task|"
    "continue|continued|continuing|underway|under way|started|begun|on track|partially completed|"
    "partially complete|partly completed|partly complete|partially achieved|partially met|partial|"
    "nearly complete|nearly completed|started not complete|some progress|progressing|well under way|"
    "significant progress|partially implemented|in development|in hand|active|open in progress|mostly complete|"
    "mostly completed|in progress on track|substantially complete|work has started|work under way|at risk|some risk|"
    "partly achieved|partly met|being implemented|being progressed|work ongoing|on schedule|progress made|"
    "on target|some issues|minor issues|in progress at risk|working on it|drafted|in draft|draft"
)
RED = (
    "red|r|not started|not yet started|never started|not begun|paused|on hold|cancelled|canceled|uncompleted|"
    "incomplete|not complete|not completed|not yet complete|not yet completed|not achieved|not met|not done|"
    "not yet done|not undertaken|not carried out|still to be carried out|not delivered|no progress|stalled|"
    "outstanding|not implemented|yet to start|not progressed|not yet achieved|no action|no action taken|"
    "not taken forward|to be carried out|not in place|unmet|not yet in place|suspended|"
    "not started yet|has not started|not yet begun|not yet commenced|not commenced|stuck|blocked"
)
NOT_DUE = "not due|not due yet|not yet due|not_due"
DROPPED = (
    "dropped|withdrawn|removed|no longer planned|no longer required|abandoned|no longer needed|superseded|"
    "no longer relevant|discontinued|deleted|no longer applicable|no longer pursued|closed superseded|"
    "closed no longer required|closed not taken forward|closed no longer needed"
)
NOT_YET = (
    "planned|to do|todo|to be explored|to be done|future|new|new action|na|n a|not applicable|none|tbc|tba|"
    "activity to be explored|future action|proposed|scheduled|to start|to be started|upcoming|pending|forthcoming|"
    "not rated|to be confirmed|new for this plan|false|no|n|future work|future plan"
)

MORE_GREEN = (
    "bau|business as usual|now bau|now business as usual|moved to bau|moved to business as usual|embedded in bau|"
    "target met|targets met|target achieved|targets achieved|live|now live|exceeded|target exceeded|resolved|"
    "all done|all complete|all completed|success|successful|published|held|took place"
)
MORE_AMBER = (
    "wip|part complete|part completed|part done|partly done|partially done|almost complete|almost completed|"
    "almost done|nearly done|nearly there|nearly finished|commenced|has commenced|has started|has begun|begun|"
    "good progress|slow progress|steady progress|limited progress|partial progress|progressing well|"
    "progressing slowly|progressing as planned|being developed|under development|initial work|initial work done|"
    "partial completion|pilot underway|pilot under way|pilot|piloting|being piloted|in pilot|in consultation|"
    "out to consultation|out for consultation|consultation underway|in discussion|discussions underway|"
    "discussion underway|under discussion|being discussed|discussions ongoing|rolling|ongoing annual|scoping|"
    "scoping stage|being scoped|planning|in planning|planning stage|planning underway|early stages|in early stages|"
    "in the early stages|awaiting approval|awaiting sign off|awaiting final approval|first draft|draft complete|"
    "draft completed|halfway|half done|half complete|well advanced|recruiting|in preparation|being prepared"
)
MORE_RED = (
    "yet to begin|yet to be started|yet to be done|yet to commence|stopped|halted|failed|missed|target missed|"
    "target not met|targets not met|still to do|still to start|no action yet|no action to date|no work yet|"
    "no work to date|no work done|no work started|nothing done|nothing yet|not attempted|not happened|"
    "did not happen|has not happened|no progress yet|no progress to date|no progress made|little progress"
)
MORE_DROPPED = (
    "will not proceed|not proceeding|not to proceed|will not be taken forward|not being taken forward|"
    "no longer being pursued|no longer being taken forward|no longer going ahead|not going ahead|no longer happening"
)
"""The `MORE_…` words mean a status only in a cell under a heading of one; elsewhere they are words like others."""
