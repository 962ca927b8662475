"""A page's lines to a standard: each reader is asked for its part, and the parts are held against each other."""

from collections.abc import Mapping, Sequence

from standards.importing.beside_methods import codes_beside
from standards.importing.bracketed import read_bracketed
from standards.importing.clauses import read_clauses, read_gateway
from standards.importing.facts import read_facts
from standards.importing.found import Imported, NotAStandard, Notes
from standards.importing.gaps import doubt_unused, list_gaps
from standards.importing.grading import Grading, gradings, theme_rows
from standards.importing.limits import list_missing, read_limits, themes_as_listed
from standards.importing.lines import Line, key
from standards.importing.methods import Mapping as KsbMapping
from standards.importing.methods import MethodRead, find_methods, name_kinds, read_mapping
from standards.importing.names import with_plain_codes
from standards.importing.newer import read_verified, read_words
from standards.importing.occupation import read_occupation
from standards.importing.overall import read_overall
from standards.importing.passages import Passage, passages
from standards.importing.sections import Section, ksb_heading, split, without_contents
from standards.importing.shapes import DutyRead, KsbRead, Occupation
from standards.model import Descriptor, Duty, Ksb, Method, Option, Standard, Theme, code_order

# Sections in which the occupation's own duties and KSBs stand.
_OCCUPATION = {"", "key", "summary", "apprenticeship summary", "duties"}


def import_lines(lines: Sequence[Line], title: str = "") -> Imported:
    """Read a page. `title` is what the page's <title> says, or "". Raises NotAStandard."""
    notes = Notes()
    kept = with_plain_codes(without_contents(lines), notes)
    methods = find_methods(kept)
    sections = split(kept, [method.name for method in methods])
    occupation = read_occupation(_of_kinds(sections, _OCCUPATION), notes)
    read_bracketed(_of_kinds(sections, _OCCUPATION), occupation, notes)
    name_kinds(methods, sections, notes)
    mapping = read_mapping(_of_kinds(sections, {"mapping"}), methods, notes)
    ksbs = _ksbs(occupation, mapping, notes)
    if not ksbs:
        raise NotAStandard(
            "There are no KSBs in this page: no line begins with a code such as K1 and a statement. Pages from before"
            " 2018 have none. Copy the whole page of a newer version."
        )
    facts = read_facts(kept, _of_kinds(sections, {"log"}), title, notes)
    duties = _duties(occupation.duties, ksbs, notes)
    if (
        facts["reference"] == "UNKNOWN"
        and len(ksbs) == 1
        and not (duties or methods or any(map(ksb_heading, kept)))
    ):
        (code,) = ksbs
        raise NotAStandard(
            f"This does not look like a standard: a single line begins with a code, “{code} {ksbs[code][:60]}”. Copy"
            " the whole page."
        )
    options = _options(occupation)
    told = passages(sections, methods)
    clauses = read_clauses(told)
    plan = _Plan(sections, methods, told, set(ksbs), notes)
    assessed = plan.methods()
    verified = read_verified(mapping, told, set(ksbs), {code for method in assessed for code in method.ksbs})
    plan.doubt_unassessed(mapping, verified)
    words = read_words(kept, sections)
    standard = Standard(
        **facts,
        ksbs=_with_options(ksbs, duties, occupation),
        options=options,
        duties=duties,
        methods=assessed,
        gateway=read_gateway(told, clauses, facts.get("minimum_months"), words, notes),
        overall_grades=read_overall(_of_kinds(sections, {"overall"}), methods, notes),
        clauses=clauses or None,
        words=words,
        verified_by_employer=verified,
    )
    doubt_unused(standard, notes)
    list_gaps(standard, "page", notes)
    return notes.imported(standard)


def _of_kinds(sections: Sequence[Section], kinds: set[str]) -> list[Line]:
    found: list[Line] = []
    for section in sections:
        if section.kind in kinds:
            found += [*([section.line] if section.line else []), *section.lines]
    return found


def _ksbs(occupation: Occupation, mapping: KsbMapping, notes: Notes) -> dict[str, str]:
    """{code: statement}: the occupation's own, else those of the mapping table, which are held against them."""
    found = {code: ksb.text for code, ksb in occupation.ksbs.items() if ksb.text}
    if not found:
        return {code: mapping.statements[code] for code in sorted(mapping.statements, key=code_order)}
    for code, statement in mapping.statements.items():
        if code not in found:
            why = f"The mapping table has {code}, the occupation’s list has not. It is kept, with this statement."
            notes.doubt(mapping.lines[code], statement, why, code)
            found[code] = statement
        elif key(statement) != key(found[code]):
            why = f"The mapping table words {code} otherwise than the occupation’s list, which is kept."
            notes.doubt(mapping.lines[code], statement, why, code)
    _doubt_gaps(found, occupation, notes)
    return {code: found[code] for code in sorted(found, key=code_order)}


def _doubt_gaps(found: Mapping[str, str], occupation: Occupation, notes: Notes) -> None:
    for kind in "KSB":
        numbers = sorted(int(code[1:]) for code in found if code[0] == kind)
        absent = [f"{kind}{n}" for n in range(1, numbers[-1]) if n not in numbers] if numbers else []
        if absent:
            read = occupation.ksbs.get(f"{kind}{numbers[-1]}")
            why = f"The page goes on to {kind}{numbers[-1]} without {', '.join(absent[:12])}."
            notes.doubt(read.line if read else None, f"{kind}{numbers[-1]}", why, f"{kind}{numbers[-1]}")


def _duties(read: Sequence[DutyRead], ksbs: Mapping[str, str], notes: Notes) -> tuple[Duty, ...]:
    found: dict[tuple[int, str], Duty] = {}
    for duty in read:
        codes = tuple(code for code in duty.codes if code in ksbs)
        if unknown := [code for code in duty.codes if code not in ksbs]:
            why = f"Duty {duty.number} names {', '.join(unknown)}, which the page does not define. Left out."
            notes.doubt(duty.line, duty.text, why, "duties")
        if not codes:
            notes.doubt(duty.line, duty.text, f"Duty {duty.number} names no KSB.", "duties")
        options = tuple(option_id(name) for name in duty.options)
        known = found.get((duty.number, key(duty.text)))
        if known:
            options = tuple(dict.fromkeys((*known.options, *options))) if known.options and options else ()
            codes = tuple(dict.fromkeys((*known.ksbs, *codes)))
        elif any(number == duty.number for number, _ in found):
            notes.doubt(duty.line, duty.text, f"The page has more than one duty {duty.number}.", "duties")
        found[duty.number, key(duty.text)] = Duty(duty.number, duty.text, not options, options, codes)
    return tuple(found.values())


def option_id(name: str) -> str:
    """The id under which the file knows an option: its name in small letters, joined by underlines."""
    return "_".join(key(name).split()) or "option"


def _options(occupation: Occupation) -> tuple[Option, ...]:
    read: list[DutyRead | KsbRead] = [*occupation.duties, *occupation.ksbs.values()]
    named: dict[str, str] = {}
    for one in read:
        for name in one.options:
            named.setdefault(option_id(name), name)
    return tuple(Option(one, name) for one, name in named.items())


def _with_options(ksbs: Mapping[str, str], duties: Sequence[Duty], occupation: Occupation) -> tuple[Ksb, ...]:
    """A KSB that only duties of options name belongs to those options; one of a core duty belongs to everyone."""
    return tuple(
        Ksb(code, text, options_of(code, duties) or _headed(code, occupation)) for code, text in ksbs.items()
    )


def options_of(code: str, duties: Sequence[Duty]) -> tuple[str, ...]:
    naming = [duty for duty in duties if code in duty.ksbs]
    if any(duty.core for duty in naming):
        return ()
    return tuple(dict.fromkeys(option for duty in naming for option in duty.options))


def _headed(code: str, occupation: Occupation) -> tuple[str, ...]:
    read = occupation.ksbs.get(code)
    return tuple(option_id(name) for name in read.options) if read else ()


class _Plan:
    """Puts each method together from its own part of the plan, the grading tables and the mapping."""

    def __init__(
        self,
        sections: Sequence[Section],
        methods: Sequence[MethodRead],
        told: Sequence[Passage],
        codes: set[str],
        notes: Notes,
    ) -> None:
        self.read, self.told, self.codes, self.notes = methods, told, codes, notes
        self.graded = gradings(_of_kinds(sections, {"grading"}), methods, notes)
        self.beside = codes_beside(sections, methods, notes)
        self.themed = theme_rows(_of_kinds(sections, {"theme mapping"}), methods)

    def methods(self) -> tuple[Method, ...]:
        return tuple(self._method(place, method) for place, method in enumerate(self.read))

    def doubt_unassessed(self, mapping: KsbMapping, verified: Sequence[str]) -> None:
        for code, names in mapping.methods.items():
            if not names and self.read and code in self.codes and code not in verified:
                self.notes.doubt(
                    mapping.lines[code],
                    code,
                    f"The mapping table gives {code} to no method.",
                    "verified_by_employer",
                )

    def _method(self, place: int, read: MethodRead) -> Method:
        grading = self.graded.get(read.name, Grading(()))
        listed = self.themed.get(read.name, {})
        themes = tuple(self._theme(theme, listed) for theme in grading.themes)
        if not themes:
            themes = tuple(Theme(name, self._known(codes, name, read.line)) for name, codes in listed.items())
        codes = [code for code in read.codes if code in self.codes]
        if not codes:
            codes = sorted({code for theme in themes for code in theme.ksbs}, key=code_order)
        if not codes:
            codes = list(self._known(self.beside.get(read.name, ()), read.name, read.line))
        self._hold_against(read, themes, codes)
        limits = read_limits(read.kind, read.name, self.told)
        list_missing(place, read.kind, read.name, limits, self.notes)
        told = themes_as_listed(read.kind, read.name, self.told)
        return Method(
            read.id,
            read.name,
            read.kind,
            tuple(codes),
            told,
            themes,
            grading.rule,
            limits,
            grading.merit_rule,
        )

    def _theme(self, theme: Theme, listed: Mapping[str, tuple[str, ...]]) -> Theme:
        other = next((codes for name, codes in listed.items() if key(name) == key(theme.name)), None)
        if other is not None and set(other) != set(theme.ksbs):
            graded, mapped = " ".join(theme.ksbs), " ".join(other)
            why = f"Of “{theme.name}” the grading table says {graded}, the mapping to themes {mapped}."
            self.notes.doubt(None, theme.name, why, theme.name)
        return Theme(
            theme.name,
            self._known(theme.ksbs, theme.name),
            tuple(self._descriptor(one, theme.name) for one in theme.pass_descriptors),
            tuple(self._descriptor(one, theme.name) for one in theme.distinction_descriptors),
            tuple(self._descriptor(one, theme.name) for one in theme.merit_descriptors),
        )

    def _descriptor(self, descriptor: Descriptor, theme: str) -> Descriptor:
        return Descriptor(descriptor.text, self._known(descriptor.ksbs, theme))

    def _known(self, codes: Sequence[str], place: str, line: int | None = None) -> tuple[str, ...]:
        if unknown := [code for code in codes if code not in self.codes]:
            why = f"“{place}” names {', '.join(unknown)}, which the page does not define. Left out."
            self.notes.doubt(line, place, why, place)
        return tuple(code for code in codes if code in self.codes)

    def _hold_against(self, read: MethodRead, themes: Sequence[Theme], codes: Sequence[str]) -> None:
        in_themes = {code for theme in themes for code in theme.ksbs}
        if themes and in_themes != set(codes):
            odd = ", ".join(sorted(in_themes ^ set(codes), key=code_order))
            why = f"The mapping table and the themes of this method do not have the same KSBs: {odd}."
            self.notes.doubt(read.line, read.name, why, read.name)
