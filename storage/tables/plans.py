"""Plans, actions, their history and evidence; reviews and the answers to nudges."""

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

plans = Table(
    "plans",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("title", Text, nullable=False),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("state", String(10), nullable=False, server_default="active"),
    Column("columns", JSON, nullable=False, server_default="[]"),
    Index("ix_plans_institution_id", "institution_id"),
    # Only one runs at a time.
    Index(
        "uq_plans_active",
        "institution_id",
        unique=True,
        sqlite_where=text("state = 'active'"),
        postgresql_where=text("state = 'active'"),
    ),
    CheckConstraint("state IN ('draft', 'active', 'closed')", name="state"),
)

actions = Table(
    "actions",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("plan_id", Integer, ForeignKey("plans.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("ref", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("owner_text", Text, nullable=False),
    Column("owner_post_id", Integer, ForeignKey("posts.id"), index=True),
    Column("start_on", Date),
    Column("due_on", Date),
    Column("due_text", Text, nullable=False),
    Column("success_measure", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("rationale", Text, nullable=False, server_default=""),
    Column("benefit", Text, nullable=False, server_default=""),
    Column("baseline", Text, nullable=False, server_default=""),
    Column("target", Text, nullable=False, server_default=""),
    Column("resource", Text, nullable=False, server_default=""),
    Column("cross_reference", Text, nullable=False, server_default=""),
    Column("first_due_on", Date),
    Column("carried", Integer, nullable=False, server_default="0"),
    Column("carried_from_id", Integer, ForeignKey("actions.id")),
    Column("split_from_id", Integer, ForeignKey("actions.id")),
    Column("merged_into_id", Integer, ForeignKey("actions.id")),
    Column("disputed_by_id", Integer, ForeignKey("people.id")),
    Column("extra", JSON, nullable=False, server_default="{}"),
    Column("due_nudge_at", UtcDateTime),
    UniqueConstraint("plan_id", "position"),
    # A tick reads this index alone: what is due, not what exists.
    Index(
        "ix_actions_due_nudge_at",
        "due_nudge_at",
        sqlite_where=text("due_nudge_at IS NOT NULL"),
        postgresql_where=text("due_nudge_at IS NOT NULL"),
    ),
)

# The posts that help with an action; the accountable one is its owner.
action_posts = Table(
    "action_posts",
    metadata,
    Column("action_id", Integer, ForeignKey("actions.id"), primary_key=True),
    Column("post_id", Integer, ForeignKey("posts.id"), primary_key=True),
    institution_column(),
)

updates = Table(
    "updates",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("action_id", Integer, ForeignKey("actions.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    # "report" says what the state is and has a colour; every other kind is a change that says nothing of it.
    Column("kind", String(10), nullable=False, server_default="report"),
    Column("rag", String(10)),
    Column("comment", Text, nullable=False),
    Column("learning", Text, nullable=False),
    Column("next_step", Text, nullable=False),
    Column("next_step_on", Date),
    Column("reading", Text, nullable=False, server_default=""),
    Column("override", Text, nullable=False, server_default=""),
    Column("changes", JSON, nullable=False, server_default="{}"),
    Column("by", Text, nullable=False),
    Column("by_person_id", Integer, ForeignKey("people.id")),
    Index("ix_updates_action_id_id", "action_id", "id"),
    # The newest report of each action, and nothing else of its history.
    Index(
        "ix_updates_report",
        "action_id",
        "id",
        sqlite_where=text("rag IS NOT NULL"),
        postgresql_where=text("rag IS NOT NULL"),
    ),
    CheckConstraint("(kind = 'report') = (rag IS NOT NULL)", name="report"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("action_id", Integer, ForeignKey("actions.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("media_type", String(200), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary),
    Column("added_at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_person_id", Integer, ForeignKey("people.id")),
)

# A file that somebody dropped into their chat, until it was used or a few days have passed.
uploads = Table(
    "uploads",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", String(200), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    # What was understood of it, as JSON; NULL where it is no plan.
    Column("draft", Text),
    Column("received_at", UtcDateTime, nullable=False, index=True),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("held_on", Date, nullable=False),
    Column("papers_due_on", Date, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("next_nudge_at", UtcDateTime),
    Column("round", Integer, nullable=False),
    Column("snapshot", JSON, nullable=False),
    # The fingerprint of the snapshot; empty while there is none.
    Column("snapshot_sha256", String(64), nullable=False, server_default=""),
    Column("opened_at", UtcDateTime),
    Column("opened_by_id", Integer, ForeignKey("people.id")),
    Column("closed_by_id", Integer, ForeignKey("people.id")),
    Index("ix_reviews_institution_id", "institution_id"),
    # A tick reads this index alone: what is due, not what exists.
    Index(
        "ix_reviews_next_nudge_at",
        "next_nudge_at",
        sqlite_where=text("next_nudge_at IS NOT NULL"),
        postgresql_where=text("next_nudge_at IS NOT NULL"),
    ),
)

# What somebody answered to the nudges of a review besides reporting.
nudge_answers = Table(
    "nudge_answers",
    metadata,
    Column("review_id", Integer, ForeignKey("reviews.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), primary_key=True),
    institution_column(),
    Column("seen_at", UtcDateTime),
    Column("snoozes", Integer, nullable=False),
    Column("snoozed_until", Date),
)
