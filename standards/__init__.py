"""Apprenticeship standards and their assessment plans, as data."""

from standards.choosing import UnknownOption, for_option, matching_option, option_named
from standards.comparing import Comparison, Reworded, compare, compare_texts
from standards.file_format import BadStandardFile, standard_text
from standards.importing import (
    BadPatch,
    Doubt,
    FeedEntry,
    Imported,
    Missing,
    NotAStandard,
    Progress,
    clause_names,
    import_feed,
    import_page,
    is_feed,
    list_feed,
    page_lines,
    patched,
    records_at,
)
from standards.library import NotInLibrary, Prompts, list_available, load, load_file, load_named, prompts_for
from standards.model import (
    Clause,
    Descriptor,
    DistinctionRule,
    Duty,
    Force,
    GatewayRequirement,
    Ksb,
    KsbKind,
    Limits,
    Method,
    MethodKind,
    Option,
    OverallGrade,
    Standard,
    StandardError,
    Theme,
    UnknownKsb,
    WordRange,
    Words,
    WordsMean,
    code_order,
    version_order,
)
from standards.naming import (
    refusal_of_level,
    refusal_of_naming,
    refusal_of_reference,
    refusal_of_version,
)

__all__ = [
    "BadPatch", "BadStandardFile", "Clause", "Comparison", "Descriptor", "DistinctionRule", "Doubt", "Duty",
    "FeedEntry", "Force", "GatewayRequirement", "Imported", "Ksb", "KsbKind", "Limits", "Method", "MethodKind",
    "Missing", "NotAStandard", "NotInLibrary", "Option", "OverallGrade", "Progress", "Prompts", "Reworded",
    "Standard", "StandardError", "Theme", "UnknownKsb", "UnknownOption", "WordRange", "Words", "WordsMean",
    "clause_names", "code_order", "compare", "compare_texts", "for_option", "import_feed", "import_page", "is_feed",
    "list_available", "list_feed", "load", "load_file", "load_named", "matching_option", "option_named",
    "page_lines", "patched", "prompts_for", "records_at", "refusal_of_level", "refusal_of_naming",
    "refusal_of_reference", "refusal_of_version", "standard_text", "version_order",
]  # fmt: skip
