"""The headings met in published plans, and their near relatives, in the form that `cells.key` gives them."""

EXACT = {
    "REF": (
        "id|ref|ref no|reference|reference no|reference number|no|number|nr|item|item no|code|action no|"
        "action number|action id|action ref|action reference|action code|ref number|s no|sn|objective no|num"
    ),
    "TITLE": (
        "action|actions|planned action|planned actions|planned action objective|planned activity|"
        "planned activities|activity|activities|activity to be explored|activities to be explored|step|steps|"
        "what is to be done|task|tasks|title|action title|action description|description of action|"
        "action description detail|action point|action points|action required|actions required|"
        "action to be taken|actions to be taken|proposed action|proposed actions|agreed action|agreed actions|"
        "key action|key actions|specific action|specific actions|action item|action step|action steps|"
        "action objective|objective action|actions activities|action activity|planned steps|proposed activity|"
        "proposed activities|key activities|key activity|what|what we will do|what will we do|what will be done|"
        "what are we going to do|what we are going to do|what needs to be done|what do we want to do|"
        "what is going to be done|actions planned|future action|future actions|planned work|"
        "detailed action|detailed actions|smart action|smart actions|action to be undertaken|actions to be undertaken|"
        "planned future action|planned future actions|our action|our actions|action and milestones|key tasks|"
        "theme and action|theme and actions|action and theme|pillar and action|commitment and action|promise|promises|"
        "what we promised|our promise|our promises|what we want to do|what we plan to do|what we are doing|deed|"
        "intended action|intended actions|action intervention|activity action|actions and activities|task name|"
        "task title|card name|card title|card|activity name|action name|item name"
    ),
    "THEME": (
        "theme|themes|work stream|work streams|pillar|pillars|strand|theme pillar|key theme|commitment theme|"
        "tc theme|technician commitment theme|technician commitment pillar|technician commitment area|area|"
        "key area|priority area|commitment|tc pillar|tc area|theme area|area of commitment|commitment area|"
        "commitment pillar|category|strands|theme s|themes addressed|theme addressed|tc themes|principle|"
        "technician commitment themes|technician commitment principle|technician commitment|commitment strand|"
        "action area|area of focus|focus area|pillar s|work package|work packages|workpackage|wp"
    ),
    "OWNER": (
        "owner|owners|owner role|action owner|action owners|responsibility|responsibilities|responsible|"
        "internal area|lead|leads|lead s|by whom|who|lead directorate|lead department|person responsible|"
        "responsible person|persons responsible|responsible owner|responsible lead|lead responsibility|"
        "accountable|accountable owner|accountable post|action lead|lead person|lead role|owner lead|"
        "lead owner|owned by|assigned to|whose responsibility|responsible party|owner s|who is responsible|"
        "who will do it|who will lead|led by|lead team|lead unit|responsible team|responsible unit|action by|"
        "lead post|post responsible|people responsible|accountability|persons s responsible|person s responsible|"
        "lead officer|lead and support|lead contact|project lead|delivered by|delivery lead|role responsible|"
        "responsible for delivery|responsibility of|action holder|leads s|whom|named lead|assignee|role|"
        "responsible role|lead group|leader|theme lead|owner department|responsible department|champion|"
        "action champion|members|card members|assigned|assignees|lead institution|leading institution|"
        "institution leading|lead partner|lead organisation|institution responsible"
    ),
    "START": (
        "start|starts|start date|date started|begin|begins|from|planned start|commence|commencement|start by|"
        "commencement date|planned start date|date of start|starting|begin date|actual start|estimated start|"
        "start month|start year|timeline start"
    ),
    "DUE": (
        "due|due date|due by|date due|end|ends|end date|by when|when|target date|target dates|"
        "target completion date|completion date|completion|date of completion|deadline|deadlines|"
        "timescale|timescales|time scale|timeframe|time frame|timeline|timelines|timing|finish|finish date|"
        "planned end|to be completed by|complete by|date|until|dates|end month|due month|target month|"
        "target year|month due|end year|completion by|by|time scales|to|"
        "time frames|timeframes|delivery date|date for completion|target for completion|expected completion|"
        "expected completion date|planned completion|planned completion date|completed by|when by|period|term|"
        "quarter|phase|timings|target deadline|estimated completion|time line|schedule|target delivery date|"
        "dates for delivery|delivery dates|when will it happen|when it will happen|when will it be done|"
        "when will we do it|target timescale|target end date|start end|start and end|"
        "start and end date|start and end dates|date to be completed|to be achieved by|achieve by|by when date|"
        "timeline end|semester|academic term|trimester|revised date|revised deadline|revised due date|"
        "revised target date|revised timescale|revised end date|new deadline|original date|original deadline|"
        "original due date|original target date|original timescale"
    ),
    "SUCCESS": (
        "success measure|success measures|success criteria|success criterion|delivery and success|"
        "delivery and success measure|delivery success|outcome|outcomes|expected outcome|expected outcomes|"
        "measure|measures|measure of success|measures of success|measure of impact|success indicator|"
        "success indicators|impact measure|impact measures|success outcome|success outcomes|success|"
        "delivery and success measures|intended outcome|intended outcomes|desired outcome|desired outcomes|"
        "how will we know|how will we know it has worked|how will success be measured|how we will measure success|"
        "how success will be measured|how will we measure success|what success looks like|"
        "what will success look like|what does success look like|indicator|indicators|success metric|"
        "success metrics|metric|metrics|how measured|measurement|measurable outcome|measurable outcomes|"
        "output|outputs|output outcome|outcome measure|outcome measures|success criteria and measures|"
        "success measure s|success measures kpis|impact|expected impact|intended impact|impact success measure|"
        "deliverable|deliverables|performance measure|performance measures|how will we know we have succeeded|"
        "how we will know|"
        "how we will know it worked|how we will know it has worked|how will we know it worked|outcome sought|"
        "outcomes sought|how will we know if it worked|how we will know we have succeeded|what good looks like|"
        "what will be different|expected result|expected results|intended result|success looks like"
    ),
    "STATUS": (
        "status|state of play|rag|rag status|rag rating|status rag|brag|brag status|current status|action status|"
        "progress status|rating|rag analysis|rag review|brag rating|r a g|rag rated|status of action|"
        "completion status|rag score|traffic light|state|complete|done|is it done|done yet|complete yet|"
        "complete y n|complete yes no|done y n|latest status|colour|rag colour|rag progress|progress rag|health|"
        "list name|task status"
    ),
    "PROGRESS": (
        "progress|progress and next steps|progress notes|progress note|progress so far|progress to date|"
        "progress update|our response|response|update|updates|latest update|progress comments|"
        "progress report|progress updates|progress made|status update|status comment|status comments|"
        "progress commentary|current progress|current position|latest position|responses|progress and comments|"
        "actions taken|action taken|actions to date|activity to date|work to date|update on progress|"
        "how is it going|how are we doing|how we are doing|how did it go|how are we getting on|where have we got to|"
        "where we have got to|how far have we got|what has happened|what happened|what has been done|"
        "what we have done|"
        "what we did|we did|what has changed|"
        "review|reviews|review comments|mid term review|mid point review|interim review|"
        "final review|interim update|"
        "progress against action|progress since last review|position"
    ),
    "ACHIEVEMENTS": "achievements|achievement|key achievements|what we achieved|what we have achieved",
    "COMMENT": (
        "comment|comments|remit|support actions|explanation|explanations|notes|note|commentary|"
        "additional comments|comment explanation|further information|reason|detail|details|description|"
        "explanation if red|explanation for red|explanation of red|remarks|additional information|"
        "further details|further detail|supporting actions|how|how we will do it|how will we do it|"
        "method|approach|delivery|how will it be done|reason for status|comments notes|notes comments|"
        "explanation for those categorised as red|narrative|implementation|supporting information|barriers|"
        "barriers and challenges|barriers encountered|blockers|obstacles|latest comment"
    ),
    "LEARNING": (
        "learning|learnings|learning points|lessons|lessons learned|lessons learnt|lesson|reflection|reflections|"
        "what we learned|what we learnt|key learning|learning point|lesson learned|lesson learnt|learning outcomes"
    ),
    "SOURCE": "source|sources|source document|origin|source of action",
    "RATIONALE": (
        "rationale|why|justification|benefit|benefits|reason for action|purpose|why we are doing this|"
        "why are we doing this|why is this needed|rationale for action|background|issue|issue identified|"
        "issues identified|need|need identified|rationale and evidence|context|why this matters|rational|driver|"
        "case for action|gap|gap identified|challenge|expected benefit|expected benefits|you said|what you said|"
        "you told us|what you told us"
    ),
    "BASELINE": (
        "baseline|baselines|baseline data|current baseline|starting point|baseline measure|baseline position|"
        "baseline figure|where we are now|where are we now|baseline value"
    ),
    "TARGET": (
        "target|targets|kpi|kpis|kpi target|target value|key performance indicator|key performance indicators|"
        "targets kpis|target figure|target outcome|target measure|kpi s"
    ),
    "RESOURCE": (
        "resource|resources|cost|costs|budget|funding|resource required|resources required|resources needed|"
        "resource needed|resource implications|resource implication|cost implications|resources cost|"
        "estimated cost|funding source|budget required|resourcing|cost resource|resources and budget|"
        "budget and resources|resource requirements|resource and cost|finance|funding required"
    ),
    "EVIDENCE": (
        "evidence|evidence of success|evidence of progress|evidence of completion|evidence of impact|"
        "supporting evidence|evidence link|evidence links|evidence base|evidence of achievement|sources of evidence"
    ),
    "NEXT_STEP": (
        "next step|next steps|further action|further actions|further action required|next actions|next action|"
        "what next|what is next|whats next|future steps|follow up|follow up action|planned next steps|"
        "remaining actions"
    ),
}
"""Heading, by the name of the `Column` that it stands for."""

SECOND_CHOICE_TITLES = (
    "recommendation|recommendations|objective|objectives|initiative|initiatives|workstream|workstreams|aim|aims|"
    "goal|goals|intervention|interventions|project|projects|aim objective|aims and objectives|aims objectives|"
    "objective aim|strategic objective|strategic objectives|strategic aim|key objective|key objectives|strategy|"
    "area for improvement|areas for improvement|recommended action|recommended actions|our commitment|"
    "our commitments|smart objective|smart objectives|smart goal|smart goals|"
    "pledge|pledges|proposal|proposals|milestone|milestones|overall objective|overarching objective"
)
"""Headings that stand for the action only where no better one is there ("Workstream" may also be a theme)."""

LOOSE = (
    (
        "TITLE",
        r"^(?:planned |proposed |key |specific |agreed )?(?:actions?|activit(?:y|ies)|tasks?|"
        r"steps?)\b(?! (?:owners?|leads?|"
        r"status|dates?|by|due|deadline|rag|taken|progress|comments?|updates?|no|number|ref|id|plan|holder|type)\b)",
    ),
    ("REF", r"ref|reference"),
    ("STATUS", r"rag|status|brag"),
    ("LEARNING", r"learning|learned|learnt|lessons?"),
    ("BASELINE", r"baseline"),
    ("NEXT_STEP", r"next steps?|follow up"),
    ("RATIONALE", r"rationale|why|justification|benefits?"),
    ("SUCCESS", r"success\w*|measures?|measured|kpis?|outcomes?|indicators?|outputs?|how will we know|metrics?|impact"),
    ("EVIDENCE", r"evidence"),
    ("RESOURCE", r"resources?|resourcing|budget|cost|costs|funding"),
    ("START", r"start|begin|commence"),
    ("DUE", r"deadline|due|timescales?|timeframes?|timelines?|when|completion|end date|target date|dates?|timing"),
    ("OWNER", r"owners?|responsible|responsibility|whom|leads?|accountable|accountability|who"),
    ("THEME", r"themes?|pillars?|strand|commitment area|workstream"),
    ("PROGRESS", r"progress|updates?|response|position|achieved|reviews?"),
    ("COMMENT", r"comments?|notes?|explanation|details?|description"),
    ("TITLE", r"actions?|activit(?:y|ies)|tasks?|what (?:we|will|is|needs)|steps?|initiatives?|objectives?"),
)
"""Looser words, used only for the other cells of a row that is already known to be the heading row."""

OTHER = (
    "priority|priority level|priority rating|priority rank|last updated|date updated|updated|last update|review date|"
    "date reviewed|next review|date added|date created|created|date of birth|category of staff|audience|"
    "target audience|target group|stakeholders|stakeholder|partners|supported by|support|supporting|contributors|"
    "deputy|secondary lead|risk|risks|dependencies|dependency|link|links|links to other plans|cross reference|"
    "date closed|date raised|raised|email|e mail|contact|contact email|reporting to|monitoring|"
    "governance|monitored by|approved by|sign off|involved|also involved|consulted|informed|support from|"
    "partner institutions|partner institution|partner organisations|created by|completed date|is recurring|late|"
    "completed checklist items|checklist items|checklist|checklist item total count|predecessors|subitems|"
    "checklist item completed count|comment count|vote count|attachment count|card url|url|last activity date|"
    "due complete|board id|board name|list id|archived|modified|modified by|duration|tags|"
    "carry forward|carried forward|carried over"
)
"""Headings that say something an action has no field for; their texts are kept beside it, and never guessed at."""

THEME_STAND_INS = (
    "bucket|bucket name|labels|label|group|group name|strategic priority|strategic priorities|strategic theme|"
    "obligation|obligations|principle s|area of work"
)
"""Headings that stand for the theme only where no better one is there."""

NAMED_ONLY = "name"
"""How a task board calls the action; elsewhere a list of people has this heading."""

TITLE_HINT = (
    r"action|activit|step|what|task|title|planned|recommend|objective|initiative|work\s?stream|aims?\b|goal|"
    r"intervention|project|strateg|card|\bname\b|improvement|commitment|pledge|proposal|milestone"
)
"""A row in which none of these occurs cannot be a heading row that names the action."""
