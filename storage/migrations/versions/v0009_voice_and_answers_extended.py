"""Voice and answers extended."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_SAID_BY = "fk_not_ours_said_by_id"


def upgrade() -> None:
    """Who said that a question is not ours, and who agreed; what one person asked again within the hour."""
    with op.batch_alter_table("not_ours", schema=None) as batch_op:
        batch_op.add_column(sa.Column("said_for", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("said_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("agreed_for", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("agreed_on", sa.Date(), nullable=True))
        batch_op.create_foreign_key(op.f(_SAID_BY), "people", ["said_by_id"], ["id"])
    with op.batch_alter_table("recent_questions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("again", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Back again."""
    with op.batch_alter_table("recent_questions", schema=None) as batch_op:
        batch_op.drop_column("again")
    with op.batch_alter_table("not_ours", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(_SAID_BY), type_="foreignkey")
        for column in ("agreed_on", "agreed_for", "said_by_id", "said_for"):
            batch_op.drop_column(column)
