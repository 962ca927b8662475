"""The KSBs of a method where a short plan has no table of them, but says them under the method's name."""

import re
from collections.abc import Sequence

from standards.importing.codes import codes_in, is_codes
from standards.importing.found import Notes
from standards.importing.lines import key
from standards.importing.methods import MethodRead
from standards.importing.sections import Section, method_key
from standards.model import code_order

# "KSBs assessed: K1 K2", "Assesses: K1, K2"
_SAYS = re.compile(
    r"(?:the )?(?:ksbs?\b[^:]{0,60}|assess(?:es|ed)\b[^:]{0,40}):\s*(?P<codes>.+)", re.IGNORECASE
)
# Tables with codes of their own, which their readers know.
_TABLES = {"grading", "theme mapping", "mapping", "overall", "log", "duties"}


def codes_beside(
    sections: Sequence[Section], methods: Sequence[MethodRead], notes: Notes
) -> dict[str, list[str]]:
    """{method's name: the codes that stand under it}. A doubt where its row of a table says others."""
    named = {key(method.name): method for method in methods}
    found: dict[str, list[str]] = {}
    for section in sections:
        if section.kind in _TABLES:
            continue
        method = named.get(method_key(section.title))
        for line in section.lines:
            method = named.get(method_key(line.text), method)
            match = _SAYS.fullmatch(line.text)
            if method is None or not match or not is_codes(match["codes"]):
                continue
            codes = sorted({*found.get(method.name, ()), *codes_in(match["codes"])}, key=code_order)
            found[method.name] = codes
            if method.codes and not set(codes) <= set(method.codes):
                why = f"The table of KSBs gives “{method.name}” others than this line, which is not read."
                notes.doubt(line.number, line.text, why, method.name)
    return found
