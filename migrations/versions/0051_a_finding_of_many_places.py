"""A finding may speak of many places of one text."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0081"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("finding") as batch:
        batch.add_column(sa.Column("more", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("finding") as batch:
        batch.alter_column("more", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("finding") as batch:
        batch.drop_column("more")
