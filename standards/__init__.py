"""Apprenticeship standards and their assessment plans, as data."""

from standards.comparing import Comparison, Reworded, compare
from standards.file_format import BadStandardFile
from standards.library import NotInLibrary, Prompts, list_available, load, load_file, prompts_for
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
    code_order,
)

__all__ = [
    "BadStandardFile", "Clause", "Comparison", "Descriptor", "DistinctionRule", "Duty", "Force",
    "GatewayRequirement", "Ksb", "KsbKind", "Limits", "Method", "MethodKind", "NotInLibrary", "Option",
    "OverallGrade", "Prompts", "Reworded", "Standard", "StandardError", "Theme", "UnknownKsb", "code_order",
    "compare", "list_available", "load", "load_file", "prompts_for",
]  # fmt: skip
