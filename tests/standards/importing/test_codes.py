import pytest

from standards.importing.codes import codes_in, is_codes, plainly, split_tail


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


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("K 1 The alloys", "K1 The alloys"),
        ("K 1, S 2", "K1, S2"),
        ("(K1) The alloys", "K1: The alloys"),
        ("k1: The alloys", "K1: The alloys"),
        ("K1K2S12", "K1 K2 S12"),
        ("Melts metal. K1, 2 and 4; S3", "Melts metal. K1, K2 and K4; S3"),
        ("The K 2 cloth and 3 needles", "The K 2 cloth and 3 needles"),
        ("(K1, K2)", "(K1, K2)"),
        ("B2B sales in 2, 3 or 4 weeks", "B2B sales in 2, 3 or 4 weeks"),
        ("S3, 40% of them", "S3, 40% of them"),
    ],
)
def test_codes_are_written_plainly_and_words_are_left_alone(written: str, plain: str) -> None:
    assert plainly(written) == plain
