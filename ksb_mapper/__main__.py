"""`python -m ksb_mapper`: suggest, language, lexicon, evaluate, evaluate-language.

Exit status 0 when done, 2 on bad input with one clear line on standard error. A FILE is UTF-8 text, or the JSON that
`python -m documents read FILE --json` prints, or `-` for standard input.
"""

import argparse
import json
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import zip_longest
from math import isnan
from pathlib import Path
from textwrap import wrap
from typing import Any

import standards
from ksb_mapper.errors import BadFile, MapperError
from ksb_mapper.language.checks import LanguageKind, LanguageRule, check_language
from ksb_mapper.lexicon.concepts import Lexicon, read_lexicon
from ksb_mapper.mapping.mapper import load_mapper
from ksb_mapper.measuring.figures import (
    WITNESS_LABELS,
    LanguageFigures,
    LanguageRow,
    MappingFigures,
    MappingRow,
    by_counting_cues,
    by_verdict,
    language_figures,
    mapper_rankers,
    mapper_scorers,
    mapper_suggesters,
    mapping_figures,
    mean_over_authors,
    opinion_figures,
    personal_data_figures,
    score_bands,
    slices_of,
    suggestion_figures,
    tfidf_rankers,
)
from ksb_mapper.measuring.labelled import MAY_BE_TOLD, are_codes, is_label, is_text, read_lines
from ksb_mapper.pipeline import lines_serving, stems_of
from ksb_mapper.texts.passages import Passage
from standards.command_line import CommandLine


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except (MapperError, standards.StandardError) as error:
        print(error.args[0] if error.args else error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = CommandLine(prog="python -m ksb_mapper", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    suggest = commands.add_parser("suggest", help="which KSBs a text shows, and where")
    suggest.add_argument("file", metavar="FILE")
    suggest.add_argument("--standard", required=True, metavar="REF[@VERSION]|FILE.json")
    suggest.add_argument("--method", metavar="ID", help="only the KSBs of this assessment method")
    suggest.add_argument("--all", action="store_true", help="rank every KSB")
    suggest.add_argument("--json", action="store_true")
    suggest.set_defaults(run=_suggest)

    language = commands.add_parser("language", help="a record or a reflection, and what should not be in it")
    language.add_argument("file", metavar="FILE")
    language.add_argument(
        "--kind", choices=[kind.value for kind in LanguageKind], default=LanguageKind.EVIDENCE
    )
    language.add_argument("--json", action="store_true")
    language.set_defaults(run=_language)

    lexicon = commands.add_parser(
        "lexicon", help="whether the words of another trade are written as they must be"
    )
    lexicon.add_argument("file", metavar="FILE.toml")
    lexicon.add_argument(
        "--standard", metavar="REF[@VERSION]|FILE.json", help="which of its statements they speak of"
    )
    lexicon.set_defaults(run=_lexicon)

    evaluate = commands.add_parser("evaluate", help="measure ranking on labelled passages")
    evaluate.add_argument("file", metavar="FILE.jsonl")
    evaluate.add_argument("--statements", required=True, metavar="FILE.json")
    evaluate.set_defaults(run=_evaluate)

    evaluate_language = commands.add_parser("evaluate-language", help="measure the language checks")
    evaluate_language.add_argument("file", metavar="FILE.jsonl")
    evaluate_language.set_defaults(run=_evaluate_language)
    return parser


def _suggest(options: argparse.Namespace) -> None:
    standard = standards.load_named(options.standard)
    mapper = load_mapper(standard)
    passages = _passages(options.file)
    for finding in check_language(passages, LanguageKind.REPORT).findings:
        if finding.rule is LanguageRule.NOT_ENGLISH:
            print(f"{options.file}: {finding.message}", file=sys.stderr)
    if options.all:
        rows = [asdict(ranked) for ranked in mapper.rank(passages, options.method)]
    else:
        rows = [asdict(suggestion) for suggestion in mapper.suggest(passages, options.method)]
    if options.json:
        _print_json({"standard": f"{standard.reference}@{standard.version}", "suggestions": rows})
        return
    for row in rows:
        first, *others = row.get("places") or ({"excerpt": "", "locator": None},)
        print(f"{row['code']:4} {row['score']:.2f}  {_shown(first)}".rstrip())
        for place in others:
            print(f"{'':11}{_shown(place)}")
    if not rows:
        print("Nothing in this text clearly shows a KSB of this standard.")


def _shown(place: Mapping[str, Any]) -> str:
    return f"{place['excerpt']}  ({place['locator']})" if place["locator"] else str(place["excerpt"])


def _language(options: argparse.Namespace) -> None:
    report = check_language(_passages(options.file), options.kind)
    if options.json:
        _print_json(asdict(report))
        return
    print(f"{report.verdict} ({report.score:.2f})")
    for finding in report.findings:
        place = f", {finding.locator}" if finding.locator else ""
        print(f"{finding.rule}{place}: “{finding.excerpt}”\n  {finding.message}")


def _lexicon(options: argparse.Namespace) -> None:
    lexicon = read_lexicon(Path(options.file))
    phrases = sum(len(concept.statement) + len(concept.evidence) for concept in lexicon.concepts)
    print(f"{options.file} is a lexicon of {len(lexicon.concepts)} concepts in {phrases} phrases.")
    if lexicon.illustrations:
        lines = sum(len(one.lines) for one in lexicon.illustrations)
        print(f"It illustrates {len(lexicon.illustrations)} statements with {lines} lines.")
    if not options.standard:
        return
    standard = standards.load_named(options.standard)
    index = lexicon.statement_phrases(stems_of)
    spoken_of: dict[str, set[str]] = {
        ksb.code: {
            concept
            for phrase, _, _ in index.find(stems_of(ksb.text))
            for concept in index.concepts_by_phrase[phrase]
        }
        for ksb in standard.ksbs
    }
    for ksb in standard.ksbs:
        print(f"{ksb.code:4} {', '.join(sorted(spoken_of[ksb.code])) or '(none)':32} {ksb.text}")
    idle = {concept.name for concept in lexicon.concepts} - set().union(*spoken_of.values())
    if idle:
        print(f"No statement of {standard.reference} speaks of: {', '.join(sorted(idle))}.")
    _print_unserved(lexicon, standard)


def _print_unserved(lexicon: Lexicon, standard: standards.Standard) -> None:
    """The illustrated statements that are not near enough to one of the standard for their lines to serve it."""
    served = set().union(*lines_serving([ksb.text for ksb in standard.ksbs], lexicon.illustrations))
    for one in lexicon.illustrations:
        if not served.intersection(one.lines):
            print(f"No statement of {standard.reference} is near enough to: {one.statement}")


def _evaluate(options: argparse.Namespace) -> None:
    statements = _statements(options.statements)
    rows = [
        MappingRow(
            row["standard"], row["text"], frozenset(row["gold"]), *_told(row, "quality", "kind", "author")
        )
        for row in read_lines(
            options.file, _text_of(options.file), standard=is_text, text=is_text, gold=are_codes
        )
    ]
    unknown = sorted({row.standard for row in rows} - set(statements))
    if unknown:
        raise BadFile(
            f"{options.statements} has no statements for {', '.join(unknown)}. Add them, or leave those out."
        )
    slices = slices_of(rows, "quality", "kind", "standard", "author")
    trusted = [row for row in rows if row.quality in {"high", "medium"}]
    slices = {"all": rows, "high + medium": trusted} | slices
    ways = (("mapper", mapper_rankers(statements)), ("TF-IDF", tfidf_rankers(statements)))
    width = _label_width((*slices, _OVER_AUTHORS))
    print(f"{'':{width}}          passages    MAP  recall@5")
    for name, part in slices.items():
        _print_rows(name, width, [_mapping(way, mapping_figures(part, rankers)) for way, rankers in ways])
    over_authors = [(way, mean_over_authors(rows, rankers)) for way, rankers in ways]
    if all(figures.passages for _, figures in over_authors):
        _print_rows(_OVER_AUTHORS, width, [_mapping(way, figures) for way, figures in over_authors])
    print(f"\n{'':{width}} passages  suggested  precision  recall")
    for name, part in slices.items():
        shown = suggestion_figures(part, mapper_suggesters(statements))
        numbers = f"{shown.suggested:9.2f}  {_share(shown.precision):>9}  {shown.recall:6.3f}"
        _print_rows(name, width, [f"{shown.passages:8}  {numbers}"])
    print(f"\n{'score from':{width}}    pairs   it says  claimed")
    for band in score_bands(trusted or rows, mapper_scorers(statements)):
        print(f"{band.low:<{width}.2f} {band.pairs:8}  {band.said:8.2f}  {band.claimed:7.2f}")


_OVER_AUTHORS = "mean over authors"
_WIDEST_LABEL = 54
"""Characters of a line before its figures, so that a line has 100 at most."""


def _mapping(way: str, figures: MappingFigures) -> str:
    numbers = f"{figures.mean_average_precision:6.3f}  {figures.recall_at_5:8.3f}"
    return f"{way:8} {figures.passages:8} {numbers}"


def _label_width(names: Iterable[str]) -> int:
    return min(max(map(len, names)), _WIDEST_LABEL)


def _print_rows(name: str, width: int, rows: Sequence[str]) -> None:
    """Rows of figures behind the name of their slice, which is told whole: a long one goes on below."""
    for label, row in zip_longest(wrap(name, width), rows, fillvalue=""):
        print(f"{label:{width}} {row}".rstrip())


def _evaluate_language(options: argparse.Namespace) -> None:
    rows = [
        LanguageRow(
            row["text"],
            row["label"],
            row.get("reflective_cues") or 0,
            quality=str(row.get("quality") or ""),
            kind=str(row.get("kind") or ""),
            author=str(row.get("author") or ""),
            first_person=_how_many(row.get("first_person")),
            found=None if row.get("found") is None else tuple((words, kind) for words, kind in row["found"]),
        )
        for row in read_lines(
            options.file, _text_of(options.file), text=is_text, label=is_label, **MAY_BE_TOLD
        )
    ]
    slices = slices_of(rows, "quality", "kind", "author", "first_person")
    width = _label_width(slices)
    left_out = Counter(row.label for row in rows if row.label in WITNESS_LABELS)
    if len(rows) > left_out.total():
        print(f"{'':{width}} {'':14} texts  precision  recall")
    for name, part in slices.items():
        ways = (("check_language", by_verdict), ("two cue words", by_counting_cues))
        told = [(way, language_figures(part, is_reflection)) for way, is_reflection in ways]
        if told[0][1].texts:
            _print_rows(name, width, [_telling(way, figures) for way, figures in told])
    if left_out:
        which = ", ".join(f"{label} {times}" for label, times in sorted(left_out.items()))
        print(f"\nNot in the verdict's figures, for a witness reflects on nothing: {which}.")
        print(f"{'witness texts':{width}} {'':14} texts  precision  recall")
        for name, part in slices.items():
            figures = opinion_figures(part)
            if figures.texts:
                _print_rows(name, width, [_telling("opinion", figures)])
    if any(row.found is not None for row in rows):
        print(f"\n{'personal data':{width}} {'':14} pieces precision  recall")
        for name, figures in personal_data_figures(rows).items():
            _print_rows(name, width, [_telling("check_language", figures)])


def _how_many(times: int | None) -> str:
    """A count of words in the first person as a slice; empty where not told."""
    if times is None:
        return ""
    return "none" if not times else "some" if times < _MANY else "many"


_MANY = 5


def _telling(way: str, figures: LanguageFigures) -> str:
    numbers = f"{_share(figures.precision):>9}  {_share(figures.recall):>6}"
    return f"{way:14} {figures.texts:5}  {numbers}"


def _share(value: float) -> str:
    return "-" if isnan(value) else f"{value:.3f}"


def _told(row: dict[str, Any], *names: str) -> tuple[str, ...]:
    return tuple(str(row.get(name) or "") for name in names)


def _passages(path: str) -> list[Passage]:
    """The passages of a file: those of `documents read --json`, else its text as one. Raises `BadFile` where none of
    them has a word in it."""
    passages = _passages_in(path, _text_of(path))
    if not any(passage.text.strip() for passage in passages):
        raise BadFile(
            f"{path} has no text in it, so there is nothing to read. If it is a picture, put its words beside it."
        )
    return passages


def _passages_in(path: str, text: str) -> list[Passage]:
    if text.lstrip().startswith("{"):
        try:
            data = json.loads(text)
        except ValueError:
            return [Passage(text)]
        if isinstance(data, dict) and isinstance(data.get("passages"), list):
            return [_passage(path, entry) for entry in data["passages"]]
    return [Passage(text)]


def _passage(path: str, entry: Any) -> Passage:
    if isinstance(entry, dict):
        entry = (entry.get("text"), entry.get("locator"))
    match entry:
        case [str(text), (str() | None) as locator]:
            return Passage(text, locator)
    raise BadFile(f"{path} has a passage that is not a text with its locator.")


def _text_of(path: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise BadFile(f"{path} could not be opened: {error.strerror or error}.") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(
            f"{path} is not UTF-8 text. Read it with “python -m documents read {path} --json”."
        ) from error


def _statements(path: str) -> dict[str, dict[str, str]]:
    """The `{reference: {code: text}}` of a file."""
    text = _text_of(path)
    try:
        data = json.loads(text)
    except ValueError as error:
        raise BadFile(f"{path} is not JSON: {error}.") from error
    if not isinstance(data, dict) or not all(
        isinstance(codes, dict) and codes and all(map(is_text, (*codes, *codes.values())))
        for codes in data.values()
    ):
        raise BadFile(f"{path} does not hold statements by reference and code, each a text.")
    return data


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` may leave before the end
    sys.exit(main())
