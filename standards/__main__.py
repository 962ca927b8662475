"""`python -m standards show REF[@VERSION]|FILE.json`: what a standard of the library holds, on one screen.
`python -m standards import FILE`: a published page, a record of the open data or its whole feed to standard files."""

import signal
import sys
import textwrap
from collections.abc import Iterator, Sequence

from standards.command_line import CommandLine
from standards.importing.command import run_import
from standards.library import load_named
from standards.model import KsbKind, Method, Option, Standard, StandardError

WIDTH = 100
INDENT = " " * 18


class _CommandLine(CommandLine):
    example = "python -m standards show ST0505@1.1, or: python -m standards import FILE"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 2 after one line on stderr about what cannot be read."""
    parser = _CommandLine(
        prog="python -m standards", description="Look into the standards library, and add to it."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="show|import")
    show = commands.add_parser("show", help="print what a standard holds")
    show.add_argument(
        "standard",
        metavar="REF[@VERSION]|FILE.json",
        help="for example ST0505, ST0505@1.1, or a file that import wrote",
    )
    imports = commands.add_parser("import", help="read a page, a record of the open data, or its whole feed")
    imports.add_argument("file", metavar="FILE", help="text, HTML, Markdown or JSON; - for standard input")
    imports.add_argument(
        "--out", metavar="FILE|DIR", help="where the standard file goes; without it, it is printed"
    )
    imports.add_argument("--patch", metavar="PATCH", help="hand corrections, each with its reason")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "import":
            run_import(chosen.file, chosen.out, chosen.patch)
        else:
            print("\n".join(summary(load_named(chosen.standard))))
    except StandardError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or 'The file'} could not be opened: {error.strerror}.", file=sys.stderr)
        return 2
    return 0


def summary(standard: Standard) -> Iterator[str]:
    """The lines of a readable summary. A line whose facts the standard does not give is left out."""
    yield standard.label
    facts = {
        "Level": standard.level,
        "Route": standard.route,
        "LARS code": standard.lars_code,
        "To the gateway": _months(standard.months_to_gateway),
        "On programme": f"at least {standard.minimum_months} months" if standard.minimum_months else "",
        "Assessment": _months(standard.epa_months),
        "KSBs": _counted_by_kind(standard),
        "Duties": len(standard.duties),
        "Options": "; ".join(
            f"{option.name} ({_of_option(standard, option)})" for option in standard.options
        ),
        "Gateway": ", ".join(requirement.id for requirement in standard.gateway),
        "Clauses": len(standard.clauses or {}),
        "Source": standard.source,
        "Licence": standard.licence,
    }
    for name, fact in facts.items():
        if fact:
            first = f"  {name}".ljust(len(INDENT))
            yield textwrap.fill(str(fact), WIDTH, initial_indent=first, subsequent_indent=INDENT)
    for method in standard.methods:
        yield ""
        yield from _method(method)


def _months(months: int | None) -> str:
    return f"{months} months" if months else ""


def _counted_by_kind(standard: Standard) -> str:
    counts = {kind: sum(ksb.kind is kind for ksb in standard.ksbs) for kind in KsbKind}
    parts = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    return f"{len(standard.ksbs)} ({parts})"


def _of_option(standard: Standard, option: Option) -> str:
    own = sum(option.id in ksb.options for ksb in standard.ksbs)
    return f"{own} KSB{'' if own == 1 else 's'} of its own"


def _method(method: Method) -> Iterator[str]:
    yield f"{method.name} ({method.kind}, {len(method.ksbs)} KSBs)"
    for theme in method.themes:
        passes, distinctions = len(theme.pass_descriptors), len(theme.distinction_descriptors)
        yield f"  {theme.name}: {' '.join(theme.ksbs)} ({passes} pass, {distinctions} distinction)"
    if method.distinction_rule:
        yield f"  Distinction: {method.distinction_rule.required} of {method.distinction_rule.of} descriptors"


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` may leave before the end
    sys.exit(main())
