"""A place that she types can be in the piece, or she is told how much there is."""

import pytest

from documents import Document, Passage
from portfolio.models import EvidenceText, ReadState, TextSource
from portfolio.places import doubt_about, why_beyond
from portfolio.rows import FileRow


def a_file(name: str, kind: str, pages: int | None = None, seconds: float | None = None) -> FileRow:
    read = kind not in ("image", "video")
    return FileRow(1, name, ReadState.READ, "", kind, pages, seconds, read, None, False, None, None)


PDF = a_file("runbook.pdf", "document", pages=1)
LONG_PDF = a_file("appendix.pdf", "document", pages=40)
WORD = a_file("notes.docx", "document")
SLIDES = a_file("deck.pptx", "slides", pages=12)
CLIP = a_file("walk.mp4", "video", seconds=250.4)
PHOTO = a_file("rack.png", "image")
MAIL = a_file("thanks.eml", "message")


@pytest.mark.parametrize(
    ("locator", "files", "reason"),
    [
        ("page 9", [PDF], "“runbook.pdf” has 1 page, so there is no page 9. Look again where it shows."),
        ("pp. 1–3", [PDF], "“runbook.pdf” has 1 page, so there is no page 3. Look again where it shows."),
        ("page 0", [PDF], "“runbook.pdf” has 1 page, so there is no page 0. Look again where it shows."),
        (
            "Slide 30, the rack",
            [SLIDES],
            "“deck.pptx” has 12 slides, so there is no slide 30. Look again where it shows.",
        ),
        (
            "page 41",
            [PDF, LONG_PDF],
            "The longest file here has 40 pages, so there is no page 41. Look again where it shows.",
        ),
        (
            "runbook.pdf, page 3",
            [PDF, LONG_PDF],
            "“runbook.pdf” has 1 page, so there is no page 3. Look again where it shows.",
        ),
        ("p1-9", [PDF], "“runbook.pdf” has 1 page, so there is no page 9. Look again where it shows."),
        ("Page two", [PDF], "“runbook.pdf” has 1 page, so there is no page 2. Look again where it shows."),
        ("page 2", [PHOTO], "A picture has no pages. Say in words what in it shows this."),
        ("page 2", [CLIP], "A clip has no pages. Give a time in it, like 1:05."),
        (
            "3:00",
            [PDF],
            "There is no clip here in which 3:00 could be. Give a page, a heading or the words.",
        ),
        ("12:00", [CLIP], "“walk.mp4” runs 4:10, so there is no 12:00 in it. Give a time inside the clip."),
        (
            "1:02:03",
            [CLIP, PHOTO],
            "“walk.mp4” runs 4:10, so there is no 1:02:03 in it. Give a time inside the clip.",
        ),
    ],
)
def test_a_place_beyond_the_end_is_told_with_how_many_there_are(
    locator: str, files: list[FileRow], reason: str
) -> None:
    assert why_beyond(locator, files) == reason


@pytest.mark.parametrize(
    ("locator", "files"),
    [
        ("page 1, paragraph 4", [PDF]),
        ("page 40", [PDF, LONG_PDF]),
        ("page 9", [WORD]),
        ("page 9", [PDF, WORD]),
        ("P2 incident of 14 March", [PDF]),
        ("p2 incident of 14 March", [PDF]),
        ("the entry of 3:00", [PDF]),
        ("the left of the rack", [PHOTO]),
        ("page 9", [PHOTO, WORD]),
        ("Page one", [PDF]),
        ("4:10", [CLIP]),
        ("the message of 12:00", [MAIL, CLIP]),
        ("heading “Costs”, 3 pages on", [PDF]),
        ("page 9", [PDF._replace(state=ReadState.WAITING)]),
        ("page 9", []),
    ],
)
def test_nothing_is_said_where_it_can_be_or_nobody_can_tell(locator: str, files: list[FileRow]) -> None:
    assert why_beyond(locator, files) == ""


def texts(*words: str) -> list[EvidenceText]:
    passages = tuple(Passage(one, f'heading "Costs", paragraph {n}') for n, one in enumerate(words, start=1))
    document = Document("text/plain", passages).to_dict()
    return [EvidenceText(source=TextSource.FILE, document=document, language=[], suggestions=[])]


READ = texts("I replaced  the switch in\ncomms room B – it’s labelled.", "Then I tested both links.")


@pytest.mark.parametrize(
    "locator",
    [
        "“I replaced the switch”",
        '"i replaced the switch in comms room B - it\'s labelled."',
        "“I replaced … it’s labelled”",
        "under the heading “Costs”, in the middle",
        'heading "Costs", paragraph 2',
        'heading "Costs"',
        "the part on “backup”",
        "page 2",
    ],
)
def test_words_that_stand_in_the_piece_however_they_are_typed_are_let_be(locator: str) -> None:
    assert doubt_about(locator, [WORD], READ) == ""


def test_words_that_stand_nowhere_are_told_and_which() -> None:
    assert doubt_about("“I replaced the switch” and “tested every link twice”", [WORD], READ) == (
        "We could not find “tested every link twice” in this piece. Copy the words from where they stand, or give the "
        "page or the heading."
    )


def test_where_something_could_not_be_read_the_words_may_be_there() -> None:
    assert doubt_about("“tested every link twice”", [WORD, PHOTO], READ) == ""


def test_a_heading_is_held_against_the_headings_even_of_one_word() -> None:
    assert "We could not find “Nonsense”" in doubt_about('heading "Nonsense"', [WORD], READ)
    long = texts("I replaced the switch in comms room B and after that I tested both of the links twice.")
    assert "We could not find “Switch”" in doubt_about("heading “Switch”", [WORD], long)
