"""The occupational half of a page: its duties and its KSBs, in whatever layout they stand."""

import re
from collections.abc import Sequence
from dataclasses import replace

from standards.importing.codes import codes_in, is_codes, normal, split_tail
from standards.importing.found import Notes
from standards.importing.lines import Line, joined, key
from standards.importing.sections import heading_kind, ksb_heading, option_name, option_of_duties
from standards.importing.shapes import (
    COLUMNS,
    DEFINED,
    DUTY,
    GOES_ON,
    GOES_ON_WITH,
    LABEL,
    NUMBERED_DUTY,
    OPTION_HEAD,
    ROW_NUMBER,
    SHORT_DUTY,
    DutyRead,
    KsbRead,
    Occupation,
)


def read_occupation(lines: Sequence[Line], notes: Notes) -> Occupation:
    """The duties and KSBs of these lines, in the page's order. Finds none where there are none."""
    reader = _Reader(lines, notes)
    for place in range(len(lines)):
        reader.read(place)
    return reader.found


class _Reader:
    """Goes down the page once. Where it stands (before, among the duties, among the KSBs) decides what a line is."""

    def __init__(self, lines: Sequence[Line], notes: Notes) -> None:
        self.lines, self.notes, self.found = lines, notes, Occupation()
        self.among = ""
        self.duty: DutyRead | None = None
        self.ksb: KsbRead | None = None
        self.option = self.ksb_option = self.group = (
            ""  # the group is the option that KSBs of all kinds stand under
        )
        self.has_criteria = self.heads_duties = self.unfolds = False
        self.duty_tables = {
            line.cell.table
            for line in lines
            if line.cell and line.cell.row == 0 and re.match(r"dut(?:y|ies)\b", line.key)
        }
        self.numbers_duties = not any(
            DUTY.fullmatch(line.text) or SHORT_DUTY.fullmatch(line.text) for line in lines
        )
        marks = [
            bool(match["mark"])
            for line in lines
            if (match := DEFINED.fullmatch(line.text)) and match["words"] and not is_codes(line.text)
        ]
        self.marks_codes = marks.count(True) > 3 * marks.count(False)

    def read(self, place: int) -> None:
        line = self.lines[place]
        if self._begins_duty(line):
            return
        if ksb_heading(line) and self._definition_follows(place):
            self.unfolds = self.unfolds and not (ksb_heading(line) == "ksbs" and self.found.duties[-1].codes)
            self.among, self.ksb, self.ksb_option = "ksbs", None, self._option_named(line) or self.group
        elif self._begins_ksb(line, place):
            pass
        elif self.among == "duties":
            self._among_duties(line, place)
        elif self.among == "ksbs":
            self._among_ksbs(line, place)
        elif (option := option_of_duties(line)) is not None:
            self.option, self.heads_duties = option, True
        elif heading_kind(line) == "duties" or COLUMNS.fullmatch(line.key):
            self.heads_duties = True
            self.has_criteria = self.has_criteria or "criteria" in line.key

    def _begins_duty(self, line: Line) -> bool:
        if self._begins_row(line):
            return True
        match = DUTY.fullmatch(line.text)
        if match is None and (self.among == "duties" or self.heads_duties or line.heading):
            match = SHORT_DUTY.fullmatch(line.text)
        if match is None and self.numbers_duties and (self.among == "duties" or self.heads_duties):
            match = NUMBERED_DUTY.fullmatch(line.text)
            if match and int(match[1]) != len(self.found.duties) + 1:
                match = None
        if match and re.match(r"[,;&]|.*\bduty \d", match[2], re.IGNORECASE):
            return False  # a list of duties, as beside a KSB in a table
        is_open = self.among == "ksbs" and self.ksb is not None and not self.ksb.closed
        if match is None or (is_open and not match[2] and not line.heading and not self.unfolds):
            return False
        words, codes = split_tail(match[2])
        if is_codes(match[2]):
            words, codes = "", codes_in(match[2])
        self._begin(DutyRead(int(match[1]), line.number, words, codes, self.option))
        return True

    def _begins_row(self, line: Line) -> bool:
        """Whether this is a duty's number alone, in the first column of a table of duties."""
        match = ROW_NUMBER.fullmatch(line.text)
        if not (match and line.cell and line.cell.column == 0 and line.cell.table in self.duty_tables):
            return False
        self._begin(DutyRead(int(match[1]), line.number, option=self.option))
        return True

    def _begin(self, duty: DutyRead) -> None:
        self.duty = duty
        self.found.duties.append(duty)
        self.among, self.ksb = "duties", None

    def _begins_ksb(self, line: Line, place: int) -> bool:
        match = DEFINED.fullmatch(line.text)
        if not match or (is_codes(line.text) and match["words"]):
            return False
        words, mark = match["words"], match["mark"]
        if self.among == "duties" and not (words and mark):
            return False
        if not words and not self._words_follow(place):
            return False
        code = normal(match[1])
        if self.marks_codes and words and not mark and self.ksb and not self._comes_next(code):
            return False  # "… and a" in one line, "K12 cloth" in the next
        words = re.sub(rf"^{match[1]}\s*[:.)–-]?\s+", "", words)  # "K5: K5 …", where a second name stood
        self.ksb = KsbRead(
            code, line.number, words, line.back, self.ksb_option, line.cell, line.gap, line.bullet
        )
        self.among, self.duty = "ksbs", None
        self._unfold(code, place)
        known = self.found.ksbs.get(code)
        if known is None:
            self.found.ksbs[code] = self.ksb
        elif words and known.text and key(known.text) != key(words):
            why = f"{code} stands twice, in other words. The first, in line {known.line}, is kept."
            self.notes.doubt(line.number, line.text, why, code)
        return True

    def _unfold(self, code: str, place: int) -> None:
        """Where a page lists no codes beside a duty but unfolds its KSBs under it, each with its statement, these are
        the duty's codes. Seen by a duty without codes that has KSBs under it, and another duty after them."""
        duties = self.found.duties
        if not duties or not all(duty.codes for duty in duties[:-1]) or code in duties[-1].codes:
            return
        if not self.unfolds:
            later = (line.text for line in self.lines[place + 1 :])
            if duties[-1].codes or not any(DUTY.fullmatch(text) for text in later):
                return
            self.unfolds = True
        duties[-1].codes += (code,)

    def _comes_next(self, code: str) -> bool:
        """Whether this is the code after the one that was defined last, or begins another kind."""
        assert self.ksb is not None
        last = self.ksb.code
        return code[0] != last[0] or int(code[1:]) == int(last[1:]) + 1

    def _words_follow(self, place: int) -> bool:
        """Whether the line after a lone code is its statement."""
        after = self._after(place)
        if after is None or DUTY.fullmatch(after.text) or ksb_heading(after):
            return False
        return not DEFINED.fullmatch(after.text) and not is_codes(after.text)

    def _definition_follows(self, place: int) -> bool:
        """Whether a KSB is defined before the next duty begins: else the line is only the head of a column."""
        for line in self.lines[place + 1 : place + 8]:
            if DUTY.fullmatch(line.text):
                return False
            match = DEFINED.fullmatch(line.text)
            if match and not is_codes(line.text):
                return True
            if match and not match["words"]:
                return self._words_follow(self.lines.index(line, place))
        return False

    def _among_duties(self, line: Line, place: int) -> None:
        if (label := LABEL.match(line.text)) and is_codes(line.text[label.end() :]):
            line = replace(line, text=line.text[label.end() :])
        option = option_of_duties(line)
        if option is None and self._heads_option(line, place):
            option = option_name(line.text)
        if option is not None:
            self.option, self.duty = option, None
        elif COLUMNS.fullmatch(line.key):
            self.has_criteria = self.has_criteria or "criteria" in line.key
        elif self.duty is None:
            return
        elif is_codes(line.text):
            self.duty.codes += tuple(code for code in codes_in(line.text) if code not in self.duty.codes)
        elif self.duty.text and DEFINED.match(line.text) and codes_in(line.text):
            self._codes_with_words(line)
        elif not self.duty.codes and not (self.has_criteria and self.duty.text):
            words, self.duty.codes = split_tail(line.text)
            self.duty.text = _joined(self.duty.text, words, line)
        elif not self.has_criteria:
            self._after_duties(line, place)

    def _codes_with_words(self, line: Line) -> None:
        """Codes of a duty with words among them, as where a page unfolds each code's statement beside it."""
        assert self.duty is not None
        self.duty.codes = tuple(dict.fromkeys((*self.duty.codes, *codes_in(line.text))))
        self.notes.doubt(
            line.number, line.text, "Codes with words among them. Only the codes are read.", "duties"
        )

    def _after_duties(self, line: Line, place: int) -> None:
        """A line after a duty's codes that is neither a duty nor a code: a stray one, or the end of the duties."""
        if any(DUTY.fullmatch(later.text) for later in self.lines[place + 1 : place + 12]):
            why = "This stands among the duties, but is neither a duty nor a code. It is left out."
            self.notes.doubt(line.number, line.text, why, "duties")
        else:
            self.duty = None

    def _heads_option(self, line: Line, place: int) -> bool:
        """An option's name by itself above its table of duties."""
        if (
            (self.duty and not self.duty.codes)
            or line.bullet
            or len(line.text) > 70
            or COLUMNS.fullmatch(line.key)
        ):
            return False
        after = self._after(place)
        if after is not None and COLUMNS.fullmatch(after.key):
            return not is_codes(line.text)
        return line.heading > 0 and after is not None and bool(DUTY.fullmatch(after.text))

    def _among_ksbs(self, line: Line, place: int) -> None:
        if self._heads_group(line, place):
            return
        if self.ksb is None or self.ksb.closed:
            option = option_of_duties(line)
            if option is not None:
                self.option = option
            return
        if not line.text:  # the link back in a line of its own
            self.ksb.closed = True
            return
        if self._in_another_cell(line):
            return
        if (line.gap or line.heading) and line.text[0].isupper() and option_of_duties(line) is not None:
            self.option, self.heads_duties, self.ksb = option_of_duties(line) or "", True, None
            return
        open_end = not self.ksb.text or self.ksb.text[-1] in ":;,-"
        if not line.gap and self.ksb.text.rpartition(" ")[2] in GOES_ON:
            open_end = True
        if line.heading and self.ksb.text:
            self.ksb = None
            return
        wrapped = (
            (self.ksb.gap and not line.gap)  # no blank line between, where blank lines part the statements
            or (self.ksb.bullet and not line.bullet and not line.gap)
            or self.ksb.has_own_cell
            or GOES_ON_WITH.match(line.text) is not None
        )
        if not (wrapped or open_end or line.bullet or line.text[0].islower() or line.back):
            if not self._another_follows(place):
                self.ksb = None
                return
            part = line.text.endswith(".") or (self.ksb.text[-1] not in ".?!" and len(line.text.split()) > 6)
            done = "It is read as a part of it." if part else "It is left out."
            why = f"This stands under {self.ksb.code} without a sign that it belongs to it. {done}"
            self.notes.doubt(line.number, line.text, why, self.ksb.code)
            if not part:
                return
        if not self.ksb.text:
            self.ksb.has_own_cell = line.cell is not None and line.cell != self.ksb.cell
            self.ksb.cell = line.cell
        self.ksb.text = _joined(self.ksb.text, line.text, line)
        self.ksb.closed = line.back

    def _in_another_cell(self, line: Line) -> bool:
        """Whether this stands beside or below a statement in a table, and so is none of its words."""
        assert self.ksb is not None
        if line.cell is None or self.ksb.cell is None or not self.ksb.text:
            return False
        return line.cell != self.ksb.cell

    def _another_follows(self, place: int) -> bool:
        return any(DEFINED.fullmatch(line.text) for line in self.lines[place + 1 : place + 4])

    def _heads_group(self, line: Line, place: int) -> bool:
        """Whether this heads the KSBs of an option, or of the core, of all kinds: "Option: Tuner", "Tuner", "Core"."""
        if line.bullet or len(line.text) > 90 or (self.ksb and not self.ksb.text):
            return False
        known = next((name for name in self._options() if key(name) == key(option_name(line.text))), None)
        if line.key == "core" or (line.heading and line.key.startswith("core ")):
            name = ""
        elif known or (OPTION_HEAD.fullmatch(line.text) and line.text[-1] not in ".;,"):
            name = known or option_name(line.text)
        else:
            return False
        if not any(
            ksb_heading(later) or DEFINED.fullmatch(later.text) for later in self.lines[place + 1 : place + 3]
        ):
            return False
        self.group = self.ksb_option = name
        self.ksb = None
        return True

    def _options(self) -> list[str]:
        return list(dict.fromkeys(duty.option for duty in self.found.duties if duty.option))

    def _option_named(self, line: Line) -> str:
        """The option whose KSBs this heading heads, if it names one: "Tuner knowledge", "Knowledge – bell tuning"."""
        said = set(key(line.text).split()) - {
            "knowledge",
            "skills",
            "skill",
            "behaviours",
            "behaviour",
            "ksbs",
        }
        if not said:
            return ""
        return next((name for name in self._options() if _alike(said, set(key(name).split()))), "")

    def _after(self, place: int) -> Line | None:
        return self.lines[place + 1] if place + 1 < len(self.lines) else None


def _alike(some: set[str], others: set[str]) -> bool:
    """Whether all words of the shorter have one in the longer that begins alike: "Engineer", "Engineering lead"."""
    few, many = sorted((some, others), key=len)
    return all(any(one[:6] == other[:6] for other in many) for one in few)


def _joined(before: str, words: str, line: Line) -> str:
    if not before:
        return words
    return f"{before} • {words}" if line.bullet else joined(before, words)
