from pathlib import Path

import pytest

from ksb_mapper import BadFile
from ksb_mapper.lexicon.concepts import load_lexicon, read_lexicon
from ksb_mapper.lexicon.illustrations import Illustration, load_illustrations

JOINERY = """
[jointing]
statement = ["woodworking joints"]
evidence = ["mortise", "tenon"]

[[illustrated]]
statement = "How timber moves as it dries."
lines = ["left the boards in stick for six weeks before planing", "meter read 14 percent, so it went back in the kiln"]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "joinery.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_lexicon_may_illustrate_statements_beside_its_concepts(tmp_path):
    lexicon = read_lexicon(written(tmp_path, JOINERY))

    assert [concept.name for concept in lexicon.concepts] == ["jointing"]
    assert [(one.statement, len(one.lines)) for one in lexicon.illustrations] == [
        ("How timber moves as it dries.", 2)
    ]


def test_a_provider_s_own_are_read_besides_ours(tmp_path, monkeypatch):
    ours = load_lexicon("digital").illustrations
    written(tmp_path, JOINERY)
    monkeypatch.setenv("KSB_LEXICONS", str(tmp_path))

    both = load_lexicon("digital").illustrations

    assert ours == load_illustrations("digital")

    assert len(ours) >= 44
    assert set(both) - set(ours) == {
        Illustration(
            "How timber moves as it dries.",
            (
                "left the boards in stick for six weeks before planing",
                "meter read 14 percent, so it went back in the kiln",
            ),
        )
    }


def test_a_trade_may_have_none():
    assert load_illustrations("alchemy") == ()


def test_every_line_of_ours_is_told_once():
    lines = [line for one in load_illustrations("digital") for line in one.lines]

    assert len(lines) == len(set(lines))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[illustrated]\nstatement = "a"\nlines = ["b"]', r"\[\[illustrated\]\], in two brackets"),
        ('[[illustrated]]\nlines = ["b"]', "a statement and lines"),
        ('[[illustrated]]\nstatement = ""\nlines = ["b"]', "'' is no statement"),
        ('[[illustrated]]\nstatement = "Joints"\nlines = "b"', "'Joints': lines must be a list"),
        ('[[illustrated]]\nstatement = "Joints"\nlines = ["--"]', "'--' is no line"),
    ],
)
def test_what_is_wrong_with_an_illustration_is_said_in_one_line(tmp_path, text, said):
    with pytest.raises(BadFile, match=said):
        read_lexicon(written(tmp_path, text))
