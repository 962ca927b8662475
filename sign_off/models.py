"""What can be reviewed, what was said of it, and what was signed."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from accounts.models import Apprenticeship, Manager, Person
from foundation.database import Base, one_of


class SubjectKind(StrEnum):
    EVIDENCE = "evidence"
    REPORT = "report"


class Subject(Base):
    """Something that can be sent, returned and accepted. Evidence and reports each point to one of these, so this room
    knows neither."""

    __tablename__ = "subject"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[SubjectKind] = mapped_column(one_of(SubjectKind))
    apprenticeship_id: Mapped[int] = mapped_column(ForeignKey("apprenticeship.id"), index=True)
    apprenticeship: Mapped[Apprenticeship] = relationship()
    reviews: Mapped[list["Review"]] = relationship(back_populates="subject", order_by="Review.number")
    comments: Mapped[list["Comment"]] = relationship(back_populates="subject", order_by="Comment.created_at")


class Decision(StrEnum):
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


class Review(Base):
    """One round: sent by the apprentice, decided by the tutor (or withdrawn). `snapshot` is the manifest of what was
    sent, so that the tutor reads what was sent and no draft."""

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("subject_id", "number"),
        CheckConstraint("(decided_at IS NULL) = (decision IS NULL)", name="decided_with_decision"),
        Index(
            "uq_review_open",
            "subject_id",
            unique=True,
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    number: Mapped[int]
    sent_at: Mapped[datetime]
    snapshot: Mapped[dict[str, Any]]
    digest: Mapped[str]
    decision: Mapped[Decision | None] = mapped_column(one_of(Decision))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(default="")
    subject: Mapped[Subject] = relationship(back_populates="reviews")
    decided_by: Mapped[Person | None] = relationship()


class Comment(Base):
    """A remark on a subject, anchored to a sentence (`excerpt` at `locator`) or to the whole (both empty). `once` is
    the digest of the page it was written on and of what it says there: the same sent again is no second comment."""

    __tablename__ = "comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    locator: Mapped[str] = mapped_column(default="")
    excerpt: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    once: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    subject: Mapped[Subject] = relationship(back_populates="comments")
    author: Mapped[Person] = relationship()


class Phrase(Base):
    """Words that are kept for comments: a tutor's own, which nobody else sees, or the provider's (no owner), for all of
    its tutors. `uses` counts the comments that were sent with it."""

    __tablename__ = "phrase"

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    body: Mapped[str]
    uses: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]


class LinkPurpose:
    """What a link is made for. `link_wanted_at`: since when staff are to make one and hand it over, where she asked
    and no mail goes. `colleague`: whom staff confirmed in place of the manager set then (`colleague_for_id`)."""

    link_wanted_at: Mapped[datetime | None]
    colleague_id: Mapped[int | None] = mapped_column(ForeignKey("manager.id"))
    colleague_for_id: Mapped[int | None] = mapped_column(ForeignKey("manager.id"))
    apprenticeship: Mapped[Apprenticeship]

    @declared_attr
    @classmethod
    def colleague(cls) -> Mapped[Manager | None]:
        return relationship(foreign_keys=f"{cls.__name__}.colleague_id")

    @property
    def signer(self) -> Manager | None:
        """Who is asked: a colleague who was confirmed, until the provider sets another manager; else the manager."""
        manager = self.apprenticeship.manager
        if self.colleague is None or self.colleague_for_id != (manager.id if manager else None):
            return manager
        return self.colleague


class StatementKind(StrEnum):
    PORTFOLIO = "portfolio"
    REPORT = "report"
    READINESS = "readiness"


class Party(StrEnum):
    APPRENTICE = "apprentice"
    EMPLOYER = "employer"


class Statement(LinkPurpose, Base):
    """A frozen manifest, the words that each party confirms about it, and the digest of both that every signature is
    over."""

    __tablename__ = "statement"
    __table_args__ = (
        Index(
            "uq_statement_current",
            "apprenticeship_id",
            "kind",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    apprenticeship_id: Mapped[int] = mapped_column(ForeignKey("apprenticeship.id"))
    kind: Mapped[StatementKind] = mapped_column(one_of(StatementKind))
    manifest: Mapped[dict[str, Any]]
    words: Mapped[dict[str, Any]]
    digest: Mapped[str]
    created_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
    apprenticeship: Mapped[Apprenticeship] = relationship()
    signatures: Mapped[list["Signature"]] = relationship(
        back_populates="statement", order_by="Signature.signed_at"
    )
    links: Mapped[list["SigningLink"]] = relationship(back_populates="statement", order_by="SigningLink.id")


class Signature(Base):
    """Somebody confirmed a statement. Over its digest; one for each party."""

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("statement_id", "party"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    party: Mapped[Party] = mapped_column(one_of(Party))
    name: Mapped[str]
    job_title: Mapped[str]
    relationship_to_apprentice: Mapped[str]
    digest: Mapped[str]
    signed_at: Mapped[datetime]
    statement: Mapped[Statement] = relationship(back_populates="signatures")


class Answer(StrEnum):
    """How a link was used up."""

    SIGNED = "signed"
    DECLINED = "declined"
    PASSED_ON = "passed_on"


class SigningLink(Base):
    """A link by which the employer signs a statement or writes a witness statement. Opening it uses nothing up.

    `settled_at` says that the provider's staff have dealt with a refusal, or with a colleague who was named, in another
    way than by a new link.
    """

    __tablename__ = "signing_link"
    __table_args__ = (
        CheckConstraint("(statement_id IS NULL) <> (witness_statement_id IS NULL)", name="one_purpose"),
        CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name="answered_with_answer"),
        CheckConstraint("settled_at IS NULL OR answered_at IS NOT NULL", name="settled_once_answered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)
    witness_statement_id: Mapped[int | None] = mapped_column(ForeignKey("witness_statement.id"), index=True)
    manager_id: Mapped[int] = mapped_column(ForeignKey("manager.id"))
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answer: Mapped[Answer | None] = mapped_column(one_of(Answer))
    answered_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    passed_to_name: Mapped[str] = mapped_column(default="")
    passed_to_email: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime | None]
    statement: Mapped[Statement | None] = relationship(back_populates="links")
    witness_statement: Mapped["WitnessStatement | None"] = relationship(back_populates="links")
    manager: Mapped[Manager] = relationship()

    @property
    def actor(self) -> str:
        return f"link:{self.id}"

    @property
    def asks_staff(self) -> bool:
        """The employer declined or named a colleague, and staff have not settled it."""
        return self.answer in (Answer.DECLINED, Answer.PASSED_ON) and self.settled_at is None

    @property
    def is_with_signer(self) -> bool:
        """Whoever holds it is whom the employer's answer is asked of now."""
        signer = self._purpose.signer
        return signer is not None and signer.email == self.manager.email

    @property
    def apprenticeship(self) -> Apprenticeship:
        return self._purpose.apprenticeship

    @property
    def _purpose(self) -> "Statement | WitnessStatement":
        about = self.statement or self.witness_statement
        assert about is not None, "a link has one purpose"
        return about


class WitnessStatement(LinkPurpose, Base):
    """What somebody saw the apprentice do: asked for by her, written by the witness alone, in his own words."""

    __tablename__ = "witness_statement"
    __table_args__ = (CheckConstraint("(signed_at IS NULL) = (digest IS NULL)", name="signed_with_digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    apprenticeship_id: Mapped[int] = mapped_column(ForeignKey("apprenticeship.id"), index=True)
    about: Mapped[str]
    created_at: Mapped[datetime]
    what: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    seen_on: Mapped[date | None]
    witness_name: Mapped[str] = mapped_column(default="")
    witness_job_title: Mapped[str] = mapped_column(default="")
    witness_relationship: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None]
    digest: Mapped[str | None]
    apprenticeship: Mapped[Apprenticeship] = relationship()
    links: Mapped[list[SigningLink]] = relationship(
        back_populates="witness_statement", order_by=SigningLink.id
    )
