"""The option of the standard that an apprentice learns. Nobody knows it of those who are here already."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("apprenticeship") as batch:
        batch.add_column(sa.Column("option", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("apprenticeship") as batch:
        batch.alter_column("option", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("apprenticeship") as batch:
        batch.drop_column("option")
