"""The one most useful next step, on plain facts."""

from dataclasses import replace

from home.next_step import Act, Facts, GapFact, MustFact, PieceFact, Signed, next_step
from sign_off.state import ReviewState

FACTS = Facts(tutor="Ben", employer="Dana")
GAP = GapFact("Sustainability", ["K21", "S4"], "Have you recycled old machines?")
LONG = MustFact(
    "Your clips run 10:42; the limit is 10:00", "42 seconds must go.", "Go to your clips", "/video"
)
DRAFT = PieceFact(1, "Leavers", ReviewState.DRAFT, mapped=["K13"])
UNDECIDED = PieceFact(2, "Runbook", ReviewState.DRAFT, to_decide=["K8", "K12"])
UNMAPPED = PieceFact(3, "Disk use", ReviewState.DRAFT)
BACK = PieceFact(4, "Patching", ReviewState.RETURNED, mapped=["K8"], asked="Say when.")
SENT = PieceFact(5, "Switch", ReviewState.SENT, mapped=["K10"])
ACCEPTED = PieceFact(6, "Laptops", ReviewState.ACCEPTED, mapped=["K7"])


def test_without_a_piece_the_step_is_to_add_one() -> None:
    step = next_step(replace(FACTS, gap=GAP))
    assert (step.act, step.title) == (Act.ADD, "Add your first piece of evidence")


def test_what_the_plan_forbids_comes_before_what_came_back() -> None:
    step = next_step(replace(FACTS, pieces=[BACK], musts=[LONG]))
    assert (step.act, step.title, step.button, step.url) == (Act.MEND, LONG.title, LONG.fix, "/video")


def test_what_came_back_comes_before_what_is_to_be_decided() -> None:
    step = next_step(replace(FACTS, pieces=[UNDECIDED, BACK]))
    assert (step.act, step.piece_id, step.title) == (Act.ANSWER, 4, "Answer Ben on “Patching”")
    assert step.sentence == "Ben wrote: “Say when.”"


def test_a_piece_that_came_back_with_no_word_says_so() -> None:
    step = next_step(replace(FACTS, pieces=[replace(BACK, asked="")]))
    assert step.sentence == "Ben has sent it back to you."


def test_suggestions_are_decided_before_a_mapped_draft_is_sent() -> None:
    step = next_step(replace(FACTS, pieces=[DRAFT, UNDECIDED]))
    assert (step.act, step.piece_id, step.button) == (Act.DECIDE, 2, "Look at two suggestions")
    assert "seem to show K8 and K12. Look at each" in step.sentence


def test_a_draft_that_shows_nothing_yet_is_mapped_by_hand() -> None:
    step = next_step(replace(FACTS, pieces=[DRAFT, UNMAPPED]))
    assert (step.act, step.piece_id) == (Act.MAP, 3)


def test_a_draft_that_is_still_being_read_is_left_in_peace() -> None:
    reading = replace(UNMAPPED, is_being_read=True)
    assert next_step(replace(FACTS, pieces=[reading])).title == "We are reading what you added"


def test_a_mapped_draft_is_sent_before_a_gap_is_filled() -> None:
    step = next_step(replace(FACTS, pieces=[DRAFT], gap=GAP))
    assert (step.act, step.title) == (Act.SEND, "Send “Leavers” to Ben")
    assert step.sentence.startswith("It shows K13. Ben reads it")


def test_a_gap_is_filled_while_the_rest_is_with_the_tutor() -> None:
    step = next_step(replace(FACTS, pieces=[SENT], gap=GAP))
    assert (step.act, step.title) == (Act.ADD, "Add a piece for Sustainability")
    expected = "Nothing of yours shows K21 or S4 yet. Have you recycled old machines?"
    assert step.sentence == expected


def test_when_everything_is_with_the_tutor_she_waits_and_knows_for_whom() -> None:
    step = next_step(replace(FACTS, pieces=[SENT, ACCEPTED]))
    assert (step.act, step.title) == (Act.LOOK, "You wait for Ben")
    assert step.sentence.startswith("One piece lies with Ben.")


def test_when_everything_is_accepted_she_signs() -> None:
    step = next_step(replace(FACTS, pieces=[ACCEPTED]))
    assert (step.act, step.title) == (Act.SIGN, "Sign that the work is yours")
    assert "Dana signs after you" in step.sentence


def test_when_she_has_signed_she_asks_her_manager_and_then_waits() -> None:
    signed = replace(FACTS, pieces=[ACCEPTED], signed=Signed.APPRENTICE)
    step = next_step(signed)
    assert (step.act, step.title) == (Act.ASK, "Ask Dana to sign")
    assert next_step(replace(signed, asked=True)).title == "You wait for Dana"


def test_a_signature_that_no_longer_counts_is_signed_again() -> None:
    step = next_step(replace(FACTS, pieces=[ACCEPTED], signed=Signed.VOID))
    assert (step.act, step.title) == (Act.SIGN, "Sign the statement again")


def test_when_both_have_signed_she_looks_at_the_gateway() -> None:
    assert next_step(replace(FACTS, pieces=[ACCEPTED], signed=Signed.BOTH)).act is Act.CHECK
