"""What this room keeps of its own: everything of a provider, put into one ZIP."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Provider
from foundation.database import Base, one_of
from gateway.models import PackState


class ProviderDownload(Base):
    """Everything of a provider as one ZIP, being made or made. `done` of its `total` learners are in it. One is made at
    a time; it is removed at `expires_at`, and sooner when a learner in it is deleted.
    A number is given once: a job that still writes one which was removed finds no other in its place."""

    __tablename__ = "provider_download"
    __table_args__ = (
        Index(
            "uq_provider_download_waiting",
            "provider_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    state: Mapped[PackState] = mapped_column(one_of(PackState), default=PackState.WAITING)
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    ready_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    key: Mapped[str | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    provider: Mapped[Provider] = relationship()
