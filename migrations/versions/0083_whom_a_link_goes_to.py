"""A link that was asked for and waits to be made; a colleague whom staff confirmed in the manager's place."""

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0091"
branch_labels = None
depends_on = None

_PURPOSES = ("statement", "witness_statement")
_PEOPLE = ("colleague_id", "colleague_for_id")


def upgrade() -> None:
    for table in _PURPOSES:
        with op.batch_alter_table(table) as purpose:
            purpose.add_column(sa.Column("link_wanted_at", sa.DateTime(timezone=True), nullable=True))
            for person in _PEOPLE:
                purpose.add_column(sa.Column(person, sa.Integer(), nullable=True))
                purpose.create_foreign_key(op.f(f"fk_{table}_{person}_manager"), "manager", [person], ["id"])


def downgrade() -> None:
    for table in _PURPOSES:
        with op.batch_alter_table(table) as purpose:
            for person in _PEOPLE:
                purpose.drop_constraint(op.f(f"fk_{table}_{person}_manager"), type_="foreignkey")
                purpose.drop_column(person)
            purpose.drop_column("link_wanted_at")
