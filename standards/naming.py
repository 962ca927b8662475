"""What a standard may be called: its reference, its version and its level, each as people write them.

What is published is loaded whatever it is called; a new one is held against this before it becomes a version.
"""

import re

from standards.model import Standard

LONGEST_REFERENCE, LONGEST_VERSION = 20, 40
LEVELS = range(1, 9)  # of apprenticeships and qualifications in England

_REFERENCE = re.compile(r"[A-Za-z0-9-]+")
_VERSION = re.compile(r"[A-Za-z0-9. ()-]*[A-Za-z0-9][A-Za-z0-9. ()-]*")


def refusal_of_reference(reference: str) -> str | None:
    """Why no standard has this reference, in a sentence; None where it may."""
    if len(reference) > LONGEST_REFERENCE:
        many = f"{len(reference):,} characters; {LONGEST_REFERENCE} is the most"
        return f"The reference has {many}. Write it like ST0505."
    if not _REFERENCE.fullmatch(reference):
        return f"The reference “{reference}” has more than letters, digits and hyphens. Write it like ST0505."
    return None


def refusal_of_version(version: str) -> str | None:
    """Why no version is called this, in a sentence; None where it may be."""
    if len(version) > LONGEST_VERSION:
        return (
            f"The version has {len(version):,} characters; {LONGEST_VERSION} is the most. Write it like 1.1."
        )
    if not _VERSION.fullmatch(version):
        return (
            f"The version “{version}” has more than letters, digits, dots, spaces, hyphens and round brackets, or none "
            "of the first two. Write it like 1.1."
        )
    return None


def refusal_of_level(level: int | None) -> str | None:
    """Why no apprenticeship has this level, in a sentence; None where it may, or none is given."""
    if level is None or level in LEVELS:
        return None
    return f"The level is not one from {LEVELS[0]} to {LEVELS[-1]}. Write the one that the standard gives, or none."


def refusal_of_naming(standard: Standard) -> str | None:
    """The first of these that stands in the way of a new version."""
    return (
        refusal_of_reference(standard.reference)
        or refusal_of_version(standard.version)
        or refusal_of_level(standard.level)
    )
