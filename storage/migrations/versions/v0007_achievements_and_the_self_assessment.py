"""Achievements with a history that nobody can rewrite, counts of heads, examples for recommendations.

Revision 0007, after 0006, made on 2026-11-23.
"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# `by` and `by_person_id` may change, as a person can ask to be forgotten, and so can what somebody agreed to be quoted
# with: whoever agreed may think better of it.
_FIXED = (
    "id, institution_id, achievement_id, number, state, theme, what, done_on, figure, unit, cross_reference, note, at"
)


def _when() -> storage.types.UtcDateTime:
    return storage.types.UtcDateTime(timezone=True)


def _by() -> list[sa.Column[object]]:
    return [
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_person_id", sa.Integer(), nullable=True),
    ]


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    """Add the tables, and let nobody rewrite an achievement."""
    op.create_table(
        "achievements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        _points("achievements", "institution_id", "institutions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_achievements")),
    )
    op.create_index("ix_achievements_institution_id", "achievements", ["institution_id"])
    op.create_table(
        "achievement_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("achievement_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("testimonial", sa.Text(), nullable=False),
        sa.Column("testimonial_of", sa.Text(), nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("cross_reference", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", _when(), nullable=False),
        *_by(),
        sa.CheckConstraint(
            "state IN ('suggested', 'kept', 'declined', 'withdrawn')", name=op.f("ck_achievement_versions_state")
        ),
        sa.CheckConstraint(
            "testimonial = '' OR consented_on IS NOT NULL", name=op.f("ck_achievement_versions_consent")
        ),
        _points("achievement_versions", "achievement_id", "achievements"),
        _points("achievement_versions", "by_person_id", "people"),
        _points("achievement_versions", "institution_id", "institutions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_achievement_versions")),
        sa.UniqueConstraint("achievement_id", "number", name=op.f("uq_achievement_versions_achievement_id_number")),
    )
    op.create_index("ix_achievement_versions_institution_id", "achievement_versions", ["institution_id"])
    op.create_table(
        "achievement_actions",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        _points("achievement_actions", "action_id", "actions"),
        _points("achievement_actions", "institution_id", "institutions"),
        _points("achievement_actions", "version_id", "achievement_versions"),
        sa.PrimaryKeyConstraint("version_id", "action_id", name=op.f("pk_achievement_actions")),
    )
    op.create_index(op.f("ix_achievement_actions_action_id"), "achievement_actions", ["action_id"])
    op.create_table(
        "achievement_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("achievement_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("added_at", _when(), nullable=False),
        *_by(),
        _points("achievement_evidence", "achievement_id", "achievements"),
        _points("achievement_evidence", "by_person_id", "people"),
        _points("achievement_evidence", "institution_id", "institutions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_achievement_evidence")),
    )
    op.create_index(op.f("ix_achievement_evidence_achievement_id"), "achievement_evidence", ["achievement_id"])
    op.create_table(
        "headcounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("totals", sa.JSON(), nullable=True),
        sa.Column("stated", sa.JSON(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", _when(), nullable=False),
        *_by(),
        _points("headcounts", "by_person_id", "people"),
        _points("headcounts", "institution_id", "institutions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_headcounts")),
    )
    op.create_index("ix_headcounts_institution_id", "headcounts", ["institution_id"])
    op.create_table(
        "talent_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("recommendation", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.Column("at", _when(), nullable=False),
        *_by(),
        _points("talent_answers", "by_person_id", "people"),
        _points("talent_answers", "institution_id", "institutions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talent_answers")),
    )
    op.create_index("ix_talent_answers_institution_id", "talent_answers", ["institution_id"])
    _keep_versions()


def _keep_versions() -> None:
    """Let nobody change or delete a version, whatever program they use."""
    on = "ON achievement_versions"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            """
            CREATE FUNCTION bunsen_achievements_stay() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'versions of achievements are only ever added'; END $$
            """
        )
        doing = "EXECUTE FUNCTION bunsen_achievements_stay()"
        op.execute(f"CREATE TRIGGER achievements_stay BEFORE UPDATE OF {_FIXED} {on} FOR EACH ROW {doing}")
        op.execute(f"CREATE TRIGGER achievements_remain BEFORE DELETE {on} FOR EACH ROW {doing}")
        op.execute(f"CREATE TRIGGER achievements_kept BEFORE TRUNCATE {on} FOR EACH STATEMENT {doing}")
        return
    raising = "BEGIN SELECT RAISE(ABORT, 'versions of achievements are only ever added'); END"
    op.execute(f"CREATE TRIGGER achievements_stay BEFORE UPDATE OF {_FIXED} {on} {raising}")
    op.execute(f"CREATE TRIGGER achievements_remain BEFORE DELETE {on} {raising}")
    # INSERT OR REPLACE deletes without a word to the triggers above.
    known = "WHEN EXISTS (SELECT 1 FROM achievement_versions WHERE id = NEW.id)"
    op.execute(f"CREATE TRIGGER achievements_kept BEFORE INSERT {on} {known} {raising}")


def downgrade() -> None:
    """Take the tables away; what they hold goes with them."""
    on = " ON achievement_versions" if op.get_bind().dialect.name == "postgresql" else ""
    for name in ("achievements_stay", "achievements_remain", "achievements_kept"):
        op.execute(f"DROP TRIGGER {name}{on}")
    if on:
        op.execute("DROP FUNCTION bunsen_achievements_stay()")
    for table in (
        "talent_answers",
        "headcounts",
        "achievement_evidence",
        "achievement_actions",
        "achievement_versions",
        "achievements",
    ):
        op.drop_table(table)
