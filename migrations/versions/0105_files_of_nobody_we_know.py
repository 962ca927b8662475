"""Files that should be gone, from before their deletion said whose they were: those that were given up are tried again.

They were given up after three tries within seconds, and no administrator can be shown them: nobody knows of whose
provider they are.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0105"
down_revision = "0104"
branch_labels = None
depends_on = None

_JOB = sa.table(
    "job",
    sa.column("id", sa.Integer()),
    sa.column("kind", sa.String()),
    sa.column("payload", sa.JSON()),
    sa.column("state", sa.String()),
    sa.column("attempts", sa.Integer()),
    sa.column("run_at", sa.DateTime(timezone=True)),
    sa.column("finished_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    connection = op.get_bind()
    given_up = sa.select(_JOB.c.id, _JOB.c.payload).where(
        _JOB.c.kind == "delete_files", _JOB.c.state == "failed"
    )
    of_nobody = [job.id for job in connection.execute(given_up) if not job.payload.get("concerns")]
    again = {"state": "waiting", "attempts": 0, "run_at": datetime.now(UTC), "finished_at": None}
    for id_ in of_nobody:
        connection.execute(sa.update(_JOB).where(_JOB.c.id == id_).values(**again))


def downgrade() -> None:
    """They may be deleted by now, and are due in any case."""
