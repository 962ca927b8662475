"""The project report: its sections with every revision, its figures, its mapping appendix, its presentation."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Apprenticeship
from foundation.database import Base, one_of
from sign_off.models import Subject


class ReportKind(StrEnum):
    PRACTICE = "practice"
    FINAL = "final"

    @property
    def label(self) -> str:
        return {"practice": "Practice report", "final": "Project report"}[self.value]


class Report(Base):
    """A report of one or more projects. Practice may begin at any time; the final starts empty after the gateway.

    `titles` holds the title of each project in order: as many as there are projects, one of them perhaps empty.
    `words` is what the last save counted and `placed` how many KSBs had a place then, for pages that do not show the
    report. `attempt` counts from 1; a later one is reworked since the day on which the outcome was told (`told_on`).
    `read_at` is when a job last read it for suggestions and hints; `reading_problem` says why it could not.
    """

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("apprenticeship_id", "kind"),
        CheckConstraint("(attempt = 1) = (told_on IS NULL)", name="first_attempt_follows_none"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    apprenticeship_id: Mapped[int] = mapped_column(ForeignKey("apprenticeship.id"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), unique=True)
    kind: Mapped[ReportKind] = mapped_column(one_of(ReportKind))
    titles: Mapped[list[Any]]
    attempt: Mapped[int] = mapped_column(default=1)
    told_on: Mapped[date | None]
    words: Mapped[int] = mapped_column(default=0)
    placed: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    reading_problem: Mapped[str] = mapped_column(default="")
    apprenticeship: Mapped[Apprenticeship] = relationship()
    subject: Mapped[Subject] = relationship()
    sections: Mapped[list["ReportSection"]] = relationship(
        back_populates="report", order_by="ReportSection.id"
    )
    rows: Mapped[list["MappingRow"]] = relationship(back_populates="report", order_by="MappingRow.id")
    hints: Mapped[list["ReportHint"]] = relationship(back_populates="report", order_by="ReportHint.id")
    presentation: Mapped["Presentation | None"] = relationship(back_populates="report")

    @property
    def label(self) -> str:
        """ "Project report, rework 2"."""
        return label_of(self.kind, self.attempt)

    @property
    def project_titles(self) -> tuple[str, ...]:
        return tuple(str(title) for title in self.titles)

    @property
    def title(self) -> str:
        """What the report is called: its projects by name, "Project report" while none has one."""
        return title_of_projects(self.project_titles)

    @property
    def full_title(self) -> str:
        """ "Practice report: The Elm Road Wi-Fi"."""
        return f"{self.label}: {self.title}" if any(self.titles) else self.label


class HandedIn(Base):
    """An earlier attempt at the final report, as it was handed in: the manifest names revisions, which never change.
    `told_on` is what the report's was while this was the present attempt."""

    __tablename__ = "report_handed_in"
    __table_args__ = (UniqueConstraint("report_id", "attempt"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    attempt: Mapped[int]
    told_on: Mapped[date | None]
    manifest: Mapped[dict[str, Any]]
    kept_at: Mapped[datetime]
    report: Mapped[Report] = relationship()

    @property
    def name(self) -> str:
        return name_of_attempt(self.attempt)


def label_of(kind: ReportKind, attempt: int | None) -> str:
    """A report that is not flushed yet has no number, and is the first."""
    return f"{kind.label}, rework {attempt}" if attempt and attempt > 1 else kind.label


def name_of_attempt(attempt: int) -> str:
    return f"rework {attempt}" if attempt > 1 else "attempt 1"


def title_of_projects(titles: tuple[str, ...]) -> str:
    return " and ".join(filter(None, titles)) or "Project report"


class ReportSection(Base):
    """One section as it now stands. `revision` counts up with every save and is what a save must be based on."""

    __tablename__ = "report_section"
    __table_args__ = (UniqueConstraint("report_id", "project", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    project: Mapped[int]
    key: Mapped[str]
    content: Mapped[dict[str, Any]]
    revision: Mapped[int] = mapped_column(default=0)
    words: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime | None]
    report: Mapped[Report] = relationship(back_populates="sections")


class SectionRevision(Base):
    """A section as it once stood."""

    __tablename__ = "section_revision"
    __table_args__ = (UniqueConstraint("section_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("report_section.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    words: Mapped[int]
    saved_at: Mapped[datetime]


class ReportFigure(Base):
    """A picture in the report. `name` is what she called the file; the bytes rest under `key`."""

    __tablename__ = "report_figure"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    name: Mapped[str]
    key: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    added_at: Mapped[datetime]


class RowState(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class MappingRow(Base):
    """One row of the appendix: a KSB, and the section and sentence that show it."""

    __tablename__ = "mapping_row"
    __table_args__ = (
        UniqueConstraint("report_id", "code", "project", "section_key", "excerpt"),
        Index("ix_mapping_row_report_id_state", "report_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    code: Mapped[str]
    project: Mapped[int]
    section_key: Mapped[str]
    locator: Mapped[str] = mapped_column(default="")
    excerpt: Mapped[str] = mapped_column(default="")
    suggested: Mapped[bool]
    state: Mapped[RowState] = mapped_column(one_of(RowState))
    score: Mapped[float] = mapped_column(default=0.0)
    decided_at: Mapped[datetime | None]
    report: Mapped[Report] = relationship(back_populates="rows")

    @property
    def is_asked_again(self) -> bool:
        """She confirmed it for the statement as it was worded before: the sentence stays, the answer is open."""
        return self.state is RowState.OPEN and self.decided_at is not None


class HintState(StrEnum):
    OPEN = "open"
    LEFT = "left"


class ReportHint(Base):
    """A sentence worth a second look before she sends the report; never more than a hint. `rule` is one of
    `report_builder.reading.hints`. She may leave it as it is."""

    __tablename__ = "report_hint"
    __table_args__ = (UniqueConstraint("report_id", "rule", "section_key", "excerpt"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    rule: Mapped[str]
    section_key: Mapped[str]
    excerpt: Mapped[str]
    state: Mapped[HintState] = mapped_column(one_of(HintState), default=HintState.OPEN)
    found_at: Mapped[datetime]
    report: Mapped[Report] = relationship(back_populates="hints")


class Presentation(Base):
    """What goes to the assessment organisation beside the report: the slides, if there are any, and what she needs in
    the room. `needs` counts once `needs_told_at` is set: empty, it then says that she needs nothing more.

    `timing` is how many minutes she plans for each thing that the plan wants covered, in its order, and `outline` her
    [points, notes] for each; both for her alone.
    """

    __tablename__ = "presentation"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), unique=True)
    needs: Mapped[str] = mapped_column(default="")
    needs_told_at: Mapped[datetime | None]
    timing: Mapped[list[Any]]
    outline: Mapped[list[Any]] = mapped_column(default=list)
    saved_at: Mapped[datetime]
    report: Mapped[Report] = relationship(back_populates="presentation")
    all_slides: Mapped[list["Slides"]] = relationship(back_populates="presentation", order_by="Slides.id")

    @property
    def slides(self) -> "Slides | None":
        """The slides that go with the report."""
        return next((slides for slides in self.all_slides if slides.taken_out_at is None), None)


class Slides(Base):
    """A file of slides: the one in use, or one that she replaced or took out and can bring back. `name` is what she
    called it, and nothing else; the bytes rest under `key`.

    `outline` holds (place, words) of each slide with text; `drawn_at` is when the worker was through with it.
    """

    __tablename__ = "slides"
    __table_args__ = (
        CheckConstraint("size > 0", name="size"),
        Index(
            "uq_slides_in_use",
            "presentation_id",
            unique=True,
            sqlite_where=text("taken_out_at IS NULL"),
            postgresql_where=text("taken_out_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    presentation_id: Mapped[int] = mapped_column(ForeignKey("presentation.id"), index=True)
    name: Mapped[str]
    key: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    media_type: Mapped[str]
    pages: Mapped[int | None]
    outline: Mapped[list[Any]]
    added_at: Mapped[datetime]
    drawn_at: Mapped[datetime | None]
    taken_out_at: Mapped[datetime | None]
    presentation: Mapped[Presentation] = relationship(back_populates="all_slides")
    pictures: Mapped[list["SlidesPicture"]] = relationship(
        back_populates="slides", order_by="SlidesPicture.id"
    )


class SlidesPicture(Base):
    """A picture made from slides: the thumbnail, a page."""

    __tablename__ = "slides_picture"
    __table_args__ = (UniqueConstraint("slides_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slides_id: Mapped[int] = mapped_column(ForeignKey("slides.id"))
    name: Mapped[str]
    key: Mapped[str]
    size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    slides: Mapped[Slides] = relationship(back_populates="pictures")
