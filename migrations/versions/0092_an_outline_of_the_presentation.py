"""What she shows and says for each part of the presentation, beside her minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0092"
down_revision = "0083"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("presentation") as batch:
        batch.add_column(sa.Column("outline", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("presentation") as batch:
        batch.alter_column("outline", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("presentation") as batch:
        batch.drop_column("outline")
