"""The number of a standard on its way in is given once: a link to one that was dropped leads to no other."""

from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _number(once=True)


def downgrade() -> None:
    _number(once=False)


def _number(*, once: bool) -> None:
    """SQLite gives the number of a row that was deleted last again, unless told not to. PostgreSQL never does."""
    with op.batch_alter_table(
        "standard_draft",
        recreate="always" if op.get_context().dialect.name == "sqlite" else "auto",
        table_kwargs={"sqlite_autoincrement": once},
    ):
        pass
