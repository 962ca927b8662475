"""What the texts of a piece suggest, and what it leaves alone."""

from flask.testing import FlaskClient

from foundation.database import db
from ksb_mapper import Feedback, load_mapper
from portfolio.models import EvidenceText, KsbLink, LinkState, Origin, TextSource
from portfolio.reading import MOST_SUGGESTIONS
from portfolio.suggesting import refresh_suggestions
from tests.portfolio.conftest import Desk, upload

TEXTS = (
    "I replaced the switch in the comms room and labelled the cables. I wrote the change record afterwards.",
    "I deleted the accounts of leavers after 30 days, as our policy asks. I recorded each on the list.",
    "I moved the shared drive to SharePoint. I explained the new folders to four colleagues.",
    "I restored the database from the backup. I told the office manager what I had found and when.",
    "I checked the power readings before and after, and shared the figures with the facilities team.",
)


def suggestion(code: str, score: float, excerpt: str = "the words") -> dict[str, object]:
    return {
        "code": code,
        "score": score,
        "excerpt": excerpt,
        "locator": "line 1",
        "passage": 0,
        "start": 0,
    }


def say(desk: Desk, item_id: int, *suggestions: dict[str, object], card: bool = False) -> None:
    """The file of the piece, or its card, suggests these and nothing else."""
    with desk.piece(item_id) as item:
        source = TextSource.CARD if card else TextSource.FILE
        text = next((one for one in item.texts if one.source is source), None)
        if text is None:
            document = {"media_type": "text/plain", "passages": []}
            text = EvidenceText(
                item_id=item.id, source=source, document=document, language=[], suggestions=[]
            )
            db.session.add(text)
        text.suggestions = list(suggestions)
        db.session.flush()
        refresh_suggestions(item)


def links_of(desk: Desk, item_id: int) -> dict[str, KsbLink]:
    with desk.piece(item_id) as item:
        return {link.code: link for link in item.links}


def test_what_is_suggested_waits_for_an_answer_with_the_very_words(desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    say(desk, item_id, suggestion("K8", 0.9, "checked the kernel"))
    link = links_of(desk, item_id)["K8"]
    assert (link.state, link.origin, link.excerpt) == (
        LinkState.OPEN,
        Origin.SUGGESTED,
        "checked the kernel",
    )


def test_what_is_suggested_no_more_disappears_unless_she_has_answered(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    say(desk, item_id, suggestion("K8", 0.9), suggestion("K7", 0.8), suggestion("K12", 0.7))
    amira.post(f"/portfolio/{item_id}/links/K8", data={"decision": "yes"})
    amira.post(f"/portfolio/{item_id}/links/K7", data={"decision": "no"})
    say(desk, item_id)
    links = links_of(desk, item_id)
    assert {code: link.state for code, link in links.items()} == {
        "K8": LinkState.ACCEPTED,
        "K7": LinkState.REJECTED,
    }


def test_what_she_rejected_is_never_asked_again(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    say(desk, item_id, suggestion("K8", 0.5))
    amira.post(f"/portfolio/{item_id}/links/K8", data={"decision": "no"})
    say(desk, item_id, suggestion("K8", 0.99, "far better words"))
    link = links_of(desk, item_id)["K8"]
    assert (link.state, link.excerpt) == (LinkState.REJECTED, "the words")


def test_what_she_accepted_keeps_its_words_when_better_ones_come(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    say(desk, item_id, suggestion("K8", 0.5))
    amira.post(f"/portfolio/{item_id}/links/K8", data={"decision": "yes"})
    say(desk, item_id, suggestion("K8", 0.99, "far better words"))
    assert links_of(desk, item_id)["K8"].excerpt == "the words"


def test_the_file_speaks_before_the_card_about_it(desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    say(desk, item_id, suggestion("K8", 0.99, "words of the card"), card=True)
    say(desk, item_id, suggestion("K8", 0.2, "words of the file"))
    assert links_of(desk, item_id)["K8"].excerpt == "words of the file"


def test_only_as_many_are_asked_as_anybody_reads(desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    with desk.look() as own:
        method = own.standard.portfolio
        assert method is not None
        codes = method.ksbs[: MOST_SUGGESTIONS + 4]
    say(desk, item_id, *(suggestion(code, 1 - place / 100) for place, code in enumerate(codes)))
    assert set(links_of(desk, item_id)) == set(codes[:MOST_SUGGESTIONS])


def test_a_file_that_is_taken_out_suggests_nothing_and_again_when_it_is_back(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    asked = set(links_of(desk, item_id))
    assert asked
    file_id = desk.file_of(item_id)
    upload(amira, f"/portfolio/{item_id}/files", ("other.txt", b"Nothing that tells."))
    desk.work()
    amira.post(f"/portfolio/files/{file_id}/delete")
    assert links_of(desk, item_id) == {}
    amira.post(f"/portfolio/files/{file_id}/restore")
    assert set(links_of(desk, item_id)) == asked


def test_the_same_words_are_not_asked_about_again_in_another_piece(amira: FlaskClient, desk: Desk) -> None:
    first = desk.add(content=b"Nothing that tells.")
    say(desk, first, suggestion("K8", 0.9, "Northgate IT support"))
    amira.post(f"/portfolio/{first}/links/K8", data={"decision": "no"})
    second = desk.add("other.txt", b"Nothing that tells either.")
    say(desk, second, suggestion("K8", 0.9, "Northgate  IT\nsupport"), suggestion("K7", 0.8))
    assert set(links_of(desk, second)) == {"K7"}
    say(desk, second, suggestion("K8", 0.9, "checked the kernel"))
    assert set(links_of(desk, second)) == {"K8"}, "other words may well show it"


def test_what_she_rejected_takes_no_place_from_what_she_was_not_asked_yet(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    with desk.look() as own:
        codes = own.standard.evidenced.ksbs[: MOST_SUGGESTIONS + 1]
    every = [suggestion(code, 1 - place / 100) for place, code in enumerate(codes)]
    say(desk, item_id, *every)
    assert codes[-1] not in links_of(desk, item_id)
    amira.post(f"/portfolio/{item_id}/links/{codes[0]}", data={"decision": "no"})
    assert codes[-1] in links_of(desk, item_id)


def test_what_she_accepted_on_one_piece_is_looked_for_more_eagerly_in_the_next(
    amira: FlaskClient, desk: Desk
) -> None:
    text, code = _found_only_when_accepted_before(desk)
    before = desk.add("before.txt", text.encode())
    assert code not in links_of(desk, before)
    first = desk.add("first.txt", b"Nothing that tells.")
    amira.post(f"/portfolio/{first}/links", data={"code": code, "locator": "line 1"})
    after = desk.add("after.txt", text.encode())
    assert links_of(desk, after)[code].state is LinkState.OPEN


def _found_only_when_accepted_before(desk: Desk) -> tuple[str, str]:
    """A text and a KSB that lies between the two bars, whatever the mapper's weights are today."""
    with desk.look() as own:
        standard = own.standard
    mapper, method = load_mapper(standard), standard.evidenced
    every = Feedback(accepted=frozenset(method.ksbs))
    for text in TEXTS:
        shy = [one.code for one in mapper.suggest(text, method=method.id)]
        eager = [one.code for one in mapper.suggest(text, method=method.id, feedback=every)]
        more = [code for code in eager if code not in shy]
        if more:
            return text, more[0]
    raise AssertionError("No text here lies between the bars: add one that does.")
