"""Whose name it is: her own is no secret in her own portfolio."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})


def is_own_name(written: str, name: str) -> bool:
    """Whether what is written is her name or a part of it, with a title or initials or without. "A. Hussain", "Amira’s"
    and "HUSSAIN, Amira" are Amira Hussain."""
    own = {word.casefold() for word in _WORD.findall(name)}
    words = [re.sub(r"['’]s$", "", word.casefold()) for word in _WORD.findall(written)]
    initials = {word[0] for word in own}
    known = own | initials | _TITLES
    return any(word in own for word in words) and all(word in known for word in words)
