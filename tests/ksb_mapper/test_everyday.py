import json
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import standards
from ksb_mapper import load_mapper
from ksb_mapper.lexicon.everyday import load_everyday
from ksb_mapper.pipeline import read_sentences, stems_of

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("own_set.jsonl").read_text(encoding="utf-8").splitlines()
]
DATA = tomllib.loads(files("ksb_mapper").joinpath("data/everyday.toml").read_text(encoding="utf-8"))


def test_the_counts_are_those_of_the_texts_about_language():
    """Texts written since the counting only add to them."""
    texts = [row["text"] for row in ROWS if row["set"] in {"language", "voices", "witness"}]
    everyday = load_everyday()

    document_frequency = Counter(stem for text in texts for stem in set(stems_of(text)))

    assert len(texts) >= everyday.texts >= 300
    assert all(document_frequency[stem] >= count > 1 for stem, count in DATA["document_frequency"].items())


def test_a_phrase_is_as_rare_as_its_rarest_word():
    everyday = load_everyday()

    assert everyday.idf(stems_of("hypervisor")) == 1.0
    assert everyday.idf(stems_of("the hypervisor")) == 1.0
    assert 0 < everyday.idf(stems_of("the")) < everyday.idf(stems_of("the team")) < 1


def test_a_word_with_an_everyday_meaning_is_less_rare_than_one_without():
    everyday = load_everyday()

    assert 0.5 < everyday.idf(stems_of("gloves")) < 0.7
    assert everyday.idf(stems_of("antistatic gloves")) == 1.0


def test_words_that_only_say_how_well_a_thing_is_done_show_nothing():
    ((_, sentence),) = read_sentences("Critically evaluates the firewall.")

    assert {name for name in sentence.names if not name.startswith("=")} == {"firewal"}


def test_a_team_s_name_and_somebody_s_medicine_are_no_hardware():
    mapper = load_mapper(standards.load("ST0505"))
    form = "Caller: Mrs Lund\nAssigned to desktop team.\nCaller is on blood-pressure tablets and cannot stand for long."

    assert not {"K6", "K7"} & {one.code for one in mapper.suggest(form)}
    assert "K7" in {one.code for one in mapper.suggest(f"{form}\nReplaced the desktop's power supply.")}
    assert "S7" in {one.code for one in mapper.suggest("I enrolled the tablets and fitted the covers.")}
