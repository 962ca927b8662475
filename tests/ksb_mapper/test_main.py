"""The command line, run as people run it."""

import json
import os
import subprocess
import sys

import pytest

from ksb_mapper.__main__ import main
from tests.ksb_mapper.trade import WORKSHOP


@pytest.fixture
def standard_file(tmp_path):
    path = tmp_path / "workshop.json"
    path.write_text(json.dumps(WORKSHOP.to_dict()), encoding="utf-8")
    return str(path)


@pytest.fixture
def write_up(tmp_path):
    path = tmp_path / "write-up.txt"
    path.write_text("I fitted the network switch.\nI enjoyed it and I learned a lot.\n", encoding="utf-8")
    return str(path)


def test_suggest_prints_the_agreed_json(standard_file, write_up, capsys):
    assert main(["suggest", write_up, "--standard", standard_file, "--json"]) == 0

    printed = json.loads(capsys.readouterr().out)
    assert printed["standard"] == "ST9001@1.0"
    (suggestion,) = printed["suggestions"]
    assert suggestion["code"] == "S1"
    assert suggestion["excerpt"] == "I fitted the network switch."
    assert (suggestion["start"], suggestion["end"], suggestion["locator"]) == (0, 28, None)


def test_every_place_of_a_ksb_is_printed_below_its_first(standard_file, tmp_path, capsys):
    path = tmp_path / "two.txt"
    path.write_text(
        "I installed a network switch.\nThe lift came.\nI installed a network router.\n", encoding="utf-8"
    )

    assert main(["suggest", str(path), "--standard", standard_file]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("S1 ")
    assert {line[11:] for line in lines} == {"I installed a network switch.", "I installed a network router."}


def test_suggest_all_ranks_every_ksb(standard_file, write_up, capsys):
    assert main(["suggest", write_up, "--standard", standard_file, "--all", "--json"]) == 0

    codes = [row["code"] for row in json.loads(capsys.readouterr().out)["suggestions"]]
    assert codes[0] == "S1"
    assert len(codes) == 5


def test_what_documents_read_prints_keeps_its_locators(standard_file, tmp_path, capsys):
    read = tmp_path / "read.json"
    read.write_text(
        json.dumps({"passages": [{"text": "I fitted the network switch.", "locator": "page 3"}]}),
        encoding="utf-8",
    )

    assert main(["suggest", str(read), "--standard", standard_file, "--json"]) == 0

    (suggestion,) = json.loads(capsys.readouterr().out)["suggestions"]
    assert suggestion["locator"] == "page 3"


def test_half_a_character_is_printed_as_one_that_says_so(standard_file, tmp_path, capsys):
    read = tmp_path / "read.json"
    passage = {
        "text": "I fitted the network switch \ud83d. I felt proud of the switch \ud83d.",
        "locator": "page \ud83d",
    }
    read.write_text(json.dumps({"passages": [passage]}), encoding="utf-8")

    for command in (["language"], ["suggest", "--standard", standard_file]):
        assert main([*command, str(read)]) == 0

        printed = capsys.readouterr().out
        assert "switch \ufffd" in printed
        assert "page \ufffd" in printed
        printed.encode()


def test_language_prints_the_agreed_json(write_up, capsys):
    assert main(["language", write_up, "--json"]) == 0

    printed = json.loads(capsys.readouterr().out)
    assert printed["verdict"] == "reflective"
    (finding,) = printed["findings"]
    assert finding["rule"] == "reflective"
    assert finding["excerpt"] == "I enjoyed it and I learned a lot."


def test_language_in_words_names_the_rule_and_quotes_the_sentence(write_up, capsys):
    assert main(["language", write_up]) == 0

    assert "“I enjoyed it and I learned a lot.”" in capsys.readouterr().out


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
    (of_b,) = [line.split() for line in lines if line.startswith("author b") and "mapper" in line]
    (mean,) = [line.split() for line in lines if line.startswith("mean over authors") and "mapper" in line]
    heading = next(number for number, line in enumerate(lines) if line.startswith("score from"))
    bands = [line.split() for line in lines[heading + 1 :]]
    assert sum(int(pairs) for _, pairs, _, _ in bands) == 2 * len(WORKSHOP.ksbs), "the trusted passages alone"
    # Two passages of one author and one of another: each author counts once.
    assert float(mean[-2]) == pytest.approx((1 + float(of_b[-2])) / 2, abs=0.001)


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


def test_a_lexicon_of_another_trade_is_checked_and_then_heard(standard_file, tmp_path, capsys):
    folder = tmp_path / "lexicons"
    folder.mkdir()
    written = folder / "vines.toml"
    written.write_text(
        '[growing]\nstatement = ["network devices"]\nevidence = ["trellis", "pruned"]\n'
        '[cellar]\nstatement = ["barrels"]\nevidence = ["racked off"]\n',
        encoding="utf-8",
    )
    work = tmp_path / "work.txt"
    work.write_text("I pruned the east rows and mended the trellis.", encoding="utf-8")

    assert main(["lexicon", str(written), "--standard", standard_file]) == 0
    lines = capsys.readouterr().out.splitlines()
    heard = subprocess.run(
        [sys.executable, "-m", "ksb_mapper", "suggest", str(work), "--standard", standard_file],
        env={**os.environ, "KSB_LEXICONS": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert lines[0].endswith("is a lexicon of 2 concepts in 5 phrases.")
    assert lines[3].split()[:2] == ["S1", "growing"]
    assert lines[-1] == "No statement of ST9001 speaks of: cellar."
    assert heard.stdout.startswith("S1 ")
    assert main(["suggest", str(work), "--standard", standard_file]) == 0
    assert "Nothing in this text" in capsys.readouterr().out


def test_lines_that_serve_no_statement_are_named(standard_file, tmp_path, capsys):
    written = tmp_path / "vines.toml"
    written.write_text(
        '[[illustrated]]\nstatement = "Install and configure network devices."\nlines = ["racked the switch"]\n'
        '[[illustrated]]\nstatement = "The care of barrels."\nlines = ["racked off the red"]\n',
        encoding="utf-8",
    )

    assert main(["lexicon", str(written), "--standard", standard_file]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "It illustrates 2 statements with 2 lines."
    assert lines[-1] == "No statement of ST9001 is near enough to: The care of barrels."


def test_evaluate_language_says_what_it_left_out_and_measures_witnesses_and_personal_data(tmp_path, capsys):
    rows = tmp_path / "rows.jsonl"
    seen = {"text": "I watched her replace the switch.", "label": "witness_observation"}
    praise = {"text": "She is a pleasure to work with.", "label": "witness_opinion"}
    record = {
        "text": "I rang 01632 960123 and then replaced the switch.",
        "label": "record",
        "first_person": 1,
        "found": [["01632 960123", "phone"], ["the switch", "name"]],
    }
    rows.write_text("\n".join(json.dumps(row) for row in (seen, praise, record)), encoding="utf-8")

    assert main(["evaluate-language", str(rows)]) == 0

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["first_person", "some", "check_language", "1", "-", "-"] in lines
    assert " ".join(lines[6]).endswith("witness_observation 1, witness_opinion 1.")
    assert lines[8] == ["all", "opinion", "2", "1.000", "1.000"]
    assert ["all", "check_language", "2", "1.000", "0.500"] in lines
    assert ["name", "check_language", "1", "-", "0.000"] in lines


@pytest.mark.parametrize(
    ("command", "field", "value"),
    [
        ("evaluate-language", "reflective_cues", "many"),
        ("evaluate-language", "label", "recrd"),
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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lexicon", "{folder}/absent.toml"], "absent.toml could not be read"),
        (["language", "{folder}/absent.txt"], "absent.txt could not be opened"),
        (["language", "{folder}/binary.txt"], "binary.txt is not UTF-8 text"),
        (["suggest", "{folder}/fine.txt", "--standard", "ST0000"], "ST0000"),
        (["suggest", "{folder}/fine.txt", "--standard", "{folder}/broken.json"], "broken.json"),
        (["suggest", "{folder}/fine.txt", "--standard", "{standard}", "--method", "exam"], "“exam”"),
        (["language", "{folder}/empty.txt"], "empty.txt has no text in it"),
        (["suggest", "{folder}/blank.json", "--standard", "{standard}"], "blank.json has no text in it"),
        (["evaluate-language", "{folder}/empty.txt"], "empty.txt holds no lines"),
        (["evaluate-language", "{folder}/fine.txt"], "fine.txt, line 1 is not JSON"),
        (
            ["evaluate", "{folder}/rows.jsonl", "--statements", "{folder}/none.json"],
            "no statements for ST9001",
        ),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_status_2(arguments, said, standard_file, tmp_path, capsys):
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe\x00\xd8")
    (tmp_path / "fine.txt").write_text("I fitted the switch.", encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    (tmp_path / "odd.jsonl").write_text('{"standard": "ST9001", "text": 7, "gold": "S1"}', encoding="utf-8")
    (tmp_path / "passages.json").write_text('{"passages": [{"text": 7}]}', encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "blank.json").write_text(
        '{"passages": [{"text": " ", "locator": "page 1"}]}', encoding="utf-8"
    )
    (tmp_path / "none.json").write_text("{}", encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text(
        '{"standard": "ST9001", "text": "x", "gold": ["S1"]}', encoding="utf-8"
    )

    status = main([argument.format(folder=tmp_path, standard=standard_file) for argument in arguments])

    errors = capsys.readouterr().err
    assert status == 2
    assert said in errors
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["suggest", "work.txt"], "The following arguments are required: --standard."),
        (["language", "work.txt", "--kind", "diary"], "Argument --kind: invalid choice: 'diary'"),
        ([], "The following arguments are required: COMMAND."),
    ],
)
def test_a_command_typed_wrongly_is_one_line_that_says_what_to_try(arguments, said, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    errors = capsys.readouterr().err
    assert ended.value.code == 2
    assert errors.startswith(said)
    assert errors.endswith("--help\n")
    assert errors.count("\n") == 1


def test_suggest_says_of_a_text_in_another_language_that_it_cannot_be_relied_on(
    standard_file, write_up, tmp_path, capsys
):
    path = tmp_path / "bericht.txt"
    path.write_text(
        "Ich habe den neuen Server im Keller installiert und mit dem Netzwerk verbunden, danach wurde er geprüft.",
        encoding="utf-8",
    )

    assert main(["suggest", str(path), "--standard", standard_file, "--json"]) == 0
    printed = capsys.readouterr()
    assert main(["suggest", write_up, "--standard", standard_file]) == 0

    assert json.loads(printed.out)["standard"] == "ST9001@1.0"
    assert printed.err.startswith(f"{path}: This does not look like English.")
    assert printed.err.count("\n") == 1
    assert capsys.readouterr().err == ""


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
