"""The places that each finding of a piece speaks of, and where on its page each is marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portfolio.checks import LanguageFact, told_together
from portfolio.models import EvidenceItem, EvidenceText, Finding, FindingState
from portfolio.refresh import language_of
from portfolio.rules import rules_for

# A page that a phone can hold; the whole file is one press away.
MOST_PASSAGES = 600


@dataclass(frozen=True)
class FoundPlace:
    """Words that a finding speaks of, in passage number `passage` of a file. `id` is where the page marks them."""

    excerpt: str
    locator: str
    file_id: int | None
    passage: int
    start: int
    id: str

    @property
    def at(self) -> str:
        """The way to the marked words; empty where the page does not show them."""
        return f"#{self.id}" if self.file_id is not None and self.passage < MOST_PASSAGES else ""


# The places of each finding by its id, its own first.
FoundPlaces = Mapping[int, Sequence[FoundPlace]]


def places_of(findings: Sequence[Finding], item: EvidenceItem, texts: Sequence[EvidenceText]) -> FoundPlaces:
    """The places of every open finding of `item` that is about words of its `texts`."""
    rules = rules_for(item.apprenticeship.standard)
    together = {_key(facts[0]): facts for facts in told_together(language_of(item, texts), rules)}
    return {
        finding.id: [
            own,
            *(
                FoundPlace(
                    fact.excerpt, fact.locator, fact.file_id, fact.passage, fact.start, f"{own.id}-{number}"
                )
                for number, fact in enumerate(together.get(_key(finding), ())[1:], start=2)
                if finding.more and fact.passage is not None and fact.start is not None
            ),
        ]
        for finding in findings
        for own in [_own(finding)]
        if own is not None
    }


def _own(finding: Finding) -> FoundPlace | None:
    if finding.passage is None or finding.start is None or finding.state is not FindingState.OPEN:
        return None
    return FoundPlace(
        finding.excerpt, finding.locator, finding.file_id, finding.passage, finding.start, f"m-{finding.id}"
    )


def _key(told: LanguageFact | Finding) -> tuple[str, int | None, int | None, int | None]:
    return told.rule, told.file_id, told.passage, told.start
