"""What can be said of a text's language: the values that the checks give."""

from dataclasses import dataclass
from enum import StrEnum

from ksb_mapper.personal_data.outlines import PersonalDataKind


class LanguageKind(StrEnum):
    """What the text is meant to be, which decides what it is checked for."""

    EVIDENCE = "evidence"
    WITNESS = "witness"
    REPORT = "report"


class Verdict(StrEnum):
    """What the text as a whole reads as."""

    RECORD = "record"
    REFLECTIVE = "reflective"
    SELF_ASSESSMENT = "self_assessment"


class LanguageRule(StrEnum):
    """What a finding is about."""

    REFLECTIVE = "reflective"
    SELF_ASSESSMENT = "self_assessment"
    OPINION = "opinion"
    WE_WITHOUT_I = "we_without_i"
    PERSONAL_DATA = "personal_data"
    NOT_YET_DONE = "not_yet_done"
    NOT_ENGLISH = "not_english"


@dataclass(frozen=True, slots=True)
class LanguageFinding:
    """A place in the text, the rule it meets, and a message that asks and never rewrites.

    `excerpt` is `text[start:end]` of the passage numbered `passage`; `confidence` is 0..1; `kind`
    says what the personal data is, where the rule is about that, and `advice` is then the message for where that was
    said already: what to do about data of this kind.
    """

    rule: LanguageRule
    start: int
    end: int
    excerpt: str
    message: str
    passage: int
    locator: str | None
    confidence: float
    kind: PersonalDataKind | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class LanguageReport:
    """The verdict on the whole, its score (0 a record … 1 a reflection), and the findings in order of place."""

    verdict: Verdict
    score: float
    findings: tuple[LanguageFinding, ...]
