import pytest

from documents import media_types as types
from documents import note_on_name, true_name


@pytest.mark.parametrize(
    ("name", "media_type", "better"),
    [
        ("scan.pdf", types.PNG, "scan.png"),
        ("walkthrough.docx", types.MP4, "walkthrough.mp4"),
        ("Site & plan.JPG", types.PDF, "Site & plan.pdf"),
        ("a text.pdf", types.PLAIN, "a text.txt"),
        ("phone.jpg", types.HEIC, "phone.heic"),
        ("scan", types.PDF, "scan.pdf"),
        ("notes v1.2", types.DOCX, "notes v1.2.docx"),
        ("picture.bin", types.PNG, "picture.bin.png"),
    ],
)
def test_a_name_under_which_it_does_not_open_is_put_right_and_said(
    name: str, media_type: str, better: str
) -> None:
    assert true_name(name, media_type) == better
    assert f"“{better}”" in (note_on_name(name, media_type) or "")
    assert note_on_name(better, media_type) is None, "nothing is said of the better name"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("photo.jpeg", types.JPEG),
        ("Slides.PPSX", types.PPTX),
        ("messages.log", types.PLAIN),
        ("page.txt", types.HTML),
        ("clip.mov", types.MP4),
        ("clip.webm", types.MKV),
        ("broken.pdf", ""),
    ],
)
def test_a_name_under_which_it_opens_stays_and_nothing_is_said(name: str, media_type: str) -> None:
    assert true_name(name, media_type) == name
    assert note_on_name(name, media_type) is None


def test_the_note_says_what_it_was_taken_for_and_what_it_is() -> None:
    assert note_on_name("scan.pdf", types.PNG) == (
        "Its name says a PDF, but inside it is a PNG picture, and we read it as that. "
        "Whoever gets a copy of it gets it as “scan.png”, so that it opens."
    )
    assert (note_on_name("scan", types.PNG) or "").startswith("Its name does not say what it is, but inside")
