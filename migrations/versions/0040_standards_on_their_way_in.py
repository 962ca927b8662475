"""Standards on their way in: what was read from a file, until it is published or dropped"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "standard_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("doubts", sa.JSON(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_standard_draft_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_draft")),
    )
    with op.batch_alter_table("standard_draft") as draft:
        draft.create_index(op.f("ix_standard_draft_provider_id"), ["provider_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("standard_draft") as draft:
        draft.drop_index(op.f("ix_standard_draft_provider_id"))
    op.drop_table("standard_draft")
