"""That she wants to be asked in this piece, although she said no to the same words in another."""

import sqlalchemy as sa
from alembic import op

revision = "0094"
down_revision = "0093"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ksb_link") as link:
        link.add_column(sa.Column("asked_here", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("ksb_link") as link:
        link.alter_column("asked_here", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("ksb_link") as link:
        link.drop_column("asked_here")
