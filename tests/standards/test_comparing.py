"""Two versions of a standard, compared by wording."""

from standards import Comparison, Standard, compare


def standard(**ksbs: str) -> Standard:
    return Standard.from_dict(
        {
            "reference": "ST9999",
            "version": "1.0",
            "ksbs": [{"code": code, "text": text, "options": []} for code, text in ksbs.items()],
        }
    )


OLD = standard(
    K1="The purpose of a lathe and its main parts.",
    K2="How to read a technical drawing.",
    S1="Measure a part with a calliper to the tolerance on the drawing.",
    B1="Take care of tools.",
)


def test_the_same_words_are_the_same_statement_whatever_their_code() -> None:
    new = standard(
        K1="How to read a technical drawing.",
        K2="The purpose of a lathe and its main parts.",
        S1="Measure a part with a calliper to the tolerance on the drawing.",
        B1="Take care of tools.",
    )
    compared = compare(OLD, new)
    assert compared.same == {"K1": "K2", "K2": "K1", "S1": "S1", "B1": "B1"}
    assert compared.renumbered == {"K1": "K2", "K2": "K1"}
    assert (compared.reworded, compared.gone, compared.new) == ((), (), ())


def test_case_spaces_and_punctuation_make_no_other_statement() -> None:
    new = standard(K7="the purpose of a lathe,  and its main parts", B1="Take care of tools.")
    assert compare(OLD, new).same == {"K1": "K7", "B1": "B1"}


def test_a_statement_of_which_most_words_stay_is_reworded() -> None:
    new = standard(K1="The purpose of a milling machine and its main parts.", K2="How to sharpen a chisel.")
    compared = compare(OLD, new)
    assert [(pair.old.code, pair.new.code) for pair in compared.reworded] == [("K1", "K1")]
    assert [ksb.code for ksb in compared.gone] == ["K2", "S1", "B1"]
    assert [ksb.code for ksb in compared.new] == ["K2"]


def test_of_two_alike_the_closer_one_is_taken() -> None:
    new = standard(
        K1="How to read a technical drawing of a casting or a forging.",
        K2="How to read a technical sketch.",
    )
    (pair,) = [pair for pair in compare(OLD, new).reworded if pair.old.code == "K2"]
    assert pair.new.code == "K2"


def test_knowledge_is_never_taken_for_a_skill() -> None:
    new = standard(S9="How to read a technical drawing.")
    assert "K2" not in compare(OLD, new).same
    assert compare(OLD, new).reworded == ()


def test_two_statements_with_the_same_words_are_paired_once_each() -> None:
    twice = standard(K1="Safe working.", K2="Safe working.")
    assert compare(twice, twice).same == {"K1": "K1", "K2": "K2"}


def test_a_version_compared_with_itself_changes_nothing() -> None:
    assert compare(OLD, OLD) == Comparison({ksb.code: ksb.code for ksb in OLD.ksbs}, (), (), ())
