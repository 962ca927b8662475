"""Verbs about rows of the appendix. The acting apprentice first; they flush and record, and never commit."""

from accounts.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.errors import MasterpieceError, Refused
from report_builder.access import can_suggest
from report_builder.appendix import Reader
from report_builder.mapping.standing import appendix_of, project_of
from report_builder.measuring import passages_of, titles_of
from report_builder.models import MappingRow, Report, RowState
from report_builder.queries import list_rows
from report_builder.services import hold_report, record_about


class NotInReport(MasterpieceError):
    """The sentence stands nowhere in the report, or not in the section that was named."""

    status = 422


def confirm_row(actor: Person, row: MappingRow) -> None:
    """She says that this sentence shows the KSB. Raises Refused where it was rewritten since, and where her provider
    has switched suggestions off."""
    report = hold_report(row.report)
    if not can_suggest(report.apprenticeship):
        raise Refused("Your provider has switched suggestions off after the gateway. Add the row yourself.")
    if not Reader(passages_of(report)).locate(row.section_key, row.excerpt):
        raise Refused(
            "This sentence has been rewritten since. Reload the page: it is not in your report now."
        )
    _decide(actor, report, row, RowState.CONFIRMED, "mapping_row_confirmed")


def reject_row(actor: Person, row: MappingRow) -> None:
    """She says that it does not: it is never suggested for this KSB again. A row of her own is taken out."""
    report = hold_report(row.report)
    if row.suggested:
        _decide(actor, report, row, RowState.REJECTED, "mapping_row_rejected")
    else:
        _take_out(actor, report, row)


def reopen_row(actor: Person, row: MappingRow) -> None:
    """She takes her answer back. A suggestion waits again; a row of her own is taken out."""
    report = hold_report(row.report)
    if row.suggested:
        _decide(actor, report, row, RowState.OPEN, "mapping_row_reopened")
    else:
        _take_out(actor, report, row)


def create_row(actor: Person, report: Report, code: str, excerpt: str, section_key: str = "") -> MappingRow:
    """She points to a sentence herself. `section_key` empty: we find its section. Raises NotInReport, and Refused where
    the project does not assess the KSB or the row is there already."""
    report = hold_report(report)
    row = _place(report, code, excerpt, section_key)
    _changed(actor, report, row, "mapping_row_created")
    return row


def update_row(actor: Person, row: MappingRow, excerpt: str, section_key: str = "") -> MappingRow:
    """She gives another sentence or section for a confirmed row. Returns the row that now stands: in place of a
    suggestion a row of her own, so that the words we suggested do not come back. Raises as `create_row` does."""
    report = hold_report(row.report)
    if row.state is not RowState.CONFIRMED:
        raise Refused("This row is not in your appendix. Answer the suggestion first.")
    new = _place(report, row.code, excerpt, section_key, instead_of=row)
    _changed(actor, report, new, "mapping_row_updated")
    return new


def _place(
    report: Report, code: str, excerpt: str, section_key: str, instead_of: MappingRow | None = None
) -> MappingRow:
    """A confirmed row for these words: one that holds them already, or `instead_of` if it was her own, or a new one.
    Nothing is changed before everything is known to be right."""
    if code not in project_of(report).ksbs:
        raise Refused(f"{code} is not assessed by the project, so it has no place in this appendix.")
    words = _plain(excerpt)
    key = _section_of(report, words, section_key)
    known = next(
        (
            row
            for row in list_rows(report)
            if (row.code, row.section_key, _plain(row.excerpt)) == (code, key, words)
        ),
        None,
    )
    if known is not None and known is not instead_of and known.state is RowState.CONFIRMED:
        raise Refused(f"This sentence is in your appendix for {code} already.")
    own = instead_of if instead_of is not None and not instead_of.suggested else None
    row = known or own or MappingRow(report=report, code=code, suggested=False)
    if instead_of is not None and row is not instead_of:
        _retire(instead_of)
    row.project = next(one.project for one in report.sections if one.key == key)
    row.section_key, row.excerpt = key, row.excerpt if known else words
    row.locator = Reader(passages_of(report)).locate(key, words)
    row.state, row.decided_at = RowState.CONFIRMED, now()
    db.session.add(row)
    return row


def _retire(row: MappingRow) -> None:
    """Another row takes its place: a suggestion stays as one that she turned down, so that it does not come back."""
    if row.suggested:
        row.state, row.decided_at = RowState.REJECTED, now()
    else:
        db.session.delete(row)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _section_of(report: Report, excerpt: str, section_key: str) -> str:
    """The section in which the words stand: the named one, else the first that has them."""
    found = Reader(passages_of(report)).sections_with(excerpt)
    if not found:
        raise NotInReport(
            "We could not find these words in your report as it was last saved. "
            "Copy the sentence from it, word for word."
        )
    if not section_key:
        return found[0]
    if section_key not in found:
        titles = titles_of(report)
        raise NotInReport(
            f"These words are not in “{titles.get(section_key, section_key)}”. "
            f"They stand in “{titles[found[0]]}”: choose that, or let us find the section."
        )
    return section_key


def _decide(actor: Person, report: Report, row: MappingRow, state: RowState, event: str) -> None:
    row.state = state
    row.decided_at = None if state is RowState.OPEN else now()
    _changed(actor, report, row, event)


def _take_out(actor: Person, report: Report, row: MappingRow) -> None:
    db.session.delete(row)
    _changed(actor, report, row, "mapping_row_taken_out")


def _changed(actor: Person, report: Report, row: MappingRow, event: str) -> None:
    db.session.flush()
    report.placed = appendix_of(report).placed
    record_about(actor, report, event, row=row.id, code=row.code, suggested=row.suggested)
