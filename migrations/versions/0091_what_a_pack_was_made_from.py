"""A pack remembers what it was made from, so that its page can say what changed since."""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("pack") as batch:
        batch.add_column(sa.Column("held", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("pack") as batch:
        batch.alter_column("held", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("pack") as batch:
        batch.drop_column("held")
