"""Passwords of letters alone, which only the sentence tells: "the BIOS password is wombat on all of them"."""

import re

from ksb_mapper.personal_data.known import words_of
from ksb_mapper.personal_data.outlines import PersonalDataKind, Shape, beginnings


def _is_a_word_told(match: re.Match[str]) -> bool:
    """A plain word ("wombat") that is neither what is said of passwords ("expired") nor goes on as a sentence does."""
    value = next(text for name, text in match.groupdict().items() if name.startswith("value") and text)
    first = re.split(r"[ -]", value.lower())[0]
    return not (
        first in words_of("secrets", "said_of_one")
        or first in words_of("secrets", "placeholders")
        or first in words_of("accounts", "nobody")
        or first.endswith(("ed", "ing", "able", "ible", "ly", "ive", "ful"))
        or first in words_of("secrets", "stems")
    )


_WORD = r"(?:[a-z]{4,20}|[A-Z][a-z]{3,20}|[A-Z]{5,20})"
_GOES_ON = (
    r"(?=[\"'”’]?(?:$|[,;)!]|\.(?:\s|$)| (?:[-–—(/]|all (?:in )?(?:lower|small|one)|and (?:the|then|it|works"
    r"|still)|but|on (?:all|every|each|most|the)"
    r"|for (?:all|every|the|both)|lol\b|with (?:a|an|no|the) (?:capital|big|small|space|number|\d|zero|one)|in "
    r"(?:lower|capital|small|upper)"
    r"|so\b|if (?:you|any)|same as|until|till|not )))"
)
"""What follows a plain word that is a password, and not what is said of one ("is hers to change")."""

SECRETS_IN_WORDS = (
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?i:(?:pass(?:word|phrase|code)|pwd|pw|psk|(?:wi-?fi|wireless|guest|network|wpa2?) key)"
            r"(?! (?:policy|length|manager|reset|change|rule|expir|age|hist|in|was set|screen|page|prompt|box"
            r"|field|hash))"
            r"(?: (?:for|of|on|to|at|in) (?:the |all |our |my |his |her |their |every |each )?"
            r"(?:[\w-]{1,20} ){0,4}?[\w-]{1,20})??"
            r"(?:(?: still| now)? (?:is|was)(?: still| now| just| simply| set to)?|['’]s|:| =) )"
            rf"[\"'“‘]?(?P<value_word>{_WORD}){_GOES_ON}"
        ),
        _is_a_word_told,
        0.7,
        begins=beginnings(
            "pass", "pwd", "pw", "psk", "wifi", "wi", "wireless", "guest", "network", "wpa", "wpa2"
        ),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?i:(?:pass(?:word|phrase|code)|pwd|pw|psk|key)\b[^.;:\n]{0,50}?(?: is| was|:|=) )"
            r"[\"'“‘]?(?P<value_phrase>[a-z]{3,12}(?:[ -][a-z]{3,12}){2,4})(?=[\"'”’]?,? (?:all (?:in )?"
            r"(?:lower|small|one)|no (?:spaces|capitals)"
            r"|with(?: the)? spaces|one word|in lower|\(?(?:all )?lower ?case))"
        ),
        _is_a_word_told,
        0.8,
        begins=beginnings("pass", "pwd", "pw", "psk", "key"),
        words=("lower", "small", "spaces", "capitals", "one word"),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            # After a comma, as in a list of what one needs: "SSID Visitors, passphrase teaandcake."
            r"(?:,|;| and| with) (?:the )?(?i:pass(?:word|phrase|code)|pwd|pw|psk) "
            rf"(?P<value_listed>{_WORD})(?=[.,;)]|$)"
        ),
        _is_a_word_told,
        0.7,
        begins=beginnings("pass", "pwd", "pw", "psk"),
    ),
)
