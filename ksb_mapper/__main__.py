"""`python -m ksb_mapper`: suggest, language, lexicon, evaluate, evaluate-descriptors, evaluate-language.

Exit status 0 when done, 2 on bad input with one clear line on standard error. A FILE is UTF-8 text, or the JSON that
`python -m documents read FILE --json` prints, or `-` for standard input.
"""

import argparse
import json
import signal
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import standards
from ksb_mapper.errors import MapperError
from ksb_mapper.files import passages_of, standard_named
from ksb_mapper.language.checks import LanguageKind, LanguageRule, check_language
from ksb_mapper.lexicon.concepts import Lexicon, read_lexicon
from ksb_mapper.lexicon.layout import lay_out
from ksb_mapper.mapping.coverage import coverage_of
from ksb_mapper.mapping.mapper import Suggestion
from ksb_mapper.mapping.mappers import load_mapper
from ksb_mapper.measuring.tables import descriptor_tables, language_tables, mapping_tables
from ksb_mapper.screen import on_screen
from standards.command_line import CommandLine


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except (MapperError, standards.StandardError) as error:
        _say(error.args[0] if error.args else error)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = CommandLine(prog="python -m ksb_mapper", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    suggest = commands.add_parser("suggest", help="which KSBs a text shows, and where")
    suggest.add_argument("file", metavar="FILE")
    suggest.add_argument("--standard", required=True, metavar="REF[@VERSION]|FILE.json")
    suggest.add_argument("--method", metavar="ID", help="only the KSBs of this assessment method")
    suggest.add_argument(
        "--all",
        action="store_true",
        help="rank every KSB by the text as a whole, with the place of those that would be suggested; without it, a "
        "sentence of a long text may score by itself",
    )
    suggest.add_argument(
        "--writer", metavar="NAME", help="whose text it is: what others say in a log is left out"
    )
    suggest.add_argument("--json", action="store_true")
    suggest.set_defaults(run=_suggest)

    language = commands.add_parser("language", help="a record or a reflection, and what should not be in it")
    language.add_argument("file", metavar="FILE")
    language.add_argument(
        "--kind", choices=[kind.value for kind in LanguageKind], default=LanguageKind.EVIDENCE
    )
    language.add_argument(
        "--writer",
        default="",
        metavar="NAME",
        help="whose text it is: of what others say in a log nothing is asked",
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
    lexicon.add_argument(
        "--wrap", action="store_true", help="put its long lists into short lines, in the file"
    )
    lexicon.set_defaults(run=_lexicon)

    evaluate = commands.add_parser("evaluate", help="measure ranking on labelled passages")
    evaluate.add_argument("file", metavar="FILE.jsonl")
    evaluate.add_argument("--statements", required=True, metavar="FILE.json")
    evaluate.set_defaults(
        run=lambda options: _print_each(mapping_tables(options.file, options.statements, _say))
    )

    descriptors = commands.add_parser(
        "evaluate-descriptors", help="measure how a plan's own descriptors find the KSBs it gives them"
    )
    descriptors.add_argument("--standard", required=True, metavar="REF[@VERSION]|FILE.json")
    descriptors.set_defaults(
        run=lambda options: _print_each(descriptor_tables(standard_named(options.standard)))
    )

    evaluate_language = commands.add_parser("evaluate-language", help="measure the language checks")
    evaluate_language.add_argument("file", metavar="FILE.jsonl")
    evaluate_language.set_defaults(run=lambda options: _print_each(language_tables(options.file, _say)))
    return parser


def _suggest(options: argparse.Namespace) -> None:
    standard = standard_named(options.standard)
    mapper = load_mapper(standard)
    passages = passages_of(options.file)
    for finding in check_language(passages, LanguageKind.REPORT).findings:
        if finding.rule is LanguageRule.NOT_ENGLISH:
            _say(f"{options.file}: {finding.message}")
    rows = [
        asdict(suggestion) for suggestion in mapper.suggest(passages, options.method, writer=options.writer)
    ]
    if options.all:
        with_places = {row["code"]: row for row in rows}
        nowhere = dict.fromkeys(field.name for field in fields(Suggestion)) | {"places": ()}
        rows = [
            {**with_places.get(ranked.code, nowhere), **asdict(ranked)}
            for ranked in mapper.rank(passages, options.method, options.writer)
        ]
    if options.json:
        _print_json({"standard": f"{standard.reference}@{standard.version}", "suggestions": rows})
        return
    for row in rows:
        first, *others = row["places"] or ({"excerpt": "", "locator": None},)
        print(f"{row['code']:4} {row['score']:.2f}  {_shown(first)}".rstrip())
        for place in others:
            print(f"{'':11}{_shown(place)}")
    if not rows:
        print("Nothing in this text clearly shows a KSB of this standard.")


def _shown(place: Mapping[str, Any]) -> str:
    excerpt, locator = on_screen(place["excerpt"]), on_screen(place["locator"] or "")
    return f"{excerpt}  ({locator})" if locator else excerpt


def _language(options: argparse.Namespace) -> None:
    """The verdict, then each message once with the words it is about."""
    report = check_language(passages_of(options.file), options.kind, options.writer)
    if options.json:
        _print_json(asdict(report))
        return
    print(f"{report.verdict} ({report.score:.2f})")
    alike: dict[tuple[LanguageRule, str], dict[str, list[str]]] = {}
    for finding in report.findings:
        excerpts = alike.setdefault((finding.rule, finding.message), {})
        excerpts.setdefault(on_screen(finding.excerpt), []).append(on_screen(finding.locator or ""))
    for (rule, message), excerpts in alike.items():
        print(f"{rule}: {message}")
        for excerpt, places in excerpts.items():
            print(f"  “{excerpt}”{_times(places)}")


def _times(places: Sequence[str]) -> str:
    """How often something stands in a text, and where, each place once."""
    times = f" ×{len(places)}" if len(places) > 1 else ""
    where = list(dict.fromkeys(filter(None, places)))
    more = f", and {len(where) - _MOST_PLACES} more" if len(where) > _MOST_PLACES else ""
    return f"{times}  ({', '.join(where[:_MOST_PLACES])}{more})" if where else times


_MOST_PLACES = 5


def _lexicon(options: argparse.Namespace) -> None:
    """What the lexicon holds; then, where a standard is named, what it has for its statements."""
    path = Path(options.file)
    lexicon = read_lexicon(path)
    if options.wrap:
        lay_out(path)
    phrases = sum(len(concept.statement) + len(concept.evidence) for concept in lexicon.concepts)
    print(f"{options.file} is a lexicon of {len(lexicon.concepts)} concepts in {phrases} phrases.")
    if lexicon.illustrations:
        lines = sum(len(one.lines) for one in lexicon.illustrations)
        print(f"It illustrates {len(lexicon.illustrations)} statements with {lines} lines.")
    if options.standard:
        _print_coverage(lexicon, standard_named(options.standard))


def _print_coverage(lexicon: Lexicon, standard: standards.Standard) -> None:
    coverage = coverage_of(lexicon, standard)
    for ksb in standard.ksbs:
        print(f"{ksb.code:4} {', '.join(coverage.concepts[ksb.code]) or '(none)':32} {ksb.text}")
    if coverage.unused_concepts:
        print(f"No statement of {standard.reference} speaks of: {', '.join(coverage.unused_concepts)}.")
    for statement in coverage.unserved:
        print(f"No statement of {standard.reference} is near enough to: {statement}")
    if 0 < coverage.served < coverage.fewest_served:
        print(
            f"By itself it has lines for {coverage.served} of the {len(standard.ksbs)} statements of "
            f"{standard.reference}, too few to be used. Write lines for {coverage.fewest_served} at least."
        )


def _print_each(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _say(message: object) -> None:
    print(on_screen(message), file=sys.stderr)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` may leave before the end
    sys.exit(main())
