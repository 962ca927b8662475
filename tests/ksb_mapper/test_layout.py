"""A lexicon's lists stand in lines that a person can read, and putting them there changes nothing that it says."""

import tomllib
from importlib.resources import files

import pytest

from ksb_mapper.__main__ import main
from ksb_mapper.lexicon.layout import WIDEST, laid_out

OURS = files("ksb_mapper").joinpath("data/digital.toml")
MANY = ", ".join(f'"the {number}th joint, glued"' for number in range(20))
VINES = (
    f"# Vines, in 20 phrases.\n[growing]\nstatement = [{MANY}]  # kept\nevidence = [{MANY}]\n\n"
    '[cellar]\nstatement = [\n    "barrels",\n]\nevidence = ["say \\"racked\\", off", \'a "lot"\']\n'
)


def test_no_line_of_our_lexicon_is_longer_than_a_person_reads():
    too_long = [
        number
        for number, line in enumerate(OURS.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > WIDEST
    ]

    assert too_long == [], (
        "put them into lines: python -m ksb_mapper lexicon ksb_mapper/data/digital.toml --wrap"
    )


def test_our_lexicon_is_laid_out_as_the_command_lays_it_out():
    written = OURS.read_text(encoding="utf-8")

    assert laid_out(written) == written


def test_a_long_list_goes_into_lines_a_short_one_into_one_and_the_file_says_the_same():
    wrapped = laid_out(VINES)

    assert tomllib.loads(wrapped) == tomllib.loads(VINES)
    assert wrapped.startswith(
        f"# Vines, in 20 phrases.\n[growing]\nstatement = [{MANY}]  # kept\nevidence = [\n    "
    )
    assert 'statement = ["barrels"]\nevidence = ["say \\"racked\\", off", \'a "lot"\']\n' in wrapped
    first, *others = wrapped.partition("evidence = [\n")[2].partition("]")[0].splitlines()
    assert max(map(len, (first, *others))) <= WIDEST < len(f'{first} "the 4th joint, glued",')
    assert laid_out(wrapped) == wrapped


def test_what_would_say_something_else_is_left_alone(tmp_path, capsys):
    path = tmp_path / "vines.toml"
    odd = f'[growing]\nevidence = ["""\nstatement = [{MANY}]\n"""]\nstatement = ["vines"]\n'
    path.write_text(odd, encoding="utf-8")

    assert main(["lexicon", str(path), "--wrap"]) == 2

    assert "would change what it says" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == odd


@pytest.mark.parametrize("wrap", [[], ["--wrap"]])
def test_the_command_puts_a_file_into_lines_only_where_it_is_asked_to(wrap, tmp_path, capsys):
    path = tmp_path / "vines.toml"
    path.write_text(VINES, encoding="utf-8")

    assert main(["lexicon", str(path), *wrap]) == 0

    assert path.read_text(encoding="utf-8") == (laid_out(VINES) if wrap else VINES)
    assert "is a lexicon of 2 concepts" in capsys.readouterr().out
