"""`python -m portfolio check FILE… --standard REF[@VERSION]|FILE.json [--json]`: what a portfolio of these files would
be told. Files alone say neither which KSBs they show nor where somebody can be seen in a clip, so that is not checked.

Exit status 0 when nothing is found that the plan says must be, 1 when something is, 2 for bad input.
"""

import hashlib
import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path

import standards
from documents import MediaKind, UnreadableFile, probe, read
from portfolio.checks import FileFact, Found, LanguageFact, PieceFact, check_portfolio
from portfolio.reading import analyse
from standards import Force, Standard
from standards.command_line import CommandLine

# What only the apprentice can say, in the application.
TOLD_BY_HAND = frozenset({"item_without_ksb", "ksb_without_item", "clip_not_in_view"})
LEFT_OUT = "Not checked, because files alone do not say it: which KSBs they show, and where in a clip you can be seen."


def main(arguments: list[str] | None = None) -> int:
    parser = CommandLine(prog="python -m portfolio", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="Check files as pieces of a portfolio, one piece each.")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.add_argument("--standard", required=True, metavar="REF[@VERSION]|FILE.json")
    check.add_argument("--json", action="store_true", help="Print JSON.")
    chosen = parser.parse_args(arguments)
    try:
        standard = standards.load_named(chosen.standard)
        missing = [name for name in chosen.files if not Path(name).is_file()]
        if missing:
            raise FileNotFoundError(f"There is no file {missing[0]}. Check its name.")
        pieces = [piece_of(number, Path(name), standard) for number, name in enumerate(chosen.files, start=1)]
    except (standards.StandardError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    found = [one for one in check_portfolio(pieces, standard) if one.rule.id not in TOLD_BY_HAND]
    if chosen.json:
        print(json.dumps([_plain(one) for one in found], indent=2))
    else:
        print(f"{_words(found)}\n{LEFT_OUT}")
    return 1 if any(one.rule.force is Force.MUST for one in found) else 0


def piece_of(number: int, path: Path, standard: Standard) -> PieceFact:
    """One file as one piece that is mapped to nothing yet."""
    with path.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    try:
        facts = probe(path)
        silent = facts.kind in (MediaKind.IMAGE, MediaKind.VIDEO)
        passages = () if silent else read(path).passages
    except UnreadableFile as error:
        unread = FileFact(number, path.name, problem=str(error), sha256=sha256)
        return PieceFact(number, path.name, files=[unread])
    analysis = analyse(passages, standard, kind="evidence")
    return PieceFact(
        id=number,
        title=path.name,
        files=[
            FileFact(
                number,
                path.name,
                has_text=silent or bool(passages),
                seconds=facts.duration_seconds,
                sha256=sha256,
            )
        ],
        language=[LanguageFact(**fact, file_id=number) for fact in analysis.language],
    )


def _plain(found: Found) -> dict[str, object]:
    plain = asdict(found)
    return {**plain, "rule": found.rule.id, "force": found.rule.force.value, "clause": found.rule.clause}


def _words(found: list[Found]) -> str:
    lines = [
        f"{one.rule.force.value}: {one.title}\n    {one.message}"
        + (f"\n    {one.locator}: {one.excerpt}" if one.excerpt else "")
        for one in found
    ]
    return "\n".join(lines) or "Nothing found."


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` may leave before the end
    sys.exit(main())
