"""The institution's own knowledge, the questions that were asked, and those that were handed to a person."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.tables.base import institution_column, metadata
from storage.types import UtcDateTime

_IN_USE, _PROPOSED = text("state = 'in use'"), text("state = 'proposed'")

# The versions of entries, and of the institution's values; of each subject one counts, and one may wait.
knowledge_versions = Table(
    "knowledge_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("subject", String(80), nullable=False),
    Column("number", Integer, nullable=False),
    Column("change", String(10), nullable=False),
    Column("state", String(10), nullable=False),
    Column("body", JSON, nullable=False),
    # The digest of the package's entry that it was made from; empty where there was none.
    Column("base", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_person_id", Integer, ForeignKey("people.id")),
    Column("proposed_at", UtcDateTime, nullable=False),
    Column("settled_by", Text, nullable=False),
    Column("settled_by_person_id", Integer, ForeignKey("people.id")),
    Column("settled_at", UtcDateTime),
    Column("settled_reason", Text, nullable=False),
    UniqueConstraint("institution_id", "subject", "number"),
    CheckConstraint("change IN ('added', 'edited', 'retired', 'returned', 'verified')", name="change"),
    CheckConstraint("state IN ('proposed', 'in use', 'superseded', 'declined')", name="state"),
    Index(
        "ix_knowledge_versions_in_use",
        "institution_id",
        "subject",
        unique=True,
        sqlite_where=_IN_USE,
        postgresql_where=_IN_USE,
    ),
    Index(
        "ix_knowledge_versions_proposed",
        "institution_id",
        "subject",
        unique=True,
        sqlite_where=_PROPOSED,
        postgresql_where=_PROPOSED,
    ),
)

# What somebody said is not for Bunsen; the engine learns from it once a second person has agreed.
not_ours = Table(
    "not_ours",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("question", Text, nullable=False),
    Column("signpost", Text, nullable=False),
    Column("said_on", Date, nullable=False),
    # The post for which it was said, and by whom, until somebody else agrees.
    Column("said_for", Text, nullable=False, server_default=""),
    Column("said_by_id", Integer, ForeignKey("people.id")),
    Column("agreed_for", Text, nullable=False, server_default=""),
    Column("agreed_on", Date),
    Index("ix_not_ours_institution_id", "institution_id"),
)

enquiries = Table(
    "enquiries",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("question", Text, nullable=False),
    Column("asked_by_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("state", String(10), nullable=False, server_default="kept"),
    # The entry that came nearest.
    Column("topic", String(80), nullable=False, server_default=""),
    Column("post_id", Integer, ForeignKey("posts.id")),
    Column("handings", Integer, nullable=False, server_default="0"),
    Column("handed_over_at", UtcDateTime),
    Column("step", String(10), nullable=False, server_default="post"),
    Column("next_step_at", UtcDateTime),
    Column("note", Text, nullable=False, server_default=""),
    Column("answer", Text, nullable=False, server_default=""),
    Column("source", Text, nullable=False, server_default=""),
    Column("source_url", Text, nullable=False, server_default=""),
    Column("answered_by", Text, nullable=False, server_default=""),
    Column("answered_by_id", Integer, ForeignKey("people.id")),
    Column("answered_for", Text, nullable=False, server_default=""),
    Column("settled_at", UtcDateTime),
    Column("helped", String(3), nullable=False, server_default=""),
    CheckConstraint("state IN ('kept', 'open', 'answered', 'not ours', 'withdrawn')", name="state"),
    CheckConstraint("step IN ('post', 'deputies', 'lead')", name="step"),
    CheckConstraint("helped IN ('', 'yes', 'no')", name="helped"),
    Index("ix_enquiries_asked_by_id", "asked_by_id"),
    Index(
        "ix_enquiries_next_step_at",
        "next_step_at",
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    Index(
        "ix_enquiries_open",
        "institution_id",
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
)

# What was asked in the last hour, with its person: for the follow-up and for fairness.
recent_questions = Table(
    "recent_questions",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("thread", String(64), nullable=False),
    Column("question", Text, nullable=False),
    Column("asked", String(10), nullable=False),
    Column("topic", String(80), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False, index=True),
    # Whether its person had asked this within the hour before.
    Column("again", Boolean, nullable=False, server_default=false()),
    CheckConstraint("asked IN ('answered', 'choose', 'abstained', 'not ours')", name="asked"),
    Index("ix_recent_questions_person_id_asked_at", "person_id", "asked_at"),
)

# What was asked before that, for a year: on which day, but not by whom.
questions = Table(
    "questions",
    metadata,
    # Random, so that neither the order of asking nor a sequence tells anything.
    Column("id", String(32), primary_key=True),
    institution_column(),
    Column("question", Text, nullable=False),
    Column("asked", String(10), nullable=False),
    Column("topic", String(80), nullable=False),
    Column("asked_on", Date, nullable=False),
    CheckConstraint("asked IN ('answered', 'choose', 'abstained', 'not ours')", name="asked"),
    Index("ix_questions_institution_id_asked_on", "institution_id", "asked_on"),
    Index("ix_questions_asked_on", "asked_on"),
    # A rowid would number them in the order of their arrival.
    sqlite_with_rowid=False,
)

# What people say of an answer by a press; not who.
marks = Table(
    "marks",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("topic", String(80), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("marked_on", Date, nullable=False),
    Column("settled_on", Date),
    CheckConstraint("kind IN ('helpful', 'not helpful', 'flagged')", name="kind"),
    Index("ix_marks_institution_id_marked_on", "institution_id", "marked_on"),
)

# What Bunsen does in a channel, where that was set.
channels = Table(
    "channels",
    metadata,
    Column("platform", String(10), primary_key=True),
    Column("tenant", String(100), primary_key=True),
    Column("channel", String(200), primary_key=True),
    institution_column(),
    Column("answers", String(10), nullable=False),
    CheckConstraint("answers IN ('mentioned', 'off')", name="answers"),
)
