"""What comes in, what goes out, and what it needs."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
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

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(400), nullable=False, unique=True),
    Column("received_at", UtcDateTime, nullable=False),
    Column("state", String(10), nullable=False),
    # Emptied when the event is done: a question is not kept longer than its answer takes.
    Column("interaction", Text),
    Column("outcome", Text),
    Column("attempts", Integer, nullable=False),
    Column("leased_until", UtcDateTime),
    Column("error", String(200)),
    CheckConstraint("state IN ('waiting', 'worked', 'done', 'failed')", name="state"),
    Index(
        "ix_inbox_waiting",
        "received_at",
        sqlite_where=text("state IN ('waiting', 'worked')"),
        postgresql_where=text("state IN ('waiting', 'worked')"),
    ),
)

used_nonces = Table(
    "used_nonces",
    metadata,
    Column("key", String(400), primary_key=True),
    Column("used_at", UtcDateTime, nullable=False, index=True),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("key", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("ids", JSON, nullable=False),
    Column("state", String(10), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("useful_until", UtcDateTime),
    Column("leased_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    # Since when an attempt goes on of which nobody knows the end, and to where; kept once it was sent.
    Column("attempted_at", UtcDateTime),
    Column("attempted_to", JSON(none_as_null=True)),
    Column("repeats", Integer, nullable=False, server_default="0"),
    Column("settled_at", UtcDateTime),
    Column("message_id", String(200)),
    Column("error", String(500)),
    UniqueConstraint("institution_id", "key"),
    CheckConstraint("state IN ('waiting', 'sent', 'unneeded', 'failed')", name="state"),
    # When the sender has to look again, what it takes up in one institution, and what was given up there.
    Index(
        "ix_deliveries_waiting",
        "due_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index(
        "ix_deliveries_lane",
        "institution_id",
        "due_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    # What became of the messages of one kind: the delivery report.
    Index("ix_deliveries_institution_id_kind", "institution_id", "kind"),
    Index(
        "ix_deliveries_failed",
        "institution_id",
        sqlite_where=text("state = 'failed'"),
        postgresql_where=text("state = 'failed'"),
    ),
)

# Which process empties the outbox of which institution.
lanes = Table(
    "lanes",
    metadata,
    Column("institution_id", Integer, ForeignKey("institutions.id"), primary_key=True),
    Column("holder", String(40), nullable=False),
    Column("leased_until", UtcDateTime),
    Column("paused_until", UtcDateTime),
)

# A bot's own token where the platform rotates it; encrypted.
bot_tokens = Table(
    "bot_tokens",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("sealed", LargeBinary),
    Column("expires_at", UtcDateTime),
    Column("leased_until", UtcDateTime),
)

# Kinds of messages that somebody does not want any more.
stopped_messages = Table(
    "stopped_messages",
    metadata,
    Column("person_id", Integer, ForeignKey("people.id"), primary_key=True),
    Column("kind", String(40), primary_key=True),
    institution_column(),
    Column("stopped_at", UtcDateTime, nullable=False),
)
