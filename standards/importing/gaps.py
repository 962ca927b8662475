"""What a whole standard lacks: what is switched off without it, and KSBs that nothing leads to."""

from standards.importing.found import Notes
from standards.model import Standard


def list_gaps(standard: Standard, source: str, notes: Notes) -> None:
    """Note the parts that the source (a "page", a "record") does not have, and what the product leaves out for it."""
    if not standard.duties:
        notes.lacks("duties", f"The {source} has no duties: which KSBs belong to which duty is not shown")
    if not standard.methods:
        notes.lacks(
            "methods",
            f"The {source} has no assessment plan. Evidence can be mapped and coverage shown, for every KSB; there "
            "is no report, no limit, no theme, no list for the gateway and no grade until one is added: import the "
            "plan’s page",
        )
        return
    for place, method in enumerate(standard.methods):
        if not method.ksbs:
            notes.lacks(f"methods/{place}/ksbs", f"{method.name}: which KSBs it assesses")
        if not method.themes:
            what = "its themes and what a pass asks for. Its KSBs are shown by kind until then"
            notes.lacks(f"methods/{place}/themes", f"{method.name}: {what}")
    if standard.portfolio is None:
        what = "no method that a portfolio underpins: evidence is collected for every KSB, with no limit"
        notes.lacks("methods", f"The plan has {what}")
    if standard.project is None:
        notes.lacks("methods", "The plan has no project with a report: there is no report to write")
    if not standard.gateway:
        notes.lacks("gateway", "What must be so before the assessment: there is no list to tick until then")
    if not standard.overall_grades and len(standard.methods) > 1:
        notes.lacks("overall_grades", "How the grades of the methods make the overall grade")


def doubt_unused(standard: Standard, notes: Notes) -> None:
    """A doubt where duties are there, and some KSBs are in none: a row may have been lost."""
    named = {code for duty in standard.duties for code in duty.ksbs}
    if not named:
        return
    unused = [ksb.code for ksb in standard.ksbs if ksb.code not in named]
    if unused:
        some = ", ".join(unused[:12]) + (f" and {len(unused) - 12} more" if len(unused) > 12 else "")
        notes.doubt(
            None, some, "No duty names these. Either the source does not, or a line of codes was not read."
        )
