"""Surveys, the ballots that nobody can match with people, and what else the technician voice is heard in."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.base import institution_column, metadata
from storage.types import UtcDateTime

# An institution's own instruments; those that come with Bunsen are in its package. A round keeps a copy of its own.
instruments = Table(
    "instruments",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("slug", String(80), nullable=False),
    Column("body", JSON, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_person_id", Integer, ForeignKey("people.id")),
    Column("added_at", UtcDateTime, nullable=False),
    UniqueConstraint("institution_id", "slug"),
)

surveys = Table(
    "surveys",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("instrument", JSON, nullable=False),
    Column("state", String(10), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("closes_on", Date, nullable=False),
    # Empty while it is a draft.
    Column("public_key", LargeBinary(32), nullable=False),
    Column("invited", Integer, nullable=False),
    # The how-manieth round of its instrument it is.
    Column("wave", Integer, nullable=False, server_default="1"),
    # Fixed at opening: the groups as [{"name", "invited"}], and from how many on what is shown.
    Column("groups", JSON, nullable=False, server_default="[]"),
    Column("terms", JSON, nullable=False, server_default="{}"),
    Column("review_id", Integer, ForeignKey("reviews.id")),
    Column("reminders_paused_at", UtcDateTime),
    Column("warned_at", UtcDateTime),
    Column("published_at", UtcDateTime),
    CheckConstraint("state IN ('draft', 'open', 'closing', 'closed', 'published')", name="state"),
    Index("ix_surveys_state", "state"),
    Index("ix_surveys_institution_id", "institution_id"),
)

# Who is invited and who took part. No time, and no key that a ballot shares.
invitations = Table(
    "invitations",
    metadata,
    Column("survey_id", Integer, ForeignKey("surveys.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), primary_key=True),
    institution_column(),
    Column("taken_part", Boolean, nullable=False),
    # The declared group in which this person's answers are counted; empty where there are none.
    Column("group", String(120), nullable=False, server_default=""),
)

sealed_ballots = Table(
    "sealed_ballots",
    metadata,
    # Random, so that neither the order of arrival nor a sequence tells anything.
    Column("id", String(32), primary_key=True),
    institution_column(),
    Column("survey_id", Integer, ForeignKey("surveys.id"), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    # A rowid would number the ballots in the order of their arrival.
    sqlite_with_rowid=False,
)

ballots = Table(
    "ballots",
    metadata,
    Column("id", String(32), primary_key=True),
    institution_column(),
    Column("survey_id", Integer, ForeignKey("surveys.id"), nullable=False, index=True),
    Column("answers", JSON, nullable=False),
)

# How far the closing of a round is, while it goes on.
closings = Table(
    "closings",
    metadata,
    Column("survey_id", Integer, ForeignKey("surveys.id"), primary_key=True),
    institution_column(),
    Column("since", UtcDateTime, nullable=False),
    Column("ballots", Integer, nullable=False),
    Column("opened", Integer, nullable=False, server_default="0"),
    # Until when one process opens the ballots by itself; empty where none does.
    Column("taken_until", UtcDateTime),
)

# In which folder each process keeps the keys of rounds: a digest that is the same only where folder and secret are.
key_folders = Table(
    "key_folders",
    metadata,
    Column("process", String(32), primary_key=True),
    Column("folder", String(64), nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)

# What may be shown of a round, reckoned once when it closes; every view shows these figures and no others.
survey_figures = Table(
    "survey_figures",
    metadata,
    Column("survey_id", Integer, ForeignKey("surveys.id"), primary_key=True),
    institution_column(),
    Column("figures", JSON, nullable=False),
)

# Comments that two people looked at before they may be quoted.
quotations = Table(
    "quotations",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("survey_id", Integer, ForeignKey("surveys.id"), nullable=False, index=True),
    Column("question", String(80), nullable=False),
    Column("words", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("first_id", Integer, ForeignKey("people.id")),
    Column("second_id", Integer, ForeignKey("people.id")),
    CheckConstraint("state IN ('proposed', 'approved', 'declined')", name="state"),
)

# Workshops, focus groups, away days and staff-survey analyses.
voice_events = Table(
    "voice_events",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("method", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("invited", Integer),
    Column("took_part", Integer),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_person_id", Integer, ForeignKey("people.id")),
    Column("added_at", UtcDateTime, nullable=False),
    CheckConstraint(
        "method IN ('workshop', 'focus group', 'away day', 'staff survey', 'forum', 'other')", name="method"
    ),
    Index("ix_voice_events_institution_id", "institution_id"),
)

# What was said at an event, or found in a survey: by theme and prompt, and how often.
voice_points = Table(
    "voice_points",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("event_id", Integer, ForeignKey("voice_events.id"), index=True),
    Column("survey_id", Integer, ForeignKey("surveys.id"), index=True),
    Column("theme", Text, nullable=False),
    Column("prompt", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("times", Integer, nullable=False, server_default="1"),
)

# Which actions a point led to, and what changed.
point_actions = Table(
    "point_actions",
    metadata,
    Column("point_id", Integer, ForeignKey("voice_points.id"), primary_key=True),
    Column("action_id", Integer, ForeignKey("actions.id"), primary_key=True, index=True),
    institution_column(),
    Column("did", Text, nullable=False, server_default=""),
)

# "You said, we did": drafted after a review, sent to the same audience once the lead has approved it.
you_said = Table(
    "you_said",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("review_id", Integer, ForeignKey("reviews.id")),
    Column("survey_id", Integer, ForeignKey("surveys.id")),
    Column("body", JSON, nullable=False),
    Column("state", String(10), nullable=False),
    Column("drafted_at", UtcDateTime, nullable=False),
    Column("approved_by", Text, nullable=False, server_default=""),
    Column("approved_by_id", Integer, ForeignKey("people.id")),
    Column("approved_at", UtcDateTime),
    CheckConstraint("state IN ('draft', 'approved', 'set aside')", name="state"),
    Index("ix_you_said_institution_id", "institution_id"),
)
