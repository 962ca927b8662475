"""KSB codes as pages write them: K1, K01 and K001 are one; "(K25/SEK5)" names one KSB in two ways."""

import re
from collections.abc import Iterable

CODE = r"[KSB]0*[1-9]\d*"
_ONE = re.compile(rf"(?<![A-Za-z0-9])({CODE})(?![A-Za-z0-9])")
_SPAN = re.compile(
    r"(?<![A-Za-z0-9])([KSB])0*([1-9]\d*)\s*(?:-|–|—|\bto\b)\s*\1?0*([1-9]\d*)(?![A-Za-z0-9.])"
)
# A second name of a KSB, its option's letters before the kind: SEK5, DAS12.
_OTHER = r"[A-Z]{1,4}[KSB]\d+"
_PAIR = re.compile(
    rf"(?<![A-Za-z0-9])({CODE})\s*[/(]\s*({_OTHER})\)?|(?<![A-Za-z0-9])({_OTHER})\s*[/(]\s*({CODE})\)?"
)
_KIND_WORDS = re.compile(
    r"\b(?:knowledge|skills?|behaviours?|ksbs?)\b\s*:?(?=\s*[(\[]?[KSB]\d)", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?:[\s,;:/&+.()\[\]|•–-]|\band\b|\bor\b)*", re.IGNORECASE)
_ANY = re.compile(rf"(?<![A-Za-z0-9])(?:{CODE}|{_OTHER})(?![A-Za-z0-9])")


# Ways of writing codes that only a line as a whole gives away.
_JOINED = re.compile(r"(?<![A-Za-z0-9])(?:[KSB]\d{1,3}){2,}(?![A-Za-z0-9])")
_SPACED = re.compile(r"(?<![A-Za-z0-9])([KSB]) (\d{1,3})(?![A-Za-z0-9])")
_BRACKETED = re.compile(r"[(\[]\s?([KSB]\d{1,3})\s?[)\]]\s*[:.–-]?\s+(?=\S)")
_SMALL = re.compile(r"([ksb])(\d{1,3})(?=\s?[:.)]\s)")
_SHORT = re.compile(
    r"(?<![A-Za-z0-9])[KSB]\d{1,3}(?:\s*(?:[,;&/|+]|\band\b)\s*(?:[KSB]?\d{1,3}(?![\d%.])))+[\s)\].]*$"
)
LONGEST_LIST = 400  # characters; a spoilt page must not keep a reader waiting
_STEP = re.compile(r"([KSB]?)(\d{1,3})")


def plainly(text: str) -> str:
    """The line with its codes as everybody writes them: K1 for "K 1", "k1:" and "(K1)" at its beginning, "K1 K2" for
    "K1K2", "K1, K2, K4" for "K1, 2, 4" at its end."""
    text = _JOINED.sub(lambda match: " ".join(_ONE_OF_JOINED.findall(match[0])), text)
    if _SPACED.match(text) or is_codes(_SPACED.sub(r"\1\2", text)):
        text = (
            _SPACED.sub(r"\1\2", text)
            if is_codes(_SPACED.sub(r"\1\2", text))
            else _SPACED.sub(r"\1\2", text, 1)
        )
    if (match := _BRACKETED.match(text)) and not is_codes(text):
        text = f"{match[1]}: {text[match.end() :]}"
    if match := _SMALL.match(text):
        text = f"{match[1].upper()}{text[1:]}"
    start = max(len(text) - LONGEST_LIST, 0)
    if (match := _SHORT.search(text, start)) and not is_codes(match[0]):
        text = text[: match.start()] + _spelt_out(match[0])
    return text


_ONE_OF_JOINED = re.compile(r"[KSB]\d+")


def _spelt_out(codes: str) -> str:
    kind = ""

    def whole(match: re.Match[str]) -> str:
        nonlocal kind
        kind = match[1] or kind
        return f"{kind}{match[2]}"

    return _STEP.sub(whole, codes)


def normal(code: str) -> str:
    """K1 for K01 and K001."""
    return f"{code[0].upper()}{int(code[1:])}"


def codes_in(text: str) -> tuple[str, ...]:
    """Every code of the text, each once, in the text's order; "K1 to K4" is K1, K2, K3 and K4."""
    spread = _SPAN.sub(_spread, text)
    return tuple(dict.fromkeys(normal(code) for code in _ONE.findall(spread)))


def _spread(match: re.Match[str]) -> str:
    first, last = int(match[2]), int(match[3])
    if not first < last < first + 100:
        return match[0]
    return " ".join(f"{match[1]}{number}" for number in range(first, last + 1))


def is_codes(text: str) -> bool:
    """Whether the text is codes and nothing else: "K3 S2 S3 B3", "K3, S2 and B3", "(K25/SEK5)"."""
    rest = _ANY.sub("", _SPAN.sub(_spread, _KIND_WORDS.sub("", text)))
    return bool(codes_in(text)) and _BETWEEN.fullmatch(rest) is not None


def split_tail(text: str) -> tuple[str, tuple[str, ...]]:
    """The words and the codes that trail them, with or without brackets. No codes: the words as they are."""
    start = len(text)
    for match in reversed(list(_ANY.finditer(text))):
        if not _BETWEEN.fullmatch(text, match.end(), start):
            break
        start = match.start()
    if not codes_in(text[start:]):
        return text, ()
    words = re.sub(r"[\s,;:(\[–-]*(?:\bKSBs?\b[\s:]*)?$", "", text[:start])
    return words, codes_in(text[start:])


def other_names(texts: Iterable[str]) -> dict[str, str]:
    """{second name: code} for every KSB that is written in both ways, "K25/SEK5"."""
    names: dict[str, str] = {}
    for text in texts:
        for match in _PAIR.finditer(text):
            code, other = (match[1], match[2]) if match[1] else (match[4], match[3])
            names.setdefault(other, normal(code))
    return names
