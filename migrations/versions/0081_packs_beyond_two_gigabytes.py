"""A pack can be larger than two gigabytes: PostgreSQL takes no such number for an integer."""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("pack") as pack:
        pack.alter_column("size", existing_type=sa.Integer(), type_=sa.BigInteger(), existing_nullable=True)


def downgrade() -> None:
    with op.batch_alter_table("pack") as pack:
        pack.alter_column("size", existing_type=sa.BigInteger(), type_=sa.Integer(), existing_nullable=True)
