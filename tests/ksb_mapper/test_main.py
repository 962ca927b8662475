"""The command line, run as people run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

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

    rows = json.loads(capsys.readouterr().out)["suggestions"]
    assert rows[0]["code"] == "S1"
    assert len(rows) == len({row["code"] for row in rows}) == 5
    text = Path(write_up).read_text(encoding="utf-8")
    assert text[rows[0]["start"] : rows[0]["end"]] == rows[0]["excerpt"]
    assert (rows[-1]["excerpt"], rows[-1]["start"], rows[-1]["locator"]) == (None, None, None)


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
    assert [line for line in lines if "near enough" in line] == [
        "No statement of ST9001 is near enough to: The care of barrels."
    ]


def test_on_a_terminal_an_excerpt_is_one_line_and_its_control_characters_are_signs(
    standard_file, tmp_path, capsys
):
    read = tmp_path / "read.json"
    text = "I fitted the \x1b[31mnetwork switch\x07 \u202eand\tthe router."
    read.write_text(json.dumps({"passages": [{"text": text, "locator": "page\x1b3"}]}), encoding="utf-8")
    lost = tmp_path / "lost.txt"
    lost.write_text("I felt proud\x1b[2J and\tlearned a lot.", encoding="utf-8")

    assert main(["suggest", str(read), "--standard", standard_file]) == 0
    assert main(["language", str(lost)]) == 0
    assert main(["language", f"{tmp_path}/\x1bnone\n.txt"]) == 2

    printed = capsys.readouterr()
    assert "I fitted the ␛[31mnetwork switch␇ <U+202E>and the router.  (page␛3)" in printed.out
    assert "“I felt proud␛[2J and learned a lot.”" in printed.out
    assert not set(printed.out + printed.err) & {"\x1b", "\x07", "\u202e", "\t"}
    assert printed.err.count("\n") == 1


def test_language_says_each_message_once_with_what_it_is_about_and_where(tmp_path, capsys):
    read = tmp_path / "read.json"
    passages: list[dict[str, str | None]] = [
        {"text": "I pinged 10.20.30.41 from my desk.", "locator": f"page {number}"} for number in range(1, 8)
    ]
    passages.append({"text": "I pinged 10.20.30.99 from my desk.", "locator": None})
    read.write_text(json.dumps({"passages": passages}), encoding="utf-8")

    assert main(["language", str(read)]) == 0

    verdict, message, first, second = capsys.readouterr().out.splitlines()
    assert verdict.startswith("record")
    assert message.startswith("personal_data: This looks like an IP address,")
    assert first == "  “10.20.30.41” ×7  (page 1, page 2, page 3, page 4, page 5, and 2 more)"
    assert second == "  “10.20.30.99”"


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
        (
            ["language", "{folder}/passages.json"],
            "passages.json has a passage that is not a text with its locator",
        ),
        (["language", "{folder}/three.json"], "three.json begins like what “python -m documents read"),
        (
            ["suggest", "{folder}/cut.json", "--standard", "{standard}"],
            "cut.json begins like what “python -m",
        ),
        (
            ["language", "{folder}/cut_early.json"],
            "cut_early.json begins like what “python -m documents read",
        ),
        (
            ["suggest", "{folder}/fine.txt", "--standard", "{folder}/bare.json"],
            "bare.json: the standard has no",
        ),
        (
            ["suggest", "{folder}/fine.txt", "--standard", "{folder}/absent.json"],
            "absent.json could not be opened",
        ),
        (
            ["evaluate", "{folder}/rows.jsonl", "--statements", "{folder}/oddly.json"],
            "oddly.json has the code “A1” for ST9001.",
        ),
        (
            ["evaluate-language", "{folder}/misspelt.jsonl"],
            "misspelt.jsonl, line 2: “fone” is no kind of personal data. Choose one of: name, email, phone,",
        ),
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
    (tmp_path / "three.json").write_text('{"passages": 3}', encoding="utf-8")
    (tmp_path / "cut.json").write_text('{"passages": [{"text": "I fitted', encoding="utf-8")
    (tmp_path / "cut_early.json").write_text('{"media_type": "text/plain", "ti', encoding="utf-8")
    (tmp_path / "bare.json").write_text("{}", encoding="utf-8")
    (tmp_path / "oddly.json").write_text('{"ST9001": {"K1": "Leads.", "A1": "Switches."}}', encoding="utf-8")
    (tmp_path / "misspelt.jsonl").write_text(
        '{"text": "x", "label": "record", "found": [["Phone", "1"], ["a phone number", "2"]]}\n'
        '{"text": "x", "label": "record", "found": [["fone", "1"]]}',
        encoding="utf-8",
    )
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
    "text",
    ["{{ site.title }} I felt proud.", '{"switch": "I felt proud."}', "{", "[[" * 9_000 + "I felt proud."],
)
def test_a_text_that_merely_begins_with_a_bracket_is_a_text(text, tmp_path, capsys):
    path = tmp_path / "braces.txt"
    path.write_text(text, encoding="utf-8")

    assert main(["language", str(path), "--json"]) == 0

    assert "verdict" in capsys.readouterr().out


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


def test_concepts_take_nothing_from_the_lines_beside_them(tmp_path, capsys):
    line = "Knifed the shoulders, sawed, trial fit, glued up."
    folder = tmp_path / "lexicons"
    folder.mkdir()
    (folder / "joinery.toml").write_text(
        '[jointing]\nstatement = ["joints"]\nevidence = ["mortise", "tenon"]\n'
        f'[[illustrated]]\nstatement = "Mark out and form joints."\nlines = ["{line}"]\n',
        encoding="utf-8",
    )
    asked = (
        "from standards import Ksb, Standard; from ksb_mapper import load_mapper; "
        'ksbs = (Ksb("S1", "Mark out and form joints."), Ksb("K1", "Properties of timber.")); '
        'mapper = load_mapper(Standard("ST9005", "1.0", ksbs)); '
        f'print([one.code for one in mapper.suggest("{line}")], mapper.suggest("We glued up the box."))'
    )

    said = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, "KSB_LEXICONS": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout == "['S1'] []\n"
