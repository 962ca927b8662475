import pytest

from foundation.setting_urls import BadSetting
from portfolio.plug import check_own_lexicons


def test_a_faulty_lexicon_is_told_when_the_server_starts(tmp_path, monkeypatch):
    (tmp_path / "joinery.toml").write_text("[jointing]", encoding="utf-8")
    monkeypatch.setenv("KSB_LEXICONS", str(tmp_path))

    with pytest.raises(BadSetting, match=r"joinery\.toml, \[jointing\]: statement must be a list of phrases"):
        check_own_lexicons()


def test_a_sound_one_and_none_at_all_are_not_mentioned(tmp_path, monkeypatch):
    monkeypatch.delenv("KSB_LEXICONS", raising=False)
    check_own_lexicons()
    (tmp_path / "joinery.toml").write_text(
        '[jointing]\nstatement = ["joints"]\nevidence = ["tenon"]', encoding="utf-8"
    )
    monkeypatch.setenv("KSB_LEXICONS", str(tmp_path))
    check_own_lexicons()
