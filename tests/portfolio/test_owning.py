import pytest

from portfolio.owning import is_own_name


@pytest.mark.parametrize(
    "written", ["Amira Hussain", "Amira", "HUSSAIN, Amira", "Miss A. Hussain", "Amira’s", "A Hussain"]
)
def test_her_own_name_is_hers_however_it_is_written(written: str) -> None:
    assert is_own_name(written, "Amira Hussain")


@pytest.mark.parametrize("written", ["Dana Novak", "Amira Khan", "Karim Hussain", "A.", "Ms", ""])
def test_anybody_elses_is_not(written: str) -> None:
    assert not is_own_name(written, "Amira Hussain")
