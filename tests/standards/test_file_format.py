import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards import (
    BadStandardFile,
    Clause,
    Descriptor,
    DistinctionRule,
    Duty,
    Force,
    GatewayRequirement,
    Ksb,
    Limits,
    Method,
    MethodKind,
    Option,
    OverallGrade,
    Standard,
    Theme,
    Words,
    WordsMean,
    code_order,
)

MINIMAL: dict[str, Any] = {"reference": "XX0001", "version": "1.0", "ksbs": [{"code": "K1", "text": "One."}]}
FULL: dict[str, Any] = {
    **MINIMAL,
    "level": 3,
    "duties": [{"number": 1, "text": "Do it.", "ksbs": ["K1"]}],
    "words": {
        "assessment": "apprenticeship assessment",
        "gateway": "gateway to completion",
        "merit": "credit",
    },
    "verified_by_employer": ["K1"],
    "methods": [
        {
            "id": "talk",
            "name": "Talk",
            "kind": "other",
            "ksbs": ["K1"],
            "themes": [
                {
                    "name": "All",
                    "ksbs": ["K1"],
                    "pass": [{"text": "Says it.", "ksbs": ["K1"]}],
                    "merit": [{"text": "Says it soundly.", "ksbs": ["K1"]}],
                    "distinction": [{"text": "Says it well.", "ksbs": ["K1"]}],
                }
            ],
            "merit_rule": {"required": 1, "of": 1},
            "limits": {
                "minutes": 60,
                "extension": 0.1,
                "disallowed": ["notes"],
                "mastery": 1.0,
                "resit_weeks": 6,
            },
        }
    ],
    "gateway": [{"id": "ready", "text": "Is ready.", "who": "apprentice", "force": "must"}],
    "overall_grades": [{"grades": {"talk": "pass"}, "overall": "pass"}],
    "clauses": {"length": {"quote": "It lasts 60 minutes.", "section": "talk", "force": "fact"}},
}


def put(*path: str | int, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value

    return change


def drop(*path: str | int) -> Callable[[dict[str, Any]], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        del data[path[-1]]

    return change


BROKEN = {
    "no reference": (drop("reference"), "the standard has no “reference”."),
    "no KSBs": (drop("ksbs"), "the standard has no “ksbs”."),
    "a number for a version": (
        put("version", value=1.1),
        "the standard.version is 1.1, which is not text.",
    ),
    "a title of nothing": (put("title", value=None), "the standard.title is None, which is not text."),
    "a level in words": (
        put("level", value="three"),
        "the standard.level is 'three', which is not a whole number.",
    ),
    "a level of true": (put("level", value=True), "the standard.level is True, which is not a whole number."),
    "an unknown field": (
        put("titel", value="IT"),
        "the standard has “titel”, which the format does not know.",
    ),
    "KSBs that are no list": (put("ksbs", value="K1"), "the standard.ksbs is not a list."),
    "no KSB in the list": (put("ksbs", value=[]), "“ksbs” is empty. A standard has at least one KSB."),
    "a KSB that is only a code": (put("ksbs", 0, value="K1"), "the standard.ksbs[0] is not an object."),
    "a KSB twice": (
        put("ksbs", value=[{"code": "K1", "text": "One."}, {"code": "K1", "text": "Two."}]),
        "“ksbs” names K1 twice.",
    ),
    "a code of no kind": (
        put("ksbs", 0, "code", value="X1"),
        "“ksbs” has the code 'X1'. A code is K, S or B and a number: K1.",
    ),
    "an empty code": (
        put("ksbs", 0, "code", value=""),
        "“ksbs” has the code ''. A code is K, S or B and a number: K1.",
    ),
    "a duty's unknown code": (
        put("duties", 0, "ksbs", value=["K1", "K7", "S9"]),
        "duty 1 names K7, S9, which “ksbs” does not have.",
    ),
    "whether a duty is core, in words": (
        put("duties", 0, "core", value="yes"),
        "the standard.duties[0].core is 'yes', which is not true or false.",
    ),
    "an unknown kind of method": (
        put("methods", 0, "kind", value="exam"),
        "the standard.methods[0].kind is 'exam'. It is one of: project_report, portfolio_discussion, other.",
    ),
    "a method's unknown code": (
        put("methods", 0, "ksbs", value=["B1"]),
        "method “Talk” names B1, which “ksbs” does not have.",
    ),
    "a theme's unknown code": (
        put("methods", 0, "themes", 0, "ksbs", value=["B1"]),
        "theme “All” names B1, which “ksbs” does not have.",
    ),
    "a pass descriptor's unknown code": (
        put("methods", 0, "themes", 0, "pass", 0, "ksbs", value=["B1"]),
        "a descriptor of “All” names B1, which “ksbs” does not have.",
    ),
    "a distinction descriptor's unknown code": (
        put("methods", 0, "themes", 0, "distinction", 0, "ksbs", value=["B1"]),
        "a descriptor of “All” names B1, which “ksbs” does not have.",
    ),
    "a descriptor with no text": (
        drop("methods", 0, "themes", 0, "pass", 0, "text"),
        "the standard.methods[0].themes[0].pass[0] has no “text”.",
    ),
    "our name for a field where the file's is meant": (
        put("methods", 0, "themes", 0, "pass_descriptors", value=[]),
        "the standard.methods[0].themes[0] has “pass_descriptors”, which the format does not know.",
    ),
    "a share in words": (
        put("methods", 0, "limits", "extension", value="10%"),
        "the standard.methods[0].limits.extension is '10%', which is not a number.",
    ),
    "half a minute": (
        put("methods", 0, "limits", "minutes", value=60.5),
        "the standard.methods[0].limits.minutes is 60.5, which is not a whole number.",
    ),
    "a word where a list is meant": (
        put("methods", 0, "limits", "disallowed", value="notes"),
        "the standard.methods[0].limits.disallowed is not a list.",
    ),
    "an unknown force": (
        put("gateway", 0, "force", value="shall"),
        "the standard.gateway[0].force is 'shall'. It is one of: must, should, typical, fact.",
    ),
    "grades in a list": (
        put("overall_grades", 0, "grades", value=["pass"]),
        "the standard.overall_grades[0].grades is not an object.",
    ),
    "two methods of one id": (
        lambda data: data["methods"].append(data["methods"][0]),
        "“methods” has two of the id “talk”. Every id is there once.",
    ),
    "a method without an id": (put("methods", 0, "id", value=""), "“methods” has one without an id."),
    "fewer words than none": (
        put("methods", 0, "limits", "words", value=-2000),
        "“words” of “Talk” is -2000. It is at least 1.",
    ),
    "a tolerance of everything": (
        put("methods", 0, "limits", "tolerance", value=10),
        "“tolerance” of “Talk” is 10. It is a share between 0 and 1, such as 0.1.",
    ),
    "more distinctions asked for than there are": (
        put("methods", 0, "distinction_rule", value={"required": 4, "of": 3}),
        "“Talk” asks for 4 of 3 distinction descriptors.",
    ),
    "words from more to fewer": (
        put("methods", 0, "limits", value={"words": 1500, "words_least": 2000}),
        "“words_least” of “Talk” is 2000, more than its “words”.",
    ),
    "more merits asked for than there are": (
        put("methods", 0, "merit_rule", value={"required": 4, "of": 3}),
        "“Talk” asks for 4 of 3 merit descriptors.",
    ),
    "a merit descriptor's unknown code": (
        put("methods", 0, "themes", 0, "merit", value=[{"text": "Says it fast.", "ksbs": ["B1"]}]),
        "a descriptor of “All” names B1, which “ksbs” does not have.",
    ),
    "words that mean nothing": (
        put("methods", 0, "limits", "words_mean", value="exactly"),
        "the standard.methods[0].limits.words_mean is 'exactly'. It is one of: about, at_most, at_least.",
    ),
    "a mastery above the whole": (
        put("methods", 0, "limits", "mastery", value=1.2),
        "“mastery” of “Talk” is 1.2. It is a share between 0 and 1, such as 0.1.",
    ),
    "an empty word": (put("words", value={"merit": " "}), "“words” has nothing for “merit”."),
    "a word that no plan has": (
        put("words", value={"exam": "test"}),
        "the standard.words has “exam”, which the format does not know.",
    ),
    "an unknown code for the employer": (
        put("verified_by_employer", value=["B1"]),
        "“verified_by_employer” names B1, which “ksbs” does not have.",
    ),
    "a level below all levels": (put("level", value=0), "the standard.level is 0. It is at least 1."),
    "a reference of spaces": (
        put("reference", value=" "),
        "“reference” or “version” is empty. A standard has both.",
    ),
    "a KSB without words": (put("ksbs", 0, "text", value=" "), "“ksbs” has no text for K1."),
    "an option that is not listed": (
        put("ksbs", 0, "options", value=["bells"]),
        "K1 names the option “bells”, which “options” does not have.",
    ),
    "a clause without a quote": (
        drop("clauses", "length", "quote"),
        "the standard.clauses.length has no “quote”.",
    ),
}


@pytest.mark.parametrize(("break_it", "line"), BROKEN.values(), ids=BROKEN)
def test_what_does_not_fit_is_refused_in_one_line_that_names_the_field(
    break_it: Callable[[dict[str, Any]], None], line: str
) -> None:
    data = deepcopy(FULL)
    break_it(data)
    with pytest.raises(BadStandardFile) as refused:
        Standard.from_dict(data)
    assert str(refused.value) == line


def test_the_file_that_the_refused_ones_were_made_from_is_itself_valid() -> None:
    assert Standard.from_dict(FULL).to_dict() == FULL


def test_a_file_that_holds_no_object_is_refused() -> None:
    with pytest.raises(BadStandardFile, match=r"^the standard is not an object\.$"):
        Standard.from_dict(["K1"])  # type: ignore[arg-type]


def test_a_reference_a_version_and_ksbs_are_enough() -> None:
    standard = Standard.from_dict(MINIMAL)
    assert (standard.reference, standard.version) == ("XX0001", "1.0")
    assert standard.ksbs == (Ksb("K1", "One."),)
    assert standard.methods == ()


def test_what_was_never_said_is_not_written() -> None:
    assert Standard.from_dict(MINIMAL).to_dict() == MINIMAL


def test_descriptors_are_called_pass_and_distinction_in_the_file() -> None:
    (theme,) = Standard.from_dict(FULL).methods[0].themes
    assert theme.pass_descriptors == (Descriptor("Says it.", ("K1",)),)
    assert theme.distinction_descriptors == (Descriptor("Says it well.", ("K1",)),)


WORDS = st.text(max_size=12)
NAMED = st.text("abcdef é’1", min_size=1, max_size=8).filter(str.strip)
NUMBERS = st.none() | st.integers(1, 5000)
SHARES = st.none() | st.floats(0.01, 0.99)
CODES = st.builds("{}{}".format, st.sampled_from("KSB"), st.integers(1, 40))
LISTS = st.lists(WORDS, max_size=3).map(tuple)
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    int | None: NUMBERS,
    float | None: SHARES,
    WordsMean | None: st.none() | st.sampled_from(WordsMean),
    tuple[str, ...]: LISTS,
}
LIMITS = st.builds(Limits, **{field.name: BY_TYPE[field.type] for field in fields(Limits)}).filter(
    lambda limits: not limits.words_least or limits.words_least <= (limits.words or 0)
)


@st.composite
def standards(draw: st.DrawFn) -> Standard:
    codes = sorted(draw(st.sets(CODES, min_size=1, max_size=6)), key=code_order)
    some = st.lists(st.sampled_from(codes), max_size=4).map(tuple)

    def several(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
        return st.lists(one, max_size=2).map(tuple)

    def by_id(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
        return st.lists(one, max_size=2, unique_by=lambda thing: thing.id).map(tuple)

    none: st.SearchStrategy[tuple[str, ...]] = st.just(())
    descriptors = several(st.builds(Descriptor, WORDS, some))
    themes = several(st.builds(Theme, WORDS, some, descriptors, descriptors, descriptors))
    rules = st.none() | st.builds(DistinctionRule, st.integers(1, 5), st.integers(5, 9))
    methods = st.builds(
        Method, NAMED, WORDS, st.sampled_from(MethodKind), some, LISTS, themes, rules, LIMITS, rules
    )
    options = draw(by_id(st.builds(Option, NAMED, WORDS)))
    chosen = (
        st.lists(st.sampled_from([option.id for option in options]), max_size=2).map(tuple)
        if options
        else none
    )
    forces = st.sampled_from(Force)
    return draw(
        st.builds(
            Standard,
            reference=NAMED,
            version=NAMED,
            ksbs=st.tuples(*(st.builds(Ksb, st.just(code), NAMED, chosen) for code in codes)),
            title=WORDS,
            level=NUMBERS,
            words=st.builds(Words, NAMED, NAMED, NAMED, NAMED, NAMED),
            verified_by_employer=some,
            minimum_months=NUMBERS,
            options=st.just(options),
            duties=several(st.builds(Duty, st.integers(1, 99), WORDS, st.booleans(), chosen, some)),
            methods=by_id(methods),
            gateway=by_id(
                st.builds(GatewayRequirement, NAMED, WORDS, WORDS, forces, LISTS, st.none() | WORDS)
            ),
            overall_grades=several(st.builds(OverallGrade, st.dictionaries(WORDS, WORDS, max_size=2), WORDS)),
            clauses=st.none() | st.dictionaries(WORDS, st.builds(Clause, WORDS, WORDS, forces), max_size=2),
        )
    )


@given(standards())
def test_whatever_is_written_reads_back_unchanged(standard: Standard) -> None:
    assert Standard.from_dict(json.loads(json.dumps(standard.to_dict()))) == standard
