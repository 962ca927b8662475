"""Slides as rows of their own, so that replaced ones can be brought back; needs that were told; planned minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "slides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("presentation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("outline", sa.JSON(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("size > 0", name=op.f("ck_slides_size")),
        sa.ForeignKeyConstraint(
            ["presentation_id"], ["presentation.id"], name=op.f("fk_slides_presentation_id_presentation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slides")),
    )
    with op.batch_alter_table("slides") as slides:
        slides.create_index(op.f("ix_slides_presentation_id"), ["presentation_id"])
        slides.create_index(
            "uq_slides_in_use",
            ["presentation_id"],
            unique=True,
            sqlite_where=sa.text("taken_out_at IS NULL"),
            postgresql_where=sa.text("taken_out_at IS NULL"),
        )
    op.create_table(
        "slides_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slides_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["slides_id"], ["slides.id"], name=op.f("fk_slides_picture_slides_id_slides")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slides_picture")),
        sa.UniqueConstraint("slides_id", "name", name=op.f("uq_slides_picture_slides_id_name")),
    )
    op.execute(
        "INSERT INTO slides (presentation_id, name, key, size, sha256, media_type, pages, outline, added_at, drawn_at) "
        "SELECT id, name, key, size, sha256, media_type, pages, '[]', saved_at, saved_at FROM presentation "
        "WHERE key IS NOT NULL AND size > 0"
    )
    with op.batch_alter_table("presentation") as presentation:
        presentation.add_column(sa.Column("needs_told_at", sa.DateTime(timezone=True), nullable=True))
        presentation.add_column(sa.Column("timing", sa.JSON(), nullable=False, server_default="[]"))
    op.execute("UPDATE presentation SET needs_told_at = saved_at WHERE needs <> ''")
    with op.batch_alter_table("presentation") as presentation:
        presentation.alter_column("timing", server_default=None)
        presentation.drop_constraint(op.f("ck_presentation_slides"), type_="check")
        for column in ("name", "key", "size", "sha256", "media_type", "pages", "minutes"):
            presentation.drop_column(column)


def downgrade() -> None:
    with op.batch_alter_table("presentation") as presentation:
        for name in ("name", "media_type"):
            presentation.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        for name in ("key", "sha256"):
            presentation.add_column(sa.Column(name, sa.String(), nullable=True))
        for name in ("size", "pages", "minutes"):
            presentation.add_column(sa.Column(name, sa.Integer(), nullable=True))
    columns = ("name", "key", "size", "sha256", "media_type", "pages")
    for column in columns:
        op.execute(
            f"UPDATE presentation SET {column} = (SELECT slides.{column} FROM slides "
            "WHERE slides.presentation_id = presentation.id AND slides.taken_out_at IS NULL) "
            "WHERE EXISTS (SELECT 1 FROM slides "
            "WHERE slides.presentation_id = presentation.id AND slides.taken_out_at IS NULL)"
        )
    with op.batch_alter_table("presentation") as presentation:
        for name in ("name", "media_type"):
            presentation.alter_column(name, server_default=None)
        presentation.create_check_constraint(
            op.f("ck_presentation_slides"),
            "(key IS NULL) = (sha256 IS NULL) AND (key IS NULL) = (size IS NULL)",
        )
        presentation.drop_column("timing")
        presentation.drop_column("needs_told_at")
    op.drop_table("slides_picture")
    with op.batch_alter_table("slides") as slides:
        slides.drop_index(
            "uq_slides_in_use",
            sqlite_where=sa.text("taken_out_at IS NULL"),
            postgresql_where=sa.text("taken_out_at IS NULL"),
        )
        slides.drop_index(op.f("ix_slides_presentation_id"))
    op.drop_table("slides")
