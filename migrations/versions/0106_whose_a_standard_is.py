"""A standard that a provider published in the browser is its own; all others are everybody's.

What was published in the browser before becomes the own one of the provider whose administrator published it, unless an
apprentice of another provider is on it: then it stays everybody's, so that nobody's standard goes away.
"""

import sqlalchemy as sa
from alembic import op

revision = "0106"
down_revision = "0105"
branch_labels = None
depends_on = None

_VERSION = sa.table(
    "standard_version",
    sa.column("id", sa.Integer()),
    sa.column("provider_id", sa.Integer()),
    sa.column("reference", sa.String()),
    sa.column("version", sa.String()),
    sa.column("content", sa.JSON()),
    sa.column("published_by", sa.String()),
)
_PERSON = sa.table("person", sa.column("id", sa.Integer()), sa.column("provider_id", sa.Integer()))
_PROVIDER = sa.table("provider", sa.column("id", sa.Integer()), sa.column("name", sa.String()))
_LEARNING = sa.table(
    "apprenticeship", sa.column("standard_version_id", sa.Integer()), sa.column("provider_id", sa.Integer())
)


def upgrade() -> None:
    with op.batch_alter_table("standard_version") as table:
        table.add_column(sa.Column("provider_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_standard_version_provider_id_provider"), "provider", ["provider_id"], ["id"]
        )
        table.drop_constraint(op.f("uq_standard_version_reference_version"), type_="unique")
    _give_to_publishers()
    for name, columns, whose in (
        ("uq_standard_version_everybodys", ["reference", "version"], "provider_id IS NULL"),
        ("uq_standard_version_own", ["provider_id", "reference", "version"], "provider_id IS NOT NULL"),
    ):
        op.create_index(
            name,
            "standard_version",
            columns,
            unique=True,
            sqlite_where=sa.text(whose),
            postgresql_where=sa.text(whose),
        )


def _give_to_publishers() -> None:
    """Its number is what its content says: the way back may have given it another."""
    connection = op.get_bind()
    provider_of = {f"person:{one.id}": one.provider_id for one in connection.execute(sa.select(_PERSON))}
    users: dict[int, set[int]] = {}
    for one in connection.execute(sa.select(_LEARNING).distinct()):
        users.setdefault(one.standard_version_id, set()).add(one.provider_id)
    published = sa.select(_VERSION.c.id, _VERSION.c.version, _VERSION.c.published_by)
    for version in connection.execute(published).all():
        owner = provider_of.get(version.published_by)
        if owner is None or users.get(version.id, set()) - {owner}:
            continue
        this = _VERSION.c.id == version.id
        content = connection.scalar(sa.select(_VERSION.c.content).where(this))
        number = content.get("version", version.version)
        connection.execute(sa.update(_VERSION).where(this).values(provider_id=owner, version=number))


def downgrade() -> None:
    _number_apart()
    for name in ("uq_standard_version_everybodys", "uq_standard_version_own"):
        op.drop_index(name, table_name="standard_version")
    with op.batch_alter_table("standard_version") as table:
        table.drop_constraint(op.f("fk_standard_version_provider_id_provider"), type_="foreignkey")
        table.drop_column("provider_id")
        table.create_unique_constraint(
            op.f("uq_standard_version_reference_version"), ["reference", "version"]
        )


def _number_apart() -> None:
    """Where a number is there twice, the providers' own ones are numbered with their names. Everybody's keeps it."""
    connection = op.get_bind()
    names = {one.id: one.name for one in connection.execute(sa.select(_PROVIDER))}
    columns = _VERSION.c.id, _VERSION.c.provider_id, _VERSION.c.reference, _VERSION.c.version
    taken: set[tuple[str, str]] = set()
    in_turn = sa.select(*columns).order_by(_VERSION.c.provider_id.is_not(None), _VERSION.c.id)
    for one in connection.execute(in_turn).all():
        number = one.version
        if (one.reference, number) in taken:
            number = f"{one.version} of {names[one.provider_id]}"
            connection.execute(sa.update(_VERSION).where(_VERSION.c.id == one.id).values(version=number))
        taken.add((one.reference, number))
