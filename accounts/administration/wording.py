"""Words for the administrator's pages: what the plans say about working unaided, what each column holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounts.administration.csv_import import Checked
from accounts.models import StandardVersion
from accounts.standard_names import by_short_name, shown_names

UNAIDED = "report_unaided"


@dataclass(frozen=True)
class Quoted:
    """Words of a plan, verbatim, and where they stand."""

    quote: str
    source: str


def unaided_clauses(versions: Iterable[StandardVersion]) -> list[Quoted]:
    """The clause of every published plan that has one, each wording once."""
    quoted: dict[str, Quoted] = {}
    for version in versions:
        clause = version.standard.find_clause(UNAIDED)
        if clause is not None:
            quoted.setdefault(
                clause.quote, Quoted(clause.quote, f"{version.standard.label}, {clause.section}")
            )
    return list(quoted.values())


def columns_of(versions: Sequence[StandardVersion]) -> list[tuple[str, str, str]]:
    """Of each column of the spreadsheet: its heading, what to write, and whom it is needed for."""
    named = by_short_name(versions)
    standards = " or ".join(shown_names(named).values()) or "none is published yet"
    manager = "With the other, or neither"
    return [
        ("Name", "First name and family name", "Everybody"),
        ("Email", "The person’s own address", "Everybody"),
        ("Role", "apprentice, tutor or administrator", "Everybody"),
        ("Standard", standards, "Apprentices" if len(versions) > 1 else "No"),
        ("Option", *_option_column(named)),
        ("Employer", "Its name, the same on every line", "Apprentices"),
        ("Manager name", "Who signs for the employer", manager),
        ("Manager email", "Where the links to sign go", manager),
        ("Manager job title", "Like IT service manager", "No"),
        ("Tutor email", "The address of a tutor, here already or in the same file", "No"),
        ("Start date", "2026-09-07 or 07/09/2026", "Apprentices"),
        ("Planned gateway date", "The same", "No"),
    ]


def _option_column(versions: Mapping[str, StandardVersion]) -> tuple[str, str]:
    """What to write in the column of options, and whom it is needed for."""
    several = {
        name: version.standard.options for name, version in versions.items() if version.standard.options
    }
    if not several:
        return "Leave it empty: no standard here has options", "No"
    named = (
        f"for {name} " + " or ".join(option.name for option in options) for name, options in several.items()
    )
    return "; ".join(named), "Apprentices on " + " and ".join(several)


def ready_rows(checked: Checked) -> list[tuple[str, str, str, str, int]]:
    """Whom a sheet would invite: name, address, role, standard with its option as it was understood, and the line."""
    names = shown_names(checked.standards)
    rows = []
    for row, who in checked.good:
        version = who.standard_version
        option = version.find_option(who.option) if version is not None else None
        learns = names[version.id] if version is not None else ""
        rows.append(
            (who.name, who.email, who.role.value, f"{learns}, {option.name}" if option else learns, row.line)
        )
    return rows
