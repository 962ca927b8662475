"""The words that give a reflection, a self-assessment or an opinion away, as data with their strengths."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from ksb_mapper.language.finding import PatternFinder, Sought
from ksb_mapper.shipped import shipped_tables
from ksb_mapper.texts.frames import is_courtesy


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern over one sentence: the rule it speaks for, the message it calls for, how surely (0..1)."""

    rule: str
    message: str
    strength: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class PlainerWords:
    """Turns that speak of the work here and of their writer elsewhere, all with one of `words` in them, and what they
    are read as."""

    words: tuple[str, ...]
    patterns: tuple[Sought, ...]
    read_as: str


@dataclass(frozen=True)
class Cues:
    """Every cue, the messages by name, and how a finding of personal data is told, with places for `kind` and
    `advice`."""

    cues: tuple[Cue, ...]
    messages: dict[str, str]
    personal_data: str
    of_the_work: tuple[PlainerWords, ...]
    not_the_writer: tuple[Sought, ...]
    announcement: tuple[Sought, ...]
    what_was_done: tuple[Sought, ...]
    heard: tuple[Sought, ...]
    plan: tuple[Sought, ...]
    courtesy: tuple[Sought, ...]
    more_than_courtesy: tuple[Sought, ...]

    def in_sentence(self, sentence: str, rules: Collection[str]) -> list[Cue]:
        """The cues for these rules that a sentence holds, in the file's order; none where another than the writer
        speaks of himself in it."""
        return self.in_plain_sentence(in_plain_letters(sentence), rules)

    def in_plain_sentence(self, plain: str, rules: Collection[str]) -> list[Cue]:
        """As `in_sentence`, of one in plain letters."""
        finder = self._finder_of(frozenset(rules))
        found = [finder.cues[number] for number in finder.patterns.find(plain)]
        return [] if found and self.speaks_of_another(plain) else found

    def in_words_of_the_work(self, plain: str) -> str:
        """A sentence in plain letters with plainer words for turns that speak of the work in it and of their writer
        elsewhere."""
        for turn in self.of_the_work:
            for word in turn.words:
                if word in plain:
                    for pattern in turn.patterns:
                        plain = pattern.replaced(plain, turn.read_as)
                    break
        return plain

    def speaks_of_another(self, plain: str) -> bool:
        """Whether "I" in a sentence in plain letters is somebody else, as in a user story, or a firm that announces."""
        return self.announces(plain) or any(pattern.is_in(plain) for pattern in self.not_the_writer)

    def announces(self, plain: str) -> bool:
        """Whether a sentence in plain letters tells the public something."""
        return any(pattern.is_in(plain) for pattern in self.announcement)

    def _finder_of(self, rules: frozenset[str]) -> "_Finder":
        if rules not in self._finders:
            cues = tuple(cue for cue in self.cues if cue.rule in rules)
            self._finders[rules] = _Finder(cues, PatternFinder([cue.pattern for cue in cues]))
        return self._finders[rules]

    @cached_property
    def _finders(self) -> dict[frozenset[str], "_Finder"]:
        return {}

    def tells_what_was_heard(self, plain: str) -> bool:
        """Whether a witness's sentence in plain letters tells what another said."""
        return any(pattern.is_in(plain) for pattern in self.heard)

    def is_courtesy(self, sentence: str, plain: str) -> bool:
        """Whether a sentence, which is this in plain letters, is said to a reader around a message's matter, and tells
        neither a deed nor what came of it for its writer."""
        is_one = is_courtesy(sentence.strip()) or any(pattern.is_in(plain) for pattern in self.courtesy)
        return is_one and not any(pattern.is_in(plain) for pattern in self.more_than_courtesy)

    def is_title_of_a_plan(self, plain: str) -> bool:
        """Whether a sentence in plain letters says that a plan follows."""
        return any(pattern.is_in(plain) for pattern in self.plan)

    def tells_a_fact(self, plain: str) -> bool:
        """Whether a sentence in plain letters says what was done, or holds a figure."""
        return _FIGURE.search(plain) is not None or any(
            pattern.is_in(plain) for pattern in self.what_was_done
        )


@dataclass(frozen=True)
class _Finder:
    """The cues of some rules, and their patterns, by the same numbers."""

    cues: tuple[Cue, ...]
    patterns: PatternFinder


@cache
def load_cues() -> Cues:
    """The cues of `data/cues.toml`, read once."""
    data = shipped_tables("cues.toml")
    lists: dict[str, str] = {}
    for name, words in data["lists"].items():
        lists[name] = _fill(words, lists)
    cues = tuple(
        Cue(table["rule"], table["message"], table["strength"], re.compile(_fill(pattern, lists)))
        for table in data["cue"]
        for pattern in table["patterns"]
    )
    return Cues(
        cues,
        data["messages"],
        data["personal_data"]["told_as"],
        tuple(
            PlainerWords(tuple(turn["words"]), _compiled(turn["patterns"], lists), turn["as"])
            for turn in data["of_the_work"]
        ),
        _compiled(data["not_the_writer"]["patterns"], lists),
        _compiled(data["announcement"]["patterns"], lists),
        _compiled(data["what_was_done"]["patterns"], lists),
        _compiled(data["heard"]["patterns"], lists),
        _compiled(data["plan"]["patterns"], lists),
        _compiled(data["courtesy"]["patterns"], lists),
        _compiled(data["courtesy"]["unless"], lists),
    )


_FIGURE = re.compile(r"\d")
_WITHOUT_APOSTROPHE = re.compile(
    r"\b(?:im|ive|(?:do|did|does|ca|could|would|should|was|is|has|have|had|were|are|wo)nt|thats|youre|theyre)\b"
)


def in_plain_letters(sentence: str) -> str:
    """A sentence in lower case with straight apostrophes, as patterns are written; "dont" is "don't" then."""
    return _WITHOUT_APOSTROPHE.sub(_with_apostrophe, sentence.lower().replace("’", "'"))


def _with_apostrophe(word: re.Match[str]) -> str:
    ending = 2 if word[0].endswith(("ve", "re")) else 1
    return f"{word[0][:-ending]}'{word[0][-ending:]}"


_APPRENTICE = re.compile(
    r"(?:\b(?:the|this) |^)(?:apprentice|learner)(?:"
    r"(?P<own>'s)|(?P<between>(?: (?:[a-z]{3,}ly|also|then|now|always|often|never))*) (?P<verb>[a-z]+))\b"
)
_OF_THE_FIRST_PERSON = {"has": "have", "is": "am", "does": "do", "was": "was"}


def in_first_person(plain: str) -> str:
    """A sentence in plain letters with "I" for "the apprentice": who writes of himself so is the writer still."""
    return _APPRENTICE.sub(_as_i, plain) if "apprentice" in plain or "learner" in plain else plain


def _as_i(said: re.Match[str]) -> str:
    if said["own"]:
        return "my"
    verb = _OF_THE_FIRST_PERSON.get(said["verb"]) or re.sub(r"(?<=[a-rt-z])s$", "", said["verb"])
    return f"i{said['between']} {verb}"


def _compiled(patterns: Iterable[str], lists: dict[str, str]) -> tuple[Sought, ...]:
    return tuple(Sought(_fill(pattern, lists)) for pattern in patterns)


def _fill(pattern: str, lists: dict[str, str]) -> str:
    return re.sub(r"\{([A-Za-z]+)\}", lambda name: lists[name[1]], pattern)
