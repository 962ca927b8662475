"""People, organisations, and who learns which standard with whom."""

import hashlib
import json
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, exists, or_, text
from sqlalchemy.orm import Mapped, aliased, column_property, mapped_column, relationship, validates

import standards
from foundation.database import Base, one_of


class Role(StrEnum):
    APPRENTICE = "apprentice"
    TUTOR = "tutor"
    ADMINISTRATOR = "administrator"


class Provider(Base):
    """A training provider and its policies. After the gateway the apprentice works unaided: comments on the report's
    content are off unless `comments_after_gateway`; KSB suggestions stay on unless switched off."""

    __tablename__ = "provider"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    review_days: Mapped[int] = mapped_column(default=5)
    comments_after_gateway: Mapped[bool] = mapped_column(default=False)
    suggestions_after_gateway: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class Employer(Base):
    __tablename__ = "employer"
    __table_args__ = (UniqueConstraint("provider_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    name: Mapped[str]


def first_name_of(name: str) -> str:
    return name.split()[0]


class Manager(Base):
    """The apprentice's line manager. Signs by link and has no account; the provider sets the address."""

    __tablename__ = "manager"
    __table_args__ = (UniqueConstraint("employer_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    name: Mapped[str]
    email: Mapped[str]
    job_title: Mapped[str] = mapped_column(default="")
    employer: Mapped[Employer] = relationship()

    @property
    def first_name(self) -> str:
        return first_name_of(self.name)


class Person(UserMixin, Base):
    """Somebody with an account. `password_hash` is empty until the invitation is accepted."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_lower"),
        Index("ix_person_provider_id_role", "provider_id", "role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    role: Mapped[Role] = mapped_column(one_of(Role))
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str | None]
    session_stamp: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    deactivated_at: Mapped[datetime | None]
    provider: Mapped[Provider] = relationship()

    @property
    def is_active(self) -> bool:
        return self.deactivated_at is None and self.password_hash is not None

    @property
    def first_name(self) -> str:
        return first_name_of(self.name)

    @property
    def actor(self) -> str:
        """How events name this person."""
        return f"person:{self.id}"

    def get_id(self) -> str:
        """The stamp changes with the password, so a changed password signs every other browser out."""
        return f"{self.id}.{self.session_stamp}"


# Standards that this process has read, by the digest of what it read, each whole ("") and by option.
_standards: dict[tuple[str, str], standards.Standard] = {}


class StandardVersion(Base):
    """A standard as published. Never changed afterwards: apprenticeships stay on theirs.

    `provider_id` is whose own it is, and nobody else is offered it; empty where it is everybody's of the installation.
    `digest` names the content, which is long and therefore left in the database until it is asked for.
    """

    __tablename__ = "standard_version"
    __table_args__ = (
        Index(
            "uq_standard_version_everybodys",
            "reference",
            "version",
            unique=True,
            sqlite_where=text("provider_id IS NULL"),
            postgresql_where=text("provider_id IS NULL"),
        ),
        Index(
            "uq_standard_version_own",
            "provider_id",
            "reference",
            "version",
            unique=True,
            sqlite_where=text("provider_id IS NOT NULL"),
            postgresql_where=text("provider_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int | None] = mapped_column(ForeignKey("provider.id"))
    reference: Mapped[str]
    version: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    digest: Mapped[str]
    published_at: Mapped[datetime]
    published_by: Mapped[str]

    @validates("content")
    def _name_content(self, _field: str, content: dict[str, Any]) -> dict[str, Any]:
        written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        self.digest = hashlib.sha256(written.encode()).hexdigest()
        return content

    def is_for(self, provider_id: int) -> bool:
        """Whether apprentices of this provider can be on it."""
        return self.provider_id in (None, provider_id)

    @property
    def standard(self) -> standards.Standard:
        """The standard that the content holds. A process reads it once: other content has another digest."""
        if (self.digest, "") not in _standards:
            _standards[self.digest, ""] = standards.Standard.from_dict(self.content)
        return _standards[self.digest, ""]

    def for_option(self, option: str) -> standards.Standard:
        """The standard as those on this option have it, put together once; whole without one ("")."""
        if (self.digest, option) not in _standards:
            _standards[self.digest, option] = standards.for_option(self.standard, option)
        return _standards[self.digest, option]

    def find_option(self, option: str) -> standards.Option | None:
        """The option of this id."""
        return next((one for one in self.standard.options if one.id == option), None)


class StandardDraft(Base):
    """A standard as it was read from a file, until an administrator publishes or drops it.

    `lines` are the source's [number, words], for reading beside it. `doubts` are {line, read, why, settled}, `missing`
    {path, what}. Whose file it was, no other provider sees. A number is given once: old links lead to no other draft.
    """

    __tablename__ = "standard_draft"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    file_name: Mapped[str]
    content: Mapped[dict[str, Any]]
    doubts: Mapped[list[Any]]
    missing: Mapped[list[Any]]
    lines: Mapped[list[Any]] = mapped_column(deferred=True)
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[str]

    @property
    def standard(self) -> standards.Standard:
        return standards.Standard.from_dict(self.content)

    @property
    def open_doubts(self) -> int:
        return sum(not doubt["settled"] for doubt in self.doubts)


class StandardFeed(Base):
    """A file with many standards, at rest under `key` for a while so that some can be chosen from it. `entries` are
    {place, reference, version, title}. Whose file it was, no other provider sees."""

    __tablename__ = "standard_feed"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    file_name: Mapped[str]
    key: Mapped[str]
    entries: Mapped[list[Any]]
    uploaded_at: Mapped[datetime]


_hers, _other = aliased(StandardVersion), aliased(StandardVersion)


class Apprenticeship(Base):
    """One apprentice on one standard version, with her tutor, her employer and her line manager.

    `option` is the id of the standard's option that she learns; empty where it has none, or none was chosen yet.
    """

    __tablename__ = "apprenticeship"

    id: Mapped[int] = mapped_column(primary_key=True)
    apprentice_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    standard_version_id: Mapped[int] = mapped_column(ForeignKey("standard_version.id"))
    option: Mapped[str] = mapped_column(default="")
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    tutor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("manager.id"))
    started_on: Mapped[date]
    gateway_planned_on: Mapped[date | None]
    gateway_confirmed_on: Mapped[date | None]
    gateway_confirmed_by: Mapped[str | None]
    delete_after: Mapped[date | None]
    created_at: Mapped[datetime]

    apprentice: Mapped[Person] = relationship(foreign_keys=[apprentice_id])
    tutor: Mapped[Person | None] = relationship(foreign_keys=[tutor_id])
    manager: Mapped[Manager | None] = relationship()
    employer: Mapped[Employer] = relationship()
    provider: Mapped[Provider] = relationship()
    standard_version: Mapped[StandardVersion] = relationship()
    shares_its_number: Mapped[bool] = column_property(
        exists()
        .where(_hers.id == standard_version_id)
        .where(_other.reference == _hers.reference, _other.version == _hers.version, _other.id != _hers.id)
        .where(or_(_other.provider_id.is_(None), _other.provider_id == provider_id))
        .correlate_except(_hers, _other),
        deferred=True,
    )
    """Whether her provider has another version of the same number: its own and everybody's."""

    @property
    def standard(self) -> standards.Standard:
        """The standard as this apprentice has it: whatever asks for her KSBs asks this."""
        return self.standard_version.for_option(self.option)

    @property
    def lacks_option(self) -> bool:
        """Whether the standard has options and nobody has chosen hers: everything of it is asked of her then."""
        return not self.option and bool(self.standard_version.standard.options)

    @property
    def is_past_gateway(self) -> bool:
        return self.gateway_confirmed_on is not None


class LinkKind(StrEnum):
    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105


class AccessLink(Base):
    """An expiring link that lets a person set a password, once. Only the token's digest is kept."""

    __tablename__ = "access_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[LinkKind] = mapped_column(one_of(LinkKind))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()


class SignedOut(Base):
    """A sign-in that was ended, by the digest of its token: a copy of its cookie opens nothing any more."""

    __tablename__ = "signed_out"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
