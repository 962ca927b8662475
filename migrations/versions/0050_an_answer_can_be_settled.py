"""An employer's refusal can be settled without a new link."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0041"


def upgrade() -> None:
    with op.batch_alter_table("signing_link") as link:
        link.add_column(sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
        link.create_check_constraint(
            op.f("ck_signing_link_settled_once_answered"), "settled_at IS NULL OR answered_at IS NOT NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("signing_link") as link:
        link.drop_constraint(op.f("ck_signing_link_settled_once_answered"), type_="check")
        link.drop_column("settled_at")
