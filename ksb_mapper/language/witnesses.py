"""What a witness tells of nobody but himself: it shows nothing of the person he watched.

"I configured the VLANs myself" and "My experience of cloud services goes back twenty years" are the witness's own;
"I watched her configure the VLANs" is not, nor is what he confirms, nor "The ticket I raised was closed by noon". In
doubt a sentence is about somebody else. What his mail quotes of others, and what stands below his farewell, he does not
tell at all: an "I" in it is another's.
"""

import re
from collections.abc import Iterator

from ksb_mapper.language.cues import in_plain_letters
from ksb_mapper.language.letters import is_within, not_by_writer
from ksb_mapper.pipeline import read_sentence_spans
from ksb_mapper.texts.passages import TextOrPassages, as_passages
from ksb_mapper.texts.wrapping import in_one_line, unwrapped, wrap_width

_SOMEBODY = (
    r"(?:(?:the|our|my|an|your) )?(?:apprentice|learner|trainee|student|candidate|mentee|junior|colleague)"
)
_OTHER = rf"(?:she|he|they|her|him|his|hers|herself|himself|{_SOMEBODY}"
_GIVEN_TO = (
    r"\b(?:for|to|with|beside|alongside|showed|shown|taught|trained|coached|gave|given|lent|sent) {other}\b"
    r"(?!'s|,? (?:who|whom|whose|as|while|when|and)\b)"
)
# He was not there yet, or away: he has no part in what was done.
_WITHOUT = (
    r",? (?:(?:long|just|well|shortly|soon|\d+|a|two|three|few|some) |(?:days?|weeks?|months?|years?|while) )*"
    r"(?:before|while|whilst|when|until|till|since|after|as) {other} (?:had |has )?(?:ever )?"
    r"(?:(?:joined|started|arrived|came|began|left|moved)"
    r"|(?:was|were) (?:still )?(?:away|off|off sick|out|ill|sick|absent"
    r"|on (?:annual )?leave|on holiday|at college|at school|not here))"
    r"(?=\W*$|[,;]| (?:to|with|at|in|here|work|working|us|on board|(?:the|our|his|her|their) "
    r"(?:company|team|firm|business|apprenticeship|job|course|department|trust|school))\b)"
)
_SAW = re.compile(
    r"\bi(?:'ve|'d)? (?:[a-z]+ly |have |had |also |then |was able to |can |could |did |personally )*"
    r"(?:saw|seen?|watch(?:ed)?|observed?|witness(?:ed)?|heard|hear|noticed?|confirm(?:ed)?|verif(?:y|ied)|vouch|attest"
    r"|certify|asked|let|remember|recall|supervised?|oversaw|overseen)\b"
    r"|\bi (?:know|believe|think|understand|can say|can tell) (?:that|how)\b"
)
_I = re.compile(r"\bi(?:'m|'ve|'d|'ll)?\b(?!\.e\b)")
_OF_A_THING = re.compile(r"(?:the|this|that|these|those|all|each|every|its|what) [^,]*$")
_MINE = re.compile(r"\W{0,9}(?:(?:in|with|from|during) )?my\b")


def told_of_the_witness_alone(
    text_or_passages: TextOrPassages, about: str = ""
) -> Iterator[tuple[int, int, int]]:
    """The sentences in which a witness says what he himself did, does or is, each as the number of its passage, its
    start and its end. `about` is the name of the person whom the statement is for, as far as it is known.

    Raises `TextTooLong` and `NotPassages` when the first is asked for.
    """
    passages = as_passages(text_or_passages)
    width = wrap_width(passage.text for passage in passages)
    others = not_by_writer(passages)
    for number, passage in enumerate(passages):
        for offset, line in unwrapped(passage.text, width):
            if is_within(others[number], offset):
                continue
            for start, end in read_sentence_spans(line):
                if is_of_the_witness(in_plain_letters(in_one_line(line[start:end])), about):
                    yield number, offset + start, offset + end


def is_of_the_witness(plain: str, about: str = "") -> bool:
    """Whether a sentence in plain letters is about nobody but its writer."""
    mine = _MINE.match(plain) is not None
    subject = _I.search(plain)
    if subject is None and not mine:
        return False
    if subject and not mine and "myself" not in plain and _OF_A_THING.match(plain[: subject.start()]):
        return False
    if _SAW.search(plain):
        return False
    names = "".join(rf"|{re.escape(word)}" for word in in_plain_letters(about).split() if len(word) > 1)
    other = f"{_OTHER}{names})"
    without_him = re.sub(_WITHOUT.format(other=other), " ", plain)
    without_receivers = re.sub(_GIVEN_TO.format(other=other), " ", without_him)
    return re.search(rf"\b{other}\b", without_receivers) is None
