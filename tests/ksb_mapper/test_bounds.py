"""Bad input is answered with bounded work: counted, never timed. Where only time would tell, the system ends it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from ksb_mapper import check_language
from ksb_mapper.kept import forget_everything
from ksb_mapper.language.judging import LanguageJudge
from ksb_mapper.texts.passages import LONGEST_UNIT
from tests.ksb_mapper.adversary import hard_lines
from tests.ksb_mapper.bad_inputs import BAD_INPUTS, SENTENCE

ROOT = Path(__file__).parents[2]
MEGABYTES = 100
KINDS = ("evidence", "witness", "report")


class Work:
    """What was handed on while a text was checked: to spaCy, and to the judge."""

    def __init__(self):
        self.read = []
        self.judged = []


def counted(patch):
    """The work that is done from here on."""
    done = Work()
    read, judge = Language.__call__, LanguageJudge.judge

    def reading(self, text, **how):
        done.read.append(len(text))
        return read(self, text, **how)

    def judging(self, text, rules):
        done.judged.append(len(text))
        return judge(self, text, rules)

    patch.setattr(Language, "__call__", reading)
    patch.setattr(LanguageJudge, "judge", judging)
    return done


def assert_bounded(text, kind):
    """No more is read or judged than is there, no more at once than fits, and no place is named twice by a rule."""
    forget_everything()
    with pytest.MonkeyPatch.context() as patch:
        work = counted(patch)
        report = check_language(text, kind)
    assert max(work.read, default=0) <= LONGEST_UNIT
    assert sum(work.read) <= len(text)
    assert sum(work.judged) <= len(text)
    places = [(finding.rule, finding.start) for finding in report.findings]
    assert len(set(places)) == len(places)
    for rule in {finding.rule for finding in report.findings}:
        assert sum(len(finding.excerpt) for finding in report.findings if finding.rule == rule) <= len(text)


@pytest.mark.parametrize("name", BAD_INPUTS)
def test_no_more_is_read_than_is_there_and_no_more_at_once_than_fits(name):
    assert_bounded(BAD_INPUTS[name], "evidence")


PIECES = st.sampled_from([text[:80] for text in BAD_INPUTS.values()] + [SENTENCE, "\n", "\n\n", " " * 300])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=30).map("".join), st.sampled_from(KINDS))
def test_whatever_bad_input_is_joined_to_whatever_other_the_bounds_hold(text, kind):
    assert_bounded(text, kind)


def test_ten_times_the_text_has_ten_times_the_findings():
    once = check_language(SENTENCE * 30 + "I felt proud of it.\n")
    tenfold = check_language((SENTENCE * 30 + "I felt proud of it.\n") * 10)

    assert len(tenfold.findings) == 10 * len(once.findings)


def test_all_bad_input_together_takes_little_memory_and_comes_to_an_end():
    taken = run("tests.ksb_mapper.bad_inputs", 120)

    assert int(taken) <= MEGABYTES


def test_no_pattern_goes_over_a_long_line_again_and_again():
    assert int(run("tests.ksb_mapper.adversary", 30)) >= 650


def test_a_hard_line_is_what_a_pattern_begins_with_again_and_again():
    assert list(hard_lines(re.compile(r"\s+x"), 6)) == ["      \x01"]
    assert "give up xxxgiv\x01" in hard_lines(re.compile(r"give up .*me"), 14)
    assert list(hard_lines(re.compile(r"me\s{1,9}x"))) == []


def run(program, seconds):
    """What a program of ours prints, ended by the system where it takes more than so many seconds of a processor."""
    done = subprocess.run(
        [sys.executable, "-m", program, str(seconds)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
