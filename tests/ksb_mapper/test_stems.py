import pytest

from ksb_mapper.lexicon.stems import porter_stem, stem


# The examples of Porter's paper, by its steps.
@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("feed", "feed"), ("agreed", "agre"),
        ("plastered", "plaster"), ("bled", "bled"), ("motoring", "motor"), ("sing", "sing"), ("hopping", "hop"),
        ("falling", "fall"), ("filing", "file"), ("happy", "happi"), ("sky", "sky"), ("relational", "relat"),
        ("conditional", "condit"), ("digitizer", "digit"), ("operator", "oper"), ("hopefulness", "hope"),
        ("triplicate", "triplic"), ("electrical", "electr"), ("goodness", "good"), ("revival", "reviv"),
        ("adjustment", "adjust"), ("adoption", "adopt"), ("probate", "probat"), ("rate", "rate"),
        ("controlling", "control"), ("roll", "roll"),
    ],
)  # fmt: skip
def test_porters_own_examples(word, expected):
    assert porter_stem(word) == expected


def test_british_and_american_spellings_share_a_stem():
    assert stem("organisation") == stem("organization")
    assert stem("prioritise") == stem("prioritize")


@pytest.mark.parametrize("word", ["c#", "24-port", "é", "os", "k8s"])
def test_what_is_not_a_plain_word_is_its_own_stem(word):
    assert stem(word) == word


def test_words_that_mean_another_thing_are_kept_apart():
    assert stem("integrity") != stem("integrate")
    assert stem("organised") == stem("organise") != stem("organisation")
    assert stem("initiative") != stem("initiate")
    assert stem("managers") == stem("manager") != stem("management")
    assert stem("community") != stem("communication")
    assert stem("importance") == stem("important") != stem("import")
    assert stem("customer") != stem("custom")
    assert stem("accessibility") == stem("accessible") != stem("access")
    assert stem("supportive") != stem("support")
    assert stem("accounts") == stem("account") != stem("accountable")
    assert stem("relational") != stem("relation")
    assert stem("computers") == stem("computing") != stem("compute")
    assert stem("emergency") != stem("emerging")


def test_what_desks_write_for_a_word_is_heard_as_the_word():
    assert stem("pwd") == stem("password")
    assert stem("creds") == stem("credentials")
    assert stem("mgr") == stem("manager")
    assert stem("cert") == stem("certificates")


@pytest.mark.parametrize(
    ("word", "letters"), [("inc0041873", "inc"), ("chg-20017", "chg"), ("kb5034441", "kb"), ("sql", "sql")]
)
def test_a_ticket_s_number_is_heard_as_its_letters(word, letters):
    assert stem(word) == letters


@pytest.mark.parametrize("word", ["ec2", "p1", "az-900", "x86", "cat6", "abcdefgh123"])
def test_a_name_with_a_number_in_it_is_its_own_stem(word):
    assert stem(word) == word
