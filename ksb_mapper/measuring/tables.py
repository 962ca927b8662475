"""Figures as lines to print: ours and a plain baseline's in the same run, whole and by slice."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from math import isnan
from textwrap import wrap

from ksb_mapper.files import statements_of
from ksb_mapper.measuring.baselines import (
    PLAIN_KINDS,
    by_counting_cues,
    by_plain_shapes,
    by_praise,
    suggesters_of_as_many,
    tfidf_rankers,
    tfidf_scorers,
)
from ksb_mapper.measuring.figures import (
    WITNESS_LABELS,
    LanguageFigures,
    LanguageRow,
    MappingFigures,
    MappingRow,
    Ranker,
    Scorer,
    SuggestionFigures,
    by_opinions_found,
    by_verdict,
    language_figures,
    mapper_rankers,
    mapper_scorers,
    mapper_suggesters,
    mapping_figures,
    mean_over_authors,
    opinion_figures,
    personal_data_figures,
    pieces_found,
    score_bands,
    slices_of,
    suggestion_figures,
)
from ksb_mapper.measuring.labelled import descriptor_rows, language_rows, mapping_rows
from ksb_mapper.screen import on_screen
from standards import Standard

_Statements = Mapping[str, Mapping[str, str]]
_Ways = Sequence[tuple[str, Callable[[str], Ranker]]]
_OVER_AUTHORS = "mean over authors"
_WIDEST_LABEL = 54
"""Characters of a line before its figures, so that a line has 100 at most."""


def mapping_tables(path: str, statements_path: str, say: Callable[[str], None]) -> Iterator[str]:
    """How labelled passages are ranked and what is suggested for them; `say` is told what could not be measured. Raises
    `BadFile`."""
    statements = statements_of(statements_path)
    rows = mapping_rows(path, statements, statements_path, say)
    trusted = [row for row in rows if row.quality in {"high", "medium"}]
    slices = {"all": rows, "high + medium": trusted} | slices_of(
        rows, "quality", "kind", "standard", "author"
    )
    ways = _ways(statements)
    width = _label_width((*slices, _OVER_AUTHORS))
    yield from _ranking_table(slices, ways, width)
    over_authors = [(way, mean_over_authors(rows, rankers)) for way, rankers in ways]
    if all(figures.passages for _, figures in over_authors):
        yield from _rows(_OVER_AUTHORS, width, [_mapping(way, figures) for way, figures in over_authors])
    yield from _suggested_table(slices, statements, width)
    yield from _bands(trusted or rows, mapper_scorers(statements), width)


def descriptor_tables(standard: Standard) -> Iterator[str]:
    """How the descriptors of a standard's own plan find the KSBs it gives them, with all its KSBs as candidates. Raises
    `MapperError` where it has none."""
    rows = descriptor_rows(standard)
    statements = {standard.reference: {ksb.code: ksb.text for ksb in standard.ksbs}}
    by_name = {
        name.partition(" ")[2] or name: part for name, part in slices_of(rows, "quality", "kind").items()
    }
    width = _label_width(by_name)
    yield on_screen(f"{standard.label}: {len(rows)} descriptors, {len(standard.ksbs)} KSBs as candidates")
    yield from _ranking_table(by_name, _ways(statements), width)
    yield from _suggested_table(by_name, statements, width)
    yield from _bands(rows, mapper_scorers(statements), width)


def language_tables(path: str, say: Callable[[str], None]) -> Iterator[str]:
    """How well a reflection, an opinion and personal data are told in labelled texts; `say` is told what could not be
    measured. Raises `BadFile`."""
    rows = language_rows(path, say)
    slices = slices_of(rows, "quality", "kind", "standard", "author", "first_person")
    width = _label_width(slices)
    parts = (table(rows, slices, width) for table in (_verdicts, _opinions, _personal_data))
    for number, lines in enumerate(filter(None, map(list, parts))):
        yield from ("", *lines) if number else lines


def _ways(statements: _Statements) -> _Ways:
    return ("mapper", mapper_rankers(statements)), ("TF-IDF", tfidf_rankers(statements))


def _ranking_table(slices: Mapping[str, Sequence[MappingRow]], ways: _Ways, width: int) -> Iterator[str]:
    yield f"{'':{width}}          passages    MAP  recall@5"
    for name, part in slices.items():
        yield from _rows(
            name, width, [_mapping(way, mapping_figures(part, rankers)) for way, rankers in ways]
        )


def _suggested_table(
    slices: Mapping[str, Sequence[MappingRow]], statements: _Statements, width: int
) -> Iterator[str]:
    """TF-IDF shows what is above the bar by which it shows as many of a slice as we do."""
    ours, scorers = mapper_suggesters(statements), tfidf_scorers(statements)
    yield f"\n{'':{width}}          passages suggested precision recall"
    for name, part in slices.items():
        shown = suggestion_figures(part, ours)
        as_many = round(shown.suggested * shown.passages) if part else 0
        plain = suggestion_figures(part, suggesters_of_as_many(part, scorers, as_many))
        yield from _rows(name, width, [_suggested("mapper", shown), _suggested("TF-IDF", plain)])


def _bands(rows: Sequence[MappingRow], scorer_of: Callable[[str], Scorer], width: int) -> Iterator[str]:
    yield f"\n{'score from':{width}}    pairs      mean  claimed"
    for band in score_bands(rows, scorer_of):
        yield f"{band.low:<{width}.2f} {band.pairs:8}  {band.mean_score:8.2f}  {band.claimed:7.2f}"


def _verdicts(
    rows: Sequence[LanguageRow], slices: Mapping[str, Sequence[LanguageRow]], width: int
) -> Iterator[str]:
    left_out = Counter(row.label for row in rows if row.label in WITNESS_LABELS)
    judged = [row for row in rows if row.label and row.label not in WITNESS_LABELS]
    if judged:
        yield f"{'':{width}} {'':14} texts  precision  recall"
    for name, part in slices.items():
        ways = (("check_language", by_verdict), ("two cue words", by_counting_cues))
        told = [(way, language_figures(part, is_reflection)) for way, is_reflection in ways]
        if told[0][1].texts:
            yield from _rows(name, width, [_telling(way, figures) for way, figures in told])
    uncounted = sum(row.reflective_cues is None for row in judged)
    if uncounted:
        texts = f"{uncounted} of {len(judged)}"
        yield f"\nTwo cue words: those of our own list where “reflective_cues” is not told: {texts}."
    if left_out:
        which = ", ".join(f"{label} {times}" for label, times in sorted(left_out.items()))
        yield f"\nNot in the verdict's figures, for a witness reflects on nothing: {which}."


def _opinions(
    rows: Sequence[LanguageRow], slices: Mapping[str, Sequence[LanguageRow]], width: int
) -> Iterator[str]:
    if not any(row.label in WITNESS_LABELS for row in rows):
        return
    yield f"{'witness texts':{width}} {'':14} texts  precision  recall"
    for name, part in slices.items():
        ways = (("check_language", by_opinions_found), ("praise words", by_praise))
        told = [(way, opinion_figures(part, is_opinion)) for way, is_opinion in ways]
        if told[0][1].texts:
            yield from _rows(name, width, [_telling(way, figures) for way, figures in told])


def _personal_data(
    rows: Sequence[LanguageRow], slices: Mapping[str, Sequence[LanguageRow]], width: int
) -> Iterator[str]:
    """By kind of data; then the slices of the texts, all kinds of data together."""
    if not any(row.found is not None for row in rows):
        return
    ours, plain = (personal_data_figures(rows, find) for find in (pieces_found, by_plain_shapes))
    width = max(width, _label_width(ours))
    yield f"{'personal data':{width}} {'':14} pieces precision  recall"
    for name, figures in ours.items():
        told = [_telling("check_language", figures)]
        if name in PLAIN_KINDS | {"all"} and name in plain:
            told.append(_telling("plain shapes", plain[name]))
        yield from _rows(name, width, told)
    for name, part in slices.items():
        told_of = [row for row in part if row.found is not None]
        if told_of and name != "all":
            found, by_shape = (
                personal_data_figures(told_of, find)["all"] for find in (pieces_found, by_plain_shapes)
            )
            yield from _rows(
                name, width, [_telling("check_language", found), _telling("plain shapes", by_shape)]
            )


def _label_width(names: Iterable[str]) -> int:
    return min(max(map(len, names)), _WIDEST_LABEL)


def _rows(name: str, width: int, rows: Sequence[str]) -> Iterator[str]:
    """Rows of figures behind the name of their slice, which is told whole: a long one goes on below."""
    for label, row in zip_longest(wrap(on_screen(name), width), rows, fillvalue=""):
        yield f"{label:{width}} {row}".rstrip()


def _mapping(way: str, figures: MappingFigures) -> str:
    numbers = f"{_share(figures.mean_average_precision):>6}  {_share(figures.recall_at_5):>8}"
    return f"{way:8} {figures.passages:8} {numbers}"


def _suggested(way: str, figures: SuggestionFigures) -> str:
    suggested = "-" if isnan(figures.suggested) else f"{figures.suggested:.2f}"
    numbers = f"{suggested:>9} {_share(figures.precision):>9} {_share(figures.recall):>6}"
    return f"{way:8} {figures.passages:8} {numbers}"


def _telling(way: str, figures: LanguageFigures) -> str:
    numbers = f"{_share(figures.precision):>9}  {_share(figures.recall):>6}"
    return f"{way:14} {figures.texts:5}  {numbers}"


def _share(value: float) -> str:
    return "-" if isnan(value) else f"{value:.3f}"
