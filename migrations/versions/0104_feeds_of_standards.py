"""A file with many standards, kept for a while so that some can be chosen from it."""

import sqlalchemy as sa
from alembic import op

revision = "0104"
down_revision = "0103"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "standard_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_standard_feed_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_feed")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("standard_feed") as feed:
        feed.create_index(op.f("ix_standard_feed_provider_id"), ["provider_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("standard_feed") as feed:
        feed.drop_index(op.f("ix_standard_feed_provider_id"))
    op.drop_table("standard_feed")
