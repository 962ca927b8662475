"""Names of people in a text, by their surroundings: a title, a given name, a role before it, a surname after it.

No statistical model: one that is small enough to load here takes Jenkins and Terraform for people. What speaks against
a name is the company it keeps: "Jenkins" is nobody, "my tutor Will Jenkins" is somebody.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from ksb_mapper.personal_data.outlines import Line

_BIG, _SMALL = "A-ZÀ-ÖØ-ÞĀ-Ž", "a-zß-öø-ÿā-ž"
_CAPITAL = rf"[{_BIG}](?:['’][{_BIG}])?[{_SMALL}]+(?:[-'’][{_BIG}]?[{_SMALL}]{{2,}})?"
_OF_A_FAMILY = (
    r"(?:(?:ap|ab|ferch|bin|bint|binti|ibn|ben|abu|de|da|do|dos|di|du|della|van|von|der|den|ter|el|al)[ -]"
    r"|(?:Ní|Nic|Ó|Uí|Ap|Bin|Bint|Ibn|Abu|Al|El|St\.?)[ -])"
)
_SURNAME = rf"(?:{_OF_A_FAMILY}){{1,2}}{_CAPITAL}|{_CAPITAL}|(?:Mc|Mac|De|Van|Von)[A-Z][a-z]+"
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Cllr|Councillor|Sgt|Nurse)\.?"
    rf" (?:(?:{_CAPITAL}|[A-Z]\.?) )?(?:{_SURNAME})\b"
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
_LONGEST_BEFORE = 64
_LABEL = re.compile(
    r"(?:^|[ (|])(?:(?P<person>caller|requester|requestor|(?:requested|raised|reported|approved|prepared|checked"
    r"|witnessed|signed|signed off) by|signed|approver|witness|attendee|full name|contact)"
    r"|owner|name|user|customer|client|author|assignee|assigned to|cc|to|from): $",
    re.IGNORECASE,
)
_AFTER_LABEL = re.compile(
    rf"(?P<name>(?:{_CAPITAL}|[A-Z]\.) (?:{_SURNAME})(?: {_CAPITAL})?)(?=$|[,.;|)\t]| [|<(])"
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
    r"(?= (?:to|how|that|if|whether|where|what|why|in [a-z]|for (?:the|her|his)|and (?:she|he)|on (?:the|a|my)"
    r"|through)\b)"
)
_GREETED = re.compile(rf"(?:^|[.!?] )(?:Hi|Hello|Dear|Hey) (?P<name>{_CAPITAL})(?=[,.!]|$)")
_FULL_NAME = re.compile(rf"\b(?=(?P<name>{_FULL})\b)")
_ACTING = re.compile(
    rf"(?P<more> {_CAPITAL})?(?= (?:from|in|at) (?:[A-Z]|the )| (?:rang|said|asked|told|emailed|phoned|replied|agreed"
    r"|confirmed|signed|reported|sent|came|called|wants|wanted|needs|needed|joined|brought) | \()"
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
    r"|helped|with|thanks|cheers|regards|wishes|called|named|by|from),? (?P<given>[a-z]{3,20})\b"
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
    r"|diagram|edition|engine|equation|font|framework|gauge|hoover|index|key|keys|knife|knives|library|line|method|model|office"
    r"|optimi[sz]er|oven|platform|plot|principle|protocol|release|room|rooms|scale|screwdriver|script|server|servers"
    r"|site|store|suite|template|test|theme|theorem|tool|transform|tube|vacuum|valve|ward|wing"
    r"|apples?|bolts?|boiler|cake|chair|cheese|clamp|coefficient|cooker|curve|drill|engines?|GPU|heater|jacket|kettle|lamp|lathe|lorry|mixer|motor|mower|notebook|numbers?|nuts?|oil|pears?|pies?|plan|plot|potatoes|press|pumps?|radiator|roses?|sauce|saw|scones?|screws?|sponge|stove|table|tape|taps?|tart|tomatoes|tractor|trailer|van)\b"
)
_NO_PERSON_AFTER = re.compile(
    r"[ -](?:themed|style|inspired)\b| (?:film|films|movie|movies|costume|poster|theme|quiz|wallpaper|merchandise)\b"
    r"| (?:& |and )?(?:Associates|Brothers|Bros|Builders|Consulting|Corporation|Electrical|Electronics|Enterprises"
    r"|Foods|Foundation|Holdings|Inc|Industries|International|LLP|Logistics|Motors|Partners|Partnership|Plumbing"
    r"|Recruitment|Sons|Solicitors|Stores|Supplies|Technologies|Telecom|Transport)\b"
)
"""A name before one of these is a firm's, or a figure's out of a film."""
_REGISTRATION = re.compile(r"Reg(?: (?:plates?|no|number|mark|doc)\b|\.? ?[:#]? ?[A-Z]{1,2}\d)")
_TOLD_OF_THINGS = re.compile(
    r"\b(?:(?:meeting|class|training) )?rooms\b"
    r"|\b(?:servers?|hosts?|machines?|laptops?|themes|builds)\b.{0,40}\b(?:named|called)\b"
    r"|\b(?:named|called) .{0,40}\b(?:servers|hosts|machines)\b"
)
_SIGNS_OF_NAMED_THINGS = ("rooms", "named", "called")
_NEAR = 120
_PLACES = frozenset(
    ("Academy", "Arms", "Avenue", "Bakery", "Bridge", "Building", "Centre", "Church", "Close", "College", "Corner",
     "Court", "Crescent", "Drive", "Estate", "Farm", "Garage", "Gardens", "Group", "Hall", "Hospital", "Hotel", "House",
     "Inn", "Lane", "Library", "Limited", "Ltd", "Mill", "Museum", "Park", "Place", "Plc", "Road", "School", "Square",
     "Station", "Street", "Suite", "Terrace", "Theatre", "University", "Ward", "Way", "Wing", "Works", "Yard")
)  # fmt: skip
_NO_SURNAME = frozenset(
    (
        "Act", "Active", "Agile", "And", "At", "Azure", "Docker", "Excel", "Git", "Google", "Helm", "In", "Jira",
        "Linux", "Microsoft", "On", "Outlook", "Python", "Scrum", "Server", "Teams", "Terraform", "The", "Windows",
        "Wi", "Word",
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
        "April", "May", "June", "July", "August", "September", "October", "November", "December",
    )
)  # fmt: skip
_NOBODY_AFTER_ROLE = _NO_SURNAME | frozenset(
    ("Account", "After", "Also", "And", "Because", "Before", "But", "Desk", "Director", "For", "He", "I", "It",
     "Level", "Manager", "Of", "Office", "Officer", "Role", "She", "So", "Support", "Team", "That", "Then", "There",
     "They", "This", "To", "We", "What", "When", "Where", "Which", "Who", "You")
)  # fmt: skip
_NOBODY_GREETED = frozenset(
    ("All", "Both", "Colleague", "Colleagues", "Customer", "Customers", "Everybody", "Everyone", "Folks", "Madam",
     "Microsoft", "Parents", "Service", "Sir", "Staff", "Student", "Students", "Supplier", "Support", "Team", "There",
     "User", "Users", "World")
)  # fmt: skip


_TITLES = ("mr", "ms", "miss", "mx", "dr", "prof", "sir ", "dame ", "rev", "cllr", "counc", "sgt", "nurse ")
_BEFORE_THE_END = ("regards", "wishes", "thanks", "thx", "ta, ", "cheers", "yours")
_BEFORE_A_NAME = (": ", *_BEFORE_THE_END)
_BEFORE_A_SMALL_NAME = (
    "mr ", "mr. ", "mrs ", "mrs. ", "spoke ", "speaking ", "talked ", "rang ", "phoned ", "emailed ", "texted ",
    "messaged ", "asked ", "told ", "showed ", "helped ", "with ", "thanks", "cheers", "regards", "wishes", "called ",
    "named ", "by ", "from ",
)  # fmt: skip
_GREETINGS = ("hi ", "hello ", "dear ", "hey ")
_ROLES = (*_ROLE.split("|"), " called ", " named ")
_DONE_TO = (
    "asked ", "told ", "showed ", "helped ", "thanked ", "sat with", "trained ", "shadowed ", "taught ", "reminded ",
    "messaged ",
)  # fmt: skip


def find_people(line: Line) -> Iterator[tuple[int, int, float]]:
    """Start, end and sureness (0..1) of what reads like somebody's name, the surest readings first."""
    found = list(_people_in(line))
    if not found:
        return
    products = [product.span() for product in _named_like_people().finditer(line.text)]
    for start, end, sureness in found:
        if not (
            _is_of_no_person(line.text, start, end)
            or any(start < product_end and product_start < end for product_start, product_end in products)
        ):
            yield start, end, sureness


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
    if line.holds(_TITLES):
        for match in _TITLED.finditer(text):
            # Councils have portals and desks for them.
            of_a_council = _nobody_signs() | {"Portal"} if match[0].startswith("Councillor") else frozenset()
            if match[0].rpartition(" ")[2] not in (_NO_SURNAME | _PLACES | of_a_council):
                yield match.start(), match.end(), 0.95
    if line.holds(_BEFORE_A_NAME):
        yield from _labelled(line)
    if "<" in text and "@" in text:
        for match in _BEFORE_ADDRESS.finditer(text):
            if _PLACES.isdisjoint(match["name"].split()):
                yield from _if_somebody(match)
    if line.holds(_BEFORE_A_SMALL_NAME):
        yield from _in_small_letters(text)
    capitals = _CAPITALS.findall(text)
    if b"A. " in line.outline or any(map(_is_name, capitals)):
        yield from _by_what_they_did(text)
    if line.holds(_DONE_TO):
        for match in _SPOKEN_TO.finditer(text):
            if not any(word in _nobody_signs() for word in match["name"].split()):
                yield match.start("name"), match.end("name"), 0.75
    if line.holds(_GREETINGS):
        for match in _GREETED.finditer(text):
            if match["name"] not in _NOBODY_GREETED:
                yield match.start("name"), match.end("name"), 0.8
    if line.holds(_ROLES):
        for pattern in (_CALLED, _AFTER_ROLE):
            for match in pattern.finditer(text):
                start, end = _without_nobody(match.start("name"), match["name"])
                if end > start and not _is_some_word(text[start:end], match[0]):
                    yield start, end, 0.85
    if not _doers().isdisjoint(capitals):
        for match in _AS_DOER.finditer(text):
            if match["name"] in _doers():
                yield match.start("name"), match.end("name"), 0.65
    if any(map(_is_given, capitals)):
        yield from _given(text)
    if b"a A. A" in line.outline:
        for match in _WITH_INITIAL.finditer(text):
            if _is_name(match["first"]):
                yield match.start(), match.end(), 0.85
    if b"AAA AAA" in line.outline:
        for match in _ALL_CAPITALS.finditer(text):
            if _is_given(match["given"].capitalize()) and match["rest"].capitalize() not in _nobody_signs():
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
        if label["person"] or first.endswith(".") or _is_name(first):
            yield from _if_somebody(name)
    if line.holds(_BEFORE_THE_END):
        for match in _CLOSED.finditer(text):
            if " " in match["name"] or _is_name(match["name"]):
                yield from _if_somebody(match)


def _if_somebody(match: re.Match[str]) -> Iterator[tuple[int, int, float]]:
    if not any(word in _nobody_signs() for word in match["name"].split()):
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
        elif match["given"] not in _words_in_small_letters() and _is_given(match["given"].capitalize()):
            yield match.start("given"), match.end("given"), 0.7


def _by_what_they_did(text: str) -> Iterator[tuple[int, int, float]]:
    """Given name and surname where somebody did something, or something was done by somebody."""
    for match in _FULL_NAME.finditer(text):
        first, _, second = match["name"].partition(" ")
        if not (_is_name(first) or first.endswith(".")) or second in _NOBODY_AFTER_ROLE:
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
        if not _is_given(given) or rest in _PLACES or _REGISTRATION.match(text, match.start()):
            continue
        before = text[max(0, match.start() - 9) : match.start()]
        if _SAINT.search(before):
            continue
        if rest and rest not in _NO_SURNAME:
            yield match.start(), match.end("rest"), 0.9
        elif not (
            _DETERMINED.search(before)
            or _THING_AFTER.match(text, match.end("given"))
            or _TOLD_OF_THINGS.search(text[max(0, match.start() - _NEAR) : match.end() + _NEAR])
        ):
            yield match.start(), match.end("given"), 0.7


def _is_some_word(name: str, found: str) -> bool:
    """Whether a capital word after a role is a verb or a thing ("my manager Approved", "the manager Console")."""
    if " " in name or _is_name(name):
        return False
    return name.endswith("ed") or found.lower().startswith(("the ", "a ", "an ", "new "))


def _without_nobody(start: int, name: str) -> tuple[int, int]:
    """Offsets of a name after a role without what cannot be part of one; empty where nothing is left."""
    first, _, second = name.partition(" ")
    if first in _NOBODY_AFTER_ROLE:
        return start, start
    return start, start + (len(first) if second in _NOBODY_AFTER_ROLE else len(name))


def _is_given(word: str) -> bool:
    """Whether a word is a given name and nothing else, with its accents or without, "Dave's" and "Kerry-Ann" too."""
    plain = _plain(word)
    first, _, second = plain.partition("-")
    return plain in _given_names() or (first in _given_names() and second[:1].isupper())


def _is_name(word: str) -> bool:
    return _is_given(word) or _plain(word) in _names_that_are_words()


@lru_cache(maxsize=4_096)
def _plain(word: str) -> str:
    """A word without accents and without the "'s" of what is somebody's."""
    word = word.removesuffix("'s").removesuffix("’s")
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word.translate(_NOT_COMPOSED))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_NOT_COMPOSED = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"}
)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(map(_plain, _names()["given"].split()))


@cache
def _names_that_are_words() -> frozenset[str]:
    return frozenset(_names()["given_and_word"].split())


@cache
def _doers() -> frozenset[str]:
    return frozenset(_names()["given_as_doer"].split())


@cache
def _words_in_small_letters() -> frozenset[str]:
    return frozenset(_names()["word_in_small_letters"].split())


@cache
def _nobody_signs() -> frozenset[str]:
    """Words that make two capital words a desk, a maker or a place, where a name would stand."""
    return _NOBODY_AFTER_ROLE | _NOBODY_GREETED | frozenset(_names()["nobody"].split())


@cache
def _named_like_people() -> re.Pattern[str]:
    """Makers, shops and things that bear somebody's name."""
    names = (re.escape(name.strip()) for name in _names()["named_like_people"].split(","))
    return re.compile(rf"\b(?:{'|'.join(names)})\b")


@cache
def _names() -> dict[str, str]:
    return tomllib.loads(files("ksb_mapper").joinpath("data/names.toml").read_text(encoding="utf-8"))
