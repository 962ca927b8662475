"""What a browser sends again, by reloading the answer, is no second comment."""

import sqlalchemy as sa
from alembic import op

revision = "0093"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("comment") as batch:
        batch.add_column(sa.Column("once", sa.String(), nullable=True))
        batch.create_unique_constraint(op.f("uq_comment_once"), ["once"])


def downgrade() -> None:
    with op.batch_alter_table("comment") as batch:
        batch.drop_constraint(op.f("uq_comment_once"), type_="unique")
        batch.drop_column("once")
