import re

import pytest

from ksb_mapper import LanguageRule, Passage, TextTooLong, Verdict, check_language
from ksb_mapper.language.cues import load_cues

RECORD = (
    "On 3 March I replaced the failed switch in cabinet B and moved its 18 leads across. "
    "I tested failover by pulling the uplink, and the phones came back within four seconds. "
    "The change was closed the same afternoon."
)
REFLECTION = (
    "Looking back, I learned a lot from this job. I felt nervous at first and I struggled with the cabling. "
    "Next time I would plan it differently."
)
SELF_ASSESSMENT = (
    "I would rate myself 8 out of 10 in networking. I have a good understanding of VLANs and I am confident with "
    "switches."
)


def rules_in(text, kind="evidence"):
    return [finding.rule for finding in check_language(text, kind).findings]


def test_a_first_person_factual_write_up_passes():
    report = check_language(RECORD)

    assert report.verdict is Verdict.RECORD
    assert report.findings == ()
    assert report.score < 0.1


def test_a_reflection_is_named_and_its_sentences_are_marked():
    report = check_language(REFLECTION)

    assert report.verdict is Verdict.REFLECTIVE
    assert report.score > 0.5
    assert [finding.excerpt for finding in report.findings] == [
        "Looking back, I learned a lot from this job.",
        "I felt nervous at first and I struggled with the cabling.",
        "Next time I would plan it differently.",
    ]
    assert {finding.rule for finding in report.findings} == {LanguageRule.REFLECTIVE}


def test_rating_oneself_is_self_assessment():
    report = check_language(SELF_ASSESSMENT)

    assert report.verdict is Verdict.SELF_ASSESSMENT
    assert {finding.rule for finding in report.findings} == {LanguageRule.SELF_ASSESSMENT}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("A good day. Got lots done.", Verdict.REFLECTIVE),
        ("A slow week, and I was glad when it was over.", Verdict.REFLECTIVE),
        ("I am good with cables and better with people.", Verdict.SELF_ASSESSMENT),
        ("Able to take a job from quote to finish without help.", Verdict.SELF_ASSESSMENT),
        (f"{SELF_ASSESSMENT} I felt nervous at first.", Verdict.SELF_ASSESSMENT),
        (f"{REFLECTION} I am a quick learner.", Verdict.REFLECTIVE),
    ],
)
def test_the_verdict_is_what_most_of_the_findings_say(text, verdict):
    rules = rules_in(text)

    assert check_language(text).verdict is verdict
    assert 2 * rules.count(verdict.value) >= len(rules) > 0


@pytest.mark.parametrize(
    "text",
    [
        "The feedback was positive: 9 out of 10 on average from 31 users.",
        "Enjoyable quote? No: customer declined on price.",
    ],
)
def test_what_no_sentence_can_be_shown_for_is_a_record(text):
    report = check_language(text)

    assert report.verdict is Verdict.RECORD
    assert report.score < 0.5
    assert report.findings == ()


def test_the_message_asks_what_was_done_and_never_writes_it():
    (finding, *_) = check_language("I felt proud of the new network.").findings

    assert finding.message == (
        "This says how it was for you. Your assessor looks for what you did. "
        "What did you do, and how could somebody else see that it worked?"
    )


def test_every_message_says_what_was_found_asks_and_is_short():
    for name, message in load_cues().messages.items():
        sentences = [part for part in re.split(r"(?<=[.?!]) ", message) if part]

        assert any(part.endswith("?") for part in sentences), name
        assert len(message.split()) <= 35, name
        assert max(len(part.split()) for part in sentences) <= 22, name
        assert not re.search(r"\b(?:must|should|wrong|error|never|fail)", message), name


@pytest.mark.parametrize(
    "name", ["learnt", "hindsight", "felt", "writer", "rated", "not_yet_done", "opinion", "we_without_i"]
)
def test_a_message_about_the_work_asks_what_was_done_and_what_came_of_it_and_puts_no_word_in_her_mouth(name):
    message = load_cues().messages[name]

    assert re.search(r"What did you (?:do|see)|What did you do there", message)
    assert re.search(r"what came of it\?|see that it worked\?", message)
    assert not re.search(r"\bsay\b (?:“|which)|“I\b|for example|instead", message)


def test_a_report_is_never_checked_for_reflection():
    report = check_language(REFLECTION, "report")

    assert report.verdict is Verdict.RECORD
    assert report.findings == ()


def test_a_witness_is_checked_for_opinion_not_for_the_first_person():
    observed = (
        "On 3 March I watched her replace the switch in cabinet B. I saw the phones come back at 14:05."
    )
    opinion = "She is hard-working and a pleasure to work with."

    report = check_language(f"{observed} {opinion}", "witness")

    assert [(finding.rule, finding.excerpt) for finding in report.findings] == [
        (LanguageRule.OPINION, opinion)
    ]
    assert check_language(REFLECTION, "witness").verdict is Verdict.RECORD


def test_opinion_about_a_colleague_is_not_sought_in_evidence():
    assert LanguageRule.OPINION not in rules_in("My manager is hard-working.")


def test_we_is_asked_about_where_no_i_is_near():
    text = "The office moved in May. We installed the switches. The phones followed a week later."

    (finding,) = check_language(text).findings

    assert (finding.rule, finding.excerpt) == (LanguageRule.WE_WITHOUT_I, "We installed the switches.")
    assert finding.message.startswith("Who is “we”?")


@pytest.mark.parametrize(
    "text",
    [
        "We installed the switches, of which I fitted six.",
        "I planned the move. We installed the switches.",
        "We installed the switches. My part was the second floor.",
        "The week was short.",
    ],
)
def test_we_with_i_beside_it_is_no_finding(text):
    assert LanguageRule.WE_WITHOUT_I not in rules_in(text)


def test_i_in_the_paragraph_before_answers_for_we():
    passages = [("I planned the move.", "paragraph 1"), ("We installed the switches.", "paragraph 2")]

    assert check_language(passages).findings == ()


def test_we_two_paragraphs_from_the_last_i_is_asked_about_where_it_stands():
    report = check_language(
        [("I planned the move.", "a"), ("It was in May.", "b"), ("We fitted the leads.", "c")]
    )

    (finding,) = report.findings
    assert (finding.rule, finding.passage, finding.locator) == (LanguageRule.WE_WITHOUT_I, 2, "c")


def test_personal_data_is_found_in_every_kind_of_text():
    for kind in ("evidence", "witness", "report"):
        assert rules_in("Written to jo.lamb@example.org on Monday.", kind) == [LanguageRule.PERSONAL_DATA]


def test_excerpt_and_offsets_agree_in_every_finding():
    passages = [
        Passage(f"Title\n\n{RECORD}\n\n{REFLECTION}", "page 1"),
        Passage(f"{SELF_ASSESSMENT} Ring 01632 960123. We left.", None),
    ]

    report = check_language(passages)

    assert {finding.passage for finding in report.findings} == {0, 1}
    for finding in report.findings:
        text = passages[finding.passage].text
        assert text[finding.start : finding.end] == finding.excerpt
        assert finding.locator == passages[finding.passage].locator
        assert 0 < finding.confidence <= 1


@pytest.mark.parametrize(
    "listing",
    [
        "```\nprint('I learned a lot and I feel happy')\n```",
        "2026-03-03 10:42:13 INFO I learned a lot and I feel happy",
        "ERROR I felt nervous looking back",
        "$ echo I learned a lot and I feel happy",
        'log.info("I learned a lot");',
    ],
)
def test_code_and_logs_are_not_read_as_sentences(listing):
    assert check_language(listing).findings == ()


def test_code_is_still_searched_for_keys():
    assert rules_in("```\npassword = 'Tr0ub4dor&3'\n```") == [LanguageRule.PERSONAL_DATA]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00\x07", "🙂", "ok", "שלום"])
def test_a_text_without_a_sentence_is_a_record_without_findings(text):
    report = check_language(text)

    assert (report.verdict, report.findings) == (Verdict.RECORD, ())
    assert report.score < 0.1


def test_a_text_past_the_limit_is_refused():
    with pytest.raises(TextTooLong):
        check_language("word " * 200_001)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="diary"):
        check_language("Text.", "diary")


@pytest.mark.parametrize(
    "text",
    [
        "Next month I will migrate the shared drive.",
        "I'm going to test the failover.",
        "We are planning to replace the core switch, and I wrote the order.",
        "The next step is to roll out the agent.",
    ],
)
def test_what_is_still_to_be_done_is_asked_about_in_evidence_and_changes_no_verdict(text):
    report = check_language(f"I labelled the leads. {text}")

    assert [(finding.rule, finding.excerpt) for finding in report.findings] == [
        (LanguageRule.NOT_YET_DONE, text)
    ]
    assert report.verdict is Verdict.RECORD
    assert LanguageRule.NOT_YET_DONE not in rules_in(text, "report")


@pytest.mark.parametrize(
    "text",
    [
        "I told her that I will be able to see it in the log.",
        "The agent will restart the service when it stops.",
        "I set the alarm so that the desk will see it.",
        "I planned the move and moved the drive in May.",
    ],
)
def test_what_a_thing_will_do_is_no_finding(text):
    assert rules_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ich habe den neuen Server im Keller installiert und mit dem Netzwerk verbunden, danach wurde er geprüft.",
        "J'ai installé le serveur dans la salle et nous avons testé la sauvegarde avec les utilisateurs.",
        "Serwer jest podłączony przez nowy przełącznik oraz nie jest wolny, jak był, ale kopia się nie udała.",
        "Я установил новый сервер в подвале и подключил его к сети, затем проверил копию и записал.",
        "قمت بتركيب الخادم الجديد في الطابق السفلي وربطته بالشبكة ثم اختبرت النسخة الاحتياطية وسجلت النتيجة",
    ],
)
def test_another_language_is_named_as_such(text):
    assert LanguageRule.NOT_ENGLISH in rules_in(text)


@pytest.mark.parametrize(
    "text",
    [
        RECORD,
        "- VLAN 10\n- VLAN 20\n- Cisco 2960\n- Cat6\n- HP EliteBook\n- Dell dock\n- Fluke\n- UPS",
        "Danke",
    ],
)
def test_english_and_bare_lists_are_not(text):
    assert LanguageRule.NOT_ENGLISH not in rules_in(text)


def test_one_of_the_best_is_an_opinion_of_a_witness():
    assert rules_in("Sam is one of the best apprentices I've had.", "witness") == [LanguageRule.OPINION]
    assert rules_in("Sam trained four apprentices on 3 May.", "witness") == []


@pytest.mark.parametrize(
    "text",
    [
        "I intend to retest on Monday.",
        "I intend to replace the cable on Friday.",
        "I hope to test it again soon.",
    ],
)
def test_what_is_meant_to_be_done_is_still_to_come_and_no_reflection(text):
    report = check_language(text)

    assert report.verdict is Verdict.RECORD
    assert [finding.rule for finding in report.findings] == [LanguageRule.NOT_YET_DONE]


def test_what_is_meant_beside_a_lesson_leaves_it_a_reflection():
    text = "I intend to retest on Monday. I learned that I rush when I feel watched, and I need to slow down."

    assert check_language(text).verdict is not Verdict.RECORD


@pytest.mark.parametrize(
    "text",
    [
        "The migration is booked for next week.",
        "Training is due to start in March.",
        "They will be swapped next month.",
        "It'll be patched on Friday.",
        "I should complete this by Monday.",
        "Once signed off, the old drive will be wiped.",
        "To do: update the asset list",
    ],
)
def test_what_is_booked_due_or_on_a_list_is_still_to_come(text):
    assert LanguageRule.NOT_YET_DONE in rules_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The migration was booked for the week after.",
        "The rent is due in March.",
        "The upgrade is due on Tuesday every week.",
        "The old drives were wiped once approved.",
        "The user said it should be done by Monday, and I had it done by noon.",
        "The to-do list was empty.",
        "I should have finished this sooner.",
    ],
)
def test_what_is_due_each_week_or_was_done_is_not(text):
    assert LanguageRule.NOT_YET_DONE not in rules_in(text)


@pytest.mark.parametrize(
    "said",
    ["{} is meticulous.", "{} is reliable.", "{} is competent with the ledger.", "{} deserves to pass."],
)
@pytest.mark.parametrize("who", ["Amy", "Tom", "He"])
def test_a_witness_s_opinion_is_one_by_name_as_by_pronoun(said, who):
    assert rules_in(said.format(who), "witness") == [LanguageRule.OPINION]


@pytest.mark.parametrize(
    "text",
    [
        "Amy is based in Leeds.",
        "Tom is an apprentice in our team.",
        "Tom has fitted 24 switches on the second floor.",
        "Cisco is reliable.",
    ],
)
def test_where_somebody_works_and_what_he_did_is_no_opinion_by_name(text):
    assert LanguageRule.OPINION not in rules_in(text, "witness")
