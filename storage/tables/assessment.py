"""Achievements with what shows them, counts of heads, and examples for recommendations."""

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
)

from storage.tables.base import institution_column, metadata
from storage.types import UtcDateTime

# What stays the same over all versions of an achievement.
achievements = Table(
    "achievements",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Index("ix_achievements_institution_id", "institution_id"),
)

# Only ever added (the database refuses anything else); a testimonial may be taken out, and a name.
achievement_versions = Table(
    "achievement_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("achievement_id", Integer, ForeignKey("achievements.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("theme", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("done_on", Date, nullable=False),
    Column("figure", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("testimonial", Text, nullable=False),
    Column("testimonial_of", Text, nullable=False),
    Column("consented_on", Date),
    Column("consent", Text, nullable=False),
    Column("cross_reference", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_person_id", Integer, ForeignKey("people.id")),
    UniqueConstraint("achievement_id", "number"),
    CheckConstraint("state IN ('suggested', 'kept', 'declined', 'withdrawn')", name="state"),
    # Nobody is quoted without a day on which they agreed.
    CheckConstraint("testimonial = '' OR consented_on IS NOT NULL", name="consent"),
    Index("ix_achievement_versions_institution_id", "institution_id"),
)

# The actions that a version of an achievement belongs to.
achievement_actions = Table(
    "achievement_actions",
    metadata,
    Column("version_id", Integer, ForeignKey("achievement_versions.id"), primary_key=True),
    Column("action_id", Integer, ForeignKey("actions.id"), primary_key=True, index=True),
    institution_column(),
)

achievement_evidence = Table(
    "achievement_evidence",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("achievement_id", Integer, ForeignKey("achievements.id"), nullable=False, index=True),
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

# How many technicians there are, as files said it. Numbers are text, as they were written.
headcounts = Table(
    "headcounts",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("counted_on", Date, nullable=False),
    Column("columns", JSON, nullable=False),
    # [{"unit", "group", "numbers"}]
    Column("rows", JSON, nullable=False),
    Column("totals", JSON),
    Column("stated", JSON, nullable=False),
    Column("source", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_person_id", Integer, ForeignKey("people.id")),
    Index("ix_headcounts_institution_id", "institution_id"),
)

# What is said of recommendations of the TALENT Commission; the newest of each holds.
talent_answers = Table(
    "talent_answers",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("recommendation", Text, nullable=False),
    Column("wording", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("example", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_person_id", Integer, ForeignKey("people.id")),
    Index("ix_talent_answers_institution_id", "institution_id"),
)
