"""How fast the language is, and how much memory it takes: `python bench/mapper.py`. Takes about a minute.

A report of 2,000 words is read again and again, warm, in processor time on one core; each time is stated as a multiple
of what spaCy's tokeniser alone takes on the same text in the same turn, so that a busy or a slow machine tells nearly
the same. What was read before is forgotten before each turn but where the row says otherwise. Memory is of a process of
its own that answers for a report, beside one that only imports Flask.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parents[1]
sys.path.insert(0, str(HERE))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

WORDS = 2_000
TURNS = 15

MEMORY_OF_FLASK = "import flask; flask.Flask('bare')"
MEMORY_OF_US = """
import flask; flask.Flask('bare')
import sys; sys.path.insert(0, {here!r})
import standards
from bench.mapper import report
from ksb_mapper import check_language, load_mapper
text = report(); mapper = load_mapper(standards.load('ST0505'))
mapper.rank(text); mapper.suggest(text); check_language(text)
"""
RESIDENT = "\nprint(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmRSS')))"


def report() -> str:
    """2,000 words in paragraphs of four sentences, no two sentences alike."""
    rows = (HERE / "tests" / "ksb_mapper" / "own_set.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(row)["text"] for row in rows]
    sentences = [sentence.strip(". ") for text in texts for sentence in text.split(". ")]
    written: list[str] = []
    words = 0
    for turn in range(WORDS):
        sentence = f"{sentences[turn % len(sentences)]} in week {turn + 1}."
        words += len(sentence.split())
        written.append(sentence)
        if words >= WORDS:
            break
    return "\n\n".join(" ".join(written[start : start + 4]) for start in range(0, len(written), 4))


def processor_seconds(work: Callable[[], object]) -> float:
    """What a piece of work takes of this process's one core."""
    began = time.process_time()
    work()
    return time.process_time() - began


def speed() -> None:
    """Print each piece of work as a multiple of the tokeniser's."""
    import standards
    from ksb_mapper import check_language, load_mapper
    from ksb_mapper.kept import forget_everything
    from ksb_mapper.pipeline import load_pipeline

    text = report()
    mapper = load_mapper(standards.load("ST0505"))
    tokeniser = load_pipeline().tokenizer
    edits = iter(range(10_000))

    def mapped(written: str = text) -> None:
        mapper.rank(written)
        mapper.suggest(written)

    def all_of_it(written: str = text) -> None:
        mapped(written)
        check_language(written)

    def edited() -> str:
        """The report with one sentence changed, in another paragraph each time."""
        turn = next(edits)
        paragraphs = text.split("\n\n")
        at = 7 * turn % len(paragraphs)
        paragraphs[at] = paragraphs[at].replace(". ", f", room {turn}. ", 1)
        return "\n\n".join(paragraphs)

    def typed() -> tuple[Callable[[], object], Callable[[], object]]:
        first, second = edited(), edited()
        return lambda: mapped(first), lambda: all_of_it(second)

    rows: tuple[str, ...] = ("rank and suggest", "with the language checks")
    rows += tuple(f"{row}, one sentence changed" for row in rows)
    all_of_it()
    ratios: dict[str, list[float]] = {name: [] for name in rows}
    plain: list[float] = []
    for _ in range(TURNS):
        plain.append(min(processor_seconds(lambda: tokeniser(text)) for _ in range(3)))
        for name, work in zip(rows, (mapped, all_of_it, *typed()), strict=True):
            if "changed" not in name:
                forget_everything()
            ratios[name].append(processor_seconds(work) / plain[-1])
    print(f"{len(text.split()):,} words; the tokeniser alone: {statistics.median(plain) * 1000:.1f} ms")
    for name, found in ratios.items():
        print(f"{name:48} {statistics.median(found):5.1f} times the tokeniser")


def memory() -> None:
    """Print the resident memory of a process that answers, beside bare Flask's."""
    bare = _resident(MEMORY_OF_FLASK)
    ours = _resident(MEMORY_OF_US.format(here=str(HERE)))
    print(f"{'memory':48} {ours - bare:5.0f} MB over bare Flask's {bare:.0f} MB ({ours / bare:.1f} times)")


def _resident(program: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", program + RESIDENT], capture_output=True, text=True, check=True, cwd=HERE
    )
    return int(done.stdout.split()[-1]) / 1024


if __name__ == "__main__":
    speed()
    memory()
