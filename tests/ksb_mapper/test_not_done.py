"""What was forgotten, not done, still to come or a courtesy shows no KSB, though it holds the KSB's words."""

import pytest

import standards
from ksb_mapper import load_mapper
from ksb_mapper.mapping.not_done import not_done

NOT_DONE = [
    "I forgot to raise a change request.",
    "I did not test the backup and had no rollback plan.",
    "Nobody told me about GDPR.",
    "Nobody had explained GDPR to me.",
    "Forgot to take a snapshot, had to redo it.",
    "I didn't document the network diagram because I ran out of time.",
    "I hadn't checked the firewall rules before the change.",
    "I have not used Power BI yet.",
    "We had no test plan.",
    "I should have raised a change request.",
    "I skipped the test plan.",
    "I forgot to encrypt the laptop, so the manager told me off.",
    "I never wrote a test plan.",
    "Nobody wrote a test plan.",
    "No test plan was written.",
    "No change request was ever raised with the CAB.",
    "The team has not written a test plan.",
    "My colleagues had not tested the backup.",
    "The test plan was missing.",
    "The test plan was never written.",
    "I must write a test plan.",
    "I should document the firewall rules.",
]
STILL_TO_COME = [
    "Will email the client.",
    "I plan to configure the firewall on Monday.",
    "I still need to write the test plan.",
    "Looking forward to the cloud project",
    "To do: raise a change request and test the rollback plan.",
]
COURTESIES = [
    "Dear all, please find attached the agenda.",
    "Thanks for the call, I will email the client tomorrow.",
    "Let me know if you need the network diagram.",
    "Could you chase the supplier about the firewall?",
]
DONE = {
    "I did not close the ticket until the user had confirmed that the VPN worked.": "S12",
    "I found that nobody had documented the VLANs, so I drew them in a network diagram.": "S5",
    "I upgraded the hypervisor without downtime.": "S7",
    "The user could not log in, so I reset her password in Active Directory.": "K11",
    "I did not open the attachment and reported the phishing mail to the security team.": "K19",
    "I did not use the public cloud because the data must stay in the UK under GDPR.": "K9",
    "I forgot to raise a change request, so I raised one afterwards and told the CAB.": "K17",
    "I did not trust the default configuration, so I changed the default password on the router.": "K12",
    "Hi Sam, I have raised a change request and attached the rollback plan.": "K17",
    "Thanks to the new firewall rule, which I wrote and tested, the phishing site was blocked.": "K19",
    "I wrote the test plan, but I did not test the printers.": "K16",
    "The supplier had not documented the VLANs, so I drew a network diagram of them.": "S5",
    "No test plan was written for the old site, so I wrote one and tested the printers by it.": "K16",
    "The test plan was not finished, so I finished it and tested the restore by it.": "K16",
    "The change request was missing a rollback plan, so I wrote it and raised the change again.": "K17",
}
NO_DEED_LEFT_UNDONE = [
    "I migrated the database to the new server and no data was lost.",
    "I not only patched the servers but also documented the change.",
    "There was no downtime.",
    "The laptop did not start after the update.",
    "I did not share the password with anybody.",
    "No tests failed when I ran the test plan.",
    "No errors were logged after the patch.",
    "The server had not backed up since May.",
    "The tests were not slow.",
]


@pytest.fixture(scope="module")
def mapper():
    return load_mapper(standards.load("ST0505"))


@pytest.mark.parametrize("sentence", [*NOT_DONE, *STILL_TO_COME, *COURTESIES])
def test_what_was_not_done_shows_nothing(sentence, mapper):
    assert [one.code for one in mapper.suggest(sentence)] == []


@pytest.mark.parametrize(("sentence", "code"), DONE.items())
def test_what_was_done_for_want_of_something_shows_it(sentence, code, mapper):
    assert code in [one.code for one in mapper.suggest(sentence)]


@pytest.mark.parametrize("sentence", NO_DEED_LEFT_UNDONE)
def test_a_no_about_something_else_leaves_nothing_undone(sentence):
    assert not_done(sentence) == ()


def test_only_the_clause_that_was_not_done_is_set_aside():
    sentence = "I reset the printer but forgot to raise a change request, so the manager rang."

    ((start, end),) = not_done(sentence)

    assert sentence[start:end].strip(" ,") == "but forgot to raise a change request"


def test_the_deed_is_the_place_where_the_same_text_tells_of_a_lapse_first(mapper):
    text = "I forgot to raise a change request. On Monday I raised the change request and attached the back-out plan."

    shown = {one.code: one for one in mapper.suggest(text)}

    assert shown["K17"].excerpt.startswith("On Monday")
    assert all("forgot" not in place.excerpt for place in shown["K17"].places)
