"""Weigh anew what tells a reflection from a record: the signs of grammar, and the words.

    python -m bench.fit_language

A logistic regression over the project's own labelled texts (`tests/ksb_mapper/*_set.jsonl`), never over anybody else's:
of each text the mean over its sentences of how often each sign and each word is in them, how sure its cues are, and
the logarithm of its length. The halves called "kept" are left out. Paragraphs of our documentation and the statements
of a standard, which speak of nobody, count as records for less. A ridge holds rare words down, cues to what they
weighed before there were words (they were written on the open halves and look surer there than they are), and signs to
half of what they weighed: that had been found on real people's texts too, and stands below.

Prints the lines for `ksb_mapper/data/pipeline.cfg` and writes `ksb_mapper/data/leanings_of_words.toml`.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import standards
from ksb_mapper.language.judging import CHECKED_IN_EVIDENCE
from ksb_mapper.pipeline import load_language_judge, read_sentence_spans

SETS = Path("tests/ksb_mapper")
PAGES = (*sorted(Path("docs").rglob("*.md")), Path("README.md"))
WRITTEN = Path("ksb_mapper/data/leanings_of_words.toml")
RECORD = "record"
OF_A_TEXT = frozenset((RECORD, "reflective", "self_assessment"))
OF_A_WHOLE = frozenset(("verdict", "line", "story", "language", "voices"))
FEWEST_TEXTS = 4
RIDGE_OF_SIGNS, RIDGE_OF_WORDS, RIDGE_OF_CUES, RIDGE_OF_LENGTH = 10.0, 0.3, 50.0, 3.0
STEPS = 15
OF_A_PAGE, PAGES_LOOKED_AT = 0.2, 150
SHORTEST_PARAGRAPH, LONGEST_PARAGRAPH = 80, 700
LEAST = 0.1
BEFORE = {
    "anyone": 2.6,
    "comparing": 0.4,
    "contrast": 1.2,
    "did": -2.3,
    "emotion": 1.1,
    "figure": -1.2,
    "first_person": 1.1,
    "form": 1.8,
    "i_am": 0.3,
    "i_did": -1.3,
    "i_have": 1.5,
    "i_modal": 0.9,
    "i_present": 0.5,
    "i_will": -1.7,
    "it_did": 0.2,
    "label": 1.0,
    "mental": 1.2,
    "modal": -0.4,
    "modal_have": 0.3,
    "name": -1.4,
    "negation": 0.1,
    "now_and_then": 0.8,
    "own": 3.6,
    "present_be": 0.9,
    "quality": 1.2,
    "short": 0.5,
    "so_did": -1.5,
    "starts_did": -0.7,
    "state": 0.1,
    "the": -1.0,
    "told": -1.4,
    "word": -0.17,
    "you": 1.1,
}
CUES_BEFORE, LENGTH_BEFORE = 1.9, -0.5
OF_WHAT_WAS_BEFORE = 0.5
HEAD = """\
# How far a word speaks of its writer (above nought) or of the work (below), in log-odds each time a sentence has it.
# Weighed by `python -m bench.fit_language` from the project's own labelled texts; not written by hand.

"""


class Seen(NamedTuple):
    """A text: its label, what it counts for, and the mean over its sentences of what is in them."""

    is_reflection: bool
    weight: float
    signs: Mapping[str, float]
    words: Mapping[str, float]
    confidence: float
    sentences: int


def main() -> None:
    texts = [see(*one) for one in labelled()] + [see(*one) for one in about_nobody()]
    judge = load_language_judge()
    signs = sorted(sign for sign, weight in judge.signs.items() if weight)
    in_texts = Counter(word for text in texts if text.weight == 1 for word in text.words)
    words = sorted(word for word, times in in_texts.items() if times >= FEWEST_TEXTS and word[0].isalpha())
    rows = np.array(
        [
            [text.signs.get(sign, 0.0) for sign in signs]
            + [text.words.get(word, 0.0) for word in words]
            + [text.confidence, log(text.sentences), 1]
            for text in texts
        ]
    )
    ridge = np.array(
        [RIDGE_OF_SIGNS] * len(signs) + [RIDGE_OF_WORDS] * len(words) + [RIDGE_OF_CUES, RIDGE_OF_LENGTH, 0.0]
    )
    before = np.array(
        [OF_WHAT_WAS_BEFORE * BEFORE.get(sign, 0.0) for sign in signs]
        + [0.0] * len(words)
        + [CUES_BEFORE, LENGTH_BEFORE, 0.0]
    )
    found = fit(rows, texts, ridge, before)
    print("[language_judge.signs]")
    for sign, weight in zip(signs, found, strict=False):
        print(f"{sign} = {weight:.2f}")
    cue, length, bias = found[-3:]
    print(f"\n[language_judge.weights]\nbias = {bias:.2f}\ncue = {cue:.2f}\nlength = {length:.2f}")
    write(dict(zip(words, found[len(signs) : len(signs) + len(words)], strict=True)))


def labelled() -> Iterator[tuple[str, bool, float]]:
    """Our own texts, but for the halves that only measure."""
    for path in sorted(SETS.glob("*_set.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("set") in OF_A_WHOLE and row.get("half") != "kept" and row["label"] in OF_A_TEXT:
                yield row["text"], row["label"] != RECORD, 1.0


def about_nobody() -> Iterator[tuple[str, bool, float]]:
    """Paragraphs of our pages, and what a standard asks."""
    paragraphs = [
        " ".join(paragraph.split())
        for page in PAGES
        for paragraph in page.read_text(encoding="utf-8").split("\n\n")
        if not paragraph.startswith(("#", "|", "`", "- "))
    ]
    fit_in = [one for one in paragraphs if SHORTEST_PARAGRAPH < len(one) < LONGEST_PARAGRAPH]
    for text in fit_in[:: max(1, len(fit_in) // PAGES_LOOKED_AT)]:
        yield text, False, OF_A_PAGE
    for ksb in standards.load("ST0505").ksbs:
        yield ksb.text, False, OF_A_PAGE


def see(text: str, is_reflection: bool, weight: float) -> Seen:
    """What is in a text, as the judge reads it."""
    judge = load_language_judge()
    read = [judge.read(text[start:end], CHECKED_IN_EVIDENCE) for start, end in read_sentence_spans(text)]
    signs: dict[str, float] = defaultdict(float)
    words: dict[str, float] = defaultdict(float)
    confidence = 0.0
    for sentence in read:
        for sign in sentence.signs:
            signs[sign] += 1 / len(read)
        for word in sentence.words:
            words[word] += 1 / len(read)
        confidence += judge.confidence(sentence.cues) / len(read)
    return Seen(is_reflection, weight, signs, words, confidence, len(read))


def fit(
    rows: NDArray[np.float64], texts: list[Seen], ridge: NDArray[np.float64], before: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The weights that tell the labels best under a ridge around what they were before, by Newton's method."""
    expected = np.array([text.is_reflection for text in texts], dtype=float)
    weights = np.array([text.weight for text in texts])
    found = before.copy()
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weights * (expected - told)) - ridge * (found - before)
        bend = (rows * (weights * told * (1 - told))[:, None]).T @ rows + np.diag(ridge)
        found += np.linalg.solve(bend, slope)
    return found


def write(weight_of: dict[str, float]) -> None:
    """The words by their weights, those that weigh next to nothing left out."""
    by_weight: dict[float, list[str]] = {}
    for word, weight in weight_of.items():
        if abs(weight) >= LEAST:
            by_weight.setdefault(round(float(weight), 1), []).append(word)
    lines = [f'"{weight}" = "{" ".join(by_weight[weight])}"' for weight in sorted(by_weight, reverse=True)]
    WRITTEN.write_text(HEAD + "[words]\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
