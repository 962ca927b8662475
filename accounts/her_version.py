"""How the version that an apprentice is on is called, with whose it is where two have its number; and what another
version has of other statements."""

from collections.abc import Iterator

from accounts.models import Apprenticeship, StandardVersion
from accounts.queries import list_standard_versions
from accounts.standard_names import OWN, mark_of, marks_of, with_mark
from standards import Comparison


def mark_for(version: StandardVersion, provider_id: int) -> str | None:
    """Which of two with its number it is, as this provider has them; None where it is alone."""
    return marks_of(list_standard_versions(provider_id)).get(version.id)


def label_for(apprenticeship: Apprenticeship) -> str:
    """For her provider's people: "Bell founder, ST9071, version 1.4 (your own)"."""
    mark = mark_of(apprenticeship.standard_version) if apprenticeship.shares_its_number else None
    return with_mark(apprenticeship.standard.label, mark)


def in_her_words(version: StandardVersion, provider_id: int, option: str = "") -> str:
    """For the apprentice, to whom "your own" would be hers: "your training provider’s own version 1.4", with the name
    of the option of this id."""
    mark, name = mark_for(version, provider_id), f"version {version.version}"
    if mark is not None:
        name = f"your training provider’s own {name}" if mark == OWN else f"the shared {name}"
    chosen = version.find_option(option)
    return f"{name}, {chosen.name}" if chosen else name


def statement_changes(comparison: Comparison) -> Iterator[str]:
    """What she must show now that she did not before, and the other way round, a sentence for each kind of change."""
    reworded = (
        new.code if old.code == new.code else f"{old.code}, which is {new.code} now"
        for old, new in ((pair.old, pair.new) for pair in comparison.reworded)
    )
    kinds = {
        "Reworded": "; ".join(reworded),
        "New": ", ".join(ksb.code for ksb in comparison.new),
        "Gone": ", ".join(ksb.code for ksb in comparison.gone),
        "The same words under another code": "; ".join(
            f"{old} is {new} now" for old, new in comparison.renumbered.items()
        ),
    }
    return (f"{kind}: {codes}." for kind, codes in kinds.items() if codes)
