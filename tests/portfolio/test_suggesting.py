"""What the texts of a piece suggest, and what it leaves alone."""

from flask.testing import FlaskClient

from foundation.database import db
from portfolio.models import EvidenceText, KsbLink, LinkState, Origin, TextSource
from portfolio.reading import MOST_SUGGESTIONS
from portfolio.suggesting import refresh_suggestions
from tests.portfolio.conftest import Desk, upload


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
