"""What is pasted from Word, Google Docs and a page: headings, lists and tables stay, everything else goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.report_builder.editor_page import EditorServer

pytestmark = pytest.mark.needs_chromium

WORD = Path(__file__).with_name("word_clipboard.html").read_text(encoding="utf-8")


def paste(page: Page, html: str) -> None:
    page.locator(".ProseMirror").click()
    page.evaluate(
        """html => {
          const data = new DataTransfer();
          data.setData('text/html', html);
          const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
          document.querySelector('.ProseMirror').dispatchEvent(event);
        }""",
        html,
    )


def kept(page: Page, server: EditorServer) -> list[dict[str, Any]]:
    expect(page.locator("[data-saved]")).to_have_text("Saved to our server at 09:41")
    content: list[dict[str, Any]] = server.kept.content["content"]
    return content


def text_of(node: dict[str, Any]) -> str:
    return node.get("text", "") + "".join(text_of(child) for child in node.get("content", []))


def test_a_word_draft_keeps_its_shape(page: Page, server: EditorServer) -> None:
    paste(page, WORD)
    blocks = kept(page, server)
    assert [(block["type"], " ".join(text_of(block).split())) for block in blocks] == [
        ("heading", "How I tested"),
        ("paragraph", "The test plan had three parts, agreed first. It was carefully done."),
        ("heading", "Desks"),
        ("bulletList", "Fourteen deskstwo behind the liftReception"),
        ("paragraph", "Then in order:"),
        ("orderedList", "MeasureCompare"),
        ("table", "DeskSpeed14: 88 Mbit/s"),
        ("paragraph", "See the guide."),
    ]
    assert [block["attrs"]["level"] for block in blocks if block["type"] == "heading"] == [3, 4]


def test_nested_lists_and_merged_header_cells_of_word_survive(page: Page, server: EditorServer) -> None:
    paste(page, WORD)
    blocks = kept(page, server)
    bullets, table = blocks[3], blocks[6]
    first, second = bullets["content"]
    assert [child["type"] for child in first["content"]] == ["paragraph", "bulletList"]
    assert text_of(first["content"][1]) == "two behind the lift"
    assert text_of(second) == "Reception"
    assert [[cell["type"] for cell in row["content"]] for row in table["content"]] == [
        ["tableHeader", "tableHeader"],
        ["tableCell"],
    ]
    assert table["content"][1]["content"][0]["attrs"]["colspan"] == 2


def test_bold_italic_and_web_links_of_word_survive_and_nothing_else_does(
    page: Page, server: EditorServer
) -> None:
    paste(page, WORD)
    blocks = kept(page, server)
    marked = [(child["text"], [mark["type"] for mark in child["marks"]])
              for block in (blocks[1], blocks[7]) for child in block["content"] if "marks" in child]  # fmt: skip
    assert marked == [("test plan", ["bold"]), ("three", ["italic"]), ("the guide", ["link"])]
    html = page.locator(".ProseMirror").inner_html()
    for junk in ("mso", "Mso", "style=", "o:p", "Ben: with whom", "BW1", "AB1", "quickly", "file:///"):
        assert junk not in html


def test_a_pasted_picture_is_left_out_and_she_is_told_how_to_add_it(page: Page) -> None:
    paste(page, WORD)
    expect(page.locator(".mp-editor__note")).to_contain_text("Pictures in a document cannot be pasted")
    expect(page.locator(".ProseMirror img")).to_have_count(0)


def test_google_docs_bold_by_style_is_bold_and_its_wrapper_is_not(page: Page, server: EditorServer) -> None:
    paste(
        page,
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr">'
        '<span style="font-size:16pt">Plan</span></h2><p dir="ltr"><span style="font-weight:400">I </span>'
        '<span style="font-weight:700">moved</span><span style="font-style:italic"> phones</span></p></b>',
    )
    heading, paragraph = kept(page, server)
    assert (heading["type"], heading["attrs"]["level"], text_of(heading)) == ("heading", 3, "Plan")
    assert [(child["text"], child.get("marks")) for child in paragraph["content"]] == [
        ("I ", None),
        ("moved", [{"type": "bold"}]),
        (" phones", [{"type": "italic"}]),
    ]


def test_a_script_or_a_dangerous_link_in_what_is_pasted_does_nothing(
    page: Page, server: EditorServer
) -> None:
    paste(
        page,
        "<p onclick=\"document.title='owned'\">Hello <a href=\"javascript:document.title='owned'\">there</a>"
        "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script></p>",
    )
    assert kept(page, server) == [{"type": "paragraph", "content": [{"type": "text", "text": "Hello there"}]}]
    assert page.title() == "Report"


def test_plain_text_pastes_as_paragraphs(page: Page, server: EditorServer) -> None:
    page.locator(".ProseMirror").click()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData('text/plain', 'One line\\n\\nAnother');
          document.querySelector('.ProseMirror').dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    assert [text_of(block) for block in kept(page, server)] == ["One line", "Another"]


def test_what_is_copied_in_the_editor_pastes_as_it_was(page: Page, server: EditorServer) -> None:
    page.locator(".ProseMirror").click()
    page.get_by_role("button", name="Bullet list").click()
    page.keyboard.type("one")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")
    page.keyboard.press("Control+v")
    pasted = [(block["type"], text_of(block)) for block in kept(page, server)]
    assert pasted == [("bulletList", "onetwo"), ("bulletList", "onetwo")]


LIBREOFFICE = """<html><head><meta name="generator" content="LibreOffice 7.4"><style>p.sdfootnote { font-size: 10pt }
</style></head><body lang="en-GB"><h1 class="western">Situation</h1>
<ul><li><p style="margin-bottom: 0cm">lists</p><ul><li><p>of laptops</p></ul></ul>
<p>One <b>register</b>.<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> Mine.</p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym"
 href="#sdfootnote1anc">1</a>Kept by the desk.</p></div></body></html>"""

WORD_NOTE = """<p class=MsoNormal>One register.<a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if
!supportFootnotes]>[1]<![endif]></span></span></a> Mine.</p><div style='mso-element:footnote-list'><![if
!supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]><div style='mso-element:footnote'
id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span
class=MsoFootnoteReference>[1]</span></a> Kept by the desk.</p></div></div>"""


@pytest.mark.parametrize("html", [LIBREOFFICE, WORD_NOTE], ids=["LibreOffice", "Word"])
def test_a_footnote_comes_as_text_with_its_mark_apart_and_she_is_told(
    html: str, page: Page, server: EditorServer
) -> None:
    paste(page, html)
    texts = [" ".join(text_of(block).split()) for block in kept(page, server)]
    assert texts[-2:] == ["One register. [1] Mine.", "[1] Kept by the desk."]
    expect(page.locator(".mp-editor__note")).to_contain_text("Footnotes came as text")


def test_a_nested_list_of_libreoffice_stays_nested(page: Page, server: EditorServer) -> None:
    paste(page, LIBREOFFICE)
    (item,) = kept(page, server)[1]["content"]
    assert [child["type"] for child in item["content"]] == ["paragraph", "bulletList"]


RAISED = """<p class=MsoNormal>A room of 40 m<sup>2</sup>, 10<sup>-3</sup> s, the 1<sup>st</sup> of CO<sub>2</sub>.</p>
<p><span style="font-size:11pt">2</span><span style="font-size:0.6em;vertical-align:super">10</span> addresses</p>"""


def test_units_and_formulas_keep_what_was_raised_or_lowered(page: Page, server: EditorServer) -> None:
    paste(page, RAISED)
    assert [text_of(block) for block in kept(page, server)] == [
        "A room of 40 m², 10⁻³ s, the 1st of CO₂.",
        "2¹⁰ addresses",
    ]
    expect(page.locator(".mp-editor__note")).to_have_text("")


def test_raised_letters_that_no_character_shows_come_level_and_she_is_told(
    page: Page, server: EditorServer
) -> None:
    paste(page, "<p>V<sub>max</sub> was 5.</p>")
    assert [text_of(block) for block in kept(page, server)] == ["Vmax was 5."]
    expect(page.locator(".mp-editor__note")).to_contain_text("Look at your units and formulas")


def test_she_is_told_how_a_caption_of_word_gets_its_picture_again(page: Page) -> None:
    paste(page, "<p class=MsoNormal>Figure 1 shows it all.</p>")
    expect(page.locator(".ProseMirror")).to_have_text("Figure 1 shows it all.")
    expect(page.locator(".mp-editor__note")).to_have_text("")
    paste(page, "<p class=MsoCaption>Figure <span style='mso-no-proof:yes'>1</span> The new layout</p>")
    expect(page.locator(".mp-editor__note")).to_contain_text(
        "Put the cursor in one and choose “Add a diagram”"
    )


GIVE_A_PICTURE = """async ({ event, type, name }) => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [60, 40];
  const drawn = await new Promise((done) => canvas.toBlob(done, 'image/png'));
  const data = new DataTransfer();
  data.items.add(new File([drawn], name, { type }));
  const editor = document.querySelector('.ProseMirror');
  const { left, top } = editor.getBoundingClientRect();
  const about = { bubbles: true, cancelable: true, clientX: left + 60, clientY: top + 50 };
  const made = event === 'paste' ? new ClipboardEvent('paste', { ...about, clipboardData: data })
    : new DragEvent('drop', { ...about, dataTransfer: data });
  return editor.dispatchEvent(made);
}"""


@pytest.mark.parametrize("event", ["paste", "drop"])
def test_a_screenshot_only_lacks_its_caption(event: str, page: Page, server: EditorServer) -> None:
    page.locator(".ProseMirror").click()
    page.evaluate(GIVE_A_PICTURE, {"event": event, "type": "image/png", "name": "image.png"})
    form = page.get_by_role("dialog", name="A diagram")
    expect(form.get_by_label("Caption")).to_be_focused()
    page.keyboard.type("The register")
    form.get_by_label("What it shows").fill("One list of laptops.")
    form.get_by_role("button", name="Keep this diagram").click()
    figure = next(block for block in kept(page, server) if block["type"] == "figure")
    assert figure["attrs"]["caption"] == "The register"
    assert server.kept.pictures[0].startswith(b"\x89PNG")


def test_a_dropped_file_that_is_no_picture_does_not_take_the_page_away(page: Page) -> None:
    let_through = page.evaluate(
        GIVE_A_PICTURE, {"event": "drop", "type": "application/pdf", "name": "plan.pdf"}
    )
    assert let_through is False
    expect(page.locator(".mp-editor__note")).to_contain_text("Only pictures can be dropped here")
