"""Institutions, people, posts and who holds them."""

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
    text,
)

from storage.tables.base import institution_column, metadata
from storage.types import UtcDateTime

institutions = Table(
    "institutions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(60), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("timezone", String(60), nullable=False),
    Column("nation", String(3), nullable=False),
    # How many people its rule wants in the post of committee chair.
    Column("chairs", Integer, nullable=False, server_default="2"),
    # Days on which it is closed besides weekends and bank holidays: ISO dates.
    Column("closures", JSON, nullable=False, server_default="[]"),
    # While this is set no nudge leaves.
    Column("nudges_paused_at", UtcDateTime),
    # Grows with whatever the answer engine has to learn of this institution.
    Column("knowledge_revision", Integer, nullable=False, server_default="0"),
    # When its posts, terms and reviews are to be looked at next; a tick reads the index.
    Column("next_round_at", UtcDateTime, index=True),
)

workspaces = Table(
    "workspaces",
    metadata,
    Column("platform", String(10), primary_key=True),
    Column("tenant", String(100), primary_key=True),
    institution_column(),
)

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("name", Text, nullable=False),
    # Lower case; NULL where unknown, so that the unique constraint lets several unknown ones be.
    Column("email", Text),
    Column("unit", Text, nullable=False),
    Column("roll_up", Text, nullable=False),
    Column("invited", Boolean, nullable=False),
    # An IANA name as a platform tells it; empty for the institution's own.
    Column("timezone", String(60), nullable=False, server_default=""),
    # The last day of an absence: until then nudges go to the deputy.
    Column("away_until", Date),
    UniqueConstraint("institution_id", "email"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("platform", String(10), primary_key=True),
    Column("tenant", String(100), primary_key=True),
    Column("user", String(200), primary_key=True),
    institution_column(),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("direct", JSON),
    Column("met", Integer, nullable=False),
    # When the platform said that the account was deactivated, or that it cannot be written to.
    Column("deactivated_at", UtcDateTime),
    Column("unreachable_at", UtcDateTime),
    # When the platform was last asked whether it is still there.
    Column("checked_at", UtcDateTime),
)

posts = Table(
    "posts",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("name", Text, nullable=False),
    # Case-folded, so that "OSD manager" in a spreadsheet finds "OSD Manager".
    Column("folded", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("unit", Text, nullable=False, server_default=""),
    Column("ended_on", Date),
    UniqueConstraint("institution_id", "folded"),
)

units = Table(
    "units",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    # Whom to turn to about people of this unit who are not in chat.
    Column("contact_post_id", Integer, ForeignKey("posts.id")),
    UniqueConstraint("institution_id", "folded"),
)

holdings = Table(
    "holdings",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("post_id", Integer, ForeignKey("posts.id"), nullable=False, index=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("deputy", Boolean, nullable=False),
    Column("starts_on", Date),
    Column("ends_on", Date),
)

# What is amiss with the posts, since it was first seen: said once, and again while it lasts.
alarms = Table(
    "alarms",
    metadata,
    Column("institution_id", Integer, ForeignKey("institutions.id"), primary_key=True),
    Column("key", String(100), primary_key=True),
    Column("said_on", Date, nullable=False),
)

# An action or a post that is offered to somebody, until they accept or decline.
handovers = Table(
    "handovers",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("action_id", Integer, ForeignKey("actions.id")),
    Column("post_id", Integer, ForeignKey("posts.id"), nullable=False),
    Column("from_person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("to_person_id", Integer, ForeignKey("people.id")),
    Column("state", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("last_day", Date),
    Column("offered_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    CheckConstraint("state IN ('offered', 'accepted', 'declined', 'withdrawn')", name="state"),
    Index(
        "ix_handovers_offered",
        "institution_id",
        sqlite_where=text("state = 'offered'"),
        postgresql_where=text("state = 'offered'"),
    ),
)
