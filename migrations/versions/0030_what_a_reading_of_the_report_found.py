"""What a reading of the report found: hints, when it was read, and how many KSBs have a place"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_hint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("section_key", sa.String(), nullable=False),
        sa.Column("excerpt", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "left", name="hint_state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_hint_report_id_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_hint")),
        sa.UniqueConstraint(
            "report_id",
            "rule",
            "section_key",
            "excerpt",
            name=op.f("uq_report_hint_report_id_rule_section_key_excerpt"),
        ),
    )
    with op.batch_alter_table("report") as report:
        report.add_column(sa.Column("placed", sa.Integer(), nullable=False, server_default="0"))
        report.add_column(sa.Column("read_at", sa.DateTime(timezone=True), nullable=True))
        report.add_column(sa.Column("reading_problem", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("report") as report:
        report.drop_column("reading_problem")
        report.drop_column("read_at")
        report.drop_column("placed")
    op.drop_table("report_hint")
