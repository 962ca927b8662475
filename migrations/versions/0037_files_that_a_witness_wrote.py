"""A file may be what a witness wrote: it is then checked as a witness's words, not as hers."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0084"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("evidence_file") as batch:
        batch.add_column(sa.Column("is_witness", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("evidence_file") as batch:
        batch.alter_column("is_witness", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("evidence_file") as batch:
        batch.drop_column("is_witness")
