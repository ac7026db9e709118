"""The words that plans are made up of: actions, owners, measures, headings, statuses. All of it is made up."""

import random

_DOING = (
    "Set up", "Publish", "Review", "Introduce", "Hold", "Extend", "Develop", "Pilot", "Promote", "Run", "Map", "Agree",
    "Relaunch", "Support", "Continue", "Produce", "Design", "Offer", "Collect", "Establish",
)  # fmt: skip
_WHAT = (
    "a directory of technical skills", "an annual showcase of technical work", "the mentoring scheme for technicians",
    "a policy on fair attribution", "drop-in sessions on professional registration", "the career pathways framework",
    "job families across all faculties", "a fund for technical training", "a newsletter for technical staff",
    "an induction pack for new technicians", "the apprenticeship programme", "workforce planning data for each school",
    "a network of technician champions", "shadowing between departments", "case studies on the web pages",
    "an award for technical excellence", "a survey of technical staff", "succession plans for specialist facilities",
    "technician membership of research committees", "a skills passport", "the technicians' web hub",
    "secondments into core facilities", "leadership training for team leaders", "an outreach programme with colleges",
    "reports on registration numbers", "a technical competency framework", "equipment-sharing between labs",
    "exit interviews with technical staff", "a calendar of development events", "coaching for supervisors",
)  # fmt: skip
_WITH = ("", "", "", " for all campuses", " with partner institutes", " in every faculty", " and report on its use")

_HARDER = (
    "Technicians' Hub: refresh the content", "Increase the visibility of technicians on committees", "10 case studies",
    "Recognition of technical work in theses and papers.", "Continuing professional development (CPD) for all grades",
    "Technical career pathways - a scheme for every faculty", "Evaluating the impact of the fund", "Showcase 2024",
    "A seat for technicians on the Research Culture Group", "Sustainability of rare skills: an audit", "Annual report",
    "Career development fund, second round", "Update the job families (with HR)", "Technician of the Year award",
    "Support for registration; fees paid in the first year", "Explore options for a technical conference in 2025",
    "Work with the Lead for Research Culture on attribution", "Status of technical staff in the new strategy",
    "Green lab accreditation led by technicians", "Complete the skills audit in all schools", "Start a reading group",
    "Action learning sets for team leaders", "Owner's manual for shared equipment", "Review of progression routes",
)  # fmt: skip
"""Actions that name themes, statuses, dates or columns, or that do not begin with a verb."""

OWNERS = (
    "Institutional Lead", "Technical Services Manager", "HR Business Partner", "EDI Team", "OSDS",
    "Faculty Technical Manager",
    "Head of Research Culture", "Career Pathway Sub-Group", "Technician Commitment Working Group",
    "Communications Team",
    "Director of Technical Services", "Staff Development Unit", "Steering Group Chair", "Library Technical Lead",
    "People & Culture", "Estates Office", "Learning and Development Team",
)  # fmt: skip
OWNER_JOINS = ("; ", "\n", " / ", "/", "bullets", "; ", "initials")

_MEASURES = (
    "At least {n}% of technicians take part", "{n} case studies online", "{n} new registrations each year",
    "Framework agreed by the steering group", "Page visited {n} times a month", "All faculties have a champion",
    "{n}% of committees have a technical member", "Survey response rate of {n}%", "Scheme in use in every school",
)  # fmt: skip
_COMMENTS = (
    "Delayed twice by the restructuring of two schools.", "First round went well and drew people from all sites.",
    "The budget was not renewed, so the work had to wait.", "Agreed in principle; the details are with the unions.",
    "Most of it is done, and the rest depends on the new system.", "Interest was low outside the science faculties.",
)  # fmt: skip
_LEARNING = (
    "Ask for the budget a year ahead.", "Short sessions suit people better than whole days.",
    "Name one owner for each campus.", "Publish the dates with the plan.",
)  # fmt: skip

HEADINGS = {
    "title": ("Action", "Actions", "Planned action", "Planned Activity", "Action to be taken", "What is to be done",
              "Planned action/objective", "Proposed actions", "Key Actions", "Action required", "ACTION", "Task"),
    "ref": ("Ref", "No.", "#", "ID", "Action No", "Ref.", "Reference"),
    "theme": ("Theme", "Pillar", "Work stream", "Technician Commitment Theme", "Strand", "Theme / Pillar"),
    "owner_text": ("Owner", "Lead", "Responsibility", "By whom", "Responsible", "Action owner",
                   "Who", "Lead Directorate",
                   "Person(s) responsible", "Accountable", "Internal Area"),
    "start_text": ("Start", "Start date", "From"),
    "due_text": ("Due", "By when", "Deadline", "Timescale", "Target Date", "End", "Completion date",
                 "Timeframe", "When"),
    "success_measure": ("Success Measures", "Success criteria", "Measure of success", "Outcome",
                        "Expected outcome", "KPI",
                        "How will we know?", "Success indicators", "Evidence"),
    "rag": ("RAG", "Status", "RAG status", "Progress status", "RAG rating", "Current status"),
    "comment": ("Comment", "Comments", "Notes", "Progress notes", "Progress update", "Commentary", "Progress to date"),
    "learning": ("Learning", "Lessons learned", "Reflections", "Learning points"),
}  # fmt: skip

STATUS_WORDS = (
    {"green": "Green", "amber": "Amber", "red": "Red", None: ""},
    {"green": "G", "amber": "A", "red": "R", None: ""},
    {"green": "Completed", "amber": "In progress", "red": "Not started", None: ""},
    {"green": "Complete", "amber": "Ongoing", "red": "Paused", None: "Planned"},
    {"green": "RAG: Green", "amber": "RAG: Amber", "red": "RAG: Red", None: ""},
    {"green": "Done", "amber": "Underway", "red": "Cancelled", None: "To do"},
    {"green": "Achieved", "amber": "Partially completed", "red": "Not achieved", None: "New action"},
    {"green": "100%", "amber": "40%", "red": "0%", None: ""},
)
FILLS = (
    {"green": "92D050", "amber": "FFC000", "red": "FF0000", None: ""},
    {"green": "00B050", "amber": "FFFF00", "red": "C00000", None: ""},
    {"green": "C6EFCE", "amber": "FFEB9C", "red": "FFC7CE", None: ""},
    {"green": "A9D08E", "amber": "F4B084", "red": "FF5050", None: "FFFFFF"},
    {"green": "D9EAD3", "amber": "FCE5CD", "red": "F4CCCC", None: ""},
    {"green": "70AD47", "amber": "ED7D31", "red": "E06666", None: "F2F2F2"},
)
DEFINITIONS = {
    "Visibility": "Ensure that all technicians in the organisation are identifiable and that their work is seen.",
    "Recognition": "Support technicians to gain recognition through professional registration.",
    "Career Development": "Enable career progression opportunities for technicians through clear pathways.",
    "Sustainability": "Ensure the future sustainability of technical skills across the organisation.",
    "Evaluating Impact": "Regularly assess the impact of actions taken in support of the commitment.",
}
UNFAMILIAR = {
    "title": ("Actions we shall take", "Action in detail", "Planned action and scope", "Agreed step"),
    "theme": ("TC pillar addressed", "Which theme", "Pillar supported"),
    "owner_text": ("Lead person/team", "Responsible post-holder", "Who leads", "Accountable lead (role)"),
    "due_text": ("Milestone date", "Target for delivery (date)", "To be done by when", "Planned finish date"),
    "success_measure": ("How success will be judged", "Measurable outcomes and targets", "Indicator of success (KPI)"),
    "rag": ("RAG as of spring", "Status at last review", "Present RAG"),
    "comment": ("Comments from the lead", "Update since last meeting", "Explanatory notes"),
}
"""Headings that are in no list of the reader's."""

LETTERS = {
    "Visibility": "V",
    "Recognition": "R",
    "Career Development": "CD",
    "Sustainability": "S",
    "Evaluating Impact": "E",
}


def titles(rng: random.Random, count: int) -> list[str]:
    """Make up actions, each different."""
    whats = rng.sample(_WHAT, min(count, len(_WHAT)))
    plain = [f"{rng.choice(_DOING)} {what}{rng.choice(_WITH)}" for what in whats]
    harder = rng.sample(_HARDER, len(_HARDER))
    mixed = [harder.pop() if harder and rng.random() < 0.3 else each for each in plain]
    return list(dict.fromkeys(mixed))


def measure(rng: random.Random) -> str:
    """Make up a success measure."""
    return rng.choice(_MEASURES).format(n=rng.randint(2, 90))


def comment(rng: random.Random) -> str:
    """Make up a comment."""
    return rng.choice(_COMMENTS)


def learning(rng: random.Random) -> str:
    """Make up what was learned."""
    return rng.choice(_LEARNING)


def joined(owners: tuple[str, ...], join: str) -> str:
    """Write several owners in one cell."""
    if join == "bullets":
        return "\n".join(f"\u2022 {owner}" for owner in owners)
    if join == "initials":
        return "; ".join(f"{owner} (XX)" for owner in owners)
    return join.join(owners)


def headings(rng: random.Random, fields: tuple[str, ...]) -> list[str]:
    """Choose a heading for each field."""
    return [rng.choice(HEADINGS[field]) for field in fields]
