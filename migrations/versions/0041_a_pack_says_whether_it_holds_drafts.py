"""A pack says whether it holds drafts. Of packs that were made before nobody knows, so they count as if they did."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("pack") as batch:
        batch.add_column(sa.Column("holds_drafts", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("pack") as batch:
        batch.alter_column("holds_drafts", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("pack") as batch:
        batch.drop_column("holds_drafts")
