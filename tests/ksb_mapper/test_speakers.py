"""In a log, a chat or minutes of several people, what others say shows nothing of the one whose text it is."""

import pytest

import standards
from ksb_mapper import LanguageRule, check_language, load_mapper
from ksb_mapper.__main__ import main
from ksb_mapper.texts.marks import BULLETS

AMY = "Amy Kerr"
BEN_S = "configured the VLANs on the core switch and tested each port."
AMY_S = "wrote the change request with a back-out plan for the change advisory board."
LOGS = {
    "initials": f"09:12 BH: {BEN_S}\n09:20 AK: {AMY_S}\n",
    "initials with points": f"2026-03-02 09:12 B.H. | {BEN_S}\n2026-03-02 09:20 A.K. | {AMY_S}\n",
    "given names": f"Ben: {BEN_S}\nAmy: {AMY_S}\n",
    "names and jobs": f"Ben Holt (networks): {BEN_S}\nAmy Kerr (apprentice): {AMY_S}\n",
    "a form of address": f"Mr Holt – {BEN_S}\nAmy K – {AMY_S}\n",
    "names in brackets": f"- 09:12 [BH] {BEN_S}\n- 09:20 [AK] {AMY_S}\n",
    "a chat": f"[3/2/2026 09:12] Ben Holt\n{BEN_S}\n\n[3/2/2026 09:20] Amy Kerr\n{AMY_S}\n",
    "the cells of a table": f"09:12\tBH\t{BEN_S}\n09:20\tAK\t{AMY_S}\n",
    "somebody of her given name": f"Amy Holt: {BEN_S}\nAmy Kerr: {AMY_S}\n",
}
LABELS = ("Step 1", "Result", "DHCP", "VPN", "Server01", "Root Cause", "Ticket INC0041")


@pytest.fixture(scope="module")
def mapper():
    return load_mapper(standards.load("ST0505"))


def shown(mapper, text, writer=None):
    return " ".join(place.excerpt for one in mapper.suggest(text, writer=writer) for place in one.places)


@pytest.mark.parametrize("way", LOGS)
def test_a_line_that_another_leads_is_no_place(way, mapper):
    assert BEN_S in shown(mapper, LOGS[way])

    hers = shown(mapper, LOGS[way], AMY)

    assert BEN_S not in hers
    assert "change request" in hers


@pytest.mark.parametrize("bullet", BULLETS)
def test_nor_is_an_item_of_a_list_whatever_its_bullet(bullet, mapper):
    log = f"{bullet} BH: {BEN_S}\n{bullet} AK: {AMY_S}\n"

    assert BEN_S not in shown(mapper, log, AMY)


def test_nor_does_it_bring_a_ksb_nearer(mapper):
    ranked = {one.code: one.score for one in mapper.rank(LOGS["initials"], writer=AMY)}
    alone = {one.code: one.score for one in mapper.rank(f"09:20 AK: {AMY_S}")}

    assert ranked == alone


@pytest.mark.parametrize("writer", [None, "", "Cara Doe", "山田"])
@pytest.mark.parametrize("way", LOGS)
def test_where_no_leader_is_the_writer_s_all_lines_are(way, writer, mapper):
    assert mapper.suggest(LOGS[way], writer=writer) == mapper.suggest(LOGS[way])


@pytest.mark.parametrize("label", LABELS)
def test_what_leads_a_line_and_is_nobody_s_name_leaves_it_hers(label, mapper):
    log = f"AK: {AMY_S}\n{label}: {BEN_S}\nBH: {BEN_S}\n"

    assert f"{label}: {BEN_S}" in shown(mapper, log, AMY)


def test_capitals_that_the_text_speaks_of_as_a_thing_are_nobody_s_initials(mapper):
    log = f"AK: {AMY_S}\nQXZ: {BEN_S}\n"

    assert BEN_S not in shown(mapper, log, AMY)
    assert BEN_S in shown(mapper, f"{log}Later I moved the QXZ.\n", AMY)


def test_below_a_title_with_her_name_a_table_of_those_whom_she_helped_is_hers(mapper):
    table = f"Amy Kerr – evidence 3\nPriya\t{AMY_S}\nBen\t{BEN_S}\n"

    assert mapper.suggest(table, writer=AMY) == mapper.suggest(table)


def test_what_goes_on_below_another_s_line_is_his_and_what_stands_apart_is_hers(mapper):
    log = f"AK: hello\nBH: hello\n  {BEN_S}\n"

    assert BEN_S not in shown(mapper, log, AMY)
    assert BEN_S in shown(mapper, log.replace("\n  ", "\n"), AMY)
    assert BEN_S in shown(mapper, log.replace("\n  ", "\n\n  "), AMY)


def test_each_paragraph_of_a_document_may_be_a_passage(mapper):
    chat = [(line, f"paragraph {n}") for n, line in enumerate(LOGS["a chat"].split("\n"), start=1) if line]

    assert BEN_S not in shown(mapper, chat, AMY)


def asked(text, kind="evidence", writer=""):
    return [(one.rule, one.excerpt) for one in check_language(text, kind, writer).findings]


BEN_ON_HIMSELF = "I felt really proud of how I handled it."
AMY_ON_HERSELF = "I should have asked for help sooner."
MINUTES = f"Ben: {BEN_ON_HIMSELF}\nAmy: I fitted the switch by the door. {AMY_ON_HERSELF}\nBen: ring 07700 900123.\n"


def test_what_another_says_of_himself_is_not_asked_of_her():
    said = [excerpt for rule, excerpt in asked(MINUTES) if rule is LanguageRule.REFLECTIVE]
    hers = [excerpt for rule, excerpt in asked(MINUTES, writer=AMY) if rule is LanguageRule.REFLECTIVE]

    assert any(BEN_ON_HIMSELF in excerpt for excerpt in said)
    assert hers == [AMY_ON_HERSELF]


def test_a_colleague_s_we_is_not_asked_of_her_in_a_report():
    text = "Ben: We moved the whole office in one night.\nAmy: Labels are on each cable.\n"

    assert LanguageRule.WE_WITHOUT_I in dict(asked(text, "report"))
    assert LanguageRule.WE_WITHOUT_I not in dict(asked(text, "report", AMY))


def test_personal_data_is_found_in_everybody_s_lines():
    assert (LanguageRule.PERSONAL_DATA, "07700 900123") in asked(MINUTES, writer=AMY)


def test_the_command_asks_nothing_of_what_others_say(tmp_path, capsys):
    (tmp_path / "minutes.txt").write_text(MINUTES, encoding="utf-8")

    main(["language", str(tmp_path / "minutes.txt"), "--writer", AMY])

    printed = capsys.readouterr().out
    assert AMY_ON_HERSELF in printed
    assert BEN_ON_HIMSELF not in printed


def test_the_command_is_told_whose_text_it_is(tmp_path, capsys):
    log = tmp_path / "log.txt"
    log.write_text(LOGS["initials"], encoding="utf-8")

    assert main(["suggest", str(log), "--standard", "ST0505", "--writer", AMY]) == 0

    assert BEN_S not in capsys.readouterr().out


def test_a_line_far_longer_than_a_name_is_looked_at_only_as_far_as_a_name_goes(mapper):
    log = f"BH: {BEN_S} {'and on ' * 2_000}\nAK: {AMY_S}\n{'A ' * 20_000}\n{'Ab-' * 20_000}: x\n"

    assert BEN_S not in shown(mapper, log, AMY)
