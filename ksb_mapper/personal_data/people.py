"""Names of people in a text, by their surroundings: a title, a given name, a role before it, a surname after it.

No statistical model: one that is small enough to load here takes Jenkins and Terraform for people. What speaks against
a name is the company it keeps: "Jenkins" is nobody, "my tutor Will Jenkins" is somebody.
"""

import re
from collections.abc import Iterator

from ksb_mapper.personal_data.colleagues import find_colleagues
from ksb_mapper.personal_data.given_names import (
    all_names,
    doers,
    is_given,
    is_name,
    named_like_people,
    no_surname,
    nobody_after_role,
    nobody_greeted,
    nobody_signs,
    places,
    small_names,
    words_in_small_letters,
)
from ksb_mapper.personal_data.known import figure_of
from ksb_mapper.personal_data.outlines import Line, beginnings, whole_words

_BIG, _SMALL = "A-ZÀ-ÖØ-ÞĀ-Ž", "a-zß-öø-ÿā-ž"
_CAPITAL = rf"[{_BIG}](?:['’][{_BIG}])?[{_SMALL}]+(?:[-'’][{_BIG}]?[{_SMALL}]{{2,}})?"
_OF_A_FAMILY = (
    r"(?:(?:ap|ab|ferch|bin|bint|binti|ibn|ben|abu|de|da|do|dos|di|du|della|van|von|der|den|ter|el|al)[ -]"
    r"|(?:Ní|Nic|Ó|Uí|Ap|Bin|Bint|Ibn|Abu|Al|El|St\.?)[ -])"
)
_SURNAME = rf"(?:{_OF_A_FAMILY}){{1,2}}{_CAPITAL}|{_CAPITAL}|(?:Mc|Mac|De|Van|Von)[A-Z][a-z]+"
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Fr|Cllr|Councillor|Sgt|Nurse)\.?"
    rf"(?: (?:and|&) (?:Mr|Mrs|Ms|Miss|Dr)\.?)? (?:(?:{_CAPITAL}|[A-Z]\.?) )?(?:{_SURNAME})\b"
)
_ROLE = (
    r"manager|mentor|tutor|coach|colleague|supervisor|boss|team lead|lead|director|apprentice|assessor|teacher"
    r"|engineer|technician|receptionist|secretary|trainer|starter|friend|buddy|employer|administrator|head|officer"
)
_AFTER_ROLE = re.compile(
    rf"\b(?i:my|our|the|her|his|their|another|a|an|fellow|new|line)(?: [\w'’]+){{0,2}}? (?:{_ROLE}),?"
    rf"(?: called| named|:)? (?P<name>{_CAPITAL}(?: (?:{_SURNAME}))?)\b"
)
_CALLED = re.compile(
    rf"\b(?:user|customer|client|person|man|woman|pupil|student|member of staff|starter|colleague)"
    rf" (?:called|named) (?P<name>{_CAPITAL}(?: (?:{_SURNAME}))?)\b"
)
_FULL = rf"(?:{_CAPITAL}|[A-Z]\.) ?(?:{_SURNAME})"
_DONE_BY = re.compile(
    r"\b(?:(?:signed(?: off)?|approved|raised|reported|written|checked|prepared|reviewed|witnessed|requested"
    r"|authorised|completed|logged|supervised|tested|agreed|trained)(?: [\w'’]{1,12}){0,4} by|assigned to"
    r"|(?:spoke|talked|wrote) (?:to|with)"
    r"|emailed|phoned|kind regards|regards|contact|customer|caller|requester|author|owner|engineer|name),?:? $",
    re.IGNORECASE,
)
_LONGEST_BEFORE = figure_of("reach", "before_a_name")
_LABEL = re.compile(
    r"(?:^|[ (|])(?:(?P<person>caller|requester|requestor|(?:requested|raised|reported|approved|prepared|checked"
    r"|witnessed|signed|signed off) by|signed|approver|witness|attendee|full name|contact)"
    r"|owner|name|user|customer|client|author|assignee|assigned to|cc|to|from|approved|checked|prepared"
    r"|reviewed|verified|authorised"
    r"|leaver|joiner|starter|manager|mgr|tutor|mentor|attendees|present|apologies|pupil|patient|tenant|resident"
    r"|learner|apprentice): $",
    re.IGNORECASE,
)
_AFTER_LABEL = re.compile(
    rf"(?P<name>(?:{_CAPITAL}|[A-Z]\.?) (?:{_SURNAME})(?: {_CAPITAL})?|{_CAPITAL}, [A-Z]\.)(?=$|[,.;|)\t]| [|<(]| \d)"
)
_BEFORE_ADDRESS = re.compile(
    rf"(?P<name>{_CAPITAL}(?: [A-Z]\.?)? (?:{_SURNAME})|(?:{_SURNAME}), {_CAPITAL})[\"'”’]? <"
    r"(?!(?:accounts|admin|bookings|careers|desk|enquiries|hello|help|helpdesk|hr|info|it|jobs|mail|news|office|orders"
    r"|reception|sales|service|support|team)@)[\w.+%'-]{1,64}@"
)
"""As a message's head has it: "Ann Lee <…>", "Lee, Ann <…>"."""
_WITH_INITIAL = re.compile(rf"\b(?P<first>{_CAPITAL}) [A-Z]\. (?:{_SURNAME})\b")
_ALL_CAPITALS = re.compile(r"\b(?P<given>[A-Z]{3,}) (?P<rest>[A-Z][A-Z'’-]{2,})\b")
_CLOSED = re.compile(
    r"\b(?i:(?:kind|best|warm) (?:regards|wishes)|regards|many thanks|thanks|thx|ta|cheers"
    rf"|yours (?:sincerely|faithfully)),? (?P<name>{_CAPITAL}(?: (?:{_SURNAME}))?)(?=$|[,.;|])"
)
_SPOKEN_TO = re.compile(
    r"\b(?:I|i|we|We|and|then|who|she|he|She|He) (?:asked|told|showed|helped|thanked|sat with|trained|shadowed|taught"
    rf"|reminded|messaged) (?P<name>{_CAPITAL}(?: (?:{_SURNAME}))?)"
    r"(?= (?:to|about|how|that|the|if|whether|where|what|why|in [a-z]|for (?:the|her|his)|and (?:she|he)|on "
    r"(?:the|a|my)"
    r"|through)\b)"
)
_GREETED = re.compile(rf"(?:^|[.!?] )(?:Hi|Hello|Dear|Hey) (?P<name>{_CAPITAL})(?=[,.!]|$)")
_FULL_NAME = re.compile(rf"\b(?=(?P<name>{_FULL})\b)")
_ACTING = re.compile(
    rf"(?P<more> {_CAPITAL})?(?= (?:from|in|at) (?:[A-Z]|the )| (?:rang|said|asked|told|emailed|phoned|replied|agreed"
    r"|confirmed|signed|reported|sent|came|called|wants|wanted|needs|needed|joined|brought|watched|showed"
    r"|helped|explained|noticed|texted|messaged|thanked|tested) | \()"
)
_AS_DOER = re.compile(
    r"(?:^|[.!?;:,] |\b(?:and|then|but|so|because|when|while|after|before|that|as|once|until|if) )"
    rf"(?P<name>{_CAPITAL}) (?:(?:also|then|later|kindly) )?(?:apologised|asked|brought|complained"
    r"|emailed|explained|helped|laughed|messaged|ordered|phoned|rang|replied|said|sat|showed|signed|spoke"
    r"|texted|thanked|told|wanted|wrote)\b(?! by\b)"
)
_GIVEN = re.compile(rf"\b(?P<given>{_CAPITAL})(?=(?P<rest>(?: [A-Z]\.)? (?:{_SURNAME}))?(?:['’]s)?\b)")
_SMALL_GIVEN = re.compile(
    r"\b(?P<title>mr|mrs)\.? (?P<surname>[a-z]{2,20}(?:-[a-z]{2,20})?)\b"
    r"|\b(?:spoke (?:to|with)|speaking (?:to|with)|talked to|rang|phoned|emailed|texted|messaged|asked|told|showed"
    r"|helped|with|thanks|cheers|regards|wishes|called|named|by|[Ff]rom|ask|tell|ring|text|email|message|ping"
    r"|from:|with [a-z]{3,20} and)"
    r",? (?P<given>[a-z]{3,20})\b"
    r"|\b(?:it['’]?s|this is|i['’]?m) (?P<caller>[a-z]{3,20})(?= (?:from|here|in|at)\b)"
    r"|\b(?:and|so|then|but|because|while|if) (?P<helper>[a-z]{3,20})(?= (?:[a-z]{3,12}ed|is|was|has|had|will"
    r"|can['’]?t|should(?:n['’]?t)?|did|took|got|went)\b)"
    r"|\b(?P<doer>[a-z]{3,20})(?= (?:says|said|asked|rang|reckons|thinks|wants|wanted|told|emailed"
    r"|texted|phoned|noticed)\b"
    r"|['’]s (?:account|badge|desk|laptop|login|mailbox|monitor|password|pc|phone|screen)\b)"
)
"""Names by people who write no capitals: after a title, or a given name that means nothing else after one of these."""
_DETERMINED = re.compile(r"\b[Tt]he $")
_SAINT = re.compile(
    r"\b(?:St\.?|Saint|San|Santa|Queen|King|Prince|Princess|Port|Lake|Mount|Fort|Lady|Lord) $"
)
_CAPITALS = re.compile(rf"[{_BIG}][^\W\d_]+(?:[-'’][^\W\d_]+)*")
_THING_AFTER = re.compile(
    r"['’]s (?:Bar|Bistro|Cafe|Café|Deli|Diner|Fish|Kitchen|Pizza|Salon|Shop|Tearoom)\b"
    r"|['’]s (?:algorithm|constant|equation|ladder|law|principle|rule|theorem)\b"
    r"| (?:algorithm|app|block|bridge|branch|building|campus|chart|charts|cluster|code|connector|database|dataset"
    r"|diagram|edition|engine|equation|font|framework|gauge|hoover|index|key|keys|knife|knives|library|line"
    r"|method|model|office"
    r"|optimi[sz]er|oven|platform|plot|principle|protocol|release|room|rooms|scale|screwdriver|script|server|servers"
    r"|site|store|suite|template|test|theme|theorem|tool|transform|tube|vacuum|valve|ward|wing"
    r"|apples?|bolts?|boiler|cake|chair|cheese|clamp|coefficient|cooker|curve|drill|engines?|GPU|heater|jacket"
    r"|kettle|lamp|lathe|lorry|mixer|motor|mower|notebook|numbers?|nuts?|oil|pears?|pies?|plan|plot|potatoes"
    r"|press|pumps?|radiator|roses?|sauce|saw|scones?|screws?|sponge|stove|table|tape|taps?|tart|tomatoes"
    r"|tractor|trailer|van)\b"
)
_NO_PERSON_AFTER = re.compile(
    r"[ -](?:themed|style|inspired)\b| (?:film|films|movie|movies|costume|poster|theme|quiz|wallpaper|merchandise)\b"
    r"| (?:& |and )?(?:Associates|Brothers|Bros|Builders|Consulting|Corporation|Electrical|Electronics|Enterprises"
    r"|Foods|Foundation|Holdings|Inc|Industries|International|LLP|Logistics|Motors|Partners|Partnership|Plumbing"
    r"|Recruitment|Sons|Solicitors|Stores|Supplies|Technologies|Telecom|Transport)\b"
)
"""A name before one of these is a firm's, or a figure's out of a film."""
_REGISTRATION = re.compile(r"Reg(?: (?:plates?|no|number|mark|doc)\b|\.? ?[:#]? ?[A-Z]{1,2}\d)")
_IN_A_MONTH = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?|[Ii]n|[Ss]ince|[Uu]ntil|till|early|late|mid|last|next|during|end of|start of) $"
)
_MONTH = re.compile("Jan$")
_MONTHS = re.compile(
    r"Jan(?:(?: (?:to|and|or) | ?[-–/] ?)(?:Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)| ['’]?\d)"
)
"""January, which is somebody's name too: "18 Jan", "failed in Jan", "Jan to Sept", "Jan 2026"."""
_TOLD_OF_THINGS = re.compile(
    r"\b(?:(?:meeting|class|training) )?rooms\b"
    r"|\b(?:servers?|hosts?|machines?|laptops?|themes|builds)\b.{0,40}\b(?:named|called)\b"
    r"|\b(?:named|called) .{0,40}\b(?:servers|hosts|machines)\b"
)
_SIGNS_OF_NAMED_THINGS = ("rooms", "named", "called")
_NEAR = figure_of("reach", "named_things")


_TITLES = beginnings(
    *(
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "sir",
        "dame",
        "rev",
        "fr",
        "cllr",
        "councillor",
        "sgt",
        "nurse",
    )
)
_BEFORE_THE_END = beginnings("regards", "wishes", "thanks", "thx", "ta", "cheers", "yours")
_SMALL_TITLES = whole_words(("mr", "mrs"))
_GREETINGS = whole_words(("hi", "hello", "dear", "hey"))
_ROLES = whole_words((*_ROLE.replace("team lead|", "").split("|"), "called", "named"))
_DONE_TO = whole_words(
    (
        "asked",
        "told",
        "showed",
        "helped",
        "thanked",
        "sat",
        "trained",
        "shadowed",
        "taught",
        "reminded",
        "messaged",
    )
)


def find_people(line: Line) -> Iterator[tuple[int, int, float]]:
    """Start, end and confidence (0..1) of what reads like somebody's name, the surest readings first."""
    found = list(_people_in(line))
    if not found:
        return
    products = [product.span() for product in named_like_people().finditer(line.text)]
    for start, end, confidence in found:
        if not (
            _is_of_no_person(line.text, start, end)
            or any(start < product_end and product_start < end for product_start, product_end in products)
        ):
            yield start, end, confidence


def tells_of_named_things(text: str) -> bool:
    """Whether somewhere things are spoken of that bear people's names: rooms, servers."""
    return any(map(text.__contains__, _SIGNS_OF_NAMED_THINGS)) and _TOLD_OF_THINGS.search(text) is not None


def _is_of_no_person(text: str, start: int, end: int) -> bool:
    """Whether a name is a firm's ("Wayne Enterprises", "Adam Wright & Sons") or a figure's ("James Bond themed")."""
    last = text.rfind(" ", start, end)
    return bool(
        _NO_PERSON_AFTER.match(text, end) or (last > start and _NO_PERSON_AFTER.fullmatch(text, last, end))
    )


def _people_in(line: Line) -> Iterator[tuple[int, int, float]]:
    text = line.text
    if line.begins(_TITLES):
        for match in _TITLED.finditer(text):
            # Councils have portals and desks for them.
            of_a_council = nobody_signs() | {"Portal"} if match[0].startswith("Councillor") else frozenset()
            if match[0].rpartition(" ")[2] not in (no_surname() | places() | of_a_council):
                yield match.start(), match.end(), 0.95
    if ": " in text or line.begins(_BEFORE_THE_END):
        yield from _labelled(line)
    if "<" in text and "@" in text:
        for match in _BEFORE_ADDRESS.finditer(text):
            if places().isdisjoint(match["name"].split()):
                yield from _if_somebody(match)
    if not (line.words.isdisjoint(small_names()) and line.words.isdisjoint(_SMALL_TITLES)):
        yield from _in_small_letters(text)
    # Names are looked up without accents, which a word of the line may have.
    may_name = not (text.isascii() and line.words.isdisjoint(all_names()))
    capitals = _CAPITALS.findall(text) if may_name else []
    has_name = any(map(is_name, capitals))
    if b"A. " in line.outline or has_name:
        yield from _by_what_they_did(text)
    yield from find_colleagues(line, has_name=has_name)
    if not line.words.isdisjoint(_DONE_TO):
        for match in _SPOKEN_TO.finditer(text):
            if not any(word in nobody_signs() for word in match["name"].split()):
                yield match.start("name"), match.end("name"), 0.75
    if not line.words.isdisjoint(_GREETINGS):
        for match in _GREETED.finditer(text):
            if match["name"] not in nobody_greeted():
                yield match.start("name"), match.end("name"), 0.8
    if not line.words.isdisjoint(_ROLES):
        for pattern in (_CALLED, _AFTER_ROLE):
            for match in pattern.finditer(text):
                start, end = _without_nobody(match.start("name"), match["name"])
                if end > start and not _is_some_word(text[start:end], match[0]):
                    yield start, end, 0.85
    if capitals and not doers().isdisjoint(capitals):
        for match in _AS_DOER.finditer(text):
            if match["name"] in doers():
                yield match.start("name"), match.end("name"), 0.65
    if has_name and any(map(is_given, capitals)):
        yield from _given(text)
    if b"a A. A" in line.outline:
        for match in _WITH_INITIAL.finditer(text):
            if is_name(match["first"]):
                yield match.start(), match.end(), 0.85
    if b"AAA AAA" in line.outline:
        for match in _ALL_CAPITALS.finditer(text):
            if is_given(match["given"].capitalize()) and match["rest"].capitalize() not in nobody_signs():
                yield match.start(), match.end(), 0.75


def _labelled(line: Line) -> Iterator[tuple[int, int, float]]:
    """Names after a label, a colon or a greeting at the end: any two capital words there that are nobody else's."""
    text = line.text
    for place in _places_of(": ", text):
        name = _AFTER_LABEL.match(text, place + 2)
        label = name and _LABEL.search(text[max(0, place - _LONGEST_BEFORE) : place + 2])
        if not (name and label):
            continue
        first = name["name"].split()[0]
        if label["person"] or len(first.rstrip(".")) == 1 or is_name(first):
            yield from _if_somebody(name)
    if line.begins(_BEFORE_THE_END):
        for match in _CLOSED.finditer(text):
            if " " in match["name"] or is_name(match["name"]):
                yield from _if_somebody(match)


def _if_somebody(match: re.Match[str]) -> Iterator[tuple[int, int, float]]:
    if not any(word in nobody_signs() for word in match["name"].split()):
        yield match.start("name"), match.end("name"), 0.85


def _places_of(part: str, text: str) -> Iterator[int]:
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _in_small_letters(text: str) -> Iterator[tuple[int, int, float]]:
    """Names without a capital, as somebody writes on a phone."""
    for match in _SMALL_GIVEN.finditer(text):
        if match["title"]:
            yield match.start(), match.end(), 0.8
            continue
        group = match.lastgroup or "doer"
        if match[group] not in words_in_small_letters() and is_given(match[group].capitalize()):
            yield match.start(group), match.end(group), 0.7


def _by_what_they_did(text: str) -> Iterator[tuple[int, int, float]]:
    """Given name and surname where somebody did something, or something was done by somebody."""
    for match in _FULL_NAME.finditer(text):
        first, _, second = match["name"].partition(" ")
        if not (is_name(first) or first.endswith(".")) or second in nobody_after_role():
            continue
        start, end = match.span("name")
        acting = _ACTING.match(text, end)
        if acting:
            yield start, acting.end(), 0.9
        elif _DONE_BY.search(text[max(0, start - _LONGEST_BEFORE) : start]):
            yield start, end, 0.9


def _given(text: str) -> Iterator[tuple[int, int, float]]:
    """Names by the given name alone."""
    for match in _GIVEN.finditer(text):
        given, rest = match["given"], (match["rest"] or "").strip()
        if not is_given(given) or rest in places() or _REGISTRATION.match(text, match.start()):
            continue
        before = text[max(0, match.start() - 9) : match.start()]
        if _SAINT.search(before) or (not rest and _MONTH.match(given) and _IN_A_MONTH.search(before)):
            continue
        if _MONTHS.match(text, match.start()):
            continue
        if rest and rest not in no_surname():
            yield match.start(), match.end("rest"), 0.9
        elif not (
            _DETERMINED.search(before)
            or _THING_AFTER.match(text, match.end("given"))
            or _TOLD_OF_THINGS.search(text[max(0, match.start() - _NEAR) : match.end() + _NEAR])
        ):
            yield match.start(), match.end("given"), 0.7


def _is_some_word(name: str, found: str) -> bool:
    """Whether a capital word after a role is a verb or a thing ("my manager Approved", "the manager Console")."""
    if " " in name or is_name(name):
        return False
    return name.endswith("ed") or found.lower().startswith(("the ", "a ", "an ", "new "))


def _without_nobody(start: int, name: str) -> tuple[int, int]:
    """Offsets of a name after a role without what cannot be part of one; empty where nothing is left."""
    first, _, second = name.partition(" ")
    if first in nobody_after_role():
        return start, start
    return start, start + (len(first) if second in nobody_after_role() else len(name))
