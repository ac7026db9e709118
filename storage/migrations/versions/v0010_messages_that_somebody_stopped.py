"""Messages that somebody does not want any more.

Revision 0010, after 0009, made on 2026-11-23.
"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of what somebody stopped."""
    op.create_table(
        "stopped_messages",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("stopped_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_stopped_messages_institution_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_stopped_messages_person_id")),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_stopped_messages")),
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("stopped_messages")
