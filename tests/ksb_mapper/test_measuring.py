"""What the commands that measure print, and what they refuse."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ksb_mapper.__main__ import main
from tests.ksb_mapper.trade import WORKSHOP


def test_evaluate_prints_our_figures_and_the_baseline(tmp_path, capsys):
    rows = tmp_path / "rows.jsonl"
    row = {"standard": "ST9001", "text": "I fitted a\u2028network switch.", "gold": ["S1"], "quality": "high"}
    other = row | {"gold": ["K2"], "quality": "low", "author": "b"}
    rows.write_text(
        "\n".join(
            json.dumps(one, ensure_ascii=False)
            for one in (row | {"author": "a"}, row | {"author": "a"}, other)
        ),
        encoding="utf-8",
    )
    statements = tmp_path / "statements.json"
    statements.write_text(
        json.dumps({"ST9001": {ksb.code: ksb.text for ksb in WORKSHOP.ksbs}}), encoding="utf-8"
    )

    assert main(["evaluate", str(rows), "--statements", str(statements)]) == 0

    lines = capsys.readouterr().out.splitlines()
    high = next(number for number, line in enumerate(lines) if line.startswith("quality high"))
    assert lines[high].split() == ["quality", "high", "mapper", "2", "1.000", "1.000"]
    assert lines[high + 1].split() == ["TF-IDF", "2", "1.000", "1.000"]
    assert any(line.split()[:4] == ["standard", "ST9001", "mapper", "3"] for line in lines)
    of_b, shown_of_b = [line.split() for line in lines if line.startswith("author b") and "mapper" in line]
    (mean,) = [line.split() for line in lines if line.startswith("mean over authors") and "mapper" in line]
    heading = next(number for number, line in enumerate(lines) if line.startswith("score from"))
    bands = [line.split() for line in lines[heading + 1 :]]
    assert sum(int(pairs) for _, pairs, _, _ in bands) == 2 * len(WORKSHOP.ksbs), "the trusted passages alone"
    plainly_shown_of_b = lines[
        next(n for n, line in enumerate(lines) if line.split() == shown_of_b) + 1
    ].split()
    assert plainly_shown_of_b[:3] == ["TF-IDF", "1", shown_of_b[4]], "as many as we show"
    # Two passages of one author and one of another: each author counts once.
    assert float(mean[-2]) == pytest.approx((1 + float(of_b[-2])) / 2, abs=0.001)


def test_a_code_or_a_standard_without_a_statement_is_named_and_the_rest_is_measured(tmp_path, capsys):
    rows = tmp_path / "rows.jsonl"
    row = {"standard": "ST9001", "text": "I fitted a network switch.", "gold": ["S1"], "quality": "high"}
    labelled = [
        row,
        row | {"gold": ["S1", "K99"]},
        *[row | {"standard": standard} for standard in ("ST1", "ST1")],
    ]
    rows.write_text("\n".join(map(json.dumps, labelled)), encoding="utf-8")
    statements = tmp_path / "statements.json"
    statements.write_text(
        json.dumps({"ST9001": {ksb.code: ksb.text for ksb in WORKSHOP.ksbs}}), encoding="utf-8"
    )

    assert main(["evaluate", str(rows), "--statements", str(statements)]) == 0

    printed = capsys.readouterr()
    assert printed.err.splitlines() == [
        f"{statements} has no statements for ST1: 2 of 4 rows of {rows} are left out.",
        f"{rows}, line 2 claims K99, which ST9001 has not in {statements}: counted as never found.",
    ]
    every = next(line for line in printed.out.splitlines() if line.startswith("all "))
    assert every.split() == ["all", "mapper", "2", "0.750", "0.750"]


def test_evaluate_language_prints_precision_and_recall_beside_the_baseline(tmp_path, capsys):
    rows = tmp_path / "rows.jsonl"
    labelled = [
        {
            "text": "I learned a lot and felt proud.",
            "label": "reflective",
            "kind": "diary",
            "reflective_cues": 0,
        },
        {"text": "I replaced the switch.", "label": "record", "reflective_cues": 2},
    ]
    rows.write_text("\n".join(json.dumps(row) for row in labelled), encoding="utf-8")

    assert main(["evaluate-language", str(rows)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["all", "check_language", "2", "1.000", "1.000"]
    assert lines[2].split() == ["two", "cue", "words", "2", "0.000", "0.000"]
    assert lines[3].split() == ["kind", "diary", "check_language", "1", "1.000", "1.000"]


def test_evaluate_language_says_what_it_left_out_and_measures_witnesses_and_personal_data(tmp_path, capsys):
    rows = tmp_path / "rows.jsonl"
    seen = {"text": "I watched her replace the switch.", "label": "witness_observation"}
    praise = {"text": "She is a pleasure to work with.", "label": "witness_opinion"}
    record = {
        "text": "I rang 01632 960123 and then replaced the switch.",
        "label": "record",
        "first_person": 1,
        "found": [["phone", "01632 960123"], ["name", "the switch"]],
    }
    rows.write_text("\n".join(json.dumps(row) for row in (seen, praise, record)), encoding="utf-8")

    assert main(["evaluate-language", str(rows)]) == 0

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["first_person", "some", "check_language", "1", "-", "-"] in lines
    assert any(" ".join(line).endswith("“reflective_cues” is not told: 1 of 1.") for line in lines)
    (left_out,) = [number for number, line in enumerate(lines) if line[:1] == ["Not"]]
    assert " ".join(lines[left_out]).endswith("witness_observation 1, witness_opinion 1.")
    assert lines[left_out + 3] == ["all", "check_language", "2", "1.000", "1.000"]
    assert lines[left_out + 4] == ["praise", "words", "2", "1.000", "1.000"]
    personal = lines[next(number for number, line in enumerate(lines) if line[:2] == ["personal", "data"]) :]
    assert personal[1] == ["all", "check_language", "2", "1.000", "0.500"]
    assert personal[2] == ["plain", "shapes", "2", "1.000", "0.500"]
    assert ["name", "check_language", "1", "-", "0.000"] in personal
    assert ["first_person", "some", "check_language", "2", "1.000", "0.500"] in personal


def test_where_no_passage_is_trusted_their_line_says_so_with_dashes(tmp_path, capsys):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"standard": "ST9001", "text": "I fitted it.", "gold": ["K1"]}', encoding="utf-8")
    statements = tmp_path / "statements.json"
    statements.write_text('{"ST9001": {"K1": "Switches.", "K2": "Barrels."}}', encoding="utf-8")

    assert main(["evaluate", str(rows), "--statements", str(statements)]) == 0

    trusted = [
        line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("high + medium")
    ]
    assert trusted == [
        ["high", "+", "medium", "mapper", "0", "-", "-"],
        ["high", "+", "medium", "mapper", "0", "-", "-", "-"],
    ]


def test_cue_words_are_counted_by_our_own_list_where_a_row_does_not_count_them(tmp_path, capsys):
    rows = tmp_path / "rows.jsonl"
    labelled = [
        {"text": "I learned a lot. I felt proud of it.", "label": "reflective", "standard": "ST9001"},
        {"text": "I replaced the switch.", "label": "record", "standard": "ST9002"},
    ]
    rows.write_text("\n".join(json.dumps(row) for row in labelled), encoding="utf-8")

    assert main(["evaluate-language", str(rows)]) == 0

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[2] == ["two", "cue", "words", "2", "1.000", "1.000"]
    assert ["standard", "ST9001", "check_language", "1", "1.000", "1.000"] in lines


def test_a_plan_s_own_descriptors_are_measured_beside_tf_idf(capsys):
    assert main(["evaluate-descriptors", "--standard", "ST0505"]) == 0

    title, *lines = capsys.readouterr().out.splitlines()
    assert title.endswith("31 descriptors, 44 KSBs as candidates")
    ours, plain = lines[1].split(), lines[2].split()
    assert ours[:3] == ["all", "mapper", "31"]
    assert plain[:2] == ["TF-IDF", "31"]
    assert 0.5 < float(plain[2]) < float(ours[3])
    by_grade = {
        line.split()[0]: line.split()[2] for line in lines if line.startswith(("pass", "distinction"))
    }
    assert by_grade == {"pass": "21", "distinction": "10"}


def test_a_standard_without_descriptors_has_nothing_to_measure(tmp_path, capsys):
    path = tmp_path / "bare.json"
    path.write_text(json.dumps(replace(WORKSHOP, methods=()).to_dict()), encoding="utf-8")

    assert main(["evaluate-descriptors", "--standard", str(path)]) == 2

    assert "has no grading descriptor that names a KSB" in capsys.readouterr().err


def test_rows_that_tell_personal_data_alone_are_measured_without_a_label(capsys):
    assert main(["evaluate-language", str(Path(__file__).with_name("personal_data_told.jsonl"))]) == 0

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0][:2] == ["personal", "data"]
    assert lines[1][:2] == ["all", "check_language"]
    assert float(lines[1][-2]) >= 0.95
    assert float(lines[1][-1]) >= 0.9
    assert lines[2][:2] == ["plain", "shapes"]


def test_rows_that_cannot_be_measured_are_told_and_left_out(tmp_path, capsys):
    rows = tmp_path / "rows.jsonl"
    labelled = [
        {"text": "I fitted the switch.", "label": "record"},
        {"text": "We fitted the switch.", "label": "we"},
        {"text": "I fitted the tap."},
    ]
    rows.write_text("\n".join(map(json.dumps, labelled)), encoding="utf-8")

    assert main(["evaluate-language", str(rows)]) == 0

    printed = capsys.readouterr()
    assert printed.out.splitlines()[1].split() == ["all", "check_language", "1", "-", "-"]
    assert f"2 of 3 rows of {rows} are left out: no label 1, “we” 1." in printed.err


def test_a_file_without_a_row_to_measure_is_told_what_rows_may_have(tmp_path, capsys):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "I fitted the switch.", "label": "recrd"}', encoding="utf-8")

    assert main(["evaluate-language", str(rows)]) == 2

    said = capsys.readouterr().err
    assert "has no row to measure: “recrd” 1" in said
    assert "record, reflective, self_assessment, witness_observation, witness_opinion" in said


def test_a_standards_file_that_is_none_is_named_with_what_it_lacks(tmp_path, capsys):
    path = tmp_path / "bare.json"
    path.write_text('{"reference": "ST1", "version": "1", "ksbs": []}', encoding="utf-8")
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"standard": "ST1", "text": "I fitted it.", "gold": ["K1"]}', encoding="utf-8")

    assert main(["evaluate", str(rows), "--statements", str(path)]) == 2

    assert f"{path} is no standard’s file: “ksbs” is empty." in capsys.readouterr().err


def test_passages_are_measured_by_a_standards_own_file_and_rows_without_codes_left_out(tmp_path, capsys):
    own_file = tmp_path / "workshop.json"
    own_file.write_text(json.dumps(WORKSHOP.to_dict()), encoding="utf-8")
    rows = tmp_path / "rows.jsonl"
    labelled = [
        {"standard": WORKSHOP.reference, "text": "I fitted it.", "gold": [WORKSHOP.ksbs[0].code]},
        {"text": "I fitted it.", "label": "record"},
    ]
    rows.write_text("\n".join(map(json.dumps, labelled)), encoding="utf-8")

    assert main(["evaluate", str(rows), "--statements", str(own_file)]) == 0

    printed = capsys.readouterr()
    assert printed.out.splitlines()[1].split()[:3] == ["all", "mapper", "1"]
    assert "1 of 2 rows" in printed.err


@pytest.mark.parametrize(
    ("command", "field", "value"),
    [
        ("evaluate-language", "reflective_cues", "many"),
        ("evaluate-language", "label", ["record"]),
        ("evaluate-language", "first_person", -1),
        ("evaluate-language", "found", [["Tom"]]),
        ("evaluate", "gold", [["K1"]]),
        ("evaluate", "gold", [""]),
        ("evaluate", "gold", []),
    ],
)
def test_a_labelled_line_that_cannot_be_read_is_named_by_its_number(command, field, value, tmp_path, capsys):
    row = {"standard": "ST9001", "text": "I fitted the switch.", "gold": ["K1"], "label": "record"}
    rows = tmp_path / "rows.jsonl"
    rows.write_text(f"{json.dumps(row)}\n{json.dumps(row | {field: value})}\n", encoding="utf-8")
    statements = tmp_path / "statements.json"
    statements.write_text('{"ST9001": {"K1": "Switches."}}', encoding="utf-8")

    more = ["--statements", str(statements)] if command == "evaluate" else []
    assert main([command, str(rows), *more]) == 2

    assert capsys.readouterr().err.endswith(f"line 2 lacks {field}, or holds something else there.\n")


@pytest.mark.parametrize("codes", [{"K1": 3}, {"": "Switches."}, {}])
def test_a_statement_that_is_no_text_is_one_clear_line(codes, tmp_path, capsys):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"standard": "ST9001", "text": "I fitted it.", "gold": ["K1"]}', encoding="utf-8")
    statements = tmp_path / "statements.json"
    statements.write_text(json.dumps({"ST9001": codes}), encoding="utf-8")

    assert main(["evaluate", str(rows), "--statements", str(statements)]) == 2

    assert "does not hold statements by reference and code" in capsys.readouterr().err


def told_whole(names, lines):
    """Whether each name is told whole behind the figures, in lines of 100 characters at most."""
    labels = " ".join(" ".join(line[:54].split()) for line in lines)
    return all(name in labels for name in names) and max(map(len, lines)) <= 100


KINDS = (
    "first-person weekly progress report",
    "first-person weekly progress report (challenges, how they were met)",
)


def test_the_label_of_a_slice_is_told_whole_in_lines_of_a_hundred_characters(tmp_path, capsys):
    rows, statements = tmp_path / "rows.jsonl", tmp_path / "statements.json"
    labelled = {"text": "I replaced the switch.", "label": "record", "standard": "ST9001", "gold": ["S1"]}
    rows.write_text("\n".join(json.dumps(labelled | {"kind": kind}) for kind in KINDS), encoding="utf-8")
    statements.write_text(
        json.dumps({"ST9001": {ksb.code: ksb.text for ksb in WORKSHOP.ksbs}}), encoding="utf-8"
    )

    for arguments in (["evaluate-language"], ["evaluate", "--statements", str(statements)]):
        assert main([*arguments, str(rows)]) == 0
        assert told_whole([f"kind {kind}" for kind in KINDS], capsys.readouterr().out.splitlines())
