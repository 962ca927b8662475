"""Somebody's health: an illness or a treatment in the company of a person, and only then.

The law calls data about health a special category (UK GDPR, article 9). "The stress test", "disk health" and "a charity
for epilepsy" are nobody's, and what the writer says of herself is hers to say.
"""

import re

from ksb_mapper.personal_data.given_names import is_given, is_name
from ksb_mapper.personal_data.known import pattern_of, phrases_of
from ksb_mapper.personal_data.outlines import PersonalDataKind, Shape, whole_words
from ksb_mapper.personal_data.plausible import always, around


def _one_of(*lists: str) -> str:
    phrases = sorted(
        (phrase for name in lists for phrase in phrases_of("health", name)), key=len, reverse=True
    )
    return "(?i:" + "|".join(phrase.replace("'", "['’]") for phrase in phrases) + ")"


_SHORT = "|".join(phrases_of("health", "abbreviations"))
_MORE = r"(?:(?:an?|the|his|her|their|some|bad|chronic|long-term|mild|recent|severe|type [12]) ){0,2}"
_CONDITION = rf"(?:{_one_of('conditions')}|{_SHORT})"
_OFF_FOR = rf"{_MORE}(?:{_one_of('conditions', 'where_off', 'treatments')}|{_SHORT})"
_STATE = (
    rf"(?:\w+ (?:months|weeks) )?{_one_of('states')}(?: in (?:one|her|his|the left|the right) (?:ear|eye))?"
)
_ROLE = rf"\b(?i:the|my|our|his|her|their|one|another|an?) (?:[a-z-]+ )?(?:{pattern_of('health', 'people')})"
_SOMEBODY = (
    rf"(?:\b(?:[Ss]?[Hh]e|[Tt]hey|[Ww]ho)|{_ROLE}"
    r"|\b(?!(?:Everyone|It|Nobody|Someone|That|The|There|These|This|Those|We|What|Which|You)\b)[A-Z][a-zà-ÿ]+"
    r"|\b[A-Z]\.)"
    r"(?: (?:in|on|from|at) (?:the )?(?:\w+ )?\w+|(?<=, [A-Z][a-z]{3}),|(?<=, [A-Z][a-z]{4}),|(?<=, [A-Z][a-z]{2}),)?"
)
_WHOSE = rf"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir|[A-Z][a-zà-ÿ]+['’]s)|{_ROLE}['’]s)"
_OF_NOBODY = rf"(?![\w-]|['’]s| (?:{pattern_of('health', 'subjects')})\b)"
_MAY_BE = r"(?:['’](?:s|d|ve))?(?: (?:also|just|still|now|recently|already|currently|is|was|has|had|have|been)){0,4}"
_HAS = (
    r"suffer(?:s|ed|ing)? (?:from|with)|diagnosed with|liv(?:es|ed|ing) with|recover(?:s|ed|ing) from|treated for"
    r"|tested positive for|struggl(?:es|ed|ing) with|out of|w[eo]nt into|gone into|wears|needs|needed"
    r"|undergo(?:es|ing)|underwent|going through|(?:waiting|booked in|in|gone in|went in) for|takes|taking"
    r"|start(?:s|ed|ing)"
    r"(?: on)?|in hospital (?:with|for)|c[ao]me down with|off having"
)
_I_AM = re.compile(r"\b(?:I|i|we|We)(?:['’]\w+)?(?:,? (?!she\b|he\b|they\b|who\b)[a-z'’]+){0,5} $")


def _is_of_another(match: re.Match[str]) -> bool:
    """Not what the writer says of herself ("I was off with flu")."""
    start = match.start("value_off")
    return start < 0 or _I_AM.search(match.string[max(0, start - 40) : start]) is None


_IN_EVERY_TEXT = frozenset(("back", "hard", "in", "on", "work"))


def _first_words(*lists: str) -> frozenset[bytes]:
    phrases = [phrase for name in lists for phrase in phrases_of("health", name)]
    words = [re.split(r"[ '-]", phrase) for phrase in phrases]
    return whole_words(parts[-1] if parts[0] in _IN_EVERY_TEXT else parts[0] for parts in words)


_PARTS = whole_words(pattern_of("health", "parts").split("|")) - {b"arm", b"back", b"heart", b"sight"} | {
    b"off",
    b"bad",
}


def _is_beside_a_name(match: re.Match[str]) -> bool:
    """Beside somebody whose given name says so ("Tess Lamb has extra time (dyslexia)")."""
    return is_given(match["first"])


_INJURED = (
    r"(?:broken|fractured|sprained|dislocated|bruised|cut|burnt|crushed|twisted|trapped) "
    rf"(?:{pattern_of('health', 'parts')}|finger|fingers|rib|ribs|toe|thumb|hand|foot|collarbone|nose|wrist)"
)
_HURT = re.compile(
    r"\b(?:slipped|fell|tripped|hurt|injur|accident|hospital|A&E|casualty|first aid|ambulance|landed|caught|trapped)"
)


def _is_somebody_s_fall(match: re.Match[str]) -> bool:
    """ "Had a fit" is said of somebody with a name or a pronoun; "of" after it makes it none ("a fit of giggles")."""
    return match["who"] is None or is_name(match["who"])


def _is_of_an_accident(match: re.Match[str]) -> bool:
    return match["value_hurt"] is None or _HURT.search(around(match)) is not None


HEALTH = (
    Shape(
        PersonalDataKind.HEALTH,
        re.compile(
            r"(?:\b(?:[Ss]?[Hh]e|[Tt]hey|(?P<who>[A-Z][a-zà-ÿ]{1,14}))(?: (?:just|then|also|has|had|nearly))?|\band) "
            r"(?P<value_fall>(?:had|has had|having) (?:a|an|another|two|three) (?:bad |nasty |small |bit of a "
            r"|mild |little )?"
            r"(?:fall|falls|fit|fits|funny turn|blackout|blackouts|relapse|nosebleed|mini-stroke|TIA|turn"
            r"|flare-up|hypo|nervous breakdown|panic attack))"
            r"(?! (?:of|in|for|at (?:it|the)|to)\b|[\w-])"
        ),
        _is_somebody_s_fall,
        0.7,
        any_of=whole_words(
            (
                "fall",
                "falls",
                "fit",
                "fits",
                "turn",
                "blackout",
                "blackouts",
                "relapse",
                "nosebleed",
                "stroke",
                "tia",
                "flare",
                "hypo",
                "breakdown",
                "attack",
            )
        ),
    ),
    Shape(
        PersonalDataKind.HEALTH,
        re.compile(
            rf"\b(?i:type (?:1|2|one|two) diabetic)s?\b|(?<=, )(?P<value_hurt>{_INJURED})(?=[,.;]|$| and\b)"
        ),
        _is_of_an_accident,
        0.75,
        any_of=whole_words(
            (
                "diabetic",
                "broken",
                "fractured",
                "sprained",
                "dislocated",
                "bruised",
                "burnt",
                "crushed",
                "twisted",
                "trapped",
                "cut",
            )
        ),
    ),
    Shape(
        PersonalDataKind.HEALTH,
        re.compile(
            r"\b(?P<first>[A-Z][a-z]{2,14})(?: [A-Z][a-z'’]+[^.;\n]{0,50}?(?:\(|[:,–-] )| \()"
            rf"(?P<value_beside>(?:(?:severe|chronic|mild|[Tt]ype [12]) )?(?:{_CONDITION}))(?=[).,;]|$| and\b| again\b)"
        ),
        _is_beside_a_name,
        0.75,
        any_of=_first_words("conditions", "abbreviations"),
        words=("(", ": ", ", ", "– ", "- "),
    ),
    Shape(
        PersonalDataKind.HEALTH,
        re.compile(
            rf"{_WHOSE} (?:(?:bad|chronic|mild|recent|severe|type [12]) )?"
            rf"(?P<value_own>{_CONDITION}|{_one_of('treatments')}|(?:bad|broken|dodgy|injured|poor|sore|sprained) "
            rf"(?:{pattern_of('health', 'parts')})){_OF_NOBODY}"
            r"|\b(?P<value_off>(?:signed )?off (?:work |sick |ill )?(?:(?:for|until|till) "
            r"(?:[\w-]{1,12} ){1,3}?(?=with))?(?:with|because of|due to|after) "
            rf"(?:{_OFF_FOR}|(?:his|her|their) (?:bad )?(?:{pattern_of('health', 'parts')}))){_OF_NOBODY}"
            rf"|{_SOMEBODY}{_MAY_BE} (?:(?P<value_has>(?:{_HAS}) {_OFF_FOR})"
            rf"|(?P<value_having>(?:has|had|having|got) {_MORE}(?:{_CONDITION}|{_one_of('treatments')})"
            r"(?:(?<=s) (?:done|out|removed))?)"
            rf"|(?P<value_gets>(?:gets?|getting) {_MORE}{_CONDITION})"
            rf"|(?P<value_is>{_STATE})|(?P<value_on>(?:back )?on {_MORE}{_one_of('treatments')})){_OF_NOBODY}"
        ),
        _is_of_another,
        0.75,
        any_of=_first_words("conditions", "where_off", "treatments", "states", "abbreviations") | _PARTS,
    ),
    Shape(
        PersonalDataKind.HEALTH,
        re.compile(
            rf"{_SOMEBODY}{_MAY_BE} (?:(?P<value_broke>(?:broke|fractured|sprained|twisted|dislocated|tore|hurt"
            rf"|injured)"
            rf" (?:his|her|their) (?:left |right )?(?:{pattern_of('health', 'parts')}))\b"
            r"|(?P<value_allergic>(?:severely )?(?:allergic|intolerant) to [a-z]{3,15})\b)"
            rf"|{_WHOSE} (?P<value_part>(?:{pattern_of('health', 'parts')}) (?:is|was|has been|['’]s) (?:still |very )?"
            rf"{_one_of('ails')}(?: again)?)(?!\w)"
        ),
        always,
        0.75,
        any_of=_first_words("ails")
        | whole_words(
            [
                "broke",
                "fractured",
                "sprained",
                "twisted",
                "dislocated",
                "tore",
                "hurt",
                "injured",
                "allergic",
                "intolerant",
            ]
        ),
    ),
)
