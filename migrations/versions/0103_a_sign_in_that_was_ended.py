"""A sign-in that was ended: a copy of its cookie opens nothing any more."""

import sqlalchemy as sa
from alembic import op

revision = "0103"
down_revision = "0102"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signed_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signed_out_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_out")),
        sa.UniqueConstraint("digest", name=op.f("uq_signed_out_digest")),
    )
    with op.batch_alter_table("signed_out") as table:
        table.create_index(op.f("ix_signed_out_person_id"), ["person_id"])


def downgrade() -> None:
    op.drop_table("signed_out")
