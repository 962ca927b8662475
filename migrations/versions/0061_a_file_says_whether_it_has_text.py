"""A file says whether there was text in it, so that lists can tell without loading any."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("evidence_file") as batch:
        batch.add_column(sa.Column("has_text", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("evidence_file") as batch:
        batch.alter_column("has_text", server_default=None)
    file = sa.table("evidence_file", sa.column("id", sa.Integer), sa.column("has_text", sa.Boolean))
    text = sa.table("evidence_text", sa.column("file_id", sa.Integer), sa.column("document", sa.JSON))
    for file_id, document in op.get_bind().execute(sa.select(text.c.file_id, text.c.document)).all():
        if file_id is not None and document["passages"]:
            op.execute(sa.update(file).where(file.c.id == file_id).values(has_text=True))


def downgrade() -> None:
    with op.batch_alter_table("evidence_file") as batch:
        batch.drop_column("has_text")
