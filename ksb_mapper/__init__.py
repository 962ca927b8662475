"""Which knowledge, skills and behaviours a text shows, and where; and what its language gives away.

`load_mapper(standard)` gives a mapper that ranks (every KSB, by how likely the text as a whole shows it) and suggests
(those worth showing; one sentence of a long text may show a KSB and lend it its score). `check_language(text)` tells
a record of work from a reflection on it. Everything runs here, from the installed packages, the same every time.

What is wrong with what was given is a `MapperError`, in one line that a person can act on. Whichever of these reads the
first text of a process reads the lexicons too, and raises `BadFile` where one of the provider's own is wrong.
"""

from ksb_mapper.errors import (
    BadFile,
    MapperError,
    NotCodes,
    NothingToMapTo,
    NotPassages,
    TextTooLong,
    UnknownKind,
    UnknownMethod,
)
from ksb_mapper.language.checks import (
    LanguageFinding,
    LanguageKind,
    LanguageReport,
    LanguageRule,
    Verdict,
    check_language,
)
from ksb_mapper.language.witnesses import told_of_the_witness_alone
from ksb_mapper.lexicon.concepts import FOLDER_SETTING, own_lexicons, read_lexicon
from ksb_mapper.mapping.feedback import Feedback
from ksb_mapper.mapping.mapper import Mapper, Ranked, Suggestion
from ksb_mapper.mapping.mappers import load_mapper
from ksb_mapper.mapping.places import Place
from ksb_mapper.personal_data.outlines import PersonalDataKind
from ksb_mapper.texts.passages import Passage, TextOrPassages
from ksb_mapper.texts.wrapping import unbroken

__all__ = [
    "FOLDER_SETTING",
    "BadFile",
    "Feedback",
    "LanguageFinding",
    "LanguageKind",
    "LanguageReport",
    "LanguageRule",
    "Mapper",
    "MapperError",
    "NotCodes",
    "NotPassages",
    "NothingToMapTo",
    "Passage",
    "PersonalDataKind",
    "Place",
    "Ranked",
    "Suggestion",
    "TextOrPassages",
    "TextTooLong",
    "UnknownKind",
    "UnknownMethod",
    "Verdict",
    "check_language",
    "load_mapper",
    "own_lexicons",
    "read_lexicon",
    "told_of_the_witness_alone",
    "unbroken",
]
