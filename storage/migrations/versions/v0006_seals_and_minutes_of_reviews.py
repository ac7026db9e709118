"""The seal of each snapshot, and what was said and decided at reviews.

Revision 0006, after 0005, made on 2026-11-23.
"""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_FIXED = (
    "id, institution_id, review_id, item, action_id, said, decision, task, who_post_id, who, due_on, rag, posts, "
    "corrects_id, at"
)
"""All but who wrote a line: a person can be forgotten."""


def upgrade() -> None:
    """Seal the snapshots that there are, and add the minutes."""
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.add_column(sa.Column("snapshot_sha256", sa.String(length=64), server_default="", nullable=False))
    _seal()
    op.create_table(
        "review_minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=20), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("who_post_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("rag", sa.String(length=10), nullable=False),
        sa.Column("posts", sa.JSON(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_review_minutes_action_id")),
        sa.ForeignKeyConstraint(["by_person_id"], ["people.id"], name=op.f("fk_review_minutes_by_person_id")),
        sa.ForeignKeyConstraint(["corrects_id"], ["review_minutes.id"], name=op.f("fk_review_minutes_corrects_id")),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_review_minutes_institution_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_review_minutes_review_id")),
        sa.ForeignKeyConstraint(["who_post_id"], ["posts.id"], name=op.f("fk_review_minutes_who_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_minutes")),
    )
    with op.batch_alter_table("review_minutes", schema=None) as batch_op:
        batch_op.create_index("ix_review_minutes_review_id_id", ["review_id", "id"], unique=False)
    _keep_minutes()


def _seal() -> None:
    """As `handlers.reviews.sealing` does it now; that may change, this may not."""
    reviews = sa.table(
        "reviews",
        sa.column("id", sa.Integer),
        sa.column("snapshot", sa.JSON),
        sa.column("snapshot_sha256", sa.String),
        sa.column("closed_at"),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(reviews).where(reviews.c.closed_at.is_not(None))).all():
        lines = (json.dumps(line, sort_keys=True, separators=(",", ":")) + "\n" for line in row.snapshot)
        seal = hashlib.sha256("".join(lines).encode("ascii")).hexdigest()
        connection.execute(reviews.update().where(reviews.c.id == row.id).values(snapshot_sha256=seal))


def _keep_minutes() -> None:
    """Let nobody change or delete a line, not even by hand."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            """
            CREATE FUNCTION bunsen_minutes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'minutes are only ever added'; END $$
            """
        )
        row = "FOR EACH ROW EXECUTE FUNCTION bunsen_minutes_stay()"
        statement = "FOR EACH STATEMENT EXECUTE FUNCTION bunsen_minutes_stay()"
        op.execute(f"CREATE TRIGGER minutes_stay BEFORE UPDATE OF {_FIXED} ON review_minutes {row}")
        op.execute(f"CREATE TRIGGER minutes_remain BEFORE DELETE ON review_minutes {row}")
        op.execute(f"CREATE TRIGGER minutes_kept BEFORE TRUNCATE ON review_minutes {statement}")
        return
    raising = "BEGIN SELECT RAISE(ABORT, 'minutes are only ever added'); END"
    op.execute(f"CREATE TRIGGER minutes_stay BEFORE UPDATE OF {_FIXED} ON review_minutes {raising}")
    op.execute(f"CREATE TRIGGER minutes_remain BEFORE DELETE ON review_minutes {raising}")
    # INSERT OR REPLACE deletes without a word to the triggers above.
    known = "WHEN EXISTS (SELECT 1 FROM review_minutes WHERE id = NEW.id)"
    op.execute(f"CREATE TRIGGER minutes_kept BEFORE INSERT ON review_minutes {known} {raising}")


def downgrade() -> None:
    """Take the minutes and the seals away again."""
    on = " ON review_minutes" if op.get_bind().dialect.name == "postgresql" else ""
    for name in ("minutes_stay", "minutes_remain", "minutes_kept"):
        op.execute(f"DROP TRIGGER {name}{on}")
    if on:
        op.execute("DROP FUNCTION bunsen_minutes_stay()")
    with op.batch_alter_table("review_minutes", schema=None) as batch_op:
        batch_op.drop_index("ix_review_minutes_review_id_id")
    op.drop_table("review_minutes")
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.drop_column("snapshot_sha256")
