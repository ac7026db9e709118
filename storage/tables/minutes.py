"""What was said and decided at reviews."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import institution_column, metadata
from storage.types import UtcDateTime

# Lines are only ever added: the database refuses to change or delete them. A correction is a line of its own.
review_minutes = Table(
    "review_minutes",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("review_id", Integer, ForeignKey("reviews.id"), nullable=False),
    Column("item", String(20), nullable=False),
    Column("action_id", Integer, ForeignKey("actions.id")),
    Column("said", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("task", Text, nullable=False),
    Column("who_post_id", Integer, ForeignKey("posts.id")),
    # The post as it was called then.
    Column("who", Text, nullable=False),
    Column("due_on", Date),
    Column("rag", String(10), nullable=False),
    # Of the line that says who was there: the posts, as they were called then.
    Column("posts", JSON, nullable=False),
    Column("corrects_id", Integer, ForeignKey("review_minutes.id")),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_person_id", Integer, ForeignKey("people.id")),
    Index("ix_review_minutes_review_id_id", "review_id", "id"),
)
