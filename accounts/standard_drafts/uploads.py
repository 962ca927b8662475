"""Tells a file that is no page and no data, by its first bytes, in the words of whoever chose it."""

SAVE_THE_PAGE = "Save the page itself from the browser as HTML, or copy all of it into a text file."
# (how the file begins, what it is)
_KINDS = (
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"), "a picture"),
    ((b"%PDF",), "a PDF"),
    ((b"{\\rtf",), "a document of a word processor"),
    ((b"\xd0\xcf\x11\xe0",), "a document of Office"),
    ((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh"), "an archive"),
)
_IN_A_ZIP = ((b"word/", "a Word document"), (b"xl/", "a workbook"), (b"ppt/", "a presentation"))


def complaint_about(data: bytes) -> str:
    """What is wrong with a file that cannot be read as text, and what to do; "" for one that can."""
    what = ""
    if data.startswith(b"PK"):
        head = data[:4096] + data[-4096:]
        what = next((name for part, name in _IN_A_ZIP if part in head), "an archive (ZIP)")
    for beginnings, name in _KINDS:
        if data.startswith(beginnings):
            what = name
    return f"It is {what}, not the page. {SAVE_THE_PAGE}" if what else ""
