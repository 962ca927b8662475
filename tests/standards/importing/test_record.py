"""One record of the open data API."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from standards import NotAStandard, import_page

RECORD: dict[str, Any] = json.loads(
    Path(__file__).with_name("pages").joinpath("record.json").read_text(encoding="utf-8")
)


def read(**changes: Any) -> Any:
    return import_page(json.dumps({**deepcopy(RECORD), **changes}))


def test_a_code_is_the_letter_and_the_place_in_its_list() -> None:
    turned = list(reversed(RECORD["knowledges"]))
    standard = read(knowledges=turned).standard
    assert standard.ksb("K1").text == RECORD["knowledges"][-1]["detail"]
    assert standard.duties[1].ksbs[:2] == ("K4", "K6")  # what was K1 and K3


def test_an_id_that_no_list_has_is_skipped_and_said() -> None:
    imported = read()
    assert imported.standard.duties[0].ksbs == ("K1", "K2", "K3", "S1", "S2", "B1")
    (doubt,) = imported.doubts
    assert "Duty 1 names 1 KSB that no list has" in doubt.why


def test_tags_inside_a_statement_are_not_its_words() -> None:
    assert read().standard.ksb("S1").text == "Work to a founding drawing and a melt plan."


def test_the_facts_of_the_record_are_read() -> None:
    standard = read(ePALength=5).standard
    assert (standard.reference, standard.version, standard.title) == ("ST9071", "1.3", "Bell founder")
    assert (standard.level, standard.lars_code, standard.months_to_gateway, standard.epa_months) == (
        4, 9071, 30, 5,
    )  # fmt: skip


def test_the_absence_of_the_plan_is_said() -> None:
    assert [one.path for one in read().missing] == ["methods"]


def test_a_foundation_apprenticeship_has_its_own_lists() -> None:
    lists = {
        "knowledges": None, "skills": None, "behaviours": None, "options": None, "duties": None,
        "technicalKnowledges": [{"id": "a", "detail": "What a foundry is."}],
        "technicalSkills": [{"id": "b", "detail": "Sweep a foundry."}, {"id": "c", "detail": "Sieve sand."}],
        "employabilitySkillsAndBehaviours": [{"id": "d", "detail": "Comes on time."}],
    }  # fmt: skip
    standard = read(referenceNumber="FA9071", **lists).standard
    assert {ksb.code: ksb.text for ksb in standard.ksbs} == {
        "K1": "What a foundry is.",
        "S1": "Sweep a foundry.",
        "S2": "Sieve sand.",
        "B1": "Comes on time.",
    }


def test_options_that_are_only_names_are_kept_and_doubted() -> None:
    duties = [{**duty, "mappedOptions": [], "isThisACoreDuty": 1} for duty in RECORD["duties"]]
    imported = read(options=[], duties=duties, optionsUnstructuredTemplate=["Tuner", "Bell hanger"])
    assert [option.name for option in imported.standard.options] == ["Tuner", "Bell hanger"]
    assert all(ksb.options == () for ksb in imported.standard.ksbs)
    assert any("not which KSBs are theirs" in doubt.why for doubt in imported.doubts)


def test_a_duty_that_nobody_wrote_is_left_out() -> None:
    duties = [*RECORD["duties"], {**RECORD["duties"][0], "dutyDetail": "."}]
    assert len(read(duties=duties).standard.duties) == 5


def test_a_record_whose_ids_are_the_codes_themselves_is_read() -> None:
    record = {
        "stdCode": "OCC9071", "name": "Bell founder", "versionNo": "1.3", "level": 4,
        "knowledges": [{"knowledgeId": "K1", "detail": "Alloys."}, {"knowledgeId": "K3", "detail": "Moulds."}],
        "duties": [{"dutyId": "D1", "dutyDetail": "Cast.", "mappedKnowledge": ["K1", "K3"]}],
    }  # fmt: skip
    standard = import_page(json.dumps(record)).standard
    assert [ksb.code for ksb in standard.ksbs] == ["K1", "K3"]
    assert standard.duties[0].ksbs == ("K1", "K3")
    assert standard.reference == "OCC9071"


def test_a_list_of_one_record_is_that_record() -> None:
    assert import_page(json.dumps([RECORD])).standard == read().standard


def test_a_standard_file_of_ours_is_taken_as_it_is() -> None:
    standard = read().standard
    assert import_page(json.dumps(standard.to_dict())).standard == standard


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("", "nothing to read"),
        ('{"title": "Bell founder"}', "no KSBs in this record"),
        ("[]", "There is no standard in this file"),
        ("[1, 2, 3]", "There is no standard in this file"),
        (json.dumps([RECORD, RECORD]), "holds 2 standards; one record is read at a time"),
        (json.dumps(RECORD)[:500], "cut off"),
        ('{"reference": "X", "version": "1", "ksbs": []}', "“ksbs” is empty"),
    ],
)
def test_what_is_no_record_is_refused_in_one_line(source: str, complaint: str) -> None:
    with pytest.raises(NotAStandard, match=complaint) as refused:
        import_page(source)
    assert "\n" not in str(refused.value)
