"""Attempts at the final report: which one it is, the day its outcome was told, and each as it was handed in."""

import sqlalchemy as sa
from alembic import op

revision = "0084"
down_revision = "0092"
branch_labels = None
depends_on = None

_FIRST_TOLD_NOTHING = "ck_report_first_attempt_follows_none"


def upgrade() -> None:
    with op.batch_alter_table("report") as report:
        report.add_column(sa.Column("attempt", sa.Integer(), nullable=False, server_default="1"))
        report.add_column(sa.Column("told_on", sa.Date(), nullable=True))
        report.create_check_constraint(op.f(_FIRST_TOLD_NOTHING), "(attempt = 1) = (told_on IS NULL)")
    with op.batch_alter_table("report") as report:
        report.alter_column("attempt", server_default=None)
    with op.batch_alter_table("pack") as pack:
        pack.add_column(sa.Column("attempt", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("pack") as pack:
        pack.alter_column("attempt", server_default=None)
    op.create_table(
        "report_handed_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("manifest", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_handed_in_report_id_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_handed_in")),
        sa.UniqueConstraint("report_id", "attempt", name=op.f("uq_report_handed_in_report_id_attempt")),
    )


def downgrade() -> None:
    op.drop_table("report_handed_in")
    with op.batch_alter_table("pack") as pack:
        pack.drop_column("attempt")
    with op.batch_alter_table("report") as report:
        report.drop_constraint(op.f(_FIRST_TOLD_NOTHING), type_="check")
        report.drop_column("told_on")
        report.drop_column("attempt")
