"""One pack of a kind is made at a time, and the database says so."""

import sqlalchemy as sa
from alembic import op

revision = "0102"
down_revision = "0101"
branch_labels = None
depends_on = None

# A double click may have begun two. The newest is made; the job of another finds that nobody waits for it.
ONE_IS_ENOUGH = """
    UPDATE pack SET state = 'failed', problem = 'Another one was asked for at the same moment: it is that one.'
    WHERE state = 'waiting' AND EXISTS (
        SELECT 1 FROM pack AS newer
        WHERE newer.apprenticeship_id = pack.apprenticeship_id AND newer.kind = pack.kind
        AND newer.state = 'waiting' AND newer.id > pack.id
    )
"""


def upgrade() -> None:
    op.execute(ONE_IS_ENOUGH)
    op.create_index(
        "uq_pack_waiting",
        "pack",
        ["apprenticeship_id", "kind"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )


def downgrade() -> None:
    op.drop_index("uq_pack_waiting", table_name="pack")
