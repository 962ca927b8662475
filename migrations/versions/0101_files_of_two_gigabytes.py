"""A file of 2,048 MB is taken, and one byte too large for what PostgreSQL calls an integer."""

import sqlalchemy as sa
from alembic import op

revision = "0101"
down_revision = "0100"
branch_labels = None
depends_on = None

_TABLES = ("evidence_file", "slides")


def upgrade() -> None:
    _change(sa.Integer(), sa.BigInteger())


def downgrade() -> None:
    _change(sa.BigInteger(), sa.Integer())


def _change(before: sa.Integer, after: sa.Integer) -> None:
    for table in _TABLES:
        with op.batch_alter_table(table) as batch:
            batch.alter_column("size", existing_type=before, type_=after, existing_nullable=False)
