"""What the plan has against a portfolio: a function on facts, with no database and no files."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from portfolio.rules import Rule, rules_for
from standards import Method, Standard


@dataclass(frozen=True)
class LanguageFact:
    """One thing that the language of a text gives away; `rule` is an id of the table. `message`: what it asks of these
    very words, where it asks more than the rule does; `kind`: what it looks like, in words."""

    rule: str
    excerpt: str
    locator: str
    passage: int | None = None
    start: int | None = None
    file_id: int | None = None
    message: str = ""
    kind: str = ""


@dataclass(frozen=True)
class FileFact:
    """A file as the checks see it. `seconds` is a clip's true length; `in_view_at` a second of it; `sha256` of its
    bytes, empty where nobody has taken it."""

    id: int
    name: str
    problem: str = ""
    has_text: bool = True
    seconds: float | None = None
    in_view_at: float | None = None
    sha256: str = ""


@dataclass(frozen=True)
class LinkFact:
    """A KSB that the apprentice says the piece shows, and where."""

    code: str
    locator: str


@dataclass(frozen=True)
class PieceFact:
    """A piece of evidence. `stands_alone` is true of a witness statement, which needs no file."""

    id: int
    title: str
    files: Sequence[FileFact] = ()
    links: Sequence[LinkFact] = ()
    language: Sequence[LanguageFact] = ()
    stands_alone: bool = False


@dataclass(frozen=True)
class Found:
    """A finding. `fingerprint` is the same whenever the same thing is found again; `more` counts the places of the same
    text that it speaks of beside its own; `words` are what stands in each of them, empty where they differ."""

    rule: Rule
    title: str
    message: str
    fingerprint: str
    item_id: int | None = None
    file_id: int | None = None
    locator: str = ""
    excerpt: str = ""
    passage: int | None = None
    start: int | None = None
    more: int = 0
    words: str = ""


# Told one by one up to here; a log full of addresses is one thing to put right, not six hundred.
MOST_ALIKE = 3
_KIND_NOT_TOLD = "personal or confidential data"


def check_portfolio(pieces: Sequence[PieceFact], standard: Standard) -> list[Found]:
    """Everything that `standard` has against these pieces: "must" first, then in the order of the table."""
    method = standard.evidenced
    rules = rules_for(standard)
    found = [
        finding for finding in _all_findings(pieces, standard, method, rules) if finding.rule.id in rules
    ]
    order = list(rules)
    return sorted(found, key=lambda finding: (finding.rule.force != "must", order.index(finding.rule.id)))


def _all_findings(
    pieces: Sequence[PieceFact], standard: Standard, method: Method, rules: dict[str, Rule]
) -> Iterator[Found]:
    yield from _video(pieces, method, rules)
    yield from _gaps(pieces, method, rules)
    for piece in pieces:
        yield from _mapping(piece, standard, method, rules)
        yield from _files(piece, rules)
        yield from _language(piece, rules)
    yield from _added_twice(pieces, rules)


def told_together(
    language: Sequence[LanguageFact], rules: Mapping[str, Rule]
) -> list[tuple[LanguageFact, ...]]:
    """The facts of one piece by the finding that tells them: of one rule, file and kind all where there are many, else
    those of the same words."""
    alike: dict[tuple[str, int | None, str], list[LanguageFact]] = {}
    for fact in language:
        if fact.rule in rules:
            # What to do about a machine's name is not what to do about somebody's health.
            alike.setdefault((fact.rule, fact.file_id, fact.kind), []).append(fact)
    groups: list[tuple[LanguageFact, ...]] = []
    for facts in alike.values():
        if _are_many(facts, rules):
            groups.append(tuple(facts))
            continue
        same: dict[tuple[str, str], list[LanguageFact]] = {}
        for fact in facts:
            same.setdefault((fact.excerpt, fact.message), []).append(fact)
        groups.extend(map(tuple, same.values()))
    return groups


def _are_many(facts: Sequence[LanguageFact], rules: Mapping[str, Rule]) -> bool:
    return bool(rules[facts[0].rule].many) and len(facts) > MOST_ALIKE


def _language(piece: PieceFact, rules: dict[str, Rule]) -> Iterator[Found]:
    for facts in told_together(piece.language, rules):
        first, rule = facts[0], rules[facts[0].rule]
        if not _are_many(facts, rules):
            what = (piece.id, first.file_id, first.locator, first.excerpt)
            yield replace(_about(first, piece, rule, what), more=len(facts) - 1, words=first.excerpt)
            continue
        named = (piece.id, first.file_id, *(part for fact in facts for part in (fact.locator, fact.excerpt)))
        messages = {fact.message or rule.message for fact in facts}
        yield replace(
            _about(first, piece, rule, named),
            title=rule.many.format(count=len(facts), kind=first.kind or _KIND_NOT_TOLD),
            message=_message(first, rule, messages.pop() if len(messages) == 1 else rule.message),
            more=len(facts) - 1,
            words=first.excerpt if all(fact.excerpt == first.excerpt for fact in facts) else "",
        )


def _about(fact: LanguageFact, piece: PieceFact, rule: Rule, what: Iterable[object]) -> Found:
    found = _found(
        rule,
        what,
        item_id=piece.id,
        file_id=fact.file_id,
        locator=fact.locator,
        excerpt=fact.excerpt,
        passage=fact.passage,
        start=fact.start,
        kind=fact.kind or _KIND_NOT_TOLD,
    )
    return replace(found, message=_message(fact, rule, fact.message or found.message))


def _message(fact: LanguageFact, rule: Rule, message: str) -> str:
    return f"{message} {rule.in_file}" if rule.in_file and fact.file_id is not None else message


def _video(pieces: Sequence[PieceFact], method: Method, rules: dict[str, Rule]) -> Iterator[Found]:
    clips = [
        (file.seconds, piece, file) for piece in pieces for file in piece.files if file.seconds is not None
    ]
    limit_minutes = method.limits.video_minutes_max
    rule = rules.get("video_too_long")
    total = sum(seconds for seconds, _, _ in clips)
    if rule and limit_minutes is not None and round(total) > limit_minutes * 60:
        longest, piece, _ = max(clips, key=lambda clip: clip[0])
        yield _found(
            rule,
            (),
            total=_clock(total),
            limit=_clock(limit_minutes * 60),
            over=_clock(round(total) - limit_minutes * 60),
            longest=_clock(longest),
            longest_piece=piece.title,
        )
    rule = rules.get("clip_not_in_view")
    if rule:
        for _, piece, file in clips:
            if file.in_view_at is None:
                yield _found(rule, (file.id,), item_id=piece.id, file_id=file.id, file=file.name)


def _gaps(pieces: Sequence[PieceFact], method: Method, rules: dict[str, Rule]) -> Iterator[Found]:
    shown = {link.code for piece in pieces for link in piece.links}
    missing = [code for code in method.ksbs if code not in shown]
    rule = rules.get("ksb_without_item")
    if rule and missing:
        count = "1 KSB" if len(missing) == 1 else f"{len(missing)} KSBs"
        yield _found(rule, (), count=count, codes=", ".join(missing))


def _mapping(piece: PieceFact, standard: Standard, method: Method, rules: dict[str, Rule]) -> Iterator[Found]:
    own = [link for link in piece.links if link.code in method.ksbs]
    rule = rules.get("item_without_ksb")
    if rule and not own:
        yield _found(rule, (piece.id,), item_id=piece.id, piece=piece.title)
    for link in piece.links:
        rule = rules.get("other_method_claimed")
        if rule and link not in own:
            other = standard.method_of(link.code)
            yield _found(
                rule,
                (piece.id, link.code),
                item_id=piece.id,
                code=link.code,
                where=f"It is assessed by “{other.name}”."
                if other
                else "No method of your plan assesses it.",
            )
        rule = rules.get("link_without_locator")
        if rule and not link.locator:
            yield _found(rule, (piece.id, link.code), item_id=piece.id, code=link.code, piece=piece.title)


def _files(piece: PieceFact, rules: dict[str, Rule]) -> Iterator[Found]:
    rule = rules.get("empty_piece")
    if rule and not piece.files and not piece.stands_alone:
        yield _found(rule, (piece.id,), item_id=piece.id, piece=piece.title)
    for file in piece.files:
        place = {"item_id": piece.id, "file_id": file.id}
        rule = rules.get("unreadable")
        if rule and file.problem:
            yield _found(rule, (file.id,), **place, file=file.name, problem=file.problem)
        rule = rules.get("no_text")
        if rule and not file.problem and not file.has_text:
            yield _found(rule, (file.id,), **place, file=file.name)


def _added_twice(pieces: Sequence[PieceFact], rules: dict[str, Rule]) -> Iterator[Found]:
    """Of two that are the same, what was added later: a whole piece, else a file. The other is not named: the tutor may
    read this about a piece that was sent, and the other may be a draft."""
    oldest_first = sorted(pieces, key=lambda piece: piece.id)
    first_piece: dict[frozenset[str], PieceFact] = {}
    first_file: dict[str, tuple[FileFact, PieceFact]] = {}
    for piece in oldest_first:
        held = frozenset(file.sha256 for file in piece.files)
        other = first_piece.setdefault(held, piece) if held and "" not in held else piece
        rule = rules.get("same_piece")
        if rule and other is not piece:
            yield _found(rule, (piece.id, other.id), item_id=piece.id, piece=piece.title)
            continue
        yield from _files_added_twice(piece, first_file, rules)


def _files_added_twice(
    piece: PieceFact, first: dict[str, tuple[FileFact, PieceFact]], rules: dict[str, Rule]
) -> Iterator[Found]:
    """`first` holds the files met so far, by their hash; those of this piece are put there."""
    rule = rules.get("same_file")
    for file in sorted(piece.files, key=lambda file: file.id):
        same, holder = first.setdefault(file.sha256, (file, piece)) if file.sha256 else (file, piece)
        if rule and same is not file:
            where = "both in this piece" if holder is piece else "in another piece as well"
            place = {"item_id": piece.id, "file_id": file.id}
            yield _found(rule, (file.id, same.id), **place, file=file.name, where=where)


_PLACES = ("item_id", "file_id", "locator", "excerpt", "passage", "start")


def _found(rule: Rule, what: Iterable[object], **values: object) -> Found:
    named = "\x1f".join([rule.id, *map(str, what)])
    place = {name: values.pop(name) for name in _PLACES if name in values}
    return Found(
        rule=rule,
        title=rule.title.format(**values),
        message=rule.message.format(**values),
        fingerprint=hashlib.sha256(named.encode()).hexdigest(),
        **place,  # type: ignore[arg-type]
    )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
