"""A standard is named by its digest"""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

version = sa.table("standard_version", sa.column("id"), sa.column("content", sa.JSON), sa.column("digest"))


def upgrade() -> None:
    op.add_column("standard_version", sa.Column("digest", sa.String(), nullable=True))
    connection = op.get_bind()
    for row in connection.execute(sa.select(version.c.id, version.c.content)).all():
        written = json.dumps(row.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256(written.encode()).hexdigest()
        connection.execute(sa.update(version).where(version.c.id == row.id).values(digest=digest))
    with op.batch_alter_table("standard_version") as table:
        table.alter_column("digest", existing_type=sa.String(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("standard_version") as table:
        table.drop_column("digest")
