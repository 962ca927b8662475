"""A mail that was given up waits for somebody to do by hand what it should have done."""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0062"


def upgrade() -> None:
    with op.batch_alter_table("mail") as mail:
        mail.add_column(sa.Column("kind", sa.String(), nullable=False, server_default=""))
        mail.add_column(sa.Column("concerns", sa.String(), nullable=False, server_default=""))
        mail.add_column(sa.Column("apprenticeship_id", sa.Integer(), nullable=True))
        mail.add_column(sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True))
        mail.add_column(sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("mail") as mail:
        mail.alter_column("kind", server_default=None)
        mail.alter_column("concerns", server_default=None)
        mail.create_index(op.f("ix_mail_concerns"), ["concerns"])
        mail.create_index(op.f("ix_mail_failed_at"), ["failed_at"])


def downgrade() -> None:
    with op.batch_alter_table("mail") as mail:
        mail.drop_index(op.f("ix_mail_failed_at"))
        mail.drop_index(op.f("ix_mail_concerns"))
        for column in ("settled_at", "failed_at", "apprenticeship_id", "concerns", "kind"):
            mail.drop_column(column)
