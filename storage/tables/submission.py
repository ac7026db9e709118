"""The submission with its writers and signatures, what panels remarked, and the public page."""

from sqlalchemy import (
    JSON,
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
    text,
)

from storage.tables.base import institution_column, metadata
from storage.types import UtcDateTime

submissions = Table(
    "submissions",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("stage", Integer, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("leader_post_id", Integer, ForeignKey("posts.id")),
    # Reminders begin anew when the day moves far.
    Column("round", Integer, nullable=False, server_default="1"),
    Column("submitted_on", Date),
    # One is worked on at a time.
    Index(
        "uq_submissions_open",
        "institution_id",
        unique=True,
        sqlite_where=text("submitted_on IS NULL"),
        postgresql_where=text("submitted_on IS NULL"),
    ),
    CheckConstraint("stage IN (1, 2, 3)", name="stage"),
)

submission_sections = Table(
    "submission_sections",
    metadata,
    Column("submission_id", Integer, ForeignKey("submissions.id"), primary_key=True),
    Column("section_id", String(80), primary_key=True),
    institution_column(),
    Column("post_id", Integer, ForeignKey("posts.id")),
    Column("person_id", Integer, ForeignKey("people.id")),
    Column("state", String(10), nullable=False, server_default="assigned"),
    Column("note", Text, nullable=False, server_default=""),
    Column("marked_at", UtcDateTime),
    Column("by", Text, nullable=False, server_default=""),
    Column("by_person_id", Integer, ForeignKey("people.id")),
    CheckConstraint("state IN ('assigned', 'begun', 'ready')", name="state"),
    CheckConstraint("(post_id IS NULL) <> (person_id IS NULL)", name="writer"),
)

# What was put up for signature, the draft or a file: what is signed must not change afterwards.
draft_versions = Table(
    "draft_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("submission_id", Integer, ForeignKey("submissions.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", String(200), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_person_id", Integer, ForeignKey("people.id")),
    UniqueConstraint("submission_id", "number"),
)

sign_offs = Table(
    "sign_offs",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("version_id", Integer, ForeignKey("draft_versions.id"), nullable=False),
    Column("role", String(10), nullable=False),
    Column("post", Text, nullable=False),
    Column("signed_at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_person_id", Integer, ForeignKey("people.id")),
    UniqueConstraint("version_id", "role"),
    CheckConstraint("role IN ('lead', 'leader')", name="role"),
)

panel_remarks = Table(
    "panel_remarks",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("stage", Integer, nullable=False),
    Column("letter_on", Date, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("theme", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_person_id", Integer, ForeignKey("people.id")),
    Index("ix_panel_remarks_institution_id", "institution_id"),
    CheckConstraint("kind IN ('praise', 'suggestion', 'condition')", name="kind"),
)

remark_actions = Table(
    "remark_actions",
    metadata,
    Column("remark_id", Integer, ForeignKey("panel_remarks.id"), primary_key=True),
    Column("action_id", Integer, ForeignKey("actions.id"), primary_key=True),
    institution_column(),
)

# Who is named on the public page. The words are those that they agreed to; only their state changes afterwards.
page_contacts = Table(
    "page_contacts",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("state", String(10), nullable=False, server_default="asked"),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answered_at", UtcDateTime),
    Index("ix_page_contacts_institution_id", "institution_id"),
    CheckConstraint("state IN ('asked', 'agreed', 'declined', 'withdrawn')", name="state"),
)

# The comments of a plan that the public may read, in the words that were chosen for it.
public_comments = Table(
    "public_comments",
    metadata,
    Column("action_id", Integer, ForeignKey("actions.id"), primary_key=True),
    institution_column(),
    Column("words", Text, nullable=False),
    Column("marked_at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_person_id", Integer, ForeignKey("people.id")),
)

page_versions = Table(
    "page_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("number", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", JSON, nullable=False),
    Column("contact_id", Integer, ForeignKey("page_contacts.id"), nullable=False),
    Column("approved_at", UtcDateTime, nullable=False),
    Column("approved_by", Text, nullable=False),
    Column("approved_by_id", Integer, ForeignKey("people.id")),
    UniqueConstraint("institution_id", "number"),
)
