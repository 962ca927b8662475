import pytest

from standards.importing.codes import codes_in, is_codes, split_tail


@pytest.mark.parametrize("text", ["K1, S2", "K01 S02", "K001; S002", "(K1/S2)", "K1 and S2", "[K1], [S2]."])
def test_codes_are_read_however_they_are_written(text: str) -> None:
    assert codes_in(text) == ("K1", "S2")
    assert is_codes(text)


def test_a_span_is_every_code_in_it() -> None:
    assert codes_in("K1 to K4, S2–S3") == ("K1", "K2", "K3", "K4", "S2", "S3")


@pytest.mark.parametrize("text", ["K0", "K", "OK1", "K1a", "BK1", "MK12", ""])
def test_what_only_looks_like_a_code_is_none(text: str) -> None:
    assert codes_in(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("Explains why. K3, S2, B3", "Explains why.", ("K3", "S2", "B3")),
        ("Explains why (K3, S2)", "Explains why", ("K3", "S2")),
        ("Explains why. (K3) (S2).", "Explains why.", ("K3", "S2")),
        ("Explains K1 and why", "Explains K1 and why", ()),
        ("Explains K1, in full. (K2)", "Explains K1, in full.", ("K2",)),
        ("Shows it (KSBs: K1 and S1)", "Shows it", ("K1", "S1")),
        ("Explains why.", "Explains why.", ()),
    ],
)
def test_the_codes_that_trail_a_descriptor_are_split_off(
    text: str, words: str, codes: tuple[str, ...]
) -> None:
    assert split_tail(text) == (words, codes)
