"""Submission, sign-off and the public page."""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of the submission, of what panels remarked, and of the public page."""
    op.create_table(
        "page_contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), server_default="asked", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("asked_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("answered_at", storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'agreed', 'declined', 'withdrawn')", name=op.f("ck_page_contacts_state")
        ),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_page_contacts_institution_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_page_contacts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_contacts")),
    )
    with op.batch_alter_table("page_contacts", schema=None) as batch_op:
        batch_op.create_index("ix_page_contacts_institution_id", ["institution_id"], unique=False)

    op.create_table(
        "panel_remarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("letter_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("added_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_person_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('praise', 'suggestion', 'condition')", name=op.f("ck_panel_remarks_kind")),
        sa.ForeignKeyConstraint(["by_person_id"], ["people.id"], name=op.f("fk_panel_remarks_by_person_id")),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_panel_remarks_institution_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_remarks")),
    )
    with op.batch_alter_table("panel_remarks", schema=None) as batch_op:
        batch_op.create_index("ix_panel_remarks_institution_id", ["institution_id"], unique=False)

    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("leader_post_id", sa.Integer(), nullable=True),
        sa.Column("round", sa.Integer(), server_default="1", nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.CheckConstraint("stage IN (1, 2, 3)", name=op.f("ck_submissions_stage")),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_submissions_institution_id")),
        sa.ForeignKeyConstraint(["leader_post_id"], ["posts.id"], name=op.f("fk_submissions_leader_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
    )
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.create_index(
            "uq_submissions_open",
            ["institution_id"],
            unique=True,
            sqlite_where=sa.text("submitted_on IS NULL"),
            postgresql_where=sa.text("submitted_on IS NULL"),
        )

    op.create_table(
        "draft_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_person_id"], ["people.id"], name=op.f("fk_draft_versions_by_person_id")),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_draft_versions_institution_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name=op.f("fk_draft_versions_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_versions")),
        sa.UniqueConstraint("submission_id", "number", name=op.f("uq_draft_versions_submission_id_number")),
    )
    op.create_table(
        "page_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("approved_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["approved_by_id"], ["people.id"], name=op.f("fk_page_versions_approved_by_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["page_contacts.id"], name=op.f("fk_page_versions_contact_id")),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_page_versions_institution_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_versions")),
        sa.UniqueConstraint("institution_id", "number", name=op.f("uq_page_versions_institution_id_number")),
    )
    op.create_table(
        "public_comments",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("marked_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_public_comments_action_id")),
        sa.ForeignKeyConstraint(["by_person_id"], ["people.id"], name=op.f("fk_public_comments_by_person_id")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_public_comments_institution_id")
        ),
        sa.PrimaryKeyConstraint("action_id", name=op.f("pk_public_comments")),
    )
    op.create_table(
        "remark_actions",
        sa.Column("remark_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_remark_actions_action_id")),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_remark_actions_institution_id")),
        sa.ForeignKeyConstraint(["remark_id"], ["panel_remarks.id"], name=op.f("fk_remark_actions_remark_id")),
        sa.PrimaryKeyConstraint("remark_id", "action_id", name=op.f("pk_remark_actions")),
    )
    op.create_table(
        "submission_sections",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.String(length=80), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), server_default="assigned", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("marked_at", storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("by_person_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('assigned', 'begun', 'ready')", name=op.f("ck_submission_sections_state")),
        sa.CheckConstraint("(post_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_submission_sections_writer")),
        sa.ForeignKeyConstraint(["by_person_id"], ["people.id"], name=op.f("fk_submission_sections_by_person_id")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_submission_sections_institution_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_submission_sections_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_submission_sections_post_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_submission_sections_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", "section_id", name=op.f("pk_submission_sections")),
    )
    op.create_table(
        "sign_offs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("signed_at", storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_person_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("role IN ('lead', 'leader')", name=op.f("ck_sign_offs_role")),
        sa.ForeignKeyConstraint(["by_person_id"], ["people.id"], name=op.f("fk_sign_offs_by_person_id")),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_sign_offs_institution_id")),
        sa.ForeignKeyConstraint(["version_id"], ["draft_versions.id"], name=op.f("fk_sign_offs_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_offs")),
        sa.UniqueConstraint("version_id", "role", name=op.f("uq_sign_offs_version_id_role")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("sign_offs")
    op.drop_table("submission_sections")
    op.drop_table("remark_actions")
    op.drop_table("public_comments")
    op.drop_table("page_versions")
    op.drop_table("draft_versions")
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_submissions_open",
            sqlite_where=sa.text("submitted_on IS NULL"),
            postgresql_where=sa.text("submitted_on IS NULL"),
        )

    op.drop_table("submissions")
    with op.batch_alter_table("panel_remarks", schema=None) as batch_op:
        batch_op.drop_index("ix_panel_remarks_institution_id")

    op.drop_table("panel_remarks")
    with op.batch_alter_table("page_contacts", schema=None) as batch_op:
        batch_op.drop_index("ix_page_contacts_institution_id")

    op.drop_table("page_contacts")
