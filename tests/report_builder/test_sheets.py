"""A section to read: its places are those that comments, suggestions and the appendix name."""

from collections.abc import Iterator, Sequence

from report_builder.content import plain_passages, validate_content
from report_builder.sheets import SheetBlock, Words, read_sheet
from tests.report_builder.a_sent_report import paragraph, rich, text


def flat(blocks: Sequence[SheetBlock]) -> Iterator[SheetBlock]:
    for block in blocks:
        yield block
        yield from flat(block.blocks)


def test_every_stretch_of_text_has_the_place_that_the_appendix_gives_it() -> None:
    content = validate_content(rich("7"))
    read = [
        ("".join(words.text for words in block.words) or block.caption, block.locator)
        for block in flat(read_sheet(content, "Test"))
        if block.kind in ("paragraph", "figure")
    ]
    assert read == plain_passages(content, "Test")


def test_empty_paragraphs_are_left_out_and_counted_nowhere() -> None:
    content = validate_content({"type": "doc", "content": [paragraph(), paragraph(text("Words"))]})
    (only,) = read_sheet(content, "Plan")
    assert (only.locator, only.words) == ("Plan, paragraph 1", (Words("Words"),))


def test_marks_links_and_line_breaks_are_kept() -> None:
    link = {
        "type": "text",
        "text": "here",
        "marks": [{"type": "link", "attrs": {"href": "https://example.org"}}],
    }
    line = paragraph(text("Look", "bold", "italic", "underline"), {"type": "hardBreak"}, link)
    (block,) = read_sheet(validate_content({"type": "doc", "content": [line]}), "Plan")
    assert block.words == (
        Words("Look", bold=True, italic=True, underline=True),
        Words("\n"),
        Words("here", href="https://example.org"),
    )


def test_a_table_without_a_row_of_headers_has_a_body_alone() -> None:
    blocks = read_sheet(validate_content(rich("7")), "Test")
    table = next(block for block in blocks if block.kind == "table")
    assert table.head is not None and len(table.body) == 2
    cells = rich("7")["content"][5]["content"][1:]
    (bare,) = read_sheet(
        validate_content({"type": "doc", "content": [{"type": "table", "content": cells}]}), "Test"
    )
    assert bare.head is None and len(bare.body) == 2


def test_a_picture_without_a_caption_has_no_place() -> None:
    figure = {"type": "figure", "attrs": {"image": "7", "alt": "A plan", "caption": ""}}
    (block,) = read_sheet(validate_content({"type": "doc", "content": [figure]}), "Test")
    assert (block.image, block.alt, block.locator) == ("7", "A plan", "")
