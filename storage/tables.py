"""The tables. Every row of an institution carries its id; `tests/storage` proves that migrations make just these."""

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
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.types import UtcDateTime

# Alembic can only alter constraints that have a name, and SQLite gives none by itself (platform-facts 5).
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _institution() -> Column[int]:
    return Column("institution_id", Integer, ForeignKey("institutions.id"), nullable=False)


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
    # When its posts, terms and reviews are to be looked at next; a tick reads the index.
    Column("next_round_at", UtcDateTime, index=True),
)

workspaces = Table(
    "workspaces",
    metadata,
    Column("platform", String(10), primary_key=True),
    Column("tenant", String(100), primary_key=True),
    _institution(),
)

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    _institution(),
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
    _institution(),
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
    _institution(),
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
    _institution(),
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
    _institution(),
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

plans = Table(
    "plans",
    metadata,
    Column("id", Integer, primary_key=True),
    _institution(),
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
    _institution(),
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
    _institution(),
)

updates = Table(
    "updates",
    metadata,
    Column("id", Integer, primary_key=True),
    _institution(),
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
    _institution(),
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

# An action or a post that is offered to somebody, until they accept or decline.
handovers = Table(
    "handovers",
    metadata,
    Column("id", Integer, primary_key=True),
    _institution(),
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

# A file that somebody dropped into their chat, until it was used or a few days have passed.
uploads = Table(
    "uploads",
    metadata,
    Column("id", Integer, primary_key=True),
    _institution(),
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
    _institution(),
    Column("held_on", Date, nullable=False),
    Column("papers_due_on", Date, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("next_nudge_at", UtcDateTime),
    Column("round", Integer, nullable=False),
    Column("snapshot", JSON, nullable=False),
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
    _institution(),
    Column("seen_at", UtcDateTime),
    Column("snoozes", Integer, nullable=False),
    Column("snoozed_until", Date),
)

surveys = Table(
    "surveys",
    metadata,
    Column("id", Integer, primary_key=True),
    _institution(),
    Column("instrument", JSON, nullable=False),
    Column("state", String(10), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("public_key", LargeBinary(32), nullable=False),
    Column("invited", Integer, nullable=False),
    Index("ix_surveys_state", "state"),
)

# Who is invited and who took part. No time, and no key that a ballot shares.
invitations = Table(
    "invitations",
    metadata,
    Column("survey_id", Integer, ForeignKey("surveys.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), primary_key=True),
    _institution(),
    Column("taken_part", Boolean, nullable=False),
)

sealed_ballots = Table(
    "sealed_ballots",
    metadata,
    # Random, so that neither the order of arrival nor a sequence tells anything.
    Column("id", String(32), primary_key=True),
    _institution(),
    Column("survey_id", Integer, ForeignKey("surveys.id"), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    # A rowid would number the ballots in the order of their arrival.
    sqlite_with_rowid=False,
)

ballots = Table(
    "ballots",
    metadata,
    Column("id", String(32), primary_key=True),
    _institution(),
    Column("survey_id", Integer, ForeignKey("surveys.id"), nullable=False, index=True),
    Column("answers", JSON, nullable=False),
)

enquiries = Table(
    "enquiries",
    metadata,
    Column("id", Integer, primary_key=True),
    _institution(),
    Column("question", Text, nullable=False),
    Column("asked_by_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("handed_over", Boolean, nullable=False),
)

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
    _institution(),
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
