"""A sentence that shows a KSB plainly shows it among others too; a text about something else shows none."""

import pytest

import standards
from ksb_mapper import load_mapper

PLAIN = {
    "Every laptop we retire is wiped to the standard our data protection policy asks for.": "K18",
    "I wrote a step by step guide with screenshots and put it in the knowledge base.": "S11",
    "I did a DSE risk assessment of her desk and ordered a footrest.": "K20",
    "I booked myself on the CCNA course and passed the exam in May.": "S15",
    "I installed the new SSD and put Windows 11 on it from the USB stick.": "S7",
    "The access point hung off a PoE switch, and the router handed out the addresses.": "K10",
    "I raised a change request with a back-out plan and took it to the CAB.": "K17",
    "I explained it to the receptionist without jargon and sent the engineers the full trace.": "S14",
    "The phishing mail had a lookalike domain, so I blocked it and reset her password and MFA.": "K19",
    "We moved the shared files from the old server to SharePoint, which is software as a service.": "K9",
    "I ran the user acceptance test with three clerks and then a load test with two hundred sessions.": "K15",
    "I wrote a test plan with twelve cases, each with its expected result.": "K16",
    "I refused to give him her address because the GDPR does not allow it.": "S13",
    "I set the monitors to sleep after ten minutes, which saves electricity and so carbon.": "K21",
    "I sent the old printers to be refurbished rather than to landfill.": "B5",
    "We worked in two-week sprints with a Kanban board and a daily stand-up.": "K3",
    "I asked the client what she needed the report to show and wrote the requirements down.": "S2",
    "I tried a chatbot on the FAQ and checked for bias in what it answered.": "K14",
    "Records older than seven years are archived and then destroyed.": "K13",
    "I still look after the old Windows 7 till software and keep it inside the four hour SLA.": "S12",
}
"""Twenty sentences, each with the KSB it shows."""

OF_THE_DAY = (
    "On Monday the van came late and I unloaded eleven boxes at the back door.",
    "The meeting room on the second floor had no chairs left by nine.",
    "My colleague was on leave that week, so there were only two of us.",
    "I had a cup of tea with the caretaker and he showed me where the keys hang.",
    "It took about forty minutes from the station to the Bradford office.",
    "Lunch was in the canteen and we came back at half past one.",
    "The lift was broken, so everything went up by the stairs.",
    "In the afternoon the accounts team rang about the drawer of the filing cabinet.",
    "The warehouse was cold and the lights at the far end were off.",
    "Janet signed the delivery note and took the blue copy.",
    "I parked behind the loading dock because the front was full.",
    "By four o'clock the rain had stopped and we went home at five.",
)
OF_THE_DESK = (
    "On Tuesday I took the call and logged it as INC0048213 with priority two.",
    "I pinged the file server from my desk and got no reply.",
    "The print spooler had stopped, so I restarted it and cleared the queue.",
    "I rang the user back and she confirmed that she could print again.",
    "I joined the laptop to the domain and mapped the finance drive.",
    "The SQL database opened and the row counts matched the live table.",
    "I read the event log and found the disk errors at 03:12.",
    "The service manager asked for the figures by Friday.",
    "I set up her mailbox and added her to the sales group.",
    "The cable tester showed a break in pair three, so I crimped a new plug.",
    "I unlocked his account and he signed in at the second try.",
    "The monitor flickered until I swapped the HDMI lead.",
)
NOT_OF_WORK = (
    "The cat slept on the washing machine all morning.",
    "My grandfather kept bees at the end of the orchard.",
    "We queued an hour for the roller coaster.",
    "She knitted a scarf for each of her nephews.",
    "The referee sent two players off before half time.",
    "I cooked pasta with tomatoes and basil for six people.",
    "The tide was out so we walked across to the island.",
    "He plays the drums in a band with his cousins.",
    "My bicycle had a puncture on the way to the market.",
    "The library closes early on Wednesdays.",
    "Our neighbours moved to Spain and sold the house.",
    "The bride arrived late because of the traffic.",
    "I planted a pear tree for my mother's birthday.",
    "The baker on the corner has stopped making rye bread.",
    "They watched the fireworks from the bridge.",
    "My niece started primary school in September.",
    "The ferry was cancelled because of the storm.",
    "He broke his wrist when he fell off the ladder.",
    "I read a long novel about a lighthouse keeper.",
    "The swimming pool was too cold for the children.",
)
"""Written after the bar on what a text holds was set."""

MAIL = """From: Amira Khan
To: Janet Holroyd
Subject: Network switch and router in the warehouse, installing and configuring them
Date: Tue, 4 Jun 2024 09:12

Hi Janet,

I fitted the network switch by bay 40 and gave the scanners their own VLAN.

Amira
"""


@pytest.fixture(scope="module")
def mapper():
    return load_mapper(standards.load("ST0505"))


def among(sentence, others, turn):
    """The sentence among five to seven others, each time others and at another place."""
    around = [others[(turn * 5 + step) % len(others)] for step in range(5 + turn % 3)]
    around.insert(turn % (len(around) + 1), sentence)
    return " ".join(around)


def found(mapper, others):
    return sum(
        code in {one.code for one in mapper.suggest(among(sentence, others, turn))}
        for turn, (sentence, code) in enumerate(PLAIN.items())
    )


def test_a_sentence_that_shows_a_ksb_plainly_shows_it_among_those_of_an_ordinary_day(mapper):
    assert found(mapper, OF_THE_DAY) >= 17


def test_a_sentence_that_shows_a_ksb_plainly_shows_it_among_those_of_other_jobs(mapper):
    assert found(mapper, OF_THE_DESK) >= 17


def test_the_sentence_that_shows_it_is_the_place_and_its_score_is_not_that_of_the_whole(mapper):
    sentence = "Retention was set to 90 days to match the company's GDPR policy."
    text = " ".join((*OF_THE_DESK[:6], sentence))

    (one,) = [one for one in mapper.suggest(text) if one.code == "K18"]

    assert one.excerpt == sentence
    assert one.score > {ranked.code: ranked.score for ranked in mapper.rank(text)}["K18"]


def test_suggestions_come_best_first_whether_by_the_whole_or_by_a_sentence(mapper):
    for turn, sentence in enumerate(PLAIN):
        scores = [one.score for one in mapper.suggest(among(sentence, OF_THE_DESK, turn))]

        assert scores == sorted(scores, reverse=True)


def test_one_everyday_word_of_a_statement_suggests_nothing(mapper):
    suggested = [text for text in NOT_OF_WORK if mapper.suggest(text)]

    assert len(suggested) <= 2, suggested


@pytest.mark.parametrize(
    "text",
    [
        "I sold all twelve and gave the money to the lifeboat charity.",
        "They were scared of the new system.",
        "The football team won three nil and I scored twice.",
        "He worked well under pressure when the line went down.",
        "On Saturday I baked twelve scones for the village fete. The oven was at 200 degrees. I sold all twelve "
        "and gave the money to the lifeboat charity. Then I mended the garden fence and painted it green.",
    ],
)
def test_a_text_about_something_else_suggests_nothing(text, mapper):
    assert mapper.suggest(text) == []


def test_the_head_of_a_mail_is_never_the_place(mapper):
    places = [place.excerpt for one in mapper.suggest(MAIL) for place in one.places]

    assert "I fitted the network switch by bay 40 and gave the scanners their own VLAN." in places
    assert not [place for place in places if place in MAIL.split("\n\n")[0]]


def test_what_only_the_head_of_a_mail_speaks_of_is_not_suggested(mapper):
    assert (
        mapper.suggest("Subject: Network switch and router, installing and configuring network devices\n")
        == []
    )


def test_where_a_text_comes_near_to_no_ksb_the_nearest_and_those_about_as_near_are_shown(mapper):
    """A note of a desk is short, and little of it is of the trade."""
    text = (
        "Old tablets: 14 still hold charge, wiped and lent to reception for sign in. "
        "6 dead ones to the WEEE cage. Saved buying new, about 2k."
    )

    first, *others = mapper.suggest(text)

    assert first.code == mapper.rank(text)[0].code == "S4"
    assert first.score < 0.15
    assert len(others) <= 2


def test_a_suggestion_scores_as_rank_does_or_higher_where_a_sentence_shows_it_by_itself(mapper):
    higher = 0
    for sentence in PLAIN:
        for others in (OF_THE_DAY, ()):
            text = " ".join([*others[:6], sentence, *others[6:]])
            ranked = {one.code: one.score for one in mapper.rank(text)}
            for one in mapper.suggest(text):
                assert one.score >= ranked[one.code]
                higher += one.score > ranked[one.code]
                # What has no others around it is the whole.
                assert others or one.score == ranked[one.code]

    assert higher >= len(PLAIN) // 4
