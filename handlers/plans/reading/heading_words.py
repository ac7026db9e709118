"""The headings met in published plans, and their near relatives, in the form that `cells.key` gives them."""

EXACT = {
    "REF": (
        "id|ref|ref no|reference|reference no|reference number|no|number|nr|item|item no|code|action no|"
        "action number|action id|action ref|action reference|action code|ref number|s no|sn|objective no|num|"
        "action ref no|action num|action nr|serial|serial no|serial number|index|line|line no|row|unique id|"
        "unique ref|unique reference|uid|s n|n|task id|task no|task ref|objective ref|sub ref|plan ref|ref id|"
        "ap ref|ap no"
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
        "task title|card name|card title|card|activity name|action name|item name|"
        "planned intervention|planned interventions|work to be done|measures to be taken|"
        "description of activity|description of activities|what are we doing|what do we need to do|"
        "what we need to do|what you will do|what will you do|how we will achieve this|"
        "how will we achieve this|response action|action in response|actions in response|"
        "what we are doing about it|what are you going to do|what should be done|measure to be taken|"
        "steps to be taken|steps to take|actions to take|action to take|improvement actions|"
        "improvement action|how will we get there|how we will get there"
    ),
    "THEME": (
        "theme|themes|work stream|work streams|pillar|pillars|strand|theme pillar|key theme|commitment theme|"
        "tc theme|technician commitment theme|technician commitment pillar|technician commitment area|area|"
        "key area|priority area|commitment|tc pillar|tc area|theme area|area of commitment|commitment area|"
        "commitment pillar|category|strands|theme s|themes addressed|theme addressed|tc themes|principle|"
        "technician commitment themes|technician commitment principle|technician commitment|commitment strand|"
        "action area|area of focus|focus area|pillar s|work package|work packages|workpackage|wp|"
        "technician commitment key area|tc key area|technician commitment key areas|topic|domain|dimension|"
        "tc commitment|commitment heading|commitment key area|key commitment|key commitments|theme heading|"
        "area theme"
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
        "institution leading|lead partner|lead organisation|institution responsible|"
        "persons leading|person s leading|delivery team|sro|senior responsible owner|"
        "senior responsible officer|executive sponsor|job role|allocated to|to be actioned by|actioned by|pic|"
        "contact person|contact point|responsible manager|responsible office|responsible body|post holder|"
        "postholder|action taken forward by|taken forward by|implementer|implemented by|co leads|joint leads|"
        "lead name|lead name role|responsible colleague|responsible colleagues|who is doing it|who is leading|"
        "who leads|lead post holder|post holder responsible"
    ),
    "START": (
        "start|starts|start date|date started|begin|begins|from|planned start|commence|commencement|start by|"
        "commencement date|planned start date|date of start|starting|begin date|actual start|estimated start|"
        "start month|start year|timeline start|"
        "commencing|beginning|starts on|kick off|initiated|start from|begins on|date begun|start point"
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
        "original due date|original target date|original timescale|"
        "finish by|to be completed|target end|delivery by|deliver by|expected by|target quarter|academic year|"
        "ay|year|target ay|target academic year|planned finish|planned completion by|due in|for completion by|"
        "date required|required by|complete before|to be done by|done by|achieved by|deadline for completion|"
        "deadline date|by what date|by which date|when do we want it done|latest date|end of action|"
        "expected end date|expected delivery date|target period|delivery period|delivery window|"
        "delivery timescale|delivery timeline|planned date|planned dates|planned for|month year"
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
        "what will be different|expected result|expected results|intended result|success looks like|"
        "how do we know it has worked|how will we know if we have succeeded|what does good look like|"
        "what would success look like|how we will know we have been successful|"
        "how will we know we have been successful|how will we know it is working|how will we know it is done|"
        "expected benefits and outcomes|evaluation|how will we evaluate|how we will evaluate|"
        "how will we evaluate it|how it will be measured|how will it be measured|result we want|results|"
        "result|evaluation measure|evaluation method|evaluation criteria|method of evaluation|"
        "what will change|intended change|desired change|outcome we want|outcomes we want|what we want to see|"
        "end result|difference made|what difference will it make|measures of impact|how do we know|"
        "how do we know we have succeeded|success test"
    ),
    "STATUS": (
        "status|state of play|rag|rag status|rag rating|status rag|brag|brag status|current status|action status|"
        "progress status|rating|rag analysis|rag review|brag rating|r a g|rag rated|status of action|"
        "completion status|rag score|traffic light|state|complete|done|is it done|done yet|complete yet|"
        "complete y n|complete yes no|done y n|latest status|colour|rag colour|rag progress|progress rag|health|"
        "list name|task status|"
        "completed|completed y n|completed yes no|percent complete|percentage complete|percentage completed|"
        "percent completed|progress rating|status update rag|current state|ragb|achieved|achieved y n|"
        "delivered|delivered y n|met|met y n|on track|on track y n|completion rag|where it stands|finished|"
        "implemented|action complete|action completed|progress status rag|rag at review|done yes no|"
        "is it complete|confidence rating|delivery confidence|progress rag rating"
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
        "progress against action|progress since last review|position|"
        "status commentary|actions completed to date|actions completed|work completed|work done|"
        "work done to date|work done so far|what we have done so far|done so far|what have we done|"
        "what have we done so far|achievements to date|achieved so far|action taken to date|"
        "actions taken to date|action to date|activity undertaken|activities undertaken|work undertaken|"
        "outcome to date|outcomes to date|impact to date|results to date|story so far|the story so far|"
        "journey so far|what has happened so far|what has happened since|where we are up to|"
        "where are we up to|where we have got|how it is going|how are things going|progress narrative|"
        "delivery update|activity so far|progress log|review outcome|review findings|outcome of review|"
        "what has been achieved|current status and progress|summary of progress|progress summary|"
        "where we are|where are we"
    ),
    "ACHIEVEMENTS": "achievements|achievement|key achievements|what we achieved|what we have achieved",
    "COMMENT": (
        "comment|comments|remit|support actions|explanation|explanations|notes|note|commentary|"
        "additional comments|comment explanation|further information|reason|detail|details|description|"
        "explanation if red|explanation for red|explanation of red|remarks|additional information|"
        "further details|further detail|supporting actions|how|how we will do it|how will we do it|"
        "method|approach|delivery|how will it be done|reason for status|comments notes|notes comments|"
        "explanation for those categorised as red|narrative|implementation|supporting information|barriers|"
        "barriers and challenges|barriers encountered|blockers|obstacles|latest comment|"
        "observation|observations|reason for delay|reasons for delay|reason if not completed|"
        "reason if not complete|reasons for variance|reason for variance|if red why|if not why|if not why not|"
        "how we will do this|how will we do this|how will this be done|how this will be done|"
        "how will this be achieved|how will it be achieved|challenges|challenges faced|constraints|discussion|"
        "barriers and risks|risks and issues|barriers and enablers|reason for change|reason for rag|"
        "explanation for rag|explanation of rag|points to note|anything else|other comments|other information|"
        "any other comments|hurdles|problems met|difficulties|what got in the way|what is getting in the way"
    ),
    "LEARNING": (
        "learning|learnings|learning points|lessons|lessons learned|lessons learnt|lesson|reflection|reflections|"
        "what we learned|what we learnt|key learning|learning point|lesson learned|lesson learnt|learning outcomes|"
        "what did we learn|what we have learnt|what we have learned|what have we learnt|what have we learned|"
        "insights|insight|learning to date|learning so far|takeaways|what we would do differently|"
        "what would we do differently|lessons for the future|lessons for next time"
    ),
    "SOURCE": "source|sources|source document|origin|source of action",
    "RATIONALE": (
        "rationale|why|justification|benefit|benefits|reason for action|purpose|why we are doing this|"
        "why are we doing this|why is this needed|rationale for action|background|issue|issue identified|"
        "issues identified|need|need identified|rationale and evidence|context|why this matters|rational|driver|"
        "case for action|gap|gap identified|challenge|expected benefit|expected benefits|you said|what you said|"
        "you told us|what you told us|"
        "reason for the action|reason for this action|reasons|problem|problem statement|issue to be addressed|"
        "issues to be addressed|what prompted this|what prompted this action|finding|findings|key finding|"
        "key findings|staff feedback|feedback received|feedback|survey finding|survey findings|"
        "why this action|why is this important|why it matters|why does it matter|need for action|"
        "problem to solve|problem we are solving|opportunity|evidence base rationale|evidence of need|"
        "what the evidence says|what technicians told us|what staff told us|what we heard|what we found"
    ),
    "BASELINE": (
        "baseline|baselines|baseline data|current baseline|starting point|baseline measure|baseline position|"
        "baseline figure|where we are now|where are we now|baseline value|"
        "where are we starting from|where we are starting from|where we started|position at start|"
        "at the start|current situation|situation now|as is"
    ),
    "TARGET": (
        "target|targets|kpi|kpis|kpi target|target value|key performance indicator|key performance indicators|"
        "targets kpis|target figure|target outcome|target measure|kpi s"
    ),
    "RESOURCE": (
        "resource|resources|cost|costs|budget|funding|resource required|resources required|resources needed|"
        "resource needed|resource implications|resource implication|cost implications|resources cost|"
        "estimated cost|funding source|budget required|resourcing|cost resource|resources and budget|"
        "budget and resources|resource requirements|resource and cost|finance|funding required|"
        "staff time|fte|fte required|time and cost|what we need|what do we need|what is needed|"
        "resources and costs|investment|investment required|budget holder|cost to deliver"
    ),
    "EVIDENCE": (
        "evidence|evidence of success|evidence of progress|evidence of completion|evidence of impact|"
        "supporting evidence|evidence link|evidence links|evidence base|evidence of achievement|sources of evidence|"
        "supporting documents|supporting document|documents|documentation|supporting documentation|"
        "evidence file|proof"
    ),
    "NEXT_STEP": (
        "next step|next steps|further action|further actions|further action required|next actions|next action|"
        "what next|what is next|whats next|future steps|follow up|follow up action|planned next steps|"
        "remaining actions|"
        "future actions required|further work|outstanding work|outstanding actions|remaining work|"
        "actions remaining|next milestone|next milestones|plans for next period|to be done next|still to do|"
        "what is left to do|what is still to be done|what still needs to be done|work still to do|"
        "what happens next|plan for next year|plans for next year|priorities for next year|"
        "next steps and dates"
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
    ("STATUS", r"rag|status|brag|ragb"),
    ("LEARNING", r"learning|learned|learnt|lessons?|reflections?"),
    ("BASELINE", r"baseline"),
    ("NEXT_STEP", r"next steps?|follow up"),
    ("RATIONALE", r"rationale|why|justification|benefits?|prompted|findings?|feedback"),
    ("SUCCESS", r"success\w*|measures?|measured|kpis?|outcomes?|indicators?|outputs?|how will we know|metrics?|impact"),
    ("EVIDENCE", r"evidence"),
    ("RESOURCE", r"resources?|resourcing|budget|cost|costs|funding"),
    ("START", r"start|begin|commence"),
    ("DUE", r"deadline|due|timescales?|timeframes?|timelines?|when|completion|end date|target date|dates?|timing"),
    ("OWNER", r"owners?|responsible|responsibility|whom|leads?|accountable|accountability|who"),
    ("THEME", r"themes?|pillars?|strand|commitment area|workstream"),
    ("PROGRESS", r"progress|updates?|response|position|achieved|reviews?|so far|to date"),
    (
        "COMMENT",
        r"comments?|notes?|explanation|details?|description|barriers?|blockers?|challenges|reasons? for|"
        r"commentary|narrative",
    ),
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
    "carry forward|carried forward|carried over|concordat reference|concordat link|cost code|account code|"
    "date of last update|date of review|date of next review|date of last review|date of update|review month|"
    "date last reviewed|last reviewed|last review|next review date|date completed|completed on|completed date|"
    "actual completion|actual completion date|actual end|actual end date|actual finish|date achieved|date of entry|"
    "raised by|date opened|opened|overseen by|oversight|reports to|monitoring group|consultees|collaborators|"
    "consultation|effort|quick win|new or existing|new or continuing|new continuing|strategic alignment|"
    "alignment|link to strategy|links to strategy|strategy link|athena swan link|athena swan|likelihood|sign off by|"
    "scope|applies to|campus|approver|approved"
)
"""Headings that say something an action has no field for; their texts are kept beside it, and never guessed at."""

THEME_OR_ACTION = frozenset({"commitment", "commitments", "key commitment", "key commitments", "area of focus"})
"""Headings of themes that name the action where another column has the themes."""

THEME_STAND_INS = (
    "bucket|bucket name|labels|label|group|group name|strategic priority|strategic priorities|strategic theme|"
    "obligation|obligations|principle s|area of work"
)
"""Headings that stand for the theme only where no better one is there."""

NAMED_ONLY = "name"
"""How a task board calls the action; elsewhere a list of people has this heading."""

TITLE_HINT = (
    r"action|activit|step|what|task|title|planned|recommend|objective|initiative|work\s?stream|aims?\b|goal|"
    r"intervention|project|strateg|card|\bname\b|improvement|commitment|pledge|proposal|milestone|"
    r"\bto do\b|\bwork\b|measures? to|achieve"
)
"""A row in which none of these occurs cannot be a heading row that names the action."""
